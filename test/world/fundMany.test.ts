import { expect } from "chai";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { Channel, OwnDeposit } from "../../offchain/generated/protocol/structs.ts";
import { assetOf, fails, stocked } from "./assets.ts";
import type { Snapshot } from "./chain.ts";
import { PEOPLE } from "./keys.ts";
import { signPermit } from "./permits.ts";
import { COURT_ABI, ETH, World } from "./world.ts";

const [ALICE = "0x", BOB = "0x", MALLORY = "0x"] = PEOPLE;

describe("fundMany: several deposits at once", () => {
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

  const item = (participant: number, token: Hex, amount: bigint, change: Partial<OwnDeposit> = {}): OwnDeposit => ({
    participant,
    token,
    id: 0n,
    amount,
    minHeld: 0n,
    permit: "0x",
    ...change,
  });

  it("in all kinds of assets, for several participants, in one call", async () => {
    const deposits = [
      item(0, ETH, 10n),
      item(2, GOLD, 100n),
      item(1, assetOf("erc721", kitty), 1n, { id: 1n }),
      item(0, assetOf("erc1155", items), 20n, { id: 3n }),
      item(1, ETH, 5n),
    ];
    const events = await world.must("fundMany", [channel, id, deposits], { by: ALICE, value: 15n });
    expect(events.map(({ name }) => name)).to.deep.equal(["FundedETH", "Funded", "Funded", "Funded", "FundedETH"]);
    expect(events[4]?.args).to.deep.equal({ channelId: id, participantAndAmount: (1n << 128n) | 5n });
    expect(events[3]?.args).to.deep.equal({
      channelId: id,
      token: assetOf("erc1155", items),
      id: 3n,
      participant: 0n,
      amount: 20n,
    });
    for (const { participant, token, id: of, amount } of deposits)
      expect(await world.netOf(channel, participant, token, of)).to.equal(amount);
  });

  it("sends exactly what it says in ETH", async () => {
    for (const value of [0n, 14n, 16n])
      expect(
        await world.refused("fundMany", [channel, id, [item(0, ETH, 10n), item(1, ETH, 5n)]], { by: ALICE, value }),
      ).to.equal("BadValue");
    expect(await world.refused("fundMany", [channel, id, []], { by: ALICE, value: 1n })).to.equal("BadValue");
    await world.must("fundMany", [channel, id, []], { by: ALICE });
  });

  it("refuses a channel that is not the one that was meant", async () => {
    const other = { ...channel, challengeDuration: channel.challengeDuration + 1 };
    const call = [other, id, [item(0, ETH, 10n)]];
    expect(await world.refused("fundMany", call, { by: ALICE, value: 10n })).to.equal("WrongChannel");
    const child = { ...channel, child: `0x${"01".repeat(32)}` as Hex };
    expect(await world.refused("fundMany", [child, world.idOf(child), []], { by: ALICE })).to.equal("ChildNotFunded");
  });

  it("does all or nothing, and each item is checked after those before it", async () => {
    const short = [item(0, ETH, 10n), item(0, GOLD, 2_000_000n)];
    await fails(world.must("fundMany", [channel, id, short], { by: ALICE, value: 10n }));
    expect(await world.netOf(channel, 0)).to.equal(0n);
    const guarded = [item(0, GOLD, 30n), item(1, GOLD, 5n, { minHeld: 30n })];
    await world.must("fundMany", [channel, id, guarded], { by: ALICE });
    const more = [item(0, GOLD, 30n), item(1, GOLD, 5n, { minHeld: 66n })];
    expect(await world.refused("fundMany", [channel, id, more], { by: ALICE })).to.equal("HeldTooLow");
    for (const [bad, error] of [
      [item(3, GOLD, 1n), "BadParticipant"],
      [item(0, GOLD, 0n), "NothingToFund"],
      [item(0, GOLD, 1n, { id: 1n }), "BadAsset"],
      [item(0, ETH, 1n, { id: 1n }), "BadAsset"],
      [item(0, ETH, (1n << 112n) + 1n), "HoldingTooLarge"],
    ] as const)
      expect(await world.refused("fundMany", [channel, id, [bad]], { by: ALICE })).to.equal(error);
  });

  it("takes the caller's permit (ERC-2612), also if somebody used it before", async () => {
    const { bytes, call } = signPermit(world, ALICE, dollar, 60n);
    const deposits = [item(0, USD, 60n, { permit: bytes })];
    const before = await world.snapshot();
    await world.must("fundMany", [channel, id, deposits], { by: ALICE });
    expect(await world.netOf(channel, 0, USD)).to.equal(60n);
    await world.restore(before);
    expect((await world.chain.transact({ from: MALLORY, to: dollar, data: call })).ok).to.equal(true);
    await world.must("fundMany", [channel, id, deposits], { by: ALICE });
    expect(await usdOf(ALICE)).to.equal(940n);
  });

  it("pulls from nobody by another's permit, used or not (C5)", async () => {
    const { bytes, call } = signPermit(world, ALICE, dollar, 60n);
    const theft = [item(0, USD, 60n, { permit: bytes })];
    await fails(world.must("fundMany", [channel, id, theft], { by: MALLORY }));
    await world.chain.transact({ from: MALLORY, to: dollar, data: call });
    await fails(world.must("fundMany", [channel, id, theft], { by: MALLORY }));
    expect(await usdOf(ALICE)).to.equal(1_000n);
  });

  it("with a permit that is none still needs an allowance", async () => {
    for (const permit of ["0x", "0x01", `0x${"ff".repeat(160)}`] as const)
      await fails(world.must("fundMany", [channel, id, [item(0, USD, 60n, { permit })]], { by: ALICE }));
    await world.must("fundMany", [channel, id, [item(0, GOLD, 6n, { permit: "0x01" })]], { by: ALICE });
  });

  it("lets no entry run inside it (attack 28)", async () => {
    const re = await world.token("ReenteringToken");
    const at: Address = `0x${re.slice(26)}`;
    for (const attack of [
      COURT_ABI.encode("fundMany", [channel, id, [item(0, re, 5n)]]),
      COURT_ABI.encode("redirectCredit", [
        { owner: ALICE, token: ETH, id: 0n, to: ALICE, nonce: 0n, validUntil: 0 },
        "0x",
      ]),
      COURT_ABI.encode("fund", [id, 0, assetOf("erc1155", items), 3n, 1n, 0n]),
      COURT_ABI.encode("fundETH", [id, 0n]),
      COURT_ABI.encode("withdrawCredit", [ETH, 0n, ALICE]),
    ]) {
      await world.tell("ReenteringToken", at, "arm", [world.court, attack]);
      await world.must("fundMany", [channel, id, [item(0, re, 5n)]], { by: ALICE });
      expect((await world.ask("ReenteringToken", at, "succeeded", []))["0"]).to.equal(false);
      const answer = (await world.ask("ReenteringToken", at, "answer", []))["0"] as Hex; // bytes
      expect(COURT_ABI.error(answer).name).to.equal("Reentered");
    }
  });
});
