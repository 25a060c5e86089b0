import { TranspileError } from "../../../generator/index.ts";
import { Refused } from "../../../generator/transpile/diagnostics.ts";
import { emitModule } from "../../../generator/transpile/module.ts";
import { hexToBytes, sameBytes } from "../../../offchain/evm/hex.ts";
import { type BatchItem, compileBatch, type Pipeline, type ProgramSource } from "./batch.ts";
import { answerOf, compareRandomly, type Mismatch, newTally, type Tally, type Translated } from "./compare.ts";
import { evaluate } from "./evaluate.ts";
import { randomContract } from "./grammar/contracts.ts";
import { Random } from "./random.ts";

// Random programs by the batch: written from a seed, compiled together, translated one by one, and called.

/** How much of each pipeline, in a hundred batches; the rest is the older one without optimiser, which is the fastest. */
const SHARES: readonly (readonly [Pipeline, number])[] = [
  ["ir", 6],
  ["irQuick", 8],
  ["legacyOptimised", 8],
];

/** Programs in a batch; fewer for the slow pipelines, so that a batch takes a few seconds. */
const SIZES: Readonly<Record<Pipeline, number>> = { legacy: 40, legacyOptimised: 24, ir: 12, irQuick: 24 };

/** One program in so many has side effects inside its expressions. */
const RISKY = 20;

/** Random calls of each external function. */
const CALLS = 50;

/** A program that the two sides answer differently. */
export interface Finding {
  readonly seed: number;
  readonly content: string;
  readonly pipeline: Pipeline;
  readonly mismatch: Mismatch;
}

/** What batches came to. Programs are counted once, calls in each pipeline that they were made in. */
export interface Played {
  programs: number;
  /** Translated and called: never those refused or without a call. */
  refused: number;
  /** Not compiled: the writer's fault, or the stack's. */
  failed: number;
  readonly byPipeline: Record<Pipeline, { programs: number; calls: number }>;
  returned: number;
  reverted: number;
  skipped: number;
  /** Calls on which the compiler's own pipelines differ, and the newer one agrees with us; in no other count. */
  disputed: number;
  readonly findings: Finding[];
}

export function newPlayed(): Played {
  const none = (): { programs: number; calls: number } => ({ programs: 0, calls: 0 });
  return {
    programs: 0,
    refused: 0,
    failed: 0,
    byPipeline: { legacy: none(), legacyOptimised: none(), ir: none(), irQuick: none() },
    returned: 0,
    reverted: 0,
    skipped: 0,
    disputed: 0,
    findings: [],
  };
}

/** All calls that were compared. */
export function callsOf(played: Played): number {
  return Object.values(played.byPipeline).reduce((sum, { calls }) => sum + calls, 0);
}

/** Whether the code is made by way of Yul. */
function isNewer(pipeline: Pipeline): boolean {
  return pipeline === "ir" || pipeline === "irQuick";
}

function pipelineOf(seed: number): Pipeline {
  let rest = new Random(seed).below(100);
  for (const [pipeline, share] of SHARES) {
    if (rest < share) return pipeline;
    rest -= share;
  }
  return "legacy";
}

interface Program extends ProgramSource {
  readonly seed: number;
  readonly risky: boolean;
}

/** The programs of a batch: the same for the same seed. One in `risky` has side effects inside its expressions. */
export function programsOf(seed: number, size: number, oneIn = RISKY): readonly Program[] {
  return Array.from({ length: size }, (_, i) => {
    const own = (Math.imul(seed, 64) + i) >>> 0;
    const risky = i % oneIn === oneIn - 1;
    return { file: `P${i}.sol`, seed: own, risky, content: randomContract(new Random(own), { external: 2, risky }) };
  });
}

/** Translates what the compiler made; null where the translator refuses. */
export function translate(program: ProgramSource, item: BatchItem, inline = false): Translated | null {
  const { file, content } = program;
  const sources = { [file]: { content } };
  try {
    return evaluate(emitModule(item.parsed, file, item.contract, sources, inline ? "inline" : { folder: "library" }));
  } catch (thrown) {
    if (thrown instanceof TranspileError || thrown instanceof Refused) return null;
    throw thrown;
  }
}

/**
 * Whether the compiler's pipelines may differ: which of several failing operands fails first, and whether an array that is
 * copied from calldata is checked for dirty bits (the older pipeline masks them when they are read).
 */
function isDisputed({ evm, translated }: Mismatch): boolean {
  return evm.startsWith("reverts") || translated === "reverts 0x";
}

/** Adds a program's calls; those on which the compiler disagrees with itself are set apart. */
async function settle(
  played: Played,
  program: Program,
  pipeline: Pipeline,
  tally: Tally,
  translated: Translated,
): Promise<void> {
  const counts = played.byPipeline[pipeline];
  let disputed = 0;
  if (tally.mismatches.length > 0) {
    const other = compileBatch([program], "irQuick").made.get(program.file);
    for (const mismatch of tally.mismatches) {
      const calldata = hexToBytes(mismatch.calldata);
      const answer = isNewer(pipeline) || other === undefined ? null : await other.compiled.run(calldata);
      const ours = answerOf(translated, calldata);
      const agreed =
        answer !== null && ours !== null && answer.success === ours.success && sameBytes(answer.data, ours.data);
      if (agreed && !answer.success && isDisputed(mismatch)) disputed++;
      else played.findings.push({ seed: program.seed, content: program.content, pipeline, mismatch });
    }
  }
  played.disputed += disputed;
  counts.calls += tally.calls - disputed;
  played.returned += tally.returned;
  played.reverted += tally.reverted - disputed;
  played.skipped += tally.skipped;
}

/**
 * Writes, compiles, translates and calls the programs of one batch. Those with side effects in expressions are also held
 * against the newer pipeline: what is translated must not depend on which one is taken.
 */
export async function playBatch(
  seed: number,
  played: Played,
  pipeline = pipelineOf(seed),
  size = SIZES[pipeline],
): Promise<void> {
  const programs = programsOf(seed, size);
  const batch = compileBatch(programs, pipeline);
  const risky: Program[] = [];
  for (const program of programs) {
    const item = batch.made.get(program.file);
    if (item === undefined) {
      played.failed++;
      continue;
    }
    // one in sixteen with the library copied into the module, as users have it
    const translated = translate(program, item, program.seed % 16 === 0);
    if (translated === null) {
      played.refused++;
      continue;
    }
    if (program.risky && !isNewer(pipeline)) risky.push(program);
    played.programs++;
    played.byPipeline[pipeline].programs++;
    await callProgram(played, program, item, pipeline, translated);
  }
  if (risky.length === 0) return;
  const again = compileBatch(risky, "irQuick");
  for (const program of risky) {
    const item = again.made.get(program.file);
    const translated = item === undefined ? null : translate(program, item);
    if (item !== undefined && translated !== null) await callProgram(played, program, item, "irQuick", translated);
  }
}

async function callProgram(
  played: Played,
  program: Program,
  item: BatchItem,
  pipeline: Pipeline,
  translated: Translated,
): Promise<void> {
  const tally = newTally();
  await compareRandomly(
    { name: program.file, compiled: item.compiled, translated },
    new Random(program.seed),
    CALLS,
    tally,
  );
  await settle(played, program, pipeline, tally, translated);
}
