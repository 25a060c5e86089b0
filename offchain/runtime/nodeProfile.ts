import { marginOf, readChainProfile } from "../../deploy/chainProfile.ts";
import { ETH, erc20Token } from "../channel/token.ts";
import type { Address } from "../evm/hex.ts";
import type { Profile } from "../protocol/profile.ts";

/** What an operator may set; amounts in base units, `force` and `patience` in milliseconds. */
export interface Limits {
  /** Of ETH, into a channel that another opens. */
  readonly maxDeposit?: bigint;
  /** Of ERC-20s, by their addresses. */
  readonly maxTokenDeposits?: Readonly<Record<Address, bigint>>;
  readonly feeBase?: bigint;
  readonly feeRate?: bigint;
  readonly force?: number;
  readonly patience?: number;
}

const DAY = 86_400;
const APP_GAS = 500_000;

function depositsOf({ maxDeposit = 0n, maxTokenDeposits = {} }: Limits): Profile["maxDeposits"] {
  // The keys of the record are its type's.
  const tokens = Object.entries(maxTokenDeposits) as [Address, bigint][];
  return Object.fromEntries([[ETH, maxDeposit], ...tokens.map(([token, most]) => [erc20Token(token), most] as const)]);
}

/**
 * The profile of a node: its chain's, with the limits of design.md and what the operator set.
 * @throws BadChainProfile if there is no such chain.
 * @example nodeProfile("local", { maxDeposit: 10n ** 18n })
 */
export function nodeProfile(chain: string, limits: Limits = {}): Profile {
  const found = readChainProfile(chain);
  const { chainId, inclusion, reorg, skew, blockTime, local, challengeDuration, minChallengeDuration } = found;
  return {
    chainId,
    inclusion,
    reorg,
    skew,
    blockTime,
    local,
    challengeDuration,
    minChallengeDuration,
    appGas: APP_GAS,
    holdLimit: DAY,
    lockTime: local ? 10 * marginOf(found) : 3_600,
    maxLocks: 483,
    minLock: 1n,
    maxDeposits: depositsOf(limits),
    feeBase: limits.feeBase ?? 0n,
    feeRate: limits.feeRate ?? 1_000n,
    rot: 10_000,
    patience: limits.patience ?? 60_000,
    force: limits.force ?? DAY * 1_000,
  };
}
