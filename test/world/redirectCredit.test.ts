import { expect } from "chai";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { hashRedirect } from "../../offchain/generated/protocol/hashes.ts";
import type { Redirect } from "../../offchain/generated/protocol/structs.ts";
import { part, stateOf } from "./assets.ts";
import type { Snapshot } from "./chain.ts";
import { PEOPLE } from "./keys.ts";
import { signHash } from "./signing.ts";
import { COURT_ABI, ETH, World } from "./world.ts";

const [ALICE = "0x", BOB = "0x", MALLORY = "0x"] = PEOPLE;
const COLD: Address = `0x${"c0".repeat(20)}`;

describe("redirectCredit: a blocked payout goes where its owner's signature says (attack 27)", () => {
  let world: World;
  let start: Snapshot;
  let usd: Address;
  let USD: Hex;

  /** Alice is blacklisted by the token when the channel pays her 60. */
  before(async () => {
    world = await World.begin();
    USD = await world.token("RefusingToken");
    usd = `0x${USD.slice(26)}`;
    await credited(ALICE);
    start = await world.snapshot();
  });

  beforeEach(async () => {
    start = await world.restore(start);
  });

  after(() => world.close());

  async function credited(owner: Address): Promise<void> {
    const people = world.channel().participants.map((who, i) => (i === 0 ? { ...who, payout: owner } : who));
    const channel = world.channel(2, { participants: people });
    await world.must("fund", [world.idOf(channel), 0, USD, 0n, 60n, 0n], { by: BOB });
    await world.tell("RefusingToken", usd, "blacklist", [owner, true]);
    const state = stateOf(1, [part(USD, 0n, 0n, 0n)], { isFinal: true });
    await world.must("conclude", [channel, state, world.signState(channel, state), [3n]]);
  }

  function redirectOf(change: Partial<Redirect> = {}): Redirect {
    return { owner: ALICE, token: USD, id: 0n, to: COLD, nonce: 300n, validUntil: world.now + 100, ...change };
  }

  const sign = (by: Address, redirect: Redirect) => signHash(world.signing, by, hashRedirect(redirect));
  const creditOf = async (owner: Address) => (await world.view("creditOf", [owner, USD, 0n]))["0"];

  it("by anybody who holds the message, once", async () => {
    const redirect = redirectOf();
    const call = [redirect, sign(ALICE, redirect)];
    expect(await creditOf(ALICE)).to.equal(60n);
    const [event] = await world.must("redirectCredit", call, { by: MALLORY });
    expect(event?.name).to.equal("CreditWithdrawn");
    expect(event?.args).to.include({ owner: ALICE, to: COLD, amount: 60n });
    expect(await world.balanceOf(COLD, USD)).to.equal(60n);
    expect(await creditOf(ALICE)).to.equal(0n);
    expect(await world.refused("redirectCredit", call)).to.equal("NoCredit");
    await credited(ALICE);
    expect(await world.refused("redirectCredit", call)).to.equal("NonceUsed");
    expect((await world.view("isNonceUsed", [ALICE, 300n]))["0"]).to.equal(true);
  });

  it("binds the owner, where to, nonce, time, key and domain", async () => {
    const redirect = redirectOf();
    const signature = sign(ALICE, redirect);
    for (const change of [{ to: MALLORY }, { nonce: 301n }, { validUntil: redirect.validUntil + 1 }])
      expect(await world.refused("redirectCredit", [{ ...redirect, ...change }, signature])).to.equal("NotSigned");
    for (const change of [{ owner: BOB }, { token: ETH }, { id: 1n }])
      expect(await world.refused("redirectCredit", [{ ...redirect, ...change }, signature])).to.equal("NoCredit");
    await credited(BOB);
    expect(await world.refused("redirectCredit", [{ ...redirect, owner: BOB }, signature])).to.equal("NotSigned");
    expect(await world.refused("redirectCredit", [redirect, sign(MALLORY, redirect)])).to.equal("NotSigned");
    for (const flaw of ["malleable", "zero", "short", "otherDomain"] as const)
      expect(
        await world.refused("redirectCredit", [redirect, signHash(world.signing, ALICE, hashRedirect(redirect), flaw)]),
      ).to.equal("NotSigned");
  });

  it("is valid until its time, that second included", async () => {
    const redirect = redirectOf();
    world.now = redirect.validUntil + 1;
    expect(await world.refused("redirectCredit", [redirect, sign(ALICE, redirect)])).to.equal("Expired");
    const longer = redirectOf({ validUntil: world.now });
    await world.must("redirectCredit", [longer, sign(ALICE, longer)]);
  });

  it("to an account that cannot take it: credit and nonce stand", async () => {
    const redirect = redirectOf();
    await world.tell("RefusingToken", usd, "blacklist", [COLD, true]);
    const call = [redirect, sign(ALICE, redirect)];
    expect(await world.refused("redirectCredit", call)).to.equal("NotPaid");
    expect(await creditOf(ALICE)).to.equal(60n);
    await world.tell("RefusingToken", usd, "blacklist", [COLD, false]);
    await world.must("redirectCredit", call);
  });

  it("of a smart account's, by its key (ERC-1271)", async () => {
    const wallet = await world.deployMock("SmartWallet", [MALLORY]);
    await credited(wallet);
    const redirect = redirectOf({ owner: wallet });
    expect(await world.refused("redirectCredit", [redirect, sign(ALICE, redirect)])).to.equal("NotSigned");
    await world.must("redirectCredit", [redirect, sign(MALLORY, redirect)], { by: BOB });
    expect(await world.balanceOf(COLD, USD)).to.equal(60n);
    expect(await creditOf(ALICE)).to.equal(60n);
  });

  it("lets no entry run inside it, and is not run inside another (attack 28)", async () => {
    const re = await world.token("ReenteringToken");
    const at: Address = `0x${re.slice(26)}`;
    const redirect = redirectOf();
    const attack = COURT_ABI.encode("redirectCredit", [redirect, sign(ALICE, redirect)]);
    await world.tell("ReenteringToken", at, "arm", [world.court, attack]);
    await world.must("fund", [world.idOf(world.channel(2)), 0, re, 0n, 5n, 0n], { by: ALICE });
    expect((await world.ask("ReenteringToken", at, "succeeded", []))["0"]).to.equal(false);
    expect(await creditOf(ALICE)).to.equal(60n);
  });

  it("a nonce serves a deposit or a redirection, not both", async () => {
    const redirect = redirectOf();
    await world.must("redirectCredit", [redirect, sign(ALICE, redirect)]);
    const deposit = {
      channelId: world.idOf(world.channel(2)),
      participant: 0,
      token: await world.token(),
      id: 0n,
      amount: 1n,
      minHeld: 0n,
      nonce: redirect.nonce,
      validUntil: redirect.validUntil,
    };
    const source = { funder: ALICE, way: 0, signature: "0x", permit: "0x" };
    expect(await world.refused("fundFor", [deposit, source])).to.equal("NonceUsed");
  });
});
