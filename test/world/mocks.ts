import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import compiler from "../../deploy/compiler.json" with { type: "json" };
import type { Hex } from "../../offchain/evm/hex.ts";
import { ROOT } from "../steps.ts";
import type { AbiItem } from "./abi.ts";

/** A compiled contract of contracts/mocks. */
export interface Mock {
  readonly abi: readonly AbiItem[];
  readonly initCode: Hex;
}

type Mocks = Readonly<Record<string, Mock>>;

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
let compiled: Mocks | null = null;

/**
 * A contract of contracts/mocks by name. They are compiled once for each version of their sources and kept in cache/: without
 * the optimizer, for nobody measures them.
 */
export function mock(name: string): Mock {
  compiled ??= load();
  const found = compiled[name];
  if (found === undefined) throw new Error(`contracts/mocks has no ${name}`);
  return found;
}

function load(): Mocks {
  const sources = readSources();
  const version = createHash("sha256").update(JSON.stringify(sources)).digest("hex").slice(0, 16);
  const file = join(ROOT, "cache", `mocks-${version}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Mocks; // written below
  const mocks = compile(sources);
  mkdirSync(join(ROOT, "cache"), { recursive: true });
  // By a rename: tests in other processes may be reading.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(mocks));
  renameSync(`${file}.${process.pid}`, file);
  return mocks;
}

function readSources(): Record<string, { content: string }> {
  const files = globSync(
    ["contracts/mocks/*.sol", "contracts/types/*.sol", "contracts/interfaces/*.sol", "contracts/libraries/*.sol"],
    {
      cwd: ROOT,
    },
  );
  return Object.fromEntries(files.sort().map((file) => [file, { content: readFileSync(join(ROOT, file), "utf8") }]));
}

function compile(sources: Record<string, { content: string }>): Mocks {
  // solc's package has no types
  const solc = require("solc") as { compile(input: string, callbacks: { import: (path: string) => unknown }): string };
  const wanted = Object.keys(sources).filter((file) => file.startsWith("contracts/mocks/"));
  const settings = {
    evmVersion: compiler.settings.evmVersion,
    outputSelection: Object.fromEntries(wanted.map((file) => [file, { "*": ["abi", "evm.bytecode.object"] }])),
  };
  const inputs = Object.fromEntries(wanted.map((file) => [file, sources[file]]));
  const output = JSON.parse(
    solc.compile(JSON.stringify({ language: "Solidity", sources: inputs, settings }), {
      import: (path) => ({ contents: sources[path]?.content ?? imported(path) }),
    }),
  ) as Output;
  const errors = output.errors?.filter((error) => error.severity === "error") ?? [];
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join("\n"));
  return Object.fromEntries(
    Object.values(output.contracts ?? {}).flatMap((contracts) =>
      Object.entries(contracts).map(([name, { abi, evm }]) => [
        name,
        { abi, initCode: `0x${evm.bytecode.object}` } as Mock,
      ]),
    ),
  );
}

/** A file of a package, e.g. of OpenZeppelin. */
function imported(path: string): string {
  return readFileSync(join(ROOT, "node_modules", path), "utf8");
}
