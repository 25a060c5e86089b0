import { expect } from "chai";
import { apply } from "../../../offchain/channel/apply.ts";
import { digestOf, fingerprintOf, spendable, stateOf } from "../../../offchain/channel/content.ts";
import { get } from "../../../offchain/channel/hexMap.ts";
import { leaves } from "../../../offchain/channel/tree.ts";
import type { Hex } from "../../../offchain/evm/hex.ts";
import type { ChannelState } from "../../../offchain/protocol/channelState.ts";
import { lastSigning, legIn } from "../../../offchain/protocol/child.ts";
import { decodeMessage, type Message } from "../../../offchain/protocol/messages.ts";
import { channelEnv } from "../../../offchain/protocol/nodeState.ts";
import { margin } from "../../../offchain/protocol/profile.ts";
import { streamTo } from "../../../offchain/runtime/watching.ts";
import { wantsOf } from "../../../offchain/watcher/wants.ts";
import { seen, watchedEnv, watchedOf } from "../../../offchain/watcher/watched.ts";
import { walletOf } from "../../simulation/ledger.ts";
import { ETH, PROFILE } from "../../simulation/simulation.ts";
import { Line } from "./support/line.ts";

const ALICE = 0;
const HUB = 1;
const BOB = 2;
const TOWER: Hex = `0x02${"77".repeat(32)}`;
const DEPOSIT = 10_000n;
const LIFE = PROFILE.challengeDuration + PROFILE.inclusion + margin(PROFILE) + 200;

/** Asks for a child between alice and bob over the hub. */
function ask(line: Line, amounts: readonly [bigint, bigint], life = LIFE, resolve = 20): string {
  const expiry = line.now + life;
  return line.run.request(line.node(ALICE), {
    kind: "openChannel",
    opening: {
      peers: [line.node(BOB).keys.nodeId],
      assets: [{ token: ETH, deposits: amounts }],
      challengeDuration: PROFILE.challengeDuration,
      salt: 7n,
      virtual: { hub: line.node(HUB).keys.nodeId, expiry, resolveBy: expiry + resolve },
    },
  });
}

const childOf = (line: Line, at: number): ChannelState =>
  line
    .node(at)
    .channels()
    .find(({ genesis }) => genesis.child !== undefined) ?? expect.fail(`${line.node(at).name} has no child channel`);
const idOf = (line: Line): Hex => childOf(line, ALICE).genesis.channelId;

/** With a child of 3,000 and 1,000 open between the ends. */
function opened(): Line {
  const line = new Line(3);
  ask(line, [3_000n, 1_000n]);
  line.seconds(14);
  expect([childOf(line, ALICE).life, childOf(line, BOB).life]).to.deep.equal(["open", "open"]);
  return line;
}

const own = (line: Line, at: number, other: number): bigint => {
  const { held, genesis } = line.channel(at, other);
  const [book] = held.content.books;
  return book === undefined ? -1n : spendable(book, genesis.me);
};
const hubs = (line: Line): bigint => own(line, HUB, ALICE) + own(line, HUB, BOB);
const wallet = (line: Line, at: number): bigint => walletOf(line.run.chain.head.world, ETH, line.node(at).keys.payout);

function pay(line: Line, from: number, to: number, amount: bigint): void {
  line.run.request(line.node(from), {
    kind: "payDirect",
    paymentId: line.run.random.hex(16),
    to: line.node(to).keys.nodeId,
    token: ETH,
    amount,
    channelId: idOf(line),
  });
  line.passAll();
}

const close = (line: Line, at: number, force: boolean): unknown => {
  const id = line.run.request(line.node(at), { kind: "close", channelId: idOf(line), force });
  return line.node(at).replies.get(id);
};

/** Until the hub keeps alice's leg, and bob's has not come. */
function untilWaiting(line: Line): void {
  const { channelId } = line.channel(HUB, ALICE).genesis;
  for (let i = 0; i < 60 && get(line.node(HUB).state.waitingLegs, channelId) === undefined; i++) {
    const frame = line.run.network.take(true);
    if (frame === null) line.run.tick(200);
    else line.run.deliver([frame]);
  }
}

/** Nothing reaches a node any more, bob if none is named, nor leaves it; it sees no block. */
function silence(line: Line, at = BOB): void {
  line.run.network.partition(new Set([line.node(at).keys.nodeId]));
  line.node(at).lookAtChain = () => {};
}

describe("virtual channels over an intermediary (protocol §1.10, adjudicator §8)", () => {
  it("locks a leg in each parent, the hub's share in both, and moves no money on chain (K1)", () => {
    const line = opened();
    expect(own(line, ALICE, HUB)).to.equal(DEPOSIT - 3_000n);
    expect(own(line, BOB, HUB)).to.equal(DEPOSIT - 1_000n);
    expect(hubs(line)).to.equal(2n * DEPOSIT - 4_000n);
    for (const other of [ALICE, BOB]) {
      const [leg] = leaves(line.channel(HUB, other).held.content.tree);
      expect(leg?.[1].kind === "leg" ? leg[1].leaf.seats : null).to.deep.equal([0, 1]);
    }
    expect(childOf(line, BOB).held.content.books[0]?.deposits).to.deep.equal([3_000n, 1_000n]);
  });

  it("has the hub hand its term to the end that asks for a leg, and propose none itself (K2)", () => {
    const line = opened();
    expect(line.channel(HUB, BOB).term, "where the hub proposed").to.equal(1);
    expect(line.channel(HUB, ALICE).term, "where alice did").to.equal(0);
  });

  it("has the hub sign neither parent before it has both, then both at once (finding C7)", () => {
    const line = new Line(3);
    ask(line, [500n, 500n]);
    untilWaiting(line);
    const { channelId } = line.channel(HUB, ALICE).genesis;
    const first = get(line.node(HUB).state.waitingLegs, channelId);
    expect(first?.op.body.kind, "alice's is kept").to.equal("leg");
    expect(line.channel(HUB, ALICE).maxSigned.version, "and not signed").to.equal(0);
    const signed = (): number[] => [ALICE, BOB].map((other) => line.channel(HUB, other).maxSigned.version);
    for (let i = 0; i < 200 && signed().every((version) => version === 0); i++) {
      const frame = line.run.network.take(true);
      if (frame === null) line.run.tick(500);
      else line.run.deliver([frame]);
    }
    expect(
      signed().every((version) => version > 0),
      "in one turn",
    ).to.equal(true);
    for (const other of [ALICE, BOB]) expect(legIn(line.channel(HUB, other).held.content, idOf(line))).to.equal(0);
  });

  it("gives it up after the hub's patience if the other end brings nothing, and nobody's money is bound (K2)", () => {
    const line = new Line(3);
    ask(line, [500n, 500n]);
    untilWaiting(line);
    silence(line);
    line.seconds(30);
    expect(childOf(line, ALICE).life).to.equal("closed");
    expect(own(line, ALICE, HUB)).to.equal(DEPOSIT);
    expect(hubs(line)).to.equal(2n * DEPOSIT);
    line.payDirect(ALICE, HUB, 10n);
    line.seconds(2);
    expect(own(line, ALICE, HUB), "the channel goes on").to.equal(DEPOSIT - 10n);
  });

  it("pays between the ends, then folds by the outcome in both parents: the hub is even (K3; rules 11, 13; attack 40)", () => {
    const line = opened();
    const before = [ALICE, HUB, BOB].map((at) => wallet(line, at));
    pay(line, ALICE, BOB, 2_500n);
    pay(line, BOB, ALICE, 100n);
    expect(childOf(line, BOB).held.content.books[0]?.delta).to.deep.equal([-2_400n, 2_400n]);
    expect(close(line, ALICE, false)).to.deep.include({ ok: true });
    line.seconds(20);
    expect([childOf(line, ALICE).life, childOf(line, BOB).life]).to.deep.equal(["closed", "closed"]);
    expect(own(line, ALICE, HUB)).to.equal(DEPOSIT - 2_400n);
    expect(own(line, BOB, HUB)).to.equal(DEPOSIT + 2_400n);
    expect(hubs(line)).to.equal(2n * DEPOSIT);
    expect([ALICE, HUB, BOB].map((at) => wallet(line, at))).to.deep.equal(before);
  });

  it("folds neither parent at outcomes that differ (finding C7)", () => {
    const line = opened();
    pay(line, ALICE, BOB, 1_000n);
    close(line, ALICE, false);
    const told = (at: number): Message & { kind: "propose" } => {
      for (let i = 0; i < 300; i++) {
        const frame = line.run.network.take(true);
        if (frame === null) line.run.tick(500);
        else {
          const message = decodeMessage(frame.bytes);
          const folds = message.kind === "propose" && message.ops.some(({ body }) => body.kind === "fold");
          if (folds && frame.from === line.node(at).keys.nodeId && message.kind === "propose") return message;
          if (!folds) line.run.deliver([frame]);
        }
      }
      return expect.fail("no fold is proposed");
    };
    const bobs = told(BOB);
    // What bob would like, signed by him as it should be.
    const parent = line.channel(HUB, BOB);
    const ops = bobs.ops.map((op) =>
      op.body.kind === "fold" ? { ...op, body: { ...op.body, outcome: [[1_000n, 3_000n]] } } : op,
    );
    const better = apply(parent.held.content, ops, bobs.version, line.run.world.apps);
    if (!better.ok) return expect.fail(better.reason);
    const digest = digestOf(parent.genesis.domain, parent.genesis.channelId, better.content);
    line.say(BOB, HUB, { ...bobs, ops, digest, signature: line.node(BOB).keys.sign(digest) });
    expect(get(line.node(HUB).state.waitingLegs, parent.genesis.channelId)?.op.body.kind, "kept").to.equal("fold");
    line.say(ALICE, HUB, told(ALICE));
    for (const other of [ALICE, BOB])
      expect(legIn(line.channel(HUB, other).held.content, idOf(line)), "the legs are there").to.equal(0);
    line.run.tick(PROFILE.patience + 1);
    expect(line.pending("reject", ALICE), "after its patience").to.equal(true);
    expect(line.pending("reject", BOB)).to.equal(true);
  });

  it("with an end silent goes by the chain: the other challenges, and one parent folds at the child's complete outcome (K3)", () => {
    const line = opened();
    pay(line, ALICE, BOB, 700n);
    silence(line);
    close(line, ALICE, true);
    line.seconds(PROFILE.challengeDuration + 20);
    expect(childOf(line, ALICE).life).to.equal("closed");
    expect(own(line, ALICE, HUB)).to.equal(DEPOSIT - 700n);
    // The hub leaves its channel with bob by the chain, where the leg's claim pays by the same outcome.
    const before = wallet(line, HUB);
    line.run.request(line.node(HUB), {
      kind: "close",
      channelId: line.channel(HUB, BOB).genesis.channelId,
      force: true,
    });
    line.seconds(2 * PROFILE.challengeDuration);
    expect(line.channel(HUB, BOB).life).to.equal("closed");
    expect(own(line, HUB, ALICE) + wallet(line, HUB) - before, "the hub is even").to.equal(2n * DEPOSIT);
  });

  it("with the hub silent pays both ends by the chain alone: child, parents, and the claims of the legs (rule 11)", () => {
    const line = opened();
    pay(line, ALICE, BOB, 800n);
    const before = [ALICE, BOB].map((at) => wallet(line, at));
    silence(line, HUB);
    close(line, ALICE, true);
    for (const end of [ALICE, BOB]) {
      const { channelId } = line.channel(end, HUB).genesis;
      line.run.request(line.node(end), { kind: "close", channelId, force: true });
    }
    line.seconds(3 * PROFILE.challengeDuration);
    expect([ALICE, BOB].map((at) => line.channel(at, HUB).life)).to.deep.equal(["closed", "closed"]);
    expect([ALICE, BOB].map((at) => childOf(line, at).life)).to.deep.equal(["closed", "closed"]);
    const got = [ALICE, BOB].map((at, i) => wallet(line, at) - (before[i] ?? 0n));
    expect(got).to.deep.equal([DEPOSIT - 800n, DEPOSIT + 800n]);
  });

  it("is answered for by an end's watcher, which needs no key of the end's (protocol W1, W4; attack 1)", () => {
    const line = opened();
    pay(line, ALICE, BOB, 200n);
    const stale = childOf(line, BOB).held;
    pay(line, ALICE, BOB, 300n);
    const bob = line.node(BOB);
    const sent: Uint8Array[] = [];
    const transport = {
      send: (_: Hex, frame: Uint8Array) => void sent.push(frame),
      onFrame: () => {},
      onConnected: () => {},
      close: async () => {},
    };
    streamTo(
      TOWER,
      transport,
      bob.env,
      () => 0,
      () => bob.state,
    ).changedBetween(null, bob.state);
    const records = sent.map(decodeMessage).flatMap((message) => (message.kind === "watch" ? [message] : []));
    const record = records.find(({ terms }) => terms !== null) ?? expect.fail("the child is not told");
    const { chainId, adjudicator, domain, keys } = { ...bob.env, chainId: PROFILE.chainId };
    const watched = watchedOf(bob.keys.nodeId, record, { chainId, adjudicator, domain, verify: keys.verify });
    const { genesis } = childOf(line, BOB);
    expect(watched.state.genesis.channelId).to.equal(genesis.channelId);
    const facts = childOf(line, BOB).view?.head ?? expect.fail("not read yet");
    const challenged = {
      ...facts,
      version: stale.content.version,
      fingerprint: fingerprintOf(genesis.channelId, stale.content),
      status: 1 as const,
      deadline: line.now + PROFILE.challengeDuration,
    };
    const view = { channelId: genesis.channelId, head: challenged, final: facts, appEvents: [] };
    const env = watchedEnv({ ...channelEnv(bob.env, bob.state) }, watched, new Map());
    const [answer] = wantsOf(env, seen(watched, view, line.now).state);
    expect(answer?.fn).to.equal("checkpointChild");
    expect(answer?.args[2]).to.deep.equal(stateOf(childOf(line, BOB).held.content));
    const wrong = { ...record, terms: { expiry: 1, resolveBy: 1, funding: [] } };
    expect(() => watchedOf(bob.keys.nodeId, wrong, { chainId, adjudicator, domain, verify: keys.verify })).to.throw(
      /not those of the child/,
    );
  });

  it("goes to the chain by itself for what an end that stays away owes, after `force` (C4)", () => {
    const line = opened();
    pay(line, ALICE, BOB, 300n);
    silence(line);
    const { genesis } = childOf(line, ALICE);
    const before = wallet(line, HUB);
    while (line.now < (genesis.child?.terms.expiry ?? 0)) line.seconds(1);
    line.seconds(10);
    expect(own(line, ALICE, HUB), "alice has it long before").to.equal(DEPOSIT - 300n);
    expect(line.channel(HUB, BOB).force).to.equal(null);
    line.seconds(PROFILE.force / 1_000 + 2 * PROFILE.challengeDuration);
    expect(line.channel(HUB, BOB).force).to.match(/owes the outcome of a virtual channel/);
    expect(line.channel(HUB, BOB).life).to.equal("closed");
    expect(own(line, HUB, ALICE) + wallet(line, HUB) - before, "the hub is even").to.equal(2n * DEPOSIT);
  });

  it("answers a stale state of the child, and pays both parents on chain by the newest (findings C7, C8)", () => {
    const line = opened();
    pay(line, ALICE, BOB, 400n);
    const stale = childOf(line, ALICE).held;
    pay(line, ALICE, BOB, 600n);
    const { genesis, held } = childOf(line, ALICE);
    line.run.chain.send(
      "mallory",
      {
        sender: line.node(ALICE).keys.payout,
        fn: "challengeChild",
        args: [
          genesis.channel,
          genesis.child?.terms,
          stateOf(stale.content),
          `0x${stale.signatures.map((signature) => signature.slice(2)).join("")}`,
          0n,
          "0x",
        ],
      },
      true,
    );
    line.seconds(20);
    expect(line.run.chain.head.world.channels.get(genesis.channelId)?.version).to.equal(held.content.version);
    line.seconds(PROFILE.challengeDuration + 20);
    expect(own(line, BOB, HUB)).to.equal(DEPOSIT + 1_000n);
    expect(hubs(line)).to.equal(2n * DEPOSIT);
  });

  it("signs nothing from expiry - (D + I) on, registers what it holds before the expiry, and ends by itself (K4, finding H1)", () => {
    const line = opened();
    pay(line, ALICE, BOB, 900n);
    const { genesis, held } = childOf(line, ALICE);
    while (line.now < lastSigning({ profile: PROFILE }, genesis)) line.seconds(1);
    pay(line, ALICE, BOB, 50n);
    expect(childOf(line, ALICE).held.digest).to.equal(held.digest);
    while (line.now < (genesis.child?.terms.expiry ?? 0)) line.seconds(1);
    expect(line.run.chain.head.world.channels.get(genesis.channelId)?.version).to.equal(1);
    line.seconds(20);
    expect(childOf(line, ALICE).life).to.equal("closed");
    expect(own(line, ALICE, HUB)).to.equal(DEPOSIT - 900n);
    expect(hubs(line)).to.equal(2n * DEPOSIT);
  });

  it("is refused without time to live, beyond what a parent can lock, and with the hub for an end", () => {
    for (const [amounts, life, resolve] of [
      [[100n, 100n], PROFILE.challengeDuration, 20],
      [[100n, 100n], LIFE, -1],
      [[10_001n, 0n], LIFE, 20],
      [[0n, 0n], LIFE, 20],
    ] as const) {
      const line = new Line(3);
      const id = ask(line, amounts, life, resolve);
      line.seconds(2);
      expect(line.node(ALICE).replies.get(id)).to.deep.include({ ok: false });
    }
  });

  it("is declined by a hub that cannot cover it, and by an end beyond its limit", () => {
    const line = new Line(3);
    line.payDirect(HUB, BOB, 9_900n);
    line.seconds(2);
    ask(line, [500n, 0n]);
    line.seconds(20);
    expect(childOf(line, ALICE).life).to.equal("closed");
    expect(own(line, HUB, BOB)).to.equal(100n);
    const limited = new Line(3);
    limited.payDirect(HUB, BOB, 5_000n);
    limited.seconds(2);
    ask(limited, [0n, DEPOSIT + 1n]);
    limited.seconds(20);
    expect(
      limited
        .node(BOB)
        .channels()
        .every(({ genesis }) => genesis.child === undefined),
    ).to.equal(true);
  });

  it("takes no locks, apps, deposits or withdrawals in it", () => {
    const line = opened();
    const channelId = idOf(line);
    for (const kind of ["withdraw", "deposit"] as const) {
      const id = line.run.request(line.node(ALICE), { kind, channelId, token: ETH, amount: 5n });
      expect(line.node(ALICE).replies.get(id)).to.deep.include({ ok: false });
    }
  });

  it("survives restarts of all three at any time (rule 10)", () => {
    const line = new Line(3);
    ask(line, [3_000n, 1_000n]);
    for (let i = 0; i < 40; i++) {
      const frame = line.run.network.take(true);
      if (frame !== null) line.run.deliver([frame]);
      else line.run.round();
      if (i % 3 === 0) line.node(i % 9 === 0 ? HUB : i % 6 === 0 ? BOB : ALICE).restart();
    }
    line.seconds(40);
    const lives = [childOf(line, ALICE).life, childOf(line, BOB).life];
    expect(lives).to.be.deep.oneOf([
      ["open", "open"],
      ["closed", "closed"],
    ]);
    if (lives[0] === "closed") return;
    pay(line, ALICE, BOB, 10n);
    for (const at of [ALICE, HUB, BOB]) line.node(at).restart();
    line.seconds(10);
    expect(childOf(line, BOB).held.content.books[0]?.delta).to.deep.equal([-10n, 10n]);
    close(line, BOB, false);
    line.seconds(30);
    expect(hubs(line)).to.equal(2n * DEPOSIT);
  });
});
