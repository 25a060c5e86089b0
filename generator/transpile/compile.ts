import { createRequire } from "node:module";
import compiler from "../../deploy/compiler.json" with { type: "json" };
import type { AstNode } from "./ast.ts";
import { isNode } from "./ast.ts";
import { type Diagnostic, lineAndColumn, TranspileError } from "./diagnostics.ts";

/** Solidity sources by name. */
export type Sources = Readonly<Record<string, { readonly content: string }>>;

/** What the compiler says of the sources. */
export interface Compiled {
  /** One SourceUnit per file, in the order of the sources. */
  readonly units: readonly { readonly file: string; readonly ast: AstNode }[];
  /** File names by the index in `src`. */
  readonly files: readonly string[];
  /** Selectors (8 hexadecimal digits) by signature, per file and contract. */
  readonly selectors: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}

interface SolcError {
  readonly severity: string;
  readonly type: string;
  readonly message: string;
  readonly sourceLocation?: { readonly file: string; readonly start: number };
}

/** The part of solc's standard JSON output that is read here. */
interface SolcOutput {
  readonly errors?: readonly SolcError[];
  readonly sources?: Readonly<Record<string, { readonly id: number; readonly ast: unknown }>>;
  readonly contracts?: Readonly<
    Record<string, Readonly<Record<string, { readonly evm?: { readonly methodIdentifiers?: Record<string, string> } }>>>
  >;
}

interface Solc {
  compile(input: string): string;
  version(): string;
}

let loaded: Solc | undefined;

/** The compiler; it takes a while to load, hence only when there is something to compile. */
function solc(): Solc {
  loaded ??= createRequire(import.meta.url)("solc") as Solc; // solc's package has no types
  return loaded;
}

function diagnosticOf(error: SolcError, sources: Sources): Diagnostic {
  const at = error.sourceLocation;
  const content = at === undefined ? undefined : sources[at.file]?.content;
  const where = at === undefined || content === undefined ? { line: 1, column: 1 } : lineAndColumn(content, at.start);
  const asked = error.message.includes("requires different compiler version");
  const message = asked
    ? `the pragma asks for another compiler than ${compiler.version}, the only one that is translated exactly: widen it, e.g. to ^0.8.20`
    : error.message;
  return { file: at?.file ?? "", ...where, node: error.type, message };
}

/** What was compiled last: one file's contracts are often translated one after the other. */
let last: { readonly input: string; readonly compiled: Compiled } | null = null;

/**
 * Compiles the sources to ASTs with the pinned compiler.
 * @throws TranspileError with the compiler's errors.
 */
export function compile(sources: Sources): Compiled {
  const input = JSON.stringify(Object.entries(sources).map(([file, { content }]) => [file, content]));
  if (last?.input !== input) last = { input, compiled: compileAnew(sources) };
  return last.compiled;
}

function compileAnew(sources: Sources): Compiled {
  const outputSelection = { "*": { "": ["ast"], "*": ["evm.methodIdentifiers"] } };
  const settings = { ...compiler.settings, outputSelection };
  // the shape of standard JSON is solc's documented output
  const output = JSON.parse(solc().compile(JSON.stringify({ language: "Solidity", sources, settings }))) as SolcOutput;
  const errors = (output.errors ?? []).filter((error) => error.severity === "error");
  if (errors.length > 0) throw new TranspileError(errors.map((error) => diagnosticOf(error, sources)));
  const files: string[] = [];
  const units: { file: string; ast: AstNode }[] = [];
  for (const file of Object.keys(sources)) {
    const unit = output.sources?.[file];
    if (unit === undefined || !isNode(unit.ast)) continue;
    files[unit.id] = file;
    units.push({ file, ast: unit.ast });
  }
  const selectors: Record<string, Record<string, Record<string, string>>> = {};
  for (const [file, contracts] of Object.entries(output.contracts ?? {})) {
    const byContract: Record<string, Record<string, string>> = {};
    for (const [name, made] of Object.entries(contracts)) byContract[name] = made.evm?.methodIdentifiers ?? {};
    selectors[file] = byContract;
  }
  return { units, files, selectors };
}
