import { expect } from "chai";
import { hashDeposit } from "../../offchain/generated/protocol/hashes.ts";
import type { Deposit } from "../../offchain/generated/protocol/structs.ts";
import { Court, refused } from "./court.ts";
import { lockOf, secret, Tree } from "./leaves.ts";
import { ALICE, assetOf, BOB, DAY, ETH, hex, INGRID, MALLORY, NOTHING, stateOf } from "./people.ts";
import { BROUGHT, claimLeg, disputeParents, inside, payOut, virtualOver } from "./virtual.ts";

describe("critical findings (adjudicator, findings C1 to C8)", () => {
  let court: Court;

  beforeEach(async () => {
    court = await Court.begin();
  });

  afterEach(() => court.end());

  const got = async (): Promise<bigint[]> => [await court.gotBy(ALICE), await court.gotBy(BOB)];

  it("C1: a state that counts on a deposit never made undoes nothing", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const v2 = stateOf(2, [2n, -2n]);
    const toppedUp = stateOf(3, [3n, -3n]);
    await refused(court.challenge(BOB, pact, toppedUp), "Insolvent");
    await court.challenge(BOB, pact, NOTHING);
    await court.checkpoint(pact, v2);
    court.pass(DAY);
    await court.settle(pact, v2);
    expect(await got()).to.deep.equal([4n, 0n]);
  });

  it("C2: what lies there for an unpaid withdrawal is nobody else's", async () => {
    const [pact, others] = [await court.funded([ALICE, BOB], 2n, 2n), await court.funded([ALICE, BOB], 5n, 5n)];
    // Bob may take out 2, and has not; then he pays Alice 2 as if the withdrawal had been for nothing.
    const owing = { ...stateOf(2, [0n, 0n]), assets: [assetOf(ETH, [0n, 0n], 0n, [0n, 2n])] };
    const twice = { ...stateOf(3, [2n, -2n]), assets: [assetOf(ETH, [2n, -2n], 0n, [0n, 2n])] };
    await refused(court.checkpoint(pact, twice), "Insolvent");
    await refused(court.withdraw(pact, twice), "Insolvent");
    await court.challenge(ALICE, pact, owing);
    await court.withdraw(pact, owing);
    court.pass(DAY);
    await court.settle(pact, owing);
    expect(await got()).to.deep.equal([2n, 2n]);
    expect(await court.netOf(others, 0)).to.equal(5n);
  });

  it("C3: a withdrawal paid in a dispute, cancelled in a newer state, freezes nothing", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 3n);
    const owing = { ...stateOf(2, [0n, 0n]), assets: [assetOf(ETH, [0n, 0n], 0n, [0n, 1n])] };
    const cancelled = { ...stateOf(4, [2n, -2n]), assets: [assetOf(ETH, [2n, -2n], 0n, [0n, 0n])] };
    await court.challenge(BOB, pact, owing);
    await court.withdraw(pact, owing);
    await court.checkpoint(pact, cancelled);
    court.pass(DAY);
    await court.settle(pact, cancelled);
    expect(await got()).to.deep.equal([4n, 1n]);
  });

  it("C3: nor is an asset that a newer state drops paid out twice", async () => {
    await court.funded([ALICE, BOB], 9n, 9n);
    const pact = await court.funded([ALICE, BOB], 0n, 5n);
    const gold = await court.token("TestToken");
    const paidOut = { ...stateOf(1, []), assets: [assetOf(ETH, [5n, -5n], 0n, [5n, 0n])] };
    const dropped = { ...stateOf(2, []), assets: [assetOf(gold, [0n, 0n])] };
    await court.withdraw(pact, paidOut);
    await court.challenge(BOB, pact, dropped);
    court.pass(DAY);
    await refused(court.sweep(pact, dropped), "Overdrawn");
    expect(await got()).to.deep.equal([5n, 0n]);
    expect(await court.balanceOf(court.address)).to.equal(18n);
  });

  it("C4: an asset listed twice is no state", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    // Each entry alone is solvent against the same holding.
    const double = { ...stateOf(1, []), assets: [assetOf(ETH, [2n, -2n]), assetOf(ETH, [2n, -2n])] };
    await refused(court.checkpoint(pact, double), "BadState");
    await refused(court.conclude(pact, { ...double, isFinal: true }), "BadState");
    // Nor under another name: a word beyond the address would make a second key of one token.
    const token = await court.token("TestToken");
    await court.rich(ALICE.signer, token, 1n);
    const alias = hex(`0x0100000000000000000000ff${token.slice(26)}`);
    await refused(court.fund(pact, 0, alias, 1n, ALICE.signer), "BadAsset");
    await court.conclude(pact, stateOf(1, [2n, -2n], { isFinal: true }));
    expect(await got()).to.deep.equal([4n, 0n]);
  });

  it("C5: an allowance pays for nobody but its owner's own call", async () => {
    const gold = await court.token("TestToken");
    await court.rich(ALICE.signer, gold, 100n);
    const hers = court.pact([MALLORY, BOB]);
    await refused(court.fund(hers, 0, gold, 100n, MALLORY.signer), "unknown"); // the token's own words
    // Nor when Alice calls Mallory's contract, which calls the court.
    const trap = await court.deploy("HostilePayee");
    const call = court.calldata("fund", [hers.id, 0, gold, 0, 100n, 0]);
    await refused(court.tell(trap, "send(address,bytes)", [court.address, call], { by: ALICE.signer }), "unknown");
    expect(await court.balanceOf(ALICE.signer, gold)).to.equal(100n);
    expect(await court.netOf(hers, 0, gold)).to.equal(0n);
  });

  it("C5: a signed deposit goes where it was signed for, once and in time", async () => {
    const gold = await court.token("TestToken");
    await court.rich(ALICE.signer, gold, 100n);
    const [hers, mallorys] = [court.pact([ALICE, BOB]), court.pact([MALLORY, BOB])];
    const rest = { participant: 0, token: gold, id: 0n, amount: 40n, minHeld: 0n, nonce: 7n, validUntil: court.now };
    const deposit = { channelId: hers.id, ...rest };
    const signature = court.signBy(ALICE, hashDeposit(deposit));
    const bring = (changed: Partial<Deposit>) =>
      court.call("fundFor", [
        { ...deposit, ...changed },
        { funder: ALICE.signer, way: 0, signature, permit: "0x" },
      ]);
    await refused(bring({ channelId: mallorys.id }), "NotSigned");
    await refused(bring({ participant: 1 }), "NotSigned");
    await refused(bring({ amount: 41n }), "NotSigned");
    await bring({});
    await refused(bring({}), "NonceUsed");
    court.pass(1);
    const late = { ...deposit, nonce: 8n };
    const source = { funder: ALICE.signer, way: 0, signature: court.signBy(ALICE, hashDeposit(late)), permit: "0x" };
    await refused(court.call("fundFor", [late, source]), "Expired");
    expect([await court.netOf(hers, 0, gold), await court.netOf(mallorys, 0, gold)]).to.deep.equal([40n, 0n]);
    expect(await court.balanceOf(ALICE.signer, gold)).to.equal(60n);
  });

  it("C6: one leaf is claimed once, under one index", async () => {
    const pact = await court.funded([ALICE, BOB], 20n, 0n);
    const until = court.now + 30 * DAY;
    // At place 3 of a tree of four the path bits of index 7 are the same, the bitmap's bit is not; and place 2 is copied to 1.
    const [lock, alias] = [lockOf(2, 5n, until), lockOf(7, 5n, until)];
    const places = new Map([...Tree.ofLocks(2, lock).leaves, [1, Tree.ofLocks(2, lock).leaves.get(2) ?? ETH]]);
    places.set(3, Tree.ofLocks(3, alias).leaves.get(7) ?? ETH);
    const tree = new Tree(2, places);
    const state = stateOf(1, [-15n, 0n], { interactionsRoot: tree.root }, 15n);
    await court.challenge(ALICE, pact, state);
    court.pass(DAY);
    await court.publish(secret(3), secret(8));
    await court.claim(pact, state, [tree.lock(lock)]);
    await refused(court.claim(pact, state, [tree.lock(alias, 3)]), "BadProof");
    await refused(court.claim(pact, state, [tree.lock(lock, 1)]), "BadProof");
    await court.claim(pact, state, [tree.lock(lock)]);
    expect(await court.gotBy(BOB)).to.equal(5n);
  });

  it("C7: both legs of a virtual channel pay by one outcome, each to its seats: the intermediary ends even", async () => {
    const virtual = await virtualOver(court);
    const { child, expiry } = virtual;
    const v1 = inside(1, 3n);
    await court.checkpoint(child, v1);
    await disputeParents(court, virtual);
    court.pass(expiry - court.now);
    await payOut(court, virtual, v1);
    expect(await court.gotBy(INGRID)).to.equal(BROUGHT);
    expect(await got()).to.deep.equal([13n, 7n]);
  });

  it("C8: a leg reads nothing that can still change", async () => {
    const virtual = await virtualOver(court);
    const { child, left, expiry } = virtual;
    const [v1, v2, final] = [inside(1, -4n), inside(2, 3n), inside(3, -4n, { isFinal: true })];
    await court.checkpoint(child, v1);
    await disputeParents(court, virtual);
    // While V can change a claim of its leg is passed over: Ingrid is not paid by v1 here and by v2 there.
    await claimLeg(court, left, child, v1);
    expect(await court.view("releasedOf", [left.pact.id, 0])).to.deep.equal([0n]);
    await court.checkpoint(child, v2);
    court.pass(expiry - court.now);
    await claimLeg(court, left, child, v2);
    await refused(court.conclude(child, final), "NotEditable");
    await refused(court.checkpoint(child, final), "NotEditable");
    await payOut(court, virtual, v2);
    expect(await court.gotBy(INGRID)).to.equal(BROUGHT);
    expect(await got()).to.deep.equal([13n, 7n]);
  });
});
