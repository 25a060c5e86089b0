import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";
import compiler from "../compiler.json" with { type: "json" };

/** What the compiler is given, as explorers take it: it makes the deployed code again, to the byte. */
export interface StandardInput {
  readonly language: "Solidity";
  readonly sources: Readonly<Record<string, { readonly content: string }>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

const ROOT = join(import.meta.dirname, "../..");

/**
 * The standard JSON input of a contract: its file, all that it imports, and the settings of `deploy/compiler.json`.
 *
 * @throws Error if a file is missing.
 * @example standardInput("contracts/Adjudicator.sol")
 */
export function standardInput(source: string, root: string = ROOT): StandardInput {
  const sources: Record<string, { content: string }> = {};
  const open = [source];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (sources[path] !== undefined) continue;
    const content = textOf(root, path);
    sources[path] = { content };
    for (const match of content.matchAll(/^import\s[^;]*?["']([^"']+)["'];/gms)) {
      const to = match[1] ?? "";
      open.push(to.startsWith(".") ? posix.normalize(posix.join(posix.dirname(path), to)) : to);
    }
  }
  const sorted = Object.fromEntries(Object.entries(sources).sort(([a], [b]) => (a < b ? -1 : 1)));
  const outputSelection = { "*": { "*": ["abi", "evm.bytecode", "evm.deployedBytecode"] } };
  return { language: "Solidity", sources: sorted, settings: { ...compiler.settings, outputSelection } };
}

/** A project's own file by its path, a package's by its name. */
function textOf(root: string, path: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    for (const at of [join(folder, path), join(folder, "node_modules", path)])
      if (existsSync(at)) return readFileSync(at, "utf8");
    if (folder === dirname(folder)) throw new Error(`${path} is missing: run npm ci in the project's folder`);
  }
}

/** A contract of a source file, as explorers name it: `contracts/Adjudicator.sol:Adjudicator`. */
export interface NamedContract {
  readonly name: string;
  readonly source: string;
}

/**
 * The contracts that a contract's constructor makes, in the order of creation: its immutables are made by `new` in the order in
 * which they are declared.
 *
 * @example annexesOf("contracts/Adjudicator.sol") // [{ name: "Annex", source: "contracts/Annex.sol" }]
 */
export function annexesOf(source: string, root: string = ROOT): readonly NamedContract[] {
  const text = textOf(root, source).replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
  return [...text.matchAll(/\bnew ([A-Z]\w*)\(/g)].map(([, name = ""]) => {
    const from = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "([^"]+)"`).exec(text)?.[1];
    return { name, source: from === undefined ? source : posix.normalize(posix.join(posix.dirname(source), from)) };
  });
}

/**
 * The compiler's own name, as explorers want it: `0.8.30+commit.73712a01`. It must be the pinned one.
 *
 * @throws Error if another compiler is installed.
 */
export function compilerName(): string {
  // The package has no usable types: this one function takes nothing and returns a string.
  const { version } = createRequire(import.meta.url)("solc") as { version(): string };
  const name = version().replace(/\.Emscripten.*$/, "");
  if (name.startsWith(`${compiler.version}+`)) return name;
  throw new Error(`deploy/compiler.json asks for solc ${compiler.version}, installed is ${name}: run npm ci`);
}
