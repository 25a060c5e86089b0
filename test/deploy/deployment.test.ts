import { expect } from "chai";
import { Contract, keccak256, TypedDataEncoder, Wallet } from "ethers";
import { readAddressBook } from "../../deploy/addressBook.ts";
import { type ChainProfile, chainNames, readChainProfile } from "../../deploy/chainProfile.ts";
import { create2Address, DEPLOYMENT_PROXY, PROXY_CODE } from "../../deploy/create2.ts";
import { ADAPTERS, ADJUDICATOR } from "../../deploy/deployables.ts";
import { type DeploymentTools, deploy } from "../../deploy/deployment.ts";
import type { DeploymentRefused } from "../../deploy/deploymentRefused.ts";
import { openEndpoint } from "../../deploy/endpoint.ts";
import { planDeployment } from "../../deploy/plan.ts";
import { DryRunFailed, runDry } from "../../deploy/runDry.ts";
import { allApps } from "../../offchain/generated/apps/all.ts";
import { adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";
import { adjudicatorAddress } from "../../offchain/runtime/adjudicator.ts";
import { type AnvilChain, anvilChain } from "./anvilChain.ts";
import { type Asked, endpointBefore } from "./endpointBefore.ts";

/** What a deployment of the adjudicator is refused with. */
async function refusal(profile: ChainProfile, tools: DeploymentTools): Promise<DeploymentRefused> {
  const failure = await deploy(await planDeployment(profile, [ADJUDICATOR]), tools).catch((error: unknown) => error);
  expect(failure).to.have.property("name", "DeploymentRefused");
  return failure as DeploymentRefused; // just compared
}

describe("one bytecode, one address, on every chain", () => {
  it("without a chain: CREATE2 of the factory, for the adjudicator and every adapter", async () => {
    for (const name of chainNames()) {
      const profile = readChainProfile(name);
      const { contracts } = await planDeployment(profile, [ADJUDICATOR]);
      expect(contracts[0]?.address, name).to.equal(adjudicatorAddress());
    }
    const { contracts } = await planDeployment(readChainProfile("ethereum"), ADAPTERS);
    expect(contracts.map(({ address, codeHash }) => [address, codeHash])).to.deep.equal(
      allApps.map(({ address, codeHash }) => [address, codeHash]),
    );
  });

  it("another factory means another address, and the plan says so", async () => {
    const factory = { address: `0x${"fa".repeat(20)}`, keyless: false, wayOut: "ask its operator" };
    const { contracts } = await planDeployment({ ...readChainProfile("sepolia"), factory }, [ADJUDICATOR]);
    expect(contracts[0]?.address).to.equal(create2Address(ADJUDICATOR.initCode, undefined, factory.address));
    expect(contracts[0]?.address).to.not.equal(adjudicatorAddress());
  });

  it("a hard fork without an opcode, and init code that leaves nothing, fail without a chain", async () => {
    const old = { ...readChainProfile("sepolia"), hardFork: "shanghai" as const };
    const refused = await planDeployment(old, [ADJUDICATOR]).catch((error: unknown) => error);
    expect(refused).to.have.property("code", "opcode_missing");
    expect(refused).to.have.property("message").that.contains("lacks TLOAD, TSTORE, MCOPY");
    const failure = await runDry(readChainProfile("sepolia"), "0xfe").catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(DryRunFailed);
  });

  for (const name of chainNames().filter((each) => readChainProfile(each).refused === null))
    it(`${name}: on a node of its id and hard fork, to the byte and the gas of the plan`, async () => {
      const chain = await anvilChain(name);
      try {
        const { profile, provider } = chain;
        const plan = await planDeployment(profile, [ADJUDICATOR]);
        const { book, made } = await deploy(plan, chain.tools());
        const [planned] = plan.contracts;
        const found = book.contracts["Adjudicator"];
        expect(made).to.deep.equal(["Adjudicator"]);
        expect(found?.address).to.equal(adjudicatorAddress());
        expect(keccak256(await provider.getCode(adjudicatorAddress()))).to.equal(found?.codeHash);
        expect(found?.annexes.length).to.be.at.least(1);
        for (const { address, codeHash } of found?.annexes ?? [])
          expect(keccak256(await provider.getCode(address))).to.equal(codeHash);
        const receipt = await provider.getTransactionReceipt(found?.transaction ?? "");
        expect(receipt?.gasUsed).to.equal(planned?.gas);
        const court = new Contract(adjudicatorAddress(), [...adjudicatorAbi], provider);
        const { chainId } = profile;
        const domain = { name: "Chenilles", version: "1", chainId, verifyingContract: adjudicatorAddress() };
        expect(await court.getFunction("domainSeparator").staticCall()).to.equal(TypedDataEncoder.hashDomain(domain));
        expect(readAddressBook(chain.tools().addresses, chainId)).to.deep.equal(book);
      } finally {
        await chain.stop();
      }
    });
});

describe("a deployment", () => {
  let chain: AnvilChain;
  beforeEach(async () => {
    chain = await anvilChain("local", { bare: true, hardFork: "cancun" });
  });
  afterEach(() => chain.stop());

  it("refuses where the factory is missing, with the way out; with it goes on, and does nothing the second time", async () => {
    const { profile, provider, wallet } = chain;
    const without = await refusal(profile, chain.tools());
    expect(without.code).to.equal("factory_missing");
    expect(without.next).to.match(/--deploy-factory.*0\.01 ETH.*--rpc\.allow-unprotected-txs/);
    const elsewhere = { ...profile, factory: { ...profile.factory, keyless: false, wayOut: "ask its operator" } };
    expect((await refusal(elsewhere, chain.tools({ deployFactory: true }))).next).to.equal("ask its operator");

    const plan = await planDeployment(profile, [ADJUDICATOR, ...ADAPTERS.slice(0, 2)]);
    const { made, book } = await deploy(plan, chain.tools({ deployFactory: true }));
    expect(made).to.deep.equal(["Adjudicator", "FourWayDrawApp", "FutureApp"]);
    expect(keccak256(await provider.getCode(DEPLOYMENT_PROXY))).to.equal(keccak256(PROXY_CODE));

    const before = await provider.getTransactionCount(wallet.address);
    const noKey = async (): Promise<Wallet> => expect.fail("a key was asked for");
    const again = await deploy(plan, chain.tools({ wallet: noKey }));
    expect(again).to.deep.equal({ made: [], costs: null, book });
    expect(await provider.getTransactionCount(wallet.address)).to.equal(before);
    expect(chain.state.read().transactions).to.deep.equal({});
  });

  it("refuses another chain, and one whose profile says no, before anything is sent", async () => {
    const { profile } = chain;
    const wrong = await refusal({ ...profile, chainId: 5, title: "Another" }, chain.tools());
    expect(wrong.code).to.equal("wrong_chain");
    expect(wrong.message).to.equal("the endpoint is of chain 31337, Another is 5");
    const filecoin = { ...readChainProfile("filecoin"), chainId: profile.chainId };
    const no = await refusal(filecoin, chain.tools());
    expect(no.code).to.equal("chain_refused");
    expect(no.message).to.contain("50,000 gas");
  });

  it("refuses too little balance, and says how much is missing", async () => {
    const { profile, provider } = chain;
    const poor = Wallet.createRandom(provider);
    const tools = chain.tools({ deployFactory: true, wallet: async () => new Wallet(poor.privateKey, provider) });
    const { code, next } = await refusal(profile, tools);
    expect(code).to.equal("insufficient_balance");
    expect(next).to.match(new RegExp(`send 0\\.\\d+ ETH to ${poor.address} and run again`));
  });

  it("refuses where other code is at an address, of the factory, of a contract or of its annex", async () => {
    const { profile, anvil } = chain;
    await anvil.send("anvil_setCode", [DEPLOYMENT_PROXY, "0x5f"]);
    expect((await refusal(profile, chain.tools())).message).to.contain(`at ${DEPLOYMENT_PROXY}`);
    await anvil.send("anvil_setCode", [DEPLOYMENT_PROXY, PROXY_CODE]);
    const plan = await planDeployment(profile, [ADJUDICATOR]);
    await deploy(plan, chain.tools());
    const annex = plan.contracts[0]?.annexes[0]?.address ?? "";
    await anvil.send("anvil_setCode", [annex, "0x5f"]);
    const failure = await refusal(profile, chain.tools());
    expect(failure.code).to.equal("other_code");
    expect(failure.message).to.contain(`at ${annex}`);
  });

  it("goes on where it was broken off: what was sent is waited for, not sent twice", async () => {
    const { profile, provider, wallet, anvil, state } = chain;
    await anvil.send("anvil_setCode", [DEPLOYMENT_PROXY, PROXY_CODE]);
    await anvil.send("evm_setIntervalMining", [0]);
    await anvil.send("evm_setAutomine", [false]);
    const plan = await planDeployment({ ...profile, inclusion: 0.3 }, [ADJUDICATOR]);
    const late = await deploy(plan, chain.tools()).catch((error: unknown) => error);
    expect(late).to.have.property("code", "transaction_failed");
    const sent = state.read().transactions["Adjudicator"];
    expect(sent).to.be.a("string");

    const mine = (line: string): void => {
      if (line.includes("waiting for")) void anvil.send("anvil_mine", ["0x1"]);
    };
    const { book } = await deploy({ ...plan, profile }, chain.tools({ onLine: mine }));
    expect(book.contracts["Adjudicator"]?.transaction).to.equal(sent);
    expect(await provider.getTransactionCount(wallet.address)).to.equal(1);
  });

  it("what was mined while nobody looked is listed with its transaction", async () => {
    const { profile, anvil, state } = chain;
    await anvil.send("anvil_setCode", [DEPLOYMENT_PROXY, PROXY_CODE]);
    await anvil.send("evm_setIntervalMining", [0]);
    await anvil.send("evm_setAutomine", [false]);
    const plan = await planDeployment(profile, [ADJUDICATOR]);
    await deploy({ ...plan, profile: { ...profile, inclusion: 0.3 } }, chain.tools()).catch(() => {});
    const sent = state.read().transactions["Adjudicator"];
    await anvil.send("anvil_mine", ["0x1"]);
    const { book, made } = await deploy(plan, chain.tools());
    expect(made).to.deep.equal([]);
    expect(book.contracts["Adjudicator"]).to.include({ transaction: sent, block: 1 });
  });

  it("a transaction that failed is told, and forgotten, so that the next run sends another", async () => {
    const { profile, provider, anvil, state } = chain;
    await anvil.send("anvil_setCode", [DEPLOYMENT_PROXY, PROXY_CODE]);
    await anvil.send("evm_setIntervalMining", [0]);
    await anvil.send("evm_setAutomine", [false]);
    const going = refusal({ ...profile, inclusion: 30 }, chain.tools());
    const sent = (): string => state.read().transactions["Adjudicator"] ?? "";
    const isThere = async (): Promise<boolean> => sent() !== "" && (await provider.getTransaction(sent())) !== null;
    while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 20));
    await anvil.send("anvil_setCode", [DEPLOYMENT_PROXY, "0xfe"]);
    await anvil.send("anvil_mine", ["0x1"]);
    expect((await going).message).to.match(/failed in block/);
    expect(state.read().transactions).to.deep.equal({});
  });
});

describe("a chain that lacks what the contracts need", () => {
  it("is told by asking it, whatever its profile says: the opcode by name", async () => {
    const chain = await anvilChain("local", { hardFork: "shanghai" });
    try {
      const { code, message } = await refusal(chain.profile, chain.tools());
      expect(code).to.equal("opcode_missing");
      expect(message).to.contain("lacks TLOAD");
    } finally {
      await chain.stop();
    }
  });

  it("each opcode by itself, and SHA-256", async () => {
    const chain = await anvilChain("local");
    const invalid = { error: { code: -32003, message: "invalid opcode" } };
    // By the bytes that only the program which asks for it has.
    const lacking = { PUSH0: "5f50", TLOAD: "5c50", TSTORE: "5d60", MCOPY: "5e60", "SHA-256": "60025afa" };
    try {
      for (const [name, bytes] of Object.entries(lacking)) {
        const change = ({ method, params: [call] }: Asked) =>
          method === "eth_call" && JSON.stringify(call).includes(bytes) ? invalid : null;
        const endpoint = await endpointBefore(chain.anvil.url, change);
        const provider = openEndpoint(endpoint.url, chain.profile, 50);
        const { code, message } = await refusal(chain.profile, chain.tools({ provider }));
        expect(code, name).to.equal("opcode_missing");
        expect(message).to.contain(name);
        provider.destroy();
        await endpoint.stop();
      }
    } finally {
      await chain.stop();
    }
  });

  it("an endpoint that does not answer is told as such", async () => {
    const chain = await anvilChain("local");
    const { profile } = chain;
    await chain.anvil.stop();
    expect((await refusal(profile, chain.tools())).code).to.equal("chain_unreachable");
    await chain.stop();
  });
});
