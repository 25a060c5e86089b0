import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { ADJUDICATOR_INIT_CODE } from "../../offchain/generated/protocol/adjudicator.ts";

/** The adjudicator that worlds and courts of this process begin with, and the coinbase of their chains. */
export interface Staged {
  readonly code: Hex;
  readonly coinbase: Address | undefined;
}

let now: Staged = { code: ADJUDICATOR_INIT_CODE, coinbase: undefined };

export function staged(): Staged {
  return now;
}

/** Other code from now on, in which the chain's coinbase says what is different: that of defences taken out, or of mutants. */
export function stage(code: Hex, coinbase: Address): void {
  now = { code, coinbase };
}
