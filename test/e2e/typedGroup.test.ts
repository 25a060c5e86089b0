import { expect } from "chai";
import { parseEther } from "ethers";
import { eventually } from "../../offchain/cli/devnet/waiting.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { fourWayDraw, type PlayerView } from "../../offchain/generated/apps/fourWayDraw.ts";
import { type BidderView, type SellerView, sealedBidAuction } from "../../offchain/generated/apps/sealedBidAuction.ts";
import type { Interaction } from "../../offchain/protocol/client/interaction.ts";
import type { RunningNode } from "../../offchain/runtime/node.ts";
import { clientOf, RealNodes, shownAt, stageAt } from "./realNodes.ts";

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

  /** A player's part: it seals, unless it is not to; what is sealed is shown by itself. Resolves with the last payout. */
  const drawn = async (draw: Interaction<PlayerView>, seals: boolean): Promise<readonly bigint[]> => {
    for await (const view of draw.views()) {
      if (view.final) return view.payout.money;
      if (view.phase === "Sealing" && seals) await view.moves?.enter();
    }
    return expect.fail("the draw has no end");
  };

  /** Alice proposes a draw, everybody takes part; another ante each time, for who has said yes to one says it again. */
  const draw = async (ante: bigint, seals: (i: number) => boolean): Promise<Promise<readonly bigint[]>[]> => {
    const others = group.slice(1).map(
      (node, i) =>
        new Promise<readonly bigint[]>((resolve, reject) => {
          clientOf(node, channelId).onProposal(
            fourWayDraw,
            ({ stakes }) => stakes.money.every((stake) => stake === 9n * ante),
            (joined) => void joined.then((mine) => drawn(mine, seals(i + 1))).then(resolve, reject),
          );
        }),
    );
    const proposed = await clientOf(at(0), channelId).propose(fourWayDraw, "player", {
      terms: { ante, moveTime: 60 },
      seats: { player: group.map(signerOf) },
      assets: { money: { kind: "eth" } },
    });
    return [drawn(proposed, seals(0)), ...others];
  };

  it("FourWayDraw: four seal, four show, one takes the antes", async () => {
    const payouts = await Promise.all(await draw(ANTE, () => true));
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

  interface AppRow {
    readonly onChain: boolean;
    readonly view: { readonly phase: string; readonly waitingFor?: readonly number[] };
  }

  const views = async (node: RunningNode): Promise<readonly AppRow[]> =>
    ((await node.request("listapps", {})) as unknown as { apps: AppRow[] }).apps; // as the API says

  it("FourWayDraw: three have sealed and one falls silent: ended on chain, everybody has its own back (rule 6)", async () => {
    const before = await spendable();
    const wallets = await Promise.all(group.map(({ account }) => nodes.wallet(account, token)));
    const playing = await draw(2n * ANTE, (i) => i < 3);
    await eventually("three have sealed", async () => {
      const waiting = await Promise.all(group.map(async (node) => (await views(node))[0]?.view.waitingFor?.join()));
      return waiting.every((seats) => seats === "3") ? true : null;
    });
    await nodes.silence(at(3));
    await nodes.challenge(at(0), channelId);
    await eventually("the outcome is fixed", async () => ((await views(at(1)))[0]?.onChain === true ? true : null));
    await nodes.stage.passTime(61, "the time for a move");
    const payouts = await Promise.all(playing.slice(0, 3));
    for (const payout of payouts) expect(payout).to.deep.equal(new Array<bigint>(4).fill(18n * ANTE));
    await eventually("all is paid", async () => ((await stageAt(at(0), channelId)) === "closed" ? true : null), 90);
    expect(before.reduce((all, amount) => all + amount, 0n)).to.equal(parseEther("4"));
    const after = await Promise.all(group.map(({ account }) => nodes.wallet(account, token)));
    expect(after.map((amount, i) => amount - (wallets[i] ?? 0n))).to.deep.equal([parseEther("2"), 0n, GOODS, 0n]);
  });
});
