// *Pay* (adjudicator §6): effects first, nothing for 0, a credit where it fails.
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { Channel } from "../../offchain/generated/protocol/structs.ts";
import { keyOf } from "./identity.ts";
import { add, at, type Draft } from "./state.ts";

/** An asset by the name that calls use. */
export interface Asset {
  readonly token: Hex;
  readonly id: bigint;
}

/** Pays `amount` to an account; where that fails, the account has a credit. */
export function pay(draft: Draft, { token, id }: Asset, to: Address, amount: bigint): void {
  if (amount === 0n) return;
  const failed = !draft.outside.pay({ token, id, account: to, amount });
  draft.payments.push({ token, id, to, amount, failed });
  if (!failed) return;
  const assetKey = keyOf(token, id);
  add(draft.credits, at(to, assetKey), amount);
  draft.events.push({ name: "Credited", owner: to, assetKey, amount });
}

/** Pays participants of a channel, each at its payout; `amounts` by participant. */
export function payAll(draft: Draft, channel: Channel, asset: Asset, amounts: ReadonlyMap<number, bigint>): void {
  for (const [participant, amount] of amounts) {
    const payout = channel.participants[participant]?.payout;
    if (payout === undefined) throw new Error(`no participant ${participant}`);
    pay(draft, asset, payout, amount);
  }
}

/** Any mask: what a `Paid` event says is not in the text. */
export const ANY_MASK = -1n;

/** The text names `Paid(channelId, assetKey, mask)` and not when: it may be emitted once for an asset that was to be paid. */
export function mayBePaid(draft: Draft, channelId: Hex, { token, id }: Asset): void {
  draft.mayEmit.push({ name: "Paid", channelId, assetKey: keyOf(token, id), mask: ANY_MASK });
}

/** The participants that a mask names, among `n`. */
export const masked = (mask: bigint, n: number): readonly number[] =>
  Array.from({ length: n }, (_, i) => i).filter((i) => ((mask >> BigInt(i)) & 1n) === 1n);
