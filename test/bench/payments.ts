// Direct payments over one channel, by the real path: two nodes, a process each, with keys, disks, relay and chain like any
// other. The payer is this process, so that no API lies between it and the clock.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEther } from "ethers";
import { ETH_TOKEN } from "../../offchain/cli/amounts.ts";
import { Actor, fieldText, passwordFile } from "../../offchain/cli/devnet/actors.ts";
import type { Narrator } from "../../offchain/cli/devnet/narrator.ts";
import { type Stage, setStage } from "../../offchain/cli/devnet/stage.ts";
import { eventually } from "../../offchain/cli/devnet/waiting.ts";
import type { Json } from "../../offchain/runtime/json.ts";
import { createNode, type RunningNode, startNode } from "../../offchain/runtime/node.ts";

const PASSWORD = "correct horse battery staple";
const WARM = 100;

/** Payments per second of one channel: one after the other, and with several under way. */
export interface PaymentRates {
  readonly serial: number;
  readonly concurrent: number;
  readonly inFlight: number;
  readonly payments: number;
}

/** What has to be ended, in the order of its start. */
type Ends = (() => Promise<void>)[];

interface Pair {
  readonly payer: RunningNode;
  readonly payee: string;
}

function field(answer: Json, name: string): string {
  const value: unknown = Reflect.get(Object(answer), name);
  return typeof value === "string" ? value : "";
}

async function fund(stage: Stage, account: string): Promise<void> {
  await (await stage.rich.sendTransaction({ to: account, value: parseEther("100") })).wait();
}

/** Payer in this process, payee and relay in theirs, and a channel between them. */
async function openPair(say: Narrator, stage: Stage, folder: string, ends: Ends): Promise<Pair> {
  const password = passwordFile(folder, PASSWORD);
  const [relay, hub] = [new Actor("relay", folder, password), new Actor("hub", folder, password)];
  ends.push(
    () => relay.end("SIGTERM"),
    () => hub.end("SIGTERM"),
  );
  const url = fieldText(await relay.start("relay", "--port", "0"), "url");
  const where = [
    "--rpc",
    stage.anvil.url,
    "--relay",
    url,
    "--profile",
    "local",
    "--adjudicator",
    stage.adjudicatorAddress,
  ];
  const made = await hub.run("create", ...where, "--alias", "hub", "--words_out", join(folder, "hub", "words"));
  const directory = join(folder, "payer");
  const payerKeys = await createNode(directory, PASSWORD);
  await fund(stage, payerKeys.account);
  await fund(stage, field(made, "account"));
  await hub.start("start");
  const adjudicator = stage.adjudicatorAddress.toLowerCase() as `0x${string}`; // an address, from ethers
  const payer = await startNode({
    directory,
    password: PASSWORD,
    chain: "local",
    rpc: stage.anvil.url,
    relay: url,
    adjudicator,
  });
  ends.push(() => payer.close());
  const payee = field(made, "nodeId");
  await say.step("open a channel", async () => {
    await payer.request("openchannel", { peer: payee, token: ETH_TOKEN, localAmount: parseEther("5").toString() });
    await eventually("the channel is open", async () => {
      const { channels } = Object(await payer.request("listchannels", {})) as { channels: readonly Json[] };
      return channels.some((channel) => field(channel, "phase") === "open") ? true : null;
    });
  });
  return { payer, payee };
}

async function pay({ payer, payee }: Pair): Promise<void> {
  const answer = await payer.request("sendpayment", { peer: payee, token: ETH_TOKEN, amount: "1000000000" });
  if (field(answer, "status") !== "succeeded") throw new Error(`a payment ended as ${JSON.stringify(answer)}`);
}

async function perSecond(count: number, inFlight: number, work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return (count * 1000) / (performance.now() - started);
}

/**
 * Opens a channel between two new nodes on a chain of their own, and pays `count` times one after the other, then `count` times
 * with `inFlight` under way.
 */
export async function measurePayments(say: Narrator, count: number, inFlight = 64): Promise<PaymentRates> {
  const folder = mkdtempSync(join(tmpdir(), "chenilles-bench-"));
  const stage = await setStage(say);
  const ends: Ends = [() => stage.stop()];
  try {
    const opened = await openPair(say, stage, folder, ends);
    await perSecond(WARM, 1, () => pay(opened));
    const serial = await say.step(`${count} payments, one after the other`, () =>
      perSecond(count, 1, () => pay(opened)),
    );
    const concurrent = await say.step(`${count} payments, ${inFlight} under way`, () =>
      perSecond(count, inFlight, () => pay(opened)),
    );
    return { serial, concurrent, inFlight, payments: WARM + 2 * count };
  } finally {
    for (const end of ends.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}
