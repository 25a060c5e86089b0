import { expect } from "chai";
import { sha256 } from "ethers";
import { adjudicatorInterface } from "../../../offchain/adapters/adjudicatorInterface.ts";
import { type ChainOptions, NoAdjudicator, StaleHead, WrongChain } from "../../../offchain/adapters/chainOptions.ts";
import { type EthersChain, openEthersChain } from "../../../offchain/adapters/ethersChain.ts";
import { ProviderTrouble } from "../../../offchain/adapters/jsonRpc.ts";
import type { ChainUpdate, ChannelView } from "../../../offchain/channel/chain.ts";
import { freePort } from "../../../offchain/cli/devnet/anvil.ts";
import type { Hex } from "../../../offchain/evm/hex.ts";
import { fundedAccount, interestIn, type LocalChain, startLocalChain, until } from "./localAdjudicator.ts";
import { startProxy } from "./rpcProxy.ts";

/** What a node that listens knows: the newest of everything. */
function listen(chain: EthersChain): {
  readonly updates: ChainUpdate[];
  readonly view: (id: Hex) => ChannelView | undefined;
  readonly published: Map<Hex, number>;
} {
  const updates: ChainUpdate[] = [];
  const views = new Map<Hex, ChannelView>();
  const published = new Map<Hex, number>();
  chain.onUpdate((update) => {
    updates.push(update);
    for (const view of update.channels) views.set(view.channelId, view);
    for (const hash of update.unpublished) published.delete(hash);
    for (const publication of update.published) published.set(publication.hash, publication.at);
  });
  return { updates, view: (id) => views.get(id), published };
}

describe("ethersChain: following the chain", () => {
  let local: LocalChain;
  let options: ChainOptions;
  const open: EthersChain[] = [];
  const preimage: Hex = `0x${"ab".repeat(32)}`;
  const hash = sha256(preimage) as Hex;

  before(async () => {
    local = await startLocalChain();
    const account = await fundedAccount(local);
    const { url, chainId } = local.anvil;
    options = {
      url,
      chainId,
      adjudicator: local.address,
      account,
      transactionsPath: ":memory:",
      blockTime: 1,
      inclusion: 4,
      reorg: 2,
      pollMs: 30,
    };
  });

  after(() => local.stop());
  afterEach(async () => {
    await Promise.all(open.splice(0).map((chain) => chain.close()));
  });

  const follow = async (more: Partial<ChainOptions> = {}): Promise<EthersChain> => {
    const chain = await openEthersChain({ ...options, ...more });
    open.push(chain);
    return chain;
  };
  const fund = async (id: Hex, participant: number, value: bigint): Promise<void> => {
    await (await local.adjudicator.getFunction("fundETH").send(id, participant, { value })).wait();
  };

  it("refuses an endpoint of another chain by name and number", async () => {
    const error = await follow({ chainId: 1 }).catch((thrown: unknown) => thrown);
    expect(error).instanceOf(WrongChain);
    expect(error).include({ want: 1, have: 31337 });
  });

  it("refuses an address without the adjudicator's code", async () => {
    const error = await follow({ adjudicator: `0x${"77".repeat(20)}` }).catch((thrown: unknown) => thrown);
    expect(error).instanceOf(NoAdjudicator);
  });

  it("says at once that nobody listens there", async () => {
    const error = await follow({ url: `http://127.0.0.1:${await freePort()}` }).catch((thrown: unknown) => thrown);
    expect(error)
      .instanceOf(ProviderTrouble)
      .property("message")
      .match(/127\.0\.0\.1:\d+: .*ECONNREFUSED.*check/);
  });

  it("shows a deposit at the head first, and as final only `reorg` seconds of blocks later (attack 32)", async () => {
    const chain = await follow();
    const seen = listen(chain);
    const interest = interestIn("01");
    chain.interest(interest);
    await until("the empty channel is shown", () => seen.view(interest.channelId) !== undefined);
    expect(seen.view(interest.channelId)?.head).deep.equal({
      version: 0,
      deadline: 0,
      status: 0,
      fingerprint: `0x${"00".repeat(20)}`,
      nets: [[0n, 0n]],
      paid: [[0n, 0n]],
      closed: [false],
      claimed: [],
    });
    await fund(interest.channelId, 1, 5n);
    await until("the deposit is final", () => seen.view(interest.channelId)?.final.nets[0]?.[1] === 5n);
    const first = (of: "head" | "final"): number =>
      seen.updates.find((update) =>
        update.channels.some((view) => view.channelId === interest.channelId && view[of].nets[0]?.[1] === 5n),
      )?.head.number ?? -1;
    expect(first("final") - first("head")).at.least(2);
  });

  it("shows as final, in time, what happened in a block that was not final when the interest was declared", async () => {
    const interest = interestIn("04");
    const chain = await follow({ reorg: 6 });
    const seen = listen(chain);
    await fund(interest.channelId, 0, 3n);
    await until(
      "the block is followed",
      async () => seen.updates.at(-1)?.head.number === Number(await local.anvil.send("eth_blockNumber", [])),
    );
    chain.interest(interest);
    await until("the deposit is shown", () => seen.view(interest.channelId)?.head.nets[0]?.[0] === 3n);
    expect(seen.view(interest.channelId)?.final.nets[0]?.[0]).equal(0n);
    await local.mine(7);
    await until("the deposit is final", () => seen.view(interest.channelId)?.final.nets[0]?.[0] === 3n, 3_000);
  });

  it("tells of a publication with the time of its block, and again after a restart", async () => {
    const seen = listen(await follow());
    await (await local.adjudicator.getFunction("publish").send([preimage])).wait();
    await until("the preimage is seen", () => seen.published.has(hash));
    expect(seen.published.get(hash)).equal(Number(await local.adjudicator.getFunction("publishedAt").staticCall(hash)));
    await local.mine(5);
    const again = listen(await follow());
    await until("the older publication is found by range", () => again.published.has(hash));
    expect(again.published.get(hash)).equal(seen.published.get(hash));
  });

  it("takes back what a reorg undoes: deposits and publications (attack 32)", async () => {
    const chain = await follow();
    const seen = listen(chain);
    const interest = interestIn("02");
    const other: Hex = `0x${"cd".repeat(32)}`;
    const otherHash = sha256(other) as Hex;
    chain.interest(interest);
    await fund(interest.channelId, 0, 7n);
    await (await local.adjudicator.getFunction("publish").send([other])).wait();
    await until(
      "both are seen",
      () => seen.view(interest.channelId)?.head.nets[0]?.[0] === 7n && seen.published.has(otherHash),
    );
    const depth = Number(await local.anvil.send("eth_blockNumber", [])) - (seen.updates.at(-1)?.head.number ?? 0) + 4;
    await local.anvil.send("anvil_reorg", [depth, []]);
    await until(
      "both are gone",
      () => seen.view(interest.channelId)?.head.nets[0]?.[0] === 0n && !seen.published.has(otherHash),
    );
    expect(seen.view(interest.channelId)?.final.nets[0]?.[0]).equal(0n);
  });

  it("lives through an outage of the provider, says so, and misses nothing of it", async () => {
    const proxy = await startProxy(local.anvil.url);
    const troubles: (Error | null)[] = [];
    const chain = await follow({ url: proxy.url, onTrouble: (trouble) => troubles.push(trouble) });
    const seen = listen(chain);
    const interest = interestIn("03");
    chain.interest(interest);
    await until("it is shown", () => seen.view(interest.channelId) !== undefined);
    await proxy.cut();
    await fund(interest.channelId, 0, 9n);
    await local.mine(20);
    await until("the trouble is told", () => troubles[0] instanceof ProviderTrouble);
    await proxy.mend();
    await until("the deposit is seen", () => seen.view(interest.channelId)?.final.nets[0]?.[0] === 9n);
    expect(troubles.at(-1)).equal(null);
    const heads = seen.updates.map((update) => update.head.number);
    expect(heads).deep.equal([...heads].sort((a, b) => a - b));
    await chain.close();
    await proxy.close();
  });

  it("does not believe an empty answer to eth_getLogs against the block's bloom filter (attack 32)", async () => {
    const proxy = await startProxy(local.anvil.url);
    const troubles: (Error | null)[] = [];
    const chain = await follow({ url: proxy.url, onTrouble: (trouble) => troubles.push(trouble) });
    const seen = listen(chain);
    proxy.answer("eth_getLogs", []);
    const secret: Hex = `0x${"ef".repeat(32)}`;
    await (await local.adjudicator.getFunction("publish").send([secret])).wait();
    await until("the lie is noticed", () => troubles.some((trouble) => trouble?.message.includes("bloom") === true));
    expect(seen.published.has(sha256(secret) as Hex)).equal(false);
    proxy.answer("eth_getLogs", null);
    await until("the truth is found", () => seen.published.has(sha256(secret) as Hex));
    await chain.close();
    await proxy.close();
  });

  it("does not believe logs that tell fewer steps of an app than the contract counts (attack 32)", async () => {
    const proxy = await startProxy(local.anvil.url);
    const troubles: (Error | null)[] = [];
    const chain = await follow({ url: proxy.url, onTrouble: (trouble) => troubles.push(trouble) });
    const seen = listen(chain);
    const turnOf = adjudicatorInterface.getFunction("turnOf")?.selector ?? "";
    const recorded = adjudicatorInterface.encodeFunctionResult("turnOf", [2, 5, false, 1]);
    proxy.answer("eth_call", ([call]: [{ data: string }]) => (call.data.startsWith(turnOf) ? recorded : undefined));
    const interest = interestIn("05");
    chain.interest(interest);
    await until("it is noticed", () =>
      troubles.some((trouble) => trouble?.message.includes("0 of the 2 steps") === true),
    );
    expect(seen.view(interest.channelId)).equal(undefined);
    proxy.answer("eth_call", null);
    await until("the channel is shown", () => seen.view(interest.channelId) !== undefined);
    await chain.close();
    await proxy.close();
  });

  it("says that the head stands still, and when it moves again (attack 13)", async () => {
    await local.anvil.send("anvil_setIntervalMining", [0]);
    const troubles: (Error | null)[] = [];
    const chain = await follow({ staleAfter: 1, onTrouble: (trouble) => troubles.push(trouble) });
    await until("it is said", () => troubles.length > 0);
    expect(troubles[0]).instanceOf(StaleHead);
    await local.anvil.send("anvil_setIntervalMining", [1]);
    await until("it is over", () => troubles.at(-1) === null);
    expect(troubles).lengthOf(2);
    await chain.close();
  });
});
