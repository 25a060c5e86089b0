import { expect } from "chai";
import { apply } from "../../../offchain/channel/apply.ts";
import { digestOf } from "../../../offchain/channel/content.ts";
import type { Op } from "../../../offchain/channel/operation.ts";
import type { ChannelState } from "../../../offchain/protocol/channelState.ts";
import type { MessageOf } from "../../../offchain/protocol/messages.ts";
import { Line } from "./support/line.ts";

const ALICE = 0;
const BOB = 1;

/** A Sign for any candidate of the other's, as somebody with the key can make it at any time. */
function lateSign(line: Line, from: number, version: number): void {
  const other = line.channel(1 - from);
  const candidate = other.candidates.find((one) => one.version === version);
  if (candidate === undefined) throw new Error(`version ${version} is no candidate`);
  const { channelId } = other.genesis;
  line.run.oracle.byzantine.add(line.node(from)); // its own node knows nothing of this signature
  line.say(from, 1 - from, {
    kind: "sign",
    channelId,
    version,
    digest: candidate.digest,
    signature: line.node(from).keys.sign(candidate.digest),
  });
}

function rejectAll(line: Line, message: MessageOf<"propose">): void {
  const { channelId, version, digest, ops } = message;
  line.say(BOB, ALICE, {
    kind: "reject",
    channelId,
    version,
    digest,
    code: "LIMIT",
    ops: ops.map(({ id }) => id),
    maxSigned: 0,
    reason: "no",
  });
}

/** What Alice as proposer would have to sign, made for her by Bob: an operation of his on some base. */
function opOf(line: Line, seq: number, amount: bigint): Op {
  expect(line.channel(BOB).genesis.me).to.equal(1);
  return {
    id: { participant: 1, seq },
    body: { kind: "pay", to: 0, asset: 0, amount, note: `0x${"0".repeat(31)}${seq % 10}` },
  };
}

const received = (line: Line): bigint[] =>
  [...line.run.ghost.of(line.node(ALICE)).payments.values()].flatMap(({ direction, amount }) =>
    direction === "in" ? [amount] : [],
  );

describe("FINAL and DEAD (protocol §1)", () => {
  it("does not take held for final: a rejected state may still be signed (bug 1 of the first drafts)", () => {
    const line = new Line();
    const id = line.payDirect(ALICE, BOB, 40n);
    rejectAll(line, line.take("propose", BOB));
    expect(line.channel(ALICE).candidates.map(({ version }) => version)).to.deep.equal([1, 2]);
    lateSign(line, BOB, 1);
    expect(line.channel(ALICE).held.content.version).to.equal(1);
    expect(line.payment(ALICE, id)?.status, "the empty version 2 may still settle").to.equal("inFlight");
    lateSign(line, BOB, 2);
    expect(line.channel(ALICE).held.content.version).to.equal(2);
    line.seconds(3);
    expect(line.payment(ALICE, id)?.status).to.equal("failed");
    expect(line.channel(ALICE).held.content.books[0]?.delta).to.deep.equal([0n, 0n]);
  });

  it("does not take a Reject for the end of an operation (attack 18)", () => {
    const line = new Line();
    const id = line.payDirect(ALICE, BOB, 40n);
    rejectAll(line, line.take("propose", BOB));
    line.node(ALICE).turn([{ kind: "tick" }]);
    expect(line.payment(ALICE, id)?.status).to.equal("inFlight");
    expect(line.channel(ALICE).pending).to.have.length(1);
  });

  it("counts an operation that comes back with a late signature, once", () => {
    const line = new Line();
    const at = (): ChannelState => line.channel(ALICE);
    const submit = (op: Op): void => line.say(BOB, ALICE, { kind: "submit", channelId: at().genesis.channelId, op });
    // v1: nothing of Bob's. v2, on v1: his 52. v3, on v1: without it. v4, on v2, has it again.
    line.payDirect(ALICE, BOB, 1n);
    line.passAll();
    submit(opOf(line, 52, 300n));
    const second = line.take("propose", BOB);
    rejectAll(line, second);
    const third = line.take("propose", BOB);
    expect([second.version, third.version]).to.deep.equal([2, 3]);
    lateSign(line, BOB, 2);
    expect(at().held.content.version).to.equal(2);
    expect(received(line)).to.deep.equal([]);
    line.payDirect(ALICE, BOB, 2n);
    const fourth = line.take("propose", BOB);
    expect(fourth.base).to.equal(second.digest);
    lateSign(line, BOB, 3);
    expect(at().held.content.version).to.equal(3);
    expect(at().unfinal.every(({ op }) => op.id.seq !== 52)).to.equal(true);
    expect(at().candidates.map(({ fork, below }) => [fork, below.map(({ op }) => op.id.seq)])[0]).to.deep.equal([
      1,
      [52],
    ]);
    lateSign(line, BOB, 4);
    expect(at().held.content.version).to.equal(4);
    line.seconds(6);
    expect(at().unfinal).to.deep.equal([]);
    expect(received(line)).to.deep.equal([300n]);
  });

  it("never takes an operation for dead that the held state has (a candidate's own way)", () => {
    const line = new Line();
    const first = line.payDirect(ALICE, BOB, 10n);
    rejectAll(line, line.take("propose", BOB));
    lateSign(line, BOB, 1);
    const second = line.payDirect(ALICE, BOB, 20n);
    expect(line.payment(ALICE, first)?.status).to.equal("inFlight");
    lateSign(line, BOB, 2);
    line.seconds(5);
    const sum = line.channel(ALICE).held.content.books[0]?.delta[0];
    const paid = [first, second].map((id): bigint =>
      line.payment(ALICE, id)?.status === "succeeded" ? (id === first ? 10n : 20n) : 0n,
    );
    expect(sum).to.equal(-paid.reduce((a, b) => a + b, 0n));
  });

  it("counts nothing while a challenge is on chain, even what is held by then (protocol FROZEN)", () => {
    const line = new Line();
    const id = line.payDirect(ALICE, BOB, 40n);
    line.pass("propose", BOB);
    const sign = line.take("sign", ALICE);
    line.run.request(line.node(BOB), { kind: "close", channelId: line.channel(BOB).genesis.channelId, force: true });
    while (line.channel(ALICE).view?.head.status !== 1) line.run.block(false);
    line.say(BOB, ALICE, sign);
    expect(line.payment(ALICE, id)?.status).to.equal("inFlight");
    line.say(BOB, ALICE, {
      kind: "welcome",
      nonce: line.node(ALICE).state.nonce,
      channelId: sign.channelId,
      term: 0,
      held: { version: 1, digest: sign.digest },
      signatures: line.channel(BOB).held.signatures,
      evidence: [],
      maxSigned: 1,
    });
    expect(line.payment(ALICE, id)?.status).to.equal("inFlight");
    line.seconds(60);
    expect(line.channel(ALICE).outcome?.version).to.equal(1);
    expect(line.payment(ALICE, id)?.status).to.equal("succeeded");
  });

  it("goes to the chain when eight signed states are unanswered (C4)", () => {
    const line = new Line();
    line.payDirect(ALICE, BOB, 3n);
    for (let i = 0; i < 8; i++) rejectAll(line, line.take("propose", BOB));
    expect(line.channel(ALICE).candidates).to.have.length(8);
    line.node(ALICE).turn([{ kind: "tick" }]);
    expect(line.channel(ALICE).force).to.match(/8 signed states/);
  });

  it("agrees with itself: a state's digest is of its content (rule 18)", () => {
    const line = new Line();
    line.payDirect(ALICE, BOB, 3n);
    const { base, ops, version, digest } = line.take("propose", BOB);
    const { held, genesis } = line.channel(BOB);
    expect(base).to.equal(held.digest);
    const applied = apply(held.content, ops, version, line.run.world.apps);
    expect(applied.ok && digestOf(genesis.domain, genesis.channelId, applied.content)).to.equal(digest);
  });
});
