import { expect } from "chai";
import { apply } from "../../../offchain/channel/apply.ts";
import { depositedIn } from "../../../offchain/channel/chain.ts";
import { digestOf, spendable } from "../../../offchain/channel/content.ts";
import type { Hex } from "../../../offchain/evm/hex.ts";
import { possible } from "../../../offchain/protocol/channelState.ts";
import { withdrawalDigest } from "../../../offchain/protocol/consent.ts";
import { walletOf } from "../../simulation/ledger.ts";
import { ETH } from "../../simulation/simulation.ts";
import { Line } from "./support/line.ts";

const ALICE = 0;
const BOB = 1;
const DEPOSIT = 10_000n;

function ask(line: Line, at: number, kind: "withdraw" | "deposit", amount: bigint): string {
  const { channelId } = line.channel(at, 1 - at).genesis;
  return line.run.request(line.node(at), { kind, channelId, token: ETH, amount });
}

const reply = (line: Line, at: number, id: string): unknown => line.node(at).replies.get(id);
const wallet = (line: Line, at: number): bigint => walletOf(line.run.chain.head.world, ETH, line.node(at).keys.payout);
const mine = (line: Line, at: number): bigint => {
  const { held, genesis } = line.channel(at, 1 - at);
  const book = held.content.books[0];
  return book === undefined ? -1n : spendable(book, genesis.me);
};
const withdrawn = (line: Line, at: number): readonly bigint[] =>
  line.channel(at).held.content.books[0]?.withdrawn ?? [];

describe("money out of and into an open channel (protocol L3, L4)", () => {
  it("pays a withdrawal on chain once it is FINAL, and nothing twice (rules 2, 6)", () => {
    const line = new Line();
    const before = wallet(line, ALICE);
    const first = ask(line, ALICE, "withdraw", 3_000n);
    expect(reply(line, ALICE, first), "before the other side has signed").to.equal(undefined);
    line.passAll();
    expect(reply(line, ALICE, first)).to.deep.include({ ok: true });
    expect(mine(line, ALICE)).to.equal(DEPOSIT - 3_000n);
    line.seconds(12);
    expect(wallet(line, ALICE) - before).to.equal(3_000n);
    ask(line, ALICE, "withdraw", 500n);
    line.payDirect(BOB, ALICE, 40n);
    line.seconds(12);
    expect(wallet(line, ALICE) - before).to.equal(3_500n);
    expect(withdrawn(line, BOB)).to.deep.equal([3_500n, 0n]);
    line.run.request(line.node(ALICE), {
      kind: "close",
      channelId: line.channel(ALICE).genesis.channelId,
      force: false,
    });
    line.seconds(40);
    expect(line.channel(ALICE).life).to.equal("closed");
    expect(wallet(line, ALICE)).to.equal(before + DEPOSIT + 40n);
  });

  it("pays by a challenge what was withdrawn off chain and not paid yet", () => {
    const line = new Line();
    ask(line, BOB, "withdraw", 2_000n);
    line.passAll();
    const before = wallet(line, BOB);
    line.run.request(line.node(ALICE), {
      kind: "close",
      channelId: line.channel(ALICE).genesis.channelId,
      force: true,
    });
    line.seconds(90);
    expect(line.channel(BOB).life).to.equal("closed");
    expect(wallet(line, BOB)).to.equal(before + DEPOSIT);
  });

  it("refuses what is not spendable, and counts what is under way", () => {
    const line = new Line();
    expect(reply(line, ALICE, ask(line, ALICE, "withdraw", 10_001n))).to.deep.include({ ok: false });
    expect(reply(line, ALICE, ask(line, ALICE, "withdraw", 0n))).to.deep.include({ ok: false });
    ask(line, ALICE, "withdraw", 6_000n);
    expect(reply(line, ALICE, ask(line, ALICE, "withdraw", 5_000n))).to.deep.include({ ok: false });
    line.payDirect(ALICE, BOB, 4_001n);
    expect([...line.node(ALICE).replies.values()].at(-1)).to.deep.include({ ok: false, code: "NOT_PAID" });
  });

  it("signs no withdrawal that its owner has not signed (BAD_SIG)", () => {
    const line = new Line();
    ask(line, ALICE, "withdraw", 100n);
    const message = line.take("propose", BOB);
    const ops = message.ops.map((op) =>
      op.body.kind === "withdraw" ? { ...op, body: { ...op.body, total: op.body.total + 1n } } : op,
    );
    line.say(ALICE, BOB, { ...message, ops });
    expect(line.take("reject", ALICE).code).to.equal("BAD_SIG");
  });

  it("signs nothing without a withdrawal that it has signed before (STICKY, S5; finding C3)", () => {
    const line = new Line(3, 1, 3);
    const owner = line.channel(ALICE);
    ask(line, ALICE, "withdraw", 100n);
    const first = line.pass("propose", BOB);
    expect(line.channel(BOB, ALICE).candidates).to.have.length(1);
    expect(line.channel(BOB, ALICE).maxSigned.sticky, "in the guard").to.equal(true);
    const other = apply(owner.held.content, [], 2, line.run.world.apps);
    if (!other.ok) return expect.fail(other.reason);
    const digest = digestOf(owner.genesis.domain, owner.genesis.channelId, other.content);
    const signature = line.node(ALICE).keys.sign(digest);
    line.say(ALICE, BOB, { ...first, version: 2, ops: [], digest, signature });
    expect(line.take("reject", ALICE).code).to.equal("STICKY");
  });

  it("has it in the next proposal when the first one died, before what was asked for earlier if need be (P1)", () => {
    const line = new Line();
    ask(line, ALICE, "withdraw", 9_000n);
    const { version, digest, channelId } = line.take("propose", BOB);
    line.say(BOB, ALICE, {
      kind: "reject",
      channelId,
      version,
      digest,
      code: "LIMIT",
      ops: [],
      maxSigned: 0,
      reason: "no",
    });
    const again = line.pass("propose", BOB);
    expect(again.version).to.equal(2);
    expect(again.ops.map(({ body }) => body.kind)).to.deep.equal(["withdraw"]);
    line.passAll();
    expect(withdrawn(line, BOB)).to.deep.equal([9_000n, 0n]);
  });

  it("takes its own signature for consent after its disk was lost", () => {
    const line = new Line();
    const { genesis } = line.channel(BOB);
    const [asset] = genesis.assets;
    if (asset === undefined) return expect.fail("no asset");
    const signature: Hex = line.node(BOB).keys.sign(withdrawalDigest(genesis, 1, asset, 50n));
    line.say(BOB, ALICE, {
      kind: "submit",
      channelId: genesis.channelId,
      op: { id: { participant: 1, seq: 900 }, body: { kind: "withdraw", asset: 0, total: 50n, signature } },
    });
    line.passAll();
    expect(line.channel(BOB).pending).to.deep.equal([]);
    expect(withdrawn(line, BOB)).to.deep.equal([0n, 50n]);
  });

  it("makes a deposit spendable once it is final on chain, for everybody the same (L3)", () => {
    const line = new Line();
    const done = ask(line, ALICE, "deposit", 700n);
    expect(reply(line, ALICE, done)).to.deep.include({ ok: true });
    expect(
      reply(line, ALICE, ask(line, ALICE, "deposit", 1n)),
      "a second one before the first is final",
    ).to.deep.include({
      ok: false,
    });
    expect(mine(line, ALICE)).to.equal(DEPOSIT);
    line.seconds(15);
    expect(mine(line, ALICE)).to.equal(DEPOSIT + 700n);
    for (const content of possible(line.channel(BOB)))
      expect(content.books[0]?.deposits).to.deep.equal([10_700n, DEPOSIT]);
    const head = line.channel(ALICE).view?.head;
    expect(head === undefined ? 0n : depositedIn(head, 0, 0)).to.equal(DEPOSIT + 700n);
    line.payDirect(ALICE, BOB, 10_600n);
    line.passAll();
    expect(mine(line, ALICE)).to.equal(100n);
  });

  it("counts a deposit that was made after a withdrawal by what came in all in all", () => {
    const line = new Line();
    ask(line, ALICE, "withdraw", 4_000n);
    line.seconds(15);
    ask(line, ALICE, "deposit", 1_000n);
    line.seconds(15);
    expect(line.channel(ALICE).held.content.books[0]?.deposits).to.deep.equal([11_000n, DEPOSIT]);
    expect(mine(line, ALICE)).to.equal(7_000n);
    expect(line.channel(ALICE).view?.final.nets[0]?.[0]).to.equal(7_000n);
  });
});
