import { type AstNode, bare, child, children, text, texts, typeIdentifier, walk } from "./ast.ts";
import { parameterList } from "./context.ts";
import { refuse } from "./diagnostics.ts";
import { type Effects, effectsOf, handedValues, overlap, type Summaries } from "./effects.ts";
import { declarationOf, type Program } from "./program.ts";

// The language leaves open in which order the operands of an expression are computed. Most are computed from left to right by
// both of the compiler's pipelines (decision record 0018); where the pipelines differ and that could be noticed, because one
// operand changes what another one reads or changes, we refuse.

function conflict(a: Effects, b: Effects): boolean {
  return overlap(a.writes, b.reads) || overlap(a.writes, b.writes) || overlap(a.reads, b.writes);
}

/** Operators of which it does not matter which operand is which. */
const SYMMETRIC = new Set(["+", "*", "&", "|", "^", "==", "!="]);

/** Pairs of operands that one pipeline computes in one order, and the other one in the other. */
function unsettled(program: Program, node: AstNode): readonly (readonly [AstNode, AstNode])[] {
  if (node.nodeType === "BinaryOperation") return unsettledOfOperator(node);
  if (node.nodeType !== "FunctionCall") return [];
  const args = children(node, "arguments");
  const callee = typeIdentifier(child(node, "expression"));
  const backwards = /^t_function_(addmod|mulmod)_/.test(callee);
  const all = handedValues(node);
  const receiver = all.length > args.length ? all[0] : undefined;
  const pairs: (readonly [AstNode, AstNode])[] = [];
  if (receiver !== undefined) for (const arg of args) pairs.push([receiver, arg]);
  if (backwards || !namedInOrder(program, node))
    args.forEach((a, i) => {
      for (const b of args.slice(i + 1)) pairs.push([a, b]);
    });
  return pairs;
}

/**
 * Whether arguments given by name are in the order of the parameters, in which the older pipeline computes them; the newer one
 * takes them as they are written.
 */
function namedInOrder(program: Program, call: AstNode): boolean {
  const names = texts(call, "names");
  const callee = bare(child(call, "expression"));
  const definition = names.length === 0 ? null : declarationOf(program, callee);
  if (definition === null) return names.length === 0;
  const declared =
    definition.nodeType === "StructDefinition"
      ? children(definition, "members")
      : parameterList(definition, "parameters");
  const own = declared.map((parameter) => text(parameter, "name"));
  return names.every((name, i) => name === own[own.length - names.length + i]);
}

/** The older pipeline computes the right operand first; a function that is an operator gets its arguments from left to right. */
function unsettledOfOperator(node: AstNode): readonly (readonly [AstNode, AstNode])[] {
  const operator = text(node, "operator");
  if (operator === "&&" || operator === "||" || typeof node["function"] === "number") return [];
  const [left, right] = [child(node, "leftExpression"), child(node, "rightExpression")];
  return SYMMETRIC.has(operator) && sameText(left, right) ? [] : [[left, right]];
}

/** What says where a node stands. */
const PLACES = new Set(["id", "src", "nameLocation", "nameLocations", "memberLocation"]);

/** Whether two expressions are the same code, so that it does not matter which one runs first. */
function sameText(a: AstNode, b: AstNode): boolean {
  const plain = (node: AstNode): string =>
    JSON.stringify(node, (key, value: unknown) => (PLACES.has(key) ? undefined : value));
  return plain(bare(a)) === plain(bare(b));
}

function refuseOrder(node: AstNode): never {
  return refuse(
    node,
    "one part of the expression changes what another part reads or changes, and the language leaves open which is computed first (the compiler's pipelines differ): write two statements",
  );
}

/**
 * Refuses expressions whose value depends on an order in which the compiler's pipelines differ.
 * @throws Refused at the first one.
 */
export function checkEvaluationOrder(program: Program, summaries: Summaries, body: AstNode): void {
  for (const node of walk(body)) {
    for (const [a, b] of unsettled(program, node))
      if (conflict(effectsOf(program, summaries, a), effectsOf(program, summaries, b))) refuseOrder(node);
  }
}
