import type { ChainAction, ChainUpdate, ChannelInterest, TransactionReport } from "../channel/chain.ts";
import type { Address } from "../evm/hex.ts";

/**
 * The chain, as a node sees it. `want` replaces the set of wishes under `scope`; a wish is sent once, its fee raised until it is
 * mined, its record durable before it is sent, and forgotten when it is wanted no more (the effect was seen).
 */
export interface ChainPort {
  readonly chainId: number;
  readonly adjudicator: Address;
  /** The account that pays for transactions and receives payouts. */
  readonly account: Address;
  readonly interest: (interest: ChannelInterest) => void;
  readonly want: (scope: string, actions: readonly ChainAction[]) => void;
  readonly onUpdate: (listener: (update: ChainUpdate) => void) => void;
  readonly onTransaction: (listener: (report: TransactionReport) => void) => void;
  readonly close: () => Promise<void>;
}
