import { expect } from "chai";
import { leafAt, size } from "../../../offchain/channel/tree.ts";
import type { Hex } from "../../../offchain/evm/hex.ts";
import { swapCode } from "../../../offchain/generated/apps/swap.ts";
import { ticTacToeCode } from "../../../offchain/generated/apps/ticTacToe.ts";
import type { Offer } from "../../../offchain/protocol/messages.ts";
import { margin } from "../../../offchain/protocol/profile.ts";
import { OTHER, PROFILE, TOKEN } from "../../simulation/simulation.ts";
import { Line } from "./support/line.ts";

const ALICE = 0;
const BOB = 1;
const WINDOW = PROFILE.inclusion + margin(PROFILE);
const word = (value: number): string => value.toString(16).padStart(64, "0");

const offerOf = (stake = 100, change: Partial<Offer> = {}): Offer => ({
  offerId: `0x${"0f".repeat(32)}`,
  app: ticTacToeCode.address,
  terms: `0x${word(stake)}${word(WINDOW)}`,
  seats: [0, 1],
  assets: [0],
  notBefore: 0,
  fallbackDelay: WINDOW + margin(PROFILE),
  ...change,
});

const offer = (line: Line, made: Offer): string =>
  line.run.request(line.node(ALICE), {
    kind: "offerApp",
    channelId: line.channel(ALICE).genesis.channelId,
    offer: made,
  });

const mark = (line: Line, at: number, cell: number): string =>
  line.run.request(line.node(at), {
    kind: "play",
    channelId: line.channel(at).genesis.channelId,
    index: 0,
    move: 0,
    args: `0x${word(cell)}`,
  });

function started(): Line {
  const line = new Line();
  offer(line, offerOf());
  line.passAll();
  expect(size(line.channel(BOB).held.content.tree)).to.equal(1);
  return line;
}

describe("apps in a channel (protocol §1.4, adjudicator §9)", () => {
  it("is offered, accepted by policy, opened: both stakes are locked", () => {
    const line = started();
    expect(line.channel(ALICE).held.content.books[0]).to.deep.include({ locked: 200n, delta: [-100n, -100n] });
    expect(line.channel(BOB).consents).to.deep.equal([]);
  });

  it("is played off chain to its end, by each seat in turn, and pays the pot", () => {
    const line = started();
    const cells: readonly [number, number][] = [
      [ALICE, 0],
      [BOB, 3],
      [ALICE, 1],
      [BOB, 4],
      [ALICE, 2],
    ];
    for (const [at, cell] of cells) {
      mark(line, at, cell);
      line.passAll();
    }
    expect(size(line.channel(ALICE).held.content.tree)).to.equal(0);
    expect(line.channel(BOB).held.content.books[0]).to.deep.include({ locked: 0n, delta: [100n, -100n] });
  });

  it("refuses a move out of turn or against the rules before it is signed", () => {
    const line = started();
    const early = mark(line, BOB, 0);
    expect(line.node(BOB).replies.get(early)).to.deep.include({ ok: false });
    mark(line, ALICE, 4);
    line.passAll();
    const taken = mark(line, BOB, 4);
    expect(line.node(BOB).replies.get(taken)).to.deep.include({ ok: false });
    expect(line.channel(ALICE).pending.length + line.channel(BOB).pending.length).to.equal(0);
  });

  const declined = (what: string, reason: RegExp, change: (line: Line) => Offer): void => {
    it(`is declined: ${what}`, () => {
      const line = new Line();
      const made = change(line);
      const request = offer(line, offerOf());
      const sent = line.take("offer", BOB);
      line.say(ALICE, BOB, { ...sent, offer: made });
      line.passAll();
      const reply = line.node(ALICE).replies.get(request);
      expect(reply).to.deep.include({ ok: false, code: "DECLINED" });
      expect(reply?.ok === false ? reply.reason : "").to.match(reason);
      expect(line.channel(BOB).consents).to.deep.equal([]);
    });
  };
  declined("a stake above this node's limit", /stake/, () => offerOf(501));
  it("is declined: a stake in an asset that the policy does not name, above none", () => {
    const line = new Line(3);
    const { channelId } = line.channel(ALICE, 2).genesis;
    const policy = { maxStakes: { [OTHER]: 500n }, ask: false };
    line.run.request(line.node(2), { kind: "setPolicy", app: ticTacToeCode.address, policy });
    const replies = [0, 1, 3].map((asset) => {
      const made = offerOf(100, { offerId: `0x${"0e".repeat(31)}0${asset}`, assets: [asset] });
      const request = line.run.request(line.node(ALICE), { kind: "offerApp", channelId, offer: made });
      line.passAll();
      return line.node(ALICE).replies.get(request);
    });
    expect(replies[0]).to.deep.include({ ok: false, code: "DECLINED" });
    expect(replies[0]?.ok === false ? replies[0].reason : "").to.match(/a stake of 100 of eth .* its limit is 0/);
    expect(replies[1]).to.deep.include({ ok: true });
    expect(replies[2]?.ok === false ? replies[2].reason : "").to.match(/there is no asset 3/);
    expect(line.channel(ALICE, 2).held.content.books.map(({ locked }) => locked)).to.deep.equal([0n, 200n, 0n]);
  });

  it("is not offered where a seat has too little to stake: who, of what, and how much", () => {
    const line = new Line(3);
    const { channelId } = line.channel(ALICE, 2).genesis;
    const swapOf = (goods: number, price: number): Offer => {
      const terms: Hex = `0x${[goods, price, 0, WINDOW].map(word).join("")}`;
      return offerOf(0, { app: swapCode.address, terms, assets: [1, 2] });
    };
    const refusal = (made: Offer): string => {
      const reply = line
        .node(ALICE)
        .replies.get(line.run.request(line.node(ALICE), { kind: "offerApp", channelId, offer: made }));
      return reply?.ok === false ? reply.reason : "offered";
    };
    expect(refusal(swapOf(10_001, 1))).to.match(/this node has 10000 of 0x3+ to stake here, 10001 is needed/);
    expect(refusal(swapOf(1, 10_001))).to.match(/participant 1 has 10000 of 0x7+ to stake here, 10001 is needed/);
    const twice = { ...swapOf(6_000, 1), assets: [0, 0], seats: [0, 1] };
    expect(refusal(twice)).to.equal("offered");
    expect(line.pending("offer", 2)).to.equal(true);
  });

  it("swaps one asset against another, both or neither", () => {
    const line = new Line(3);
    const { channelId } = line.channel(ALICE, 2).genesis;
    const terms: Hex = `0x${[70, 30, 5, WINDOW].map(word).join("")}`;
    const policy = { maxStakes: { [TOKEN]: 30n }, ask: false };
    line.run.request(line.node(2), { kind: "setPolicy", app: swapCode.address, policy });
    // The taker stakes the price alone: the maker's goods are not its own stake.
    const made = offerOf(0, { app: swapCode.address, terms, assets: [1, 2] });
    line.run.request(line.node(ALICE), { kind: "offerApp", channelId, offer: made });
    line.passAll();
    const books = (at: number, other: number) =>
      line.channel(at, other).held.content.books.map(({ locked, delta }) => [locked, ...delta]);
    expect(books(2, ALICE)).to.deep.equal([
      [0n, 0n, 0n],
      [70n, -70n, 0n],
      [30n, 0n, -30n],
    ]);
    line.run.request(line.node(2), { kind: "play", channelId, index: 0, move: 0, args: "0x" });
    line.passAll();
    expect(books(ALICE, 2)).to.deep.equal([
      [0n, 0n, 0n],
      [0n, -70n, 70n],
      [0n, 30n, -30n],
    ]);
  });

  declined("a window shorter than an answer on chain takes (adjudicator §9 (e))", /window/, () =>
    offerOf(100, { terms: `0x${word(100)}${word(WINDOW - 1)}` }),
  );
  declined("a fallback before the window and its margin are over (adjudicator M3)", /fallback/, () =>
    offerOf(100, { fallbackDelay: WINDOW + margin(PROFILE) - 1 }),
  );
  declined("an app that this node takes no part in", /no such app|no adapter/, () =>
    offerOf(100, { app: `0x${"12".repeat(20)}` }),
  );

  it("opens nothing that was not offered (NO_CONSENT, S4)", () => {
    const line = new Line();
    offer(line, offerOf());
    const sent = line.pass("offer", BOB);
    const answer = line.take("answer", ALICE);
    // Alice opens the same game for twice the stake.
    const { offerId: _, ...body } = { ...sent.offer, terms: `0x${word(200)}${word(WINDOW)}` as Hex };
    line.say(BOB, ALICE, answer);
    const proposal = line.take("propose", BOB);
    const forged = proposal.ops.map(({ id }) => ({ id, body: { kind: "open" as const, ...body } }));
    line.say(ALICE, BOB, { ...proposal, ops: forged });
    expect(line.take("reject", ALICE).code).to.be.oneOf(["NO_CONSENT", "BAD_OP"]);
    line.say(ALICE, BOB, proposal);
    expect(size(line.channel(BOB).held.content.tree)).to.equal(1);
  });

  it("opens once what was accepted once, and twice what was accepted twice (NO_CONSENT, S4)", () => {
    for (const yeses of [1, 2]) {
      const line = new Line();
      for (let n = 0; n < yeses; n++) offer(line, offerOf(100, { offerId: `0x${"0f".repeat(31)}0${n}` }));
      for (let n = 0; n < yeses; n++) line.pass("offer", BOB);
      const answer = line.take("answer", ALICE);
      line.say(BOB, ALICE, answer);
      const proposal = line.take("propose", BOB);
      const [first] = proposal.ops;
      if (first === undefined) return expect.fail("it is opened");
      const second = { id: { ...first.id, seq: first.id.seq + 1 }, body: first.body };
      // The digest is not that of the two: whoever consents says so, whoever does not says that first.
      line.say(ALICE, BOB, { ...proposal, ops: [first, second] });
      const { code, ops } = line.take("reject", ALICE);
      expect([code, ops]).to.deep.equal(yeses === 1 ? ["NO_CONSENT", [second.id]] : ["BAD_OP", []]);
      line.say(ALICE, BOB, proposal);
      expect(line.channel(BOB).consents).to.have.length(yeses - 1);
    }
  });

  it("goes to the chain when the other is silent beyond the clock, and is played out there (C4, rule 7)", () => {
    const line = started();
    mark(line, ALICE, 0);
    line.passAll();
    for (let i = 0; i < WINDOW + 4; i++) line.run.round();
    expect(line.channel(ALICE).force).to.match(/clock of the app at index 0 is over/);
    for (let i = 0; i < PROFILE.challengeDuration + 2 * WINDOW + 40; i++) line.run.round();
    expect(line.channel(ALICE).life).to.equal("closed");
    const { payout } = line.node(ALICE).keys;
    expect(line.run.games.gains().get(`${line.channel(ALICE).genesis.assets[0]?.token}/${payout}`)).to.equal(100n);
  });

  it("makes on chain the move that was not co-signed in time, and no other (adjudicator §9 (b))", () => {
    const line = started();
    mark(line, ALICE, 4);
    line.run.network.clear();
    line.run.request(line.node(ALICE), {
      kind: "close",
      channelId: line.channel(ALICE).genesis.channelId,
      force: true,
    });
    for (let i = 0; i < PROFILE.challengeDuration + 6; i++) {
      line.run.network.clear();
      line.run.block(false);
    }
    const { channelId } = line.channel(ALICE).genesis;
    const events = line.run.chain.head.world.channels.get(channelId)?.events ?? [];
    const version = line.channel(ALICE).outcome?.version;
    const found = leafAt((line.channel(ALICE).outcome ?? line.channel(ALICE).held.content).tree, 0);
    expect(found?.kind).to.equal("app");
    // Either the state with the move was fixed, or the move was made on chain.
    if (version === 1)
      expect(events.map((event) => (event.kind === "moved" ? event.args : "timeout"))).to.deep.equal([`0x${word(4)}`]);
    if (version === 1) expect(line.channel(ALICE).chosen["0/0/0"]?.args).to.equal(`0x${word(4)}`);
  });
});
