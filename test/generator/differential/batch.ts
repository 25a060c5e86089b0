import { type AstNode, children, isNode } from "../../../generator/transpile/ast.ts";
import type { Compiled as Parsed } from "../../../generator/transpile/compile.ts";
import { CODE, type Compiled, compileWith, runnable, type SolcOutput } from "./evm.ts";

// Many small programs in one run of the compiler: for a single one, most of its time is the compiler's start.

/**
 * A way that the compiler makes code: its older code generator, optimised or not, or the one by way of Yul, with the project's
 * settings (`ir`) or with the few steps of the optimiser without which it runs out of stack (`irQuick`).
 */
export type Pipeline = "legacy" | "legacyOptimised" | "ir" | "irQuick";

export const PIPELINES: readonly Pipeline[] = ["legacy", "legacyOptimised", "ir", "irQuick"];

const QUICK = {
  ...{ peephole: false, inliner: false, jumpdestRemover: false, orderLiterals: false },
  ...{ deduplicate: false, cse: false, constantOptimizer: false },
  yul: true,
  yulDetails: { stackAllocation: true, optimizerSteps: "fDnTOcu:" },
};

const CHANGES: Readonly<Record<Pipeline, { viaIR: boolean; optimizer: object }>> = {
  legacy: { viaIR: false, optimizer: { enabled: false } },
  legacyOptimised: { viaIR: false, optimizer: { enabled: true, runs: 200 } },
  ir: { viaIR: true, optimizer: { enabled: true, runs: 200 } },
  irQuick: { viaIR: true, optimizer: { enabled: true, details: QUICK } },
};

/** A program: one file with a contract `P`. */
export interface ProgramSource {
  readonly file: string;
  readonly content: string;
}

/** What the compiler makes of a program: code for the EVM, and the syntax tree that the translator takes. */
export interface BatchItem {
  readonly compiled: Compiled;
  /** What {@link import("../../../generator/transpile/module.ts").emitModule} takes. */
  readonly parsed: Parsed;
  readonly contract: AstNode;
}

/** What became of the programs by file; `failed` holds the compiler's words. */
export interface Batch {
  readonly made: ReadonlyMap<string, BatchItem>;
  readonly failed: ReadonlyMap<string, string>;
}

/**
 * Compiles programs together. Those that do not compile are left out, and the rest is compiled again; where the compiler
 * names no file (its optimiser runs out of stack), the halves are compiled by themselves.
 * @example compileBatch([{ file: "P0.sol", content }], "legacy").made.get("P0.sol")
 */
export function compileBatch(programs: readonly ProgramSource[], pipeline: Pipeline, contract = "P"): Batch {
  const failed = new Map<string, string>();
  const made = new Map<string, BatchItem>();
  let rest = programs;
  while (rest.length > 0) {
    const output = compileWith(sourcesOf(rest), CHANGES[pipeline], { "": ["ast"], [contract]: CODE });
    const errors = (output.errors ?? []).filter((e) => e.severity === "error");
    if (errors.length === 0) {
      for (const { file } of rest) {
        const item = itemOf(output, file, contract);
        if (item === null) failed.set(file, `no contract ${contract}`);
        else made.set(file, item);
      }
      break;
    }
    const named = new Map(errors.map((e) => [e.sourceLocation?.file ?? "", e.formattedMessage]));
    const left = rest.filter(({ file }) => !named.has(file));
    for (const { file } of rest) if (named.has(file)) failed.set(file, named.get(file) ?? "");
    if (left.length === rest.length) return halved(rest, pipeline, contract, failed, errors[0]?.formattedMessage ?? "");
    rest = left;
  }
  return { made, failed };
}

function halved(
  programs: readonly ProgramSource[],
  pipeline: Pipeline,
  contract: string,
  failed: Map<string, string>,
  message: string,
): Batch {
  const made = new Map<string, BatchItem>();
  if (programs.length === 1) return { made, failed: new Map([...failed, [programs[0]?.file ?? "", message]]) };
  const middle = Math.ceil(programs.length / 2);
  for (const half of [programs.slice(0, middle), programs.slice(middle)]) {
    const batch = compileBatch(half, pipeline, contract);
    for (const [file, item] of batch.made) made.set(file, item);
    for (const [file, words] of batch.failed) failed.set(file, words);
  }
  return { made, failed };
}

function sourcesOf(programs: readonly ProgramSource[]): Record<string, { content: string }> {
  return Object.fromEntries(programs.map(({ file, content }) => [file, { content }]));
}

function itemOf(output: SolcOutput, file: string, contract: string): BatchItem | null {
  const unit = output.sources?.[file];
  const code = output.contracts?.[file]?.[contract];
  if (unit === undefined || code === undefined || !isNode(unit.ast)) return null;
  const node = children(unit.ast, "nodes").find((n) => n["name"] === contract);
  if (node === undefined) return null;
  const files: string[] = [];
  files[unit.id] = file;
  const parsed: Parsed = {
    units: [{ file, ast: unit.ast }],
    files,
    selectors: { [file]: { [contract]: code.evm.methodIdentifiers } },
  };
  return { compiled: runnable(code), parsed, contract: node };
}
