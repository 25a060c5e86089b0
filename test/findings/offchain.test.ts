import { expect } from "chai";
import type { AppEvent, ChainAction, Publication } from "../../offchain/channel/chain.ts";
import { fingerprintOf } from "../../offchain/channel/content.ts";
import { leaves, size } from "../../offchain/channel/tree.ts";
import { ticTacToeCode } from "../../offchain/generated/apps/ticTacToe.ts";
import type { ChannelState, Env } from "../../offchain/protocol/channelState.ts";
import { channelEnv } from "../../offchain/protocol/nodeState.ts";
import { margin } from "../../offchain/protocol/profile.ts";
import { wantsOf } from "../../offchain/watcher/wants.ts";
import { Line } from "../offchain/protocol/support/line.ts";
import { PROFILE } from "../simulation/simulation.ts";

const ALICE = 0;
const HUB = 1;
const BOB = 2;
const word = (value: number): `0x${string}` => `0x${value.toString(16).padStart(64, "0")}`;

/** Alice's game with Bob, who is node 1 here; what her node wants of a chain that the test makes up. */
class Played {
  readonly line = new Line();
  readonly moveTime = PROFILE.inclusion + margin(PROFILE);
  /** What she answers, in seat 1. */
  readonly chosen = { "0/1/1": { move: 0, args: word(4) } };

  constructor() {
    const { channelId } = this.line.channel(ALICE).genesis;
    const offer = {
      offerId: `0x${"0f".repeat(32)}` as const,
      app: ticTacToeCode.address,
      terms: `${word(100)}${word(this.moveTime).slice(2)}` as const,
      seats: [1, 0],
      assets: [0],
      notBefore: 0,
      fallbackDelay: this.moveTime + margin(PROFILE),
    };
    this.line.run.request(this.line.node(ALICE), { kind: "offerApp", channelId, offer });
    this.line.passAll();
    expect(this.channel.held.content.version).to.be.greaterThan(0);
  }

  get channel(): ChannelState {
    return this.line.channel(ALICE);
  }

  /** The neighbour's mark in that cell, made on chain in a block. */
  moved(cell: number, block: number): AppEvent {
    const game = leaves(this.channel.held.content.tree)[0]?.[1];
    if (game?.kind !== "app") return expect.fail("no app");
    const played = ticTacToeCode.play(game.terms, game.state, 0, 0, word(cell));
    if (!played.ok) return expect.fail(played.revert);
    const at = this.line.now + 1;
    return {
      kind: "moved",
      index: 0,
      turn: 1,
      seat: 0,
      move: 0,
      args: word(cell),
      state: played.value.next,
      at,
      block,
    };
  }

  wants(deadline: number, events: readonly AppEvent[], finalBlock: number): readonly ChainAction[] {
    const { channel, line } = this;
    const { channelId } = channel.genesis;
    const { content } = channel.held;
    const node = line.node(ALICE);
    const env: Env = { ...channelEnv(node.env, node.state), chainTime: line.now + 2, finalBlock };
    const head = {
      ...{ status: 1 as const, version: content.version, deadline, fingerprint: fingerprintOf(channelId, content) },
      ...{ nets: [[10_000n, 10_000n]], paid: [[0n, 0n]], closed: [false], claimed: [] },
    };
    const view = { channelId, head, final: head, appEvents: events };
    return wantsOf(env, { ...channel, view, chosen: this.chosen });
  }
}

const moves = (wanted: readonly ChainAction[]): number => wanted.filter(({ fn }) => fn === "progress").length;

describe("findings that the protocol core meets (protocol §1, adjudicator §9)", () => {
  it("S1: no move is signed for the chain before the channel is fixed", () => {
    const game = new Played();
    const first = game.moved(0, 1);
    expect(moves(game.wants(game.line.now + 1000, [first], 9)), "disputed").to.equal(0);
    expect(moves(game.wants(game.line.now, [first], 9)), "fixed").to.equal(1);
  });

  it("S19, S25: nor in answer to one that a reorganisation may still take back", () => {
    const game = new Played();
    const first = game.moved(0, 7);
    expect(moves(game.wants(game.line.now, [first], 6)), "not final").to.equal(0);
    expect(moves(game.wants(game.line.now, [first], 7)), "final").to.equal(1);
  });

  it("M9: nobody locks for a hash whose preimage everybody can read", () => {
    const line = new Line();
    const { paymentId, hash, preimage } = line.payLocked([ALICE, HUB], 70n);
    const proposed = line.take("propose", HUB);
    const { head, final } = line.node(HUB).state;
    if (head === null || final === null) return expect.fail("no chain yet");
    const publication: Publication = { hash, preimage, at: line.now, block: head.number };
    const update = { chainId: PROFILE.chainId, head, final, channels: [], published: [publication], unpublished: [] };
    line.node(HUB).turn([{ kind: "chain", update }]);
    line.say(ALICE, HUB, proposed);
    const { reason } = line.take("reject", ALICE);
    expect(reason).to.match(/published already/);
    expect(line.payment(ALICE, paymentId)?.status).to.equal("inFlight");
    expect(line.channel(HUB).held.content.books[0]?.locked ?? 0n).to.equal(0n);
  });

  it("M10: on one chain a lock out may end with the lock in, and never after it", () => {
    const line = new Line(3);
    const { hash } = line.payLocked([ALICE, HUB, BOB], 500n, { asked: false });
    line.pass("propose", HUB);
    line.pass("sign", ALICE);
    const out = line.take("propose", BOB);
    const added = out.ops.map(({ body }) => body).find(({ kind }) => kind === "add");
    const lockIn = leaves(line.channel(HUB, ALICE).held.content.tree)[0]?.[1];
    if (added?.kind !== "add" || lockIn?.kind !== "hashLock") return expect.fail("no lock on its way");
    expect([added.hash, lockIn.leaf.hash]).to.deep.equal([hash, hash]);
    expect(added.until).to.be.at.most(lockIn.leaf.until);
  });

  it("attack 10: no more locks are taken than can be claimed in time", () => {
    const line = new Line(3);
    const ids = Array.from({ length: PROFILE.maxLocks + 3 }, (_, n) => {
      const { paymentId } = line.payLocked([ALICE, HUB, BOB], 20n + BigInt(n), { until: 100 });
      // Bob hears nothing: whatever Alice locks stays locked.
      while (line.pending("propose", HUB) || line.pending("sign", ALICE))
        if (line.pending("propose", HUB)) line.pass("propose", HUB);
        else line.pass("sign", ALICE);
      return paymentId;
    });
    expect(size(line.channel(HUB, ALICE).held.content.tree)).to.equal(PROFILE.maxLocks);
    expect(ids.filter((id) => line.payment(ALICE, id)?.status === "inFlight")).to.have.length(PROFILE.maxLocks);
  });

  it("attack 11: nor for longer than a peer's money may be held", () => {
    const line = new Line();
    const long = line.payLocked([ALICE, HUB], 50n, { until: PROFILE.holdLimit + 50 });
    line.seconds(3);
    expect(line.payment(ALICE, long.paymentId)).to.deep.include({ status: "failed" });
    expect(line.payment(ALICE, long.paymentId)?.failure).to.match(/held for more than/);
    expect(line.channel(HUB).held.content.books[0]?.locked ?? 0n).to.equal(0n);
  });
});
