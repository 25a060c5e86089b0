import { expect } from "chai";
import { Court, refused } from "./court.ts";
import { ForkedChain } from "./forked.ts";
import { Game, HOUR } from "./game.ts";
import { lockOf, secret, Tree } from "./leaves.ts";
import { ALICE, BOB, DAY, ETH, hex, NOTHING, type Person, paidAt, stateOf } from "./people.ts";

describe("medium findings (adjudicator, findings M1 to M14)", () => {
  let court: Court;

  beforeEach(async () => {
    court = await Court.begin();
  });

  afterEach(() => court.end());

  const got = async (): Promise<bigint[]> => [await court.gotBy(ALICE), await court.gotBy(BOB)];

  it("M1: a mover whose app comes to the chain at the last second has its whole window", async () => {
    const game = await Game.begin(court, { fixed: false });
    await court.challenge(BOB, game.pact, NOTHING);
    court.pass(DAY - 1);
    await court.checkpoint(game.pact, game.state);
    court.pass(1 + HOUR - 1);
    await refused(game.late(), "TooEarly");
    await game.move(0, 2n);
    expect(game.standing.held).to.deep.equal([4n, 6n]);
  });

  it("M2: in a game whose states repeat a move is played once", async () => {
    const game = await Game.begin(court, { kind: "Ladder" });
    const [up, down] = [game.moveOf(0), game.moveOf(1)];
    const signed = game.signMove(up);
    await game.play(signed);
    await game.play(down);
    expect(game.standing.held).to.deep.equal([6n, 4n]);
    // The state is the one that Alice's first move was for.
    expect(game.entryHash).to.equal(game.leaf.stateHash);
    await refused(game.play(signed), "NotMover");
    await game.play(game.signMove(up));
    expect(game.standing.held).to.deep.equal([5n, 5n]);
  });

  it("M3: an app that fails for ever pays its pot as it stands, after the fallback delay", async () => {
    const game = await Game.begin(court, { script: { fault: 1, faulty: 0 } });
    await refused(game.move(0), "AppFailed");
    court.pass(3 * HOUR - 1);
    await refused(game.late(), "AppFailed");
    await game.claim();
    expect(await got()).to.deep.equal([0n, 0n]);
    court.pass(1);
    await game.claim();
    expect(await got()).to.deep.equal([6n, 4n]);
    await court.settle(game.pact, game.state);
    expect(await got()).to.deep.equal([16n, 14n]);
  });

  it("M4: nobody is pushed to a credit by a caller who leaves too little gas", async () => {
    const careful: Person = paidAt(BOB, await court.deploy("CarefulPayee"));
    const pact = await court.funded([ALICE, careful], 3n, 3n);
    await court.challenge(ALICE, pact, NOTHING);
    const state = stateOf(1, [-1n, 1n]);
    await court.checkpoint(pact, state);
    court.pass(DAY);
    let tries = 0;
    for (let gas = 40_000; (await court.gotBy(careful)) === 0n; gas += 500, tries++)
      await court.settle(pact, state, [0b10n], { gas }).catch(() => undefined);
    expect(tries).to.be.greaterThan(50);
    expect(await court.balanceOf(careful.payout)).to.equal(4n);
    expect(await court.creditOf(careful.payout)).to.equal(0n);
  });

  it("M5: a batch goes through although somebody claimed a part of it before, or it is not decided", async () => {
    const until = court.now + 30 * DAY;
    const pact = await court.funded([ALICE, BOB], 20n, 0n);
    const locks = [lockOf(0, 2n, until), lockOf(1, 3n, until), lockOf(2, 5n, until)];
    const tree = Tree.ofLocks(2, ...locks);
    const state = stateOf(1, [-10n, 0n], { interactionsRoot: tree.root }, 10n);
    await court.challenge(ALICE, pact, state);
    court.pass(DAY);
    await court.publish(secret(1), secret(2));
    await court.claim(pact, state, [tree.lock(locks[0] ?? lockOf(0, 0n, 0))]);
    await court.claim(
      pact,
      state,
      locks.map((lock) => tree.lock(lock)),
    );
    expect(await court.gotBy(BOB)).to.equal(5n);
    await court.publish(secret(3));
    await court.claimAll(pact, state, locks, 2, [tree.proofOf(2)[0] ?? ETH]);
    expect(await court.gotBy(BOB)).to.equal(10n);
  });

  it("M6: colluders' locks never eat what other channels hold", async () => {
    await court.funded([ALICE, BOB], 50n, 50n);
    const until = court.now + 30 * DAY;
    const pact = await court.funded([ALICE, BOB], 6n, 0n);
    const locks = [lockOf(0, 4n, until), lockOf(1, 4n, until)];
    const tree = Tree.ofLocks(1, ...locks);
    const state = stateOf(1, [-6n, 0n], { interactionsRoot: tree.root }, 6n);
    await court.challenge(ALICE, pact, state);
    court.pass(DAY);
    await court.publish(secret(1), secret(2));
    await court.claim(
      pact,
      state,
      locks.map((lock) => tree.lock(lock)),
    );
    expect(await got()).to.deep.equal([0n, 4n]);
    await court.claimAll(pact, state, locks, 1);
    await court.settle(pact, state);
    expect(await got()).to.deep.equal([0n, 4n]);
    expect(await court.balanceOf(court.address)).to.equal(102n);
  });

  it("M6: nor do colluders' apps", async () => {
    await court.funded([ALICE, BOB], 50n, 50n);
    const game = await Game.begin(court, { locked: 12n, leaf: { fallbackDelay: 0 } });
    await game.claim();
    await game.twin().claim();
    await court.settle(game.pact, game.state);
    // One of the two apps, and 14 each beside the locks.
    expect(await got()).to.deep.equal([20n, 18n]);
    expect(await court.balanceOf(court.address)).to.equal(102n);
  });

  it("M7: a tower's authorisation starts one challenge, in time, with a state new enough", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const v1 = stateOf(1, [1n, -1n]);
    const tower = {};
    const auth = court.authOf(pact, ALICE, 0, 1);
    await refused(court.challenge(ALICE, pact, NOTHING, tower, auth), "VersionTooLow");
    await refused(
      court.challenge(ALICE, pact, v1, tower, court.authOf(pact, ALICE, 0, 1, court.now - 1)),
      "NotParticipant",
    );
    await court.challenge(ALICE, pact, v1, tower, auth);
    await court.resume(pact);
    await refused(court.challenge(ALICE, pact, v1, tower, auth), "NotParticipant");
    expect((await court.slot(pact)).status).to.equal(0);
  });

  it("M8: on both sides of a fork of the chain a channel settles by the same states", async () => {
    let chain: ForkedChain | undefined;
    const forking = await Court.begin(async (coinbase) => {
      chain = await ForkedChain.begin(coinbase);
      return chain;
    });
    const pact = await forking.funded([ALICE, BOB], 2n, 2n);
    const v1 = stateOf(1, [2n, -2n]);
    await forking.challenge(BOB, pact, NOTHING);
    chain?.fork(31_338);
    expect(await forking.view("channelIdOf", [pact.channel])).to.deep.equal([pact.id]);
    await forking.checkpoint(pact, v1);
    forking.pass(DAY);
    await forking.settle(pact, v1);
    expect([await forking.gotBy(ALICE), await forking.gotBy(BOB)]).to.deep.equal([4n, 0n]);
  });

  it("M12: nobody signs for the zero address, and no deposit is nobody's", async () => {
    const zero: Person = { ...BOB, signer: hex(`0x${"00".repeat(20)}`) };
    const pact = court.pact([ALICE, zero]);
    await court.fundETH(pact, 0, 2n);
    const state = stateOf(1, [-2n, 2n]);
    const halves = (good: string): `0x${string}` => hex(`${good.slice(0, 2 + 130)}${"00".repeat(65)}`);
    await refused(court.checkpoint(pact, state, halves(court.sign(pact, state))), "BadSignature");
    await refused(court.fundETH(pact, 57, 2n), "BadParticipant");
    expect(await court.netOf(pact, 0)).to.equal(2n);
  });

  it("M13: whoever wins everything can be paid everything", async () => {
    const most = 2n ** 112n;
    const pact = await court.funded([ALICE, BOB], most, most);
    await refused(court.fundETH(pact, 0, 1n), "HoldingTooLarge");
    await refused(court.fundETH(court.pact([ALICE]), 0, most + 1n), "HoldingTooLarge");
    const gold = await court.token("TestToken");
    await court.rich(ALICE.signer, gold, 2n ** 256n - 1n);
    await refused(court.fund(pact, 0, gold, 2n ** 256n - 1n, ALICE.signer), "HoldingTooLarge");
    await refused(court.checkpoint(pact, stateOf(1, [2n ** 119n, -(2n ** 119n)])), "BadState");
    await court.conclude(pact, stateOf(1, [most, -most], { isFinal: true }));
    expect(await got()).to.deep.equal([2n * most, 0n]);
  });

  it("M14: a deposit that waits for the other's is refused before it", async () => {
    const pact = court.pact([ALICE, BOB]);
    await refused(court.fundETH(pact, 1, 2n, 5n), "HeldTooLow");
    await court.fundETH(pact, 0, 5n);
    await refused(court.fundETH(pact, 1, 2n, 6n), "HeldTooLow");
    await court.fundETH(pact, 1, 2n, 5n);
    expect(await court.netOf(pact, 1)).to.equal(2n);
  });
});
