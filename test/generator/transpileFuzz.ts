import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { TranspileError } from "../../generator/index.ts";
import { hexToBytes } from "../../offchain/evm/hex.ts";
import {
  compareBoundaries,
  compareCall,
  compareRandomly,
  newTally,
  type Pair,
  pairOf,
  type Tally,
} from "./differential/compare.ts";
import { operatorContracts } from "./differential/operatorContracts.ts";
import { randomProgram } from "./differential/programs.ts";
import { Random } from "./differential/random.ts";
import { shrink } from "./differential/shrink.ts";

// Translated code against the EVM for as long as asked: the corpus and the operators in turn with new random calls, and new
// random programs. `node test/generator/transpileFuzz.ts --seconds 60 --seed 1 --json`

const CORPUS = new URL("./corpus/", import.meta.url);
const FOREIGN = new URL("./foreign/", import.meta.url);

interface Contract {
  readonly name: string;
  readonly content: string;
}

function fixedContracts(): readonly Contract[] {
  const files = readdirSync(CORPUS).filter((file) => file.endsWith(".sol"));
  const corpus = files.map((file) => ({
    name: file.replace(/\.sol$/, ""),
    content: readFileSync(new URL(file, CORPUS), "utf8"),
  }));
  return [...corpus, ...operatorContracts(), ...foreignContracts()];
}

/** The contracts of the foreign files, each with its whole file. */
function foreignContracts(): readonly Contract[] {
  return readdirSync(FOREIGN).flatMap((file) => {
    const content = readFileSync(new URL(file, FOREIGN), "utf8");
    return [...content.matchAll(/^contract (\w+)/gm)].map(([, name = ""]) => ({ name, content }));
  });
}

/** Keeps the source of a contract that was answered differently, as small as it gets, where the next test takes it in. */
async function report(tally: Tally, seed: number, contract: Contract): Promise<void> {
  const first = tally.mismatches[0];
  if (first === undefined) return;
  console.error(`${first.name}, seed ${seed}, calldata\n  ${first.calldata}`);
  console.error(`  EVM        ${first.evm}\n  translated ${first.translated}`);
  const calldata = hexToBytes(first.calldata);
  const small = await shrink(contract.content, (content) => isAnsweredDifferently({ ...contract, content }, calldata));
  const file = new URL(`Finding${seed}.sol`, FOREIGN);
  writeFileSync(file, small);
  console.error(`  kept in ${fileURLToPath(file)}, ${small.split("\n").length} lines`);
}

/** Whether the two sides differ on one call; not where the contract is refused or does not compile. */
async function isAnsweredDifferently({ name, content }: Contract, calldata: Uint8Array): Promise<boolean> {
  const tally = newTally();
  try {
    const pair = await pairOf({ [`${name}.sol`]: { content } }, `${name}.sol`, name);
    await compareCall(pair, calldata, tally);
  } catch {
    return false;
  }
  return tally.mismatches.length > 0;
}

function add(total: Tally, tally: Tally): void {
  total.calls += tally.calls;
  total.returned += tally.returned;
  total.reverted += tally.reverted;
  total.skipped += tally.skipped;
  total.mismatches.push(...tally.mismatches);
}

/** Contract and program in turn until the time is over. */
async function fuzz(seconds: number, start: number): Promise<{ total: Tally; programs: number; refused: number }> {
  const until = Date.now() + 1000 * seconds;
  const total = newTally();
  const fixed = fixedContracts();
  const pairs = new Map<string, Pair>();
  const played = new Set<string>();
  let [seed, programs, refused] = [start, 0, 0];
  for (; Date.now() < until; seed++) {
    const isProgram = seed % 2 === 0;
    const chosen = new Random(seed).pick(fixed);
    const { name, content } = isProgram ? { name: "P", content: randomProgram(new Random(seed), 6) } : chosen;
    const tally = newTally();
    try {
      const sources = { [`${name}.sol`]: { content } };
      const pair = pairs.get(name) ?? (await pairOf(sources, `${name}.sol`, name));
      if (isProgram) programs++;
      else pairs.set(name, pair);
      if (!isProgram && !played.has(name)) await compareBoundaries(pair, tally);
      played.add(name);
      await compareRandomly(pair, new Random(seed), isProgram ? 60 : 20, tally);
    } catch (thrown) {
      if (!(thrown instanceof TranspileError)) throw thrown;
      refused++;
      console.error(`${name}, seed ${seed}: ${thrown.message.split("\n")[0]}`);
    }
    await report(tally, seed, { name, content });
    add(total, tally);
  }
  return { total, programs, refused };
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const { total, programs, refused } = await fuzz(Number(values.seconds), Number(values.seed));
const { mismatches, ...counts } = total;
const result = { ...counts, programs, refused, mismatches: mismatches.length };
console.log(values.json ? JSON.stringify(result) : result);
process.exit(mismatches.length === 0 ? 0 : 1);
