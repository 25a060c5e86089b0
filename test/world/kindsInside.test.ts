import { expect } from "chai";
import { sha256 } from "ethers";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { hashChildTerms, hashHashLock, hashLeg } from "../../offchain/generated/protocol/hashes.ts";
import { node } from "../../offchain/generated/protocol/rules.ts";
import type { Channel } from "../../offchain/generated/protocol/structs.ts";
import { assetOf, fix, part, type Stock, stateOf, stocked } from "./assets.ts";
import type { Snapshot } from "./chain.ts";
import { encodeCall } from "./encoding.ts";
import { PEOPLE } from "./keys.ts";
import { World } from "./world.ts";

const [ALICE = "0x", BOB = "0x"] = PEOPLE;

describe("collectibles and items inside interactions", () => {
  let world: World;
  let start: Snapshot;
  let stock: Stock;
  let parent: Channel;
  let KITTY: Hex;
  let ITEMS: Hex;

  before(async () => {
    world = await World.begin();
    stock = await stocked(world, [ALICE, BOB]);
    [KITTY, ITEMS] = [assetOf("erc721", stock.kitty), assetOf("erc1155", stock.items)];
    parent = world.channel(2);
    await world.must("fund", [world.idOf(parent), 0, KITTY, 1n, 1n, 0n], { by: ALICE });
    await world.must("fund", [world.idOf(parent), 0, ITEMS, 3n, 20n, 0n], { by: ALICE });
    start = await world.snapshot();
  });

  beforeEach(async () => {
    start = await world.restore(start);
  });

  after(() => world.close());

  const ownerOf = async () => (await world.ask("TestCollectible", stock.kitty, "ownerOf", [1]))["0"];
  const itemsOf = async (who: Address) => (await world.ask("TestItems", stock.items, "balanceOf", [who, 3]))["0"];

  it("a sub-channel of both, whose leg pays what it came to", async () => {
    const funding = [
      { token: KITTY, id: 1n, amounts: [1n, 0n] },
      { token: ITEMS, id: 3n, amounts: [20n, 0n] },
    ];
    const terms = { expiry: 0, resolveBy: 0, funding };
    const channel = world.channel(2, { child: hashChildTerms(terms) });
    const leaf = { index: 0, child: world.idOf(channel), seats: [0, 1] };
    const locked = [
      { ...part(KITTY, 1n, -1n, 0n), locked: 1n },
      { ...part(ITEMS, 3n, -20n, 0n), locked: 20n },
    ];
    const state = stateOf(1, locked, { interactionsRoot: hashLeg(leaf) });
    const ending = stateOf(1, [part(KITTY, 1n, -1n, 1n), part(ITEMS, 3n, -6n, 6n)], { isFinal: true });

    await world.must("concludeChild", [channel, terms, ending, world.signState(channel, ending)]);
    await fix(world, parent, state);
    const item = { kind: "leg", leaf, proof: [], channel, terms, state: ending } as const;
    const call = { entry: "claim", channel: parent, state, items: [item], sender: ALICE, now: world.now } as const;
    const { entry, args } = encodeCall(world.signing, call);
    await world.must(entry, args);

    expect(await ownerOf()).to.equal(BOB);
    expect([await itemsOf(ALICE), await itemsOf(BOB)]).to.deep.equal([44n, 56n]);
    expect(await itemsOf(world.court)).to.equal(0n);
  });

  it("hash locks over both, claimed under one proof", async () => {
    const until = world.now + 10 * 86_400;
    const preimages = [`0x${"01".repeat(32)}`, `0x${"02".repeat(32)}`] as const;
    const [first, second] = preimages.map((preimage, index) => ({
      index,
      asset: index,
      from: 0,
      to: 1,
      amount: index === 0 ? 1n : 7n,
      hash: sha256(preimage) as Hex, // ethers writes hexadecimal
      until,
    }));
    if (first === undefined || second === undefined) throw new Error("two preimages, two locks");
    const locked = [
      { ...part(KITTY, 1n, -1n, 0n), locked: 1n },
      { ...part(ITEMS, 3n, -7n, 0n), locked: 7n },
    ];
    const state = stateOf(1, locked, { interactionsRoot: node(hashHashLock(first), hashHashLock(second)) });
    await fix(world, parent, state);
    await world.must("publish", [preimages]);
    await world.must("claimAll", [parent, state, [first, second], 1n, []]);
    await world.must("settle", [parent, state, [3n, 3n]]);
    expect(await ownerOf()).to.equal(BOB);
    expect([await itemsOf(ALICE), await itemsOf(BOB)]).to.deep.equal([43n, 57n]);
    expect(await itemsOf(world.court)).to.equal(0n);
  });

  it("half a collectible is nothing: an amount that nobody can hold is insolvent (C2)", async () => {
    const twice = stateOf(1, [part(KITTY, 1n, -2n, 2n)]);
    expect(await world.refused("checkpoint", [parent, twice, world.signState(parent, twice)])).to.equal("Insolvent");
    const other = stateOf(1, [part(KITTY, 2n, -1n, 1n)]);
    expect(await world.refused("checkpoint", [parent, other, world.signState(parent, other)])).to.equal("Insolvent");
  });
});
