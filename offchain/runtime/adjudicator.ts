import { create2Address } from "../../deploy/create2.ts";
import type { Address } from "../evm/hex.ts";
import { ADJUDICATOR_INIT_CODE } from "../generated/protocol/adjudicator.ts";

/** Where the adjudicator is, on every chain the same: CREATE2 through the deployment proxy. */
export function adjudicatorAddress(): Address {
  return create2Address(ADJUDICATOR_INIT_CODE) as Address; // 20 bytes in lower-case hexadecimal
}
