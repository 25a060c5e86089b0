import { expect } from "chai";
import { network } from "hardhat";
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
