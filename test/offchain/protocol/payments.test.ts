import { expect } from "chai";
import { get } from "../../../offchain/channel/hexMap.ts";
import { leaves, size } from "../../../offchain/channel/tree.ts";
import { cutoff } from "../../../offchain/protocol/profile.ts";
import { PROFILE } from "../../simulation/simulation.ts";
import { Line } from "./support/line.ts";

const ALICE = 0;
const HUB = 1;
const BOB = 2;

const locks = (line: Line, at: number, other?: number): number => size(line.channel(at, other).held.content.tree);
const invoiceOf = (line: Line, at: number, hash: `0x${string}`) => line.run.ghost.of(line.node(at)).invoices.get(hash);
const forwardOf = (line: Line, hash: `0x${string}`) => line.run.ghost.of(line.node(HUB)).forwards.get(hash);
const paymentOf = (line: Line, id: `0x${string}`) => line.run.ghost.of(line.node(ALICE)).payments.get(id);

describe("hash-locked payments (protocol §1.9)", () => {
  it("goes over a hub, which keeps its fee (rule 11); both locks end", () => {
    const line = new Line(3);
    const { paymentId, hash } = line.payLocked([ALICE, HUB, BOB], 500n);
    line.seconds(6);
    expect(paymentOf(line, paymentId)).to.deep.include({ status: "succeeded", fee: 2n });
    expect(invoiceOf(line, BOB, hash)).to.deep.include({ status: "settled", received: 500n });
    expect(forwardOf(line, hash)?.status).to.equal("settled");
    expect(line.channel(HUB, ALICE).held.content.books[0]?.delta).to.deep.equal([-502n, 502n]);
    expect(line.channel(HUB, BOB).held.content.books[0]?.delta).to.deep.equal([-500n, 500n]);
    expect(locks(line, HUB, ALICE) + locks(line, HUB, BOB)).to.equal(0);
  });

  const comesBack = (what: string, failure: string, start: (line: Line) => ReturnType<Line["payLocked"]>): void => {
    it(`gives back ${what}: ${failure}`, () => {
      const line = new Line(3);
      const { paymentId } = start(line);
      line.seconds(8);
      expect(paymentOf(line, paymentId)).to.deep.include({ status: "failed", failure });
      expect(line.channel(ALICE, HUB).held.content.books[0]?.delta).to.deep.equal([0n, 0n]);
      expect(locks(line, ALICE, HUB)).to.equal(0);
    });
  };
  comesBack("a payment that nobody asked for", "unknown hash", (line) =>
    line.payLocked([ALICE, HUB, BOB], 500n, { asked: false }),
  );
  comesBack("a payment without the payee's secret (attack 19)", "unknown hash", (line) =>
    line.payLocked([ALICE, HUB, BOB], 500n, { secret: `0x${"55".repeat(32)}` }),
  );
  comesBack("a payment that leaves the hub too little", "fee too low", (line) =>
    line.payLocked([ALICE, HUB, BOB], 500n, { fee: 0n }),
  );
  comesBack("more than the hub can pass on", "no liquidity at a hop", (line) => {
    line.payDirect(HUB, BOB, 9_800n);
    line.seconds(3);
    return line.payLocked([ALICE, HUB, BOB], 500n, { fee: 5n });
  });
  it("settles a hash once: a later lock on it comes back (H7)", () => {
    const line = new Line();
    line.payLocked([ALICE, HUB], 70n);
    line.pass("propose", HUB);
    const first = line.node(ALICE).state;
    line.passAll();
    line.seconds(2);
    const add = first.channels.size > 0 ? line.channel(ALICE) : null;
    expect(add?.held.content.books[0]?.delta).to.deep.equal([-70n, 70n]);
    const { hash, paymentId } = line.payLocked([ALICE, HUB], 70n, { asked: false });
    expect(paymentOf(line, paymentId)?.status, "the same id").to.equal("succeeded");
    const [, request] = [...line.run.ghost.of(line.node(ALICE)).payments][0] ?? [];
    const onion = line.run.crypto.seal(line.node(HUB).keys.nodeId, new Uint8Array(3), new Uint8Array(32));
    line.run.request(line.node(ALICE), {
      kind: "payLocked",
      paymentId: `0x${"99".repeat(16)}`,
      first: line.node(HUB).keys.nodeId,
      to: line.node(HUB).keys.nodeId,
      token: request?.token ?? "0x",
      amount: 71n,
      fee: 0n,
      hash,
      until: line.now + 50,
      onion: `0x${Buffer.from(onion).toString("hex")}`,
    });
    line.seconds(4);
    expect(paymentOf(line, `0x${"99".repeat(16)}`)?.status).to.equal("failed");
    expect(line.channel(ALICE).held.content.books[0]?.delta).to.deep.equal([-70n, 70n]);
  });

  it("is not signed by the payee where too little time is left (H1), or where it is worth less than its claim", () => {
    const line = new Line();
    const late = line.payLocked([ALICE, HUB], 50n, { until: 19 });
    line.seconds(3);
    expect(paymentOf(line, late.paymentId)?.failure).to.match(/leaves too little time/);
    const small = line.payLocked([ALICE, HUB], 9n);
    line.seconds(3);
    expect(paymentOf(line, small.paymentId)?.failure).to.match(/not worth its claim/);
  });

  it("fails upstream only when the lock out is DEAD: asking for it is not enough (H4, attack 18)", () => {
    const line = new Line(3);
    const { hash } = line.payLocked([ALICE, HUB, BOB], 500n, { asked: false });
    line.pass("propose", HUB);
    line.pass("sign", ALICE);
    line.pass("propose", BOB);
    line.pass("sign", HUB);
    const failing = line.take("submit", HUB);
    expect(failing.op.body).to.deep.include({ kind: "failed", hash });
    line.say(BOB, HUB, failing);
    line.take("propose", BOB);
    line.node(HUB).turn([{ kind: "tick" }]);
    expect(forwardOf(line, hash)?.status).to.equal("inFlight");
    expect(line.pending("submit", ALICE)).to.equal(false);
    line.seconds(5);
    expect(forwardOf(line, hash)?.status).to.equal("failed");
  });

  it("claims upstream with a preimage as soon as it is seen (rule 12; protocol H2)", () => {
    const line = new Line(3);
    const { hash, preimage } = line.payLocked([ALICE, HUB, BOB], 500n);
    line.pass("propose", HUB);
    line.pass("sign", ALICE);
    line.pass("propose", BOB);
    line.pass("sign", HUB);
    const paid = line.pass("submit", HUB);
    expect(paid.op.body).to.deep.include({ kind: "paid", preimage });
    expect(forwardOf(line, hash)).to.deep.include({ status: "claiming", preimage });
    expect(line.take("submit", ALICE).op.body).to.deep.include({ kind: "paid", preimage });
  });

  it("publishes by C what the payer does not sign, and is paid by the registry (H3, rules 11 and 12)", () => {
    const line = new Line(3);
    const { hash, paymentId } = line.payLocked([ALICE, HUB, BOB], 500n, { until: 40 });
    for (const kind of ["propose", "sign"] as const) line.pass(kind, kind === "propose" ? HUB : ALICE);
    line.pass("propose", BOB);
    line.pass("sign", HUB);
    const until = leaves(line.channel(HUB, BOB).held.content.tree)[0]?.[1];
    expect(until?.kind).to.equal("hashLock");
    const T = until?.kind === "hashLock" ? until.leaf.until : 0;
    line.run.network.clear();
    while (line.now <= T + 4) {
      line.run.block(false);
      line.run.network.clear();
    }
    const published = line.run.chain.head.world.published.get(hash);
    expect(published?.at).to.be.at.most(T - PROFILE.reorg);
    line.seconds(80);
    expect(invoiceOf(line, BOB, hash)?.status).to.equal("settled");
    expect(forwardOf(line, hash)?.status).to.equal("settled");
    expect(paymentOf(line, paymentId)?.status).to.equal("succeeded");
    expect(cutoff(PROFILE, T)).to.be.below(T);
  });

  it("pays nothing off chain from the cutoff on without a final publication (H2)", () => {
    const line = new Line();
    const { preimage } = line.payLocked([ALICE, HUB], 60n, { until: 30 });
    line.pass("propose", HUB);
    line.pass("sign", ALICE);
    const claim = line.take("submit", ALICE);
    expect(claim.op.body).to.deep.include({ kind: "paid", preimage });
    const [, leaf] = leaves(line.channel(ALICE).held.content.tree)[0] ?? [];
    const until = leaf?.kind === "hashLock" ? leaf.leaf.until : 0;
    line.node(HUB).turn([], "no");
    while (line.now < cutoff(PROFILE, until)) {
      line.run.chain.mine();
      line.node(ALICE).lookAtChain(0);
    }
    line.say(HUB, ALICE, claim);
    expect(line.take("refuse", HUB)).to.deep.include({ code: "TOO_LATE" });
    expect(line.pending("propose", HUB)).to.equal(false);
  });

  it("gives a lock back once a final block says that nobody published in time (H5)", () => {
    const line = new Line();
    const { paymentId } = line.payLocked([ALICE, HUB], 60n, { until: 30, asked: true });
    line.pass("propose", HUB);
    line.pass("sign", ALICE);
    line.node(HUB).disk.snapshot();
    line.run.network.clear();
    // The payee is gone for good, and its preimage with it.
    line.node(HUB).turn = () => true;
    line.node(HUB).wish = () => {};
    line.run.chain.want(line.node(HUB).name, line.node(HUB).keys.payout, []);
    for (let i = 0; i < 40; i++) line.run.block(false);
    const { pending } = line.channel(ALICE);
    expect(pending.map(({ op }) => op.body.kind)).to.deep.equal(["failed"]);
    expect(paymentOf(line, paymentId)?.status).to.equal("inFlight");
  });

  it("pays an id once: asked for again it is the same payment (H7)", () => {
    const line = new Line();
    const id = line.payDirect(ALICE, HUB, 25n);
    line.payDirect(ALICE, HUB, 25n);
    line.seconds(3);
    expect(paymentOf(line, id)?.status).to.equal("succeeded");
    expect(line.channel(ALICE).held.content.books[0]?.delta).to.deep.equal([-25n, 25n]);
  });

  it("does not spend twice what is under way", () => {
    const line = new Line();
    line.payDirect(ALICE, HUB, 6_000n);
    line.take("propose", HUB);
    const second = line.payDirect(ALICE, HUB, 6_000n, "second");
    expect(get(line.node(ALICE).state.payments, second)).to.equal(undefined);
    expect([...line.node(ALICE).replies.values()].at(-1)).to.deep.include({
      ok: false,
      reason: "4000 is spendable, 6000 is needed",
    });
  });
});
