import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEther } from "ethers";
import { type Narrator, narrator } from "../../offchain/cli/devnet/narrator.ts";
import { type Stage, setStage } from "../../offchain/cli/devnet/stage.ts";
import { eventually } from "../../offchain/cli/devnet/waiting.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { type ChannelClient, channelClient } from "../../offchain/protocol/client/channelClient.ts";
import { channelPort } from "../../offchain/runtime/channelPort.ts";
import { createNode, type RunningNode, startNode } from "../../offchain/runtime/node.ts";
import { type RunningRelay, startRelay } from "../../offchain/runtime/relay.ts";

const PASSWORD = "correct horse battery staple";
const say: Narrator = { ...narrator(true), say: () => {}, step: (_, work) => work() };

/** What each side puts into a channel of one asset; `token` left out: ETH. */
export interface Deposit {
  readonly token?: Address;
  readonly local: bigint;
  readonly remote: bigint;
}

/** A channel's asset as `listchannels` shows it, amounts as numbers. */
export interface Shown {
  readonly token: string;
  readonly spendable: bigint;
  readonly remote: bigint;
  readonly inFlight: bigint;
}

/** Nodes that run in this process, over a relay and a chain of their own. */
export class RealNodes {
  readonly folder: string = mkdtempSync(join(tmpdir(), "chenilles-nodes-"));
  readonly stage: Stage;
  readonly relay: RunningRelay;
  readonly #running = new Set<RunningNode>();

  private constructor(stage: Stage, relay: RunningRelay) {
    this.stage = stage;
    this.relay = relay;
  }

  static async begin(): Promise<RealNodes> {
    return new RealNodes(await setStage(say), await startRelay({}));
  }

  get tokens(): readonly Address[] {
    return this.stage.tokens.map(({ address }) => address.toLowerCase() as Address); // an address stays one
  }

  /** A node with money on its account, of every asset there is. */
  async start(name: string): Promise<RunningNode> {
    const { account } = await createNode(join(this.folder, name), PASSWORD);
    await (await this.stage.rich.sendTransaction({ to: account, value: parseEther("10") })).wait();
    for (const { contract } of this.stage.tokens)
      await (await contract.getFunction("mint").send(account, parseEther("100"))).wait();
    return this.restart(name);
  }

  async restart(name: string): Promise<RunningNode> {
    const node = await startNode({
      directory: join(this.folder, name),
      password: PASSWORD,
      chain: "local",
      rpc: this.stage.anvil.url,
      relay: this.relay.url,
      limits: {
        maxDeposit: parseEther("5"),
        maxTokenDeposits: Object.fromEntries(this.tokens.map((token) => [token, parseEther("50")])),
      },
    });
    this.#running.add(node);
    return node;
  }

  /** Ends a node: from now on it is silent. */
  async silence(node: RunningNode): Promise<void> {
    this.#running.delete(node);
    await node.close();
  }

  /** Opens a channel, with several others a group in which each puts in `remote`, and waits until all count it as open. */
  async open(from: RunningNode, to: RunningNode | readonly RunningNode[], deposits: readonly Deposit[]): Promise<Hex> {
    const others = [to].flat();
    const assets = deposits.map(({ token, local, remote }) => ({
      ...(token === undefined ? {} : { token }),
      localAmount: local.toString(),
      remoteAmount: remote.toString(),
    }));
    const opened = (await from.request("openchannel", { peers: others.map(({ nodeId }) => nodeId), assets })) as {
      channelId: Hex;
    };
    for (const node of [from, ...others])
      await eventually("the channel is open", async () =>
        (await channelAt(node, opened.channelId))?.stage === "open" ? true : null,
      );
    return opened.channelId;
  }

  /** What an account has on chain. */
  async wallet(owner: string, token?: string): Promise<bigint> {
    const found = this.stage.tokens.find(({ address }) => address.toLowerCase() === token?.toLowerCase());
    if (found === undefined) return this.stage.provider.getBalance(owner);
    return BigInt(await found.contract.getFunction("balanceOf").staticCall(owner));
  }

  /** Goes to the chain with a channel, and lets the time of a challenge pass. */
  async challenge(node: RunningNode, channelId: Hex): Promise<void> {
    await node.request("closechannel", { channelId, force: true });
    await eventually("the challenge is on chain", async () =>
      (await this.stage.adjudicator.getFunction("slotOf").staticCall(channelId)).status === 1n ? true : null,
    );
    await this.stage.passTime(this.stage.challengeDuration + 1, "the challenge duration");
  }

  async close(): Promise<void> {
    for (const node of this.#running) await node.close();
    await this.relay.close();
    await this.stage.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface ChannelRow {
  readonly channelId: Hex;
  readonly stage: string;
  readonly assets: readonly {
    readonly token: string;
    readonly local: { readonly spendable: string };
    readonly remote: { readonly spendable: string };
    readonly inFlight: string;
  }[];
}

async function channelAt(node: RunningNode, channelId: Hex): Promise<ChannelRow | undefined> {
  const { channels } = (await node.request("listchannels", { all: true })) as unknown as { channels: ChannelRow[] }; // as the API says
  return channels.find((channel) => channel.channelId === channelId);
}

/** The stage of a channel, as its node shows it. */
export const stageAt = async (node: RunningNode, channelId: Hex): Promise<string | undefined> =>
  (await channelAt(node, channelId))?.stage;

/** What a node may spend of each asset of a channel, in the channel's order. */
export async function shownAt(node: RunningNode, channelId: Hex): Promise<readonly Shown[]> {
  const channel = await channelAt(node, channelId);
  return (channel?.assets ?? []).map(({ token, local, remote, inFlight }) => ({
    token,
    spendable: BigInt(local.spendable),
    remote: BigInt(remote.spendable),
    inFlight: BigInt(inFlight),
  }));
}

/**
 * Waits until a node shows this amount as spendable: the update that folds a finished contract into
 * the balances comes after the move that ends it.
 */
export const comesToShow = (node: RunningNode, channelId: Hex, wanted: bigint): Promise<bigint> => {
  const looking = { last: -1n };
  return eventually(`${wanted} base units spendable`, async () => {
    looking.last = (await shownAt(node, channelId))[0]?.spendable ?? -1n;
    return looking.last === wanted ? wanted : null;
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; ${looking.last} is shown`);
  });
};

/** The typed client of a node's channel. */
export const clientOf = (node: RunningNode, channelId: Hex): ChannelClient =>
  channelClient(channelPort(node.running, channelId));
