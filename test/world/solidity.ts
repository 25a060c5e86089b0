import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import type { Hex } from "../../offchain/evm/hex.ts";
import { ROOT } from "../steps.ts";
import type { AbiItem } from "./abi.ts";

/** A compiled contract. */
export interface Compiled {
  readonly abi: readonly AbiItem[];
  readonly initCode: Hex;
}

/** What to compile: sources by path, solc's settings, and the files whose contracts are wanted. */
export interface Compilation {
  readonly name: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly wanted: readonly string[];
}

/** The part of solc's standard JSON output that is read here. */
interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts?: Readonly<
    Record<
      string,
      Readonly<
        Record<string, { readonly abi: AbiItem[]; readonly evm: { readonly bytecode: { readonly object: string } } }>
      >
    >
  >;
}

const require = createRequire(import.meta.url);

/** The contracts of this project by path, without what is generated. */
export function contractSources(): Record<string, string> {
  const files = globSync("contracts/**/*.sol", { cwd: ROOT }).filter(
    (file) => !file.startsWith("contracts/generated/") && !file.startsWith("contracts/apps/"),
  );
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(ROOT, file), "utf8")]));
}

/** Contracts by name, compiled once for each version of what is asked and then kept in cache/. */
export function compiled(compilation: Compilation): Readonly<Record<string, Compiled>> {
  const version = createHash("sha256").update(JSON.stringify(compilation)).digest("hex").slice(0, 16);
  const file = join(ROOT, "cache", `${compilation.name}-${version}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Record<string, Compiled>; // written below
  const contracts = compile(compilation);
  mkdirSync(join(ROOT, "cache"), { recursive: true });
  // By a rename: tests in other processes may be reading.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(contracts));
  renameSync(`${file}.${process.pid}`, file);
  return contracts;
}

function compile({ sources, settings, wanted }: Compilation): Record<string, Compiled> {
  // solc's package has no types
  const solc = require("solc") as { compile(input: string, callbacks: { import: (path: string) => unknown }): string };
  const outputs = Object.fromEntries(wanted.map((file) => [file, { "*": ["abi", "evm.bytecode.object"] }]));
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(wanted.map((file) => [file, { content: sources[file] }])),
    settings: { ...settings, outputSelection: outputs },
  };
  const read = (path: string): unknown => ({ contents: sources[path] ?? ofPackage(path) });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read })) as Output;
  const errors = output.errors?.filter((error) => error.severity === "error") ?? [];
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join("\n"));
  const contracts = wanted.flatMap((file) => Object.entries(output.contracts?.[file] ?? {}));
  return Object.fromEntries(
    contracts.map(([name, { abi, evm }]) => [name, { abi, initCode: `0x${evm.bytecode.object}` }]),
  );
}

/** A file of a package, e.g. of OpenZeppelin. */
function ofPackage(path: string): string {
  return readFileSync(join(ROOT, "node_modules", path), "utf8");
}
