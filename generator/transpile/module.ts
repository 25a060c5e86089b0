import { type AstNode, children, numbers, optionalText, text } from "./ast.ts";
import type { Compiled } from "./compile.ts";
import type { EmittedFunction, Module } from "./context.ts";
import { type Diagnostic, lineAndColumn, Refused, refuse, TranspileError } from "./diagnostics.ts";
import { summarize } from "./effects.ts";
import { emitDispatch, emitEntry, entriesOf } from "./entry.ts";
import { expressions } from "./expressions.ts";
import { emitFunction, meterRecursion } from "./functions.ts";
import { Names } from "./names.ts";
import { indexProgram, type Program } from "./program.ts";
import { structLines } from "./representation.ts";
import { importLines, inlined, libraryNames } from "./runtimeLibrary.ts";

/** How the module gets the library that it calls: copied into it, or imported from a folder. */
export type Library = "inline" | { readonly folder: string };

function newModule(program: Program, library: Library): Module {
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
    summaries: summarize(program),
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

/** Translates the pure functions of one contract. */
export function emitModule(
  compiled: Compiled,
  file: string,
  contract: AstNode,
  sources: Readonly<Record<string, { readonly content: string }>>,
  library: Library,
): string {
  const program = indexProgram(compiled, contract);
  const module = newModule(program, library);
  const diagnostics: Diagnostic[] = [];
  const attempt = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch (thrown) {
      if (!(thrown instanceof Refused)) throw thrown;
      diagnostics.push(diagnosticOf(thrown, compiled, sources));
      return null;
    }
  };
  const line = numbers(contract, "linearizedBaseContracts").flatMap((id) => program.nodes.get(id) ?? []);
  const entries = entriesOf(module, compiled.selectors[file]?.[text(contract, "name")] ?? {}, line);
  const functions: EmittedFunction[] = [];
  const chosen = entries.map((entry) => {
    const made = isPure(entry.definition) ? attempt(() => emitEntry(module, entry)) : null;
    if (made !== null) functions.push(made);
    return { entry, name: made?.name ?? null };
  });
  for (let next = module.pending.shift(); next !== undefined; next = module.pending.shift()) {
    const definition = next;
    const made = attempt(() => emitFunction(module, definition, module.functionNames.get(definition.id) ?? ""));
    if (made !== null) functions.push(made);
  }
  if (functions.length === 0 && diagnostics.length === 0)
    attempt(() => refuse(contract, `${text(contract, "name")} has no public or external pure function`));
  const structs = attempt(() => structsOf(module)) ?? [];
  if (diagnostics.length > 0) throw new TranspileError(diagnostics);
  const fallback = line.some((c) =>
    children(c, "nodes").some((m) => ["fallback", "receive"].includes(optionalText(m, "kind") ?? "")),
  );
  const metered = meterRecursion(module, functions).flatMap((f) => f.lines);
  const dispatch = emitDispatch(module, chosen, fallback);
  const body = [...section(module.codecs), ...section(module.constants), ...structs, ...metered, ...dispatch].join(
    "\n",
  );
  return `${libraryText(module, library)}${body}`;
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
