import { expect } from "chai";
import { Interface } from "ethers";
import { adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";
import { assetAddress } from "../../offchain/generated/protocol/rules.ts";
import { Court, refused } from "./court.ts";
import { ALICE, assetOf, BOB, DAY, ETH, hex, INGRID, MALLORY, NOTHING, paidAt, stateOf } from "./people.ts";

/** The other s of the same signature: the curve's order less it. */
const _ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

describe("attacks by tokens and payees (attacks 21, 26 to 29, 36, 37)", () => {
  let court: Court;

  beforeEach(async () => {
    court = await Court.begin();
  });

  afterEach(() => court.end());

  const got = async (): Promise<bigint[]> => [await court.gotBy(ALICE), await court.gotBy(BOB)];

  it("attack 21: nothing is held of a token that delivers nothing", async () => {
    const pact = court.pact([ALICE, BOB]);
    const nowhere = hex(`0x01${"00".repeat(11)}${"c0".repeat(20)}`);
    await refused(court.fund(pact, 0, nowhere, 5n, ALICE.signer), "unknown"); // its balance cannot even be read
    const liar = await court.token("RefusingToken");
    await court.rich(ALICE.signer, liar, 5n);
    await court.tell(assetAddress(liar), "refuseAll(bool,bool)", [true, true]);
    await refused(court.fund(pact, 0, liar, 5n, ALICE.signer), "SafeERC20FailedOperation");
    expect([await court.netOf(pact, 0, nowhere), await court.netOf(pact, 0, liar)]).to.deep.equal([0n, 0n]);
  });

  it("attack 26: a token that takes a fee is not taken", async () => {
    const fee = await court.token("FeeToken");
    await court.rich(ALICE.signer, fee, 1000n);
    const pact = court.pact([ALICE, BOB]);
    await refused(court.fund(pact, 0, fee, 1000n, ALICE.signer), "BadDeposit");
    expect(await court.netOf(pact, 0, fee)).to.equal(0n);
    expect(await court.balanceOf(ALICE.signer, fee)).to.equal(1000n);
  });

  it("attack 26: a token that shrinks harms its own channels alone", async () => {
    const shrinking = await court.token("RebasingToken");
    await court.rich(ALICE.signer, shrinking, 10n);
    const [hers, others] = [court.pact([ALICE, BOB]), await court.funded([ALICE, BOB], 5n, 5n)];
    await court.fund(hers, 0, shrinking, 10n, ALICE.signer);
    await court.tell(assetAddress(shrinking), "rebase(uint256)", [50]);
    const state = { ...stateOf(1, []), isFinal: true, assets: [assetOf(shrinking, [-4n, 4n])] };
    await court.conclude(hers, state);
    await court.conclude(others, stateOf(1, [0n, 0n], { isFinal: true }));
    expect(await got()).to.deep.equal([5n, 5n]);
    // What is left of the token cannot pay both: one is paid, or neither, and the rest is a credit.
    expect([await court.gotBy(ALICE, shrinking), await court.gotBy(BOB, shrinking)]).to.deep.equal([6n, 4n]);
    expect(await court.balanceOf(court.address)).to.equal(0n);
  });

  it("attack 27: a payee that is refused holds up nobody, and is paid later", async () => {
    const gold = await court.token("RefusingToken");
    await court.rich(ALICE.signer, gold, 10n);
    const pact = court.pact([ALICE, BOB]);
    await court.fund(pact, 0, gold, 10n, ALICE.signer);
    const state = { ...stateOf(1, []), assets: [assetOf(gold, [-4n, 4n])] };
    await court.challenge(ALICE, pact, state);
    court.pass(DAY);
    await court.tell(assetAddress(gold), "blacklist(address,bool)", [BOB.payout, true]);
    await court.settle(pact, state);
    expect(await court.balanceOf(ALICE.payout, gold)).to.equal(6n);
    expect(await court.creditOf(BOB.payout, gold)).to.equal(4n);
    await refused(court.withdrawCredit(BOB.payout, gold, BOB.payout), "NotPaid");
    await court.withdrawCredit(BOB.payout, gold, INGRID.payout);
    expect(await court.balanceOf(INGRID.payout, gold)).to.equal(4n);
  });

  it("attack 28: whoever is paid or asked for a token enters nothing", async () => {
    // One of each kind: of the court, of its annex with and without calls of its own, of its cashier.
    for (const entry of ["withdrawCredit", "claim", "timeout", "fundMany"]) {
      const payee = await court.deploy("HostilePayee");
      const pact = await court.funded([ALICE, paidAt(BOB, payee)], 5n, 5n);
      await court.tell(payee, "become(uint8)", [4]);
      await court.tell(payee, "arm(address,bytes)", [court.address, court.blank(entry)]);
      await court.conclude(pact, stateOf(1, [0n, 0n], { isFinal: true }));
      expect(await refusalOf(payee), entry).to.equal("Reentered");
      expect(await court.balanceOf(payee)).to.equal(5n);
    }
    expect(await court.gotBy(ALICE)).to.equal(20n);
  });

  it("attack 28: nor does a token's hook, whatever entry it calls", async () => {
    const gold = await court.token("ReenteringToken");
    const token = assetAddress(gold);
    await court.rich(ALICE.signer, gold, 10n);
    const pact = await court.funded([ALICE, BOB], 5n, 5n);
    const state = stateOf(1, [-1n, 1n]);
    const entries: [string, readonly unknown[]][] = [
      ["checkpoint", [pact.channel, state, court.sign(pact, state)]],
      ["fund", [pact.id, 0, gold, 0, 1n, 0]],
    ];
    for (const [entry, args] of entries) {
      await court.tell(token, "arm(address,bytes)", [court.address, court.calldata(entry, args)]);
      await court.fund(pact, 0, gold, 5n, ALICE.signer);
      expect(await answerOf(token)).to.equal("Reentered");
    }
    expect(await court.netOf(pact, 0, gold)).to.equal(10n);
    expect((await court.slot(pact)).version).to.equal(0);
  });

  it("attack 29: a payee that burns its gas, or answers with a flood, costs the others a bounded amount", async () => {
    for (const mood of [2, 3]) {
      const payee = await court.deploy("HostilePayee");
      await court.tell(payee, "become(uint8)", [mood]);
      const pact = await court.funded([paidAt(BOB, payee), ALICE], 5n, 5n);
      await court.conclude(pact, stateOf(1, [0n, 0n], { isFinal: true }), [3n]).then((receipt) => {
        expect(receipt.gasUsed).to.be.lessThan(300_000);
      });
      expect(await court.creditOf(payee)).to.equal(5n);
    }
    expect(await court.gotBy(ALICE)).to.equal(10n);
  });

  it("attack 36: what failed to be paid stays its owner's when the channel is gone", async () => {
    const payee = await court.deploy("HostilePayee");
    await court.tell(payee, "become(uint8)", [1]);
    const pact = await court.funded([ALICE, paidAt(BOB, payee)], 5n, 5n);
    await court.challenge(ALICE, pact, NOTHING);
    await court.conclude(pact, stateOf(1, [-1n, 1n], { isFinal: true }));
    court.pass(9 * DAY);
    expect(await court.creditOf(payee)).to.equal(6n);
    const take = court.calldata("withdrawCredit", [ETH, 0, BOB.payout]);
    await court.tell(payee, "send(address,bytes)", [court.address, take]);
    expect(await court.balanceOf(BOB.payout)).to.equal(6n);
  });

  it("attack 37: nobody owns the court, pauses it or takes what is not its own", async () => {
    const names = adjudicatorAbi.filter((item) => item.type === "function").map((item) => item.name);
    expect(names).to.include("withdrawCredit");
    for (const name of names) expect(name).to.not.match(/owner|admin|pause|upgrade|initiali|drain|rescue|migrate/i);
    const payee = await court.deploy("HostilePayee");
    await court.tell(payee, "become(uint8)", [1]);
    const pact = await court.funded([ALICE, paidAt(BOB, payee)], 5n, 5n);
    await court.conclude(pact, stateOf(1, [0n, 0n], { isFinal: true }));
    await refused(court.withdrawCredit(MALLORY.signer, ETH, MALLORY.payout), "NoCredit");
    expect(await court.creditOf(payee)).to.equal(5n);
  });

  /** With what the court refused a hostile payee that called back. */
  async function refusalOf(payee: `0x${string}`): Promise<string> {
    const face = new Interface(["function refusal() view returns (bytes4)", "error Reentered()"]);
    const answer = await court.chain.call(payee, hex(face.encodeFunctionData("refusal")));
    return face.parseError(answer.slice(0, 10))?.name ?? answer;
  }

  async function answerOf(token: `0x${string}`): Promise<string> {
    const face = new Interface(["function answer() view returns (bytes)", "error Reentered()"]);
    const [answer] = face.decodeFunctionResult(
      "answer",
      await court.chain.call(token, hex(face.encodeFunctionData("answer"))),
    );
    return face.parseError(answer)?.name ?? answer;
  }
});
