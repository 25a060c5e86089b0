import type { Attempt } from "./transactionStore.ts";

/** Wei per gas. */
export interface Fees {
  readonly maxFee: bigint;
  readonly priority: bigint;
}

const GWEI = 1_000_000_000n;

const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What the market asks: twice the base fee, so that six full blocks in a row do not price it out, and the tip. */
export function marketFees(baseFee: bigint, tip: bigint, cap: bigint): Fees {
  const priority = least(most(tip, GWEI / 10n), cap);
  return { priority, maxFee: least(2n * baseFee + priority, cap) };
}

/**
 * The fees of a replacement: the market's, and at least a quarter above the last attempt's (nodes ask for a tenth).
 * @returns null where the cap leaves no room for that.
 * @example raisedFees({ maxFee: 8n, priority: 4n, ... }, { maxFee: 6n, priority: 1n }, 100n) // { maxFee: 11n, priority: 6n }
 */
export function raisedFees(last: Attempt, market: Fees, cap: bigint): Fees | null {
  const raise = (fee: bigint): bigint => fee + fee / 4n + 1n;
  const maxFee = least(most(raise(last.maxFee), market.maxFee), cap);
  const priority = least(most(raise(last.priority), market.priority), maxFee);
  const enough = (next: bigint, before: bigint): boolean => next * 10n >= before * 11n && next > before;
  return enough(maxFee, last.maxFee) && enough(priority, last.priority) ? { maxFee, priority } : null;
}
