// Each safety rule as a function finds what breaks it: an outcome or a model that is made wrong on purpose.
import { expect } from "chai";
import { step } from "./adjudicator.ts";
import type { Call, Outcome } from "./calls.ts";
import { COURT, PLAYERS } from "./company.ts";
import { historyAfter } from "./history.ts";
import { ZERO } from "./identity.ts";
import { quiet } from "./outside.ts";
import { ALICE, asset, BOB, channelOf, DURATION, ETH, MALLORY, Play, signed, stateOf, type Wanted } from "./play.ts";
import { GAS_CAP, type Moment, RULES } from "./rules.ts";
import { at, type Model, slotOf } from "./state.ts";

const pair = channelOf([ALICE, BOB]);
const state = stateOf(1, [asset(ETH, [-1n, 1n])]);
const outside = quiet(PLAYERS, { refusing: new Set() });

/** What a call comes to, changed before the rules look at it. */
function momentOf(play: Play, wanted: Wanted, change: (moment: Moment) => Partial<Moment> = () => ({})): Moment {
  const call = { ...wanted, now: play.now } as Call; // a call less its time, and its time
  const { model: after, outcome } = step(play.model, call, outside);
  const moment = { before: play.model, call, outcome, after, history: play.history };
  const changed = { ...moment, ...change(moment) };
  return { ...changed, history: historyAfter(play.history, COURT, call, changed.outcome) };
}

const withSlot = (model: Model, change: Partial<ReturnType<typeof slotOf>>, play: Play): Model => {
  const id = play.idOf(pair);
  return { ...model, slots: new Map([...model.slots, [id, { ...slotOf(model, id), ...change }]]) };
};

const paying = (outcome: Outcome, amount: bigint, failed = false): Outcome =>
  "reverted" in outcome
    ? outcome
    : { ...outcome, payments: [...outcome.payments, { token: ETH, id: 0n, to: ALICE, amount, failed }] };

describe("the safety rules as functions", () => {
  let play: Play;

  beforeEach(() => {
    play = new Play();
    play.fund(pair, 0, 5n);
  });

  const found = (rule: number, moment: Moment): string => (RULES[rule]?.(moment) ?? ["no such rule"]).join("; ");
  const fixed = (): Wanted => {
    play.fix(pair, state);
    return play.settle(pair, state);
  };

  it("all hold for a plain settlement", () => {
    const moment = momentOf(play, fixed());
    for (const number of Object.keys(RULES)) expect(found(Number(number), moment), `rule ${number}`).to.equal("");
  });

  it("1: a balance below what is owed", () => {
    const moment = momentOf(play, play.checkpoint(pair, state));
    expect(found(1, { ...moment, balanceOf: () => 4n })).to.contain("4 is there, 5 is owed");
  });

  it("2: more paid than deposited", () => {
    const moment = momentOf(play, fixed(), ({ outcome }) => ({ outcome: paying(outcome, 1n) }));
    expect(found(2, moment)).to.contain("has paid 6 of 5");
  });

  it("3: another channel changed", () => {
    const other = `0x${"11".repeat(31)}02` as const;
    const moment = momentOf(play, play.checkpoint(pair, state), ({ after }) => ({
      after: {
        ...after,
        holdings: new Map([...after.holdings, [at(other, ZERO, 0), { even: 1n, odd: 0n, closed: false }]]),
      },
    }));
    expect(found(3, moment)).to.contain(other);
  });

  it("4: a version or deadline that goes back, a channel that reopens or changes when it is fixed", () => {
    play.pays(play.challenge(pair, 0, state));
    const wait: Wanted = { entry: "publish", preimages: [], sender: ALICE };
    const change = (slot: Partial<ReturnType<typeof slotOf>>) =>
      found(
        4,
        momentOf(play, wait, ({ after }) => ({ after: withSlot(after, slot, play) })),
      );
    expect(change({ version: 0 })).to.contain("version 1 became 0");
    expect(change({ deadline: 0 })).to.contain("became 0");
    play.wait(DURATION);
    expect(change({ status: 0 })).to.contain("although it was fixed");
    play.model = withSlot(play.model, { status: 2 }, play);
    expect(change({ status: 1 })).to.contain("reopened");
  });

  it("5: a state registered that not everybody signed", () => {
    const moment = momentOf(play, play.checkpoint(pair, state));
    expect(found(5, moment)).to.equal("");
    const forged = { ...moment.call, signatures: signed(pair).slice(1) } as Call; // the same with one signature less
    expect(found(5, { ...moment, call: forged })).to.contain("without everybody's signature");
  });

  it("6: somebody paid less than its account says, or to be paid less than nothing", () => {
    const short = momentOf(play, fixed(), ({ outcome }) => ({
      outcome: "reverted" in outcome ? outcome : { ...outcome, payments: outcome.payments.slice(1) },
    }));
    expect(found(6, short)).to.contain("was paid 0");
    const poor = momentOf(play, play.settle(pair, state, 0n), ({ after }) => ({
      after: { ...after, holdings: new Map() },
    }));
    expect(found(6, poor)).to.contain("would be paid -1");
  });

  it("7: a deadline beyond one challenge duration, or moved by anything else", () => {
    const late = momentOf(play, play.challenge(pair, 0), ({ after }) => ({
      after: withSlot(after, { deadline: play.now + DURATION + 1 }, play),
    }));
    expect(found(7, late)).to.contain("at most");
    play.pays(play.challenge(pair, 0));
    const moved = momentOf(play, play.checkpoint(pair, state), ({ after }) => ({
      after: withSlot(after, { deadline: play.now + DURATION + 1 }, play),
    }));
    expect(found(7, moved)).to.contain("moved by checkpoint");
  });

  it("8: a failed payment without its credit, a credit without its failed payment", () => {
    const gone = momentOf(play, fixed(), ({ outcome, after }) => ({
      outcome: paying(outcome, 1n, true),
      after: { ...after, credits: new Map([[at(ALICE, ZERO), 2n]]) },
    }));
    expect(found(8, gone)).to.contain("changed by 2, failed: 1");
  });

  it("13: more released than locked, or an interaction claimed twice", () => {
    const claim: Wanted = { entry: "claim", channel: pair, state, items: [], sender: MALLORY };
    play.fix(pair, state);
    const event = { name: "Claimed" as const, channelId: play.idOf(pair), index: 0 };
    const twice = momentOf(play, claim, ({ outcome, after }) => ({
      outcome: "reverted" in outcome ? outcome : { ...outcome, events: [event, event] },
      after: { ...after, released: new Map([[at(play.idOf(pair), 0), 1n]]) },
    }));
    expect(found(13, twice)).to.contain("claimed twice").and.contain("1 released of 0");
  });

  it("14: a call that pays again", () => {
    const moment = momentOf(play, fixed());
    const again = () => ({ model: moment.after, outcome: moment.outcome });
    expect(found(14, { ...moment, again })).to.contain("settle twice");
  });

  it("17: a good state refused, or above the gas of a transaction", () => {
    const moment = momentOf(play, play.checkpoint(pair, state));
    expect(found(17, { ...moment, outcome: { reverted: ["Insolvent"] } })).to.contain("does not register");
    expect(found(17, { ...moment, gasUsed: GAS_CAP + 1 })).to.contain("gas");
  });
});
