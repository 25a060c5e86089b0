import { expect } from "chai";
import { computeAddress, Signature, SigningKey, sha256, TypedDataEncoder } from "ethers";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { fourWayDraw } from "../../offchain/generated/apps/fourWayDraw.ts";
import { future } from "../../offchain/generated/apps/future.ts";
import { hashLock } from "../../offchain/generated/apps/hashLock.ts";
import { metered } from "../../offchain/generated/apps/metered.ts";
import { sealedBidAuction } from "../../offchain/generated/apps/sealedBidAuction.ts";
import { swap } from "../../offchain/generated/apps/swap.ts";
import { channelClient } from "../../offchain/protocol/client/channelClient.ts";
import { MoveRefused } from "../../offchain/protocol/client/refusal.ts";
import { sharedChannel } from "./support/sharedGame.ts";

const alice: Address = `0x${"a1".repeat(20)}`;
const bob: Address = `0x${"b0".repeat(20)}`;
const carol: Address = `0x${"ca".repeat(20)}`;
const dave: Address = `0x${"da".repeat(20)}`;
const eth = { kind: "eth" } as const;
const gold = { kind: "erc20", token: `0x${"90".repeat(20)}` } as const;

/** The view, in the phase that the test expects. */
function inPhase<View extends { readonly phase: string }, P extends View["phase"]>(
  at: { view(): View },
  phase: P,
): Extract<View, { readonly phase: P }> {
  const view = at.view();
  expect(view.phase).to.equal(phase);
  return view as Extract<View, { readonly phase: P }>; // the line above
}

async function refusalOf(move: Promise<unknown> | undefined): Promise<unknown> {
  const failed = await move?.catch((error: unknown) => error);
  expect(failed).to.be.instanceOf(MoveRefused);
  return (failed as MoveRefused).refusal;
}

describe("every app through its client, off chain", () => {
  it("Swap: both or neither; who lets it lapse pays the premium", async () => {
    const proposal = {
      terms: { goods: 5n, price: 100n, premium: 3n, patience: 60 },
      seats: { maker: alice, taker: bob },
      assets: { goods: gold, money: eth },
    } as const;
    const channel = sharedChannel();
    const maker = await channelClient(channel.port(alice)).propose(swap, "maker", proposal);
    const taker = channelClient(channel.port(bob)).join(swap, "taker", channel.interaction());
    expect(inPhase(maker, "Offered").moves).to.equal(null);
    expect(inPhase(maker, "Offered").ifSilent.payout).to.deep.equal({ goods: [5n, 0n], money: [3n, 97n] });
    await inPhase(taker, "Offered").moves?.accept();
    expect(inPhase(maker, "Swapped").payout).to.deep.equal({ goods: [0n, 5n], money: [100n, 0n] });
  });

  it("HashLock: the preimage pays", async () => {
    const preimage: Hex = `0x${"77".repeat(32)}`;
    const proposal = {
      terms: { amount: 9n, lock: sha256(preimage) as Hex, expiry: 1000 },
      seats: { sender: alice, receiver: bob },
      assets: { money: eth },
    } as const;
    const channel = sharedChannel();
    const sender = await channelClient(channel.port(alice)).propose(hashLock, "sender", proposal);
    const receiver = channelClient(channel.port(bob)).join(hashLock, "receiver", channel.interaction());
    expect(inPhase(receiver, "Locked").deadline).to.deep.equal({ kind: "at", endsAt: 1000 });
    await inPhase(receiver, "Locked").moves?.claim({ preimage });
    expect(inPhase(sender, "Paid").payout).to.deep.equal({ money: [0n, 9n] });
  });

  it("Metered: paid by the unit, stopped by either; what the deposit does not hold is refused", async () => {
    const proposal = {
      terms: { deposit: 100n, unitPrice: 7n, window: 60 },
      seats: { client: alice, provider: bob },
      assets: { money: eth },
    } as const;
    const channel = sharedChannel();
    const client = await channelClient(channel.port(alice)).propose(metered, "client", proposal);
    const provider = channelClient(channel.port(bob)).join(metered, "provider", channel.interaction());
    expect(client.whatCanIDo().map(({ move, must }) => [move, must])).to.deep.equal([
      ["use", false],
      ["stop", false],
    ]);
    for (const units of [3, 4]) await inPhase(client, "Running").moves?.use({ units });
    expect(await refusalOf(inPhase(client, "Running").moves?.use({ units: 8 }))).to.deep.equal({
      error: "Short",
      asset: 0n,
      seat: 0n,
      have: 51n,
      need: 56n,
    });
    await inPhase(provider, "Running").moves?.stop();
    expect(inPhase(client, "Stopped").payout).to.deep.equal({ money: [51n, 49n] });
  });

  it("Future: settled by the oracle's quote, and by no other", async () => {
    const oracle = new SigningKey(`0x${"0a".repeat(32)}`);
    const feed: Hex = `0x${"fe".repeat(32)}`;
    const terms = {
      margin: 1000n,
      size: 10n ** 18n,
      strike: 300n,
      feed,
      oracle: computeAddress(oracle.publicKey).toLowerCase() as Address,
      expiry: 5000,
      grace: 600,
    };
    const channel = sharedChannel();
    const long = await channelClient(channel.port(alice)).propose(future, "long", {
      terms,
      seats: { long: alice, short: bob },
      assets: { money: eth },
    });
    expect(inPhase(long, "Open").deadline).to.deep.equal({ kind: "after", seconds: 600, from: 5000, endsAt: null });
    const quote = (
      time: number,
      value: bigint,
    ): { feed: Hex; time: number; value: bigint; signature: { r: Hex; vs: Hex } } => {
      const types = {
        Quote: [
          { name: "feed", type: "bytes32" },
          { name: "time", type: "uint64" },
          { name: "value", type: "uint256" },
        ],
      };
      const { r, yParityAndS } = Signature.from(
        oracle.sign(TypedDataEncoder.hash({ name: "Chenilles Quote" }, types, { feed, time, value })),
      );
      return { feed, time, value, signature: { r: r as Hex, vs: yParityAndS as Hex } };
    };
    expect(await refusalOf(inPhase(long, "Open").moves?.settle({ q: quote(4999, 420n) }))).to.deep.equal({
      error: "NotTheQuote",
    });
    expect(
      await refusalOf(inPhase(long, "Open").moves?.settle({ q: { ...quote(5000, 420n), value: 421n } })),
    ).to.deep.equal({ error: "NotTheQuote" });
    await inPhase(long, "Open").moves?.settle({ q: quote(5000, 420n) });
    expect(inPhase(long, "Settled").payout).to.deep.equal({ money: [1120n, 880n] });
  });

  it("SealedBidAuction: the highest bid wins at the second price", async () => {
    const proposal = {
      terms: { goods: 1n, reserve: 10n, limit: 100n, window: 60 },
      seats: { seller: alice, bidder: [bob, carol, dave] },
      assets: { goods: { kind: "erc721", token: gold.token, id: 7n }, money: eth },
    } as const;
    const channel = sharedChannel();
    const seller = await channelClient(channel.port(alice)).propose(sealedBidAuction, "seller", proposal);
    const bidders = [bob, carol, dave].map((who) =>
      channelClient(channel.port(who)).join(sealedBidAuction, "bidder", channel.interaction()),
    );
    for (const [i, bidder] of bidders.entries())
      await inPhase(bidder, "Bidding").moves?.bid({ amount: [42n, 70n, 55n][i] ?? 0n });
    expect(seller.whatCanIDo()).to.deep.equal([]);
    for (const bidder of [...bidders].reverse()) await inPhase(bidder, "Showing").moves?.show();
    expect(inPhase(seller, "Over").payout).to.deep.equal({ goods: [0n, 0n, 1n, 0n], money: [55n, 100n, 45n, 100n] });
  });

  it("FourWayDraw: one takes all four antes, and nobody chose who", async () => {
    const who = [alice, bob, carol, dave];
    const proposal = { terms: { ante: 3n, moveTime: 60 }, seats: { player: who }, assets: { money: eth } } as const;
    const channel = sharedChannel();
    const first = await channelClient(channel.port(alice)).propose(fourWayDraw, "player", proposal);
    const others = who
      .slice(1)
      .map((each) => channelClient(channel.port(each)).join(fourWayDraw, "player", channel.interaction()));
    const players = [first, ...others];
    for (const player of players) await inPhase(player, "Sealing").moves?.enter();
    expect(inPhase(first, "Showing").waitingFor).to.deep.equal([0, 1, 2, 3]);
    for (const player of players) await inPhase(player, "Showing").moves?.show();
    expect([...inPhase(first, "Over").payout.money].sort()).to.deep.equal([24n, 24n, 24n, 36n]);
  });
});
