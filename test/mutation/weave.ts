import { createHash } from "node:crypto";
import { childrenOf, type Node, nodeAt, nodesAt, type Span, spanOf, textAt } from "./ast.ts";
import { type Change, castOf, decides, isRequire, statementChanges, valueChanges, yulChanges } from "./mutants.ts";

// A source file with all its mutants in it at once: each asks for its own number, and does what the original does otherwise.
// All texts here have one character per byte, as the compiler counts.

/** One change of one place of a source file. */
export interface Mutant {
  /** Eight hexadecimal digits, the same as long as the function around the change is. */
  readonly id: string;
  /** The number that the block's coinbase has where this change applies; 0 until the file is woven. */
  readonly number: number;
  readonly file: string;
  /** File without folder and ending, and function: `Claims.takeApp`. */
  readonly rule: string;
  readonly operator: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** A condition that decides where the code goes on; each of its two outcomes is a branch. */
export interface Branching {
  readonly number: number;
  readonly file: string;
  readonly rule: string;
  readonly line: number;
  readonly text: string;
}

/** A file with its mutants and its branches. */
export interface Woven {
  readonly content: string;
  readonly mutants: readonly Mutant[];
  readonly branchings: readonly Branching[];
}

/** What is woven: all mutants but those whose ids are dropped, with branches that report or not; numbers begin at `first`. */
export interface Pattern {
  readonly dropped: ReadonlySet<string>;
  readonly watching: boolean;
  readonly first: { readonly mutant: number; readonly branching: number };
}

/** What holds in one file while it is woven. */
interface Loom {
  readonly file: string;
  readonly source: string;
  readonly pattern: Pattern;
  readonly mutants: Mutant[];
  readonly branchings: Branching[];
  /** Modifiers' texts, and the functions' numbers that have a copy of their own, to go without it. */
  readonly modifiers: Map<string, string>;
  readonly copies: Map<string, number[]>;
  assemblies: number;
  /** The byte up to which the text is used: past the semicolon of the last statement, which is no part of its node. */
  woven: number;
}

/** The function around a node, and where its text begins. */
interface Scope {
  readonly rule: string;
  readonly text: string;
  readonly start: number;
}

const SKIPPED = new Set([
  "ImportDirective",
  "PragmaDirective",
  "StructDefinition",
  "EventDefinition",
  "ErrorDefinition",
  "EnumDefinition",
  "UsingForDirective",
  "ParameterList",
  "ElementaryTypeName",
  "UserDefinedTypeName",
  "ArrayTypeName",
  "Mapping",
  "RevertStatement",
  "YulCase",
]);

/**
 * Weaves the mutants of a file into it.
 * @example weave("contracts/libraries/Pot.sol", text, ast, pattern).mutants[0].rule // "Pot.matches"
 */
export function weave(file: string, source: string, ast: Node, pattern: Pattern): Woven {
  const kept = { mutants: [], branchings: [], modifiers: new Map(), copies: new Map() };
  const loom: Loom = { file, source, pattern, assemblies: 0, woven: 0, ...kept };
  const stem = file.replace(/^.*\/|\.sol$/g, "");
  const plain = render(loom, ast, undefined, { rule: stem, text: "", start: 0 });
  const content = plain.replace(/\/\*copies of (\w+)\*\//g, (_, name: string) => modifierCopies(loom, name));
  const path = file.includes("/libraries/") ? "./Mutant.sol" : "./libraries/Mutant.sol";
  const at = content.indexOf(";", content.indexOf("pragma solidity")) + 1;
  return {
    content: `${content.slice(0, at)} import {Mutant} from "${path}";${content.slice(at)}`,
    mutants: loom.mutants,
    branchings: loom.branchings,
  };
}

function slice({ source }: Loom, { start, end }: Span): string {
  return source.slice(start, end);
}

function isSkipped(node: Node): boolean {
  return SKIPPED.has(node.nodeType) || (node.nodeType === "VariableDeclaration" && node["stateVariable"] === true);
}

/** A node's text with everything in and around it woven. */
function render(loom: Loom, node: Node, parent: Node | undefined, scope: Scope): string {
  if (isSkipped(node) && node.nodeType !== "RevertStatement") return slice(loom, spanOf(node));
  const inner = isFunction(node) ? scopeOf(loom, node, scope) : scope;
  if (node.nodeType === "ModifierInvocation") return withoutModifier(loom, node, scope);
  const text = node.nodeType === "RevertStatement" ? slice(loom, spanOf(node)) : renderInside(loom, node, inner);
  if (node.nodeType === "ModifierDefinition") {
    loom.modifiers.set(textAt(node, "name"), text);
    return `${text} /*copies of ${textAt(node, "name")}*/`;
  }
  if (node.nodeType === "InlineAssembly") return `uint256 is${loom.assemblies} = Mutant.number(); ${text}`;
  if (node.nodeType.startsWith("Yul")) return aroundYul(loom, node, text, inner);
  const value = aroundValue(loom, node, parent, text, inner);
  return loom.pattern.watching && parent !== undefined && decides(node, parent)
    ? watched(loom, node, value, inner)
    : value;
}

/** A condition that tells which way it goes. */
function watched(loom: Loom, node: Node, value: string, { rule }: Scope): string {
  const { start } = spanOf(node);
  const line = loom.source.slice(0, start).split("\n").length;
  const number = loom.pattern.first.branching + loom.branchings.length;
  loom.branchings.push({ number, file: loom.file, rule, line, text: slice(loom, spanOf(node)) });
  return `Mutant.seen(${number}, ${value})`;
}

function isFunction(node: Node): boolean {
  return node.nodeType === "FunctionDefinition" || node.nodeType === "ModifierDefinition";
}

function scopeOf(loom: Loom, node: Node, { rule }: Scope): Scope {
  const name = textAt(node, "name") || textAt(node, "kind");
  return { rule: `${rule}.${name}`, text: slice(loom, spanOf(node)), start: spanOf(node).start };
}

/** The children that are woven: not the reasons of errors, not the steps of a loop. */
function wovenChildren(node: Node): readonly Node[] {
  if (node.nodeType === "FunctionCall" && isRequire(node)) return nodesAt(node, "arguments").slice(0, 1);
  if (node.nodeType === "ForStatement") {
    return [nodeAt(node, "condition"), nodeAt(node, "body")].filter((part) => part !== undefined);
  }
  if (node.nodeType === "YulFunctionCall") return nodesAt(node, "arguments");
  if (node.nodeType === "InlineAssembly") return [nodeAt(node, "AST")].filter((part) => part !== undefined);
  return childrenOf(node);
}

function renderInside(loom: Loom, node: Node, scope: Scope): string {
  if (node.nodeType === "InlineAssembly") loom.assemblies++;
  const { start, end } = spanOf(node);
  let [at, text] = [start, ""];
  for (const child of wovenChildren(node)) {
    const span = spanOf(child);
    if (span.start < at || span.end > end) continue;
    const [before, woven] = [loom.source.slice(at, span.start), render(loom, child, node, scope)];
    text += before + aroundStatement(loom, child, woven, scope);
    at = Math.max(span.end, loom.woven);
  }
  return text + loom.source.slice(at, end);
}

/** A statement, its semicolon included, with what may be done instead of it. */
function aroundStatement(loom: Loom, node: Node, text: string, scope: Scope): string {
  const { end } = spanOf(node);
  const changes = statementChanges(node, (part) => slice(loom, spanOf(part)));
  if (changes.length === 0) return text;
  const until = loom.source[end - 1] === ";" ? end : loom.source.indexOf(";", end) + 1;
  loom.woven = until;
  const kept = taken(loom, node, changes, scope);
  const branches = kept.map(({ number, after }) => `if (Mutant.is_(${number})) {${after}} else `).join("");
  const whole = `${branches}{${text}${loom.source.slice(end, until)}}`;
  return kept.length === 0 ? text + loom.source.slice(end, until) : marked(kept, `{${whole}}`);
}

/** A value with what may be there instead of it. */
function aroundValue(loom: Loom, node: Node, parent: Node | undefined, text: string, scope: Scope): string {
  const kept = taken(
    loom,
    node,
    valueChanges(node, parent, (part) => slice(loom, spanOf(part))),
    scope,
  );
  if (kept.length === 0) return text;
  const cast = castOf(node, parent);
  const branches = kept.map(({ number, after }) => `Mutant.is_(${number}) ? ${after} : `).join("");
  return marked(kept, `(${branches}${cast === "" ? `(${text})` : `${cast}(${text})`})`);
}

function aroundYul(loom: Loom, node: Node, text: string, scope: Scope): string {
  const changes = yulChanges(node, (part) => slice(loom, spanOf(part)));
  let woven = text;
  for (const change of changes) {
    for (const { number, after } of taken(loom, node, [change], scope)) {
      const is = `eq(is${loom.assemblies}, ${number})`;
      woven =
        change.shape === "yulStatement"
          ? `if iszero(${is}) { ${woven} }`
          : after.replaceAll("IS", is).replace("ORIGINAL", () => woven);
    }
  }
  return woven;
}

function withoutModifier(loom: Loom, node: Node, scope: Scope): string {
  const name = slice(loom, spanOf(nodeAt(node, "modifierName") ?? node));
  const given = slice(loom, spanOf(node)).slice(name.length);
  const change: Change = { shape: "modifier", operator: "modifier", after: "" };
  const kept = taken(loom, node, [change], scope)[0];
  if (kept === undefined) return name + given;
  loom.copies.set(name, [...(loom.copies.get(name) ?? []), kept.number]);
  return `${name}_${kept.number}${given}`;
}

/** A modifier once more for each function that has a mutant without it. */
function modifierCopies(loom: Loom, name: string): string {
  const text = loom.modifiers.get(name) ?? "";
  const at = text.indexOf("{");
  const copy = (number: number): string =>
    `${text.slice(0, at).replace(name, `${name}_${number}`)}{ if (Mutant.is_(${number})) { _; } else ${text.slice(at)} }`;
  return (loom.copies.get(name) ?? []).map(copy).join(" ");
}

/** Gives the changes numbers and writes them down, but for those that are left out. */
function taken(loom: Loom, node: Node, changes: readonly Change[], scope: Scope): readonly Mutant[] {
  const { start, end } = spanOf(node);
  const seen = new Set<string>();
  const kept: Mutant[] = [];
  for (const { after, operator, shape } of changes) {
    const key = `${scope.rule}\n${scope.text}\n${start - scope.start}\n${end - scope.start}\n${shape}\n${after}`;
    const id = createHash("sha256").update(key).digest("hex").slice(0, 8);
    if (loom.pattern.dropped.has(id) || seen.has(after)) continue;
    seen.add(after);
    const before = slice(loom, { start, end });
    const line = loom.source.slice(0, start).split("\n").length;
    const number = loom.pattern.first.mutant + loom.mutants.length;
    const mutant = { id, number, file: loom.file, rule: scope.rule, operator, line, before, after };
    loom.mutants.push(mutant);
    kept.push(mutant);
  }
  return kept;
}

/** Marks a woven place with the ids in it, so that what the compiler refuses is found again. */
function marked(mutants: readonly Mutant[], text: string): string {
  return `/*<${mutants.map(({ id }) => id).join(" ")}*/${text}/*>*/`;
}

/** The ids at the innermost marked place around a piece of woven text, or else of all places within it. */
export function idsAt(content: string, start: number, end: number): readonly string[] {
  const open: (readonly string[])[] = [];
  const within: string[] = [];
  let around: readonly string[] | undefined;
  for (const found of content.matchAll(/\/\*<([0-9a-f ]+)\*\/|\/\*>\*\//g)) {
    if (found.index > start) around ??= open.at(-1) ?? [];
    if (found.index > end) break;
    if (found[1] === undefined) open.pop();
    else open.push(found[1].split(" "));
    if (found[1] !== undefined && found.index > start) within.push(...found[1].split(" "));
  }
  return around !== undefined && around.length > 0 ? around : within;
}
