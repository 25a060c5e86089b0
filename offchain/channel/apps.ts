import type { Address } from "../evm/hex.ts";
import type { AppCode } from "../generated/protocol/app.ts";

/** The adapters a node knows, by address: generated code, handed over as data. */
export type Apps = ReadonlyMap<Address, AppCode>;
