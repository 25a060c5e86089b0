import { expect } from "chai";
import { getCreateAddress, id as keccakId } from "ethers";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { hashDeposit } from "../../offchain/generated/protocol/hashes.ts";
import type { Channel, Deposit } from "../../offchain/generated/protocol/structs.ts";
import { assetOf, dataOf, fails, part, stateOf, stocked } from "./assets.ts";
import type { Snapshot } from "./chain.ts";
import { PEOPLE } from "./keys.ts";
import { PERMIT2, placePermit2, signAuthorization, signDeposit, signPermit, signPermit2 } from "./permits.ts";
import { signHash } from "./signing.ts";
import { COURT_ABI, DEPLOYER, ETH, World, ZERO } from "./world.ts";

const [ALICE = "0x", BOB = "0x", MALLORY = "0x"] = PEOPLE;
const [BY_ALLOWANCE, BY_PERMIT2, BY_AUTHORIZATION] = [0, 1, 2];
/** Values of SmartWallet.Mood. */
const WALLET = { answers: 0, saysYesToAll: 1, reverts: 2, burnsGas: 3, floods: 4, answersShort: 5 };

describe("fundFor: deposits by signature", () => {
  let world: World;
  let start: Snapshot;
  let dollar: Address;
  let kitty: Address;
  let items: Address;
  let USD: Hex;
  let GOLD: Hex;
  let channel: Channel;
  let id: Hex;

  before(async () => {
    world = await World.begin();
    ({ GOLD, USD, dollar, kitty, items } = await stocked(world, [ALICE, BOB]));
    channel = world.channel(3);
    id = world.idOf(channel);
    start = await world.snapshot();
  });

  beforeEach(async () => {
    start = await world.restore(start);
  });

  after(() => world.close());

  const usdOf = async (who: Address) => (await world.ask("DollarToken", dollar, "balanceOf", [who]))["0"];

  function depositOf(change: Partial<Deposit> = {}): Deposit {
    const validUntil = world.now + 1000;
    const what = { channelId: id, participant: 1, token: GOLD, id: 0n, amount: 70n, minHeld: 0n };
    return { ...what, nonce: 5n, validUntil, ...change };
  }

  /** Every field of a deposit, changed. */
  const changes = (other: Hex): Partial<Deposit>[] => [
    { channelId: world.idOf(world.channel(3)) },
    { participant: 2 },
    { token: other },
    { amount: 71n },
    { minHeld: 1n },
    { nonce: 6n },
    { validUntil: world.now + 2000 },
  ];

  /** Somebody's dollars on the page of the deposit, so that a `minHeld` of as much is no obstacle. */
  async function hold(amount: bigint): Promise<void> {
    await world.tell("DollarToken", dollar, "approve", [world.court, amount], { by: BOB });
    await world.must("fund", [id, 0, USD, 0n, amount, 0n], { by: BOB });
  }

  /** That a deposit is refused by an error of somebody else's than the adjudicator. */
  async function refusedBy(error: string, call: readonly unknown[], what = ""): Promise<void> {
    const answer = await world.act("fundFor", call);
    const data = answer.ok ? "it goes through" : String(answer.error.args["data"]);
    expect(data.slice(0, 10), what).to.equal(keccakId(error).slice(0, 10));
  }

  /** Brings a deposit of Alice's, by Mallory if not said: she gains nothing by it. */
  const bring = (deposit: Deposit, way: number, signature: Hex, change: { funder?: Address; permit?: Hex } = {}) => [
    deposit,
    { funder: ALICE, way, signature, permit: "0x", ...change },
  ];

  describe("by allowance, under the funder's Deposit", () => {
    it("brought by anybody, for whom the funder said, once", async () => {
      const deposit = depositOf();
      const call = bring(deposit, BY_ALLOWANCE, signDeposit(world.signing, ALICE, deposit));
      const events = await world.must("fundFor", call, { by: MALLORY });
      expect(events).to.deep.equal([
        { name: "Funded", args: { channelId: id, token: GOLD, id: 0n, participant: 1n, amount: 70n } },
      ]);
      expect(await world.netOf(channel, 1, GOLD)).to.equal(70n);
      expect(await world.balanceOf(ALICE, GOLD)).to.equal(999_930n);
      expect(await world.refused("fundFor", call, { by: MALLORY })).to.equal("NonceUsed");
      expect(await world.balanceOf(MALLORY, GOLD)).to.equal(1_000_000n);
    });

    it("binds each of its fields, the funder, the domain and the key (C5, attacks 22, 23)", async () => {
      const deposit = depositOf();
      const signature = signDeposit(world.signing, ALICE, deposit);
      await world.must("fund", [id, 0, GOLD, 0n, 9n, 0n], { by: BOB });
      for (const change of changes(USD))
        expect(
          await world.refused("fundFor", bring({ ...deposit, ...change }, BY_ALLOWANCE, signature)),
          Object.keys(change)[0],
        ).to.equal("NotSigned");
      expect(await world.refused("fundFor", bring(deposit, BY_ALLOWANCE, signature, { funder: BOB }))).to.equal(
        "NotSigned",
      );
      for (const flaw of ["malleable", "lowV", "zero", "short", "otherDomain"] as const)
        expect(
          await world.refused(
            "fundFor",
            bring(deposit, BY_ALLOWANCE, signHash(world.signing, ALICE, hashDeposit(deposit), flaw)),
          ),
        ).to.equal("NotSigned");
      const nobody = { funder: ZERO.slice(0, 42) as Address };
      expect(await world.refused("fundFor", bring(deposit, BY_ALLOWANCE, `0x${"00".repeat(65)}`, nobody))).to.equal(
        "NotSigned",
      );
    });

    it("minHeld too is what the funder signed", async () => {
      const deposit = depositOf({ minHeld: 10n, participant: 1 });
      const lowered = { ...deposit, minHeld: 0n };
      const signature = signDeposit(world.signing, ALICE, deposit);
      expect(await world.refused("fundFor", bring(deposit, BY_ALLOWANCE, signature))).to.equal("HeldTooLow");
      expect(await world.refused("fundFor", bring(lowered, BY_ALLOWANCE, signature))).to.equal("NotSigned");
      await world.must("fund", [id, 0, GOLD, 0n, 10n, 0n], { by: BOB });
      await world.must("fundFor", bring(deposit, BY_ALLOWANCE, signature));
    });

    it("is valid until its time, that second included", async () => {
      const deposit = depositOf();
      const call = bring(deposit, BY_ALLOWANCE, signDeposit(world.signing, ALICE, deposit));
      const before = await world.snapshot();
      world.now = deposit.validUntil;
      await world.must("fundFor", call);
      await world.restore(before);
      world.now = deposit.validUntil + 1;
      expect(await world.refused("fundFor", call)).to.equal("Expired");
    });

    it("uses one nonce of the funder's, in any order, and none where it fails", async () => {
      const used = async (nonce: bigint, who = ALICE) => (await world.view("isNonceUsed", [who, nonce]))["0"];
      const last = (1n << 256n) - 1n;
      for (const nonce of [256n, 0n, last, 255n]) {
        const deposit = depositOf({ nonce });
        expect(await used(nonce)).to.equal(false);
        await world.must("fundFor", bring(deposit, BY_ALLOWANCE, signDeposit(world.signing, ALICE, deposit)));
        expect(await used(nonce)).to.equal(true);
        expect(await used(nonce, BOB)).to.equal(false);
      }
      expect([await used(1n), await used(254n), await used(257n), await used(511n)]).to.deep.equal(
        Array(4).fill(false),
      );
      const tooMuch = depositOf({ nonce: 1n, amount: 5_000_000n });
      await fails(world.must("fundFor", bring(tooMuch, BY_ALLOWANCE, signDeposit(world.signing, ALICE, tooMuch))));
      expect(await used(1n)).to.equal(false);
    });

    it("of collectibles and items too, of ETH not, and in no fourth way", async () => {
      const cat = depositOf({ token: assetOf("erc721", kitty), id: 1n, amount: 1n });
      await world.must("fundFor", bring(cat, BY_ALLOWANCE, signDeposit(world.signing, ALICE, cat)));
      expect(await world.netOf(channel, 1, cat.token, 1n)).to.equal(1n);
      const some = depositOf({ token: assetOf("erc1155", items), id: 3n, nonce: 6n });
      const few = { ...some, amount: 7n };
      expect(
        await world.refused("fundFor", bring(few, BY_ALLOWANCE, signDeposit(world.signing, ALICE, some))),
      ).to.equal("NotSigned");
      await world.must("fundFor", bring(few, BY_ALLOWANCE, signDeposit(world.signing, ALICE, few)));
      const eth = depositOf({ token: ETH });
      expect(await world.refused("fundFor", bring(eth, BY_ALLOWANCE, signDeposit(world.signing, ALICE, eth)))).to.equal(
        "BadAsset",
      );
      const deposit = depositOf({ nonce: 7n });
      expect(await world.refused("fundFor", bring(deposit, 3, signDeposit(world.signing, ALICE, deposit)))).to.equal(
        "BadWay",
      );
    });

    it("with the funder's permit, also if somebody used it before, and without it not", async () => {
      const deposit = depositOf({ token: USD });
      const signature = signDeposit(world.signing, ALICE, deposit);
      const { bytes, call } = signPermit(world, ALICE, dollar, 70n);
      await fails(world.must("fundFor", bring(deposit, BY_ALLOWANCE, signature)));
      const before = await world.snapshot();
      await world.must("fundFor", bring(deposit, BY_ALLOWANCE, signature, { permit: bytes }));
      await world.restore(before);
      await world.chain.transact({ from: MALLORY, to: dollar, data: call });
      await world.must("fundFor", bring(deposit, BY_ALLOWANCE, signature, { permit: bytes }));
      expect(await usdOf(ALICE)).to.equal(930n);
    });
  });

  describe("by Permit2, the deposit as witness", () => {
    const approve = () => world.tell("DollarToken", dollar, "approve", [PERMIT2, 1n << 200n], { by: ALICE });

    it("pulls what the funder signed, once", async () => {
      await placePermit2(world);
      await approve();
      const deposit = depositOf({ token: USD });
      const call = bring(deposit, BY_PERMIT2, signPermit2(world.signing, ALICE, deposit));
      await world.must("fundFor", call, { by: MALLORY });
      expect(await world.netOf(channel, 1, USD)).to.equal(70n);
      expect(await usdOf(ALICE)).to.equal(930n);
      await fails(world.must("fundFor", call, { by: MALLORY }));
    });

    it("binds each field of the deposit (C5)", async () => {
      await placePermit2(world);
      await approve();
      await world.tell("TestToken", `0x${GOLD.slice(26)}`, "approve", [PERMIT2, 1n << 200n], { by: ALICE });
      await hold(1n);
      const deposit = depositOf({ token: USD });
      const signature = signPermit2(world.signing, ALICE, deposit);
      for (const change of changes(GOLD))
        await refusedBy(
          "InvalidSigner()",
          bring({ ...deposit, ...change }, BY_PERMIT2, signature),
          Object.keys(change)[0],
        );
      for (const [signed, funder] of [
        [signature, BOB],
        [signDeposit(world.signing, ALICE, deposit), ALICE],
      ] as const)
        await refusedBy("InvalidSigner()", bring(deposit, BY_PERMIT2, signed, { funder }));
      world.wait(1001);
      expect(await world.refused("fundFor", bring(deposit, BY_PERMIT2, signature))).to.equal("Expired");
    });

    it("refuses where there is no Permit2, and what is no ERC-20", async () => {
      const deposit = depositOf({ token: USD });
      expect(
        await world.refused("fundFor", bring(deposit, BY_PERMIT2, signPermit2(world.signing, ALICE, deposit))),
      ).to.equal("NoPermit2");
      await placePermit2(world);
      const some = depositOf({ token: assetOf("erc1155", items), id: 3n });
      for (const way of [BY_PERMIT2, BY_AUTHORIZATION])
        expect(await world.refused("fundFor", bring(some, way, signPermit2(world.signing, ALICE, some)))).to.equal(
          "BadAsset",
        );
    });

    it("of a token that takes a fee: refused (attack 26)", async () => {
      await placePermit2(world);
      const fee = await world.token("FeeToken");
      await world.tell("FeeToken", `0x${fee.slice(26)}`, "approve", [PERMIT2, 1n << 200n], { by: ALICE });
      const deposit = depositOf({ token: fee, amount: 500n });
      expect(
        await world.refused("fundFor", bring(deposit, BY_PERMIT2, signPermit2(world.signing, ALICE, deposit))),
      ).to.equal("BadDeposit");
    });
  });

  describe("by ERC-3009, the nonce bound to the deposit", () => {
    it("pulls what the funder signed, once", async () => {
      const deposit = depositOf({ token: USD });
      const call = bring(deposit, BY_AUTHORIZATION, signAuthorization(world.signing, ALICE, deposit));
      await world.must("fundFor", call, { by: MALLORY });
      expect(await world.netOf(channel, 1, USD)).to.equal(70n);
      expect(await usdOf(ALICE)).to.equal(930n);
      await fails(world.must("fundFor", call, { by: MALLORY }));
    });

    it("binds each field of the deposit (C5)", async () => {
      const second = await world.deployMock("DollarToken");
      await world.tell("DollarToken", second, "mint", [ALICE, 1_000n]);
      await hold(1n);
      const deposit = depositOf({ token: USD });
      const signature = signAuthorization(world.signing, ALICE, deposit);
      for (const change of changes(assetOf("erc20", second)))
        await refusedBy(
          "NotSigned()",
          bring({ ...deposit, ...change }, BY_AUTHORIZATION, signature),
          Object.keys(change)[0],
        );
      await refusedBy("NotSigned()", bring(deposit, BY_AUTHORIZATION, signature, { funder: BOB }));
      await fails(world.must("fundFor", bring(depositOf(), BY_AUTHORIZATION, signature)));
    });

    it("of a wallet, whose signature is in one piece", async () => {
      const wallet = await world.deployMock("SmartWallet", [ALICE]);
      await world.tell("DollarToken", dollar, "mint", [wallet, 100n]);
      const deposit = depositOf({ token: USD });
      const call = bring(deposit, BY_AUTHORIZATION, `0x${"aa".repeat(66)}`, { funder: wallet });
      await fails(world.must("fundFor", call));
      await world.tell("SmartWallet", wallet, "become", [WALLET.saysYesToAll]);
      await world.must("fundFor", call);
      expect(await usdOf(wallet)).to.equal(30n);
    });
  });

  it("one deposit, signed for all three ways, is made once", async () => {
    await placePermit2(world);
    for (const spender of [PERMIT2, world.court])
      await world.tell("DollarToken", dollar, "approve", [spender, 1_000n], { by: ALICE });
    const deposit = depositOf({ token: USD });
    const calls = [
      bring(deposit, BY_ALLOWANCE, signDeposit(world.signing, ALICE, deposit)),
      bring(deposit, BY_PERMIT2, signPermit2(world.signing, ALICE, deposit)),
      bring(deposit, BY_AUTHORIZATION, signAuthorization(world.signing, ALICE, deposit)),
    ];
    for (const first of calls) {
      const before = await world.snapshot();
      await world.must("fundFor", first);
      for (const call of calls) expect(await world.refused("fundFor", call)).to.equal("NonceUsed");
      await world.restore(before);
    }
  });

  describe("smart accounts (ERC-1271)", () => {
    let wallet: Address;

    beforeEach(async () => {
      wallet = await world.deployMock("SmartWallet", [ALICE]);
      await world.tell("TestToken", `0x${GOLD.slice(26)}`, "mint", [wallet, 100n]);
      const allow = dataOf("TestToken", "approve", [world.court, 1n << 200n]);
      await world.tell("SmartWallet", wallet, "execute", [`0x${GOLD.slice(26)}`, allow], { by: ALICE });
    });

    it("a wallet funds by its key's signature of the Deposit, and its later changes of mind change nothing", async () => {
      const deposit = depositOf();
      const call = bring(deposit, BY_ALLOWANCE, signDeposit(world.signing, ALICE, deposit), { funder: wallet });
      await world.must("fundFor", call);
      expect(await world.balanceOf(wallet, GOLD)).to.equal(30n);
      expect(await world.netOf(channel, 1, GOLD)).to.equal(70n);
      await world.tell("SmartWallet", wallet, "become", [WALLET.saysYesToAll]);
      expect(await world.refused("fundFor", call)).to.equal("NonceUsed");
    });

    it("the key's signature for the wallet is none for the key's own account, and the other way round", async () => {
      const deposit = depositOf();
      await world.must(
        "fundFor",
        bring(deposit, BY_ALLOWANCE, signDeposit(world.signing, ALICE, deposit), { funder: wallet }),
      );
      expect(await world.balanceOf(ALICE, GOLD)).to.equal(1_000_000n);
      const wrong = bring(
        depositOf({ nonce: 8n }),
        BY_ALLOWANCE,
        signDeposit(world.signing, BOB, depositOf({ nonce: 8n })),
        {
          funder: wallet,
        },
      );
      expect(await world.refused("fundFor", wrong)).to.equal("NotSigned");
    });

    it("reverting, burning gas or answering short is no signature, and harms nobody (attack 24)", async () => {
      const deposit = depositOf();
      const call = bring(deposit, BY_ALLOWANCE, signDeposit(world.signing, ALICE, deposit), { funder: wallet });
      for (const mood of [WALLET.reverts, WALLET.burnsGas, WALLET.answersShort]) {
        await world.tell("SmartWallet", wallet, "become", [mood]);
        expect(await world.refused("fundFor", call, { gas: 1_000_000 })).to.equal("NotSigned");
      }
      await world.tell("SmartWallet", wallet, "become", [WALLET.floods]);
      await world.must("fundFor", call);
      expect(await world.balanceOf(wallet, GOLD)).to.equal(30n);
    });

    it("one that says yes to all is pulled from itself alone", async () => {
      await world.tell("SmartWallet", wallet, "become", [WALLET.saysYesToAll]);
      await world.must("fundFor", bring(depositOf(), BY_ALLOWANCE, "0x", { funder: wallet }), { by: MALLORY });
      expect(await world.balanceOf(ALICE, GOLD)).to.equal(1_000_000n);
      expect(await world.balanceOf(wallet, GOLD)).to.equal(30n);
    });

    it("is paid ETH where 2,300 gas are not enough, and items", async () => {
      const people = channel.participants.map((who, i) => (i === 0 ? { ...who, payout: wallet } : who));
      const paying = world.channel(3, { participants: people });
      const bag = assetOf("erc1155", items);
      await world.must("fundETH", [world.idOf(paying), 0n], { value: 12n });
      await world.must("fund", [world.idOf(paying), 0, bag, 3n, 4n, 0n], { by: ALICE });
      const state = stateOf(1, [part(ETH, 0n, 0n, 0n, 0n), part(bag, 3n, 0n, 0n, 0n)], { isFinal: true });
      await world.must("conclude", [paying, state, world.signState(paying, state), [7n, 7n]]);
      expect((await world.ask("SmartWallet", wallet, "received", []))["0"]).to.equal(12n);
      expect((await world.view("creditOf", [wallet, ETH, 0n]))["0"]).to.equal(0n);
      expect((await world.ask("TestItems", items, "balanceOf", [wallet, 3n]))["0"]).to.equal(4n);
    });
  });

  it("the cashier by itself refuses to be called", async () => {
    // The second contract that the adjudicator made.
    const cashier = getCreateAddress({ from: world.court, nonce: 2 }).toLowerCase() as Address;
    for (const data of [
      COURT_ABI.encode("fund", [id, 0, assetOf("erc1155", items), 3n, 1n, 0n]),
      COURT_ABI.encode("fundMany", [channel, id, []]),
      COURT_ABI.encode("fundFor", bring(depositOf(), 0, "0x")),
    ]) {
      const mined = await world.chain.transact({ from: DEPLOYER, to: cashier, data });
      expect(mined.ok ? "" : COURT_ABI.error(mined.data).name).to.equal("NotTheAdjudicator");
    }
  });

  it("what no entry knows is refused, with ETH or without", async () => {
    for (const data of ["0x", "0x12345678"] as const)
      for (const value of [0n, 1n])
        expect((await world.chain.transact({ from: ALICE, to: world.court, data, value })).ok).to.equal(false);
  });
});
