import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { directedCases, foreignContracts } from "./differential/fixedContracts.ts";
import { operatorsOf } from "./differential/operatorContracts.ts";
import { Random } from "./differential/random.ts";
import { answeredCases, refusedCases } from "./mutation/cases.ts";
import { EQUIVALENTS } from "./mutation/equivalents.ts";
import { Hunt, type Outcome } from "./mutation/hunt.ts";
import { allMutants, shuffled } from "./mutation/scope.ts";

// The translator and its library with one small change at a time: the corpus must tell each from the original.
// `npm run mutate -- generator --seconds 600 --seed 1 --rule operators --json`

/** Contracts whose functions tell which operators a mutant breaks. */
const THOROUGH = ["Op_uint8", "Op_int8", "Op_uint48", "Op_int48", "Op_uint256", "Op_int256", "Op_bytes4"];

interface RuleCount {
  caught: number;
  equivalent: number;
  survived: number;
}

function count(outcomes: readonly Outcome[]): Readonly<Record<string, RuleCount>> {
  const rules: Record<string, RuleCount> = {};
  for (const { mutant, caught } of outcomes) {
    const rule = rules[mutant.rule] ?? { caught: 0, equivalent: 0, survived: 0 };
    rules[mutant.rule] = rule;
    if (caught !== null) rule.caught++;
    else if (EQUIVALENTS[mutant.id] !== undefined) rule.equivalent++;
    else rule.survived++;
  }
  return Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the conformance ledger says of mutants: how many of those tried break each operator, and were caught. */
function record(outcomes: readonly Outcome[]): void {
  const operators: Record<string, number> = {};
  for (const { broken } of outcomes) {
    for (const operator of new Set(broken.flatMap(operatorsOf))) operators[operator] = (operators[operator] ?? 0) + 1;
  }
  const sorted = Object.fromEntries(Object.entries(operators).sort(([a], [b]) => (a < b ? -1 : 1)));
  const caught = outcomes.filter((outcome) => outcome.caught !== null).length;
  const kept = { tried: outcomes.length, caught, equivalent: outcomes.length - caught, operators: sorted };
  writeFileSync(new URL("./mutants.json", import.meta.url), `${JSON.stringify(kept, null, 2)}\n`);
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    rule: { type: "string", multiple: true, default: [] },
    record: { type: "boolean", default: false },
    foreign: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const cases = [
  ...(await answeredCases(directedCases(), 4)),
  ...(values.foreign ? await answeredCases(foreignContracts(), 4) : []),
  ...refusedCases(1, 2),
];
const until = Date.now() + 1000 * Number(values.seconds);
const hunt = new Hunt(cases, values.record ? THOROUGH : []);
const outcomes: Outcome[] = [];
const mutants = shuffled(allMutants(values.rule), new Random(Number(values.seed)));
for (const mutant of mutants) {
  if (Date.now() > until) break;
  const outcome = await hunt.try(mutant);
  outcomes.push(outcome);
  const { id, file, line, before, after } = mutant;
  if (outcome.caught === null && EQUIVALENTS[id] === undefined)
    console.error(`survived: ${id} ${file}:${line}: ${before} => ${after}`);
}
await hunt.stop();
const survivors = outcomes.filter(({ mutant, caught }) => caught === null && EQUIVALENTS[mutant.id] === undefined);
if (values.record && survivors.length === 0) record(outcomes);
const result = {
  mutants: mutants.length,
  tried: outcomes.length,
  caught: outcomes.filter(({ caught }) => caught !== null).length,
  equivalent: outcomes.filter(({ mutant, caught }) => caught === null && EQUIVALENTS[mutant.id] !== undefined).length,
  survived: survivors.length,
  rules: count(outcomes),
  survivors: survivors.map(({ mutant: { content: _, ...rest } }) => rest),
};
console.log(values.json ? JSON.stringify(result) : result);
process.exit(survivors.length === 0 ? 0 : 1);
