import { type AstNode, bare, text } from "./ast.ts";
import { callLibrary, type Scope, use } from "./context.ts";
import { refuse } from "./diagnostics.ts";
import { bitsOf, codecOf, describe, enumSize, isReference, isSmall, underlying } from "./representation.ts";
import type { SolidityType } from "./solidityType.ts";

/** An integer as source text. */
export function integerText(value: bigint, small: boolean): string {
  const digits = value < 0n ? `(${value}${small ? "" : "n"})` : `${value}${small ? "" : "n"}`;
  if (small || value < 1n << 64n) return digits;
  return `0x${value.toString(16)}n`;
}

/** The bytes of a string or hexadecimal literal. */
export function literalBytes(node: AstNode): Uint8Array {
  const hex = text(bare(node), "hexValue");
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function constantText(
  scope: Scope,
  type: SolidityType & { kind: "rational" },
  target: SolidityType,
  user: AstNode,
): string {
  if (type.denominator !== 1n) refuse(user, "a fraction has no integer value");
  if (target.kind === "enum")
    return callLibrary(scope, "toEnum", integerText(type.numerator, false), enumSize(scope.module, target.id, user));
  if (bitsOf(target) === 0) refuse(user, `a number is not converted to ${describe(target)}`);
  const reduced =
    target.kind === "int" ? BigInt.asIntN(target.bits, type.numerator) : BigInt.asUintN(bitsOf(target), type.numerator);
  return integerText(reduced, isSmall(target));
}

function literalText(target: SolidityType, node: AstNode): string {
  const bytes = literalBytes(node);
  if (target.kind === "bytes" || target.kind === "string") return `new Uint8Array([${bytes.join(", ")}])`;
  if (target.kind !== "fixedBytes") return refuse(node, `a literal is not converted to ${describe(target)}`);
  let value = 0n;
  for (let i = 0; i < target.size; i++) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return integerText(value, isSmall(target));
}

/** Whether every value of one integer type is one of the other. */
function includes(wide: SolidityType, narrow: SolidityType): boolean {
  if (wide.kind === "int")
    return narrow.kind === "int"
      ? wide.kind === "int" && bitsOf(wide) >= bitsOf(narrow)
      : bitsOf(wide) > bitsOf(narrow);
  return narrow.kind !== "int" && bitsOf(wide) >= bitsOf(narrow);
}

/** Reduces an exact bigint to an integer type. */
export function wrapBig(code: string, type: SolidityType): string {
  const reduced = `BigInt.${type.kind === "int" ? "asIntN" : "asUintN"}(${bitsOf(type)}, ${code})`;
  return isSmall(type) ? `Number(${reduced})` : reduced;
}

/** The code as a bigint. */
export function asBig(code: string, type: SolidityType): string {
  return isSmall(type) && bitsOf(type) > 0 ? `BigInt(${code})` : code;
}

function convertInteger(scope: Scope, code: string, from: SolidityType, to: SolidityType): string {
  if (includes(to, from)) return isSmall(from) && !isSmall(to) ? `BigInt(${code})` : code;
  if (!isSmall(from)) return wrapBig(code, to);
  if (!isSmall(to)) return wrapBig(`BigInt(${code})`, to);
  return callLibrary(scope, to.kind === "int" ? "wrapSmallInt" : "wrapSmallUint", code, bitsOf(to));
}

function convertFixedBytes(
  code: string,
  from: SolidityType & { kind: "fixedBytes" },
  to: SolidityType & { kind: "fixedBytes" },
): string {
  if (from.size === to.size) return code;
  const by = 8 * Math.abs(to.size - from.size);
  const moved = `(${asBig(code, from)} ${to.size > from.size ? "<<" : ">>"} ${by}n)`;
  return isSmall(to) ? `Number(${moved})` : moved;
}

/** Copies or keeps a reference: only calldata to memory makes a new value. */
function convertReference(scope: Scope, code: string, from: SolidityType, to: SolidityType, node: AstNode): string {
  const copies = "location" in from && "location" in to && from.location === "calldata" && to.location === "memory";
  if (!copies) return code;
  if (from.kind === "bytes" || from.kind === "string") return `${code}.slice()`;
  const codec = codecOf(scope.module, from, node);
  const array = from.kind === "array" && from.length === null;
  const copy = array ? "copyArray" : "copyPlace";
  const ofValues = from.kind === "array" && !isReference(underlying(scope.module, from.element, node));
  if (ofValues && scope.module.failures !== null)
    return callLibrary(scope, "copyInBoth", use(scope, copy), codec, code);
  return callLibrary(scope, copy, codec, code);
}

/**
 * The code of a value of one type as a value of another, as the compiler converts it; the conversion is known to be allowed.
 * `node` is the expression, for literals and for messages.
 */
export function convert(scope: Scope, code: string, given: SolidityType, wanted: SolidityType, node: AstNode): string {
  const from = underlying(scope.module, given, node);
  const to = underlying(scope.module, wanted, node);
  if (from.kind === "rational") return constantText(scope, from, to, node);
  if (from.kind === "literal") return literalText(to, node);
  if (from.kind === "fixedBytes" && to.kind === "fixedBytes") return convertFixedBytes(code, from, to);
  if (bitsOf(from) > 0 && bitsOf(to) > 0) return convertInteger(scope, code, from, to);
  if (from.kind === "enum" && bitsOf(to) > 0) return isSmall(to) ? code : `BigInt(${code})`;
  if (to.kind === "enum" && bitsOf(from) > 0)
    return callLibrary(scope, "toEnum", code, enumSize(scope.module, to.id, node));
  if (from.kind === "bytes" && to.kind === "fixedBytes") {
    const cut = callLibrary(scope, "bytesToFixed", code, to.size);
    return isSmall(to) ? `Number(${cut})` : cut;
  }
  if (from.kind === to.kind && (from.kind === "bool" || from.kind === "enum")) return code;
  if ("location" in from && "location" in to) return convertReference(scope, code, from, to, node);
  return refuse(node, `the conversion of ${describe(from)} to ${describe(to)} is not translated`);
}
