import { readdirSync, readFileSync } from "node:fs";
import { RULES } from "../../../generator/transpile/allowList.ts";
import { type AstNode, children, optionalText, text, typeIdentifier, walk } from "../../../generator/transpile/ast.ts";
import { compile } from "../../../generator/transpile/compile.ts";
import { calledFunction, changed } from "../../../generator/transpile/effects.ts";
import { indexProgram, type Program } from "../../../generator/transpile/program.ts";
import mutants from "../mutants.json" with { type: "json" };
import { operatorContracts } from "./operatorContracts.ts";

// The conformance ledger: what the translator knows, and how many functions of the corpus, each called with many random
// calldata against the EVM, contain it.

const CORPUS = new URL("../corpus/", import.meta.url);
const FOREIGN = new URL("../foreign/", import.meta.url);

type Counts = Map<string, number>;

/** Every definition that calling a function can run. */
function reached(program: Program, definition: AstNode): readonly AstNode[] {
  const found = new Map<number, AstNode>([[definition.id, definition]]);
  for (const current of found.values()) {
    for (const node of walk(current)) {
      const id = node.nodeType === "IdentifierPath" ? node["referencedDeclaration"] : null;
      const named = typeof id === "number" ? program.nodes.get(id) : undefined;
      const called = calledFunction(program, node) ?? (named?.nodeType === "ModifierDefinition" ? named : null);
      if (called !== null) found.set(called.id, called);
    }
  }
  return [...found.values()];
}

/** An operator with the kind of its operands, e.g. `uint48 +`; null where the node is none. */
function operatorOf(node: AstNode): string | null {
  const type = typeIdentifier(node, "commonType") || typeIdentifier(node);
  const shown = /^t_([a-zA-Z]+\d*)/.exec(type)?.[1] ?? "other";
  if (node.nodeType === "BinaryOperation") return `${text(node, "operator")} of ${shown}`;
  if (node.nodeType === "UnaryOperation") return `${text(node, "operator")} (unary) of ${shown}`;
  return node.nodeType === "Assignment" && changed(node) !== null ? `${text(node, "operator")} of ${shown}` : null;
}

/** A function of the language by the compiler's name, e.g. `abiencodepacked`. */
function builtinOf(node: AstNode): string | null {
  if (node.nodeType !== "FunctionCall") return null;
  const kind = optionalText(node, "kind");
  if (kind !== "functionCall") return kind;
  const callee = node["expression"] as AstNode; // a FunctionCall always has one
  return /^t_function_([a-z0-9]+)_/.exec(typeIdentifier(callee))?.[1] ?? null;
}

function countFunction(
  program: Program,
  definition: AstNode,
  all: { readonly nodes: Counts; readonly operators: Counts; readonly builtins: Counts },
): void {
  const seen = { nodes: new Set<string>(), operators: new Set<string>(), builtins: new Set<string>() };
  for (const part of reached(program, definition)) {
    for (const node of walk(part)) {
      seen.nodes.add(node.nodeType);
      const [operator, builtin] = [operatorOf(node), builtinOf(node)];
      if (operator !== null) seen.operators.add(operator);
      if (builtin !== null) seen.builtins.add(builtin);
    }
  }
  for (const key of ["nodes", "operators", "builtins"] as const) {
    for (const name of seen[key]) all[key].set(name, (all[key].get(name) ?? 0) + 1);
  }
}

/** All sources whose functions are compared with the EVM by rule. */
function sources(): readonly { readonly name: string; readonly content: string }[] {
  const read = [CORPUS, FOREIGN].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".sol"))
      .map((file) => ({ name: file.replace(/\.sol$/, ""), content: readFileSync(new URL(file, folder), "utf8") })),
  );
  return [...read, ...operatorContracts()];
}

function table(counts: Counts): string[] {
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `| \`${name.replaceAll("|", "\\|")}\` | ${count} |`);
}

/** One row per operator: its functions, and the types of its operands. */
function operatorTable(counts: Counts): string[] {
  const broken: Readonly<Record<string, number>> = mutants.operators;
  const rows = new Map<string, { functions: number; types: string[] }>();
  for (const [name, count] of counts) {
    const at = name.lastIndexOf(" of ");
    const row = rows.get(name.slice(0, at)) ?? { functions: 0, types: [] };
    row.functions += count;
    row.types.push(name.slice(at + 4));
    rows.set(name.slice(0, at), row);
  }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(
    ([name, row]) =>
      `| \`${name.replaceAll("|", "\\|")}\` | ${row.types.sort().join(", ")} | ${row.functions} | ${broken[name] ?? ""} |`,
  );
}

/** The ledger as Markdown. */
export function ledger(): string {
  const all = {
    nodes: new Map<string, number>(),
    operators: new Map<string, number>(),
    builtins: new Map<string, number>(),
  };
  let functions = 0;
  for (const { name, content } of sources()) {
    const compiled = compile({ [`${name}.sol`]: { content } });
    for (const { ast } of compiled.units) {
      for (const contract of children(ast, "nodes").filter((n) => n.nodeType === "ContractDefinition")) {
        const program = indexProgram(compiled, contract);
        for (const member of children(contract, "nodes").filter((m) => optionalText(m, "functionSelector") !== null)) {
          functions++;
          countFunction(program, member, all);
        }
      }
    }
  }
  const nodes = Object.entries(RULES).map(
    ([node, rule]) =>
      `| ${node} | ${rule.translated ? `translated: ${rule.by}` : `refused: ${rule.because}`} | ${all.nodes.get(node) ?? 0} |`,
  );
  return [
    "# Conformance of translated code",
    "",
    `Written by \`node test/generator/transpileLedger.ts\`. ${functions} functions are compared with the EVM, each with random,`,
    "boundary and malformed calldata; the last column says how many of them contain the node, operator or function.",
    "",
    "## Nodes of the AST",
    "",
    "| node | | functions |",
    "|---|---|---|",
    ...nodes.sort(),
    "",
    "Any other node is refused.",
    "",
    "## Functions of the language",
    "",
    "| function | functions |",
    "|---|---|",
    ...table(all.builtins),
    "",
    "## Operators",
    "",
    `Of ${mutants.tried} mutants of the translator and its library ${mutants.caught} were caught by \`npm run mutate -- generator\`, and the others`,
    "are known to change nothing (mutation/equivalents.ts); the last column says how many break the operator.",
    "",
    "| operator | of | functions | mutants caught |",
    "|---|---|---|---|",
    ...operatorTable(all.operators),
    "",
  ].join("\n");
}
