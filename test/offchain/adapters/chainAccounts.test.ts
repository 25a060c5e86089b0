import { expect } from "chai";
import { chainAccountOf } from "../../../offchain/adapters/chainAccount.ts";
import { jsonRpc } from "../../../offchain/adapters/jsonRpc.ts";
import { NotAToken, walletReader } from "../../../offchain/adapters/walletReader.ts";
import type { Address } from "../../../offchain/evm/hex.ts";
import { type LocalChain, startLocalChain } from "./localAdjudicator.ts";

describe("walletReader and chainAccount: accounts and tokens, for showing", () => {
  let local: LocalChain;
  before(async () => {
    local = await startLocalChain();
  });
  after(() => local.stop());

  it("reads symbol, decimals and balances", async () => {
    const reader = walletReader(jsonRpc(local.anvil.url));
    const token = (await local.token.getAddress()).toLowerCase() as Address;
    const account: Address = `0x${"12".repeat(20)}`;
    await (await local.token.getFunction("mint").send(account, 7n)).wait();
    expect(await reader.facts(token)).deep.equal({ symbol: "TST", decimals: 18 });
    expect(await reader.balance(account, token)).equal(7n);
    expect(await reader.balance(account, null)).equal(0n);
  });

  it("names an address that is no token", async () => {
    const reader = walletReader(jsonRpc(local.anvil.url));
    const error = await reader.facts(`0x${"77".repeat(20)}`).catch((thrown: unknown) => thrown);
    expect(error).instanceOf(NotAToken);
  });

  it("derives the account of a private key", () => {
    const account = chainAccountOf("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    expect(account.address).equal("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    expect(account.sign(`0x${"01".repeat(32)}`)).match(/^0x[0-9a-f]{128}(1b|1c)$/);
  });
});
