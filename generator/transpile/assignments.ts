import { indexCode } from "./access.ts";
import { type AstNode, bare, child, optional, sparse, text } from "./ast.ts";
import { callLibrary, emit, emitAs, type Scope, temporary } from "./context.ts";
import { asBig } from "./conversion.ts";
import { refuse } from "./diagnostics.ts";
import { fieldName } from "./names.ts";
import { arithmetic, power, shift, step } from "./operators.ts";
import { declarationOf, typeOf } from "./program.ts";
import { assigns, isCalm, isName, isPlainPath, isSafe } from "./purity.ts";
import { describe, mobile, tsType, underlying, zeroOf } from "./representation.ts";
import { relocate, type SolidityType } from "./solidityType.ts";

/** A place that can be written: preparations come first, then reading and writing change nothing else. */
interface Place {
  readonly prepare: readonly string[];
  readonly read: string;
  write(value: string): string;
}

/** The place that an expression names, its base and index computed once. */
function placeOf(scope: Scope, given: AstNode): Place {
  const node = bare(given);
  switch (node.nodeType) {
    case "Identifier":
      return localPlace(scope, node);
    case "MemberAccess":
      return memberPlace(scope, node);
    case "IndexAccess":
      return indexPlace(scope, node);
    default:
      return refuse(node, `assigning to ${node.nodeType} is not translated`);
  }
}

function localPlace(scope: Scope, node: AstNode): Place {
  const declaration = declarationOf(scope.module.program, node);
  const name = declaration === null ? undefined : scope.locals.get(declaration.id);
  if (name === undefined)
    return refuse(node, `${text(node, "name")} is no local variable: a pure function changes nothing else`);
  return { prepare: [], read: name, write: (value) => `${name} = ${value}` };
}

function memberPlace(scope: Scope, node: AstNode): Place {
  const base = bare(child(node, "expression"));
  const type = typeOf(base);
  if (type.kind !== "struct" || type.location !== "memory")
    return refuse(node, `a member of ${describe(type)} is not assigned`);
  const field = fieldName(text(node, "memberName"));
  if (isName(base)) {
    const name = emit(scope, base);
    return { prepare: [], read: `${name}.${field}`, write: (value) => `${name}.${field} = ${value}` };
  }
  const holder = temporary(scope, tsType(scope.module, type, base));
  const code = emit(scope, base);
  return {
    prepare: [`${holder} = ${code}`],
    read: `${holder}.${field}`,
    write: (value) => `${holder}.${field} = ${value}`,
  };
}

function indexPlace(scope: Scope, node: AstNode): Place {
  const base = child(node, "baseExpression");
  const index = optional(node, "indexExpression");
  const type = typeOf(base);
  if (index === null || (type.kind !== "array" && type.kind !== "bytes") || type.location !== "memory")
    return refuse(node, `an element of ${describe(type)} is not assigned`);
  const array = temporary(scope, tsType(scope.module, type, base));
  const at = temporary(scope, "number");
  const prepare = [
    `${array} = ${emit(scope, base)}`,
    `${at} = ${callLibrary(scope, "inBounds", `${array}.length`, indexCode(scope, index))}`,
  ];
  return { prepare, read: `${array}[${at}]!`, write: (value) => `${array}[${at}] = ${value}` };
}

/** An assignment as an expression, its value that of the left side afterwards. */
export function assignment(scope: Scope, node: AstNode): string {
  return `(${assignmentCode(scope, node)})`;
}

/** An assignment as a statement, without parentheses. */
export function assignmentCode(scope: Scope, node: AstNode): string {
  const operator = text(node, "operator");
  const [left, right] = [bare(child(node, "leftHandSide")), child(node, "rightHandSide")];
  if (left.nodeType === "TupleExpression") return tupleAssignment(scope, left, right);
  const type = localType(scope, left);
  if (operator === "=") return plainAssignment(scope, left, right, type);
  return compound(scope, node, left, right, type, operator.slice(0, -1));
}

/** The type of a place; of a variable as it was declared. */
function localType(scope: Scope, left: AstNode): SolidityType {
  const declaration = left.nodeType === "Identifier" ? declarationOf(scope.module.program, left) : null;
  return typeOf(declaration ?? left);
}

/** The EVM computes the right side first, then the place. */
function plainAssignment(scope: Scope, left: AstNode, right: AstNode, type: SolidityType): string {
  const value = emitAs(scope, right, type);
  if (left.nodeType === "Identifier") return localPlace(scope, left).write(value);
  const base = left.nodeType === "IndexAccess" ? child(left, "baseExpression") : child(left, "expression");
  const baseType = typeOf(base);
  const index = left.nodeType === "IndexAccess" ? optional(left, "indexExpression") : null;
  if (index !== null && "location" in baseType && baseType.location === "memory") {
    return callLibrary(
      scope,
      baseType.kind === "bytes" ? "putByte" : "put",
      value,
      emit(scope, base),
      indexCode(scope, index),
    );
  }
  const isMember = left.nodeType === "MemberAccess" && baseType.kind === "struct" && baseType.location === "memory";
  const orderless = isPlainPath(base) && (isSafe(right) || isCalm(right) || (isName(base) && !assigns(right)));
  if (isMember && orderless) return `${emit(scope, base)}.${fieldName(text(left, "memberName"))} = ${value}`;
  const kept = temporary(scope, tsType(scope.module, type, left));
  const place = placeOf(scope, left);
  return [`${kept} = ${value}`, ...place.prepare, place.write(kept)].join(", ");
}

function operate(
  scope: Scope,
  node: AstNode,
  operator: string,
  a: string,
  b: string,
  type: SolidityType,
  right: AstNode,
): string {
  const rightType = underlying(scope.module, mobile(typeOf(bare(right))), right);
  if (operator === "**") return power(scope, a, asBig(b, rightType), type);
  if (operator === "<<" || operator === ">>") return shift(scope, operator, a, b, type);
  return arithmetic(scope, operator, a, b, type, node);
}

function compound(
  scope: Scope,
  node: AstNode,
  left: AstNode,
  right: AstNode,
  given: SolidityType,
  operator: string,
): string {
  const type = underlying(scope.module, given, left);
  const own = ["**", "<<", ">>"].includes(operator);
  const value = own ? emit(scope, right) : emitAs(scope, right, type);
  const prepare: string[] = [];
  let operand = value;
  const local = left.nodeType === "Identifier";
  const first =
    (isSafe(right) && isCalm(left)) ||
    (local && !assigns(right)) ||
    (left.nodeType === "MemberAccess" && isName(child(left, "expression")) && isCalm(right));
  if (!first) {
    const rightType = underlying(scope.module, own ? mobile(typeOf(bare(right))) : type, right);
    operand = temporary(scope, tsType(scope.module, rightType, right));
    prepare.push(`${operand} = ${value}`);
  }
  const place = placeOf(scope, left);
  return [
    ...prepare,
    ...place.prepare,
    place.write(operate(scope, node, operator, place.read, operand, type, right)),
  ].join(", ");
}

/** `(a, b) = …`: the right side, then every place, then the values from the last to the first. */
function tupleAssignment(scope: Scope, left: AstNode, right: AstNode): string {
  const wanted = placesType(scope, left, typeOf(bare(right)));
  const kept = temporary(scope, tsType(scope.module, wanted, left));
  const steps = [`${kept} = ${emitAs(scope, right, wanted)}`];
  const writes: string[] = [];
  const take = (tuple: AstNode, value: string): void => {
    sparse(tuple, "components").forEach((given, i) => {
      if (given === null) return;
      const place = bare(given);
      if (place.nodeType === "TupleExpression") {
        take(place, `${value}[${i}]`);
        return;
      }
      const target = placeOf(scope, place);
      steps.push(...target.prepare);
      writes.push(target.write(`${value}[${i}]`));
    });
  };
  take(left, kept);
  return [...steps, ...writes.reverse()].join(", ");
}

/** The types of the places of a tuple; where one is left out, the type of the value that is dropped. */
function placesType(scope: Scope, left: AstNode, given: SolidityType): SolidityType {
  if (left.nodeType !== "TupleExpression") return localType(scope, left);
  if (given.kind !== "tuple") return refuse(left, "not a tuple");
  const items = sparse(left, "components").map((place, i) => {
    const item = given.items[i] ?? { kind: "other", text: "hole" };
    return place === null ? mobile(item) : placesType(scope, bare(place), item);
  });
  return { kind: "tuple", items };
}

/** `x++`, `--x` and so on, as an expression. */
export function increment(scope: Scope, node: AstNode): string {
  const operator = text(node, "operator") === "++" ? "++" : "--";
  const inner = bare(child(node, "subExpression"));
  const type = underlying(scope.module, typeOf(inner), node);
  const place = placeOf(scope, inner);
  if (node["prefix"] === true)
    return `(${[...place.prepare, place.write(step(scope, operator, place.read, type))].join(", ")})`;
  const old = temporary(scope, tsType(scope.module, type, node));
  return `(${[...place.prepare, `${old} = ${place.read}`, place.write(step(scope, operator, old, type)), old].join(", ")})`;
}

/** `x++` and so on, as a statement. */
export function incrementCode(scope: Scope, node: AstNode): string {
  const operator = text(node, "operator") === "++" ? "++" : "--";
  const inner = bare(child(node, "subExpression"));
  const place = placeOf(scope, inner);
  return [
    ...place.prepare,
    place.write(step(scope, operator, place.read, underlying(scope.module, typeOf(inner), node))),
  ].join(", ");
}

/** `delete x`: the place gets a new zero value. */
export function remove(scope: Scope, node: AstNode): string {
  const inner = bare(child(node, "subExpression"));
  const type = relocate(localType(scope, inner), "memory");
  if (inner.nodeType === "IndexAccess" && typeOf(child(inner, "baseExpression")).kind === "bytes")
    refuse(node, "delete of a byte in memory clears 32 bytes in the compiler's older pipeline: assign 0 instead");
  const place = placeOf(scope, inner);
  return `(${[...place.prepare, place.write(zeroOf(scope.module, type, node))].join(", ")})`;
}
