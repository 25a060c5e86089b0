// The text's own schedules about claims, children and apps (adjudicator, findings), played on the model.
import { expect } from "chai";
import { keccakHex, sha256Hex } from "../../offchain/evm/hash.ts";
import { bytesToHex, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import type { App, AppState, ChildTerms, State } from "../../offchain/generated/protocol/structs.ts";
import type { OurLeaf } from "./arbitrary/ours.ts";
import { encodeScript, type Script, scriptedState } from "./arbitrary/scripts.ts";
import { type Levels, proofOf, siblingsOf } from "./arbitrary/trees.ts";
import type { ClaimItem } from "./calls.ts";
import { PLAYERS } from "./company.ts";
import { appStateHashOf, moveHashOf, word, ZERO } from "./identity.ts";
import {
  ALICE,
  asset,
  BOB,
  channelOf,
  DURATION,
  ETH,
  got,
  IDA,
  MALLORY,
  Play,
  stateOf,
  type Wanted,
  withLeaves,
} from "./play.ts";

const PREIMAGE: Hex = `0x${"11".repeat(32)}`;
const HASH = sha256Hex(hexToBytes(PREIMAGE));
const pair = channelOf([ALICE, BOB]);

/** A hash lock from Alice to Bob. */
const lock = (index: number, amount: bigint, until: number): OurLeaf & { kind: "hashLock" } => ({
  kind: "hashLock",
  leaf: { index, asset: 0, from: 0, to: 1, amount, hash: HASH, until },
});

const locking = (version: number, locked: bigint, change: Partial<State> = {}): State =>
  stateOf(version, [asset(ETH, [-locked, 0n], { locked })], change);

const itemOf = ({ leaf }: OurLeaf & { kind: "hashLock" }, levels: Levels): ClaimItem => ({
  kind: "hashLock",
  leaf,
  proof: proofOf(levels, leaf.index),
});

describe("the model of the adjudicator: interactions", () => {
  let play: Play;

  beforeEach(() => {
    play = new Play();
    play.fund(pair, 0, 10n);
  });

  const claim = (state: State, items: readonly ClaimItem[]): Wanted => ({
    entry: "claim",
    channel: pair,
    state,
    items,
    sender: MALLORY,
  });
  const publish: Wanted = { entry: "publish", preimages: [PREIMAGE], sender: MALLORY };

  it("H11, S12: published in the second of `until` pays the payee; one second later the payer", () => {
    for (const [late, who] of [
      [0, BOB],
      [1, ALICE],
    ] as const) {
      play = new Play();
      play.fund(pair, 0, 10n);
      const until = play.now + DURATION;
      const leaf = lock(0, 4n, until);
      const { state, levels } = withLeaves(locking(1, 4n), [leaf]);
      play.fix(pair, state);
      expect(play.pays(claim(state, [itemOf(leaf, levels)])), "undecided").to.deep.equal([]);
      play.wait(late);
      play.pays(publish);
      play.wait(1);
      const paid = play.pays(claim(state, [itemOf(leaf, levels)]));
      expect(got(paid, who)).to.equal(4n);
      expect(play.pays(claim(state, [itemOf(leaf, levels)])), "M5: skipped").to.deep.equal([]);
    }
  });

  it("C6: no leaf is claimed under an alias of its index", () => {
    const leaf = lock(3, 2n, play.now);
    const { state, levels } = withLeaves(locking(1, 10n), [lock(0, 1n, 0), leaf]);
    play.fix(pair, state);
    const item = itemOf(leaf, levels);
    play.pays(claim(state, [item]));
    const alias = { ...leaf.leaf, index: 3 + 4 };
    expect(play.refuses(claim(state, [{ ...item, kind: "hashLock", leaf: alias }]))).to.equal("BadProof");
  });

  it("M6: what colluders lock twice is skipped", () => {
    const [one, two] = [lock(0, 6n, play.now), lock(1, 6n, play.now)];
    const { state, levels } = withLeaves(locking(1, 6n), [one, two]);
    play.fix(pair, state);
    const paid = play.pays(claim(state, [itemOf(one, levels), itemOf(two, levels)]));
    expect(got(paid, ALICE)).to.equal(6n);
  });

  it("several locks under one proof pay what one by one would", () => {
    const leaves = [lock(0, 1n, play.now), lock(2, 2n, play.now), lock(5, 3n, play.now)];
    const { state, levels } = withLeaves(locking(1, 6n), leaves);
    play.fix(pair, state);
    const locks = leaves.map(({ leaf }) => leaf);
    const siblings = siblingsOf(levels, [0, 2, 5]);
    const call = { entry: "claimAll", channel: pair, state, locks, depth: 3, siblings, sender: MALLORY } as const;
    expect(play.refuses({ ...call, siblings: [...siblings, ZERO] })).to.equal("BadProof");
    expect(play.refuses({ ...call, locks: [...locks].reverse() })).to.equal("BadProof");
    const paid = play.pays(call);
    expect(paid.map(({ amount }) => amount)).to.deep.equal([6n]);
  });

  describe("children", () => {
    const terms: ChildTerms = {
      expiry: 1_500,
      resolveBy: 1_700,
      funding: [{ token: ETH, id: 0n, amounts: [3n, 2n] }],
    };
    const child = channelOf([ALICE, BOB], 7n, terms);
    const other = channelOf([IDA, BOB], 8n);

    /** Both parents fixed with a leg each: Alice and Ida in the first, Ida and Bob in the second (rule 13). */
    function legs(): readonly { readonly channel: typeof pair; readonly state: State; readonly item: ClaimItem }[] {
      const first = channelOf([ALICE, IDA], 6n);
      return [first, other].map((channel) => {
        play.fund(channel, 0, 5n);
        play.fund(channel, 1, 5n);
        const leaf = { index: 0, child: play.idOf(child), seats: [0, 1] };
        const made = withLeaves(stateOf(1, [asset(ETH, [-3n, -2n], { locked: 5n })]), [
          { kind: "leg", leaf, child: { terms } as never }, // only its leaf is hashed
        ]);
        play.fix(channel, made.state);
        const item: ClaimItem = { kind: "leg", leaf, proof: [], channel: child, terms, state: stateOf(0, []) };
        return { channel, state: made.state, item };
      });
    }

    const paying = (version: number, toAlice: bigint): State => stateOf(version, [asset(ETH, [toAlice, -toAlice])]);

    it("H1, C8: both legs wait for the expiry, and read one outcome, whenever they are claimed", () => {
      const parents = legs();
      play.pays(play.checkpoint(child, paying(1, -1n), terms));
      const take = (state: State) =>
        parents.map((one) =>
          play.pays({
            entry: "claim",
            channel: one.channel,
            state: one.state,
            items: [{ ...one.item, kind: "leg", state } as ClaimItem], // a leg with another state
            sender: MALLORY,
          }),
        );
      expect(take(paying(1, -1n)).flat()).to.deep.equal([]);
      play.now = 1_500;
      expect(play.refuses(play.checkpoint(child, paying(2, 2n), terms))).to.equal("NotEditable");
      expect(take(stateOf(0, [])).flat(), "another state is skipped").to.deep.equal([]);
      const [a = [], b = []] = take(paying(1, -1n));
      expect([got(a, ALICE), got(a, IDA), got(b, IDA), got(b, BOB)]).to.deep.equal([2n, 3n, 2n, 3n]);
    });

    it("H2: from resolveBy on, what is locked in a child is participant 0's", () => {
      const parents = legs();
      const leaf = lock(0, 2n, 1_600);
      const { state, levels } = withLeaves(stateOf(1, [asset(ETH, [0n, -2n], { locked: 2n })]), [leaf]);
      play.pays(play.challenge(child, 0, state, terms));
      play.now = 1_699;
      const [parent] = parents;
      if (parent === undefined) throw new Error("no parent");
      const leg: Wanted = {
        entry: "claim",
        channel: parent.channel,
        state: parent.state,
        items: [{ ...parent.item, state } as ClaimItem], // the leg with the child's state
        sender: MALLORY,
      };
      expect(play.pays(leg)).to.deep.equal([]);
      play.now = 1_700;
      const inside: Wanted = {
        entry: "claim",
        channel: child,
        terms,
        state,
        items: [itemOf(leaf, levels)],
        sender: IDA,
      };
      expect(play.refuses(inside)).to.equal("TooLate");
      expect(got(play.pays(leg), ALICE)).to.equal(5n);
    });

    it("a claim in a child counts in its outcome", () => {
      const [parent] = legs();
      if (parent === undefined) throw new Error("no parent");
      const leaf = lock(0, 2n, play.now);
      const { state, levels } = withLeaves(stateOf(1, [asset(ETH, [0n, -2n], { locked: 2n })]), [leaf]);
      play.pays(play.checkpoint(child, state, terms));
      play.now = 1_500;
      play.pays({ entry: "claim", channel: child, terms, state, items: [itemOf(leaf, levels)], sender: IDA });
      const items = [{ ...parent.item, state } as ClaimItem]; // the leg with the child's state
      const paid = play.pays({ entry: "claim", channel: parent.channel, state: parent.state, items, sender: IDA });
      expect([got(paid, ALICE), got(paid, IDA)]).to.deep.equal([5n, 0n]);
    });

    it("terms, funding and kinds of channels are held apart", () => {
      const wrong = { ...terms, expiry: 1_501 };
      expect(play.refuses(play.checkpoint(child, paying(1, 0n), wrong))).to.equal("BadChildTerms");
      expect(play.refuses(play.checkpoint(child, paying(1, 0n)))).to.equal("ChildNotSupported");
      expect(play.refuses(play.checkpoint(pair, paying(1, 0n), terms))).to.contain("NotAChild");
      expect(play.refuses(play.checkpoint(child, paying(1, 3n), terms))).to.equal("Insolvent");
      const channelId = play.idOf(child);
      const fund = { entry: "fundETH", channelId, participant: 0, minHeld: 0n, value: 1n, sender: ALICE } as const;
      expect(play.refuses(fund)).to.equal("ChildNotFunded");
    });
  });

  describe("apps", () => {
    const script: Script = {
      clock: 1,
      window: 50n,
      time: 0n,
      lock: ZERO,
      stays: false,
      most: 1,
      finalAt: 4n,
      fault: "none",
      faulty: "play",
    };

    interface Running {
      readonly leaf: App;
      readonly state: State;
      readonly terms: Hex;
      readonly start: AppState;
    }

    /** A channel fixed with one app: Alice is seat 0 and due. */
    function running(change: Partial<Script> = {}): Running {
      const terms = encodeScript({ ...script, ...change });
      const start = scriptedState(script, [3n, 3n], 0n);
      const leaf: App = {
        index: 0,
        app: PLAYERS.scripted.app,
        codeHash: PLAYERS.scripted.codeHash,
        termsHash: keccakHex(hexToBytes(terms)),
        stateHash: appStateHashOf(start),
        notBefore: 0,
        fallbackDelay: 500,
        seats: [0, 1],
        locks: [{ asset: 0, amount: 6n }],
      };
      const { state } = withLeaves(locking(1, 6n), [{ kind: "app", leaf, rules: "scripted", terms, start }]);
      play.fix(pair, state);
      return { leaf, state, terms, start };
    }

    const at = ({ leaf, terms }: Running, state: AppState, entryHash: Hex, used: Hex = "0x") => ({
      leaf,
      proof: [],
      terms,
      state,
      entryHash,
      used,
    });
    const move = (app: Running, position: ReturnType<typeof at>, seat: number, sender = pair.participants[seat]) =>
      ({
        entry: "progress",
        channel: pair,
        state: app.state,
        position,
        play: { seat, move: 0, args: bytesToHex(word(1)) },
        sender: sender?.signer ?? MALLORY,
      }) as const;
    const late = (app: Running, position: ReturnType<typeof at>): Wanted => ({
      entry: "timeout",
      channel: pair,
      state: app.state,
      position,
      sender: MALLORY,
    });
    const pot = (app: Running, state: AppState, entryHash: Hex, used: Hex = "0x"): Wanted =>
      claim(app.state, [{ kind: "app", leaf: app.leaf, proof: [], state, entryHash, used }]);

    it("S11: a move comes before the end, a timeout from the end on, and neither twice", () => {
      const app = running();
      const first = at(app, app.start, app.leaf.stateHash);
      play.wait(49);
      expect(play.refuses(late(app, first))).to.equal("TooEarly");
      play.pays(move(app, first, 0));
      expect(play.refuses(move(app, first, 0))).to.equal("StaleState");
      const next = scriptedState(script, [2n, 4n], 1n);
      const second = at(app, next, appStateHashOf(next), "0x01");
      play.wait(50);
      expect(play.refuses(move(app, second, 1))).to.equal("MoveTooLate");
      play.pays(late(app, second));
      const end = scriptedState(script, [6n, 0n], 4n);
      const paid = play.pays(pot(app, end, appStateHashOf(end), "0x01"));
      expect(got(paid, ALICE)).to.equal(6n);
    });

    it("S17: a seat without moves left ends the app with the pot as it stands", () => {
      const app = running();
      play.pays(move(app, at(app, app.start, app.leaf.stateHash), 0));
      const one = scriptedState(script, [2n, 4n], 1n);
      play.pays(move(app, at(app, one, appStateHashOf(one), "0x01"), 1));
      const two = scriptedState(script, [3n, 3n], 2n);
      const done = at(app, two, appStateHashOf(two), "0x0101");
      expect(play.refuses(move(app, done, 0))).to.equal("Done");
      const paid = play.pays(pot(app, two, appStateHashOf(two), "0x0101"));
      expect([got(paid, ALICE), got(paid, BOB)]).to.deep.equal([3n, 3n]);
    });

    it("S2, S5, M2: a Move binds version, index, turn and the entry's state", () => {
      const app = running();
      const position = at(app, app.start, app.leaf.stateHash);
      const { seat, args } = { seat: 0, args: bytesToHex(word(1)) };
      const good = {
        channelId: play.idOf(pair),
        version: 1,
        index: 0,
        turn: 0,
        stateHash: app.leaf.stateHash,
        moveHash: moveHashOf(seat, 0, args),
      };
      const sent = (over: typeof good): Wanted => ({
        ...move(app, position, 0),
        play: { seat, move: 0, args, signature: { by: ALICE, over } },
        sender: MALLORY,
      });
      const wrong = { version: 2, index: 1, turn: 1, stateHash: ZERO, moveHash: ZERO, channelId: ZERO };
      for (const [field, value] of Object.entries(wrong))
        expect(play.refuses(sent({ ...good, [field]: value })), field).to.equal("NotMover");
      play.pays(sent(good));
    });

    it("M3, S13: a broken app pays the pot as it stands, the fallback delay after the last entry and not before", () => {
      const app = running({ fault: "reverts", faulty: "status" });
      expect(play.refuses(move(app, at(app, app.start, app.leaf.stateHash), 0))).to.equal("AppFailed");
      play.wait(499);
      expect(play.pays(pot(app, app.start, app.leaf.stateHash))).to.deep.equal([]);
      play.wait(1);
      expect(got(play.pays(pot(app, app.start, app.leaf.stateHash)), BOB)).to.equal(3n);
      const position = at(app, app.start, app.leaf.stateHash);
      expect(play.refuses(move(app, position, 0)), "the claim ended it").to.equal("AlreadyClaimed");
    });

    it("S23: an app that hands out more than it holds fails, and is never a verdict", () => {
      const app = running({ fault: "wrongSum", faulty: "play" });
      expect(play.refuses(move(app, at(app, app.start, app.leaf.stateHash), 0))).to.equal("AppFailed");
    });
  });
});
