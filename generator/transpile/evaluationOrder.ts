import { type AstNode, bare, child, children, optional, sparse, text, texts, typeIdentifier, walk } from "./ast.ts";
import { refuse } from "./diagnostics.ts";
import { changed, type Effects, effectsOf, handedValues, overlap, type Summaries, together } from "./effects.ts";
import type { Program } from "./program.ts";

// The language leaves open in which order the operands of an expression are computed. Where that could be noticed, because
// one operand changes what another one reads or changes, the two pipelines of the compiler differ, and we refuse.

function conflict(a: Effects, b: Effects): boolean {
  return overlap(a.writes, b.reads) || overlap(a.writes, b.writes) || overlap(a.reads, b.writes);
}

/** The operands of a node that are computed in no stated order. */
function operands(node: AstNode): readonly AstNode[] {
  switch (node.nodeType) {
    case "BinaryOperation":
      return ["&&", "||"].includes(text(node, "operator"))
        ? []
        : [child(node, "leftExpression"), child(node, "rightExpression")];
    case "FunctionCall":
      return handedValues(node);
    case "IndexAccess":
      return [child(node, "baseExpression"), ...optionals(node, ["indexExpression"])];
    case "IndexRangeAccess":
      return [child(node, "baseExpression"), ...optionals(node, ["startExpression", "endExpression"])];
    case "TupleExpression":
      return sparse(node, "components").flatMap((c) => c ?? []);
    default:
      return [];
  }
}

function optionals(node: AstNode, names: readonly string[]): readonly AstNode[] {
  return names.flatMap((name) => optional(node, name) ?? []);
}

/** What finding a place reads and changes: its base and index, not the place itself. */
function placeEffects(program: Program, summaries: Summaries, place: AstNode): Effects {
  const parts =
    place.nodeType === "IndexAccess"
      ? operands(place)
      : place.nodeType === "MemberAccess"
        ? [child(place, "expression")]
        : [];
  return together(parts.map((part) => effectsOf(program, summaries, part)));
}

function checkAssignment(program: Program, summaries: Summaries, node: AstNode): void {
  const right = effectsOf(program, summaries, child(node, "rightHandSide"));
  const plain = text(node, "operator") === "=";
  const places = changed(node) ?? [];
  const left = places.map((place) =>
    plain ? placeEffects(program, summaries, place) : effectsOf(program, summaries, place),
  );
  for (const effects of left) if (conflict(effects, right)) refuseOrder(node);
  left.forEach((a, i) => {
    if (left.slice(i + 1).some((b) => conflict(a, b))) refuseOrder(node);
  });
}

function refuseOrder(node: AstNode): never {
  return refuse(
    node,
    "one part of the expression changes what another part reads or changes, and the language leaves open which is computed first: write two statements",
  );
}

/**
 * Refuses expressions whose value depends on an order that the language leaves open.
 * @throws Refused at the first one.
 */
export function checkEvaluationOrder(program: Program, summaries: Summaries, body: AstNode): void {
  for (const node of walk(body)) {
    if (node.nodeType === "Assignment") checkAssignment(program, summaries, node);
    const parts = bare(node) === node ? operands(node) : [];
    if (parts.length < 2) continue;
    const effects = parts.map((part) => effectsOf(program, summaries, part));
    effects.forEach((a, i) => {
      const settled = isInOrder(node, parts[i]);
      if (effects.slice(i + 1).some((b) => (settled ? conflictOfVariables(a, b) : conflict(a, b)))) refuseOrder(node);
    });
  }
}

/**
 * Whether the operand is computed before the ones behind it, in both of the compiler's pipelines: parts of tuples and arrays,
 * arguments of the sources' own functions and of structs, unless they are given by name. A value that a function is called
 * on is computed first in one pipeline and last in the other.
 */
function isInOrder(node: AstNode, operand: AstNode | undefined): boolean {
  if (node.nodeType === "TupleExpression") return true;
  if (node.nodeType !== "FunctionCall" || texts(node, "names").length > 0) return false;
  if (operand === undefined || !children(node, "arguments").includes(operand)) return false;
  const internal = typeIdentifier(child(node, "expression")).startsWith("t_function_internal_");
  return internal || node["kind"] === "structConstructorCall";
}

/** Variables changed beside being read or changed are refused wherever that happens: readers would have to know the order. */
function conflictOfVariables(a: Effects, b: Effects): boolean {
  return conflict(variablesOf(a), variablesOf(b));
}

function variablesOf(effects: Effects): Effects {
  const variables = (keys: ReadonlySet<string>): Set<string> => new Set([...keys].filter((key) => key.startsWith("v")));
  return { reads: variables(effects.reads), writes: variables(effects.writes) };
}
