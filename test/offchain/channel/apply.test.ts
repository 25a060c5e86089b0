import { expect } from "chai";
import fc from "fast-check";
import { apply, applyAll, potFits } from "../../../offchain/channel/apply.ts";
import type { Apps } from "../../../offchain/channel/apps.ts";
import { type Content, firstContent, locksOf, spendable } from "../../../offchain/channel/content.ts";
import type { Op, Operation } from "../../../offchain/channel/operation.ts";
import { leafAt, leaves, root, size } from "../../../offchain/channel/tree.ts";
import { sha256Hex } from "../../../offchain/evm/hash.ts";
import { type Hex, hexToBytes } from "../../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../../offchain/generated/apps/ticTacToe.ts";

const ETH: Hex = `0x${"0".repeat(64)}`;
const apps: Apps = new Map([[ticTacToeCode.address, ticTacToeCode]]);
const start = (): Content => firstContent(2, [{ token: ETH, id: 0n, deposits: [1_000n, 1_000n] }]);
const op = (participant: number, seq: number, body: Operation): Op => ({ id: { participant, seq }, body });
const preimageOf = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
const hashOf = (n: number): Hex => sha256Hex(hexToBytes(preimageOf(n)));
const word = (value: number): string => value.toString(16).padStart(64, "0");

const pay = (from: number, seq: number, amount: bigint): Op =>
  op(from, seq, { kind: "pay", to: 1 - from, asset: 0, amount, note: "0x" });
const add = (from: number, seq: number, amount: bigint, n = seq): Op =>
  op(from, seq, { kind: "add", to: 1 - from, asset: 0, amount, hash: hashOf(n), until: 500, onion: "0x" });
/** The name of the lock that the first participant added. */
const by = (seq: number): Op["id"] => ({ participant: 0, seq });
const game = (seq: number, stake: number): Op =>
  op(0, seq, {
    kind: "open",
    app: ticTacToeCode.address,
    terms: `0x${word(stake)}${word(30)}`,
    seats: [0, 1],
    assets: [0],
    notBefore: 0,
    fallbackDelay: 60,
  });
const mark = (participant: number, seq: number, cell: number): Op =>
  op(participant, seq, { kind: "move", index: 0, seat: participant, move: 0, args: `0x${word(cell)}` });

function applied(content: Content, ...ops: readonly Op[]): Content {
  const done = apply(content, ops, content.version + 1, apps);
  if (!done.ok) throw new Error(done.reason);
  return done.content;
}

const refused = (content: Content, ...ops: readonly Op[]): string => {
  const done = apply(content, ops, content.version + 1, apps);
  return done.ok ? "applied" : `${done.code}: ${done.reason}`;
};

/** Rules 2 and 13 within one state: nothing is made, nothing is spent twice, and what is locked is the sum of the leaves. */
function sound({ books, tree }: Content): void {
  const [book] = books;
  if (book === undefined) return expect.fail("no asset");
  const locked = leaves(tree).reduce(
    (sum, [, leaf]) => sum + locksOf(leaf, books).reduce((all, { amount }) => all + amount, 0n),
    0n,
  );
  expect(book.locked).to.equal(locked);
  expect(book.delta.reduce((sum, delta) => sum + delta, 0n) + locked).to.equal(0n);
  for (const participant of [0, 1]) expect(spendable(book, participant) >= 0n).to.equal(true);
}

const anyOp = fc.record({
  participant: fc.nat(1),
  kind: fc.constantFrom("pay", "add", "paid", "failed", "wrong", "game", "mark", "proposeClose", "finalize", "topUp"),
  amount: fc.bigInt({ min: -5n, max: 1_500n }),
  n: fc.nat(5),
});

function made(
  { participant, kind, amount, n }: typeof anyOp extends fc.Arbitrary<infer T> ? T : never,
  seq: number,
  content?: Content,
): Op {
  // The lock that is there, or a guess: some are right.
  const lock = (content === undefined ? undefined : leafAt(content.tree, n)?.by) ?? {
    participant: 1 - participant,
    seq: n + 1,
  };
  const bodies: Readonly<Record<string, Operation>> = {
    pay: { kind: "pay", to: 1 - participant, asset: n === 5 ? 1 : 0, amount, note: "0x" },
    add: { kind: "add", to: 1 - participant, asset: 0, amount, hash: hashOf(n), until: 500, onion: "0x" },
    paid: { kind: "paid", index: n, lock, preimage: preimageOf(n) },
    failed: { kind: "failed", index: n, lock, hash: hashOf(n), reason: 0 },
    wrong: { kind: "paid", index: n, lock, preimage: preimageOf(77) },
    game: {
      kind: "open",
      app: ticTacToeCode.address,
      terms: `0x${word(n * 300)}${word(30)}`,
      seats: [participant, 1 - participant],
      assets: [0],
      notBefore: 0,
      fallbackDelay: 60,
    },
    mark: { kind: "move", index: 0, seat: participant, move: 0, args: `0x${word(n)}` },
    proposeClose: { kind: "proposeClose" },
    finalize: { kind: "finalize" },
    topUp: { kind: "topUp", participant, asset: 0, deposits: 1_000n + amount },
  };
  return op(participant, seq, bodies[kind] ?? { kind: "proposeClose" });
}

describe("apply: operations on a state (protocol §1.4)", () => {
  it("keeps every state sound, whatever operations come, and leaves its base alone (rules 2, 13)", () => {
    fc.assert(
      fc.property(fc.array(anyOp, { maxLength: 40 }), (all) => {
        let content = start();
        all.forEach((one, i) => {
          const before = root(content.tree);
          const done = apply(content, [made(one, i + 1, content)], content.version + 1, apps);
          expect(root(content.tree)).to.equal(before);
          if (done.ok) content = done.content;
          sound(content);
        });
      }),
    );
  });

  it("is the same batch by batch and at once, and applyAll leaves out exactly what does not fit", () => {
    fc.assert(
      fc.property(fc.array(anyOp, { maxLength: 25 }), (all) => {
        const ops = all.map((one, i) => made(one, i + 1));
        const { content, taken, left } = applyAll(start(), ops, 1, apps);
        expect(taken.length + left.length).to.equal(ops.length);
        const whole = apply(start(), taken, 1, apps);
        if (!whole.ok) return expect.fail(whole.reason);
        expect(root(whole.content.tree)).to.equal(root(content.tree));
        expect(whole.content.books).to.deep.equal(content.books);
        expect(whole.content.seqs).to.deep.equal(content.seqs);
      }),
    );
  });

  it("applies an operation at most once, and an originator's in order (rule 14)", () => {
    const one = applied(start(), pay(0, 5, 10n));
    expect(refused(one, pay(0, 5, 10n))).to.match(/a later operation/);
    expect(refused(one, pay(0, 4, 10n))).to.match(/a later operation/);
    expect(refused(one, pay(1, 1, 10n))).to.equal("applied");
  });

  it("spends what is spendable, and not a unit more (adjudicator C2)", () => {
    expect(refused(start(), pay(0, 1, 1_000n))).to.equal("applied");
    expect(refused(start(), pay(0, 1, 1_001n))).to.match(/has 1000 of eth to spend, 1001 is needed/);
    expect(refused(start(), pay(0, 1, 0n))).to.match(/out of range/);
    expect(refused(start(), pay(0, 1, -1n))).to.match(/out of range/);
    expect(refused(start(), pay(0, 1, 1n << 119n))).to.match(/out of range/);
    expect(refused(start(), add(0, 1, 600n), add(0, 2, 600n))).to.match(/has 400 of eth to spend/);
  });

  it("takes the lowest free place for a new leaf, so that the root follows from base and operations", () => {
    const three = applied(start(), add(0, 1, 1n), add(0, 2, 2n), add(0, 3, 3n));
    const freed = applied(
      three,
      op(1, 1, { kind: "failed", index: 1, lock: by(2), hash: hashOf(2), reason: 0 }),
      add(0, 4, 4n),
    );
    expect(leaves(freed.tree).map(([index, leaf]) => [index, leaf.by.seq])).to.deep.equal([
      [0, 1],
      [1, 4],
      [2, 3],
    ]);
  });

  it("pays a lock to whom its end says, by preimage of exactly that hash (attacks 16, 19)", () => {
    const locked = applied(start(), add(0, 1, 100n, 9));
    expect(refused(locked, op(1, 1, { kind: "paid", index: 0, lock: by(1), preimage: preimageOf(8) }))).to.match(
      /does not open/,
    );
    expect(refused(locked, op(1, 1, { kind: "paid", index: 1, lock: by(1), preimage: preimageOf(9) }))).to.match(
      /no interaction at index 1/,
    );
    expect(refused(locked, op(1, 1, { kind: "failed", index: 0, lock: by(1), hash: hashOf(8), reason: 0 }))).to.match(
      /another hash/,
    );
    expect(refused(locked, op(1, 1, { kind: "paid", index: 0, lock: by(2), preimage: preimageOf(9) }))).to.match(
      /is another one/,
    );
    const paid = applied(locked, op(1, 1, { kind: "paid", index: 0, lock: by(1), preimage: preimageOf(9) }));
    expect(paid.books[0]?.delta).to.deep.equal([-100n, 100n]);
    const failed = applied(locked, op(1, 1, { kind: "failed", index: 0, lock: by(1), hash: hashOf(9), reason: 0 }));
    expect(failed.books[0]?.delta).to.deep.equal([0n, 0n]);
  });

  it("locks stakes, moves by the app's own rules, pays the pot at the end", () => {
    const open = applied(start(), game(1, 200));
    expect(open.books[0]).to.deep.include({ locked: 400n, delta: [-200n, -200n] });
    const found = leafAt(open.tree, 0);
    expect(found?.kind === "app" && potFits(found.leaf, found.state)).to.equal(true);
    expect(refused(open, mark(1, 1, 0))).to.match(/refuses the move/);
    expect(refused(open, op(1, 1, { kind: "move", index: 0, seat: 0, move: 0, args: `0x${word(0)}` }))).to.match(
      /NO_CONSENT/,
    );
    const won = applied(open, mark(0, 2, 0), mark(1, 1, 3), mark(0, 3, 1), mark(1, 2, 4), mark(0, 4, 2));
    expect(size(won.tree)).to.equal(0);
    expect(won.books[0]).to.deep.include({ locked: 0n, delta: [200n, -200n] });
  });

  it("opens an app only where its adapter is known, its seats are taken once and its stakes are there", () => {
    const body = game(1, 200).body;
    if (body.kind !== "open") return expect.fail("an opening");
    expect(refused(start(), op(0, 1, { ...body, app: `0x${"00".repeat(20)}` }))).to.match(/no adapter/);
    expect(refused(start(), op(0, 1, { ...body, seats: [0, 0] }))).to.match(/one seat at most/);
    expect(refused(start(), op(0, 1, { ...body, seats: [0, 2] }))).to.match(/no participant 2/);
    expect(refused(start(), op(0, 1, { ...body, terms: "0x01" }))).to.match(/terms are refused/);
    expect(refused(start(), game(1, 1_001))).to.match(/1001 is needed/);
  });

  it("drains before it is final, and nothing follows a final state (adjudicator H4)", () => {
    const closing = applied(applied(start(), add(0, 1, 5n)), op(1, 1, { kind: "proposeClose" }));
    for (const late of [pay(0, 2, 1n), add(0, 2, 1n, 3), game(2, 1)])
      expect(refused(closing, late)).to.match(/^DRAINING/);
    expect(refused(closing, op(0, 2, { kind: "finalize" }))).to.match(/1 interactions are pending/);
    expect(refused(start(), op(0, 2, { kind: "finalize" }))).to.match(/nobody has proposed/);
    const last = applied(
      closing,
      op(1, 2, { kind: "failed", index: 0, lock: by(1), hash: hashOf(1), reason: 0 }),
      op(0, 2, { kind: "finalize" }),
    );
    expect(last.isFinal).to.equal(true);
    expect(refused(last, pay(1, 3, 1n))).to.match(/nothing follows a final state/);
  });

  it("counts a top-up upwards only", () => {
    const more = applied(start(), op(0, 1, { kind: "topUp", participant: 1, asset: 0, deposits: 1_500n }));
    expect(spendable(more.books[0] ?? expect.fail("an asset"), 1)).to.equal(1_500n);
    expect(refused(more, op(0, 2, { kind: "topUp", participant: 1, asset: 0, deposits: 1_500n }))).to.match(
      /counted already/,
    );
  });
});
