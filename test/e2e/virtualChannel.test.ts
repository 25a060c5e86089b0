import { expect } from "chai";
import { parseEther } from "ethers";
import { eventually } from "../../offchain/cli/devnet/waiting.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import type { RunningNode } from "../../offchain/runtime/node.ts";
import { comesToShow, RealNodes, shownAt, stageAt } from "./realNodes.ts";

const PARENT = parseEther("2");
const BRINGS = parseEther("1");

/** Alice - hub - bob, and a virtual channel between the ends. */
describe("a virtual channel through the hub, on a real chain (protocol §1.10; rules 11 and 13; attack 40)", function () {
  this.timeout(240_000);
  this.bail(true);
  let nodes: RealNodes;
  let alice: RunningNode;
  let hub: RunningNode;
  let bob: RunningNode;
  let aliceHub: Hex;
  let hubBob: Hex;
  let child: Hex;

  const openVirtual = async (): Promise<Hex> => {
    const asked = {
      peer: bob.nodeId,
      hub: hub.nodeId,
      localAmount: BRINGS.toString(),
      remoteAmount: BRINGS.toString(),
    };
    const opened = (await alice.request("openvirtual", asked)) as { channelId: Hex; stage: string };
    for (const node of [alice, bob])
      await eventually("the virtual channel is open", async () =>
        (await stageAt(node, opened.channelId)) === "open" ? true : null,
      );
    return opened.channelId;
  };
  const pay = (channelId: Hex, amount: bigint): Promise<unknown> =>
    alice.request("sendpayment", { peer: bob.nodeId, amount: amount.toString(), channelId });
  const transactions = async (): Promise<number> => {
    let sum = 0;
    for (const { account } of [alice, hub, bob]) sum += await nodes.stage.provider.getTransactionCount(account);
    return sum;
  };
  /** What a node has: on its account, and spendable in the channels with the hub; gas apart. */
  const inParents = async (): Promise<bigint> =>
    ((await shownAt(hub, aliceHub))[0]?.spendable ?? 0n) + ((await shownAt(hub, hubBob))[0]?.spendable ?? 0n);

  before(async () => {
    nodes = await RealNodes.begin();
    alice = await nodes.start("alice");
    hub = await nodes.start("hub");
    bob = await nodes.start("bob");
    aliceHub = await nodes.open(alice, hub, [{ local: PARENT, remote: PARENT }]);
    // The hub proposes in this one: it hands its term to bob for the leg (K2).
    hubBob = await nodes.open(hub, bob, [{ local: PARENT, remote: PARENT }]);
  });

  after(async () => nodes?.close());

  it("opens, pays and ends without a transaction, and the hub is even", async () => {
    const before = await transactions();
    child = await openVirtual();
    expect((await shownAt(alice, aliceHub))[0]?.inFlight, "the leg").to.equal(2n * BRINGS);
    expect(await inParents(), "what is left of the hub's").to.equal(2n * PARENT - 2n * BRINGS);
    for (const part of [1n, 2n, 3n]) await pay(child, (part * BRINGS) / 10n);
    await comesToShow(bob, child, BRINGS + (6n * BRINGS) / 10n);
    await alice.request("closechannel", { channelId: child });
    for (const node of [alice, bob])
      await eventually("it is closed", async () => ((await stageAt(node, child)) === "closed" ? true : null));
    await comesToShow(alice, aliceHub, PARENT - (6n * BRINGS) / 10n);
    await comesToShow(bob, hubBob, PARENT + (6n * BRINGS) / 10n);
    expect(await inParents(), "the hub is even").to.equal(2n * PARENT);
    expect(await transactions()).to.equal(before);
  });

  it("with bob silent is ended by the chain for alice, and the hub gets from bob's channel what it gave her", async () => {
    child = await openVirtual();
    await pay(child, BRINGS / 4n);
    await comesToShow(bob, child, BRINGS + BRINGS / 4n);
    const bobs = await nodes.wallet(bob.account);
    await nodes.silence(bob);
    await nodes.challenge(alice, child);
    // The child is complete on chain: its outcome is what alice's channel with the hub gives (K3).
    await comesToShow(alice, aliceHub, PARENT - (6n * BRINGS) / 10n - BRINGS / 4n);
    expect(await stageAt(alice, child)).to.equal("closed");
    // The hub leaves its channel with bob by the chain; the leg's claim pays by the same outcome.
    await nodes.challenge(hub, hubBob);
    await eventually("it is settled and claimed", async () =>
      (await stageAt(hub, hubBob)) === "closed" ? true : null,
    );
    expect((await nodes.wallet(bob.account)) - bobs, "bob has what was his").to.equal(
      PARENT + (6n * BRINGS) / 10n + BRINGS / 4n,
    );
    const released = await nodes.stage.adjudicator.getFunction("releasedOf").staticCall(hubBob, 0);
    expect(released, "by the claim of the leg").to.equal(2n * BRINGS);
    const net = async (participant: number): Promise<bigint> =>
      (await nodes.stage.adjudicator.getFunction("holdingOf").staticCall(hubBob, `0x${"0".repeat(64)}`, 0, participant))
        .net;
    expect((await net(0)) + (await net(1)), "nothing is left in it").to.equal(released);
    expect(
      (await shownAt(hub, aliceHub))[0]?.spendable,
      "rule 11: what the hub gave alice less, it got from bob's side",
    ).to.equal(PARENT + (6n * BRINGS) / 10n + BRINGS / 4n);
  });
});
