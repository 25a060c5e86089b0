import { join as joinPath } from "node:path";
import { parseEther, parseUnits } from "ethers";
import { ETH_TOKEN } from "../amounts.ts";
import { Actor, fieldText, passwordFile } from "./actors.ts";
import type { Endings } from "./endings.ts";
import type { Narrator } from "./narrator.ts";
import type { Stage } from "./stage.ts";

export const NODES = ["alice", "hub", "bob"] as const;
export type NodeName = (typeof NODES)[number];

/** Who plays: each a process with keys and a database of its own. */
export interface Cast {
  readonly folder: string;
  readonly relay: Actor;
  readonly relayUrl: string;
  readonly nodes: Readonly<Record<NodeName, Actor>>;
  readonly watcher: Actor;
  /** Node ids and accounts, by name. */
  readonly ids: Readonly<Record<NodeName | "watcher", { readonly nodeId: string; readonly account: string }>>;
  /** Starts a node as it was started first; bob's sends his states to the watcher. */
  readonly startNode: (name: NodeName) => Promise<void>;
  /** Has another process ended with the scenario. */
  readonly join: (actor: Actor) => void;
}

const ETHER = parseEther("100");
const TOKENS = parseUnits("1000", 18);

/** Keys for everybody, money on their accounts, then the processes. */
export async function castActors(say: Narrator, stage: Stage, folder: string, endings: Endings): Promise<Cast> {
  const password = passwordFile(folder, "correct horse battery staple");
  const join = (one: Actor): void => endings.add(() => one.end("SIGTERM"));
  const actor = (name: string): Actor => {
    const one = new Actor(name, folder, password);
    join(one);
    return one;
  };
  const relay = actor("relay");
  const nodes = { alice: actor("alice"), hub: actor("hub"), bob: actor("bob") };
  const watcher = actor("watcher");
  const relayUrl = await say.step("start the relay", async () =>
    fieldText(await relay.start("relay", "--port", "0"), "url"),
  );
  const made = await say.step("create keys for alice, hub, bob and the watcher", async () =>
    createAll(stage, relayUrl, { ...nodes, watcher }),
  );
  await say.step("give each account 100 eth, and the nodes 1,000 of each token", () => giveMoney(stage, made));
  const startNode = async (name: NodeName): Promise<void> => {
    await nodes[name].start("start", ...(name === "bob" ? ["--tower", made.watcher.nodeId] : []));
  };
  await say.step("start the watcher", () => watcher.start("watch", "--for", made.bob.nodeId));
  for (const name of NODES) await say.step(`start ${name}`, () => startNode(name));
  for (const one of [relay, ...Object.values(nodes), watcher])
    say.say(`   ${one.name.padEnd(8)} process ${one.pid}, directory ${one.directory}`);
  return { folder, relay, relayUrl, nodes, watcher, ids: made, startNode, join };
}

type Made = Cast["ids"];

async function createAll(
  stage: Stage,
  relayUrl: string,
  actors: Readonly<Record<NodeName | "watcher", Actor>>,
): Promise<Made> {
  const create = async (one: Actor): Promise<{ nodeId: string; account: string }> => {
    const where = [
      "--rpc",
      stage.anvil.url,
      "--relay",
      relayUrl,
      "--profile",
      "local",
      "--adjudicator",
      stage.adjudicatorAddress,
    ];
    const made = await one.run(
      "create",
      ...where,
      "--alias",
      one.name,
      "--max_deposit",
      "100eth",
      ...stage.tokens.flatMap(({ address }) => ["--max_deposit", `${TOKENS}units@${address}`]),
      "--words_out",
      joinPath(one.directory, "words"),
    );
    const field = (name: string): string => fieldText(made as Parameters<typeof fieldText>[0], name); // `create` answers with an object
    return { nodeId: field("nodeId"), account: field("account").toLowerCase() };
  };
  const [alice, hub, bob, watcher] = await Promise.all([
    create(actors.alice),
    create(actors.hub),
    create(actors.bob),
    create(actors.watcher),
  ]);
  return { alice, hub, bob, watcher };
}

async function giveMoney(stage: Stage, made: Made): Promise<void> {
  for (const [name, { account }] of Object.entries(made)) {
    await (await stage.rich.sendTransaction({ to: account, value: ETHER })).wait();
    if (name === "watcher") continue;
    for (const { contract } of stage.tokens) await (await contract.getFunction("mint").send(account, TOKENS)).wait();
  }
}

/** What both sides put in of one asset, base units. */
export interface Deposits {
  readonly token: string;
  readonly local: string;
  readonly remote: string;
}

/** A channel to be opened, with its first asset. */
export interface Opening extends Deposits {
  readonly from: NodeName;
  readonly to: NodeName;
  /** What it holds besides. */
  readonly more?: readonly Deposits[];
}

/** A channel of the scenario. */
export interface OpenedChannel extends Opening {
  readonly channelId: string;
}

/** ETH or a test token, by what people call it. */
export function tokenName(stage: Stage, token: string): string {
  if (token === ETH_TOKEN) return "eth";
  return stage.tokens.find(({ address }) => address.toLowerCase() === token)?.symbol ?? token;
}
