import type { AppEvent, Publication } from "../../offchain/channel/chain.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { State } from "../../offchain/generated/protocol/structs.ts";

/** Where an app stands on chain; what its fingerprint stands for is kept whole. */
export interface OnChainTurn {
  readonly turn: number;
  readonly enteredAt: number;
  readonly done: boolean;
  readonly stateHash: Hex;
  readonly entryHash: Hex;
  readonly used: Hex;
}

/** One channel of the model adjudicator; maps are by asset (token). Times in chain seconds. */
export interface OnChain {
  readonly version: number;
  readonly deadline: number;
  readonly status: 0 | 1 | 2;
  readonly fingerprint: Hex;
  readonly nets: Readonly<Record<Hex, readonly bigint[]>>;
  readonly paid: Readonly<Record<Hex, readonly bigint[]>>;
  readonly closed: Readonly<Record<Hex, boolean>>;
  readonly released: Readonly<Record<Hex, bigint>>;
  readonly claimed: readonly number[];
  readonly turns: Readonly<Record<number, OnChainTurn>>;
  readonly events: readonly AppEvent[];
  /** Of a child: the registered state, as its event has told it. */
  readonly childState: State | null;
}

/** Everything the chain knows at one block; never changed in place, so that a reorg is a step back. */
export interface World {
  readonly channels: ReadonlyMap<Hex, OnChain>;
  readonly published: ReadonlyMap<Hex, Publication>;
  /** "token/address" -> base units, outside of channels. */
  readonly wallets: ReadonlyMap<string, bigint>;
}

export const NO_STATE = `0x${"0".repeat(40)}` as const;
export const emptyChannel: OnChain = {
  version: 0,
  deadline: 0,
  status: 0,
  fingerprint: NO_STATE,
  nets: {},
  paid: {},
  closed: {},
  released: {},
  claimed: [],
  turns: {},
  events: [],
  childState: null,
};
export const emptyWorld: World = { channels: new Map(), published: new Map(), wallets: new Map() };

const purse = (token: Hex, owner: Address): string => `${token}/${owner}`;

/** What an address owns outside of channels. */
export const walletOf = (world: World, token: Hex, owner: Address): bigint =>
  world.wallets.get(purse(token, owner)) ?? 0n;

/** The world with `amount` more, or less, in a wallet. */
export function withWallet(world: World, token: Hex, owner: Address, amount: bigint): World {
  const have = walletOf(world, token, owner) + amount;
  return { ...world, wallets: new Map(world.wallets).set(purse(token, owner), have) };
}

export const channelOf = (world: World, channelId: Hex): OnChain => world.channels.get(channelId) ?? emptyChannel;

export function withChannel(world: World, channelId: Hex, channel: OnChain): World {
  return { ...world, channels: new Map(world.channels).set(channelId, channel) };
}

/** All there is of an asset, in wallets and channels: never changes. */
export function sumOf(world: World, token: Hex): bigint {
  let sum = 0n;
  for (const [key, amount] of world.wallets) if (key.startsWith(token)) sum += amount;
  for (const channel of world.channels.values()) for (const net of channel.nets[token] ?? []) sum += net;
  // What a claim has paid out was taken from no single net: see `released`.
  for (const channel of world.channels.values()) sum -= channel.released[token] ?? 0n;
  return sum;
}
