import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { TranspileError } from "../../generator/index.ts";
import { hexToBytes } from "../../offchain/evm/hex.ts";
import { PIPELINES, type Pipeline } from "./differential/batch.ts";
import { callsOf, type Finding, newPlayed, type Played, playBatch } from "./differential/campaign.ts";
import { appendLine, findingPath, fingerprint, type LogLine, nextSeed, readLog } from "./differential/campaignLog.ts";
import {
  compareBoundaries,
  compareCall,
  compareRandomly,
  newTally,
  type Pair,
  pairOf,
} from "./differential/compare.ts";
import { SOLC_VERSION } from "./differential/evm.ts";
import { type FixedContract, fixedContracts } from "./differential/fixedContracts.ts";
import { Random } from "./differential/random.ts";
import { shrink } from "./differential/shrink.ts";

// Translated code against the EVM for as long as asked: batches of new random programs, and in between the apps, the corpus,
// the operators and the foreign contracts with new random calls.
// `npm run fuzz -- generator --seconds 60 --seed 1 --json`

/** One seed in so many goes to a fixed contract, the others to a batch of programs. */
const FIXED = 8;
const FIXED_CALLS = 40;

/** Whether the two sides differ on one call; not where the contract is refused or does not compile. */
async function isAnsweredDifferently(content: string, name: string, calldata: Uint8Array): Promise<boolean> {
  const tally = newTally();
  try {
    await compareCall(await pairOf({ "P.sol": { content } }, "P.sol", name), calldata, tally);
  } catch {
    return false;
  }
  return tally.mismatches.length > 0;
}

/** Says what was answered differently, and keeps its source, as small as it gets, where the next test takes it in. */
async function report({ seed, content, pipeline, mismatch }: Finding): Promise<void> {
  console.error(`${mismatch.name}, seed ${seed}, ${pipeline}, calldata\n  ${mismatch.calldata}`);
  console.error(`  EVM        ${mismatch.evm}\n  translated ${mismatch.translated}`);
  const calldata = hexToBytes(mismatch.calldata);
  const name = /^P\d+\.sol$/.test(mismatch.name) ? "P" : mismatch.name;
  const small = await shrink(content, (smaller) => isAnsweredDifferently(smaller, name, calldata));
  const kept = small.replaceAll(/\bP\b/g, `Finding${seed}`);
  writeFileSync(findingPath(seed), kept);
  console.error(`  kept in ${findingPath(seed)}, ${small.split("\n").length} lines`);
}

/** New random calls of one of the fixed contracts; the first time with all pairs of boundary values too. */
async function playFixed(
  seed: number,
  contract: FixedContract,
  pairs: Map<string, Pair>,
  played: Played,
): Promise<void> {
  const { name, file, sources } = contract;
  const tally = newTally();
  const known = pairs.get(name);
  try {
    const pair = known ?? (await pairOf(sources, file, name));
    pairs.set(name, pair);
    if (known === undefined) await compareBoundaries(pair, tally);
    await compareRandomly(pair, new Random(seed), FIXED_CALLS, tally);
  } catch (thrown) {
    if (!(thrown instanceof TranspileError)) throw thrown;
    console.error(`${name}: ${thrown.message.split("\n")[0]}`);
    played.refused++;
  }
  played.byPipeline.ir.calls += tally.calls;
  played.returned += tally.returned;
  played.reverted += tally.reverted;
  played.skipped += tally.skipped;
  const content = sources[file]?.content ?? "";
  played.findings.push(...tally.mismatches.map((mismatch): Finding => ({ seed, content, pipeline: "ir", mismatch })));
}

function lineOf(kind: LogLine["kind"], seed: number, translator: string, played: Played, seconds: number): LogLine {
  const { programs, refused, failed, returned, reverted, skipped, disputed, byPipeline } = played;
  const each = (count: "calls" | "programs"): Record<Pipeline, number> => ({
    legacy: byPipeline.legacy[count],
    legacyOptimised: byPipeline.legacyOptimised[count],
    ir: byPipeline.ir[count],
    irQuick: byPipeline.irQuick[count],
  });
  return {
    kind,
    seed,
    translator,
    solc: SOLC_VERSION,
    programs,
    refused,
    failed,
    calls: each("calls"),
    programsBy: each("programs"),
    returned,
    reverted,
    skipped,
    disputed,
    mismatches: played.findings.length,
    seconds,
  };
}

function add(total: Played, played: Played): void {
  for (const key of ["programs", "refused", "failed", "returned", "reverted", "skipped", "disputed"] as const)
    total[key] += played[key];
  for (const pipeline of PIPELINES) {
    total.byPipeline[pipeline].programs += played.byPipeline[pipeline].programs;
    total.byPipeline[pipeline].calls += played.byPipeline[pipeline].calls;
  }
  total.findings.push(...played.findings);
}

interface Options {
  readonly seconds: number;
  readonly seed: number;
  readonly log: string | null;
}

/** Seed after seed until the time is over. */
async function fuzz({ seconds, seed: start, log }: Options): Promise<Played> {
  const until = Date.now() + 1000 * seconds;
  const total = newPlayed();
  const fixed = fixedContracts();
  const pairs = new Map<string, Pair>();
  const translator = fingerprint();
  const reported = new Set<number>();
  for (let seed = log === null ? start : nextSeed(readLog(log), start); Date.now() < until; seed++) {
    const began = performance.now();
    const played = newPlayed();
    const kind = seed % FIXED === FIXED - 1 ? "contract" : "programs";
    if (kind === "contract") await playFixed(seed, new Random(seed).pick(fixed), pairs, played);
    else await playBatch(seed, played);
    for (const finding of played.findings) {
      if (reported.has(finding.seed)) continue;
      reported.add(finding.seed);
      await report(finding);
    }
    add(total, played);
    if (log !== null) appendLine(log, lineOf(kind, seed, translator, played, (performance.now() - began) / 1000));
  }
  return total;
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    log: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const began = performance.now();
const total = await fuzz({ seconds: Number(values.seconds), seed: Number(values.seed), log: values.log ?? null });
const { findings, ...counts } = total;
const spent = (performance.now() - began) / 1000;
const result = {
  translator: fingerprint(),
  ...counts,
  calls: callsOf(total),
  seconds: Math.round(spent),
  programsPerMinute: Math.round((60 * total.programs) / spent),
  callsPerSecond: Math.round(callsOf(total) / spent),
  refusedShare: Number((total.refused / Math.max(1, total.programs + total.refused)).toFixed(4)),
  mismatches: findings.length,
};
console.log(values.json ? JSON.stringify(result) : result);
process.exit(findings.length === 0 ? 0 : 1);
