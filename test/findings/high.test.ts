import { expect } from "chai";
import type { State } from "../../offchain/generated/protocol/structs.ts";
import { Court, type Pact, refused } from "./court.ts";
import { lockOf, secret, Tree } from "./leaves.ts";
import {
  ALICE,
  assetOf,
  BOB,
  DAY,
  ETH,
  INGRID,
  MALLORY,
  NOTHING,
  type Person,
  paidAt,
  person,
  stateOf,
} from "./people.ts";
import { BROUGHT, claimLeg, disputeParents, inside, payOut, virtualOver } from "./virtual.ts";

describe("high findings (adjudicator, findings H1 to H14)", () => {
  let court: Court;

  beforeEach(async () => {
    court = await Court.begin();
  });

  afterEach(() => court.end());

  const got = async (): Promise<bigint[]> => [await court.gotBy(ALICE), await court.gotBy(BOB)];

  it("H1: a virtual channel ends at its expiry, whoever does nothing", async () => {
    const virtual = await virtualOver(court);
    const { child, expiry } = virtual;
    await refused(court.call("challengeChild", [child.channel, child.terms, NOTHING, "0x", 0, "0x"]), "NotParticipant");
    await disputeParents(court, virtual);
    court.pass(expiry - court.now);
    await payOut(court, virtual, NOTHING);
    expect(await court.gotBy(INGRID)).to.equal(BROUGHT);
    expect(await got()).to.deep.equal([10n, 10n]);
  });

  it("H1: a challenge just before the expiry does not put off the end", async () => {
    const virtual = await virtualOver(court);
    const { child, expiry } = virtual;
    await disputeParents(court, virtual);
    court.pass(expiry - 10 - court.now);
    await court.challenge(BOB, child, inside(1, -1n));
    expect((await court.slot(child)).deadline).to.equal(expiry);
    court.pass(10);
    await payOut(court, virtual, inside(1, -1n));
    expect(await court.gotBy(INGRID)).to.equal(BROUGHT);
  });

  it("H2: what never resolves inside is settled at resolveBy, and nothing is claimed afterwards", async () => {
    const virtual = await virtualOver(court);
    const { child, left, right, resolveBy } = virtual;
    const lock = lockOf(0, 3n, resolveBy + 10 * DAY, { from: 1, to: 0 });
    const tree = Tree.ofLocks(0, lock);
    const hidden = stateOf(1, [0n, -3n], { interactionsRoot: tree.root }, 3n);
    await court.checkpoint(child, hidden);
    await disputeParents(court, virtual);
    court.pass(resolveBy - 1 - court.now);
    await claimLeg(court, left, child, hidden);
    expect(await court.view("releasedOf", [left.pact.id, 0])).to.deep.equal([0n]);
    court.pass(1);
    await claimLeg(court, left, child, hidden);
    await court.publish(secret(1));
    await refused(court.claim(child, hidden, [tree.lock(lock)]), "TooLate");
    await claimLeg(court, right, child, hidden);
    for (const side of [left, right]) await court.settle(side.pact, side.state);
    expect(await court.gotBy(INGRID)).to.equal(BROUGHT);
    // Participant 0 has what was locked: 4 and 3.
    expect(await got()).to.deep.equal([13n, 7n]);
  });

  it("H3: whoever registers a state of a virtual channel, and however, shows it to the intermediary", async () => {
    const virtual = await virtualOver(court);
    const { child, expiry } = virtual;
    const v5 = inside(5, 3n);
    // Through a contract, which hides the calldata from everybody who does not trace.
    const veil = await court.deploy("HostilePayee");
    const call = court.calldata("checkpointChild", [child.channel, child.terms, v5, court.sign(child, v5)]);
    const receipt = await court.tell(veil, "send(address,bytes)", [court.address, call]);
    const { version, isFinal, interactionsRoot, assets } = court.event(receipt, "ChildState").toObject();
    const [[token, id, locked, delta]] = assets;
    const seen: State = {
      ...{ version: Number(version), isFinal, interactionsRoot },
      assets: [{ token, id, locked, delta: [...delta], withdrawn: [] }],
    };
    await disputeParents(court, virtual);
    court.pass(expiry - court.now);
    await payOut(court, virtual, seen);
    expect(await court.gotBy(INGRID)).to.equal(BROUGHT);
    expect(await got()).to.deep.equal([13n, 7n]);
  });

  it("H4: a final state below the registered one concludes nothing", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const final = stateOf(2, [0n, 0n], { isFinal: true });
    const changed = stateOf(3, [2n, -2n]);
    await court.checkpoint(pact, changed);
    await refused(court.conclude(pact, final), "StaleVersion");
    await court.challenge(ALICE, pact, NOTHING);
    await refused(court.conclude(pact, final), "StaleVersion");
    court.pass(DAY);
    await court.settle(pact, changed);
    expect(await got()).to.deep.equal([4n, 0n]);
  });

  it("H4: nor does one in a virtual channel", async () => {
    const virtual = await virtualOver(court);
    const { child, expiry } = virtual;
    await court.checkpoint(child, inside(3, 3n));
    await refused(court.conclude(child, inside(2, -4n, { isFinal: true })), "StaleVersion");
    await disputeParents(court, virtual);
    court.pass(expiry - court.now);
    await payOut(court, virtual, inside(3, 3n));
    expect(await got()).to.deep.equal([13n, 7n]);
  });

  it("H5: a concluded channel takes no deposit and no older state", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const [v5, final] = [stateOf(5, [-2n, 2n]), stateOf(6, [0n, 0n], { isFinal: true })];
    // Alice's part is left for later; the slot was never written and stays zero.
    await court.conclude(pact, final, [0b10n]);
    expect(await court.slot(pact)).to.deep.equal({ version: 0, deadline: 0, status: 0 });
    await refused(court.fundETH(pact, 0, 2n), "Closed");
    await refused(court.challenge(BOB, pact, v5), "ListsClosed");
    await refused(court.conclude(pact, { ...v5, isFinal: true }), "ListsClosed");
    await court.sweep(pact, NOTHING);
    expect(await got()).to.deep.equal([2n, 2n]);
  });

  it("H6: fixed by the clock alone, at the second of the deadline", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const [v1, v2, v3] = [stateOf(1, [-2n, 2n]), stateOf(2, [1n, -1n]), stateOf(3, [-2n, 2n], { isFinal: true })];
    await court.challenge(BOB, pact, v1);
    court.pass(DAY - 1);
    await refused(court.settle(pact, v1), "NotFixed");
    await court.checkpoint(pact, v2);
    court.pass(1);
    await refused(court.checkpoint(pact, v3), "NotEditable");
    await refused(court.challenge(BOB, pact, v3), "NotEditable");
    await refused(court.conclude(pact, v3), "NotEditable");
    await refused(court.withdraw(pact, v3), "NotEditable");
    await refused(court.resume(pact), "NotEditable");
    await court.settle(pact, v2);
    expect(await got()).to.deep.equal([3n, 1n]);
  });

  it("H7: a resume ends one challenge, not the next of the same second", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    await court.challenge(ALICE, pact, NOTHING);
    const { deadline } = await court.slot(pact);
    await court.resume(pact);
    await court.challenge(ALICE, pact, NOTHING);
    expect((await court.slot(pact)).deadline).to.equal(deadline + 1);
    await refused(court.resume(pact, deadline), "BadSignature");
    court.pass(DAY + 1);
    await court.sweep(pact, NOTHING);
    expect(await got()).to.deep.equal([2n, 2n]);
  });

  it("H9: a challenge that was overtaken by newer states starts the clock all the same", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 2n);
    const [v10, v11] = [stateOf(10, [0n, 0n]), stateOf(11, [1n, -1n])];
    await court.checkpoint(pact, v11);
    await court.challenge(ALICE, pact, v10);
    expect(await court.slot(pact)).to.deep.equal({ version: 11, deadline: court.now + DAY, status: 1 });
    court.pass(DAY);
    await court.settle(pact, v11);
    expect(await got()).to.deep.equal([3n, 1n]);
  });

  it("H9: nor does it fail in a virtual channel", async () => {
    const { child } = await virtualOver(court);
    await court.checkpoint(child, inside(11, 1n));
    await court.challenge(ALICE, child, inside(10, 0n));
    expect(await court.slot(child)).to.deep.equal({ version: 11, deadline: court.now + DAY, status: 1 });
  });

  it("H11: the second of the publication decides, whenever somebody claims", async () => {
    const T = court.now + 2 * DAY;
    const pact = await court.funded([ALICE, BOB], 20n, 0n);
    const locks = [lockOf(0, 5n, T), lockOf(1, 7n, T)];
    const tree = Tree.ofLocks(1, ...locks);
    const state = stateOf(1, [-12n, 0n], { interactionsRoot: tree.root }, 12n);
    await court.challenge(ALICE, pact, state);
    court.pass(2 * DAY);
    await court.publish(secret(1)); // at T
    await court.claim(
      pact,
      state,
      locks.map((lock) => tree.lock(lock)),
    );
    expect(await got()).to.deep.equal([0n, 5n]);
    court.pass(1);
    await court.publish(secret(2)); // at T + 1
    court.pass(9 * DAY);
    await court.claim(
      pact,
      state,
      locks.map((lock) => tree.lock(lock)),
    );
    await court.settle(pact, state);
    expect(await got()).to.deep.equal([15n, 5n]);
  });

  it("H11: paid long after T, for what was published before", async () => {
    const T = court.now + 2 * DAY;
    const pact = await court.funded([ALICE, BOB], 20n, 0n);
    const tree = Tree.ofLocks(0, lockOf(0, 5n, T));
    const state = stateOf(1, [-5n, 0n], { interactionsRoot: tree.root }, 5n);
    await court.publish(secret(1));
    await court.challenge(ALICE, pact, state);
    court.pass(30 * DAY);
    await court.claim(pact, state, [tree.lock(lockOf(0, 5n, T))]);
    expect(await court.gotBy(BOB)).to.equal(5n);
  });

  it("H12: a hundred payees that burn their gas are settled in slices", async () => {
    const burner = await court.deploy("HostilePayee");
    await court.tell(burner, "become(uint8)", [2]);
    const crowd = Array.from({ length: 99 }, (_, n) => paidAt(person(`burner ${n}`), burner));
    const pact = court.pact([ALICE, ...crowd]);
    for (let i = 0; i < 100; i += 11) await court.fundETH(pact, i, 1n);
    const state = stateOf(
      1,
      Array.from({ length: 100 }, () => 0n),
    );
    await court.challenge(ALICE, pact, state);
    court.pass(DAY);
    const slice = { gas: 900_000 };
    await refused(court.settle(pact, state, undefined, slice), "NotEnoughGas");
    for (let i = 0; i < 100; i += 11) await court.settle(pact, state, [1n << BigInt(i)], slice);
    expect(await court.gotBy(ALICE)).to.equal(1n);
    expect(await court.creditOf(burner)).to.equal(9n);
  });

  it("H13: a collectible is no amount", async () => {
    const kitties = await court.deploy("Kitties");
    const asset: `0x${string}` = `0x01${"00".repeat(11)}${kitties.slice(2)}`;
    const allow = async (who: Person, kitty: bigint): Promise<void> => {
      await court.tell(kitties, "mint(address,uint256)", [who.signer, kitty]);
    };
    await allow(ALICE, 1n);
    await allow(MALLORY, 777n);
    const hers = court.pact([ALICE, BOB]);
    await court.fund(hers, 0, asset, 1n, ALICE.signer);
    const his: Pact = court.pact([MALLORY, BOB]);
    await refused(court.fund(his, 0, asset, 777n, MALLORY.signer), "BadDeposit");
    const away = { ...stateOf(1, []), isFinal: true, assets: [assetOf(asset, [0n, 0n])] };
    await court.conclude(his, away);
    await court.conclude(hers, { ...away, assets: [assetOf(asset, [-1n, 1n])] });
    expect(await court.balanceOf(BOB.payout, asset)).to.equal(1n);
    expect(await court.balanceOf(MALLORY.signer, asset)).to.equal(1n);
  });

  it("H14: with nothing signed ever, everybody leaves with what it brought", async () => {
    const pact = await court.funded([ALICE, BOB], 2n, 3n);
    await court.challenge(ALICE, pact, NOTHING);
    await refused(court.sweep(pact, NOTHING), "NotFixed");
    court.pass(DAY);
    await refused(court.conclude(pact, { ...NOTHING, isFinal: true }), "NotEditable");
    await court.settle(pact, NOTHING);
    await court.sweep(pact, NOTHING, ETH);
    expect(await got()).to.deep.equal([2n, 3n]);
  });
});
