import { type AstNode, bare, child, children, optional, optionalText, text, typeIdentifier } from "./ast.ts";
import { constantName } from "./constants.ts";
import { callLibrary, emit, emitAs, type Scope, temporary } from "./context.ts";
import { integerText } from "./conversion.ts";
import { refuse } from "./diagnostics.ts";
import { fieldName } from "./names.ts";
import { declarationOf, nodeOf, typeOf } from "./program.ts";
import { isName, isSafe } from "./purity.ts";
import { codecOf, describe, headOf, structMembers, underlying } from "./representation.ts";
import { inCalldata, relocate, type SolidityType, typeOfIdentifier } from "./solidityType.ts";

const UINT256: SolidityType = { kind: "uint", bits: 256 };

/** An index as the value it has; it is never negative. */
export function indexCode(scope: Scope, node: AstNode): string {
  const type = typeOf(bare(node));
  return type.kind === "rational" ? integerText(type.numerator, type.numerator < 2n ** 48n) : emit(scope, node);
}

/** `base[index]`, read. */
export function indexAccess(scope: Scope, node: AstNode): string {
  const base = child(node, "baseExpression");
  const index = optional(node, "indexExpression");
  if (index === null) return refuse(node, "a type is no value");
  const type = underlying(scope.module, typeOf(base), base);
  if (type.kind === "fixedBytes")
    return callLibrary(scope, "fixedByteAt", emit(scope, base), type.size, indexCode(scope, index));
  if (type.kind === "bytes") return callLibrary(scope, "byteAt", emit(scope, base), indexCode(scope, index));
  if (type.kind !== "array" || type.location === "storage")
    return refuse(node, `an index into ${describe(type)} is not translated`);
  if (type.location === "memory") return callLibrary(scope, "at", emit(scope, base), indexCode(scope, index));
  return calldataElement(scope, node, base, index, type);
}

function calldataElement(
  scope: Scope,
  node: AstNode,
  base: AstNode,
  index: AstNode,
  type: SolidityType & { kind: "array" },
): string {
  const array = temporary(scope, type.length === null ? "CalldataArray" : "number");
  if (type.length === null) scope.module.typeImports.add("CalldataArray");
  const [start, length] = type.length === null ? [`${array}.at`, `${array}.length`] : [array, String(type.length)];
  const place = callLibrary(
    scope,
    "elementPlace",
    codecOf(scope.module, type, node),
    start,
    length,
    indexCode(scope, index),
  );
  return `(${array} = ${emit(scope, base)}, ${accessCode(scope, type.element, start, place, node)})`;
}

/** Reads what stands at `place` inside a calldata value that starts at `base`. */
function accessCode(scope: Scope, given: SolidityType, base: string, place: string, node: AstNode): string {
  const type = underlying(scope.module, relocate(given, "calldata"), node);
  const codec = codecOf(scope.module, type, node);
  switch (type.kind) {
    case "bytes":
    case "string":
      return callLibrary(scope, "accessBytes", codec, base, place);
    case "struct":
      return callLibrary(scope, "accessPlace", codec, base, place);
    case "array":
      return callLibrary(scope, type.length === null ? "accessArray" : "accessPlace", codec, base, place);
    default:
      return callLibrary(scope, "accessValue", codec, place);
  }
}

/** `base[start:end]` of calldata. */
export function rangeAccess(scope: Scope, node: AstNode): string {
  const base = child(node, "baseExpression");
  const type = typeOf(base);
  const [start, end] = [optional(node, "startExpression"), optional(node, "endExpression")];
  const bounds = [
    start === null ? "0n" : emitAs(scope, start, UINT256),
    end === null ? "null" : emitAs(scope, end, UINT256),
  ];
  const code = emit(scope, base);
  if ((type.kind === "bytes" || type.kind === "string") && inCalldata(type))
    return callLibrary(scope, "sliceBytes", code, ...bounds);
  if (type.kind !== "array" || !inCalldata(type)) return refuse(node, "only calldata can be sliced");
  return callLibrary(scope, "sliceArray", codecOf(scope.module, { ...type, length: null }, node), code, ...bounds);
}

/** `base.member`, read; calls are elsewhere. */
export function memberAccess(scope: Scope, node: AstNode): string {
  const base = bare(child(node, "expression"));
  const member = text(node, "memberName");
  const declaration = declarationOf(scope.module.program, node);
  if (
    declaration !== null &&
    declaration.nodeType === "VariableDeclaration" &&
    optionalText(declaration, "mutability") === "constant"
  )
    return constantName(scope, declaration);
  if (declaration !== null && declaration.nodeType === "EnumValue") return enumValue(scope, node, declaration);
  const identifier = typeIdentifier(base);
  if (identifier.startsWith("t_magic_message")) return message(scope, node, member);
  if (identifier.startsWith("t_magic_meta_type")) return ofType(scope, node, base, member);
  if (member === "selector") return selector(scope, node, base);
  const type = underlying(scope.module, typeOf(base), base);
  if (type.kind === "struct") return structMember(scope, node, base, type, member);
  if (member === "length") return lengthOf(scope, node, base, type);
  return refuse(node, `.${member} of ${describe(type)} is not translated`);
}

function enumValue(scope: Scope, node: AstNode, declaration: AstNode): string {
  const type = typeOf(node);
  if (type.kind !== "enum") return refuse(node, "a member of an enum without its type");
  const members = children(nodeOf(scope.module.program, type.id, node), "members");
  return String(members.findIndex((m) => m.id === declaration.id));
}

function message(scope: Scope, node: AstNode, member: string): string {
  if (member === "data") return callLibrary(scope, "msgData");
  if (member === "sig") return callLibrary(scope, "msgSig");
  return refuse(node, `a pure function cannot read msg.${member}`);
}

function ofType(scope: Scope, node: AstNode, call: AstNode, member: string): string {
  const named = children(call, "arguments")[0];
  const inner = named === undefined ? "" : typeIdentifier(named);
  const type = typeOfIdentifier(inner.replace(/^t_type\$_/, "").replace(/_\$$/, ""));
  if (member === "min" || member === "max") return bound(scope, node, type, member);
  if (member === "interfaceId") return interfaceId(scope, node, type);
  if (member === "name" && type.kind === "contract") {
    const name = text(nodeOf(scope.module.program, type.id, node), "name");
    return `new Uint8Array([${[...new TextEncoder().encode(name)].join(", ")}])`;
  }
  return refuse(node, `type(…).${member} is not translated`);
}

function bound(scope: Scope, node: AstNode, type: SolidityType, which: "min" | "max"): string {
  if (type.kind === "uint" || type.kind === "int") {
    const magnitude = 1n << BigInt(type.kind === "uint" ? type.bits : type.bits - 1);
    const value = which === "max" ? magnitude - 1n : type.kind === "uint" ? 0n : -magnitude;
    return integerText(value, type.bits <= 48);
  }
  if (type.kind !== "enum") return refuse(node, `the bounds of ${describe(type)} are not translated`);
  return which === "min" ? "0" : String(children(nodeOf(scope.module.program, type.id, node), "members").length - 1);
}

/** The exclusive or of the selectors of an interface's own functions. */
function interfaceId(scope: Scope, node: AstNode, type: SolidityType): string {
  if (type.kind !== "contract") return refuse(node, "no interface");
  let id = 0;
  for (const member of children(nodeOf(scope.module.program, type.id, node), "nodes")) {
    const own = optionalText(member, "functionSelector");
    if (own !== null) id ^= Number.parseInt(own, 16);
  }
  return String(id >>> 0);
}

/** `.selector` of a function, an error or an event. */
function selector(scope: Scope, node: AstNode, base: AstNode): string {
  const declaration = declarationOf(scope.module.program, base);
  const event = declaration === null ? null : optionalText(declaration, "eventSelector");
  if (event !== null) return integerText(BigInt(`0x${event}`), false);
  const own =
    declaration === null
      ? null
      : (optionalText(declaration, "functionSelector") ?? optionalText(declaration, "errorSelector"));
  return own === null ? refuse(node, "a selector of this is not translated") : String(Number.parseInt(own, 16));
}

function structMember(
  scope: Scope,
  node: AstNode,
  base: AstNode,
  type: SolidityType & { kind: "struct" },
  member: string,
): string {
  if (type.location === "storage") return refuse(node, "storage cannot be read in a pure function");
  if (type.location === "memory") return `${emit(scope, base)}.${fieldName(member)}`;
  const members = structMembers(scope.module, type, node);
  const found = members.find((m) => m.name === member);
  if (found === undefined) return refuse(node, `the struct has no ${member}`);
  const start = isName(base) ? emit(scope, base) : temporary(scope, "number");
  const offset = members
    .slice(0, members.indexOf(found))
    .reduce((sum, m) => sum + headOf(scope.module, m.type, node).bytes, 0);
  const place = offset === 0 ? start : `${start} + ${offset}`;
  const access = accessCode(scope, found.type, start, place, node);
  return isName(base) ? access : `(${start} = ${emit(scope, base)}, ${access})`;
}

function lengthOf(scope: Scope, node: AstNode, base: AstNode, type: SolidityType): string {
  if (type.kind === "fixedBytes") return knownLength(scope, base, String(type.size));
  if (type.kind === "bytes") return `BigInt(${emit(scope, base)}.length)`;
  if (type.kind !== "array" || type.location === "storage")
    return refuse(node, `the length of ${describe(type)} is not translated`);
  return type.length === null ? `BigInt(${emit(scope, base)}.length)` : knownLength(scope, base, `${type.length}n`);
}

/** A length that the type tells; what it is the length of is computed all the same, since that may fail. */
function knownLength(scope: Scope, base: AstNode, length: string): string {
  return isSafe(base) ? length : `(${emit(scope, base)}, ${length})`;
}
