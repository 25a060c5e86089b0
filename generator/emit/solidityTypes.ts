import { elementOf } from "../read/typeStrings.ts";

/** A Solidity type, taken apart. */
export type SolidityType =
  | { readonly kind: "uint" | "int"; readonly bits: number }
  | { readonly kind: "bool" | "address" | "bytes" | "string" }
  | { readonly kind: "bytesN"; readonly size: number }
  | { readonly kind: "struct"; readonly name: string }
  | { readonly kind: "array"; readonly of: SolidityType; readonly length: number | null };

/**
 * Takes a type apart; a name that is no elementary type is a struct's.
 *
 * @example parseType("uint16[]") // { kind: "array", of: { kind: "uint", bits: 16 }, length: null }
 */
export function parseType(text: string): SolidityType {
  const array = /^(.*)\[(\d*)\]$/.exec(text);
  if (array !== null)
    return { kind: "array", of: parseType(array[1] ?? ""), length: array[2] ? Number(array[2]) : null };
  const integer = /^(u?int)(\d*)$/.exec(text);
  if (integer !== null) return { kind: integer[1] === "uint" ? "uint" : "int", bits: Number(integer[2] || 256) };
  const fixed = /^bytes(\d+)$/.exec(text);
  if (fixed !== null) return { kind: "bytesN", size: Number(fixed[1]) };
  if (text === "bool" || text === "address" || text === "bytes" || text === "string") return { kind: text };
  return { kind: "struct", name: elementOf(text) };
}

/** Integers of up to this many bits are `number` in TypeScript, wider ones `bigint`. */
export const NUMBER_BITS = 48;

/** The TypeScript type of a Solidity type: see the conventions of `offchain/generated/protocol/structs.ts`. */
export function tsType(type: SolidityType): string {
  switch (type.kind) {
    case "uint":
    case "int":
      return type.bits <= NUMBER_BITS ? "number" : "bigint";
    case "bool":
      return "boolean";
    case "string":
      return "string";
    case "address":
      return "Address";
    case "bytes":
    case "bytesN":
      return "Hex";
    case "struct":
      return type.name;
    case "array":
      return `readonly ${tsType(type.of)}[]`;
    default:
      return type satisfies never;
  }
}

/** The largest value of an integer type, as a TypeScript literal. */
export function maxLiteral(type: { readonly kind: "uint" | "int"; readonly bits: number }): string {
  const max = (1n << BigInt(type.kind === "uint" ? type.bits : type.bits - 1)) - 1n;
  return `0x${max.toString(16)}${type.bits <= NUMBER_BITS ? "" : "n"}`;
}
