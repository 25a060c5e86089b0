import type { Hex } from "./hex.ts";
import { bytesToHex } from "./hex.ts";
import type { AbiField } from "./strictAbi.ts";
import { abiDecode, abiEncode } from "./strictAbi.ts";

/** A translated contract: calldata in, and exactly the bytes out that the EVM would return or revert with. */
export type TranslatedContract = (calldata: Uint8Array) => { readonly success: boolean; readonly data: Uint8Array };

/** What a pure function of a contract gives: its value, or the bytes it reverts with. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly revert: Hex };

/** A function of a contract: its selector (4 bytes) and types. */
export interface FunctionAbi {
  readonly name: string;
  readonly selector: readonly [number, number, number, number];
  readonly inputs: readonly AbiField[];
  readonly outputs: readonly AbiField[];
}

/**
 * Calls a function of a translated contract with values, by the names of its parameters.
 *
 * @throws BadEncoding where an argument does not fit its type.
 * @example callTranslated(call, keyAbi, { token, id: 0n }) // { ok: true, value: { value: "0x…" } }
 */
export function callTranslated(
  call: TranslatedContract,
  abi: FunctionAbi,
  values: Readonly<Record<string, unknown>>,
): Outcome<Readonly<Record<string, unknown>>> {
  const encoded = abiEncode(abi.inputs, values);
  const calldata = new Uint8Array(4 + encoded.length);
  calldata.set(abi.selector);
  calldata.set(encoded, 4);
  const { success, data } = call(calldata);
  return success ? { ok: true, value: abiDecode(abi.outputs, data) } : { ok: false, revert: bytesToHex(data) };
}
