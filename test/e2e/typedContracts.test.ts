import { expect } from "chai";
import { computeAddress, parseEther, Signature, SigningKey, TypedDataEncoder } from "ethers";
import { eventually } from "../../offchain/cli/devnet/waiting.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { future, type Quote } from "../../offchain/generated/apps/future.ts";
import { metered } from "../../offchain/generated/apps/metered.ts";
import type { RunningNode } from "../../offchain/runtime/node.ts";
import { clientOf, RealNodes, shownAt, stageAt } from "./realNodes.ts";

const ETH = { money: { kind: "eth" as const } };
const MARGIN = parseEther("0.1");
const STRIKE = 400n;
const FEED: Hex = `0x${"fe".repeat(32)}`;
const oracle = new SigningKey(`0x${"0d".repeat(32)}`);

/** What the oracle signs: one price of a feed at a time. */
function quote(time: number, value: bigint): Quote {
  const types = {
    Quote: [
      { name: "feed", type: "bytes32" },
      { name: "time", type: "uint64" },
      { name: "value", type: "uint256" },
    ],
  };
  const digest = TypedDataEncoder.hash({ name: "Chenilles Quote" }, types, { feed: FEED, time, value });
  const { r, yParityAndS } = Signature.from(oracle.sign(digest));
  return { feed: FEED, time, value, signature: { r: r as Hex, vs: yParityAndS as Hex } }; // ethers writes words as 0x text
}

describe("contracts between two real nodes, through their typed clients", function () {
  this.timeout(180_000);
  let nodes: RealNodes;
  let alice: RunningNode;
  let bob: RunningNode;
  let channelId: Hex;
  /** Where bob serves, in the order in which he came to it. */
  const served: number[] = [];

  before(async () => {
    nodes = await RealNodes.begin();
    alice = await nodes.start("alice");
    bob = await nodes.start("bob");
    channelId = await nodes.open(alice, bob, [{ local: parseEther("1"), remote: parseEther("1") }]);
  });

  after(() => nodes?.close());

  const both = async (): Promise<bigint[]> => [
    (await shownAt(alice, channelId))[0]?.spendable ?? -1n,
    (await shownAt(bob, channelId))[0]?.spendable ?? -1n,
  ];
  /** Both count the same in the end: the one that was paid a moment later. */
  const comesToHave = (...amounts: string[]): Promise<unknown> =>
    eventually(`${amounts} to spend`, async () => ((await both()).join() === eth(...amounts).join() ? true : null), 10);
  const eth = (...amounts: string[]): bigint[] => amounts.map((amount) => parseEther(amount));

  it("Metered: the client pays for units as it uses them; the provider stops, the rest goes back", async () => {
    const seen: string[] = [];
    const ended = new Promise<readonly bigint[]>((resolve, reject) => {
      clientOf(bob, channelId).onProposal(
        metered,
        (proposal) => proposal.role === "provider" && proposal.stakes.money[1] === 0n,
        (joined) => {
          const serve = async (): Promise<void> => {
            const service = await joined;
            served.push(service.index);
            for await (const view of service.views()) {
              seen.push(`${view.phase} ${view.state.units}`);
              if (view.final) resolve(view.payout.money);
              else if (view.state.units >= 7n) await (view.moves as { stop(): Promise<unknown> } | null)?.stop();
            }
          };
          serve().catch(reject);
        },
      );
    });
    const service = await clientOf(alice, channelId).propose(metered, "client", {
      terms: { deposit: parseEther("0.2"), unitPrice: parseEther("0.01"), window: 3_600 },
      seats: { client: alice.running.keys.signer, provider: bob.running.keys.signer },
      assets: ETH,
    });
    for (const units of [3, 4]) {
      const view = service.view();
      if (view.final) throw new Error("it was stopped early");
      await view.moves?.use({ units });
    }
    expect((await service.until("Stopped")).payout.money).to.deep.equal(eth("0.13", "0.07"));
    expect(await ended).to.deep.equal(eth("0.13", "0.07"));
    expect(seen.at(-1)).to.equal("Stopped 7");
    expect(await both()).to.deep.equal(eth("0.93", "1.07"));
  });

  it("Metered twice at once, on the same terms: two services, each paid by itself", async () => {
    const propose = () =>
      clientOf(alice, channelId).propose(metered, "client", {
        terms: { deposit: parseEther("0.1"), unitPrice: parseEther("0.01"), window: 3_600 },
        seats: { client: alice.running.keys.signer, provider: bob.running.keys.signer },
        assets: ETH,
      });
    const [first, second] = await Promise.all([propose(), propose()]);
    expect(new Set([first.index, second.index]).size).to.equal(2);
    for (const [service, units] of [
      [first, 8],
      [second, 9],
    ] as const) {
      const view = service.view();
      await (view.final ? null : view.moves?.use({ units }));
    }
    expect((await first.until("Stopped")).payout.money).to.deep.equal(eth("0.02", "0.08"));
    expect((await second.until("Stopped")).payout.money).to.deep.equal(eth("0.01", "0.09"));
    expect(served.slice(-2)).to.have.members([first.index, second.index]);
    const third = await propose();
    expect(third.index).to.equal(Math.min(first.index, second.index));
    expect(third.view().phase).to.equal("Running");
    // What stood at the index before is over, and stays what it was.
    expect([first.view().phase, first.view().state.units]).to.deep.equal(["Stopped", 8n]);
    const view = third.view();
    await (view.final ? null : view.moves?.stop());
    await comesToHave("0.76", "1.24");
  });

  it("Future: settled at the oracle's price; no other price, no other time, no other feed", async () => {
    const now = await nodes.stage.now();
    const terms = { margin: MARGIN, size: parseEther("1"), strike: STRIKE, feed: FEED, expiry: now - 10, grace: 3_600 };
    const oracleOf = computeAddress(oracle.publicKey).toLowerCase() as Address; // ethers gives an address
    const ended = new Promise<string>((resolve) => {
      clientOf(bob, channelId).onProposal(
        future,
        ({ stakes }) => stakes.money.every((stake) => stake === MARGIN),
        (joined) => {
          void joined.then((short) => short.until("Settled")).then((view) => resolve(view.payout.money.join()));
        },
      );
    });
    const long = await clientOf(alice, channelId).propose(future, "long", {
      terms: { ...terms, oracle: oracleOf },
      seats: { long: alice.running.keys.signer, short: bob.running.keys.signer },
      assets: ETH,
    });
    const view = long.view();
    if (view.phase !== "Open") throw new Error("it is open");
    for (const q of [quote(terms.expiry - 1, 420n), { ...quote(terms.expiry, 420n), value: 421n }])
      await expectRefused(view.moves?.settle({ q }), "NotTheQuote");
    await view.moves?.settle({ q: quote(terms.expiry, 420n) });
    const payout = [MARGIN + 20n, MARGIN - 20n];
    expect((await long.until("Settled")).payout.money).to.deep.equal(payout);
    expect(await ended).to.equal(payout.join());
    expect(await both()).to.deep.equal([parseEther("0.76") + 20n, parseEther("1.24") - 20n]);
  });

  it("Future and Metered: the other side falls silent, and both are ended on chain at what was agreed", async () => {
    const service = await clientOf(alice, channelId).propose(metered, "client", {
      terms: { deposit: parseEther("0.2"), unitPrice: parseEther("0.01"), window: 60 },
      seats: { client: alice.running.keys.signer, provider: bob.running.keys.signer },
      assets: ETH,
    });
    const running = service.view();
    await (running.final ? null : running.moves?.use({ units: 5 }));
    const now = await nodes.stage.now();
    const oracleOf = computeAddress(oracle.publicKey).toLowerCase() as Address; // ethers gives an address
    const expiry = now - 10;
    const long = await clientOf(alice, channelId).propose(future, "long", {
      terms: {
        margin: MARGIN,
        size: parseEther("1"),
        strike: STRIKE,
        feed: FEED,
        expiry,
        grace: 600,
        oracle: oracleOf,
      },
      seats: { long: alice.running.keys.signer, short: bob.running.keys.signer },
      assets: ETH,
    });
    const [before] = await shownAt(bob, channelId);
    await nodes.silence(bob);
    const wallet = await nodes.wallet(bob.account);
    expect(before?.inFlight).to.equal(2n * MARGIN + parseEther("0.2"));
    const view = long.view();
    if (view.phase !== "Open") throw new Error("it is open");
    // Nobody answers: the move stays this seat's choice, and is made on chain.
    const settling = view.moves?.settle({ q: quote(expiry, 450n) });
    settling?.catch(() => {});
    await nodes.challenge(alice, channelId);
    const settled = await long.until("Settled");
    expect(settled.payout.money).to.deep.equal([MARGIN + 50n, MARGIN - 50n]);
    expect(service.view().phase, "it was told at once").to.equal("Running");
    await nodes.stage.passTime(61, "the window of the meter");
    expect((await service.until("Stopped")).payout.money).to.deep.equal(eth("0.15", "0.05"));
    await eventually(
      "everybody is paid",
      async () => ((await stageAt(alice, channelId)) === "closed" ? true : null),
      90,
    );
    expect((await nodes.wallet(bob.account)) - wallet).to.equal(
      (before?.spendable ?? 0n) + MARGIN - 50n + parseEther("0.05"),
    );
  });
});

async function expectRefused(move: Promise<unknown> | undefined, error: string): Promise<void> {
  const refused = await move?.then(
    () => "made",
    (reason: unknown) => String(reason),
  );
  expect(refused).to.include(error);
}
