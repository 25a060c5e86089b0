import { createRequire } from "node:module";
import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import { createEVM } from "@ethereumjs/evm";
import compiler from "../../../deploy/compiler.json" with { type: "json" };

/** What the EVM answers; null where it ran out of gas, stack or memory. */
export type Answer = { readonly success: boolean; readonly data: Uint8Array } | null;

/** A compiled contract, and how to run it. */
export interface Compiled {
  readonly abi: readonly unknown[];
  readonly methods: Readonly<Record<string, string>>;
  run(calldata: Uint8Array): Promise<Answer>;
}

/** A contract in solc's standard JSON output. */
export interface SolcContract {
  readonly abi: unknown[];
  readonly evm: {
    readonly deployedBytecode: { readonly object: string };
    readonly methodIdentifiers: Record<string, string>;
  };
}

/** The part of solc's standard JSON output that is read here. */
export interface SolcOutput {
  readonly errors?: readonly {
    readonly severity: string;
    readonly formattedMessage: string;
    readonly sourceLocation?: { readonly file: string };
  }[];
  readonly sources?: Readonly<Record<string, { readonly id: number; readonly ast: unknown }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, SolcContract>>>>;
}

/**
 * solc calls every function that may throw through a table, and reading an entry of a table is slow: a fifth of all its time.
 * The entries of the last table are read once here; a program that sets one is seen.
 */
function rememberTableEntries(): void {
  const { get, set } = WebAssembly.Table.prototype;
  let last: WebAssembly.Table | null = null;
  let entries: unknown[] = [];
  WebAssembly.Table.prototype.get = function (index) {
    if (this !== last) entries = [];
    last = this;
    entries[index] ??= get.call(this, index);
    return entries[index];
  };
  WebAssembly.Table.prototype.set = function (index, value) {
    if (this === last) delete entries[index];
    set.call(this, index, value);
  };
}

rememberTableEntries();

// solc's package has no types
const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string; version(): string };

/** The compiler's own word for its version. */
export const SOLC_VERSION: string = solc.version();

const evm = await createEVM({
  common: new Common({ chain: Mainnet, hardfork: Hardfork.Cancun }),
  allowUnlimitedContractSize: true,
});

/** Gas of one call: what a transaction could have. */
const GAS = 30_000_000n;

/** Compiles sources with the pinned compiler and settings. */
export function compileForEvm(
  sources: Readonly<Record<string, { readonly content: string }>>,
  file: string,
  contract: string,
  viaIR = true,
): Compiled {
  const found = compileAllForEvm(sources, file, viaIR).get(contract);
  if (found === undefined) throw new Error(`${file} holds no contract ${contract}`);
  return found;
}

/** The output that running a contract needs. */
export const CODE: readonly string[] = ["abi", "evm.deployedBytecode.object", "evm.methodIdentifiers"];

/** Runs the compiler with the pinned settings and what is changed of them; errors are in what it gives. */
export function compileWith(
  sources: Readonly<Record<string, { readonly content: string }>>,
  changes: { readonly viaIR: boolean; readonly optimizer?: object },
  selection: Readonly<Record<string, readonly string[]>>,
): SolcOutput {
  const settings = { ...compiler.settings, ...changes, outputSelection: { "*": selection } };
  // the shape of standard JSON is solc's documented output
  return JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources, settings }))) as SolcOutput;
}

/** Compiles all contracts of a file, by name, in the order of their names. */
export function compileAllForEvm(
  sources: Readonly<Record<string, { readonly content: string }>>,
  file: string,
  viaIR = true,
): ReadonlyMap<string, Compiled> {
  const output = compileWith(sources, { viaIR }, { "*": CODE });
  const errors = (output.errors ?? []).filter((e) => e.severity === "error");
  if (errors.length > 0) throw new Error(errors.map((e) => e.formattedMessage).join("\n"));
  return new Map(Object.entries(output.contracts?.[file] ?? {}).map(([name, made]) => [name, runnable(made)]));
}

/** A compiled contract that runs in the EVM. */
export function runnable(made: SolcContract): Compiled {
  const code = Uint8Array.from(made.evm.deployedBytecode.object.match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
  const run = async (data: Uint8Array): Promise<Answer> => {
    const result = await evm.runCode({ code, data, gasLimit: GAS });
    const failed = result.exceptionError?.error;
    if (failed !== undefined && failed !== "revert") return null;
    return { success: failed === undefined, data: result.returnValue };
  };
  return { abi: made.abi, methods: made.evm.methodIdentifiers, run };
}
