import { expect } from "chai";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { Channel, State } from "../../offchain/generated/protocol/structs.ts";
import { fails, part, stateOf } from "./assets.ts";
import type { Snapshot } from "./chain.ts";
import { PEOPLE } from "./keys.ts";
import { COURT_ABI, ETH, World } from "./world.ts";

const [ALICE = "0x", BOB = "0x", CAROL = "0x"] = PEOPLE;
const addressOf = (token: Hex): Address => `0x${token.slice(26)}`;

describe("bad tokens: in exactly or not at all, out or to credit, and nobody else notices (attacks 26 to 29)", () => {
  let world: World;
  let start: Snapshot;
  let channel: Channel;
  let id: Hex;
  let usual: Channel;

  before(async () => {
    world = await World.begin();
    usual = world.channel(2);
    await world.must("fundETH", [world.idOf(usual), 1n], { value: 9n });
    start = await world.snapshot();
  });

  beforeEach(async () => {
    start = await world.restore(start);
    channel = usual;
    id = world.idOf(channel);
  });

  after(() => world.close());

  const credit = async (owner: Address, token: Hex) => (await world.view("creditOf", [owner, token, 0n]))["0"];
  const tell = (name: string, token: Hex, entry: string, args: readonly unknown[]) =>
    world.tell(name, addressOf(token), entry, args);

  /** Alice has 60 of the token in the channel, Bob 9 wei and 40 of the token. */
  async function funded(name: string): Promise<Hex> {
    const token = await world.token(name);
    await world.must("fund", [id, 0, token, 0n, 60n, 0n], { by: ALICE });
    await world.must("fund", [id, 1, token, 0n, 40n, 0n], { by: BOB });
    return token;
  }

  const final = (token: Hex): State => stateOf(1, [part(ETH, 0n, 0n, 0n), part(token, 0n, 0n, 0n)], { isFinal: true });

  /** Closes the channel: Bob gets his ETH whatever the token does. */
  async function conclude(token: Hex): Promise<void> {
    const wei = await world.balanceOf(BOB);
    const state = final(token);
    await world.must("conclude", [channel, state, world.signState(channel, state), [3n, 3n]]);
    expect(await world.balanceOf(BOB)).to.equal(wei + 9n);
  }

  it("one that takes a fee does not come in (H13)", async () => {
    const token = await world.token("FeeToken");
    expect(await world.refused("fund", [id, 0, token, 0n, 500n, 0n], { by: ALICE })).to.equal("BadDeposit");
    expect(await world.balanceOf(world.court, token)).to.equal(0n);
  });

  it("one that returns nothing comes in and goes out", async () => {
    const token = await funded("SilentToken");
    await conclude(token);
    expect(await world.balanceOf(ALICE, token)).to.equal(1_000_000n);
  });

  for (const byFalse of [true, false])
    it(`one that refuses by ${byFalse ? "returning false" : "reverting"}: not in; out to credit, paid later`, async () => {
      const token = await funded("RefusingToken");
      await tell("RefusingToken", token, "refuseAll", [true, byFalse]);
      await fails(world.must("fund", [id, 0, token, 0n, 1n, 0n], { by: ALICE }));
      await conclude(token);
      expect([await credit(ALICE, token), await credit(BOB, token)]).to.deep.equal([60n, 40n]);
      expect(await world.refused("withdrawCredit", [token, 0n, CAROL], { by: ALICE })).to.equal("NotPaid");
      await tell("RefusingToken", token, "refuseAll", [false, false]);
      await world.must("withdrawCredit", [token, 0n, CAROL], { by: ALICE });
      expect(await world.balanceOf(CAROL, token)).to.equal(1_000_060n);
      expect([await credit(ALICE, token), await credit(BOB, token)]).to.deep.equal([0n, 40n]);
    });

  it("one that blacklists a payee: the others are paid (attack 27)", async () => {
    const token = await funded("RefusingToken");
    await tell("RefusingToken", token, "blacklist", [ALICE, true]);
    await conclude(token);
    expect([await credit(ALICE, token), await credit(BOB, token)]).to.deep.equal([60n, 0n]);
    expect(await world.balanceOf(BOB, token)).to.equal(1_000_000n);
  });

  for (const [mood, name] of [
    [1, "burns its gas"],
    [2, "floods and reverts"],
    [3, "floods and returns"],
    [4, "returns two"],
    [5, "returns one byte"],
  ] as const)
    it(`one whose transfer ${name}: credit (attack 29)`, async () => {
      const token = await funded("HostileToken");
      await tell("HostileToken", token, "become", [mood]);
      await conclude(token);
      expect([await credit(ALICE, token), await credit(BOB, token)]).to.deep.equal([60n, 40n]);
      await tell("HostileToken", token, "become", [0]);
      await world.must("withdrawCredit", [token, 0n, ALICE], { by: ALICE });
      expect(await world.balanceOf(ALICE, token)).to.equal(1_000_000n);
    });

  it("one that says yes and keeps all: its own holders' loss, and no second try", async () => {
    const token = await funded("HostileToken");
    await tell("HostileToken", token, "become", [6]);
    await conclude(token);
    expect([await credit(ALICE, token), await world.balanceOf(world.court, token)]).to.deep.equal([0n, 100n]);
  });

  it("a caller who leaves too little gas gets nothing done, instead of a credit for the payee (M4)", async () => {
    const token = await funded("TestToken");
    const state = final(token);
    const call = [channel, state, world.signState(channel, state), [3n, 3n]];
    expect(await world.refused("conclude", call, { gas: 300_000 })).to.equal("NotEnoughGas");
    await world.must("conclude", call, { gas: 500_000 });
    expect([await credit(ALICE, token), await world.balanceOf(ALICE, token)]).to.deep.equal([0n, 1_000_000n]);
  });

  it("one that calls back in: refused, on the way in and on the way out (attack 28)", async () => {
    const token = await funded("ReenteringToken");
    const state = final(token);
    const again = COURT_ABI.encode("conclude", [channel, state, world.signState(channel, state), [3n, 3n]]);
    await tell("ReenteringToken", token, "arm", [world.court, again]);
    await conclude(token);
    expect((await world.ask("ReenteringToken", addressOf(token), "succeeded", []))["0"]).to.equal(false);
    const answer = (await world.ask("ReenteringToken", addressOf(token), "answer", []))["0"] as Hex; // bytes
    expect(COURT_ABI.error(answer).name).to.equal("Reentered");
    expect(await world.balanceOf(world.court, token)).to.equal(0n);
  });

  it("one with ERC-777 hooks: a payee that refuses has a credit, the other is paid", async () => {
    const payee = await world.deployMock("HostilePayee");
    const people = channel.participants.map((who, i) => (i === 0 ? { ...who, payout: payee } : who));
    channel = world.channel(2, { participants: people });
    id = world.idOf(channel);
    await world.must("fundETH", [id, 1n], { value: 9n });
    const token = await funded("HookToken");
    await tell("HookToken", token, "listen", [payee, true]);
    await world.tell("HostilePayee", payee, "become", [1]); // Reverts
    await conclude(token);
    expect([await credit(payee, token), await world.balanceOf(BOB, token)]).to.deep.equal([60n, 1_000_000n]);
  });

  it("one that rebases down: what is missing is missing to those of that token alone", async () => {
    const token = await funded("RebasingToken");
    await tell("RebasingToken", token, "rebase", [70]);
    await conclude(token);
    // 70 are left of 100: Alice, who is first, has her 60.
    expect([await credit(ALICE, token), await credit(BOB, token)]).to.deep.equal([0n, 40n]);
    expect(await world.refused("withdrawCredit", [token, 0n, BOB], { by: BOB })).to.equal("NotPaid");
  });
});
