// The text's own schedules about deposits, states and the clock (adjudicator, findings), played on the model.
import { expect } from "chai";
import {
  ALICE,
  asset,
  BOB,
  CAT,
  COIN,
  channelOf,
  DURATION,
  ETH,
  got,
  MALLORY,
  Play,
  type signed,
  stateOf,
  type Wanted,
} from "./play.ts";

const pair = channelOf([ALICE, BOB]);

/** A state in ETH that gives Alice so much more than she deposited. */
const paying = (version: number, toAlice: bigint, change = {}) =>
  stateOf(version, [asset(ETH, [toAlice, -toAlice], change)]);

describe("the model of the adjudicator: the life of a channel", () => {
  let play: Play;

  beforeEach(() => {
    play = new Play();
  });

  it("C1: a state that counts on a deposit never made is refused, and the older one stands", () => {
    play.fund(pair, 0, 2n);
    play.fund(pair, 1, 2n);
    const counting = paying(3, -1n);
    expect(play.refuses(play.challenge(pair, 1, paying(3, 4n)))).to.equal("Insolvent");
    play.pays(play.challenge(pair, 1));
    play.pays(play.checkpoint(pair, paying(2, 2n)));
    expect(play.refuses(play.challenge(pair, 1, counting))).to.equal("Disputed");
    play.wait(DURATION);
    expect(got(play.pays(play.settle(pair, paying(2, 2n))), ALICE)).to.equal(4n);
  });

  it("C2: solvency is each participant's own, with what it may still withdraw", () => {
    play.fund(pair, 0, 2n);
    play.fund(pair, 1, 2n);
    expect(play.refuses(play.checkpoint(pair, paying(1, -2n, { withdrawn: [1n, 0n] })))).to.equal("Insolvent");
    play.pays(play.checkpoint(pair, paying(1, -1n, { withdrawn: [1n, 0n] })));
  });

  it("C3: a withdrawal that a newer state takes back is not paid twice and blocks nothing", () => {
    play.fund(pair, 0, 5n);
    play.fund(pair, 1, 5n);
    const first = paying(1, 0n, { withdrawn: [0n, 2n] });
    expect(got(play.pays(play.withdraw(pair, first)), BOB)).to.equal(2n);
    expect(play.pays(play.withdraw(pair, first, []))).to.deep.equal([]);
    const second = paying(2, 1n);
    play.fix(pair, second);
    const paid = play.pays(play.settle(pair, second));
    expect([got(paid, ALICE), got(paid, BOB)]).to.deep.equal([6n, 2n]);
  });

  it("C3: an asset that was withdrawn and then dropped is swept by nobody until what is missing is deposited", () => {
    play.fund(channelOf([MALLORY], 9n), 0, 1_000n);
    play.fund(pair, 1, 500n);
    play.pays(play.withdraw(pair, paying(1, 500n, { withdrawn: [500n, 0n] })));
    const without = stateOf(2, [asset(COIN.token, [0n, 0n])], { isFinal: true });
    play.pays(play.conclude(pair, without));
    expect(play.refuses(play.sweep(pair, ETH, 2n))).to.equal("Overdrawn");
    play.fund(pair, 0, 500n);
    expect(got(play.pays(play.sweep(pair, ETH)), BOB)).to.equal(500n);
  });

  it("C4: assets twice, in another order, or not canonical are refused", () => {
    const eth = asset(ETH, [0n, 0n]);
    const coin = asset(COIN.token, [0n, 0n]);
    expect(play.refuses(play.checkpoint(pair, stateOf(1, [eth, eth])))).to.equal("BadState");
    expect(play.refuses(play.checkpoint(pair, stateOf(1, [coin, eth])))).to.equal("BadState");
    expect(play.refuses(play.checkpoint(pair, stateOf(1, [{ ...eth, id: 1n }])))).to.equal("BadAsset");
    play.pays(play.checkpoint(pair, stateOf(1, [eth, coin])));
  });

  it("H5: after a conclusion a late deposit is refused and no old state comes back", () => {
    play.fund(pair, 0, 4n);
    const final = paying(2, -1n, { withdrawn: [] });
    const paid = play.pays(play.conclude(pair, { ...final, isFinal: true }));
    expect([got(paid, ALICE), got(paid, BOB)]).to.deep.equal([3n, 1n]);
    const channelId = play.idOf(pair);
    const late = { entry: "fundETH", channelId, participant: 0, minHeld: 0n, value: 1n, sender: ALICE } as const;
    expect(play.refuses(late)).to.equal("Closed");
    expect(play.refuses(play.challenge(pair, 1, paying(5, -4n)))).to.contain("ListsClosed");
  });

  it("H6: before the deadline newer states, from it on payment alone", () => {
    play.fund(pair, 0, 4n);
    play.pays(play.challenge(pair, 0, paying(1, -1n)));
    play.wait(DURATION - 1);
    expect(play.refuses(play.settle(pair, paying(1, -1n)))).to.equal("NotFixed");
    play.pays(play.checkpoint(pair, paying(2, -2n)));
    play.wait(1);
    expect(play.refuses(play.checkpoint(pair, paying(3, -3n)))).to.equal("NotEditable");
    expect(play.refuses(play.settle(pair, paying(1, -1n)))).to.equal("BadState");
    expect(got(play.pays(play.settle(pair, paying(2, -2n), 2n)), BOB)).to.equal(2n);
    expect(got(play.pays(play.settle(pair, paying(2, -2n))), ALICE)).to.equal(2n);
  });

  it("H7, M7: a Resume and a Challenge fit one deadline alone", () => {
    play.fund(pair, 0, 4n);
    const channelId = play.idOf(pair);
    const validUntil = play.now + 1_000;
    const over = { channelId, minVersion: 0, previousDeadline: 0, validUntil };
    const auth = { minVersion: 0, validUntil, signature: { by: ALICE, over } };
    const byTower: Wanted = {
      entry: "challenge",
      channel: pair,
      state: stateOf(0, []),
      signatures: [],
      participant: 0,
      sender: MALLORY,
      auth,
    };
    play.pays(byTower);
    const ends = { channelId, deadline: play.now + DURATION };
    const signatures = [ALICE, BOB].map((by) => ({ by, over: ends }));
    const resume: Wanted = { entry: "resume", channel: pair, signatures, sender: MALLORY };
    play.pays(resume);
    expect(play.refuses(byTower)).to.equal("NotParticipant");
    play.pays(play.challenge(pair, 1));
    expect(play.refuses(resume)).to.equal("BadSignature");
  });

  it("H9: an old state never makes a challenge fail", () => {
    play.fund(pair, 0, 4n);
    play.pays(play.checkpoint(pair, paying(7, -1n)));
    play.pays(play.challenge(pair, 1, paying(2, -3n)));
    play.wait(DURATION);
    expect(got(play.pays(play.settle(pair, paying(7, -1n))), BOB)).to.equal(1n);
  });

  it("H14: with nothing signed everybody gets its own deposit back, whole and once", () => {
    play.fund(pair, 0, 3n);
    play.fundToken(pair, 1, CAT, 1n);
    play.fix(pair, stateOf(0, []));
    expect(got(play.pays(play.sweep(pair, ETH)), ALICE)).to.equal(3n);
    expect(got(play.pays(play.sweep(pair, CAT.token, 3n, stateOf(0, []), CAT.id)), BOB, CAT.token)).to.equal(1n);
    expect(play.pays(play.sweep(pair, ETH))).to.deep.equal([]);
    play.fund(pair, 1, 1n);
    expect(got(play.pays(play.sweep(pair, ETH)), BOB)).to.equal(1n);
  });

  it("H14: nobody concludes version 0", () => {
    play.fund(pair, 0, 3n);
    expect(play.refuses(play.conclude(pair, stateOf(0, []), 3n, []))).to.contain("NotFinal");
    expect(play.refuses(play.conclude(pair, stateOf(0, [], { isFinal: true }), 3n, []))).to.equal("BadState");
  });

  it("M13, M14: the most that is held, and what a page holds", () => {
    play.fund(pair, 0, 1n << 112n);
    const channelId = play.idOf(pair);
    const more = { entry: "fundETH", channelId, participant: 0, minHeld: 0n, value: 1n, sender: ALICE } as const;
    expect(play.refuses(more)).to.equal("HoldingTooLarge");
    expect(play.refuses({ ...more, participant: 1, minHeld: (1n << 112n) + 1n })).to.equal("HeldTooLow");
    play.pays({ ...more, participant: 1, minHeld: 1n << 112n });
    expect(play.refuses({ ...more, participant: 2 })).to.equal("BadParticipant");
  });

  it("attack 2: the window is never extended, and a participant alone starts it", () => {
    play.fund(pair, 0, 4n);
    expect(play.refuses({ ...play.challenge(pair, 0), sender: MALLORY })).to.equal("NotParticipant");
    play.pays(play.challenge(pair, 0));
    play.wait(DURATION - 1);
    play.pays(play.checkpoint(pair, paying(1, -1n)));
    play.wait(1);
    play.pays(play.settle(pair, paying(1, -1n)));
  });

  it("attack 22: wrong, malleable, missing and doubled signatures are refused", () => {
    play.fund(pair, 0, 4n);
    const state = paying(1, -1n);
    const given = (signatures: ReturnType<typeof signed>) =>
      play.refuses({ entry: "checkpoint", channel: pair, state, signatures, sender: MALLORY });
    expect(given([{ by: ALICE }, { by: ALICE }])).to.equal("BadSignature");
    expect(given([{ by: BOB }, { by: ALICE }])).to.equal("BadSignature");
    expect(given([{ by: ALICE }])).to.equal("BadSignatures");
    for (const flaw of ["malleable", "lowV", "otherDomain", "zero"] as const)
      expect(given([{ by: ALICE }, { by: BOB, flaw }]), flaw).to.equal("BadSignature");
    const over = { channelId: play.idOf(channelOf([ALICE, BOB], 2n)), state };
    expect(given([{ by: ALICE }, { by: BOB, over }])).to.equal("BadSignature");
  });
});
