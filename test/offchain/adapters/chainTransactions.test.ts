import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sha256, Transaction, Wallet } from "ethers";
import type { ChainOptions } from "../../../offchain/adapters/chainOptions.ts";
import { type EthersChain, openEthersChain } from "../../../offchain/adapters/ethersChain.ts";
import type { ChainAccount } from "../../../offchain/adapters/transactions.ts";
import type { ChainAction, TransactionReport } from "../../../offchain/channel/chain.ts";
import type { Address, Hex } from "../../../offchain/evm/hex.ts";
import { fundedAccount, interestIn, type LocalChain, startLocalChain, until } from "./localAdjudicator.ts";
import { startProxy } from "./rpcProxy.ts";

describe("ethersChain: transactions", () => {
  let local: LocalChain;
  let account: ChainAccount;
  let folder: string;
  const open: EthersChain[] = [];

  before(async () => {
    local = await startLocalChain();
  });
  after(() => local.stop());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "chenilles-chain-"));
    account = await fundedAccount(local);
    await local.anvil.send("evm_setAutomine", [true]);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((chain) => chain.close()));
    rmSync(folder, { recursive: true });
    await local.anvil.send("anvil_setIntervalMining", [1]);
    await local.anvil.send("evm_setAutomine", [true]);
  });

  const start = async (
    more: Partial<ChainOptions> = {},
  ): Promise<{ chain: EthersChain; reports: TransactionReport[] }> => {
    const { url, chainId } = local.anvil;
    const chain = await openEthersChain({
      url,
      chainId,
      adjudicator: local.address,
      account,
      transactionsPath: join(folder, "transactions.sqlite"),
      blockTime: 1,
      inclusion: 4,
      reorg: 2,
      pollMs: 30,
      bumpBlocks: 2,
      ...more,
    });
    const reports: TransactionReport[] = [];
    chain.onTransaction((report) => reports.push(report));
    open.push(chain);
    return { chain, reports };
  };
  const publish = (tag: string): ChainAction & { readonly hash: Hex } => {
    const preimage: Hex = `0x${tag.padStart(64, "0")}`;
    return { id: `publish/${tag}`, fn: "publish", args: [[preimage]], why: "test", hash: sha256(preimage) as Hex };
  };
  const publishedAt = async ({ hash }: { hash: Hex }): Promise<bigint> =>
    local.adjudicator.getFunction("publishedAt").staticCall(hash);
  const nonce = async (): Promise<number> =>
    Number(await local.anvil.send("eth_getTransactionCount", [account.address, "latest"]));
  /** No block from now on, until `evm_mine`. */
  const stall = async (): Promise<void> => {
    await local.anvil.send("evm_setAutomine", [false]);
    await local.anvil.send("evm_setIntervalMining", [0]);
  };

  it("sends a wish once, however often it is wanted, and reports its gas", async () => {
    const { chain, reports } = await start();
    const wish = publish("01");
    for (let i = 0; i < 5; i++) chain.want("a", [wish]);
    await until("it is mined", () => reports.some(({ status }) => status === "mined"));
    chain.want("a", [wish]);
    await local.mine(4);
    await until("more heads pass", async () => (await publishedAt(wish)) > 0n);
    chain.want("a", []);
    expect(reports.map(({ status }) => status)).deep.equal(["sent", "mined"]);
    expect(reports[1]?.gasUsed).greaterThan(21_000n);
    expect(await nonce()).equal(1);
  });

  it("reports a wish that would revert as refused, with the contract's error, and sends it once it would not", async () => {
    const { chain, reports } = await start();
    const { channelId } = interestIn("11");
    const fund = (tag: string, minHeld: bigint): ChainAction => ({
      id: tag,
      fn: "fundETH",
      args: [channelId, 1n | (minHeld << 8n)],
      value: 5n,
      why: "test",
    });
    chain.want("a", [fund("second", 3n)]);
    await until("it is refused", () => reports.length > 0);
    expect(reports[0]).include({ id: "second", status: "refused", error: "HeldTooLow(held: 0, minHeld: 3)" });
    expect(await nonce()).equal(0);
    await (await local.adjudicator.getFunction("fundETH").send(channelId, 0, { value: 3n })).wait();
    await until("it is mined", () => reports.some(({ id, status }) => id === "second" && status === "mined"));
    expect(reports.filter(({ status }) => status === "refused")).lengthOf(1);
  });

  it("says that the account has too little for gas, with both amounts", async () => {
    await local.anvil.send("anvil_setBalance", [account.address, "0x10"]);
    const { chain, reports } = await start();
    chain.want("a", [publish("12")]);
    await until("it is refused", () => reports.length > 0);
    expect(reports[0]?.error).match(/has 16 wei and needs \d+ with gas|insufficient funds/i);
  });

  it("approves an ERC-20 before it funds with it", async () => {
    const token = (await local.token.getAddress()).toLowerCase() as Address;
    await (await local.token.getFunction("mint").send(account.address, 100n)).wait();
    const { chain, reports } = await start();
    const { channelId } = interestIn("13");
    const word: Hex = `0x01${"00".repeat(11)}${token.slice(2)}`;
    const fund = (id: string, amount: bigint): ChainAction => ({
      id,
      fn: "fund",
      args: [channelId, 0, word, 0n, amount, 0n],
      allowance: { token, amount },
      why: "test",
    });
    chain.want("a", [fund("one", 40n), fund("two", 60n)]);
    await until(
      "both are mined",
      () => reports.filter(({ fn, status }) => fn === "fund" && status === "mined").length === 2,
    );
    expect(await local.token.getFunction("balanceOf").staticCall(local.address)).equal(100n);
    expect(reports.filter(({ fn, status }) => fn === "approve" && status === "mined")).lengthOf(2);
    expect(await local.token.getFunction("allowance").staticCall(account.address, local.address)).equal(0n);
  });

  it("writes the transaction down before it is sent, and after a crash sends the same bytes (attacks §3)", async () => {
    const proxy = await startProxy(local.anvil.url);
    proxy.answer("eth_sendRawTransaction", `0x${"00".repeat(32)}`); // swallowed
    const first = await start({ url: proxy.url, bumpBlocks: 1000 });
    const wish = publish("14");
    first.chain.want("a", [wish]);
    await until("it is sent", () => proxy.requestsOf("eth_sendRawTransaction").length === 1);
    await first.chain.close();
    expect(await nonce()).equal(0);

    const second = await start({ url: proxy.url, bumpBlocks: 1000 });
    await until("it is sent again", () => proxy.requestsOf("eth_sendRawTransaction").length > 1);
    const sent = proxy.requestsOf("eth_sendRawTransaction").map(([raw]) => raw);
    expect(new Set(sent).size).equal(1);
    proxy.answer("eth_sendRawTransaction", null);
    await second.chain.close();

    const third = await start();
    third.chain.want("a", [wish]);
    await until("it is mined", () => third.reports.some(({ status }) => status === "mined"));
    expect(await nonce()).equal(1);
    expect(await publishedAt(wish)).greaterThan(0n);
    await proxy.close();
  });

  it("raises the fee of what is not mined, keeps the nonce, and stops at the cap (attacks 7, 12)", async () => {
    const proxy = await startProxy(local.anvil.url);
    proxy.answer("eth_sendRawTransaction", `0x${"00".repeat(32)}`);
    const { chain, reports } = await start({ url: proxy.url, feeCap: 6_000_000_000n });
    chain.want("a", [publish("15")]);
    await until("it is sent", () => reports.some(({ status }) => status === "sent"));
    for (let i = 0; i < 24; i++) {
      await local.mine();
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    const raws = [...new Set(proxy.requestsOf("eth_sendRawTransaction").map(([raw]) => String(raw)))].map((raw) =>
      Transaction.from(raw),
    );
    expect(raws.length).greaterThan(2);
    expect(new Set(raws.map((tx) => tx.nonce)).size).equal(1);
    for (const [i, tx] of raws.entries()) {
      const before = raws[i - 1];
      expect(tx.maxFeePerGas ?? 0n).at.most(6_000_000_000n);
      if (before !== undefined) expect((tx.maxFeePerGas ?? 0n) * 10n).at.least((before.maxFeePerGas ?? 0n) * 11n);
    }
    proxy.answer("eth_sendRawTransaction", null);
    await until("it is mined in the end", () => reports.some(({ status }) => status === "mined"));
    await chain.close();
    await proxy.close();
  });

  it("sends again what a reorg threw out of the chain (attack 12: the effect counts)", async () => {
    const { chain, reports } = await start();
    const wish = publish("16");
    chain.want("a", [wish]);
    await until("it is mined", () => reports.some(({ status }) => status === "mined"));
    await local.anvil.send("anvil_reorg", [1, []]);
    await until("the effect is there again", async () => (await publishedAt(wish)) > 0n && (await nonce()) === 1);
    await chain.close();
  });

  it("keeps its place in the queue for what is wanted no more", async () => {
    await stall();
    const { chain, reports } = await start();
    chain.want("a", [publish("17")]);
    await until("it is sent", () => reports.length === 1);
    chain.want("a", []);
    chain.want("b", [publish("18")]);
    await until("the next is sent", () => reports.length === 2);
    await local.mine(2);
    await until("both are mined", () => reports.filter(({ status }) => status === "mined").length === 2);
    expect(await nonce()).equal(2);
    await chain.close();
  });

  it("says so when another program uses the account, and sends the wish again", async () => {
    const proxy = await startProxy(local.anvil.url);
    proxy.answer("eth_sendRawTransaction", `0x${"00".repeat(32)}`);
    const { chain, reports } = await start({ url: proxy.url, bumpBlocks: 1000 });
    const wish = publish("19");
    chain.want("a", [wish]);
    await until("it is sent", () => reports.length === 1);
    await local.anvil.send("anvil_impersonateAccount", [account.address]);
    await local.anvil.send("eth_sendTransaction", [
      { from: account.address, to: Wallet.createRandom().address, value: "0x1" },
    ]);
    proxy.answer("eth_sendRawTransaction", null);
    await local.mine(4);
    await until("it is noticed", () => reports.some(({ error }) => error?.includes("one place only") === true));
    await until("the wish is mined with another nonce", async () => (await publishedAt(wish)) > 0n);
    expect(await nonce()).equal(2);
    await chain.close();
    await proxy.close();
  });
});
