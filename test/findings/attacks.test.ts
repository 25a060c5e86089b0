import { expect } from "chai";
import { sha256 } from "ethers";
import { hashChallenge, hashResume, hashState } from "../../offchain/generated/protocol/hashes.ts";
import { sourcesOf } from "./compile.ts";
import { Court, type Pact, refused } from "./court.ts";
import { Game, HOUR } from "./game.ts";
import { lockOf, secret, Tree } from "./leaves.ts";
import { ALICE, assetOf, BOB, DAY, ETH, hex, INGRID, MALLORY, NOTHING, stateOf } from "./people.ts";
import { BROUGHT, claimLeg, payOut, virtualOver } from "./virtual.ts";

/** The other s of the same signature: the curve's order less it. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

describe("attacks on the contracts (attacks 1 to 41)", () => {
  let court: Court;

  beforeEach(async () => {
    court = await Court.begin();
  });

  afterEach(() => court.end());

  const got = async (): Promise<bigint[]> => [await court.gotBy(ALICE), await court.gotBy(BOB)];

  it("attack 1: an old state replaces no newer one", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const [old, other, newest] = [stateOf(1, [-2n, 2n]), stateOf(2, [-2n, 2n]), stateOf(2, [2n, -2n])];
    await court.challenge(BOB, pact, old);
    await court.checkpoint(pact, newest);
    await refused(court.checkpoint(pact, old), "StaleVersion");
    await refused(court.checkpoint(pact, other), "StaleVersion");
    court.pass(DAY);
    await court.settle(pact, newest);
    expect(await got()).to.deep.equal([4n, 0n]);
  });

  it("attack 2: no state, new or equal, gives a challenge more time", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    await court.challenge(BOB, pact, stateOf(1, [-2n, 2n]));
    const { deadline } = await court.slot(pact);
    for (const version of [2, 3, 4]) {
      court.pass(DAY / 4);
      await court.checkpoint(pact, stateOf(version, [1n, -1n]));
      await refused(court.challenge(BOB, pact, stateOf(version, [1n, -1n])), "Disputed");
    }
    expect((await court.slot(pact)).deadline).to.equal(deadline);
    court.pass(deadline - court.now);
    await court.settle(pact, stateOf(4, [1n, -1n]));
    expect(await got()).to.deep.equal([3n, 1n]);
  });

  it("attack 3: ending a challenge brings no earlier state back", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const v5 = stateOf(5, [2n, -2n]);
    await court.challenge(ALICE, pact, v5);
    await court.resume(pact);
    await refused(court.checkpoint(pact, stateOf(4, [-2n, 2n])), "StaleVersion");
    await court.challenge(BOB, pact, stateOf(4, [-2n, 2n]));
    court.pass(DAY + 1);
    await court.settle(pact, v5);
    expect(await got()).to.deep.equal([4n, 0n]);
  });

  it("attack 4: an outsider starts no clock, but may bring a newer state", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const v1 = stateOf(1, [1n, -1n]);
    const asMallory = { by: MALLORY.signer };
    await refused(court.challenge(BOB, pact, v1, asMallory), "NotParticipant");
    await refused(court.challenge(BOB, pact, v1, { by: ALICE.signer }), "NotParticipant");
    // Bob's signature of the state, or Alice's authorisation, is none by Bob.
    const own = court.authOf(pact, ALICE, 0);
    await refused(court.challenge(BOB, pact, v1, asMallory, own), "NotParticipant");
    const stateSignature = court.signBy(BOB, hashState(pact.id, v1)).slice(2);
    const confused = hex(own.replace(own.slice(-192, -62), stateSignature));
    await refused(court.challenge(BOB, pact, v1, asMallory, confused), "NotParticipant");
    await court.call("checkpoint", [pact.channel, v1, court.sign(pact, v1)], asMallory);
    expect(await court.slot(pact)).to.deep.equal({ version: 1, deadline: 0, status: 0 });
  });

  it("attack 5: nothing is concluded without everybody, or without the final flag", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const [open, final] = [stateOf(1, [-2n, 2n]), stateOf(1, [-2n, 2n], { isFinal: true })];
    await refused(court.conclude(pact, open), "NotFinal");
    const bobs = court.signBy(BOB, hashState(pact.id, final));
    await refused(court.conclude(pact, final, undefined, hex(bobs + bobs.slice(2))), "BadSignature");
    await refused(court.conclude(pact, final, undefined, bobs), "BadSignatures");
    expect(await court.netOf(pact, 0)).to.equal(2n);
  });

  it("attack 6: nothing is settled by a state that the caller prefers", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const [v1, v2] = [stateOf(1, [-2n, 2n]), stateOf(2, [2n, -2n])];
    await court.challenge(ALICE, pact, v2);
    court.pass(DAY);
    await refused(court.settle(pact, v1), "BadState");
    await refused(court.settle(pact, stateOf(2, [-2n, 2n])), "BadState");
    await refused(court.sweep(pact, NOTHING), "BadState");
    await court.settle(pact, v2);
    expect(await got()).to.deep.equal([4n, 0n]);
  });

  it("attack 8: time is the block's time, and no block is counted", () => {
    const sources = Object.entries(sourcesOf(["contracts/Adjudicator.sol"])).filter(([file]) => !file.startsWith("@"));
    expect(sources.length).to.be.greaterThan(30);
    for (const [, { content }] of sources)
      expect(content).to.not.match(/block\.(number|difficulty|prevrandao)|blockhash/);
  });

  it("attack 16: a preimage has 32 bytes, and its hash is SHA-256", async () => {
    const until = court.now + 30 * DAY;
    const pact = await court.funded([ALICE, BOB], 20n, 0n);
    const long = hex(sha256(`${secret(2)}00`));
    const locks = [lockOf(0, 3n, until), lockOf(1, 5n, until, { hash: long })];
    const tree = Tree.ofLocks(1, ...locks);
    const state = stateOf(1, [-8n, 0n], { interactionsRoot: tree.root }, 8n);
    await court.challenge(ALICE, pact, state);
    court.pass(DAY);
    await court.publish(secret(1), secret(2));
    expect(await court.view("publishedAt", [long])).to.deep.equal([0n]);
    await court.claim(
      pact,
      state,
      locks.map((lock) => tree.lock(lock)),
    );
    expect(await court.gotBy(BOB)).to.equal(3n);
  });

  it("attack 17: a second publication changes nothing about the first", async () => {
    const until = court.now + DAY;
    const pact = await court.funded([ALICE, BOB], 20n, 0n);
    const tree = Tree.ofLocks(0, lockOf(0, 5n, until));
    const state = stateOf(1, [-5n, 0n], { interactionsRoot: tree.root }, 5n);
    await court.publish(secret(1));
    const first = await court.view("publishedAt", [lockOf(0, 5n, until).hash]);
    await court.challenge(ALICE, pact, state);
    court.pass(2 * DAY);
    await court.publish(secret(1), secret(1));
    expect(await court.view("publishedAt", [lockOf(0, 5n, until).hash])).to.deep.equal(first);
    await court.claim(pact, state, [tree.lock(lockOf(0, 5n, until))]);
    expect(await court.gotBy(BOB)).to.equal(5n);
  });

  it("attack 22: one signature has one form, and counts once", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const state = stateOf(1, [1n, -1n]);
    const good = court.sign(pact, state);
    const [alices, bobs] = [good.slice(2, 132), good.slice(132)];
    const high = (ORDER - BigInt(`0x${alices.slice(64, 128)}`)).toString(16).padStart(64, "0");
    const other = alices.endsWith("1b") ? "1c" : "1b";
    const malleated = alices.slice(0, 64) + high + other;
    await refused(court.checkpoint(pact, state, hex(`0x${malleated}${bobs}`)), "BadSignature");
    await refused(court.checkpoint(pact, state, hex(`0x${alices}${alices}`)), "BadSignature");
    await refused(
      court.checkpoint(pact, state, hex(`0x${alices.slice(0, 128)}0${Number(alices.endsWith("1c"))}${bobs}`)),
      "BadSignature",
    );
    await refused(court.checkpoint(pact, state, hex(`0x${alices}${"00".repeat(65)}`)), "BadSignature");
    await refused(court.checkpoint(pact, state, hex(`${good}00`)), "BadSignatures");
    await court.checkpoint(pact, state, good);
  });

  it("attack 23: a signature is for one contract, one channel, one purpose", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const twin = await court.funded([ALICE, BOB], 2n, 2n);
    const state = stateOf(1, [1n, -1n]);
    await refused(court.checkpoint(twin, state, court.sign(pact, state)), "BadSignature");
    const resume = court.signAll([ALICE, BOB], hashResume({ channelId: pact.id, deadline: 0 }));
    await refused(court.checkpoint(pact, state, resume), "BadSignature");
    const elsewhere = await Court.on(1);
    const there = elsewhere.signAll([ALICE, BOB], hashState(pact.id, state));
    await elsewhere.end();
    await refused(court.checkpoint(pact, state, there), "BadSignature");
    await court.checkpoint(pact, state);
  });

  it("attack 24: an account without a key signs no state, whatever it would say", async () => {
    const wallet = await court.deploy("SmartWallet", hex(`0x${MALLORY.signer.slice(2).padStart(64, "0")}`));
    await court.tell(wallet, "become(uint8)", [1]); // says yes to everything
    const pact = court.pact([ALICE, { ...BOB, signer: wallet }]);
    await court.fundETH(pact, 0, 2n);
    await refused(court.checkpoint(pact, stateOf(1, [-2n, 2n])), "BadSignature");
    const auth = court.authOf(pact, BOB, 0);
    await refused(court.call("challenge", [pact.channel, NOTHING, "0x", 1, auth]), "NotParticipant");
    // What it can do is to leave, by itself, at version 0.
    const start = court.calldata("challenge", [pact.channel, NOTHING, "0x", 1, "0x"]);
    await court.tell(wallet, "execute(address,bytes)", [court.address, start], { by: MALLORY.signer });
    court.pass(DAY);
    await court.sweep(pact, NOTHING);
    expect(await court.gotBy(ALICE)).to.equal(2n);
  });

  it("attack 25: another rule is another channel", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const state = stateOf(1, [-2n, 2n]);
    for (const change of [{ challengeDuration: 0 }, { appGas: 1 }, { salt: 99n }] as const) {
      const other = { ...pact, channel: { ...pact.channel, ...change } };
      const [mine, its] = [pact, other].map(({ channel }) => court.view("channelIdOf", [channel]));
      expect(await its).to.not.deep.equal(await mine);
      await refused(
        court.call("challenge", [other.channel, state, court.sign(pact, state), 0, "0x"], { by: ALICE.signer }),
        "Insolvent",
      );
    }
    expect((await court.slot(pact)).version).to.equal(0);
  });

  it("attack 30: other code than was agreed on decides nothing", async () => {
    const other = await court.deploy("Ladder");
    const game = await Game.begin(court, { leaf: { app: other, codeHash: await court.codeHashOf(court.address) } });
    await refused(game.move(0), "BadApp");
    court.pass(3 * HOUR);
    await refused(game.late(), "BadApp");
    await game.claim();
    expect(await got()).to.deep.equal([6n, 4n]);
  });

  it("attack 30: an app writes nothing and takes no more gas than agreed", async () => {
    const game = await Game.begin(court, { script: { fault: 2, faulty: 1 } });
    await refused(game.play(game.moveOf(0), { gas: 3_000_000 }), "AppFailed");
    expect(await court.chain.lastGasUsed()).to.be.within(500_000, 900_000);
    const writer = await Game.begin(court, { kind: "MeddlingApp" });
    await refused(writer.move(0), "AppFailed");
    court.pass(3 * HOUR);
    await writer.claim();
    expect(await got()).to.deep.equal([6n, 4n]);
  });

  it("attack 31: the id commits to who is paid, and a first deposit comes back", async () => {
    const pact = court.pact([ALICE, BOB]);
    const squatted = { ...pact.channel, participants: court.pact([ALICE, MALLORY]).channel.participants };
    expect(await court.view("channelIdOf", [squatted])).to.not.deep.equal([pact.id]);
    await court.fundETH(pact, 0, 2n);
    await court.challenge(ALICE, pact, NOTHING);
    court.pass(DAY);
    await court.sweep(pact, NOTHING);
    expect(await court.gotBy(ALICE)).to.equal(2n);
  });

  it("attack 33: a state makes nothing, nor does a child's", async () => {
    await court.funded([ALICE, BOB], 9n, 9n);
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    for (const delta of [
      [1n, 0n],
      [-1n, 0n],
      [2n, -1n],
    ])
      await refused(court.conclude(pact, stateOf(1, delta, { isFinal: true })), "BadState");
    await refused(court.checkpoint(pact, stateOf(1, [0n])), "BadState");
    await refused(court.checkpoint(pact, stateOf(1, [0n, 0n, 0n])), "BadState");
    const { child } = await virtualOver(court);
    await refused(court.checkpoint(child, stateOf(1, [1n, 0n])), "BadState");
    expect(await got()).to.deep.equal([0n, 0n]);
  });

  it("attack 34: nothing is claimed, withdrawn or settled twice", async () => {
    await court.funded([ALICE, BOB], 9n, 9n);
    const until = court.now + 30 * DAY;
    const pact = await court.funded([ALICE, BOB], 10n, 0n);
    const locks = [lockOf(0, 2n, until), lockOf(1, 4n, until)];
    const tree = Tree.ofLocks(1, ...locks);
    const assets = [assetOf(ETH, [-6n, 0n], 6n, [1n, 0n])];
    const state = { ...stateOf(1, []), interactionsRoot: tree.root, assets };
    await court.withdraw(pact, state);
    await court.withdraw(pact, state);
    expect(await court.gotBy(ALICE)).to.equal(1n);
    await court.challenge(ALICE, pact, state);
    court.pass(DAY);
    await court.publish(secret(1));
    const first = tree.lock(locks[0] ?? lockOf(0, 0n, 0));
    await court.claim(pact, state, [first, first]);
    await court.claim(pact, state, [first]);
    await court.settle(pact, state);
    await court.settle(pact, state);
    expect(await got()).to.deep.equal([4n, 2n]);
  });

  it("attack 34: nor is a child's outcome", async () => {
    const virtual = await virtualOver(court);
    const { left, right, child, expiry } = virtual;
    const twice = { ...left.state, version: 8, assets: [assetOf(ETH, [-8n, -6n], 14n)] };
    await court.challenge(ALICE, left.pact, twice);
    await court.challenge(BOB, right.pact, right.state);
    court.pass(expiry - court.now);
    const again = { ...left, state: twice };
    await claimLeg(court, again, child, NOTHING);
    await claimLeg(court, again, child, NOTHING);
    expect(await got()).to.deep.equal([4n, 0n]);
    expect(await court.gotBy(INGRID)).to.equal(3n);
  });

  it("attack 35: a channel is on one chain", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const other = await Court.on(1);
    expect(other.address).to.equal(court.address);
    expect(await other.view("channelIdOf", [pact.channel])).to.not.deep.equal([pact.id]);
    expect(await other.view("domainSeparator", [])).to.not.deep.equal(await court.view("domainSeparator", []));
    const there: Pact = other.pact([ALICE, BOB]);
    await other.fundETH(there, 0, 2n);
    const state = stateOf(1, [-2n, 2n]);
    await refused(
      other.checkpoint(there, state, court.signAll([ALICE, BOB], hashState(there.id, state))),
      "BadSignature",
    );
    await other.end();
  });

  it("attack 38: what is no answer, or no leaf, is refused by name", async () => {
    for (const fault of [3, 4, 5]) {
      const game = await Game.begin(court, { script: { fault, faulty: 1 } });
      await refused(game.move(0), "AppFailed");
    }
    const curt = await Game.begin(court, { kind: "CurtApp" });
    await refused(curt.move(0), "AppFailed");
    const game = await Game.begin(court);
    const short = { kind: 0, leaf: hex("0x1234"), proof: [], extra: hex("0x") };
    await refused(court.claim(game.pact, game.state, [short]), "BadLeaf");
    await refused(court.claim(game.pact, game.state, [{ ...short, kind: 9 }]), "BadKind");
  });

  it("attack 39: what a tower holds moves no money", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const state = stateOf(1, [-2n, 2n]);
    const message = { channelId: pact.id, minVersion: 0, previousDeadline: 0, validUntil: 2 ** 40 - 1 };
    const held = court.signBy(ALICE, hashChallenge(message));
    const bobs = court.signBy(BOB, hashState(pact.id, state));
    await refused(court.checkpoint(pact, state, hex(held + bobs.slice(2))), "BadSignature");
    await court.challenge(ALICE, pact, NOTHING, { by: MALLORY.signer }, court.authOf(pact, ALICE, 0));
    court.pass(DAY);
    await court.sweep(pact, NOTHING);
    expect(await got()).to.deep.equal([2n, 2n]);
    expect(await court.gotBy(MALLORY)).to.equal(0n);
  });

  it("attack 40: what backs a virtual channel is paid by its legs, and by nothing else", async () => {
    const virtual = await virtualOver(court);
    const { left, right, child, expiry } = virtual;
    // Locks that nobody paid for would let a leg pay from other channels' money.
    const unbacked = { ...left.state, version: 8, assets: [assetOf(ETH, [0n, 0n], 7n)] };
    await refused(court.checkpoint(left.pact, unbacked), "BadState");
    await court.challenge(ALICE, left.pact, left.state);
    await court.challenge(BOB, right.pact, right.state);
    court.pass(DAY);
    for (const side of [left, right]) await court.settle(side.pact, side.state);
    expect(await court.gotBy(INGRID)).to.equal(BROUGHT - 7n);
    court.pass(expiry - court.now);
    await payOut(court, virtual, NOTHING);
    expect(await court.gotBy(INGRID)).to.equal(BROUGHT);
    expect(await court.balanceOf(court.address)).to.equal(0n);
    expect((await court.slot(child)).version).to.equal(0);
  });

  it("attack 41: until the deadline the newest state can be registered, and from it on be settled, for ever", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    await court.challenge(BOB, pact, NOTHING);
    for (const [version, wait] of [
      [1, 0],
      [2, DAY / 2],
      [3, DAY / 2 - 1],
    ] as const) {
      court.pass(wait);
      await court.checkpoint(pact, stateOf(version, [1n, -1n]));
      await refused(court.settle(pact, stateOf(version, [1n, -1n])), "NotFixed");
    }
    court.pass(1);
    await court.settle(pact, stateOf(3, [1n, -1n]), [1n]);
    court.pass(3650 * DAY);
    await court.settle(pact, stateOf(3, [1n, -1n]));
    expect(await got()).to.deep.equal([3n, 1n]);
  });
});
