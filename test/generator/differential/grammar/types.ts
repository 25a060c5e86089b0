import type { Random } from "../random.ts";

/** A type of the language, as far as random programs know it. */
export type Type = ValueType | ReferenceType;

export type Integer = { readonly kind: "uint" | "int"; readonly bits: number };

export type ValueType =
  | Integer
  | { readonly kind: "fixed"; readonly size: number }
  | { readonly kind: "bool" }
  | { readonly kind: "address" }
  | { readonly kind: "enum"; readonly name: string; readonly members: readonly string[] }
  | { readonly kind: "defined"; readonly name: string; readonly under: Integer };

export type ReferenceType =
  | { readonly kind: "bytes" }
  | { readonly kind: "string" }
  | { readonly kind: "array"; readonly element: Type; readonly length: number | null }
  | { readonly kind: "struct"; readonly name: string; readonly fields: readonly Field[] };

export interface Field {
  readonly name: string;
  readonly type: Type;
}

export const UINT256: Integer = { kind: "uint", bits: 256 };
export const UINT8: Integer = { kind: "uint", bits: 8 };
export const BOOL: Type = { kind: "bool" };
export const BYTES: ReferenceType = { kind: "bytes" };
export const STRING: ReferenceType = { kind: "string" };
export const BYTES1: Type = { kind: "fixed", size: 1 };
export const BYTES4: Type = { kind: "fixed", size: 4 };
export const BYTES32: Type = { kind: "fixed", size: 32 };

/** The type as source text, without a location. */
export function spell(type: Type): string {
  switch (type.kind) {
    case "uint":
    case "int":
      return `${type.kind}${type.bits}`;
    case "fixed":
      return `bytes${type.size}`;
    case "enum":
    case "defined":
    case "struct":
      return type.name;
    case "array":
      return `${spell(type.element)}[${type.length ?? ""}]`;
    default:
      return type.kind;
  }
}

export function isInteger(type: Type): type is Integer {
  return type.kind === "uint" || type.kind === "int";
}

export function isReference(type: Type): type is ReferenceType {
  return type.kind === "bytes" || type.kind === "string" || type.kind === "array" || type.kind === "struct";
}

/** The type as a variable is declared with it. */
export function declared(type: Type, location: "memory" | "calldata" = "memory"): string {
  return isReference(type) ? `${spell(type)} ${location}` : spell(type);
}

/** Whether an array of the type can be written in abi.encodePacked, and as the argument of an event or key. */
export function isPackable(type: Type): boolean {
  if (type.kind === "struct") return false;
  return type.kind !== "array" || !isReference(type.element);
}

const WIDTHS: readonly number[] = [8, 16, 24, 32, 40, 48, 56, 64, 96, 128, 160, 248, 256];

/** An integer type of any width, the ones where a representation ends more often. */
export function randomInteger(random: Random): Integer {
  const bits = random.once(4) ? 8 * (1 + random.below(32)) : random.pick(WIDTHS);
  return { kind: random.once(2) ? "uint" : "int", bits };
}

/** A value type that needs no declaration. */
export function randomValueType(random: Random): ValueType {
  switch (random.below(9)) {
    case 0:
      return { kind: "bool" };
    case 1:
      return { kind: "address" };
    case 2:
    case 3:
      return { kind: "fixed", size: random.pick([1, 2, 4, 6, 7, 8, 16, 20, 31, 32, 1 + random.below(32)]) };
    default:
      return randomInteger(random);
  }
}

/** Whether a value of one integer type may stand where one of the other is wanted. */
export function fitsIn(from: Type, to: Type): boolean {
  if (!isInteger(from) || !isInteger(to)) return false;
  return from.kind === to.kind && from.bits <= to.bits;
}
