import { type AstNode, bare, child, children, isNode, optional, optionalText, text, typeIdentifier } from "./ast.ts";
import type { FailureSummaries, Failures } from "./context.ts";
import { calledFunction } from "./effects.ts";
import { nodeOf, type Program, typeOf } from "./program.ts";

// Of two operands that both fail, the one that is computed first gives the bytes of the revert. The compiler's pipelines compute
// the operands of most operators in opposite orders, so that it matters which ways of failing they have.

/** Whether it could be seen which of two expressions failed first. */
export function differ(a: Failures, b: Failures): boolean {
  if (a.size === 0 || b.size === 0) return false;
  return [...a, ...b].some((way) => way.startsWith("*")) || new Set([...a, ...b]).size > 1;
}

/** How each function of the sources may fail, those included that it calls: goes on until nothing is added. */
export function summarizeFailures(program: Program): FailureSummaries {
  const summaries = new Map<number, Set<string>>();
  const open = [...program.nodes.values()].filter(
    (node) => node.nodeType === "FunctionDefinition" || node.nodeType === "ModifierDefinition",
  );
  for (const node of open) summaries.set(node.id, new Set());
  for (let growing = true; growing; ) {
    growing = false;
    for (const node of open) {
      const known = summaries.get(node.id) ?? new Set();
      const before = known.size;
      for (const part of [...children(node, "modifiers"), optional(node, "body")])
        if (part !== null) collect(program, summaries, part, false, known);
      if (known.size > before) growing = true;
    }
  }
  return summaries;
}

/** How an expression may fail. */
export function failuresOf(program: Program, summaries: FailureSummaries, node: AstNode, unchecked: boolean): Failures {
  const ways = new Set<string>();
  collect(program, summaries, node, unchecked, ways);
  return ways;
}

function collect(
  program: Program,
  summaries: FailureSummaries,
  node: AstNode,
  unchecked: boolean,
  ways: Set<string>,
): void {
  for (const way of ownFailures(program, summaries, node, unchecked)) ways.add(way);
  const inner = unchecked || node.nodeType === "UncheckedBlock";
  for (const value of Object.values(node)) {
    for (const item of Array.isArray(value) ? value : [value])
      if (isNode(item)) collect(program, summaries, item, inner, ways);
  }
}

const NONE: readonly string[] = [];

/** How the node itself may fail, its parts aside. */
function ownFailures(
  program: Program,
  summaries: FailureSummaries,
  node: AstNode,
  unchecked: boolean,
): readonly string[] {
  switch (node.nodeType) {
    case "BinaryOperation":
    case "UnaryOperation":
    case "Assignment":
      return typeof node["function"] === "number"
        ? [...(summaries.get(node["function"]) ?? NONE)]
        : ofOperator(text(node, "operator"), node, unchecked);
    case "IndexAccess":
      return ["32", ...fromCalldata(child(node, "baseExpression"), node)];
    case "IndexRangeAccess":
      return [""];
    case "MemberAccess":
      return fromCalldata(child(node, "expression"), node);
    case "ModifierInvocation":
      return ofModifier(program, summaries, node);
    case "RevertStatement":
      return ofError(child(node, "errorCall"));
    case "FunctionCall":
      return ofCall(program, summaries, node);
    default:
      return NONE;
  }
}

function ofOperator(operator: string, node: AstNode, unchecked: boolean): readonly string[] {
  if (typeOf(node).kind === "rational") return NONE;
  const own = operator.replace(/(?<=.)=$/, "");
  if (own === "/" || own === "%") return typeIdentifier(node).startsWith("t_int") && !unchecked ? ["12", "11"] : ["12"];
  return ["+", "-", "*", "**", "++", "--"].includes(own) && !unchecked ? ["11"] : NONE;
}

/** Values in calldata are checked as they are read, but for those that fill their words. */
function fromCalldata(base: AstNode, node: AstNode): readonly string[] {
  const type = typeOf(base);
  if (!("location" in type) || type.location !== "calldata" || type.kind === "bytes") return NONE;
  return /^t_(u?int256|bytes32)$/.test(typeIdentifier(node)) || optionalText(node, "memberName") === "length"
    ? NONE
    : [""];
}

function ofModifier(program: Program, summaries: FailureSummaries, use: AstNode): readonly string[] {
  const id = child(use, "modifierName")["referencedDeclaration"];
  return typeof id === "number" ? [...(summaries.get(nodeOf(program, id, use).id) ?? NONE)] : NONE;
}

/** A custom error: always the same bytes only if it has no arguments. */
function ofError(call: AstNode): readonly string[] {
  const id = String(bare(child(call, "expression"))["referencedDeclaration"]);
  return children(call, "arguments").length === 0 ? [`error ${id}`] : [`*${call.id}`];
}

function ofReason(reason: AstNode | undefined): readonly string[] {
  if (reason === undefined) return [""];
  const inner = bare(reason);
  if (inner.nodeType === "FunctionCall" && typeIdentifier(child(inner, "expression")).startsWith("t_function_error_"))
    return ofError(inner);
  return inner.nodeType === "Literal" ? [`text ${optionalText(inner, "hexValue") ?? inner.id}`] : [`*${inner.id}`];
}

function ofCall(program: Program, summaries: FailureSummaries, node: AstNode): readonly string[] {
  const args = children(node, "arguments");
  const loaded = args.some((arg) => {
    const type = typeOf(bare(arg));
    return "location" in type && type.location === "calldata" && type.kind !== "bytes" && type.kind !== "string";
  });
  const own = ofCallee(program, summaries, node, args);
  return loaded ? ["", ...own] : own;
}

function ofCallee(
  program: Program,
  summaries: FailureSummaries,
  node: AstNode,
  args: readonly AstNode[],
): readonly string[] {
  if (node["kind"] === "typeConversion") return typeOf(node).kind === "enum" ? ["21"] : NONE;
  if (node["kind"] === "structConstructorCall") return NONE;
  const called = calledFunction(program, node);
  if (called !== null) return [...named(program, summaries, called)];
  switch (/^t_function_([a-z0-9]+)_/.exec(typeIdentifier(child(node, "expression")))?.[1]) {
    case "require":
      return ofReason(args[1]);
    case "revert":
      return ofReason(args[0]);
    case "assert":
      return ["01"];
    case "addmod":
    case "mulmod":
      return ["12"];
    case "objectcreation":
      return ["41"];
    case "abidecode":
      return ["", "41"];
    default:
      return NONE;
  }
}

/** The ways of all functions that a call may run: those of the same name, where it is virtual. */
function named(program: Program, summaries: FailureSummaries, called: AstNode): Failures {
  if (called["virtual"] !== true && optional(called, "overrides") === null)
    return summaries.get(called.id) ?? new Set();
  const ways = new Set<string>();
  for (const node of program.nodes.values())
    if (node.nodeType === "FunctionDefinition" && text(node, "name") === text(called, "name"))
      for (const way of summaries.get(node.id) ?? NONE) ways.add(way);
  return ways;
}
