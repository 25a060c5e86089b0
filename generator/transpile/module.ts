import { type AstNode, children, numbers, optionalText, text, texts } from "./ast.ts";
import type { Compiled } from "./compile.ts";
import type { EmittedFunction, FailureSummaries, Module } from "./context.ts";
import { type Diagnostic, lineAndColumn, Refused, refuse, TranspileError } from "./diagnostics.ts";
import { type Summaries, summarize } from "./effects.ts";
import {
  type ChosenEntry,
  type Entry,
  emitDispatch,
  emitEntry,
  emitFallback,
  entriesOf,
  type SpecialEntry,
} from "./entry.ts";
import { expressions } from "./expressions.ts";
import { summarizeFailures } from "./failures.ts";
import { emitFunction, meterRecursion } from "./functions.ts";
import { Names } from "./names.ts";
import { indexProgram, type Program } from "./program.ts";
import { structLines } from "./representation.ts";
import { importLines, inlined, libraryNames } from "./runtimeLibrary.ts";

/** How the module gets the library that it calls: copied into it, or imported from a folder. */
export type Library = "inline" | { readonly folder: string };

/** What is found out of all functions of a program, once. */
interface Analysis {
  readonly summaries: Summaries;
  readonly failures: FailureSummaries;
}

const analyses = new WeakMap<Program, Analysis>();

function analysisOf(program: Program): Analysis {
  const known = analyses.get(program) ?? { summaries: summarize(program), failures: summarizeFailures(program) };
  analyses.set(program, known);
  return known;
}

function newModule(program: Program, library: Library): Module {
  const analysis = analysisOf(program);
  const names = new Names([...libraryNames(library === "inline"), "call", "dispatch"], declaredNames(program));
  return {
    program,
    expressions,
    names,
    imports: new Set(),
    typeImports: new Set(),
    functionNames: new Map(),
    pending: [],
    structNames: new Map(),
    structs: [],
    summaries: analysis.summaries,
    failures: library === "inline" ? analysis.failures : null,
    zeroNames: new Map(),
    constantNames: new Map(),
    constants: [],
    codecNames: new Map(),
    codecs: [],
  };
}

/** Names that local variables may take, so that no function of the module is hidden by one. */
function declaredNames(program: Program): string[] {
  const names = new Set<string>();
  for (const node of program.nodes.values()) {
    if (node.nodeType === "VariableDeclaration" && optionalText(node, "mutability") !== "constant")
      names.add(text(node, "name"));
  }
  return [...names];
}

/** What is emitted of a contract so far, and what was refused. */
interface Emission {
  readonly module: Module;
  readonly functions: EmittedFunction[];
  readonly refused: Refused[];
}

function newEmission(program: Program, library: Library): Emission {
  return { module: newModule(program, library), functions: [], refused: [] };
}

/** What `work` gives; null where it is refused, which is noted. */
function attempt<T>(emission: Emission, work: () => T): T | null {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown;
    emission.refused.push(thrown);
    return null;
  }
}

/** Emits what a selector, or nothing, calls; gives the name to call, null where it is refused. */
function emitOne(emission: Emission, make: (module: Module) => EmittedFunction): string | null {
  const made = attempt(emission, () => make(emission.module));
  if (made !== null) emission.functions.push(made);
  return made?.name ?? null;
}

/** Emits all functions that were asked for, and those that they ask for. */
function emitPending(emission: Emission): void {
  const { module, functions } = emission;
  for (let next = module.pending.shift(); next !== undefined; next = module.pending.shift()) {
    const definition = next;
    const made = attempt(emission, () =>
      emitFunction(module, definition, module.functionNames.get(definition.id) ?? ""),
    );
    if (made !== null) functions.push(made);
  }
}

/**
 * Emits a function that is not declared pure, if it turns out to need nothing of the chain: then it answers the same to
 * anyone, and is tried apart first, so that a refusal leaves no trace.
 */
function emitIfPossible(emission: Emission, make: (module: Module) => EmittedFunction): string | null {
  const trial = newEmission(emission.module.program, "inline");
  emitOne(trial, make);
  emitPending(trial);
  attempt(trial, () => structsOf(trial.module));
  return trial.refused.length === 0 ? emitOne(emission, make) : null;
}

function emitEntries(emission: Emission, entries: readonly Entry[]): readonly ChosenEntry[] {
  return entries.map((entry) => {
    const make = (module: Module): EmittedFunction => emitEntry(module, entry);
    if (isPure(entry.definition)) return { entry, name: emitOne(emission, make) };
    const name = mayBePure(emission.module.program, entry.definition) ? emitIfPossible(emission, make) : null;
    return { entry, name };
  });
}

/** The function that answers what no selector does; `translated` is null where it needs a chain. */
function emitSpecial(emission: Emission, line: readonly AstNode[], kind: "fallback" | "receive"): SpecialEntry | null {
  const members = line.flatMap((contract) => children(contract, "nodes"));
  const definition = members.find((member) => optionalText(member, "kind") === kind);
  if (definition === undefined) return null;
  return { name: emitIfPossible(emission, (module) => emitFallback(module, definition)) };
}

/** Translates the functions of one contract that need no chain. */
export function emitModule(
  compiled: Compiled,
  file: string,
  contract: AstNode,
  sources: Readonly<Record<string, { readonly content: string }>>,
  library: Library,
): string {
  const emission = newEmission(indexProgram(compiled, contract), library);
  const { module, functions, refused } = emission;
  const line = numbers(contract, "linearizedBaseContracts").flatMap((id) => module.program.nodes.get(id) ?? []);
  const selectors = compiled.selectors[file]?.[text(contract, "name")] ?? {};
  attempt(emission, () => checkCoder(compiled, file));
  const chosen = emitEntries(emission, entriesOf(module, selectors, line));
  const fallback = emitSpecial(emission, line, "fallback");
  const receive = emitSpecial(emission, line, "receive");
  emitPending(emission);
  if (functions.length === 0 && refused.length === 0)
    attempt(emission, () => refuse(contract, `${text(contract, "name")} has no public or external pure function`));
  const structs = attempt(emission, () => structsOf(module)) ?? [];
  if (refused.length > 0) throw new TranspileError(refused.map((one) => diagnosticOf(one, compiled, sources)));
  const metered = meterRecursion(module, functions).flatMap((f) => f.lines);
  const dispatch = emitDispatch(module, chosen, fallback, receive);
  const body = [...section(module.codecs), ...section(module.constants), ...structs, ...metered, ...dispatch].join(
    "\n",
  );
  return `${libraryText(module, library)}${body}`;
}

/** Refuses a file whose contracts use ABI coder v1: only the older pipeline has it, and it does not check what it decodes. */
function checkCoder(compiled: Compiled, file: string): void {
  const unit = compiled.units.find((one) => one.file === file);
  for (const node of unit === undefined ? [] : children(unit.ast, "nodes")) {
    if (node.nodeType === "PragmaDirective" && texts(node, "literals").join(" ") === "abicoder v1")
      refuse(node, "ABI coder v1 is not translated: the compiler's pipelines differ in what they decode");
  }
}

function section(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [...lines, ""];
}

/** Lines of all structs; those of one may ask for another, or for another's zero value. */
function structsOf(module: Module): string[] {
  for (;;) {
    const before = module.structs.length + module.zeroNames.size;
    const lines = [...module.structs].flatMap((definition) => structLines(module, definition));
    if (module.structs.length + module.zeroNames.size === before) return lines;
  }
}

function libraryText(module: Module, library: Library): string {
  if (library !== "inline") return `${importLines(module.imports, module.typeImports, library.folder).join("\n")}\n\n`;
  return `${inlined(module.imports, module.typeImports)}\n`;
}

/** Whether the definition is a pure function, or a constant that has a getter. */
function isPure(definition: AstNode): boolean {
  if (definition.nodeType === "VariableDeclaration") return optionalText(definition, "mutability") === "constant";
  return optionalText(definition, "stateMutability") === "pure";
}

/**
 * Whether a function that is not declared pure can be tried: not a variable's getter, and no function of a library that
 * writes, which fails when it is called from outside.
 */
function mayBePure(program: Program, definition: AstNode): boolean {
  if (definition.nodeType !== "FunctionDefinition") return false;
  const library = text(program.contract, "contractKind") === "library";
  return !library || optionalText(definition, "stateMutability") === "view";
}

function diagnosticOf(
  refused: Refused,
  compiled: Compiled,
  sources: Readonly<Record<string, { readonly content: string }>>,
): Diagnostic {
  const [start, , index] = refused.node.src.split(":").map(Number);
  const file = compiled.files[index ?? 0] ?? "";
  return {
    file,
    ...lineAndColumn(sources[file]?.content ?? "", start ?? 0),
    node: refused.node.nodeType,
    message: refused.message,
  };
}
