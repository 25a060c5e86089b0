import { parseArgs } from "node:util";
import { directedCases, foreignContracts } from "./differential/fixedContracts.ts";
import { Random } from "./differential/random.ts";
import { answeredCases, refusedCases } from "./mutation/cases.ts";
import { EQUIVALENTS } from "./mutation/equivalents.ts";
import { Hunt, type Outcome } from "./mutation/hunt.ts";
import { allMutants, shuffled } from "./mutation/scope.ts";

// The translator and its library with one small change at a time: the corpus must tell each from the original.
// `npm run mutate -- generator --seconds 600 --seed 1 --rule operators --json`

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

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    rule: { type: "string", multiple: true, default: [] },
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
const hunt = new Hunt(cases);
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
