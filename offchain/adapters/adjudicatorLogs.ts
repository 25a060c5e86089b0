import type { LogDescription } from "ethers";
import type { AppEvent, Publication } from "../channel/chain.ts";
import type { Address, Hex } from "../evm/hex.ts";
import { hashState } from "../generated/protocol/hashes.ts";
import type { AppState, State } from "../generated/protocol/structs.ts";
import { adjudicatorInterface } from "./adjudicatorInterface.ts";
import { type ChainBlock, mayHaveLogsOf } from "./chainBlock.ts";
import { type JsonRpc, ProviderTrouble } from "./jsonRpc.ts";

/** A step of an app, with the channel it belongs to. */
export interface ChannelAppEvent {
  readonly channelId: Hex;
  readonly event: AppEvent;
}

/** What the adjudicator said in one block, or in a run of blocks. */
export interface BlockNews {
  readonly touched: ReadonlySet<Hex>;
  readonly appEvents: readonly ChannelAppEvent[];
  readonly publications: readonly Publication[];
}

/** A log, as far as it is needed here. */
interface RawLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: number;
  readonly removed: boolean;
}

const hex = (value: unknown): Hex => String(value).toLowerCase() as Hex; // ethers gives bytes as 0x text

function parseLogs(rpc: JsonRpc, answer: unknown): readonly RawLog[] {
  if (!Array.isArray(answer)) throw new ProviderTrouble(rpc.url, "eth_getLogs did not answer with a list");
  return answer.map((log: unknown) => {
    if (typeof log !== "object" || log === null) throw new ProviderTrouble(rpc.url, "a log that is none");
    const topics: unknown = Reflect.get(log, "topics");
    return {
      address: hex(Reflect.get(log, "address")),
      topics: Array.isArray(topics) ? topics.map(String) : [],
      data: String(Reflect.get(log, "data")),
      blockNumber: Number(Reflect.get(log, "blockNumber")),
      removed: Reflect.get(log, "removed") === true,
    };
  });
}

function appStateOf(value: { isFinal: boolean; held: Iterable<bigint>; body: string }): AppState {
  return { isFinal: value.isFinal, held: [...value.held], body: hex(value.body) };
}

function appEventOf(log: LogDescription, at: number, block: number): AppEvent | null {
  const { args } = log;
  if (log.name === "TimedOut") {
    return {
      kind: "timedOut",
      index: Number(args.index),
      turn: Number(args.turn),
      state: appStateOf(args.state),
      at,
      block,
    };
  }
  if (log.name !== "Moved") return null;
  return {
    kind: "moved",
    index: Number(args.index),
    turn: Number(args.turn),
    seat: Number(args.seat),
    move: Number(args.move),
    args: hex(args.args),
    state: appStateOf(args.state),
    at,
    block,
  };
}

/** `timeOf`: a block's time in seconds, by its number. */
function readNews(logs: readonly RawLog[], timeOf: (block: number) => number): BlockNews {
  const touched = new Set<Hex>();
  const appEvents: ChannelAppEvent[] = [];
  const publications: Publication[] = [];
  for (const raw of logs) {
    const log = adjudicatorInterface.parseLog(raw);
    if (log === null || raw.removed) continue;
    const at = timeOf(raw.blockNumber);
    if (log.name === "Published") {
      publications.push({ hash: hex(log.args.hash), preimage: hex(log.args.preimage), at, block: raw.blockNumber });
      continue;
    }
    if (log.args[0] === undefined || log.fragment.inputs[0]?.name !== "channelId") continue;
    const channelId = hex(log.args.channelId);
    touched.add(channelId);
    const event = appEventOf(log, at, raw.blockNumber);
    if (event !== null) appEvents.push({ channelId, event });
  }
  return { touched, appEvents, publications };
}

/**
 * What the adjudicator said in these blocks, asked by block hash; in the same order.
 * @throws ProviderTrouble also where an empty answer contradicts the block's bloom filter (attack 32): ask again.
 */
export async function newsOfBlocks(
  rpc: JsonRpc,
  adjudicator: Address,
  blocks: readonly ChainBlock[],
): Promise<readonly BlockNews[]> {
  const requests = blocks.map(({ hash }) => ({
    method: "eth_getLogs",
    params: [{ address: adjudicator, blockHash: hash }],
  }));
  const answers = await rpc.sendAll(requests);
  return blocks.map((block, i) => {
    const logs = parseLogs(rpc, answers[i]);
    if (logs.length === 0 && mayHaveLogsOf(block, adjudicator) && bloomIsTelling(block)) {
      throw new ProviderTrouble(rpc.url, `no logs for block ${block.number}, against the block's own bloom filter`);
    }
    return readNews(logs, () => block.timestamp);
  });
}

/** A filter with most bits set says nothing: then an empty answer has to be believed. */
function bloomIsTelling(block: ChainBlock): boolean {
  const set = [...block.logsBloom.slice(2)].reduce((sum, digit) => sum + (BITS[Number.parseInt(digit, 16)] ?? 0), 0);
  return set < 400;
}

const BITS = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4];
const RANGE = 5_000;

/**
 * Older news, by ranges of block numbers up to and with `to`, which the provider is known to have.
 * @param filter topics as of eth_getLogs: the events wanted, then the channel.
 */
export async function newsOfRange(
  rpc: JsonRpc,
  adjudicator: Address,
  range: { readonly from: number; readonly to: number },
  filter: readonly (readonly Hex[] | Hex | null)[],
): Promise<BlockNews> {
  const logs: RawLog[] = [];
  for (let from = range.from; from <= range.to; from += RANGE) {
    const to = Math.min(range.to, from + RANGE - 1);
    const query = {
      address: adjudicator,
      fromBlock: `0x${from.toString(16)}`,
      toBlock: `0x${to.toString(16)}`,
      topics: filter,
    };
    logs.push(...parseLogs(rpc, await rpc.send("eth_getLogs", [query])));
  }
  const numbers = [...new Set(logs.map((log) => log.blockNumber))];
  const blocks = await rpc.sendAll(
    numbers.map((number) => ({ method: "eth_getBlockByNumber", params: [`0x${number.toString(16)}`, false] })),
  );
  const times = new Map(numbers.map((number, i) => [number, Number(Reflect.get(Object(blocks[i]), "timestamp"))]));
  return readNews(logs, (number) => times.get(number) ?? 0);
}

/**
 * The state of a child with that fingerprint, out of the events that told it (adjudicator §6, `ChildState`).
 * @throws ProviderTrouble where none is told, though one is registered (attack 32): ask again.
 */
export async function childStateIn(
  rpc: JsonRpc,
  adjudicator: Address,
  { channelId, fingerprint }: { readonly channelId: Hex; readonly fingerprint: Hex },
  range: { readonly from: number; readonly to: number },
): Promise<State> {
  for (let to = range.to; to >= range.from; to -= RANGE) {
    const query = {
      address: adjudicator,
      fromBlock: `0x${Math.max(range.from, to - RANGE + 1).toString(16)}`,
      toBlock: `0x${to.toString(16)}`,
      topics: [topicOf("ChildState"), channelId],
    };
    const found = parseLogs(rpc, await rpc.send("eth_getLogs", [query]))
      .map((raw) => childStateOf(adjudicatorInterface.parseLog(raw)))
      .find((state) => state !== null && `0x${hashState(channelId, state).slice(26)}` === fingerprint);
    if (found !== undefined && found !== null) return found;
  }
  throw new ProviderTrouble(rpc.url, `its logs do not tell the registered state of the child channel ${channelId}`);
}

interface ToldAsset {
  readonly token: string;
  readonly id: bigint;
  readonly locked: bigint;
  readonly delta: Iterable<bigint>;
  readonly withdrawn: Iterable<bigint>;
}

function childStateOf(log: LogDescription | null): State | null {
  if (log === null || log.name !== "ChildState") return null;
  const { version, isFinal, interactionsRoot, assets } = log.args;
  return {
    version: Number(version),
    isFinal: isFinal === true,
    interactionsRoot: hex(interactionsRoot),
    assets: [...(assets as Iterable<ToldAsset>)].map(({ token, id, locked, delta, withdrawn }) => ({
      token: hex(token),
      id,
      locked,
      delta: [...delta],
      withdrawn: [...withdrawn],
    })),
  };
}

/** The topic of an event of the adjudicator. */
export function topicOf(event: "Moved" | "TimedOut" | "Published" | "ChildState"): Hex {
  const fragment = adjudicatorInterface.getEvent(event);
  if (fragment === null) throw new Error(`the adjudicator's ABI has no event ${event}; run \`chenilles generate\``);
  return hex(fragment.topicHash);
}
