import type { AstNode } from "../../read/ast.ts";
import type { Spec } from "../../read/spec.ts";
import type { Interval } from "./interval.ts";
import { BOOL, only, WORD } from "./interval.ts";

/** The type of an expression as the compiler writes it, without its place in memory. */
export function typeNameOf(node: AstNode | null | undefined): string {
  return (node?.typeDescriptions?.typeString ?? "").replace(/ (memory|calldata|storage)( ref| pointer| slice)*$/, "");
}

/** The values of a type. What is not followed (an array, a text) is any word. */
export function rangeOf(spec: Spec, type: string): Interval {
  const [, sign, width] = /^(u?int)(\d*)$/.exec(type) ?? [];
  if (sign !== undefined) {
    const bits = BigInt(width === "" || width === undefined ? 256 : width);
    return sign === "uint"
      ? { lo: 0n, hi: (1n << bits) - 1n }
      : { lo: -(1n << (bits - 1n)), hi: (1n << (bits - 1n)) - 1n };
  }
  if (type === "bool") return BOOL;
  const bytes = /^bytes(\d+)$/.exec(type)?.[1];
  if (bytes !== undefined) return { lo: 0n, hi: (1n << (8n * BigInt(bytes))) - 1n };
  if (/^(address|contract )/.test(type)) return { lo: 0n, hi: (1n << 160n) - 1n };
  const members = type.startsWith("enum ") ? enumMembers(spec, type) : undefined;
  if (members !== undefined) return { lo: 0n, hi: BigInt(members.length - 1) };
  const underlying = underlyingOf(spec, type);
  return underlying === undefined ? WORD : rangeOf(spec, underlying);
}

/** The value of an expression of literals: the compiler has computed it. */
export function literalValue(node: AstNode): Interval | undefined {
  const [, minus, digits] = /^t_rational_(minus_)?(\d+)_by_1$/.exec(node.typeDescriptions?.typeIdentifier ?? "") ?? [];
  return digits === undefined ? undefined : only(minus === undefined ? BigInt(digits) : -BigInt(digits));
}

/** The members of `enum App.Phase`. */
export function enumMembers(spec: Spec, type: string): readonly string[] | undefined {
  const name = type
    .replace(/^(type\()?enum /, "")
    .replace(/\)$/, "")
    .replace(`${spec.name}.`, "");
  return spec.enums.find((node) => node.name === name)?.members?.map((member) => member.name ?? "");
}

function underlyingOf(spec: Spec, type: string): string | undefined {
  const found = [...spec.declarations.values()].find(
    (node) => node.nodeType === "UserDefinedValueTypeDefinition" && node.name === type,
  );
  // The compiler's tree: a value type has the type that it stands for.
  const { underlyingType } = (found ?? {}) as { readonly underlyingType?: AstNode };
  return underlyingType === undefined ? undefined : typeNameOf(underlyingType);
}

/** `uint256[2]` has 2, `Seal[]` has a length that the type does not say; undefined for what is no array. */
export function lengthInType(type: string): { readonly length: bigint | null } | undefined {
  const match = /\[(\d*)\]$/.exec(type);
  return match === null ? undefined : { length: match[1] === "" ? null : BigInt(match[1] ?? "0") };
}

/** Whether values of the type are references into memory. */
export function isReference(type: string): boolean {
  return type.endsWith("]") || type.startsWith("struct ") || type === "bytes" || type === "string";
}
