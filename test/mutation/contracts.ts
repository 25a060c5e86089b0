import { parseArgs } from "node:util";
import { Random } from "../generator/differential/random.ts";
import { shuffled } from "../generator/mutation/scope.ts";
import { plainArtifacts, withWoven, workpiece } from "./build.ts";
import { EQUIVALENTS } from "./equivalents.ts";
import { FindingTests } from "./findingTests.ts";
import { Hunt, type OtherTests, type Outcome, reachOf, unfit } from "./hunt.ts";
import { SequenceTests } from "./sequenceTests.ts";
import { SolidityTests } from "./solidityTests.ts";
import type { Mutant } from "./weave.ts";

// The contracts with one small change at a time: the tests must tell each from the original.
// `npm run mutate -- contracts --seconds 600 --seed 1 --rule Claims --json`

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    rule: { type: "string", multiple: true, default: [] },
    id: { type: "string", multiple: true, default: [] },
    sample: { type: "string" },
    solidity: { type: "boolean", default: false },
    sequences: { type: "string", default: "3" },
    built: { type: "boolean", default: false },
    tell: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

/** The mutants asked for: by the words that their rules begin with, or by their ids; all without either; `--sample` of them. */
function wanted(all: readonly Mutant[]): readonly Mutant[] {
  const named = values.id.length > 0 ? all.filter(({ id }) => values.id.includes(id)) : ofRules(all);
  const order = shuffled(named, new Random(Number(values.seed)));
  return values.sample === undefined ? order : order.slice(0, Number(values.sample));
}

function ofRules(all: readonly Mutant[]): readonly Mutant[] {
  return values.rule.length === 0 ? all : all.filter(({ rule }) => values.rule.some((word) => rule.startsWith(word)));
}

interface Count {
  killed: number;
  equivalent: number;
  survived: number;
}

function count(outcomes: readonly Outcome[], of: (mutant: Mutant) => string): Readonly<Record<string, Count>> {
  const counts: Record<string, Count> = {};
  for (const { mutant, killer } of outcomes) {
    const entry = counts[of(mutant)] ?? { killed: 0, equivalent: 0, survived: 0 };
    counts[of(mutant)] = entry;
    if (killer !== null) entry.killed++;
    else if (EQUIVALENTS[mutant.id] !== undefined) entry.equivalent++;
    else entry.survived++;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function describe({ id, file, line, before, after, operator }: Mutant): string {
  const short = (text: string): string => text.replace(/\s+/g, " ").slice(0, 100);
  return `${id} ${file}:${line}: ${operator}: ${short(before)} => ${after === "" ? "nothing" : short(after)}`;
}

const isPart = values.id.length > 0 || values.rule.length > 0 || values.sample !== undefined;
const words = isPart ? JSON.stringify([values.id, values.rule, values.sample, values.seed]) : "all";
const piece = workpiece({ mutants: isPart ? wanted : (all) => all, watching: !isPart }, words);
// The sequences beside the model do what the long histories do, and sooner.
const artifacts = withWoven(await plainArtifacts(values.built), piece).filter(({ id }) => id.name !== "InvariantTest");
const tests = await SolidityTests.open(artifacts, { fuzzRuns: 12, invariantRuns: 1, depth: 1 });
const mutants = wanted(piece.weft.mutants);
const broken = await unfit(tests);
for (const test of broken) console.error(`tells nothing: ${test} fails without a change`);

/** The tests outside of Solidity, on the woven code; they have to pass on it first. */
async function others(initCode: `0x${string}`): Promise<readonly OtherTests[]> {
  if (values.solidity) return [];
  const sequences = await SequenceTests.open(initCode, Number(values.sequences));
  const difference = await sequences.run(0n);
  if (difference !== null) throw new Error(`${difference.test} differs without a change: ${difference.reason}`);
  const findings = await FindingTests.load(initCode);
  for (const title of findings.unfit) console.error(`tells nothing: ${title} fails without a change`);
  return [sequences, findings];
}

const initCode = piece.court.contract.bytecode as `0x${string}`; // written so in build.ts
const hunt = new Hunt(tests, await reachOf(tests), broken, await others(initCode));
const until = Date.now() + 1000 * Number(values.seconds);
const outcomes: Outcome[] = [];
for (const mutant of mutants) {
  if (Date.now() > until) break;
  const began = performance.now();
  const outcome = await hunt.try(mutant);
  outcomes.push(outcome);
  const took = `${Math.round(performance.now() - began)} ms`;
  const { killer } = outcome;
  if (values.tell) console.error(`${describe(mutant)}: ${killer?.suite}.${killer?.test}, ${took}`);
  if (outcome.killer === null && EQUIVALENTS[mutant.id] === undefined) console.error(`survived: ${describe(mutant)}`);
}
const killed = outcomes.filter(({ killer }) => killer !== null);
const equivalent = outcomes.filter(({ mutant, killer }) => killer === null && EQUIVALENTS[mutant.id] !== undefined);
const survivors = outcomes.filter((outcome) => !killed.includes(outcome) && !equivalent.includes(outcome));
const result = {
  mutants: mutants.length,
  tried: outcomes.length,
  killed: killed.length,
  equivalent: equivalent.length,
  survived: survivors.length,
  score: killed.length / Math.max(1, killed.length + survivors.length),
  operators: count(outcomes, ({ operator }) => operator),
  rules: count(outcomes, ({ rule }) => rule),
  survivors: survivors.map(({ mutant }) => mutant),
};
console.log(values.json ? JSON.stringify(result) : result);
process.exit(survivors.length === 0 ? 0 : 1);
