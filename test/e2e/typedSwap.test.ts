import { expect } from "chai";
import { parseEther } from "ethers";
import { eventually } from "../../offchain/cli/devnet/waiting.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { swap } from "../../offchain/generated/apps/swap.ts";
import type { RunningNode } from "../../offchain/runtime/node.ts";
import { clientOf, RealNodes, shownAt, stageAt } from "./realNodes.ts";

const GOODS = parseEther("5");
const PRICE = parseEther("0.2");
const PREMIUM = parseEther("0.01");

describe("a swap of a token against ETH between two real nodes, through its typed client", function () {
  this.timeout(180_000);
  let nodes: RealNodes;
  let alice: RunningNode;
  let bob: RunningNode;
  let channelId: Hex;
  let token: Address;
  let other: Address;

  before(async () => {
    nodes = await RealNodes.begin();
    [token = "0x", other = "0x"] = nodes.tokens;
    alice = await nodes.start("alice");
    bob = await nodes.start("bob");
    channelId = await nodes.open(alice, bob, [
      { token, local: parseEther("20"), remote: 0n },
      { local: 0n, remote: parseEther("1") },
      { token: other, local: parseEther("3"), remote: parseEther("4") },
    ]);
  });

  after(() => nodes?.close());

  /** What a node may spend of ETH, the token, and the other token. */
  const has = async (node: RunningNode): Promise<readonly bigint[]> => {
    const shown = await shownAt(node, channelId);
    return [`0x${"0".repeat(64)}`, token, other].map(
      (wanted) => shown.find((asset) => asset.token === wanted)?.spendable ?? -1n,
    );
  };
  /** The payer counts a payment a moment before the payee does. */
  const comesToHave = (node: RunningNode, ...amounts: string[]): Promise<unknown> =>
    eventually(
      `${amounts} to spend`,
      async () => ((await has(node)).join() === eth(...amounts).join() ? true : null),
      10,
    );
  const eth = (...amounts: string[]): bigint[] => amounts.map((amount) => parseEther(amount));
  const proposal = (patience: number): Parameters<typeof offer>[0] => ({
    terms: { goods: GOODS, price: PRICE, premium: PREMIUM, patience },
    seats: { maker: alice.running.keys.signer, taker: bob.running.keys.signer },
    assets: { goods: { kind: "erc20", token }, money: { kind: "eth" } },
  });
  const offer = (given: {
    readonly terms: { goods: bigint; price: bigint; premium: bigint; patience: number };
    readonly seats: { maker: Address; taker: Address };
    readonly assets: { goods: { kind: "erc20"; token: Address }; money: { kind: "eth" } };
  }) => clientOf(alice, channelId).propose(swap, "maker", given);

  it("holds ETH and two tokens, deposited by whoever agreed to", async () => {
    expect(await has(alice)).to.deep.equal(eth("0", "20", "3"));
    expect(await has(bob)).to.deep.equal(eth("1", "0", "4"));
  });

  it("pays in each of its assets, and says what it does not hold", async () => {
    const pay = (from: RunningNode, to: RunningNode, more: object): Promise<unknown> =>
      from.request("sendpayment", { peer: to.nodeId, amount: parseEther("1").toString(), ...more });
    await pay(alice, bob, { token });
    await pay(bob, alice, { token: other });
    await comesToHave(alice, "0", "19", "4");
    const invoice = (await bob.request("addinvoice", { token: other, amount: parseEther("0.5").toString() })) as {
      payReq: string;
    };
    expect(await alice.request("payinvoice", { payReq: invoice.payReq })).to.include({ status: "succeeded" });
    await comesToHave(bob, "1", "1", "3.5");
    const missing = `0x${"8".repeat(40)}`;
    for (const more of [{ token: missing }, { token: missing, channelId }]) {
      const why = await pay(alice, bob, more).catch((error: unknown) => String(error));
      expect(why)
        .to.match(/0x8888/)
        .and.match(new RegExp(`eth, 0x.*${token.slice(2)}`));
    }
    const asked = (await bob.request("addinvoice", { token: missing, amount: "5" })) as { payReq: string };
    const unpaid = await alice.request("payinvoice", { payReq: asked.payReq }).catch((error: unknown) => String(error));
    expect(unpaid).to.match(/no route for 5 of 0x8+: what the channels with the payee hold is eth, 0x.*, and no 0x8+/);
    expect(await pay(alice, bob, {}).catch((error: unknown) => String(error))).to.match(/0 is spendable/);
  });

  it("changes both hands at once when the taker accepts", async () => {
    const ended = new Promise<string>((resolve, reject) => {
      clientOf(bob, channelId).onProposal(
        swap,
        ({ stakes, assets, role }) =>
          role === "taker" && stakes.money[1] === PRICE && assets.goods.token === token && assets.money.kind === "eth",
        (joined) => {
          const take = async (): Promise<void> => {
            const deal = await joined;
            const view = deal.view();
            if (view.phase === "Offered" && view.deadline.seconds === 3_600) await view.moves?.accept();
            resolve((await deal.until("Swapped")).payout.goods.join());
          };
          take().catch(reject);
        },
      );
    });
    const deal = await offer(proposal(3_600));
    expect(
      (await shownAt(alice, channelId)).map(({ inFlight }) => inFlight).filter((amount) => amount > 0n),
    ).to.have.members([GOODS, PRICE]);
    const { payout } = await deal.until("Swapped");
    expect(payout).to.deep.equal({ goods: [0n, GOODS], money: [PRICE, 0n] });
    expect(await ended).to.equal(`0,${GOODS}`);
    await comesToHave(alice, "0.2", "14", "3.5");
    await comesToHave(bob, "0.8", "6", "3.5");
  });

  it("lapses on chain when the taker falls silent: the goods go back, the premium is the maker's", async () => {
    const deal = await offer(proposal(60));
    const made = await has(alice);
    const bobs = await has(bob);
    await nodes.silence(bob);
    const before = { token: await nodes.wallet(bob.account, token), other: await nodes.wallet(bob.account, other) };
    const [money, goods] = [await nodes.wallet(bob.account), await nodes.wallet(alice.account, token)];
    await nodes.challenge(alice, channelId);
    await eventually("the swap is on chain", async () => (deal.view().phase === "Offered" ? true : null));
    await nodes.stage.passTime(61, "the taker's time");
    expect((await deal.until("Lapsed")).payout).to.deep.equal({
      goods: [GOODS, 0n],
      money: [PREMIUM, PRICE - PREMIUM],
    });
    await eventually(
      "everybody is paid",
      async () => ((await stageAt(alice, channelId)) === "closed" ? true : null),
      90,
    );
    expect((await nodes.wallet(alice.account, token)) - goods).to.equal((made[1] ?? 0n) + GOODS);
    expect((await nodes.wallet(bob.account)) - money).to.equal((bobs[0] ?? 0n) + PRICE - PREMIUM);
    expect((await nodes.wallet(bob.account, token)) - before.token).to.equal(bobs[1]);
    expect((await nodes.wallet(bob.account, other)) - before.other).to.equal(bobs[2]);
  });
});
