import { expect } from "chai";
import { boot, GuardMissing, repairOf } from "../../../offchain/protocol/disk.ts";
import type { Input } from "../../../offchain/protocol/node.ts";
import { Line } from "./support/line.ts";

const ALICE = 0;
const BOB = 1;

describe("restart, behind, recover (protocol §1.6)", () => {
  for (const crash of ["beforeCommit", "guardMissing", "logMissing", "beforeSend"] as const) {
    it(`loses nothing to a crash ${crash}: proposer, then signer (rules 9, 10)`, () => {
      for (const victim of [ALICE, BOB]) {
        const line = new Line();
        const id = line.payDirect(ALICE, BOB, 50n);
        // Bob dies as he signs; Alice as she holds the state that both have signed.
        if (victim === ALICE) line.pass("propose", BOB);
        const message = victim === ALICE ? line.take("sign", ALICE) : line.take("propose", BOB);
        const input: Input = { kind: "message", from: line.node(1 - victim).keys.nodeId, message };
        line.node(victim).turn([input], crash);
        line.seconds(8);
        const [a, b] = [line.channel(ALICE), line.channel(BOB)];
        expect(a.held.digest, `${victim}`).to.equal(b.held.digest);
        expect(a.candidates.length + a.pending.length + b.candidates.length).to.equal(0);
        expect(line.run.ghost.of(line.node(ALICE)).payments.get(id)?.status).to.equal("succeeded");
      }
    });
  }

  it("sends the same bytes after a restart", () => {
    const line = new Line();
    line.payDirect(ALICE, BOB, 50n);
    const before = line.take("propose", BOB);
    line.node(ALICE).restart();
    line.seconds(0);
    line.node(ALICE).turn([{ kind: "tick" }]);
    line.passAll();
    line.node(ALICE).turn([{ kind: "tick" }]);
    expect(line.channel(BOB).held.digest).to.equal(before.digest);
  });

  it("brings a guard that a crash left behind its log up to it (V1), before anything leaves", () => {
    const line = new Line();
    const { channelId } = line.channel(ALICE).genesis;
    const seq = line.node(ALICE).state.logSeq;
    const paying = line.payDirect.bind(line);
    const { node } = { node: line.node(ALICE) };
    const turn = node.turn.bind(node);
    node.turn = (inputs) => turn(inputs, "guardMissing");
    paying(ALICE, BOB, 8n);
    node.turn = turn;
    expect(node.state.logSeq).to.be.above(seq);
    expect(node.disk.lines.get(channelId)?.maxSigned).to.equal(line.channel(ALICE).maxSigned.version);
  });

  describe("an old disk with the guard kept", () => {
    function restored(): { line: Line; id: `0x${string}`; late: `0x${string}` } {
      const line = new Line();
      const id = line.payDirect(ALICE, BOB, 11n);
      line.passAll();
      const old = line.node(ALICE).disk.snapshot();
      const late = line.payDirect(ALICE, BOB, 22n, "late");
      line.passAll();
      line.payDirect(ALICE, BOB, 33n, "lost");
      line.take("propose", BOB);
      line.node(ALICE).restart(old);
      return { line, id, late };
    }

    it("is noticed, and nothing new is signed (V3, attack of the stale restore)", () => {
      const { line } = restored();
      expect(line.channel(ALICE).behind).to.deep.include({ maxSigned: 3, held: 2 });
      line.payDirect(ALICE, BOB, 44n, "now");
      expect([...line.node(ALICE).replies.values()].at(-1)).to.deep.include({ ok: false });
      expect(line.pending("propose", BOB)).to.equal(false);
    });

    it("does not challenge with what it knows (V3)", () => {
      const { line } = restored();
      line.run.network.clear();
      line.run.request(line.node(ALICE), {
        kind: "close",
        channelId: line.channel(ALICE).genesis.channelId,
        force: true,
      });
      line.run.block(false);
      line.run.block(false);
      expect(line.channel(BOB).view?.head.status).to.equal(0);
    });

    it("ends with what the other shows; a forgotten version is superseded, a version is used once (V4, rule 9)", () => {
      const { line, id } = restored();
      line.seconds(8);
      const [a, b] = [line.channel(ALICE), line.channel(BOB)];
      expect(a.behind).to.equal(null);
      expect(a.held.digest).to.equal(b.held.digest);
      expect(a.held.content.version).to.be.above(3);
      expect(line.payment(ALICE, id)?.status ?? "over").to.be.oneOf(["succeeded", "over"]);
      const again = line.payDirect(ALICE, BOB, 5n, "again");
      line.seconds(3);
      expect(line.payment(ALICE, again)?.status).to.equal("succeeded");
    });

    it("is noticed at the next start too", () => {
      const { line } = restored();
      line.node(ALICE).restart();
      expect(line.channel(ALICE).behind).to.deep.include({ maxSigned: 3, held: 2 });
    });

    it("is not needed where only a decision is forgotten: what was pending is given up (bug 3 of the first drafts)", () => {
      const line = new Line();
      line.payDirect(BOB, ALICE, 12n);
      const old = line.node(BOB).disk.snapshot();
      const submit = line.take("submit", ALICE);
      line.say(ALICE, BOB, {
        kind: "refuse",
        channelId: submit.channelId,
        op: submit.op.id,
        code: "LIMIT",
        reason: "full",
      });
      line.node(BOB).restart(old);
      expect(line.channel(BOB).pending).to.deep.equal([]);
      line.say(BOB, ALICE, submit);
      line.seconds(4);
      expect(line.channel(ALICE).held.content.books[0]?.delta).to.deep.equal([0n, 0n]);
      const payment = [...line.run.ghost.of(line.node(BOB)).payments.values()].find(({ amount }) => amount === 12n);
      expect(payment?.status).to.equal("failed");
    });
  });

  it("learns from evidence that it has forgotten, where the guard is gone too", () => {
    const line = new Line();
    line.payDirect(ALICE, BOB, 11n);
    line.passAll();
    const { channelId } = line.channel(ALICE).genesis;
    line.payDirect(ALICE, BOB, 22n, "second");
    line.pass("propose", BOB);
    const { held, maxSigned } = line.channel(BOB);
    const signature = line.node(ALICE).keys.sign(held.digest);
    const old = new Line();
    old.payDirect(ALICE, BOB, 11n);
    old.passAll();
    expect(old.channel(ALICE).genesis.channelId).to.equal(channelId);
    old.say(BOB, ALICE, {
      kind: "welcome",
      nonce: old.node(ALICE).state.nonce,
      channelId,
      term: 0,
      held: { version: 1, digest: old.channel(ALICE).held.digest },
      signatures: [],
      evidence: [{ version: held.content.version, digest: held.digest, signature }],
      maxSigned: maxSigned.version,
    });
    expect(old.channel(ALICE).behind).to.deep.include({ maxSigned: 2, digest: held.digest });
  });

  it("numbers its operations past those it has forgotten, where log and guard are old alike (V5)", () => {
    const line = new Line();
    const { disk } = line.node(ALICE);
    const [old, lines] = [disk.snapshot(), [...disk.lines.values()]];
    for (let i = 0; i < 12; i++) {
      line.payDirect(ALICE, BOB, 7n, `forgotten ${i}`);
      line.seconds(2);
    }
    // Nobody can notice this before a peer speaks, so she answers for it no more: what is asked is that the channel goes on.
    line.run.oracle.byzantine.add(line.node(ALICE));
    disk.restore(old);
    disk.forgetGuard(lines);
    line.node(ALICE).restart();
    line.seconds(8);
    const forgotten = line.channel(ALICE).held.content.seqs[ALICE] ?? 0;
    expect(forgotten).to.be.above(line.node(ALICE).state.logSeq);
    const id = line.payDirect(ALICE, BOB, 9n, "goes in");
    line.seconds(3);
    expect(line.payment(ALICE, id)?.status).to.equal("succeeded");
    expect(line.channel(ALICE).held.content.seqs[ALICE]).to.equal(forgotten + 2 ** 20);
  });

  it("ignores a Welcome that answers an earlier start (its nonce)", () => {
    const line = new Line();
    line.payDirect(ALICE, BOB, 11n);
    line.passAll();
    const { nonce } = line.node(ALICE).state;
    line.node(ALICE).restart();
    line.say(BOB, ALICE, {
      kind: "welcome",
      nonce,
      channelId: line.channel(BOB).genesis.channelId,
      term: 0,
      held: { version: 0, digest: `0x${"00".repeat(32)}` },
      signatures: [],
      evidence: [],
      maxSigned: 0,
    });
    expect(line.channel(ALICE).synced).to.deep.equal([true, false]);
  });

  it("refuses to start without its guard, and says why", () => {
    const line = new Line();
    const { entries, logSeq } = line.node(ALICE).disk.load();
    expect(() => boot({ entries, logSeq, guard: null }, line.run.world.apps, "0x00")).to.throw(
      GuardMissing,
      /guard file is missing/,
    );
  });

  it("needs no repair after a clean stop", () => {
    const line = new Line();
    line.payDirect(ALICE, BOB, 11n);
    line.passAll();
    const disk = line.node(ALICE).disk.load();
    expect(repairOf(disk, boot(disk, line.run.world.apps, "0x00"))).to.equal(null);
  });
});
