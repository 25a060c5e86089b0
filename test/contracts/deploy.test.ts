import { expect } from "chai";
import { network } from "hardhat";
import { BadChainProfile, marginOf, parseChainProfile, readChainProfile } from "../../deploy/chainProfile.ts";
import { create2Address, DEPLOYMENT_PROXY, DeploymentFailed, deployOnce } from "../../deploy/create2.ts";
import { adjudicatorAddress, deployAdjudicator } from "../../deploy/deployAdjudicator.ts";
import { adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";

async function chain() {
  const { ethers } = await network.create();
  const [signer] = await ethers.getSigners();
  if (signer === undefined) throw new Error("hardhat's chain has no accounts");
  return { ethers, signer };
}

describe("deployment", () => {
  it("puts the adjudicator at one address, the proxy first where a chain lacks it", async () => {
    const { ethers, signer } = await chain();
    expect(await ethers.provider.getCode(DEPLOYMENT_PROXY)).to.equal("0x");

    const address = await deployAdjudicator(signer);

    expect(address).to.equal(adjudicatorAddress());
    const court = new ethers.Contract(address, adjudicatorAbi, signer);
    const { chainId } = await ethers.provider.getNetwork();
    const domain = { name: "Chenilles", version: "1", chainId, verifyingContract: address };
    expect(await court.getFunction("domainSeparator")()).to.equal(ethers.TypedDataEncoder.hashDomain(domain));
  });

  it("does nothing the second time", async () => {
    const { ethers, signer } = await chain();
    await deployAdjudicator(signer);
    const before = await ethers.provider.getTransactionCount(signer.address);
    await deployAdjudicator(signer);
    expect(await ethers.provider.getTransactionCount(signer.address)).to.equal(before);
  });

  it("says so when no code comes of it", async () => {
    const { signer } = await chain();
    // Init code that returns nothing.
    const failure = await deployOnce(signer, "0x00").catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(DeploymentFailed);
  });

  it("depends on the code and the salt alone", () => {
    // EIP-1014, with the proxy as sender.
    expect(create2Address("0x6001")).to.not.equal(create2Address("0x6002"));
    expect(create2Address("0x6001", `0x${"00".repeat(31)}01`)).to.not.equal(create2Address("0x6001"));
  });
});

describe("chain profiles", () => {
  it("local: M = 2 I + k + L = 12", () => {
    const profile = readChainProfile("local");
    expect(profile.chainId).to.equal(31337);
    expect(marginOf(profile)).to.equal(12);
  });

  it("refuses what cannot be, with file and field", () => {
    expect(() => readChainProfile("nowhere")).to.throw(BadChainProfile, "deploy/chains/nowhere.json");
    const good = { ...readChainProfile("local") };
    const text = (change: object) => JSON.stringify({ ...good, ...change });
    expect(() => parseChainProfile("{", "x.json")).to.throw(BadChainProfile, "x.json is not JSON");
    expect(() => parseChainProfile("[]", "x.json")).to.throw(BadChainProfile, "one JSON object");
    expect(() => parseChainProfile(text({ chainId: "1" }), "x.json")).to.throw(
      BadChainProfile,
      '"chainId" must be a number',
    );
    expect(() => parseChainProfile(text({ chainId: 0 }), "x.json")).to.throw(BadChainProfile, '"chainId"');
    expect(() => parseChainProfile(text({ reorg: -1 }), "x.json")).to.throw(BadChainProfile, '"reorg"');
    expect(() => parseChainProfile(text({ minChallengeDuration: 47 }), "x.json")).to.throw(BadChainProfile, "4 M = 48");
  });
});
