import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { posix } from "node:path";
import compiler from "../../deploy/compiler.json" with { type: "json" };
import { ROOT } from "../steps.ts";
import type { Node } from "./ast.ts";
import { MUTANT_LIBRARY } from "./mutantLibrary.ts";
import { idsAt, type Mutant, type Woven, weave } from "./weave.ts";

// All mutants of the contracts in one set of sources.

/** Sources by path, one character per byte. */
export type Sources = Readonly<Record<string, string>>;

interface SolcError {
  readonly severity: string;
  readonly formattedMessage: string;
  readonly sourceLocation?: { readonly file: string; readonly start: number; readonly end: number };
}

/** What the compiler makes of a contract. */
export interface Compiled {
  readonly abi: readonly unknown[];
  readonly evm: {
    readonly bytecode: { readonly object: string };
    readonly deployedBytecode: { readonly object: string };
  };
}

interface SolcOutput {
  readonly errors?: readonly SolcError[];
  readonly sources?: Readonly<Record<string, { readonly ast: Node }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, Compiled>>>>;
}

const bytesOf = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
const textOf = (bytes: string): string => Buffer.from(bytes, "latin1").toString("utf8");

/** The contracts whose mutants are tried. */
export function mutatedFiles(): readonly string[] {
  return globSync(["contracts/*.sol", "contracts/libraries/*.sol"], { cwd: ROOT }).sort();
}

/** The sources of some files and of all that they import. */
export function sourcesOf(roots: readonly string[]): Sources {
  const found: Record<string, string> = {};
  const add = (path: string): void => {
    if (found[path] !== undefined) return;
    const text = readFileSync(`${ROOT}/${path.startsWith("@") ? "node_modules/" : ""}${path}`, "utf8");
    found[path] = bytesOf(text);
    for (const [, name = ""] of text.matchAll(/^import\s[^;]*?"([^"]+)";/gms))
      add(name.startsWith(".") ? posix.join(posix.dirname(path), name) : name);
  };
  for (const root of roots) add(root);
  return found;
}

/**
 * Runs the compiler. `selection`: what it puts out, per file; its settings are those of the deployment but for `settings`.
 * The optimizer does little: there are hundreds of mutants, and what counts is what the code does.
 */
export function compile(sources: Sources, selection: object, settings: object = {}): SolcOutput {
  const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string }; // the package has no types
  const content = Object.entries(sources).map(([path, text]) => [path, { content: textOf(text) }]);
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(content),
    settings: { ...compiler.settings, ...settings, outputSelection: selection },
  };
  return JSON.parse(solc.compile(JSON.stringify(input))) as SolcOutput; // the compiler's own format
}

/** What the compiler objects to. */
export function errorsOf({ errors = [] }: SolcOutput): readonly SolcError[] {
  return errors.filter(({ severity }) => severity === "error");
}

/** The contracts with all their mutants woven in. */
export interface Weft {
  readonly sources: Sources;
  readonly woven: readonly Woven[];
  readonly mutants: readonly Mutant[];
}

function weaveAll(plain: Sources, asts: ReadonlyMap<string, Node>, choice: Choice, dropped: ReadonlySet<string>): Weft {
  const sources: Record<string, string> = { ...plain, "contracts/libraries/Mutant.sol": MUTANT_LIBRARY };
  const woven: Woven[] = [];
  const first = { mutant: 1, branching: 0 };
  for (const [file, ast] of asts) {
    const one = weave(file, plain[file] ?? "", ast, { dropped, watching: choice.watching, first });
    first.mutant += one.mutants.length;
    first.branching += one.branchings.length;
    sources[file] = one.content;
    woven.push(one);
  }
  return { sources, woven, mutants: woven.flatMap(({ mutants }) => mutants) };
}

/** Which mutants are woven, of all there are, and whether branches report. The fewer, the sooner they are compiled. */
export interface Choice {
  readonly mutants: (all: readonly Mutant[]) => readonly Mutant[];
  readonly watching: boolean;
}

/** Weaves the chosen mutants; those that the compiler refuses, by their types, are left out. */
export function weaveContracts(choice: Choice): Weft {
  const files = mutatedFiles();
  const plain = sourcesOf(files);
  const { sources = {} } = compile(plain, { "*": { "": ["ast"] } });
  const asts = new Map(files.flatMap((file) => (sources[file] === undefined ? [] : [[file, sources[file].ast]])));
  const all = weaveAll(plain, asts, choice, new Set()).mutants;
  const chosen = new Set(choice.mutants(all).map(({ id }) => id));
  const dropped = new Set(all.map(({ id }) => id).filter((id) => !chosen.has(id)));
  for (let round = 0; round < 20; round++) {
    const weft = weaveAll(plain, asts, choice, dropped);
    const errors = errorsOf(compile(weft.sources, { "*": { "": ["ast"] } }));
    if (errors.length === 0) return weft;
    for (const { sourceLocation, formattedMessage } of errors) {
      const content = weft.sources[sourceLocation?.file ?? ""] ?? "";
      const ids = idsAt(content, sourceLocation?.start ?? 0, sourceLocation?.end ?? 0);
      if (ids.length === 0) throw new Error(`the woven contracts do not compile: ${formattedMessage}`);
      for (const id of ids) dropped.add(id);
    }
  }
  throw new Error("the woven contracts do not compile: the compiler refuses more and more mutants");
}
