import type { HardFork } from "./hardForks.ts";

/** What fees are paid in. */
export interface NativeAsset {
  readonly name: string;
  readonly symbol: string;
  readonly decimals: number;
}

/** One machine that orders a chain's transactions, and how one gets past it. */
export interface Sequencer {
  readonly operator: string;
  /** Within this, seconds, a transaction that is sent over the parent chain is in, whatever the sequencer does; null: never. */
  readonly forcedInclusion: number | null;
}

/** What deploys by CREATE2 at addresses that do not depend on who deploys. Its calldata is the salt, then the init code. */
export interface Factory {
  readonly address: string;
  /** Whether its own keyless transaction, signed for no chain and for 100,000 gas, can put it there. */
  readonly keyless: boolean;
  /** How one gets it where it is missing and `keyless` is false. */
  readonly wayOut: string | null;
}

/** Where people look a contract's source up, and by which interface it is sent there. */
export interface Explorer {
  readonly name: string;
  /** For people. */
  readonly url: string;
  readonly kind: "etherscan" | "blockscout" | "sourcify";
  /** Where its interface is. */
  readonly api: string;
}

/** Where a figure of the profile comes from, or that nobody has looked it up. */
export interface Source {
  /** The fields that it is about, e.g. `["blockTime"]`. */
  readonly of: readonly string[];
  readonly says: string;
  readonly title?: string;
  readonly url?: string;
  /** The month in which the page was read, e.g. `2026-11`. */
  readonly checked?: string;
  readonly confidence?: "from memory" | "our choice";
}

/** What is said of a chain in its file; all durations in seconds (adjudicator §7, M11; protocol 1.8). */
export interface ChainFacts {
  /** The file's name without `.json`. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  readonly chainId: number;
  /** A chain on one's own machine: its times are short on purpose, and nothing of value is there. */
  readonly local: boolean;
  readonly native: NativeAsset;
  readonly hardFork: HardFork;
  /** Opcodes of that hard fork, or older ones, that the chain lacks. */
  readonly missingOpcodes: readonly string[];
  /** Between two blocks, about. */
  readonly blockTime: number;
  /** Until the chain itself calls a block final, as a rule. */
  readonly finality: number;
  /** I: within this a transaction that is sent, its fee raised as needed, is in a block. */
  readonly inclusion: number;
  /** k: what is older than this is never undone. */
  readonly reorg: number;
  /** L: how far the chain's time and ours may be apart. */
  readonly skew: number;
  readonly sequencer: Sequencer | null;
  readonly factory: Factory;
  /** Uniswap's Permit2, or null where there is none. */
  readonly permit2: string | null;
  /** A contract with `getL1Fee(bytes)`, where transactions also pay for their bytes on a parent chain outside of gas. */
  readonly dataFeeOracle: string | null;
  readonly explorers: readonly Explorer[];
  /** What whoever deploys or opens a channel there should know. */
  readonly caveats: readonly string[];
  /** Why nothing is deployed there, or null. */
  readonly refused: string | null;
  readonly sources: readonly Source[];
}
