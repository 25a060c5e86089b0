import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Interface, type JsonFragment, type ParamType } from "ethers";
import { transpile } from "../../../generator/index.ts";
import { bytesToHex, sameBytes } from "../../../offchain/evm/hex.ts";
import { boundaryCalldata, calldataFor } from "./calldata.ts";
import { type Compiled, compileForEvm } from "./evm.ts";
import type { Random } from "./random.ts";

/** What a translated module exports. */
export interface Translated {
  call(calldata: Uint8Array): { readonly success: boolean; readonly data: Uint8Array };
}

/** A contract on both sides. */
export interface Pair {
  readonly name: string;
  readonly compiled: Compiled;
  readonly translated: Translated;
}

/** One call that the two sides answer differently. */
export interface Mismatch {
  readonly name: string;
  readonly calldata: string;
  readonly evm: string;
  readonly translated: string;
}

/** How many calls were compared, and how they ended. */
export interface Tally {
  calls: number;
  returned: number;
  reverted: number;
  /** Out of gas in the EVM, or past the limits here. */
  skipped: number;
  readonly mismatches: Mismatch[];
}

export function newTally(): Tally {
  return { calls: 0, returned: 0, reverted: 0, skipped: 0, mismatches: [] };
}

const folder = mkdtempSync(join(tmpdir(), "chenilles-translated-"));
let files = 0;

/** Imports the code of a module from a folder that has nothing else. */
export async function load(code: string): Promise<Translated> {
  const path = join(folder, `module${files++}.ts`);
  writeFileSync(path, code);
  // what a translated module exports is what transpile documents
  return (await import(pathToFileURL(path).href)) as Translated;
}

/** Compiles and translates one contract. */
export async function pairOf(
  sources: Readonly<Record<string, { readonly content: string }>>,
  file: string,
  contract: string,
): Promise<Pair> {
  const { code } = transpile({ sources, contract });
  return { name: contract, compiled: compileForEvm(sources, file, contract), translated: await load(code) };
}

/** Errors of a module that does not know the answer. */
const UNDECIDED = new Set(["OutOfSteps", "NotTranslated", "OrderLeftOpen", "PipelinesDiffer"]);

/** The translated answer, or null past its limits. */
export function answerOf(
  translated: Translated,
  calldata: Uint8Array,
): { readonly success: boolean; readonly data: Uint8Array } | null {
  try {
    return translated.call(calldata);
  } catch (thrown) {
    if (thrown instanceof Error && UNDECIDED.has(thrown.name)) return null;
    throw thrown;
  }
}

function shown(answer: { readonly success: boolean; readonly data: Uint8Array }): string {
  return `${answer.success ? "returns" : "reverts"} ${bytesToHex(answer.data)}`;
}

/** Compares both sides' answers to one calldata. */
export async function compareCall(pair: Pair, calldata: Uint8Array, tally: Tally): Promise<void> {
  let translated: ReturnType<typeof answerOf>;
  let thrown: unknown = null;
  try {
    translated = answerOf(pair.translated, calldata);
  } catch (error) {
    translated = null;
    thrown = error;
  }
  // what is not translated may need a chain that is not there
  const evm = translated === null && thrown === null ? null : await pair.compiled.run(calldata);
  if (evm !== null && thrown !== null) {
    tally.mismatches.push({
      name: pair.name,
      calldata: bytesToHex(calldata),
      evm: shown(evm),
      translated: `throws ${String(thrown)}`,
    });
    return;
  }
  if (evm === null || translated === null) {
    tally.skipped++;
    return;
  }
  tally.calls++;
  if (evm.success) tally.returned++;
  else tally.reverted++;
  if (evm.success === translated.success && sameBytes(evm.data, translated.data)) return;
  tally.mismatches.push({
    name: pair.name,
    calldata: bytesToHex(calldata),
    evm: shown(evm),
    translated: shown(translated),
  });
}

/** A pure function as it is called from outside. */
export interface Callable {
  readonly name: string;
  readonly selector: string;
  readonly inputs: readonly ParamType[];
}

/** The pure functions of a contract's ABI. */
export function pureFunctions(compiled: Compiled): readonly Callable[] {
  // solc's ABI is what ethers reads
  const abi = new Interface(compiled.abi as JsonFragment[]);
  return abi.fragments.flatMap((fragment) => {
    if (fragment.type !== "function" || !("stateMutability" in fragment)) return [];
    const signature = fragment.format("sighash");
    const selector = compiled.methods[signature];
    if (selector === undefined || fragment.stateMutability !== "pure") return [];
    return [{ name: signature.replace(/\(.*$/, ""), selector, inputs: fragment.inputs }];
  });
}

/** Random calls of every pure function of a contract, `perFunction` of each. */
export async function compareRandomly(pair: Pair, random: Random, perFunction: number, tally: Tally): Promise<void> {
  for (const { selector, inputs } of pureFunctions(pair.compiled)) {
    const count = inputs.length === 0 ? 1 : perFunction;
    for (let i = 0; i < count; i++) await compareCall(pair, calldataFor(random, selector, inputs), tally);
  }
  for (const length of [0, 3, 4, 7]) await compareCall(pair, random.bytes(length), tally);
}

/** Every function of one or two integers with all pairs of boundary values. */
export async function compareBoundaries(pair: Pair, tally: Tally): Promise<void> {
  for (const { selector, inputs } of pureFunctions(pair.compiled)) {
    for (const calldata of boundaryCalldata(selector, inputs)) await compareCall(pair, calldata, tally);
  }
}
