import { expect } from "chai";
import { Wallet } from "ethers";
import { estimateCosts } from "../../deploy/costs.ts";
import { PROXY_COST, PROXY_TRANSACTION, proxySender } from "../../deploy/create2.ts";
import { ADJUDICATOR } from "../../deploy/deployables.ts";
import { deploy } from "../../deploy/deployment.ts";
import { openEndpoint } from "../../deploy/endpoint.ts";
import { planDeployment } from "../../deploy/plan.ts";
import { type AnvilChain, anvilChain, RICH_KEY } from "./anvilChain.ts";
import { type Change, endpointBefore } from "./endpointBefore.ts";

/** Takes no transaction without a chain id, as most public endpoints. */
const strict: Change = ({ params }) =>
  params[0] === PROXY_TRANSACTION
    ? { error: { code: -32000, message: "only replay-protected (EIP-155) transactions allowed over RPC" } }
    : null;

describe("what a deployment costs", () => {
  let chain: AnvilChain;
  afterEach(() => chain.stop());

  it("gas at the chain's price, and the fee for bytes on the parent chain where an oracle tells it", async () => {
    chain = await anvilChain("optimism");
    const { profile, provider, wallet, anvil } = chain;
    const { contracts } = await planDeployment(profile, [ADJUDICATOR]);
    const at = { from: wallet.address, factoryThere: true };
    const without = await estimateCosts(provider, profile, contracts, at);
    expect(without.dataFee).to.equal(0n);
    // A twentieth above the chain's estimate, which is a little above what is used (63/64 of gas are passed on).
    const used = Number(contracts.reduce((sum, { gas }) => sum + gas, 0n));
    expect(Number(without.gas) / used).to.be.within(1.05, 1.08);
    expect(without.total).to.equal(without.gas * without.gasPrice);
    // Answers 12345 to everything.
    await anvil.send("anvil_setCode", [profile.dataFeeOracle, "0x6130395f5260205ff3"]);
    const costs = await estimateCosts(provider, profile, contracts, at);
    expect(costs.dataFee).to.equal(12345n);
    expect(costs.total).to.equal(costs.gas * costs.gasPrice + 12345n);
  });

  it("the factory's own deployment, where that is missing", async () => {
    chain = await anvilChain("local", { bare: true });
    const { profile, provider, wallet } = chain;
    const at = { from: wallet.address, factoryThere: false };
    const { factory, gasPrice } = await estimateCosts(provider, profile, [], at);
    expect(factory).to.equal(PROXY_COST + 21_000n * gasPrice);
  });

  it("a transaction that no block of the chain would take is told before anything is paid", async () => {
    chain = await anvilChain("sepolia");
    const { profile, provider, wallet } = chain;
    const { contracts } = await planDeployment(profile, [ADJUDICATOR]);
    const large = contracts.map((contract) => ({ ...contract, gas: 2n ** 24n + 1n }));
    const at = { from: wallet.address, factoryThere: false };
    const failure = await estimateCosts(provider, profile, large, at).catch((error: unknown) => error);
    expect(failure).to.have.property("code", "transaction_too_large");
    await estimateCosts(provider, { ...profile, hardFork: "prague" }, large, at);
  });
});

describe("an endpoint that takes no transaction without a chain id", () => {
  it("cannot put the factory there, and says what can; the gift is not given twice, another endpoint finishes it", async () => {
    const chain = await anvilChain("local", { bare: true });
    const endpoint = await endpointBefore(chain.anvil.url, strict);
    const provider = openEndpoint(endpoint.url, chain.profile, 50);
    try {
      const plan = await planDeployment(chain.profile, [ADJUDICATOR]);
      const wallet = async () => new Wallet(RICH_KEY, provider);
      const tools = chain.tools({ provider, wallet, deployFactory: true });
      for (const _ of ["first", "again"]) {
        const failure = await deploy(plan, tools).catch((error: unknown) => error);
        expect(failure).to.have.property("code", "factory_missing");
        expect(failure).to.have.property("next").that.contains("--rpc.allow-unprotected-txs");
        expect(await provider.getBalance(proxySender())).to.equal(PROXY_COST);
      }
      expect(chain.lines.join("\n")).to.contain("refused: legacy pre-eip-155 transactions not supported");
      const { made } = await deploy(plan, chain.tools({ deployFactory: true }));
      expect(made).to.deep.equal(["Adjudicator"]);
    } finally {
      provider.destroy();
      await endpoint.stop();
      await chain.stop();
    }
  });
});
