import type { Hex } from "../evm/hex.ts";

/** What a node holds of its chain and of its own patience: the chain's profile and the limits of design.md. Seconds unless said. */
export interface Profile {
  readonly chainId: number;
  /** I: a transaction whose fee is raised is in within this. */
  readonly inclusion: number;
  /** k: deeper than this a block stays. */
  readonly reorg: number;
  /** L: how old the head may be that one sees. */
  readonly skew: number;
  readonly blockTime: number;
  /** A chain on one's own machine, of short times; not given: told by its blocks of a second. */
  readonly local?: boolean;
  /** What this node opens channels with. */
  readonly challengeDuration: number;
  /** The shortest that it accepts; not given: `challengeDuration`. */
  readonly minChallengeDuration?: number;
  readonly appGas: number;
  /** At most this long from now to a hash lock's until. */
  readonly holdLimit: number;
  /** How long a payment of this node's may take, on top of the margins. */
  readonly lockTime: number;
  /** Locks pending at one time per channel, and the least amount of one, base units. */
  readonly maxLocks: number;
  readonly minLock: bigint;
  /** What this node puts into a channel that another opens, at most, base units by token; nothing of any other. */
  readonly maxDeposits: Readonly<Record<Hex, bigint>>;
  /** Fee for a forwarded payment: base units of ETH, nothing of a token; and millionths of the amount. */
  readonly feeBase: bigint;
  readonly feeRate: bigint;
  /** Milliseconds: how long a proposer is waited for before the next one's term is entered (protocol T1). */
  readonly rot: number;
  /** Milliseconds: wait for others before acting in their stead; and for what is owed before the chain is asked. */
  readonly patience: number;
  readonly force: number;
}

/** M = 2I + k + L (protocol §1.8). */
export function margin(profile: Profile): number {
  return 2 * profile.inclusion + profile.reorg + profile.skew;
}

/** C = T - M: the last moment for everything off chain about a hash lock. */
export function cutoff(profile: Profile, until: number): number {
  return until - margin(profile);
}

/** X: no lock is added in the last X before its cutoff. Ten minutes, or 2I; on a local chain 2I alone. */
export function addMargin(profile: Profile): number {
  return (profile.local ?? profile.blockTime <= 1) ? 2 * profile.inclusion : Math.max(600, 2 * profile.inclusion);
}
