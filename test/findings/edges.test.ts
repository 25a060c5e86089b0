import { expect } from "chai";
import { getCreateAddress, id } from "ethers";
import { encodeLeg } from "../../offchain/generated/protocol/codecs.ts";
import { hashLeg } from "../../offchain/generated/protocol/hashes.ts";
import type { Leg } from "../../offchain/generated/protocol/structs.ts";
import { Court, refused } from "./court.ts";
import { lockOf, secret, Tree } from "./leaves.ts";
import { ALICE, assetOf, BOB, ETH, hex, NOTHING, stateOf } from "./people.ts";
import { disputeParents, inside, type Virtual, virtualOver } from "./virtual.ts";

/** Names in the order of the contracts that the adjudicator makes. */
const MADE = ["the annex", "the cashier"];

describe("edges that no honest caller meets", () => {
  let court: Court;

  beforeEach(async () => {
    court = await Court.begin();
  });

  afterEach(() => court.end());

  for (const [k, name] of MADE.entries())
    it(`${name} refuses to run by itself`, async () => {
      const at = hex(getCreateAddress({ from: court.address, nonce: k + 1 }));
      for (const entry of k === 0 ? ["claim", "checkpointChild"] : ["fundMany", "redirectCredit"]) {
        const data = hex(`${court.blank(entry)}${"00".repeat(16 * 32)}`);
        const mined = await court.chain.transact({ from: ALICE.signer, to: at, data });
        expect(mined.ok ? "0x" : mined.data, entry).to.equal(id("NotTheAdjudicator()").slice(0, 10));
      }
    });

  it("a settlement that names nobody says nothing", async () => {
    const pact = await court.funded([ALICE, BOB], 5n, 5n);
    const state = stateOf(1, [-1n, 1n]);
    await court.challenge(ALICE, pact, state);
    court.pass(20 * 86_400);
    expect(court.events(await court.settle(pact, state, [0n]))).to.deep.equal([]);
    expect(court.events(await court.settle(pact, state, [1n]))).to.deep.equal(["Paid"]);
  });

  it("a withdrawal pays the assets that are named, and leaves the others owed", async () => {
    const gold = await court.token("TestToken");
    await court.rich(ALICE.signer, gold, 10n);
    const pact = await court.funded([ALICE, BOB], 5n, 5n);
    await court.fund(pact, 0, gold, 10n, ALICE.signer);
    const owed = [2n, 0n];
    const state = { ...stateOf(1, []), assets: [ETH, gold].map((asset) => assetOf(asset, [0n, 0n], 0n, owed)) };
    for (const [mask, eth, golds] of [
      [0, 0n, 0n],
      [2, 0n, 2n],
      [3, 2n, 2n],
    ] as const) {
      await court.call("withdraw", [pact.channel, state, court.sign(pact, state), mask]);
      expect([await court.gotBy(ALICE), await court.gotBy(ALICE, gold)]).to.deep.equal([eth, golds]);
    }
  });

  it("locks claimed together come in the order of their indices, each once (finding C6)", async () => {
    const locks = [0, 1, 2, 3].map((index) => lockOf(index, 1n, 2 ** 40 - 1));
    const [first, second, third, fourth] = locks;
    if (!first || !second || !third || !fourth) throw new Error("there are four");
    const state = stateOf(1, [-4n, 0n], { interactionsRoot: Tree.ofLocks(2, ...locks).root }, 4n);
    const pact = await court.funded([ALICE, BOB], 5n, 5n);
    await court.challenge(ALICE, pact, state);
    court.pass(20 * 86_400);
    await court.publish(...locks.map(({ index }) => secret(index + 1)));
    for (const wrong of [
      [second, first, third, fourth],
      [first, first, third, fourth],
      [first, second, third, third],
      [first, third, second, fourth],
    ])
      await refused(court.claimAll(pact, state, wrong, 2), "BadProof");
    await court.claimAll(pact, state, locks, 2);
    expect(await court.gotBy(BOB)).to.equal(4n);
  });

  it("locks of two words of claims are each marked in their own", async () => {
    const locks = [127, 128].map((index) => lockOf(index, 1n, 2 ** 40 - 1));
    const tree = Tree.ofLocks(8, ...locks);
    const state = stateOf(1, [-2n, 0n], { interactionsRoot: tree.root }, 2n);
    const pact = await court.funded([ALICE, BOB], 5n, 5n);
    await court.challenge(ALICE, pact, state);
    court.pass(20 * 86_400);
    await court.publish(...locks.map(({ index }) => secret(index + 1)));
    // Level by level, from left to right; at the top both are known.
    const [left, right] = [tree.proofOf(127), tree.proofOf(128)];
    const siblings = left.slice(0, 7).flatMap((one, level) => [one, right[level] ?? one]);
    await court.claimAll(pact, state, locks, 8, siblings);
    const claimed = await Promise.all([126, 127, 128, 129].map((index) => court.view("isClaimed", [pact.id, index])));
    expect(claimed.flat()).to.deep.equal([false, true, true, false]);
    expect(await court.view("releasedOf", [pact.id, 0])).to.deep.equal([2n]);
    expect(await court.gotBy(BOB)).to.equal(2n);
  });

  describe("of children", () => {
    const terms = (funding: readonly { token: `0x${string}`; amounts: bigint[] }[]) => ({
      expiry: court.now + 1000,
      resolveBy: court.now + 2000,
      funding: funding.map(({ token, amounts }) => ({ token, id: 0n, amounts })),
    });

    it("a final state with interactions concludes nothing", async () => {
      const { child } = await virtualOver(court);
      const state = inside(1, 0n, { isFinal: true, interactionsRoot: hex(`0x${"11".repeat(32)}`) });
      await refused(court.conclude(child, state), "BadState");
    });

    it("assets out of order are no state, though the terms have them so (finding C4)", async () => {
      const gold = await court.token("TestToken");
      const child = court.child([ALICE, BOB], terms([gold, ETH].map((token) => ({ token, amounts: [1n, 1n] }))));
      const state = { ...stateOf(1, []), assets: [assetOf(gold, [0n, 0n]), assetOf(ETH, [0n, 0n])] };
      await refused(court.checkpoint(child, state), "BadState");
    });

    it("a delta of 2^119 is no state, however much there is (finding M13)", async () => {
      const child = court.child([ALICE, BOB], terms([{ token: ETH, amounts: [2n ** 120n, 2n ** 120n] }]));
      for (const sign of [1n, -1n])
        await refused(court.checkpoint(child, stateOf(1, [sign * 2n ** 119n, -sign * 2n ** 119n])), "BadState");
      await court.checkpoint(child, stateOf(1, [2n ** 119n - 1n, 1n - 2n ** 119n]));
    });
  });

  describe("of a leg's claim", () => {
    let over: Virtual;

    beforeEach(async () => {
      over = await virtualOver(court);
    });

    const claim = (leg: Leg, extra: `0x${string}`) =>
      court.claim(over.left.pact, over.left.state, [{ kind: 1, leaf: encodeLeg(leg), proof: [], extra }]);

    it("shows a child, whole", async () => {
      await disputeParents(court, over);
      const whole = Tree.ofLeg(over.left.leg).leg(over.left.leg, over.child, NOTHING).extra;
      await refused(claim(over.left.leg, "0x"), "BadLeaf");
      await refused(claim(over.left.leg, hex(whole.slice(0, 2 + 2 * 95))), "BadLeaf");
      const far = hex(`0x${"00".repeat(30)}ffff${whole.slice(66)}`);
      await refused(claim(over.left.leg, far), "BadLeaf");
    });

    it("shows the terms that the child's id commits to, and no others", async () => {
      await disputeParents(court, over);
      const { terms } = over.child;
      if (terms === undefined) throw new Error("a child has terms");
      const [funding] = terms.funding;
      if (funding === undefined) throw new Error("it is funded");
      court.pass(20 * 86_400);
      // All to Alice, as it would please her.
      const greedy = { ...terms, funding: [{ ...funding, amounts: [7n, 0n] }] };
      const { extra } = Tree.ofLeg(over.left.leg).leg(over.left.leg, { ...over.child, terms: greedy }, NOTHING);
      await refused(claim(over.left.leg, extra), "BadChildTerms");
    });

    it("has a seat for each participant of the child", async () => {
      const leg: Leg = { ...over.left.leg, seats: [0] };
      const state = { ...over.left.state, interactionsRoot: hashLeg(leg) };
      await court.challenge(ALICE, over.left.pact, state);
      court.pass(20 * 86_400);
      const { extra } = Tree.ofLeg(leg).leg(leg, over.child, NOTHING);
      const items = [{ kind: 1, leaf: encodeLeg(leg), proof: [], extra }];
      await refused(court.claim(over.left.pact, state, items), "BadLeaf");
    });
  });
});
