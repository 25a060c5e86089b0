import { expect } from "chai";
import { digestOf } from "../../../offchain/channel/content.ts";
import { get } from "../../../offchain/channel/hexMap.ts";
import { leaves } from "../../../offchain/channel/tree.ts";
import type { Hex } from "../../../offchain/evm/hex.ts";
import { fourWayDrawCode } from "../../../offchain/generated/apps/fourWayDraw.ts";
import { ticTacToeCode } from "../../../offchain/generated/apps/ticTacToe.ts";
import { boot } from "../../../offchain/protocol/disk.ts";
import type { MessageOf } from "../../../offchain/protocol/messages.ts";
import { margin } from "../../../offchain/protocol/profile.ts";
import { PROFILE } from "../../simulation/simulation.ts";
import { Line } from "./support/line.ts";

const ALICE = 0;
const HUB = 1;
const BOB = 2;
const ALL = [ALICE, HUB, BOB];

const group = (): Line => new Line(3, 1, 3);
const versions = (line: Line): number[] =>
  ALL.map((at) => line.channel(at, at === ALICE ? HUB : ALICE).held.content.version);
const terms = (line: Line): number[] => ALL.map((at) => line.channel(at, at === ALICE ? HUB : ALICE).term);
const channel = (line: Line, at: number): ReturnType<Line["channel"]> => line.channel(at, at === ALICE ? HUB : ALICE);

/** Virtual milliseconds in which nothing is delivered. */
const silence = (line: Line, milliseconds: number): void => {
  for (let passed = 0; passed < milliseconds; passed += 500) line.run.tick(500);
};

describe("a group of three (protocol §1.2, §1.4)", () => {
  it("opens with everybody's Accept and deposit, and each pays each", () => {
    const line = group();
    expect(channel(line, BOB).genesis.nodes).to.have.length(3);
    for (const [from, to] of [
      [ALICE, BOB],
      [BOB, HUB],
      [HUB, ALICE],
    ] as const) {
      line.payDirect(from, to, 10n + BigInt(from));
      line.seconds(2);
    }
    expect(new Set(ALL.map((at) => channel(line, at).held.digest)).size).to.equal(1);
    expect(channel(line, HUB).held.content.books[0]?.delta).to.deep.equal([1n, 1n, -2n]);
  });

  it("holds a state with every signature and not before; a Sign that comes before its Propose is kept (R4)", () => {
    const line = group();
    const id = line.payDirect(ALICE, BOB, 7n);
    line.pass("propose", HUB);
    const early = line.pass("sign", BOB, HUB);
    expect(channel(line, BOB).early.map(({ digest }) => digest)).to.deep.equal([early.digest]);
    line.pass("sign", ALICE, HUB);
    expect(versions(line)).to.deep.equal([0, 0, 0]);
    expect(line.payment(ALICE, id)?.status).to.equal("inFlight");
    line.pass("propose", BOB);
    expect(versions(line)).to.deep.equal([0, 0, 1]);
    expect(channel(line, BOB).early).to.deep.equal([]);
    line.pass("sign", ALICE, BOB);
    line.pass("sign", HUB, BOB);
    expect(versions(line)).to.deep.equal([1, 1, 1]);
    expect(line.payment(ALICE, id)?.status).to.equal("succeeded");
  });

  it("keeps four early signatures of a participant, and none that is forged counts", () => {
    const line = group();
    line.payDirect(ALICE, BOB, 7n);
    const { channelId, version, digest } = line.pass("propose", HUB);
    line.take("sign", BOB, HUB);
    const forged: Hex = `0x${"11".repeat(65)}`;
    for (let i = 0; i < 6; i++)
      line.say(HUB, BOB, {
        kind: "sign",
        channelId,
        version: version + i,
        digest: `0x${`0${i}`.repeat(32)}`,
        signature: forged,
      });
    line.say(HUB, BOB, { kind: "sign", channelId, version, digest, signature: forged });
    expect(channel(line, BOB).early).to.have.length(4);
    line.pass("propose", BOB);
    expect(channel(line, BOB).held.content.version).to.equal(0);
    expect(channel(line, BOB).candidates[0]?.signatures.filter((one) => one !== null)).to.have.length(2);
  });

  it("shows the whole state to who still asks for a signature on what is held", () => {
    const line = group();
    line.payDirect(ALICE, HUB, 7n);
    line.pass("propose", HUB);
    line.pass("propose", BOB);
    line.take("sign", HUB, BOB); // lost
    for (const to of [ALICE, BOB]) line.pass("sign", to, HUB);
    line.pass("sign", ALICE, BOB);
    expect(versions(line)).to.deep.equal([1, 0, 1]);
    line.seconds(2);
    expect(versions(line)).to.deep.equal([1, 1, 1]);
  });

  it("counts a payment between two for those two, not for the third", () => {
    const line = group();
    line.payDirect(ALICE, HUB, 40n);
    line.seconds(2);
    const counted = ALL.map((at) => line.run.ghost.of(line.node(at)).payments.size);
    expect(counted).to.deep.equal([1, 1, 0]);
  });

  it("pays by hash lock over the group; another lock of the same hash that fails says nothing of this one (H7)", () => {
    const line = group();
    const { paymentId, hash } = line.payLocked([ALICE, BOB], 50n);
    for (const to of [HUB, BOB]) line.pass("propose", to);
    line.passAll();
    expect(line.payment(ALICE, paymentId)?.status).to.equal("succeeded");
    const second = line.payLocked([ALICE, BOB], 60n);
    line.take("propose", HUB);
    line.take("propose", BOB);
    // The hub has seen the hash of the second, and adds a lock of its own with it, which bob gives back.
    const until = line.now + 60;
    const { channelId } = channel(line, HUB).genesis;
    line.run.request(line.node(HUB), {
      kind: "payLocked",
      paymentId: `0x${"ab".repeat(16)}`,
      first: line.node(BOB).keys.nodeId,
      to: line.node(BOB).keys.nodeId,
      token: channel(line, HUB).genesis.assets[0]?.token ?? "0x",
      amount: 20n,
      fee: 0n,
      hash: second.hash,
      until,
      onion: "0x",
    });
    line.seconds(6);
    expect(hash).to.not.equal(second.hash);
    expect(line.payment(ALICE, second.paymentId)?.status).to.equal("succeeded");
    expect(line.run.ghost.of(line.node(HUB)).payments.get(`0x${"ab".repeat(16)}`)?.status).to.not.equal("inFlight");
    expect(channelId).to.equal(channel(line, BOB).genesis.channelId);
    expect(leaves(channel(line, ALICE).held.content.tree)).to.deep.equal([]);
  });

  it("closes together: one final state, concluded once (L5)", () => {
    const line = group();
    line.payDirect(BOB, HUB, 40n);
    line.seconds(2);
    line.run.request(line.node(BOB), { kind: "close", channelId: channel(line, BOB).genesis.channelId, force: false });
    line.seconds(20);
    expect(ALL.map((at) => channel(line, at).life)).to.deep.equal(["closed", "closed", "closed"]);
  });

  it("is given up by everybody where one declines", () => {
    const line = new Line(3);
    const [alice, , bob] = ALL.map((at) => line.node(at));
    if (alice === undefined || bob === undefined) throw new Error("three nodes");
    const before = alice.channels().length;
    line.run.request(alice, {
      kind: "openChannel",
      opening: {
        peers: [line.node(HUB).keys.nodeId, bob.keys.nodeId],
        assets: [{ token: `0x${"0".repeat(64)}`, deposits: [5n, 5n, 1n << 100n] }],
        challengeDuration: PROFILE.challengeDuration,
        salt: 99n,
      },
    });
    line.seconds(4);
    expect(alice.channels()).to.have.length(before + 1);
    for (const node of [alice, line.node(HUB)]) {
      const offered = node.channels().filter(({ genesis }) => genesis.nodes.length === 3);
      expect(offered.map(({ life }) => life)).to.deep.equal(["closed"]);
    }
    expect(bob.channels().some(({ genesis }) => genesis.nodes.length === 3)).to.equal(false);
  });
});

describe("rotation (protocol §1.5)", () => {
  /** Everybody has signed alice's proposal but bob, whom it has not reached. */
  const half = (): { line: Line; message: MessageOf<"propose"> } => {
    const line = group();
    line.payDirect(ALICE, HUB, 5n);
    line.pass("propose", HUB);
    const message = line.take("propose", BOB);
    return { line, message };
  };

  it("enters the next term when what it waits for is missing for `rot`: durable, then Status to all (T1, T2)", () => {
    const line = group();
    line.payDirect(BOB, HUB, 5n);
    line.take("submit", ALICE);
    silence(line, PROFILE.rot - 1_000);
    expect(terms(line)).to.deep.equal([0, 0, 0]);
    line.run.network.clear();
    silence(line, 2_000);
    expect(terms(line)).to.deep.equal([0, 0, 1]);
    const node = line.node(BOB);
    const { channels } = boot(node.disk.load(), node.world.apps, "0x00");
    expect(get(channels, channel(line, BOB).genesis.channelId)?.term).to.equal(1);
    line.pass("status", HUB, BOB);
    line.pass("status", ALICE, BOB);
    expect(terms(line)).to.deep.equal([1, 1, 1]);
    line.seconds(3);
    expect(versions(line)).to.deep.equal([1, 1, 1]);
    expect(line.run.oracle.group(channel(line, HUB).genesis.channelId).said.size).to.equal(3);
  });

  it("has the new proposer wait for everybody's Status, and go on from the newest state of it (T3)", () => {
    const { line } = half();
    silence(line, PROFILE.rot + 1_000);
    expect(terms(line)).to.deep.equal([1, 1, 0]);
    line.pass("status", BOB, HUB);
    line.pass("status", HUB, ALICE);
    // Alice's and the hub's candidate is superseded by the hub, once bob has said where he stands.
    expect(channel(line, HUB).candidates).to.have.length(1);
    line.pass("status", HUB, BOB);
    expect(channel(line, HUB).candidates.map(({ version, term }) => [version, term])).to.deep.equal([
      [1, 0],
      [2, 1],
    ]);
    line.run.network.clear();
    line.seconds(4);
    const [first] = versions(line);
    expect(first).to.be.greaterThan(1);
    expect(versions(line)).to.deep.equal([first, first, first]);
    expect(ALL.map((at) => channel(line, at).candidates.length)).to.deep.equal([0, 0, 0]);
  });

  it("answers a proposal of an older term by the same signature or by its own term, never by a new one (T2, S1)", () => {
    const { line, message } = half();
    silence(line, PROFILE.rot + 1_000);
    line.pass("status", BOB, HUB);
    expect(channel(line, BOB).term).to.equal(1);
    line.say(ALICE, BOB, message);
    expect(line.take("reject", ALICE, BOB).code).to.equal("BAD_TERM");
    expect(channel(line, BOB).maxSigned.version).to.equal(0);
    line.say(ALICE, HUB, message);
    expect(line.take("sign", ALICE, HUB).digest).to.equal(message.digest);
  });

  it("signs a final state in whatever term it is met: nothing newer could be signed by who has signed it", () => {
    const line = group();
    const { channelId } = channel(line, BOB).genesis;
    line.run.request(line.node(ALICE), { kind: "close", channelId, force: false });
    for (const to of [HUB, BOB]) line.pass("propose", to);
    for (const [to, from] of [
      [ALICE, HUB],
      [ALICE, BOB],
      [HUB, BOB],
      [BOB, HUB],
    ] as const)
      line.pass("sign", to, from);
    const final = line.pass("propose", HUB);
    expect(final.ops.map(({ body }) => body.kind)).to.deep.equal(["finalize"]);
    line.run.network.clear();
    const { held, maxSigned } = channel(line, BOB);
    // Bob comes to term 1 by the hub's word, and has not seen the final state.
    line.say(HUB, BOB, {
      kind: "status",
      channelId,
      term: 1,
      held: { version: held.content.version, digest: held.digest },
      signatures: held.signatures,
      candidates: [],
      maxSigned: maxSigned.version,
    });
    expect(channel(line, BOB).term).to.equal(1);
    line.say(ALICE, BOB, final);
    expect(channel(line, BOB).maxSigned.digest).to.equal(final.digest);
  });

  it("does not go on for ever without a held state: once round the group", () => {
    const line = group();
    line.payDirect(BOB, HUB, 5n);
    for (let i = 0; i < 24; i++) {
      silence(line, PROFILE.rot);
      line.run.network.clear();
    }
    expect(channel(line, BOB).term).to.equal(3);
  });

  it("proves that a proposer has shown two states of one version, and replaces it at once (T4)", () => {
    const line = group();
    line.payDirect(ALICE, BOB, 5n);
    const shown = line.take("propose", HUB);
    line.pass("propose", BOB);
    line.run.oracle.byzantine.add(line.node(ALICE));
    const { genesis, held } = channel(line, BOB);
    const other = { ...held.content, version: 1 };
    const digest = digestOf(genesis.domain, genesis.channelId, other);
    line.say(ALICE, HUB, { ...shown, ops: [], digest, signature: line.node(ALICE).keys.sign(digest) });
    line.pass("sign", HUB, BOB);
    line.pass("evidence", BOB, HUB);
    expect(channel(line, BOB).proofs.map(({ participant, version }) => [participant, version])).to.deep.equal([[0, 1]]);
    expect(channel(line, BOB).term).to.equal(1);
    line.pass("sign", BOB, HUB);
    line.pass("evidence", HUB, BOB);
    expect(channel(line, HUB).proofs).to.have.length(1);
    const { channels } = boot(line.node(HUB).disk.load(), line.node(HUB).world.apps, "0x00");
    expect(get(channels, genesis.channelId)?.proofs).to.deep.equal(channel(line, HUB).proofs);
  });

  it("takes no false evidence: one signature, or one that is not its signer's", () => {
    const line = group();
    line.payDirect(ALICE, BOB, 5n);
    const { channelId, version, signature } = line.pass("propose", BOB);
    const forged = {
      kind: "evidence",
      channelId,
      participant: 0,
      version,
      digest: `0x${"77".repeat(32)}`,
      signature,
    } as const;
    line.say(HUB, BOB, forged);
    expect(channel(line, BOB).proofs).to.deep.equal([]);
  });
});

describe("apps in a group (protocol, preamble; adjudicator §9)", () => {
  const words = (...values: readonly number[]): Hex =>
    `0x${values.map((value) => value.toString(16).padStart(64, "0")).join("")}`;
  const time = PROFILE.inclusion + margin(PROFILE);

  /** A game that alice opens with some seats, and that everybody holds. */
  const opened = (participants: number, app: Hex, terms: Hex, seats: readonly number[]): Line => {
    const line = new Line(participants, 1, participants);
    const { channelId } = channel(line, ALICE).genesis;
    const offer = { app, terms, seats, assets: [0], notBefore: 0, fallbackDelay: time + margin(PROFILE) };
    line.run.request(line.node(ALICE), {
      kind: "offerApp",
      channelId,
      offer: { ...offer, offerId: `0x${"0f".repeat(32)}` },
    });
    line.passAll();
    expect(leaves(channel(line, HUB).held.content.tree)).to.have.length(1);
    return line;
  };
  const play = (line: Line, at: number, args: Hex): string => {
    const id = line.run.request(line.node(at), {
      kind: "play",
      channelId: channel(line, at).genesis.channelId,
      index: 0,
      move: 0,
      args,
    });
    const reply = line.node(at).replies.get(id);
    return reply === undefined || reply.ok ? "taken" : reply.code;
  };

  it("opens when every seat has accepted; moves of one phase do not wait for each other", () => {
    const line = opened(4, fourWayDrawCode.address, words(10, time), [0, 1, 2, 3]);
    expect(play(line, ALICE, words(1))).to.equal("taken");
    line.pass("propose", HUB);
    expect(channel(line, HUB).candidates).to.have.length(1);
    expect(play(line, HUB, words(2))).to.equal("taken");
    line.passAll();
    expect(channel(line, ALICE).held.content.version).to.equal(3);
  });

  it("has a move wait for the one that it answers, until that one is in every possible state", () => {
    const line = opened(3, ticTacToeCode.address, words(10, time), [0, 1]);
    expect(play(line, ALICE, words(4))).to.equal("taken");
    line.pass("propose", HUB);
    expect(play(line, HUB, words(0))).to.equal("NOT_SURE");
    line.passAll();
    expect(play(line, HUB, words(0))).to.equal("taken");
  });

  it("leaves the chain alone for the clock of a game in which this node has no seat", () => {
    const line = opened(3, ticTacToeCode.address, words(10, time), [0, 1]);
    line.run.block(false);
    for (let i = 0; i < time + 5; i++) line.run.block(false);
    expect(channel(line, BOB).force).to.equal(null);
    expect(channel(line, HUB).force).to.match(/clock of the app/);
  });
});
