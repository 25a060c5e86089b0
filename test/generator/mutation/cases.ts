import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { type AstNode, children, isNode, optionalText } from "../../../generator/transpile/ast.ts";
import type { Compiled as Parsed } from "../../../generator/transpile/compile.ts";
import { compileBatch } from "../differential/batch.ts";
import { boundaryCalldata, calldataFor } from "../differential/calldata.ts";
import { programsOf, translate } from "../differential/campaign.ts";
import { pureFunctions } from "../differential/compare.ts";
import { CODE, compileWith, runnable, SOLC_VERSION, type SolcOutput } from "../differential/evm.ts";
import type { FixedContract } from "../differential/fixedContracts.ts";
import { Random } from "../differential/random.ts";

// What a mutant is held against: contracts with calls whose answers the EVM gave, and programs that must be refused.

/** Counts the changes of this file that change the cases. */
const VERSION = 1;

/** A call and the EVM's answer. */
export interface KnownCall {
  readonly calldata: Uint8Array;
  readonly success: boolean;
  readonly data: Uint8Array;
  /** The function's name, for counting by operator. */
  readonly from: string;
}

/** A contract with its calls; none where it must be refused. */
export interface Case {
  readonly name: string;
  readonly file: string;
  readonly content: string;
  readonly parsed: Parsed;
  readonly contract: number;
  readonly calls: readonly KnownCall[];
  readonly refused: boolean;
}

interface Unit {
  readonly file: string;
  readonly content: string;
  readonly names: string[];
}

/** The contracts by file: several may stand in one. */
function unitsOf(contracts: readonly FixedContract[]): readonly Unit[] {
  const byContent = new Map<string, Unit>();
  for (const { name, file, sources } of contracts) {
    const content = sources[file]?.content ?? "";
    const known = byContent.get(content);
    if (known === undefined) byContent.set(content, { file: `${byContent.size}_${file}`, content, names: [name] });
    else known.names.push(name);
  }
  return [...byContent.values()];
}

function parsedOf(output: SolcOutput, file: string): { readonly parsed: Parsed; readonly ast: AstNode } {
  const unit = output.sources?.[file];
  if (unit === undefined || !isNode(unit.ast)) throw new Error(`${file} was not compiled`);
  const files: string[] = [];
  files[unit.id] = file;
  const made = Object.entries(output.contracts?.[file] ?? {});
  const selectors = { [file]: Object.fromEntries(made.map(([name, code]) => [name, code.evm.methodIdentifiers])) };
  return { parsed: { units: [{ file, ast: unit.ast }], files, selectors }, ast: unit.ast };
}

/** Calls of one contract with the EVM's answers: boundary values, random ones and malformed ones, `calls` of each function. */
async function callsOf(output: SolcOutput, unit: Unit, name: string, calls: number): Promise<readonly KnownCall[]> {
  const made = output.contracts?.[unit.file]?.[name];
  if (made === undefined) throw new Error(`${unit.file} holds no contract ${name}`);
  const compiled = runnable(made);
  const random = new Random(calls);
  const known: KnownCall[] = [];
  const add = async (from: string, calldata: Uint8Array): Promise<void> => {
    const answer = await compiled.run(calldata);
    if (answer !== null) known.push({ from, calldata, ...answer });
  };
  for (const { name: from, selector, inputs } of pureFunctions(compiled)) {
    for (const calldata of boundaryCalldata(selector, inputs)) await add(from, calldata);
    for (let i = 0; i < (inputs.length === 0 ? 1 : calls); i++) await add(from, calldataFor(random, selector, inputs));
  }
  for (const length of [0, 3, 4, 7]) await add("", random.bytes(length));
  return known;
}

const CACHE = new URL("../../../cache/", import.meta.url);

/** The cases of contracts; what the compiler and the EVM say of them is kept, since they say it again. */
export async function answeredCases(contracts: readonly FixedContract[], calls: number): Promise<readonly Case[]> {
  const units = unitsOf(contracts);
  const key = createHash("sha256")
    .update(JSON.stringify([units, calls, SOLC_VERSION, VERSION]))
    .digest("hex");
  const kept = new URL(`mutation-${key.slice(0, 16)}.bin`, CACHE);
  // written below, under a name that says of what
  if (existsSync(kept)) return deserialize(readFileSync(kept)) as readonly Case[];
  const cases = await makeCases(units, calls);
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(kept, serialize(cases));
  return cases;
}

/** Compiles by the older pipeline, without the optimiser unless the stack is too small without. */
function compileOlder(sources: Readonly<Record<string, { readonly content: string }>>): SolcOutput {
  const selection = { "": ["ast"], "*": CODE };
  const plain = compileWith(sources, { viaIR: false, optimizer: { enabled: false } }, selection);
  const tooDeep = (plain.errors ?? []).some((e) => e.severity === "error");
  const output = tooDeep ? compileWith(sources, { viaIR: false }, selection) : plain;
  const error = (output.errors ?? []).find((e) => e.severity === "error");
  if (error !== undefined) throw new Error(error.formattedMessage);
  return output;
}

/** The cases of files, compiled together. */
async function makeCases(units: readonly Unit[], calls: number): Promise<readonly Case[]> {
  const sources = Object.fromEntries(units.map(({ file, content }) => [file, { content }]));
  const output = compileOlder(sources);
  const cases: Case[] = [];
  for (const unit of units) {
    const { parsed, ast } = parsedOf(output, unit.file);
    for (const name of unit.names) {
      const node = children(ast, "nodes").find((n) => optionalText(n, "name") === name);
      if (node === undefined) throw new Error(`${unit.file} holds no contract ${name}`);
      const known = await callsOf(output, unit, name, calls);
      cases.push({
        name,
        file: unit.file,
        content: unit.content,
        parsed,
        contract: node.id,
        calls: known,
        refused: false,
      });
    }
  }
  return cases;
}

/** Random programs that the translator refuses, for the order of evaluation: a mutant that takes one is wrong. */
export function refusedCases(seed: number, batches: number): readonly Case[] {
  const cases: Case[] = [];
  for (let batch = seed; batch < seed + batches; batch++) {
    const programs = programsOf(batch, 40, 1);
    const { made } = compileBatch(programs, "legacy");
    for (const program of programs) {
      const item = made.get(program.file);
      if (item === undefined || translate(program, item) !== null) continue;
      const { file, content } = program;
      const name = `refused ${batch} ${file}`;
      cases.push({ name, file, content, parsed: item.parsed, contract: item.contract.id, calls: [], refused: true });
    }
  }
  return cases;
}
