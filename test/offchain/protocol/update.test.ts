import { expect } from "chai";
import { spendable } from "../../../offchain/channel/content.ts";
import { Line } from "./support/line.ts";

const ALICE = 0;
const BOB = 1;

describe("update: proposing and signing (protocol §1.4)", () => {
  it("takes one round trip, and both hold the same state (rule 6)", () => {
    const line = new Line();
    const id = line.payDirect(ALICE, BOB, 100n);
    line.pass("propose", BOB);
    expect(line.channel(BOB).held.content.version).to.equal(1);
    expect(line.payment(ALICE, id)?.status).to.equal("inFlight");
    line.pass("sign", ALICE);
    expect(line.channel(ALICE).held.digest).to.equal(line.channel(BOB).held.digest);
    expect(line.payment(ALICE, id)?.status).to.equal("succeeded");
  });

  it("puts whatever waits for a signature into one batch", () => {
    const line = new Line();
    for (let amount = 1n; amount <= 20n; amount++) line.payDirect(ALICE, BOB, amount);
    expect(line.take("propose", BOB).ops).to.have.length(1);
    line.node(ALICE).turn([{ kind: "tick" }]);
    expect(line.pending("propose", BOB)).to.equal(false);
    line.seconds(3);
    const { held } = line.channel(ALICE);
    expect(held.content.version).to.equal(2);
    expect(held.content.books[0]?.delta).to.deep.equal([-210n, 210n]);
  });

  it("sends the same bytes again, and answers them with the same signature", () => {
    const line = new Line();
    line.payDirect(ALICE, BOB, 5n);
    const first = line.pass("propose", BOB);
    const sign = line.take("sign", ALICE);
    line.seconds(1);
    line.say(ALICE, BOB, first);
    expect(line.channel(BOB).held.content.version).to.equal(1);
    line.say(BOB, ALICE, sign);
    line.say(BOB, ALICE, sign);
    expect(line.channel(ALICE).held.content.version).to.equal(1);
  });

  it("refuses what is not spendable before it is proposed", () => {
    const line = new Line();
    line.payDirect(ALICE, BOB, 10_001n);
    expect(line.pending("propose", BOB)).to.equal(false);
    expect([...line.node(ALICE).replies.values()].at(-1)).to.deep.include({ ok: false, code: "NOT_PAID" });
  });

  describe("a signer", () => {
    const proposal = (): { line: Line; message: ReturnType<Line["take"]> & { kind: "propose" } } => {
      const line = new Line();
      line.payDirect(ALICE, BOB, 7n);
      return { line, message: line.take("propose", BOB) };
    };
    const refused = (line: Line, code: string): void => {
      expect(line.take("reject", ALICE).code).to.equal(code);
      expect(line.channel(BOB).maxSigned.version).to.equal(0);
    };

    it("signs nothing whose signature is not the proposer's (BAD_SIG)", () => {
      const { line, message } = proposal();
      line.say(ALICE, BOB, { ...message, signature: `0x${"11".repeat(65)}` });
      refused(line, "BAD_SIG");
    });

    it("signs no other digest than the operations give (BAD_OP)", () => {
      const { line, message } = proposal();
      line.say(ALICE, BOB, { ...message, digest: `0x${"22".repeat(32)}` });
      refused(line, "BAD_OP");
    });

    it("signs in no other term (BAD_TERM) and no version it used (VERSION_USED, rule 9) or far ahead (LIMIT)", () => {
      const { line, message } = proposal();
      line.say(ALICE, BOB, { ...message, term: 1 });
      refused(line, "BAD_TERM");
      line.say(ALICE, BOB, { ...message, version: 70_000 });
      refused(line, "LIMIT");
      line.say(ALICE, BOB, message);
      line.say(ALICE, BOB, { ...message, version: 1, digest: `0x${"33".repeat(32)}` });
      expect(line.pending("full", ALICE)).to.equal(true);
    });

    it("signs on no base it does not stand on (BASE, S3), and shows the one it does", () => {
      const { line, message } = proposal();
      line.say(ALICE, BOB, { ...message, base: `0x${"44".repeat(32)}` });
      refused(line, "BASE");
    });

    it("signs nothing in its own name that it did not ask for (NO_CONSENT, S4)", () => {
      const { line, message } = proposal();
      const forged = message.ops.map((op) => ({
        ...op,
        id: { participant: 1, seq: 99 },
        body: { kind: "pay" as const, to: 0, asset: 0, amount: 7n, note: "0x" as const },
      }));
      line.say(ALICE, BOB, { ...message, ops: forged });
      refused(line, "NO_CONSENT");
    });

    it("signs nothing before the other is heard (NOT_SYNCED), and the same bytes once it is", () => {
      const { line, message } = proposal();
      line.node(BOB).restart();
      line.say(ALICE, BOB, message);
      refused(line, "NOT_SYNCED");
      line.seconds(4);
      expect(line.channel(ALICE).held.content.version).to.equal(1);
    });
  });

  it("supersedes a dead proposal by an update, empty if need be (P2)", () => {
    const line = new Line();
    const id = line.payDirect(ALICE, BOB, 9n);
    const { version, digest, ops, channelId } = line.take("propose", BOB);
    line.say(BOB, ALICE, {
      kind: "reject",
      channelId,
      version,
      digest,
      code: "LIMIT",
      ops: ops.map((op) => op.id),
      maxSigned: 0,
      reason: "no",
    });
    expect(line.channel(ALICE).candidates.map((one) => [one.version, one.rejected])).to.deep.equal([
      [1, true],
      [2, false],
    ]);
    expect(line.payment(ALICE, id)?.status).to.equal("inFlight");
    expect(line.pass("propose", BOB).ops).to.deep.equal([]);
    line.pass("sign", ALICE);
    expect(line.channel(ALICE).candidates).to.deep.equal([]);
    expect(line.payment(ALICE, id)).to.deep.include({ status: "failed", failure: "no" });
  });

  it("gives another's operation to the proposer, which may refuse it with the reason", () => {
    const line = new Line();
    const id = line.payDirect(BOB, ALICE, 30n);
    const submit = line.take("submit", ALICE);
    line.say(ALICE, BOB, {
      kind: "refuse",
      channelId: submit.channelId,
      op: submit.op.id,
      code: "LIMIT",
      reason: "queue",
    });
    expect(line.payment(BOB, id)).to.deep.include({ status: "failed", failure: "queue" });
    line.say(BOB, ALICE, submit);
    expect(line.take("propose", BOB).ops).to.have.length(1);
    const book = line.channel(BOB).held.content.books[0];
    expect(book === undefined ? 0n : spendable(book, 1)).to.equal(10_000n);
  });
});
