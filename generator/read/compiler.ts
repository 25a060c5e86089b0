import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { AstNode } from "./ast.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { Refused } from "./diagnostic.ts";
import type { Sources, Unit } from "./sources.ts";
import { placeOf, stampOf } from "./sources.ts";

/** The pinned compiler: the file that hardhat reads too. */
export interface CompilerPin {
  readonly version: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A compiled contract, as far as we use it. */
export interface CompiledContract {
  readonly abi: readonly unknown[];
  /** Hexadecimal with 0x. */
  readonly initCode: `0x${string}`;
  /** Hexadecimal with 0x; places of immutables are zero. */
  readonly runtimeCode: `0x${string}`;
  /** Whether the runtime code has immutables, so that its hash is not known before deployment. */
  readonly hasImmutables: boolean;
}

interface SolcError {
  readonly severity: string;
  readonly message: string;
  readonly sourceLocation?: { readonly file: string; readonly start: number; readonly end: number };
}
interface SolcContract {
  readonly abi: readonly unknown[];
  readonly evm: {
    readonly bytecode: { readonly object: string };
    readonly deployedBytecode: {
      readonly object: string;
      readonly immutableReferences?: Readonly<Record<string, unknown>>;
    };
  };
}
interface SolcOutput {
  readonly errors?: readonly SolcError[];
  readonly sources?: Readonly<Record<string, { readonly ast: AstNode }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, SolcContract>>>>;
}
interface Solc {
  compile(input: string): string;
  version(): string;
}

let loaded: Solc | undefined;

/** The compiler itself; it takes a second to load, hence only when there is something to compile. */
function compiler(): Solc {
  // The package has no usable types: its functions take and return strings of standard JSON.
  loaded ??= createRequire(import.meta.url)("solc") as Solc;
  return loaded;
}

/** The compiler that is run: its own name for itself, and the SHA-256 of the file that it is. */
export function compilerBuild(): { readonly build: string; readonly sha256: string } {
  built ??= {
    build: compiler()
      .version()
      .replace(/\.Emscripten.*$/, ""),
    sha256: createHash("sha256")
      .update(readFileSync(createRequire(import.meta.url).resolve("solc/soljson.js")))
      .digest("hex"),
  };
  return built;
}

let built: { readonly build: string; readonly sha256: string } | undefined;

/** Reads the pin of a project. */
export function readCompilerPin(root: string): CompilerPin {
  // The project's own file; its shape is checked by the compiler, which refuses settings it does not know.
  return JSON.parse(readFileSync(join(root, "deploy/compiler.json"), "utf8")) as CompilerPin;
}

function run(sources: Sources, settings: Readonly<Record<string, unknown>>, pin: CompilerPin): SolcOutput {
  const solc = compiler();
  if (!solc.version().startsWith(pin.version))
    throw new Error(
      `deploy/compiler.json asks for solc ${pin.version}, installed is ${solc.version()}: run \`npm ci\``,
    );
  // Standard JSON out: the interfaces above are the members that we read.
  const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources, settings }))) as SolcOutput;
  const errors = (output.errors ?? []).filter((error) => error.severity === "error");
  if (errors.length > 0) throw new Refused(errors.map((error) => solcDiagnostic(error, sources)));
  return output;
}

function solcDiagnostic(error: SolcError, sources: Sources): Diagnostic {
  const file = error.sourceLocation?.file ?? Object.keys(sources)[0] ?? "";
  const bytes = Buffer.from(sources[file]?.content ?? "");
  const unit = { path: file, text: "", bytes, ast: { id: 0, nodeType: "", src: "" } };
  const { start = 0, end = 0 } = error.sourceLocation ?? {};
  const place = placeOf(unit, start);
  const text = bytes.toString().split("\n")[place.line - 1] ?? "";
  const width = Math.max(1, Math.min(end - start, text.length - place.column + 1));
  return { file, ...place, rule: "solc", message: error.message, source: { text, width } };
}

/**
 * Parses and type-checks; no code is made.
 *
 * @throws Refused with the compiler's errors.
 */
export function parse(sources: Sources, pin: CompilerPin): Map<string, Unit> {
  const output = run(sources, { ...pin.settings, outputSelection: { "*": { "": ["ast"] } } }, pin);
  return new Map(
    Object.entries(output.sources ?? {}).map(([path, { ast }]) => {
      const text = sources[path]?.content ?? "";
      return [path, { path, text, bytes: Buffer.from(text), ast }];
    }),
  );
}

/**
 * The JSON ABI of a contract or an interface; no code is made.
 *
 * @throws Refused with the compiler's errors.
 */
export function readAbi(sources: Sources, path: string, name: string, pin: CompilerPin): readonly unknown[] {
  const output = run(sources, { ...pin.settings, outputSelection: { [path]: { [name]: ["abi"] } } }, pin);
  return output.contracts?.[path]?.[name]?.abi ?? [];
}

/**
 * Compiles one contract with the pinned settings. The outcome is kept in the project's `cache` folder under the hash of sources
 * and compiler: code is made once for the same input.
 *
 * @throws Refused with the compiler's errors.
 */
export function compileContract(
  root: string,
  sources: Sources,
  path: string,
  name: string,
  pin: CompilerPin,
): CompiledContract {
  const kept = join(root, "cache/chenilles-code", `${name}-${stampOf(sources, JSON.stringify(pin))}.json`);
  // Our own file, written below under the hash of all that it depends on.
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as CompiledContract;
  const made = makeCode(sources, path, name, pin);
  mkdirSync(dirname(kept), { recursive: true });
  // Whole or not at all: another run may be looking for it.
  const fresh = `${kept}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(made));
  renameSync(fresh, kept);
  return made;
}

function makeCode(sources: Sources, path: string, name: string, pin: CompilerPin): CompiledContract {
  const outputSelection = { [path]: { [name]: ["abi", "evm.bytecode.object", "evm.deployedBytecode"] } };
  const contract = run(sources, { ...pin.settings, outputSelection }, pin).contracts?.[path]?.[name];
  if (contract === undefined)
    throw new Refused([
      { file: path, line: 1, column: 1, rule: "contract", message: `there is no contract ${name} in this file` },
    ]);
  return {
    abi: contract.abi,
    initCode: `0x${contract.evm.bytecode.object}`,
    runtimeCode: `0x${contract.evm.deployedBytecode.object}`,
    hasImmutables: Object.keys(contract.evm.deployedBytecode.immutableReferences ?? {}).length > 0,
  };
}
