import { expect } from "chai";
import { parseEther } from "ethers";
import { eventually } from "../../offchain/cli/devnet/waiting.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { fourWayDraw, type PlayerView } from "../../offchain/generated/apps/fourWayDraw.ts";
import { type BidderView, type SellerView, sealedBidAuction } from "../../offchain/generated/apps/sealedBidAuction.ts";
import type { Interaction } from "../../offchain/protocol/client/interaction.ts";
import type { RunningNode } from "../../offchain/runtime/node.ts";
import { clientOf, RealNodes, shownAt } from "./realNodes.ts";

const ANTE = parseEther("0.01");
const STAKE = 9n * ANTE;
const GOODS = parseEther("3");
const LIMIT = parseEther("0.1");
const NAMES = ["alice", "bob", "carol", "dave"] as const;

const signerOf = (node: RunningNode): Address => node.running.keys.signer;
const sorted = (amounts: readonly bigint[]): string => [...amounts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join();

describe("a group of four real nodes, through their typed clients", function () {
  this.timeout(180_000);
  let nodes: RealNodes;
  let group: RunningNode[];
  let channelId: Hex;
  let token: Address;

  before(async () => {
    nodes = await RealNodes.begin();
    token = nodes.tokens[0] ?? "0x";
    group = [];
    for (const name of NAMES) group.push(await nodes.start(name));
    channelId = await open();
  });

  after(() => nodes?.close());

  const at = (i: number): RunningNode => group[i] ?? expect.fail(`no node ${i}`);
  const open = (): Promise<Hex> =>
    nodes.open(at(0), group.slice(1), [
      { local: parseEther("1"), remote: parseEther("1") },
      { token, local: parseEther("5"), remote: 0n },
    ]);
  const spendable = (asset = 0): Promise<bigint[]> =>
    Promise.all(group.map(async (node) => (await shownAt(node, channelId))[asset]?.spendable ?? -1n));
  const until = (what: string, wanted: readonly bigint[], asset = 0): Promise<true> =>
    eventually(what, async () => ((await spendable(asset)).join() === wanted.join() ? true : null));

  it("pays between any two of them, directly and by hash lock", async () => {
    const pay = (from: number, to: number, amount: string): Promise<unknown> =>
      at(from).request("sendpayment", { peer: at(to).nodeId, amount: parseEther(amount).toString() });
    await pay(1, 3, "0.25");
    await pay(2, 0, "0.5");
    const amount = parseEther("0.25").toString();
    const { payReq } = (await at(1).request("addinvoice", { amount })) as { payReq: string };
    const paid = (await at(3).request("payinvoice", { payReq })) as { status: string; hops: number };
    expect(paid).to.deep.include({ status: "succeeded", hops: 1 });
    await pay(0, 2, "0.25");
    await until("all hold the last state", ["1.25", "1", "0.75", "1"].map(parseEther));
    await pay(0, 2, "0.25");
  });

  /** A player's part: it seals, and shows once `shows` says so, if it does. Resolves with the last payout. */
  const drawn = async (draw: Interaction<PlayerView>, shows: Promise<boolean>): Promise<readonly bigint[]> => {
    for await (const view of draw.views()) {
      if (view.final) return view.payout.money;
      // A move that is left unsigned is made on chain.
      if (view.phase === "Sealing") await view.moves?.enter();
      if (view.phase === "Showing" && (await shows)) view.moves?.show().catch(() => {});
    }
    return expect.fail("the draw has no end");
  };

  /** Alice proposes a draw, everybody takes part; another ante each time, for who has said yes to one says it again. */
  const draw = async (ante: bigint, shows: (i: number) => Promise<boolean>): Promise<Promise<readonly bigint[]>[]> => {
    const others = group.slice(1).map(
      (node, i) =>
        new Promise<readonly bigint[]>((resolve, reject) => {
          clientOf(node, channelId).onProposal(
            fourWayDraw,
            ({ stakes }) => stakes.money.every((stake) => stake === 9n * ante),
            (joined) => void joined.then((mine) => drawn(mine, shows(i + 1))).then(resolve, reject),
          );
        }),
    );
    const proposed = await clientOf(at(0), channelId).propose(fourWayDraw, "player", {
      terms: { ante, moveTime: 60 },
      seats: { player: group.map(signerOf) },
      assets: { money: { kind: "eth" } },
    });
    return [drawn(proposed, shows(0)), ...others];
  };

  it("FourWayDraw: four seal, four show, one takes the antes", async () => {
    const payouts = await Promise.all(await draw(ANTE, () => Promise.resolve(true)));
    const [first] = payouts;
    expect(new Set(payouts.map(String)).size).to.equal(1);
    expect(sorted(first ?? [])).to.equal(sorted([STAKE - ANTE, STAKE - ANTE, STAKE - ANTE, STAKE + 3n * ANTE]));
    await until(
      "all hold the payout",
      (first ?? []).map((amount) => parseEther("1") - STAKE + amount),
    );
  });

  it("SealedBidAuction: the highest of three bids takes the goods at the second highest", async () => {
    const before = await spendable();
    const bids = ["0.05", "0.09", "0.07"].map(parseEther);
    const ended = group.slice(1).map(
      (node, i) =>
        new Promise<string>((resolve, reject) => {
          const bid = async (auction: Interaction<BidderView>): Promise<string> => {
            for await (const view of auction.views()) {
              if (view.final) return `${view.payout.goods} ${view.payout.money}`;
              if (view.phase === "Bidding") await view.moves?.bid({ amount: bids[i] ?? 0n });
              if (view.phase === "Showing") await view.moves?.show();
            }
            return expect.fail("the auction has no end");
          };
          clientOf(node, channelId).onProposal(
            sealedBidAuction,
            ({ role, terms }) => role === "bidder" && terms.limit === LIMIT,
            (joined) => void joined.then((mine) => bid(mine as Interaction<BidderView>)).then(resolve, reject), // it sits as bidder
          );
        }),
    );
    const auction: Interaction<SellerView> = await clientOf(at(0), channelId).propose(sealedBidAuction, "seller", {
      terms: { goods: GOODS, reserve: parseEther("0.01"), limit: LIMIT, window: 3_600 },
      seats: { seller: signerOf(at(0)), bidder: group.slice(1).map(signerOf) },
      assets: { goods: { kind: "erc20", token }, money: { kind: "eth" } },
    });
    const { payout } = await auction.until("Over");
    expect(payout.goods).to.deep.equal([0n, 0n, GOODS, 0n]);
    const price = parseEther("0.07");
    expect(payout.money).to.deep.equal([price, LIMIT, LIMIT - price, LIMIT]);
    expect(new Set(await Promise.all(ended)).size).to.equal(1);
    const [seller = 0n, one = 0n, winner = 0n, three = 0n] = before;
    await until("all hold the price", [seller + price, one, winner - price, three]);
    await until("all hold the goods", [parseEther("2"), 0n, GOODS, 0n], 1);
  });
});
