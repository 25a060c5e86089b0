// Sequences from seeds: always the same, mostly going through, through every entry; and the rules hold in all of them.
import { expect } from "chai";
import { newModel, step } from "./adjudicator.ts";
import { Arbitrary } from "./arbitrary.ts";
import type { Call, Outcome } from "./calls.ts";
import { COURT, PLAYERS, REFUSING } from "./company.ts";
import { textOf } from "./compare.ts";
import { historyAfter, NO_HISTORY } from "./history.ts";
import { quiet } from "./outside.ts";
import { violations } from "./rules.ts";

const DEPTH = 200;
const outside = quiet(PLAYERS, { refusing: REFUSING });

interface Round {
  readonly call: Call;
  readonly outcome: Outcome;
  readonly broken: readonly string[];
}

function sequence(seed: number, depth = DEPTH): readonly Round[] {
  let model = newModel(COURT);
  let history = NO_HISTORY;
  const arbitrary = new Arbitrary(seed, PLAYERS, 1_000_000);
  return Array.from({ length: depth }, () => {
    const before = model;
    const call = arbitrary.next(model);
    const stepped = step(model, call, outside);
    const { outcome } = stepped;
    model = stepped.model;
    arbitrary.note(outcome);
    history = historyAfter(history, COURT, call, outcome);
    const again = () => step(stepped.model, call, outside);
    return { call, outcome, broken: violations({ before, call, outcome, after: model, history, again }) };
  });
}

const nameOf = (call: Call): string => `${call.entry}${"terms" in call && call.terms !== undefined ? "Child" : ""}`;

describe("arbitrary sequences of calls", () => {
  it("are the same for the same seed, and others for another", () => {
    const texts = (seed: number): string =>
      sequence(seed, 60)
        .map(({ call }) => textOf(call))
        .join("\n");
    expect(texts(7)).to.equal(texts(7));
    expect(texts(7)).not.to.equal(texts(8));
  });

  it("mostly go through, reach every entry and most errors, and keep the rules (1 to 8, 13, 14, 17)", () => {
    const rounds = Array.from({ length: 16 }, (_, seed) => sequence(seed)).flat();
    expect(rounds.flatMap(({ broken }) => broken)).to.deep.equal([]);
    const reverted = rounds.flatMap(({ outcome }) => ("reverted" in outcome ? [outcome.reverted] : []));
    expect(reverted.length / rounds.length).to.be.within(0.1, 0.4);
    const through = new Set(rounds.filter(({ outcome }) => !("reverted" in outcome)).map(({ call }) => nameOf(call)));
    expect([...through].sort()).to.deep.equal(ENTRIES);
    expect(ERRORS.filter((error) => !reverted.some((names) => names.includes(error)))).to.deep.equal([]);
  });
});

/** Every entry that can go through, by the name that the contract has for it. */
const ENTRIES: readonly string[] = [
  "challenge",
  "challengeChild",
  "checkpoint",
  "checkpointChild",
  "claim",
  "claimAll",
  "claimChild",
  "conclude",
  "concludeChild",
  "fund",
  "fundETH",
  "fundFor",
  "fundMany",
  "progress",
  "progressChild",
  "publish",
  "redirect",
  "resume",
  "settle",
  "sweep",
  "timeout",
  "timeoutChild",
  "withdraw",
  "withdrawCredit",
];

/** What so few sequences meet already. */
const ERRORS: readonly string[] = [
  "AlreadyClaimed",
  "AppFailed",
  "BadApp",
  "BadAsset",
  "BadMasks",
  "BadParticipant",
  "BadProof",
  "BadSignature",
  "BadSignatures",
  "BadState",
  "Closed",
  "Done",
  "Insolvent",
  "ListsClosed",
  "MoveTooLate",
  "NoBudget",
  "NotEditable",
  "NotFinal",
  "NotParticipant",
  "NothingToFund",
  "StaleVersion",
  "TooEarly",
];
