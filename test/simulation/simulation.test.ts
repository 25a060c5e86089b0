import { readFileSync } from "node:fs";
import { expect } from "chai";
import { loadCurve } from "../../offchain/adapters/curve.ts";
import { faultsOf, KINDS, type Kind, mutantScenario } from "./kinds.ts";
import { mutants } from "./mutants.ts";
import { realCrypto } from "./realKeys.ts";
import { simulate } from "./simulate.ts";

const RUNS = Number(process.env["CHENILLES_FUZZ_RUNS"] ?? 0) > 0 ? 400 : 8;
const GROUP_RUNS = RUNS / 2;
const ACTIONS = 400;
/** Within this many runs each known bug must show. */
const PATIENCE = 250;

interface Regression {
  readonly why: string;
  readonly kind: Kind;
  readonly seed: number;
  readonly actions: number;
  readonly nodes?: number;
  readonly group?: number;
}

// This repository's own file, written as the interface says.
const regressions = JSON.parse(readFileSync(new URL("./seeds.json", import.meta.url), "utf8")) as readonly Regression[];

/** What a run does besides paying and playing. */
type Besides = { readonly resizing?: boolean; readonly virtual?: boolean };

function play(kind: Kind, seed: number, actions: number, nodes = 3, group = 0, besides: Besides = {}): void {
  const outcome = simulate({ seed, actions, nodes, group, ...besides, faults: faultsOf(kind, seed, nodes) });
  expect(
    outcome.text,
    `${kind}, seed ${seed}, after ${outcome.at} actions; npm run simulate -- --seed ${seed} --run ${actions} --actions ${actions} --nodes ${nodes} --group ${group} --kind ${kind}${Object.keys(
      besides,
    )
      .map((name) => ` --${name}`)
      .join("")}`,
  ).to.equal(null);
}

describe("simulator: rules 1, 6, 9, 10, 11, 12, 14, 15 and 18 under faults", function () {
  this.timeout(300_000);

  for (const kind of KINDS) {
    it(`holds in ${RUNS} runs of ${ACTIONS} actions: ${kind}`, () => {
      for (let seed = 1; seed <= RUNS; seed++) play(kind, 10_000 + seed, ACTIONS);
    });
  }

  it("holds with two nodes and with five", () => {
    for (const nodes of [2, 5]) for (const kind of KINDS) play(kind, 20_000 + nodes, ACTIONS, nodes);
  });

  for (const kind of KINDS) {
    it(`holds in ${GROUP_RUNS} runs of ${ACTIONS} actions in groups of three and of four: ${kind}`, () => {
      for (let seed = 1; seed <= GROUP_RUNS; seed++) play(kind, 30_000 + seed, ACTIONS, 3 + (seed % 2), 3 + (seed % 2));
    });
  }

  it("holds where one of the nodes is outside of the group, and in a group of two", () => {
    for (const kind of KINDS) play(kind, 40_000, ACTIONS, 4, 3);
    for (const kind of KINDS) play(kind, 40_001, ACTIONS, 2, 2);
  });

  it("holds where money goes out of and into open channels: rules 2, 6, 9 and 10 for withdrawals", () => {
    for (const kind of KINDS)
      for (let seed = 1; seed <= RUNS / 4; seed++) play(kind, 50_000 + seed, ACTIONS, 3, 0, { resizing: true });
    for (const kind of KINDS) play(kind, 51_000, ACTIONS, 3, 3, { resizing: true });
  });

  it("holds with virtual channels over a node that ends even: rules 11 and 13, attack 40", () => {
    for (const kind of KINDS)
      for (let seed = 1; seed <= RUNS / 4; seed++)
        play(kind, 60_000 + seed, ACTIONS, 3 + (seed % 2), 0, { virtual: true });
  });

  it("holds with real keys and real signatures", () => {
    const crypto = realCrypto(loadCurve(() => {}));
    const outcome = simulate({ seed: 5, actions: 300, nodes: 3, faults: faultsOf("crashes", 5, 3), crypto });
    expect(outcome.text).to.equal(null);
  });

  it("plays the same run again", () => {
    const scenario = { seed: 77, actions: 300, nodes: 3, faults: faultsOf("everything", 77, 3) };
    expect(simulate(scenario)).to.deep.equal(simulate(scenario));
  });

  describe("runs that once went wrong", () => {
    for (const { why, kind, seed, actions, nodes, group } of regressions)
      it(why, () => play(kind, seed, actions, nodes, group));
  });
});

describe("simulator: known bugs are found", function () {
  this.timeout(300_000);

  for (const { name, rules, from = 1 } of mutants()) {
    it(`${name}: breaks rule ${rules.join(" or ")}`, () => {
      for (let seed = from; seed < from + PATIENCE; seed++) {
        const mutant = mutants().find((one) => one.name === name);
        if (mutant === undefined) throw new Error(`no mutant ${name}`);
        const { ok, rule, text } = simulate(mutantScenario(mutant, seed, ACTIONS));
        if (ok) continue;
        expect(rule, text ?? "").to.be.oneOf([...rules]);
        return;
      }
      expect.fail(`not found in ${PATIENCE} runs`);
    });
  }
});
