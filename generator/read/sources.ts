import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import type { RuleName } from "./advice.ts";
import { ADVICE } from "./advice.ts";
import type { AstNode } from "./ast.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** Source texts by their path from the project's root, with forward slashes. */
export type Sources = Readonly<Record<string, { readonly content: string }>>;

/**
 * All Solidity files below a folder, sorted.
 *
 * @example listSolidity("/project", "contracts/types") // ["contracts/types/Calls.sol", …]
 */
export function listSolidity(root: string, folder: string): string[] {
  const at = join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".sol"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** This package's contracts, which apps of other projects import by its name. */
const OWN = "chenilles/contracts/";

/**
 * The text of a source by its path from the root, or of a package's file; undefined if there is none. What a project imports
 * of this package is the generator's own: one version reads, checks and compiles.
 */
export function readSource(root: string, path: string): string | undefined {
  if (path.startsWith(OWN)) return textAt(join(import.meta.dirname, "../../contracts", path.slice(OWN.length)));
  const own = textAt(join(root, path));
  for (let folder = root; own === undefined; folder = dirname(folder)) {
    const found = textAt(join(folder, "node_modules", path));
    if (found !== undefined || folder === dirname(folder)) return found;
  }
  return own;
}

function textAt(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** The files given and all that they import, directly or not. A missing one is left to the compiler to report. */
export function closureOf(root: string, roots: readonly string[], given: Sources = {}): Sources {
  const found: Record<string, { content: string }> = {};
  const open = [...roots];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const content = given[path]?.content ?? readSource(root, path);
    if (found[path] !== undefined || content === undefined) continue;
    found[path] = { content };
    for (const match of content.matchAll(/^import\s[^;]*?["']([^"']+)["'];/gms))
      open.push(resolveImport(path, match[1] ?? ""));
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function resolveImport(from: string, to: string): string {
  return to.startsWith(".") ? posix.normalize(posix.join(posix.dirname(from), to)) : to;
}

/** SHA-256 over names and texts, in hexadecimal without 0x: the stamp of generated files. */
export function stampOf(sources: Sources, compiler: string): string {
  const hash = createHash("sha256").update(compiler);
  for (const path of Object.keys(sources).sort()) hash.update(`\0${path}\0${sources[path]?.content ?? ""}`);
  return hash.digest("hex");
}

/** A parsed file: its path, its text and its tree. */
export interface Unit {
  readonly path: string;
  readonly text: string;
  readonly bytes: Buffer;
  readonly ast: AstNode;
}

/** Line and column, from 1, of a byte offset. */
export function placeOf(unit: Unit, offset: number): { line: number; column: number } {
  const before = unit.bytes.subarray(0, Math.max(0, offset)).toString().split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Byte offset of a node. */
export function offsetOf(node: AstNode): number {
  return Number(node.src.split(":")[0]);
}

/** The source text of a node. */
export function textOf(unit: Unit, node: AstNode): string {
  const [start = 0, length = 0] = node.src.split(":").map(Number);
  return unit.bytes.subarray(start, start + length).toString();
}

/** A diagnostic that points at a node (at its name, if it declares one), or at a line: at its tag, or its first word. */
export function diagnosticAt(
  unit: Unit,
  at: AstNode | number,
  rule: RuleName,
  message: string,
  instead: string = ADVICE[rule],
): Diagnostic {
  const [start = 0, length = 0] = typeof at === "number" ? [] : extentOf(at);
  const line = typeof at === "number" ? at : placeOf(unit, start).line;
  const text = (unit.text.split("\n")[line - 1] ?? "").trimEnd();
  const word = Math.max(0, text.search(/@custom:/) < 0 ? text.search(/\S/) : text.search(/@custom:/));
  const column = typeof at === "number" ? word + 1 : placeOf(unit, start).column;
  const width = typeof at === "number" ? text.length - word : Math.min(length, text.length - column + 1);
  return { file: unit.path, line, column, rule, message, instead, source: { text, width: Math.max(1, width) } };
}

/** Where a node starts and how long it is; of a declaration, its name. */
function extentOf(node: AstNode): readonly number[] {
  const declares = ["FunctionDefinition", "StructDefinition", "EnumDefinition", "ContractDefinition"];
  const named =
    node.nameLocation !== undefined && (declares.includes(node.nodeType) || node.nodeType === "VariableDeclaration");
  return ((named ? node.nameLocation : node.src) ?? "").split(":").map(Number);
}

/** The comment lines directly above a node, without their marks. The compiler drops those of file-level constants. */
export function commentAbove(unit: Unit, node: AstNode): string {
  const lines = unit.bytes.subarray(0, offsetOf(node)).toString().split("\n").slice(0, -1);
  const comment: string[] = [];
  for (let line = lines.pop(); line !== undefined; line = lines.pop()) {
    const match = /^\s*\/\/\/?\s?(.*)$/.exec(line);
    if (match === null) break;
    comment.unshift((match[1] ?? "").replace(/^@(notice|dev|title) /, "").trimEnd());
  }
  return comment.join("\n");
}
