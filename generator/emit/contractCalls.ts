import { keccak_256 } from "@noble/hashes/sha3.js";
import type { AbiFunction, AbiParameter } from "./abiLiteral.ts";
import { abiFieldLiteral, parameterType } from "./abiLiteral.ts";
import { parseType, tsType } from "./solidityTypes.ts";

/** A function of a contract, ready for a template that calls its translation. */
export interface CallView {
  readonly name: string;
  /** The selector's four bytes, as a list. */
  readonly selector: string;
  readonly declared: string;
  readonly passed: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The TypeScript type of what it returns: the value itself, or an object where there are several. */
  readonly returns: string;
  readonly single: boolean;
  readonly structs: readonly string[];
}

/** What a template needs to call a function by its ABI. */
export function callView(fn: AbiFunction): CallView {
  const types = [...fn.inputs, ...fn.outputs].map((p) => parameterType(p).replace(/\[.*$/, ""));
  const single = fn.outputs.length === 1;
  const named = fn.outputs.map((p, i) => ({ ...p, name: single ? "value" : p.name || `value${i}` }));
  return {
    name: fn.name,
    selector: [...keccak_256(new TextEncoder().encode(signatureOf(fn))).subarray(0, 4)]
      .map((byte) => `0x${byte.toString(16).padStart(2, "0")}`)
      .join(", "),
    declared: fn.inputs.map((p) => `${cleanName(p)}: ${tsType(parseType(parameterType(p)))}`).join(", "),
    passed: fn.inputs.map((p) => cleanName(p)).join(", "),
    inputs: fn.inputs.map((p) => abiFieldLiteral(cleanName(p), parameterType(p))),
    outputs: named.map((p) => abiFieldLiteral(p.name, parameterType(p))),
    returns: single
      ? tsType(parseType(parameterType(named[0] as AbiParameter)))
      : `{ ${named.map((p) => `readonly ${p.name}: ${tsType(parseType(parameterType(p)))}`).join("; ")} }`,
    single,
    structs: [...new Set(types.filter((type) => /^[A-Z]/.test(type)))],
  };
}

/** `channelId_` (Solidity avoids a shadow so) -> `channelId`. */
function cleanName(parameter: AbiParameter): string {
  return parameter.name.replace(/_$/, "");
}

function signatureOf(fn: AbiFunction): string {
  return `${fn.name}(${fn.inputs.map(canonical).join(",")})`;
}

function canonical(parameter: AbiParameter): string {
  if (!parameter.type.startsWith("tuple")) return parameter.type;
  // JSON ABI: a tuple has components.
  const { components } = parameter as AbiParameter & { readonly components: readonly AbiParameter[] };
  return `(${components.map(canonical).join(",")})${parameter.type.slice("tuple".length)}`;
}

/** The structs that some calls mention, sorted. */
export function structsOf(calls: readonly CallView[]): string[] {
  return [...new Set(calls.flatMap((call) => call.structs))].sort();
}
