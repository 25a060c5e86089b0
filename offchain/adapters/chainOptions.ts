import type { Address } from "../evm/hex.ts";
import type { ChainAccount } from "./transactions.ts";

/** Where the chain is and how it behaves; durations in seconds unless said otherwise. */
export interface ChainOptions {
  readonly url: string;
  readonly chainId: number;
  readonly adjudicator: Address;
  readonly account: ChainAccount;
  /** The file of sent transactions; ":memory:" for one that sends nothing it must remember. */
  readonly transactionsPath: string;
  /** From the chain's profile. */
  readonly blockTime: number;
  readonly inclusion: number;
  readonly reorg: number;
  /** Milliseconds between two looks at the head. */
  readonly pollMs?: number;
  /** The block of the adjudicator's deployment: nothing older is searched. */
  readonly since?: number;
  /** How far back publications are searched at the start: the longest lock and its margin. */
  readonly lookback?: number;
  /** Seconds without a new block after which the endpoint is suspected. */
  readonly staleAfter?: number;
  /** Blocks without inclusion before the fee is raised. */
  readonly bumpBlocks?: number;
  /** Wei per gas. */
  readonly feeCap?: bigint;
  /** Told of a provider's trouble, and once with null when it is over. */
  readonly onTrouble?: (trouble: Error | null) => void;
}

/** The endpoint is of another chain. */
export class WrongChain extends Error {
  readonly code = "wrong_chain";
  readonly next = "give the right endpoint with --rpc";
  readonly want: number;
  readonly have: number;

  constructor(want: number, have: number, url: string) {
    super(`${url} is chain ${have}, not chain ${want}; use an endpoint of chain ${want}`);
    this.name = "WrongChain";
    this.want = want;
    this.have = have;
  }
}

/** No contract at the adjudicator's address. */
export class NoAdjudicator extends Error {
  readonly code = "no_adjudicator";
  readonly next = "check --adjudicator, --profile and --rpc";
  readonly address: Address;

  constructor(address: Address, chainId: number) {
    super(`chain ${chainId} has no adjudicator at ${address}; deploy it there first, or correct the address`);
    this.name = "NoAdjudicator";
    this.address = address;
  }
}

/** The endpoint answers, but shows no new block (attack 13): it may be cut off from the chain. */
export class StaleHead extends Error {
  readonly code = "chain_unreachable";
  readonly next = "check the EVM node's own connection to its peers, or give another endpoint with --rpc";

  constructor(url: string, seconds: number, number: number) {
    super(`${url} has shown no block after ${number} for ${seconds} s`);
    this.name = "StaleHead";
  }
}
