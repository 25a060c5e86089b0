import {
  type AstNode,
  bare,
  child,
  children,
  numbers,
  optional,
  optionalText,
  sparse,
  text,
  typeIdentifier,
  walk,
} from "./ast.ts";
import { parameterList } from "./context.ts";
import { declarationOf, type Program, typeOf } from "./program.ts";
import { isReference } from "./representation.ts";

/**
 * What computing an expression reads and changes, as far as another operand could notice. A local variable is `v` and its
 * declaration; memory is `m` and what tells apart places that cannot be the same: a struct's field, or a type of elements.
 */
export interface Effects {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

/** Any place in memory. */
const ANYWHERE = "m";

/** Effects of several expressions together. */
export function together(all: readonly Effects[]): Effects {
  return { reads: new Set(all.flatMap((e) => [...e.reads])), writes: new Set(all.flatMap((e) => [...e.writes])) };
}

/** Whether two sets have a place in common. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const memory = (set: ReadonlySet<string>): boolean => [...set].some((key) => key.startsWith("m"));
  return (a.has(ANYWHERE) && memory(b)) || (b.has(ANYWHERE) && memory(a)) || [...a].some((key) => b.has(key));
}

/** Remembers, per function, what memory it may write that its caller sees. */
export type Summaries = Map<number, ReadonlySet<string>>;

/** The key of a place in memory. */
function memoryKey(place: AstNode): string {
  if (place.nodeType === "MemberAccess")
    return `m.${String(place["referencedDeclaration"] ?? text(place, "memberName"))}`;
  if (place.nodeType !== "IndexAccess") return ANYWHERE;
  return `m[${typeIdentifier(place).replace(/_(memory|storage)(_ptr)?/g, "")}]`;
}

const CHANGING = new Set(["++", "--", "delete"]);

function inMemory(node: AstNode): boolean {
  const type = typeOf(node);
  return "location" in type && type.location === "memory";
}

/** The places that an assignment, `++` or `delete` changes; null where the node changes nothing. */
export function changed(node: AstNode): readonly AstNode[] | null {
  if (node.nodeType === "UnaryOperation" && CHANGING.has(text(node, "operator")))
    return [bare(child(node, "subExpression"))];
  if (node.nodeType !== "Assignment") return null;
  return placesOf(child(node, "leftHandSide"));
}

/** The places that a left side names, those of a tuple in a tuple too. */
function placesOf(given: AstNode): readonly AstNode[] {
  const left = bare(given);
  if (left.nodeType !== "TupleExpression") return [left];
  return sparse(left, "components").flatMap((c) => (c === null ? [] : placesOf(c)));
}

/** The function that a call runs, if it is one of the sources. */
export function calledFunction(program: Program, call: AstNode): AstNode | null {
  if (call.nodeType !== "FunctionCall" || optionalText(call, "kind") !== "functionCall") return null;
  const callee = bare(child(call, "expression"));
  const declared =
    callee.nodeType === "Identifier" || callee.nodeType === "MemberAccess" ? declarationOf(program, callee) : null;
  return declared?.nodeType === "FunctionDefinition" ? declared : null;
}

/** Effects of an expression and all that is in it. */
export function effectsOf(program: Program, summaries: Summaries, root: AstNode): Effects {
  const reads = new Set<string>();
  const writes = new Set<string>();
  for (const node of walk(root)) {
    if (node.nodeType === "Identifier") {
      const declaration = declarationOf(program, node);
      if (declaration?.nodeType === "VariableDeclaration") reads.add(`v${declaration.id}`);
    }
    if (node.nodeType === "MemberAccess" && inMemory(child(node, "expression"))) reads.add(memoryKey(node));
    if (node.nodeType === "IndexAccess" && inMemory(child(node, "baseExpression"))) reads.add(memoryKey(node));
    if (node.nodeType === "FunctionCall" && node["kind"] === "functionCall" && handedValues(node).some(inMemory))
      reads.add(ANYWHERE);
    for (const place of changed(node) ?? []) {
      const declaration = place.nodeType === "Identifier" ? declarationOf(program, place) : null;
      writes.add(declaration === null ? memoryKey(place) : `v${declaration.id}`);
    }
    const called = calledFunction(program, node);
    if (called !== null) for (const key of writesForCaller(summaries, called)) writes.add(key);
  }
  return { reads, writes };
}

const NOTHING: ReadonlySet<string> = new Set();

function writesForCaller(summaries: Summaries, definition: AstNode): ReadonlySet<string> {
  return summaries.get(definition.id) ?? NOTHING;
}

/**
 * What each function may change of the memory that existed before it was called. Without a reference among its parameters
 * that is nothing. Starts from nothing for all, and goes on until no function adds anything, so that recursion is exact.
 */
export function summarize(program: Program): Summaries {
  const summaries: Summaries = new Map();
  const open: { readonly id: number; readonly body: AstNode }[] = [];
  for (const node of program.nodes.values()) {
    if (node.nodeType !== "FunctionDefinition" || !parameterList(node, "parameters").some(inMemory)) continue;
    const body = optional(node, "body");
    const overridden = node["virtual"] === true || numbers(node, "baseFunctions").length > 0;
    const handedOn = children(node, "modifiers").some((use) => children(use, "arguments").some(inMemory));
    if (body === null || overridden || handedOn) summaries.set(node.id, new Set([ANYWHERE]));
    else open.push({ id: node.id, body });
  }
  for (let growing = true; growing; ) {
    growing = false;
    for (const { id, body } of open) {
      const found = writesOutside(program, summaries, body);
      if (found.size > (summaries.get(id)?.size ?? 0)) growing = true;
      summaries.set(id, found);
    }
  }
  return summaries;
}

function writesOutside(program: Program, summaries: Summaries, body: AstNode): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const node of walk(body)) {
    for (const place of changed(node) ?? []) {
      if (place.nodeType !== "Identifier" && !isFresh(program, summaries, body, place)) keys.add(memoryKey(place));
    }
    const called = calledFunction(program, node);
    const written = called === null ? [] : [...writesForCaller(summaries, called)];
    if (
      written.length > 0 &&
      handedValues(node).some((arg) => inMemory(arg) && !isFresh(program, summaries, body, arg))
    )
      for (const key of written) keys.add(key);
  }
  return keys;
}

/** Arguments of a call, and the value that it is called on. */
export function handedValues(call: AstNode): readonly AstNode[] {
  const callee = bare(child(call, "expression"));
  const bound = callee.nodeType === "MemberAccess" && /\$(attached|bound)_to\$/.test(typeIdentifier(callee));
  return [...(bound ? [child(callee, "expression")] : []), ...children(call, "arguments")];
}

/** The variable at the root of a path of members and indices, or null. */
function rootOf(program: Program, given: AstNode): AstNode | null {
  const node = bare(given);
  if (node.nodeType === "MemberAccess") return rootOf(program, child(node, "expression"));
  if (node.nodeType === "IndexAccess") return rootOf(program, child(node, "baseExpression"));
  if (node.nodeType === "FunctionCall" && node["kind"] === "typeConversion")
    return rootOf(program, children(node, "arguments")[0] ?? node);
  return node.nodeType === "Identifier" ? declarationOf(program, node) : null;
}

/** Whether a path starts at memory that the function made itself. */
function isFresh(program: Program, summaries: Summaries, body: AstNode, path: AstNode): boolean {
  const root = rootOf(program, path);
  return root !== null && isFreshVariable(program, summaries, body, root, new Set());
}

function isFreshVariable(
  program: Program,
  summaries: Summaries,
  body: AstNode,
  variable: AstNode,
  assumed: Set<number>,
): boolean {
  if (assumed.has(variable.id)) return true;
  assumed.add(variable.id);
  if (program.inputs.has(variable.id)) return false;
  const fresh = (value: AstNode | null): boolean =>
    value === null || isFreshValue(program, summaries, body, value, assumed);
  for (const node of walk(body)) {
    if (
      node.nodeType === "VariableDeclarationStatement" &&
      children(node, "declarations").some((d) => d.id === variable.id)
    ) {
      if (!fresh(optional(node, "initialValue"))) return false;
    }
    const places = node.nodeType === "Assignment" ? (changed(node) ?? []) : [];
    if (
      places.some((p) => isReference(typeOf(p)) && rootOf(program, p)?.id === variable.id) &&
      !fresh(optional(node, "rightHandSide"))
    )
      return false;
    const called = calledFunction(program, node);
    if (
      called !== null &&
      writesForCaller(summaries, called).size > 0 &&
      handedValues(node).some((a) => rootOf(program, a)?.id === variable.id)
    )
      return false;
  }
  return true;
}

function isFreshValue(
  program: Program,
  summaries: Summaries,
  body: AstNode,
  given: AstNode,
  assumed: Set<number>,
): boolean {
  const node = bare(given);
  if (!isReference(typeOf(node))) return true;
  if (node.nodeType === "Literal" || typeOf(node).kind === "literal") return true;
  if (node.nodeType === "TupleExpression" && node["isInlineArray"] === true)
    return children(node, "components").every((c) => isFreshValue(program, summaries, body, c, assumed));
  if (node.nodeType === "FunctionCall") {
    const ofOurs = calledFunction(program, node) !== null;
    return (
      !ofOurs && handedValues(node).every((a) => isFreshValue(program, summaries, body, a, assumed) || !aliases(node))
    );
  }
  const root = rootOf(program, node);
  return (
    root !== null &&
    !("location" in typeOf(node) && !inMemory(node)) &&
    isFreshVariable(program, summaries, body, root, assumed)
  );
}

/** Whether a built-in call gives a reference to its argument: conversions and struct constructors do, coding and `new` do not. */
function aliases(call: AstNode): boolean {
  return call["kind"] !== "functionCall";
}
