import { indexAccess, memberAccess, rangeAccess } from "./access.ts";
import { assignment, increment, remove } from "./assignments.ts";
import { type AstNode, bare, child, optionalNumber, optionalText, sparse, text, typeIdentifier } from "./ast.ts";
import { emitCall } from "./calls.ts";
import { constantName } from "./constants.ts";
import { type Expressions, functionName, parameterList, type Scope } from "./context.ts";
import { convert, integerText } from "./conversion.ts";
import { refuse } from "./diagnostics.ts";
import { eitherOrder, type Operand } from "./eitherOrder.ts";
import { handOver } from "./handedOver.ts";
import { arithmetic, comparison, power, shift, unary } from "./operators.ts";
import { declarationOf, nodeOf, typeOf } from "./program.ts";
import { bitsOf, describe, isSmall, mobile, tsType, underlying } from "./representation.ts";
import { type SolidityType, typeOfIdentifier } from "./solidityType.ts";

/** Expressions, as the rest of the translator calls them. */
export const expressions: Expressions = { emit, emitAs };

function emit(scope: Scope, given: AstNode): string {
  const node = bare(given);
  const type = typeOf(node);
  if (type.kind === "rational" || type.kind === "literal") return convert(scope, "", type, mobile(type), node);
  switch (node.nodeType) {
    case "Literal":
      return literal(node);
    case "Identifier":
      return identifier(scope, node);
    case "TupleExpression":
      return node["isInlineArray"] === true ? inlineArray(scope, node) : tuple(scope, node);
    case "UnaryOperation":
      return unaryOperation(scope, node);
    case "BinaryOperation":
      return binaryOperation(scope, node);
    case "Assignment":
      return assignment(scope, node);
    case "Conditional":
      return conditional(scope, node);
    case "FunctionCall":
      return emitCall(scope, node);
    case "MemberAccess":
      return memberAccess(scope, node);
    case "IndexAccess":
      return indexAccess(scope, node);
    case "IndexRangeAccess":
      return rangeAccess(scope, node);
    default:
      return refuse(node, `${node.nodeType} is not translated`);
  }
}

function emitAs(scope: Scope, given: AstNode, wanted: SolidityType): string {
  const node = bare(given);
  const type = typeOf(node);
  if (type.kind === "rational" || type.kind === "literal") return convert(scope, "", type, wanted, node);
  if (wanted.kind === "tuple" && type.kind === "tuple") return tupleAs(scope, node, wanted);
  return convert(scope, emit(scope, node), type, wanted, node);
}

function literal(node: AstNode): string {
  const kind = text(node, "kind");
  if (kind === "bool") return text(node, "value");
  if (kind === "number" && typeOf(node).kind === "address") return integerText(BigInt(text(node, "value")), false);
  return refuse(node, `a literal of the kind ${kind} is not translated`);
}

function identifier(scope: Scope, node: AstNode): string {
  const declaration = declarationOf(scope.module.program, node);
  if (declaration === null)
    return refuse(node, `${text(node, "name")} is nothing that a pure function of the language has`);
  return variable(scope, declaration, node);
}

/** The value of a variable or constant. */
function variable(scope: Scope, declaration: AstNode, node: AstNode): string {
  const local = scope.locals.get(declaration.id);
  if (local !== undefined) return local;
  if (declaration.nodeType !== "VariableDeclaration")
    return refuse(node, `${declaration.nodeType} is no value that is translated`);
  if (optionalText(declaration, "mutability") !== "constant")
    return refuse(node, `${text(declaration, "name")} is in storage or immutable; only pure functions are translated`);
  return constantName(scope, declaration);
}

function inlineArray(scope: Scope, node: AstNode): string {
  const type = typeOf(node);
  if (type.kind !== "array") return refuse(node, "an array literal without an array type");
  const items = sparse(node, "components").map((item) =>
    item === null ? refuse(node, "a hole") : emitAs(scope, item, type.element),
  );
  return `[${items.join(", ")}]`;
}

function tuple(scope: Scope, node: AstNode): string {
  return `[${sparse(node, "components")
    .map((item) => (item === null ? "null" : emit(scope, item)))
    .join(", ")}]`;
}

/** A tuple that is written out. */
function tupleOf(scope: Scope, parts: readonly (AstNode | null)[], wanted: SolidityType & { kind: "tuple" }): string {
  const given = parts.flatMap((part) => part ?? []);
  const types = parts.flatMap((part, i) => (part === null ? [] : [wanted.items[i] ?? typeOf(part)]));
  const { prepare, codes } = handOver(scope, given, types);
  let next = 0;
  const made = `[${parts.map((part) => (part === null ? "null" : codes[next++])).join(", ")}]`;
  return prepare.length === 0 ? made : `(${[...prepare, made].join(", ")})`;
}

/** A tuple, each part as the wanted type: written out, or given by a call or a condition. */
function tupleAs(scope: Scope, node: AstNode, wanted: SolidityType & { kind: "tuple" }): string {
  if (node.nodeType === "TupleExpression") return tupleOf(scope, sparse(node, "components"), wanted);
  if (node.nodeType === "Conditional") {
    return `(${emit(scope, child(node, "condition"))} ? ${emitAs(scope, child(node, "trueExpression"), wanted)} : ${emitAs(scope, child(node, "falseExpression"), wanted)})`;
  }
  const type = typeOf(node);
  if (type.kind !== "tuple") return refuse(node, "not a tuple");
  const names = type.items.map((_, i) => `v${i}`);
  const parts = type.items.map((item, i) =>
    item === null ? refuse(node, "a hole") : convert(scope, `v${i}`, item, wanted.items[i] ?? item, node),
  );
  const code = emit(scope, node);
  if (parts.every((part, i) => part === names[i])) return code;
  return `((([${names.join(", ")}]: ${tsType(scope.module, type, node)}) => [${parts.join(", ")}] as ${tsType(scope.module, wanted, node)})(${code}))`;
}

function conditional(scope: Scope, node: AstNode): string {
  const type = typeOf(node);
  if (type.kind === "tuple") return tupleAs(scope, node, type);
  const condition = emit(scope, child(node, "condition"));
  return `(${condition} ? ${emitAs(scope, child(node, "trueExpression"), type)} : ${emitAs(scope, child(node, "falseExpression"), type)})`;
}

/** The function that a user-defined operator runs, or null. */
function operatorFunction(scope: Scope, node: AstNode): AstNode | null {
  const id = optionalNumber(node, "function");
  return id === null ? null : nodeOf(scope.module.program, id, node);
}

function unaryOperation(scope: Scope, node: AstNode): string {
  const operator = text(node, "operator");
  const inner = child(node, "subExpression");
  const custom = operatorFunction(scope, node);
  if (custom !== null) return `${functionName(scope, custom)}(${emit(scope, inner)})`;
  if (operator === "++" || operator === "--") return increment(scope, node);
  if (operator === "delete") return remove(scope, node);
  if (operator === "!") return `(!${emit(scope, inner)})`;
  return unary(scope, operator, emit(scope, inner), underlying(scope.module, typeOf(node), node), node);
}

const COMPARISONS = new Set(["==", "!=", "<", ">", "<=", ">="]);

function binaryOperation(scope: Scope, node: AstNode): string {
  const operator = text(node, "operator");
  const [left, right] = [child(node, "leftExpression"), child(node, "rightExpression")];
  const custom = operatorFunction(scope, node);
  if (custom !== null) {
    const types = parameterList(custom, "parameters").map(typeOf);
    return `${functionName(scope, custom)}(${emitAs(scope, left, types[0] ?? typeOf(left))}, ${emitAs(scope, right, types[1] ?? typeOf(right))})`;
  }
  if (operator === "&&" || operator === "||") return `(${emit(scope, left)} ${operator} ${emit(scope, right)})`;
  const common = underlying(scope.module, typeOfIdentifier(typeIdentifier(node, "commonType")), node);
  if (common.kind === "rational")
    return String(compareConstants(operator, typeOf(bare(left)), typeOf(bare(right)), node));
  const shown = tsType(scope.module, common, node);
  const { steps, codes } = eitherOrder(scope, { node: left, code: emitAs(scope, left, common), tsType: shown }, [
    secondOperand(scope, operator, right, common, shown),
  ]);
  const code = operation(scope, node, operator, codes[0] ?? "", codes[1] ?? "", common);
  return steps.length === 0 ? code : `(${[...steps, code].join(", ")})`;
}

/** The right operand, of its own type if it is an exponent or a number of bits. */
function secondOperand(scope: Scope, operator: string, right: AstNode, common: SolidityType, shown: string): Operand {
  if (operator === "**") return { node: right, code: exponent(scope, right), tsType: "bigint" };
  if (operator !== "<<" && operator !== ">>") return { node: right, code: emitAs(scope, right, common), tsType: shown };
  const own = underlying(scope.module, mobile(typeOf(bare(right))), right);
  return { node: right, code: emit(scope, right), tsType: tsType(scope.module, own, right) };
}

function operation(scope: Scope, node: AstNode, operator: string, a: string, b: string, common: SolidityType): string {
  if (operator === "**") return power(scope, a, b, common);
  if (operator === "<<" || operator === ">>") return shift(scope, operator, a, b, common);
  if (COMPARISONS.has(operator)) {
    const comparable = bitsOf(common) > 0 || common.kind === "bool" || common.kind === "enum";
    return comparable ? comparison(operator, a, b) : refuse(node, `comparing ${describe(common)} is not translated`);
  }
  if (bitsOf(common) === 0) return refuse(node, `${operator} of ${describe(common)} is not translated`);
  return arithmetic(scope, operator, a, b, common, node);
}

/** A comparison of two numbers that the compiler knows. */
function compareConstants(operator: string, a: SolidityType, b: SolidityType, node: AstNode): boolean {
  if (a.kind !== "rational" || b.kind !== "rational") return refuse(node, "no constants");
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  switch (operator) {
    case "==":
      return difference === 0n;
    case "!=":
      return difference !== 0n;
    case "<":
      return difference < 0n;
    case "<=":
      return difference <= 0n;
    case ">":
      return difference > 0n;
    case ">=":
      return difference >= 0n;
    default:
      return refuse(node, `the operator ${operator} is not translated`);
  }
}

/** An exponent as a bigint. */
function exponent(scope: Scope, node: AstNode): string {
  const type = underlying(scope.module, mobile(typeOf(bare(node))), node);
  const code = emit(scope, node);
  return isSmall(type) ? `BigInt(${code})` : code;
}
