import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { narrator } from "../../../offchain/cli/devnet/narrator.ts";
import { type Stage, setStage } from "../../../offchain/cli/devnet/stage.ts";
import { eventually } from "../../../offchain/cli/devnet/waiting.ts";
import type { Address, Hex } from "../../../offchain/evm/hex.ts";
import { channelPort } from "../../../offchain/runtime/channelPort.ts";
import { createNode, type NodeOptions, type RunningNode, startNode } from "../../../offchain/runtime/node.ts";
import { type RunningRelay, startRelay } from "../../../offchain/runtime/relay.ts";

/** One of the two players of a local network: a node of its own, with a channel to the other. */
export interface LocalPlayer {
  /** The signer that sits in apps. */
  readonly address: Address;
  /** The channel between the two, for `channelClient`. */
  readonly channel: ReturnType<typeof channelPort>;
  readonly node: RunningNode;
  /** What this player could spend in the channel now, wei. */
  spendable(): Promise<bigint>;
}

/** A chain, a relay and two nodes that have opened and paid for a channel. */
export interface LocalNetwork {
  /** The chain's JSON-RPC, e.g. for a wallet. */
  readonly rpc: string;
  readonly players: readonly [LocalPlayer, LocalPlayer];
  /** Ends it all, and removes its files. */
  close(): Promise<void>;
}

/** What a local network is started with. */
export interface LocalNetworkOptions {
  /** Apps that the two play besides those that every node knows; their adapters are deployed. */
  readonly apps?: NonNullable<NodeOptions["apps"]>;
  /** What each puts into the channel, wei. */
  readonly deposit?: bigint;
}

const ETHER = 10n ** 18n;
const PASSWORD = "a password for play money";

/**
 * Everything that two players need, on this machine: a chain of its own, the adjudicator and the apps' adapters on it, a relay, two
 * nodes, and an open channel between them. It takes a few seconds.
 *
 * @throws AnvilFailed, and what `startNode` throws.
 * @example const { players, close } = await openLocalNetwork({ apps: [race] });
 */
export async function openLocalNetwork(options: LocalNetworkOptions = {}): Promise<LocalNetwork> {
  const { apps = [], deposit = ETHER / 10n } = options;
  const folder = mkdtempSync(join(tmpdir(), "chenilles-local-"));
  const endings: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end();
  };
  try {
    const silent = { ...narrator(true), say: () => {}, step: <T>(_: string, work: () => Promise<T>) => work() };
    const stage = await setStage(silent, undefined, undefined, apps);
    endings.push(() => stage.stop());
    const relay = await startRelay({});
    endings.push(() => relay.close());
    const nodes: RunningNode[] = [];
    for (const name of ["first", "second"]) {
      const node = await startPlayer(join(folder, name), stage, relay, apps, deposit);
      endings.push(() => node.close());
      nodes.push(node);
    }
    const [first, second] = nodes as [RunningNode, RunningNode]; // two names above
    const amount = deposit.toString();
    const asked = { peer: second.nodeId, localAmount: amount, remoteAmount: amount };
    const { channelId } = (await first.request("openchannel", asked)) as { channelId: Hex }; // as `openchannel` answers
    for (const node of nodes)
      await eventually("the channel is open", async () => ((await stageOf(node, channelId)) === "open" ? true : null));
    return { rpc: stage.anvil.url, players: [player(first, channelId), player(second, channelId)], close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Makes a node's keys, gives its account what deposit and gas take, and starts it. */
async function startPlayer(
  directory: string,
  { rich, anvil }: Stage,
  relay: RunningRelay,
  apps: NonNullable<NodeOptions["apps"]>,
  deposit: bigint,
): Promise<RunningNode> {
  const { account } = await createNode(directory, PASSWORD);
  await (await rich.sendTransaction({ to: account, value: deposit + ETHER })).wait();
  const limits = { maxDeposit: deposit };
  return startNode({ directory, password: PASSWORD, chain: "local", rpc: anvil.url, relay: relay.url, limits, apps });
}

interface ShownChannel {
  readonly channelId: Hex;
  readonly stage: string;
  readonly local: { readonly spendable: string };
}

async function shownOf(node: RunningNode, channelId: Hex): Promise<ShownChannel | undefined> {
  const { channels } = (await node.request("listchannels", {})) as unknown as { channels: readonly ShownChannel[] }; // its answer
  return channels.find((each) => each.channelId === channelId);
}

const stageOf = async (node: RunningNode, channelId: Hex): Promise<string | undefined> =>
  (await shownOf(node, channelId))?.stage;

function player(node: RunningNode, channelId: Hex): LocalPlayer {
  return {
    address: node.running.keys.signer,
    channel: channelPort(node.running, channelId),
    node,
    spendable: async () => BigInt((await shownOf(node, channelId))?.local.spendable ?? "0"),
  };
}
