import type { Address, Hex } from "../evm/hex.ts";
import type { AppState, Channel, ChildTerms, State } from "../generated/protocol/structs.ts";

/** A block as the chain shows it; timestamp in seconds. */
export interface BlockRef {
  readonly number: number;
  readonly hash: Hex;
  readonly timestamp: number;
}

/** What a node wants to be told about. Replaces an earlier interest in the same channel. */
export interface ChannelInterest {
  readonly channelId: Hex;
  readonly channel: Channel;
  readonly assets: readonly { readonly token: Hex; readonly id: bigint }[];
  /** Of a child channel: its terms. What was registered of it and what its claims gave is read too. */
  readonly terms?: ChildTerms;
  /** Indices of the leaves whose claimed bit matters once the channel is fixed. */
  readonly indices: readonly number[];
}

/** A channel as the adjudicator has it at one block. */
export interface ChannelFacts {
  readonly version: number;
  /** Seconds; kept after a resume. */
  readonly deadline: number;
  /** 0 open, 1 disputed, 2 closed. */
  readonly status: 0 | 1 | 2;
  readonly fingerprint: Hex;
  /** Per asset of the interest, per participant: deposits less what was paid. */
  readonly nets: readonly (readonly bigint[])[];
  /** Likewise: what was withdrawn without closing. */
  readonly paid: readonly (readonly bigint[])[];
  /** Per asset: whether its holding is closed. */
  readonly closed: readonly boolean[];
  /** The indices of the interest that are claimed. */
  readonly claimed: readonly number[];
  /** Of a child channel alone. */
  readonly child?: ChildFacts;
}

/** What the adjudicator knows of a child besides its slot; by asset of its funding. */
export interface ChildFacts {
  /** The registered state, out of the event that told it; null for version 0. */
  readonly state: State | null;
  /** Of what the state locks, how much was claimed; and per participant what claims gave. */
  readonly released: readonly bigint[];
  readonly resolved: readonly (readonly bigint[])[];
}

/** What a participant has deposited of an asset so far; of no meaning once the channel is settled. */
export function depositedIn({ nets, paid }: ChannelFacts, asset: number, participant: number): bigint {
  return (nets[asset]?.[participant] ?? 0n) + (paid[asset]?.[participant] ?? 0n);
}

/** A step of an app on chain, in order; `at` is the block's time in seconds. */
export type AppEvent =
  | {
      readonly kind: "moved";
      readonly index: number;
      readonly turn: number;
      readonly seat: number;
      readonly move: number;
      readonly args: Hex;
      readonly state: AppState;
      readonly at: number;
      readonly block: number;
    }
  | {
      readonly kind: "timedOut";
      readonly index: number;
      readonly turn: number;
      readonly state: AppState;
      readonly at: number;
      readonly block: number;
    };

/** One channel as of the newest block and as of the newest final one. */
export interface ChannelView {
  readonly channelId: Hex;
  readonly head: ChannelFacts;
  readonly final: ChannelFacts;
  /** Every step of this channel's apps on the canonical chain up to the head. */
  readonly appEvents: readonly AppEvent[];
}

/** A preimage in the registry; `at` in seconds, `block` its number. */
export interface Publication {
  readonly hash: Hex;
  readonly preimage: Hex;
  readonly at: number;
  readonly block: number;
}

/**
 * News from the chain, read by block hash. `channels` holds every channel of interest that changed at the head or at the final
 * block since the last update (after a restart or a reorg: all of them); `published` and `unpublished` likewise.
 */
export interface ChainUpdate {
  readonly chainId: number;
  readonly head: BlockRef;
  readonly final: BlockRef;
  readonly channels: readonly ChannelView[];
  readonly published: readonly Publication[];
  /** Hashes whose publication a reorg took away. */
  readonly unpublished: readonly Hex[];
}

/** A transaction that a node wants the chain to have, by a stable id: the same wish again is the same transaction. */
export interface ChainAction {
  readonly id: string;
  /** A function of the adjudicator's ABI and its arguments, structs as objects. */
  readonly fn: string;
  readonly args: readonly unknown[];
  /** Wei sent along. */
  readonly value?: bigint;
  /** An ERC-20 allowance that the call needs. */
  readonly allowance?: { readonly token: Address; readonly amount: bigint };
  /** Chain time in seconds by which it should be in; fees rise towards it. */
  readonly by?: number;
  /** What the operator is told of it, e.g. "answer a stale challenge with version 12". */
  readonly why: string;
}

/** What became of a transaction; `gasUsed` in gas, absent while it is pending. */
export interface TransactionReport {
  readonly id: string;
  readonly fn: string;
  readonly hash: Hex;
  readonly status: "sent" | "mined" | "reverted" | "refused";
  readonly gasUsed?: bigint;
  readonly error?: string;
}
