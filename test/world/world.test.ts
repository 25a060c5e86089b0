import { expect } from "chai";
import { hashResume } from "../../offchain/generated/protocol/hashes.ts";
import type { State } from "../../offchain/generated/protocol/structs.ts";
import { PEOPLE } from "./keys.ts";
import { signHash } from "./signing.ts";
import { ETH, NOTHING, World, ZERO } from "./world.ts";

const [ALICE = "0x", BOB = "0x"] = PEOPLE;

function paying(version: number, toAlice: bigint, change: Partial<State> = {}): State {
  const assets = [{ token: ETH, id: 0n, locked: 0n, delta: [toAlice, -toAlice], withdrawn: [] }];
  return { version, isFinal: false, interactionsRoot: ZERO, assets, ...change };
}

describe("a world of the adjudicator", () => {
  let world: World;

  before(async () => {
    world = await World.begin();
  });

  after(() => world.close());

  it("answers with events, with errors by name, and with views", async () => {
    const channel = world.channel(2);
    const id = world.idOf(channel);
    const funded = await world.must("fundETH", [id, 0n], { value: 100n });
    expect(funded).to.deep.equal([{ name: "FundedETH", args: { channelId: id, participantAndAmount: 100n } }]);
    expect(await world.refused("fundETH", [id, 2n], { value: 1n })).to.equal("BadParticipant");
    expect(await world.netOf(channel, 0)).to.equal(100n);
    const state = paying(1, -60n);
    await world.must("checkpoint", [channel, state, world.signState(channel, state)]);
    expect(await world.view("slotOf", [id])).to.include({ version: 1, deadline: 0, status: 0 });
  });

  it("lets time pass only when it is told to, and pays at the deadline", async () => {
    const channel = world.channel(2);
    await world.must("fundETH", [world.idOf(channel), 0n], { value: 100n });
    const state = paying(1, -60n);
    await world.must("challenge", [channel, state, world.signState(channel, state), 0, "0x"], { by: ALICE });
    world.wait(channel.challengeDuration - 1);
    expect(await world.refused("settle", [channel, state, [3n]])).to.equal("NotFixed");
    world.wait(1);
    const before = [await world.balanceOf(ALICE), await world.balanceOf(BOB)];
    await world.must("settle", [channel, state, [3n]]);
    expect(await world.balanceOf(ALICE)).to.equal((before[0] ?? 0n) + 40n);
    expect(await world.balanceOf(BOB)).to.equal((before[1] ?? 0n) + 60n);
  });

  it("goes back to a snapshot, time included, as often as needed", async () => {
    const channel = world.channel(2);
    const now = world.now;
    let at = await world.snapshot();
    for (let round = 0; round < 2; round++) {
      world.wait(1000);
      await world.must("fundETH", [world.idOf(channel), 1n], { value: 7n });
      expect(await world.netOf(channel, 1)).to.equal(7n);
      at = await world.restore(at);
      expect(world.now).to.equal(now);
      expect(await world.netOf(channel, 1)).to.equal(0n);
    }
  });

  it("has tokens and other contracts of contracts/mocks", async () => {
    const channel = world.channel(2);
    const token = await world.token();
    await world.must("fund", [world.idOf(channel), 0, token, 0n, 500n, 0n], { by: BOB });
    expect(await world.balanceOf(BOB, token)).to.equal(999_500n);
    const fee = await world.token("FeeToken");
    expect(await world.refused("fund", [world.idOf(channel), 0, fee, 0n, 500n, 0n])).to.equal("BadDeposit");
  });

  it("signs well and badly (attack 22)", async () => {
    const channel = world.channel(1);
    const id = world.idOf(channel);
    await world.must("challenge", [channel, NOTHING, "0x", 0, "0x"], { by: ALICE });
    const { deadline } = await world.view("slotOf", [id]);
    const structHash = hashResume({ channelId: id, deadline: deadline as number }); // uint40
    const good = world.allSign(channel, structHash);
    for (const flaw of ["malleable", "lowV", "zero", "otherDomain"] as const)
      expect(await world.refused("resume", [channel, signHash(world.signing, ALICE, structHash, flaw)])).to.equal(
        "BadSignature",
      );
    expect(await world.refused("resume", [channel, signHash(world.signing, ALICE, structHash, "short")])).to.equal(
      "BadSignatures",
    );
    expect(await world.refused("resume", [channel, signHash(world.signing, BOB, structHash)])).to.equal("BadSignature");
    await world.must("resume", [channel, good]);
  });
});
