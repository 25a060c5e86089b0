import { expect } from "chai";
import { sha256 } from "ethers";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { encodeHashLock } from "../../offchain/generated/protocol/codecs.ts";
import { hashHashLock } from "../../offchain/generated/protocol/hashes.ts";
import type { Channel } from "../../offchain/generated/protocol/structs.ts";
import { assetOf, dataOf, fails, fix, part, stateOf } from "./assets.ts";
import type { Snapshot } from "./chain.ts";
import { PEOPLE } from "./keys.ts";
import { COURT_ABI, ETH, NOTHING, World } from "./world.ts";

const [ALICE = "0x", BOB = "0x", CAROL = "0x"] = PEOPLE;
/** Values of OddCollectible.Mood and OddItems.Mood. */
const CAT = {
  behaves: 0,
  doesNotMove: 1,
  reverts: 2,
  burnsGas: 3,
  hidesItsKind: 4,
  saysYesToAll: 5,
  movesElsewhere: 6,
};
const ODD_ITEMS = { behaves: 0, takesOne: 1, reverts: 2, burnsGas: 3, saysYesAndKeeps: 4 };

describe("collectibles and items (ERC-721, ERC-1155)", () => {
  let world: World;
  let start: Snapshot;
  let kitty: Address;
  let items: Address;
  let gold: Address;
  let KITTY: Hex;
  let ITEMS: Hex;
  let GOLD: Hex;
  let channel: Channel;
  let id: Hex;

  /** Collectibles 1 to 3 of Alice, 7 and 8 of Bob; 50 items each of ids 3 and 4: everything allowed to the adjudicator. */
  async function stock(name: "TestCollectible" | "OddCollectible"): Promise<Address> {
    const at = await world.deployMock(name);
    for (const n of [1, 2, 3]) await world.tell(name, at, "mint", [ALICE, n]);
    for (const n of [7, 8]) await world.tell(name, at, "mint", [BOB, n]);
    for (const by of [ALICE, BOB]) await world.tell(name, at, "setApprovalForAll", [world.court, true], { by });
    return at;
  }

  async function stockItems(name: "TestItems" | "OddItems"): Promise<Address> {
    const at = await world.deployMock(name);
    for (const by of [ALICE, BOB]) {
      for (const n of [3, 4]) await world.tell(name, at, "mint", [by, n, 50]);
      await world.tell(name, at, "setApprovalForAll", [world.court, true], { by });
    }
    return at;
  }

  async function ownerOf(n: number, at = kitty): Promise<unknown> {
    return (await world.ask("TestCollectible", at, "ownerOf", [n]))["0"];
  }

  async function itemsOf(owner: Address, n: number, at = items): Promise<unknown> {
    return (await world.ask("TestItems", at, "balanceOf", [owner, n]))["0"];
  }

  const credit = async (owner: Address, token: Hex, n: bigint) =>
    (await world.view("creditOf", [owner, token, n]))["0"];

  before(async () => {
    world = await World.begin();
    kitty = await stock("TestCollectible");
    items = await stockItems("TestItems");
    GOLD = await world.token();
    gold = `0x${GOLD.slice(26)}`;
    [KITTY, ITEMS] = [assetOf("erc721", kitty), assetOf("erc1155", items)];
    channel = world.channel(2);
    id = world.idOf(channel);
    start = await world.snapshot();
  });

  beforeEach(async () => {
    start = await world.restore(start);
  });

  after(() => world.close());

  describe("coming in", () => {
    it("a collectible: pulled from the caller, counted as 1 for the participant", async () => {
      const events = await world.must("fund", [id, 1, KITTY, 2n, 1n, 0n], { by: ALICE });
      expect(events).to.deep.equal([
        { name: "Funded", args: { channelId: id, token: KITTY, id: 2n, participant: 1n, amount: 1n } },
      ]);
      expect(await ownerOf(2)).to.equal(world.court);
      expect(await world.netOf(channel, 1, KITTY, 2n)).to.equal(1n);
      expect(await world.netOf(channel, 1, KITTY, 1n), "another id").to.equal(0n);
    });

    it("items: counted by id", async () => {
      await world.must("fund", [id, 0, ITEMS, 3n, 20n, 0n], { by: ALICE });
      await world.must("fund", [id, 0, ITEMS, 3n, 5n, 20n], { by: BOB });
      expect(await world.netOf(channel, 0, ITEMS, 3n)).to.equal(25n);
      expect(await itemsOf(world.court, 3)).to.equal(25n);
      expect(await world.refused("fund", [id, 0, ITEMS, 3n, 1n, 26n], { by: BOB })).to.equal("HeldTooLow");
      expect(await world.refused("fund", [id, 0, ITEMS, 3n, 0n, 0n], { by: BOB })).to.equal("NothingToFund");
      expect(await world.refused("fund", [id, 2, ITEMS, 3n, 1n, 0n], { by: BOB })).to.equal("BadParticipant");
    });

    it("of a collectible no other amount than 1, and nobody else's (C5)", async () => {
      expect(await world.refused("fund", [id, 0, KITTY, 1n, 2n, 0n], { by: ALICE })).to.equal("BadDeposit");
      await fails(world.must("fund", [id, 0, KITTY, 7n, 1n, 0n], { by: ALICE }));
      await fails(world.must("fund", [id, 0, KITTY, 1n, 1n, 0n], { by: CAROL }));
      await fails(world.must("fund", [id, 0, ITEMS, 3n, 1n, 0n], { by: CAROL }));
      expect(await ownerOf(7)).to.equal(BOB);
    });

    it("only in the canonical form (C4)", async () => {
      const dirty = `${KITTY.slice(0, 20)}01${KITTY.slice(22)}`;
      expect(await world.refused("fund", [id, 0, dirty, 1n, 1n, 0n], { by: ALICE })).to.equal("BadAsset");
      expect(await world.refused("fund", [id, 0, `0x04${KITTY.slice(4)}`, 1n, 1n, 0n])).to.equal("BadAsset");
    });
  });

  describe("named as what it is not (H13)", () => {
    it("a collectible as an ERC-20: number 777 counts as 1, not as 777", async () => {
      await world.tell("TestCollectible", kitty, "mint", [ALICE, 777]);
      const named = assetOf("erc20", kitty);
      expect(await world.refused("fund", [id, 0, named, 0n, 777n, 0n], { by: ALICE })).to.equal("BadDeposit");
      expect(await ownerOf(777)).to.equal(ALICE);
    });

    it("an ERC-20, items, an account or a precompile as a collectible", async () => {
      for (const [kind, n, at] of [
        ["an ERC-20", 1n, gold],
        ["items", 3n, items],
        ["an account without code", 1n, CAROL],
        ["the adjudicator", 1n, world.court],
        ["the identity precompile", 1n, `0x${"00".repeat(19)}04`],
      ] as const) {
        const refusal = await world.refused("fund", [id, 0, assetOf("erc721", at), n, 1n, 0n], { by: ALICE });
        expect(refusal, kind).to.equal("BadDeposit");
      }
      expect(await world.balanceOf(ALICE, GOLD)).to.equal(1_000_000n);
    });

    it("an ERC-20, a collectible, an account as items; items as an ERC-20", async () => {
      for (const at of [gold, kitty, CAROL])
        await fails(world.must("fund", [id, 0, assetOf("erc1155", at), 1n, 1n, 0n], { by: ALICE }));
      await fails(world.must("fund", [id, 0, assetOf("erc20", items), 0n, 3n, 0n], { by: ALICE }));
    });
  });

  describe("odd ones (H13, attack 26)", () => {
    it("a collectible that hides its kind, or says yes to all, is none", async () => {
      const odd = await stock("OddCollectible");
      for (const mood of [CAT.hidesItsKind, CAT.saysYesToAll]) {
        await world.tell("OddCollectible", odd, "become", [mood]);
        expect(await world.refused("fund", [id, 0, assetOf("erc721", odd), 1n, 1n, 0n], { by: ALICE })).to.equal(
          "BadDeposit",
        );
      }
    });

    it("a collectible that does not come, or goes elsewhere", async () => {
      const odd = await stock("OddCollectible");
      for (const mood of [CAT.doesNotMove, CAT.movesElsewhere]) {
        await world.tell("OddCollectible", odd, "become", [mood]);
        expect(await world.refused("fund", [id, 0, assetOf("erc721", odd), 1n, 1n, 0n], { by: ALICE })).to.equal(
          "BadDeposit",
        );
      }
    });

    it("one that is there already does not come a second time, whatever its contract says", async () => {
      const odd = await stock("OddCollectible");
      const ODD = assetOf("erc721", odd);
      await world.must("fund", [id, 0, ODD, 1n, 1n, 0n], { by: ALICE });
      await world.tell("OddCollectible", odd, "become", [CAT.doesNotMove]);
      const thief = world.idOf(world.channel(2));
      expect(await world.refused("fund", [thief, 0, ODD, 1n, 1n, 0n], { by: BOB })).to.equal("BadDeposit");
    });

    it("items of which one is lost on the way", async () => {
      const odd = await stockItems("OddItems");
      await world.tell("OddItems", odd, "become", [ODD_ITEMS.takesOne]);
      expect(await world.refused("fund", [id, 0, assetOf("erc1155", odd), 3n, 5n, 0n], { by: ALICE })).to.equal(
        "BadDeposit",
      );
    });
  });

  describe("sent in by mistake", () => {
    it("collectibles and items by a safe transfer are refused, one or many", async () => {
      const by = { by: ALICE };
      await fails(world.tell("TestCollectible", kitty, "safeTransferFrom", [ALICE, world.court, 1n, "0x"], by));
      await fails(world.tell("TestItems", items, "safeTransferFrom", [ALICE, world.court, 3n, 5n, "0x"], by));
      await fails(
        world.tell("TestItems", items, "safeBatchTransferFrom", [ALICE, world.court, [3n, 4n], [5n, 5n], "0x"], by),
      );
      expect(await ownerOf(1)).to.equal(ALICE);
    });

    it("the hooks answer nobody, and ERC-165 says what there is", async () => {
      const nobody = { by: ALICE };
      expect(await world.refused("onERC721Received", [world.court, ALICE, 1n, "0x"], nobody)).to.equal("NotPulled");
      expect(await world.refused("onERC1155Received", [world.court, ALICE, 1n, 1n, "0x"], nobody)).to.equal(
        "NotPulled",
      );
      expect(await world.refused("onERC1155BatchReceived", [world.court, ALICE, [1n], [1n], "0x"], nobody)).to.equal(
        "NotPulled",
      );
      const says = async (of: Hex) => (await world.view("supportsInterface", [of]))["0"];
      expect([await says("0x01ffc9a7"), await says("0x4e2312e0"), await says("0xffffffff")]).to.deep.equal([
        true,
        true,
        false,
      ]);
    });

    it("not even while another token is being pulled", async () => {
      const sender = await world.deployMock("HostilePayee");
      const hooked = await world.deployMock("HookToken");
      await world.tell("HookToken", hooked, "mint", [sender, 100]);
      await world.tell("HookToken", hooked, "listen", [sender, true]);
      await world.tell("TestItems", items, "mint", [sender, 3, 9]);
      const send = (to: Address, call: Hex) => world.tell("HostilePayee", sender, "send", [to, call]);
      await send(hooked, dataOf("HookToken", "approve", [world.court, 100n]));
      await world.tell("HostilePayee", sender, "arm", [
        items,
        dataOf("TestItems", "safeTransferFrom", [sender, world.court, 3n, 9n, "0x"]),
      ]);
      await world.tell("HostilePayee", sender, "become", [4]); // Reenters
      await send(world.court, COURT_ABI.encode("fund", [id, 0n, assetOf("erc20", hooked), 0n, 100n, 0n]));
      expect((await world.ask("HostilePayee", sender, "called", []))["0"]).to.equal(true);
      expect((await world.ask("HostilePayee", sender, "succeeded", []))["0"]).to.equal(false);
      expect(await itemsOf(world.court, 3)).to.equal(0n);
      expect(await world.netOf(channel, 0, assetOf("erc20", hooked))).to.equal(100n);
    });
  });

  describe("going out, with all kinds in one channel", () => {
    /** Alice brings 10 wei, 100 gold, collectible 1, 20 items; Bob collectibles 7 and 8 items. */
    async function funded(): Promise<void> {
      await world.must("fundETH", [id, 0n], { value: 10n });
      await world.must("fund", [id, 0, GOLD, 0n, 100n, 0n], { by: ALICE });
      await world.must("fund", [id, 0, KITTY, 1n, 1n, 0n], { by: ALICE });
      await world.must("fund", [id, 1, KITTY, 7n, 1n, 0n], { by: BOB });
      await world.must("fund", [id, 0, ITEMS, 3n, 20n, 0n], { by: ALICE });
      await world.must("fund", [id, 1, ITEMS, 4n, 8n, 0n], { by: BOB });
    }

    /** They swap the collectibles; Bob gets 5 items, 40 gold and 4 wei. */
    const swapped = () => [
      part(ETH, 0n, -4n, 4n),
      part(GOLD, 0n, -40n, 40n),
      part(KITTY, 1n, -1n, 1n),
      part(KITTY, 7n, 1n, -1n),
      part(ITEMS, 3n, -5n, 5n),
      part(ITEMS, 4n, 0n, 0n),
    ];

    async function expectSwapped(): Promise<void> {
      expect([await ownerOf(1), await ownerOf(7)]).to.deep.equal([BOB, ALICE]);
      expect([await itemsOf(ALICE, 3), await itemsOf(BOB, 3)]).to.deep.equal([45n, 55n]);
      expect(await itemsOf(BOB, 4)).to.equal(50n);
      expect(await world.balanceOf(BOB, GOLD)).to.equal(1_000_040n);
      expect([await itemsOf(world.court, 3), await itemsOf(world.court, 4)]).to.deep.equal([0n, 0n]);
      expect(await world.balanceOf(world.court)).to.equal(0n);
    }

    it("conclude", async () => {
      await funded();
      const state = stateOf(1, swapped(), { isFinal: true });
      await world.must("conclude", [channel, state, world.signState(channel, state), Array(6).fill(3n)]);
      await expectSwapped();
      expect(await world.refused("fund", [id, 0, ITEMS, 4n, 1n, 0n], { by: ALICE })).to.equal("Closed");
    });

    it("settle, in slices, and what comes late", async () => {
      await funded();
      const state = stateOf(1, swapped());
      await fix(world, channel, state);
      await world.must("settle", [channel, state, [3n, 3n, 2n, 0n, 1n, 3n]]);
      await world.must("settle", [channel, state, Array(6).fill(3n)]);
      await expectSwapped();
      await world.must("fund", [id, 1, ITEMS, 4n, 2n, 0n], { by: BOB });
      await world.must("settle", [channel, state, Array(6).fill(3n)]);
      expect(await itemsOf(BOB, 4)).to.equal(50n);
    });

    it("withdraw without closing", async () => {
      await funded();
      const [eth, gold_, one, seven, three, four] = swapped();
      const state = stateOf(1, [
        eth,
        gold_,
        one,
        { ...seven, withdrawn: [1n, 0n] },
        { ...three, withdrawn: [2n, 4n] },
        four,
      ] as never);
      await world.must("withdraw", [channel, state, world.signState(channel, state), 0b011000]);
      expect(await ownerOf(7)).to.equal(ALICE);
      expect([await itemsOf(ALICE, 3), await itemsOf(BOB, 3)]).to.deep.equal([32n, 54n]);
      await fix(world, channel, { ...NOTHING });
      await world.must("settle", [channel, state, Array(6).fill(3n)]);
      await expectSwapped();
    });

    it("sweep of what no state lists", async () => {
      await funded();
      await fix(world, channel, NOTHING);
      for (const n of [1n, 7n]) await world.must("sweep", [channel, NOTHING, KITTY, n, 3n]);
      await world.must("sweep", [channel, NOTHING, ITEMS, 3n, 3n]);
      expect([await ownerOf(1), await ownerOf(7)]).to.deep.equal([ALICE, BOB]);
      expect(await itemsOf(ALICE, 3)).to.equal(50n);
    });

    it("a claim: a hash lock over a collectible", async () => {
      await funded();
      const until = world.now + 10 * 86_400;
      const preimage: Hex = `0x${"07".repeat(32)}`;
      const hash = sha256(preimage) as Hex; // ethers writes hexadecimal
      const lock = { index: 0, asset: 0, from: 0, to: 1, amount: 1n, hash, until };
      const locked = [{ ...part(KITTY, 1n, -1n, 0n), locked: 1n }];
      const state = stateOf(1, locked, { interactionsRoot: hashHashLock(lock) });
      await fix(world, channel, state);
      await world.must("publish", [[preimage]]);
      await world.must("claim", [channel, state, [{ kind: 0, leaf: encodeHashLock(lock), proof: [], extra: "0x" }]]);
      expect(await ownerOf(1)).to.equal(BOB);
    });
  });

  describe("payees that cannot take it (attack 27)", () => {
    it("a contract without hooks is paid a collectible, and gets a credit for items, which it sends on", async () => {
      // A token knows no hooks.
      const deaf = gold;
      const people = channel.participants.map((who, i) => (i === 1 ? { ...who, payout: deaf } : who));
      const paying = world.channel(2, { participants: people });
      const payingId = world.idOf(paying);
      await world.must("fund", [payingId, 1, KITTY, 7n, 1n, 0n], { by: BOB });
      await world.must("fund", [payingId, 1, ITEMS, 4n, 8n, 0n], { by: BOB });
      const state = stateOf(1, [part(KITTY, 7n, 0n, 0n), part(ITEMS, 4n, 0n, 0n)], { isFinal: true });
      await world.must("conclude", [paying, state, world.signState(paying, state), [3n, 3n]]);
      expect(await ownerOf(7)).to.equal(deaf);
      expect(await credit(deaf, ITEMS, 4n)).to.equal(8n);
      await world.must("withdrawCredit", [ITEMS, 4n, CAROL], { by: deaf });
      expect(await itemsOf(CAROL, 4)).to.equal(8n);
    });

    it("a hook that reverts, burns its gas, floods or calls back harms its owner alone", async () => {
      const payee = await world.deployMock("HostilePayee");
      const people = channel.participants.map((who, i) => (i === 1 ? { ...who, payout: payee } : who));
      for (const [mood, credited] of [
        [1, 8n],
        [2, 8n],
        [3, 8n],
        [4, 0n],
      ] as const) {
        start = await world.restore(start);
        const payeeNow = await world.deployMock("HostilePayee");
        expect(payeeNow).to.equal(payee);
        await world.tell("HostilePayee", payee, "become", [mood]);
        const hostile = world.channel(2, { participants: people });
        const attack = COURT_ABI.encode("fund", [world.idOf(hostile), 0n, ITEMS, 4n, 1n, 0n]);
        await world.tell("HostilePayee", payee, "arm", [world.court, attack]);
        await world.must("fund", [world.idOf(hostile), 0, ITEMS, 4n, 3n, 0n], { by: ALICE });
        await world.must("fund", [world.idOf(hostile), 1, ITEMS, 4n, 8n, 0n], { by: BOB });
        const state = stateOf(1, [part(ITEMS, 4n, 0n, 0n)], { isFinal: true });
        await world.must("conclude", [hostile, state, world.signState(hostile, state), [3n]]);
        expect(await itemsOf(ALICE, 4)).to.equal(50n);
        expect(await credit(payee, ITEMS, 4n), `mood ${mood}`).to.equal(credited);
        if (mood === 4) expect((await world.ask("HostilePayee", payee, "succeeded", []))["0"]).to.equal(false);
      }
    });

    it("a collectible that reverts or burns gas on its way out is a credit until it behaves", async () => {
      const odd = await stock("OddCollectible");
      const ODD = assetOf("erc721", odd);
      await world.must("fund", [id, 1, ODD, 7n, 1n, 0n], { by: BOB });
      await world.tell("OddCollectible", odd, "become", [CAT.burnsGas]);
      const state = stateOf(1, [part(ODD, 7n, 1n, -1n)], { isFinal: true });
      await world.must("conclude", [channel, state, world.signState(channel, state), [3n]]);
      expect(await credit(ALICE, ODD, 7n)).to.equal(1n);
      await world.tell("OddCollectible", odd, "become", [CAT.reverts]);
      expect(await world.refused("withdrawCredit", [ODD, 7n, ALICE], { by: ALICE })).to.equal("NotPaid");
      await world.tell("OddCollectible", odd, "become", [CAT.behaves]);
      await world.must("withdrawCredit", [ODD, 7n, CAROL], { by: ALICE });
      expect(await ownerOf(7, odd)).to.equal(CAROL);
    });
  });
});
