import { expect } from "chai";
import { directedCases } from "./differential/fixedContracts.ts";
import { answeredCases, type Case } from "./mutation/cases.ts";
import { EQUIVALENTS } from "./mutation/equivalents.ts";
import { Hunt } from "./mutation/hunt.ts";
import { textOf } from "./mutation/loader.ts";
import { type Mutant, mutantsOf } from "./mutation/mutants.ts";
import { allMutants } from "./mutation/scope.ts";
import { load, tryCase } from "./mutation/trial.ts";

// The corpus is no proof of the translator unless it notices a wrong one: each rule of the operators, changed a little, must
// give some answer that the EVM does not. `npm run mutate -- generator` tries all rules, here it is a slice.

/** The rules of the slice, and the first digits of the ids of the mutants that are tried. */
const RULES = ["operators.", "integers."];
const SLICE = /^[0-3]/;

const IN_INTEGERS = "offchain/evm/integers.ts";

/** A mutant made by hand. */
function changed(content: string): Mutant {
  return { id: "00000000", rule: "integers.div", file: IN_INTEGERS, line: 1, before: "", after: "", content };
}

describe("mutants of the translator and its library are caught (rule 16)", function () {
  this.timeout(900_000);
  let cases: readonly Case[] = [];
  before(async () => {
    cases = await answeredCases(directedCases(), 4);
  });

  it("the original is not", () => {
    const original = load(null, "");
    for (const given of cases) expect(tryCase(original, given), given.name).to.equal(null);
  });

  it("a slice of the mutants of the operators' rules", async () => {
    const mutants = allMutants(RULES).filter(({ id }) => SLICE.test(id));
    expect(mutants.length).to.be.greaterThan(30);
    const hunt = new Hunt(cases, [], 10_000);
    const survivors: string[] = [];
    for (const mutant of mutants) {
      const { caught } = await hunt.try(mutant);
      const { id, file, line, before, after } = mutant;
      if (caught === null && EQUIVALENTS[id] === undefined)
        survivors.push(`${id} ${file}:${line}: ${before} => ${after}`);
    }
    await hunt.stop();
    expect(
      survivors,
      "catch them by a new case of the corpus, or say in mutation/equivalents.ts why none can",
    ).to.deep.equal([]);
  });

  it("says so where nothing catches one, and does not wait for one that never ends", async () => {
    const text = textOf(IN_INTEGERS);
    const few = cases.filter(({ name }) => name === "Op_uint256");
    const hunt = new Hunt(few, [], 10_000);
    expect((await hunt.try(changed(`${text}\n// no change\n`))).caught).to.equal(null);
    const endless = text.replace(/(export function uint256\(.*)\n/, "$1\n  for (;;);\n");
    expect(endless).to.not.equal(text);
    expect((await hunt.try(changed(endless))).caught?.how).to.equal("does not finish");
    expect((await hunt.try(changed(text.replace("a / b", "a * b")))).caught?.how, "after that").to.equal("answers");
    await hunt.stop();
  });

  it("keeps a mutant's name while other functions change, and gives it another when its own does", () => {
    const [one, other] = ["export function f() { return 1 + 2; }\n", "export function g() { return 3; }\n"];
    const idOf = (content: string): string | undefined =>
      mutantsOf("x", "x.ts", content).find((m) => m.before === "+")?.id;
    expect(idOf(one + other)).to.equal(idOf(other + one));
    expect(idOf(one)).to.not.equal(idOf(one.replace("2", "3")));
    expect(mutantsOf("x", "x.ts", one).map((m) => m.content)).to.include("export function f() { return 1 - 2; }\n");
  });
});
