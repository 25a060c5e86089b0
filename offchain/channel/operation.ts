import type { Address, Hex } from "../evm/hex.ts";
import type { Channel, ChildTerms } from "../generated/protocol/structs.ts";

/** Names an operation for ever: its originator and a number that only grows (protocol R2). */
export interface OpId {
  readonly participant: number;
  readonly seq: number;
}

/** What an operation does (protocol §1.4, table). `asset` is a position in the state's list, amounts are base units. */
export type Operation =
  | { readonly kind: "pay"; readonly to: number; readonly asset: number; readonly amount: bigint; readonly note: Hex }
  | { readonly kind: "topUp"; readonly participant: number; readonly asset: number; readonly deposits: bigint }
  | {
      readonly kind: "add";
      readonly to: number;
      readonly asset: number;
      readonly amount: bigint;
      readonly hash: Hex;
      readonly until: number;
      readonly onion: Hex;
    }
  /** `lock` is the `add` that made the lock: an index is used again, and one hash may stand in a channel twice. */
  | { readonly kind: "paid"; readonly index: number; readonly lock: OpId; readonly preimage: Hex }
  | {
      readonly kind: "failed";
      readonly index: number;
      readonly lock: OpId;
      readonly hash: Hex;
      readonly reason: number;
    }
  | {
      readonly kind: "open";
      readonly app: Address;
      readonly terms: Hex;
      readonly seats: readonly number[];
      readonly assets: readonly number[];
      readonly notBefore: number;
      readonly fallbackDelay: number;
    }
  | { readonly kind: "move"; readonly index: number; readonly seat: number; readonly move: number; readonly args: Hex }
  /** Locks what a child channel is funded with: participant k of the child is this channel's `seats[k]` (protocol §1.10). */
  | {
      readonly kind: "leg";
      readonly child: Hex;
      readonly channel: Channel;
      readonly terms: ChildTerms;
      readonly seats: readonly number[];
    }
  /** Gives a child's outcome to its seats: per asset of its funding, per participant of the child. */
  | {
      readonly kind: "fold";
      readonly index: number;
      readonly child: Hex;
      readonly outcome: readonly (readonly bigint[])[];
    }
  | { readonly kind: "proposeClose" }
  /** `total` of the originator's withdrawals from the beginning on, with its signature on that `Withdrawal` (adjudicator §2). */
  | { readonly kind: "withdraw"; readonly asset: number; readonly total: bigint; readonly signature: Hex }
  | { readonly kind: "finalize" };

/** An operation with its name. */
export interface Op {
  readonly id: OpId;
  readonly body: Operation;
}

/** The name as text, for sets and messages to people. @example idText({ participant: 0, seq: 7 }) // "0.7" */
export function idText(id: OpId): string {
  return `${id.participant}.${id.seq}`;
}

/** Whether two names are the same. */
export function sameId(a: OpId, b: OpId): boolean {
  return a.participant === b.participant && a.seq === b.seq;
}
