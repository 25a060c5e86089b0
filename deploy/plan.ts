import { keccak256 } from "ethers";
import type { ChainProfile } from "./chainProfile.ts";
import { create2Address } from "./create2.ts";
import type { Deployable } from "./deployables.ts";
import { DeploymentRefused } from "./deploymentRefused.ts";
import { missingOpcodes } from "./hardForks.ts";
import { type MadeContract, runDry } from "./runDry.ts";

/** One contract of a plan: what is sent, and what is there afterwards. */
export interface PlannedContract extends MadeContract {
  readonly name: string;
  readonly source: string;
  readonly initCode: string;
  readonly initCodeHash: string;
  readonly annexes: readonly MadeContract[];
  /** By Ethereum's rules, without a network; a chain's own estimate counts where it differs. */
  readonly gas: bigint;
}

/** What a deployment on a chain would do, worked out without a network. */
export interface DeploymentPlan {
  readonly profile: ChainProfile;
  readonly contracts: readonly PlannedContract[];
  readonly gas: bigint;
}

/**
 * Works out what deploying these contracts on a chain comes to: addresses, hashes, gas. No network is needed.
 *
 * @throws DeploymentRefused if the chain lacks an opcode; DryRunFailed if init code leaves no contract.
 * @example await planDeployment(readChainProfile("sepolia"), [ADJUDICATOR])
 */
export async function planDeployment(
  profile: ChainProfile,
  deployables: readonly Deployable[],
): Promise<DeploymentPlan> {
  const missing = missingOpcodes(profile.hardFork, profile.missingOpcodes);
  if (missing.length > 0)
    throw new DeploymentRefused(
      "opcode_missing",
      `by its profile ${profile.title} (${profile.hardFork}) lacks ${missing.join(", ")}, which the contracts need`,
      `wait for the chain's upgrade, then correct deploy/chains/${profile.name}.json; or use another chain`,
    );
  const contracts: PlannedContract[] = [];
  for (const deployable of deployables) {
    const made = await runDry(profile, deployable.initCode);
    const address = create2Address(deployable.initCode, undefined, profile.factory.address);
    if (made.address !== address)
      throw new Error(`${deployable.name}: the dry run made ${made.address}, the formula says ${address}`);
    contracts.push({ ...deployable, ...made, initCodeHash: keccak256(deployable.initCode) });
  }
  return { profile, contracts, gas: contracts.reduce((sum, { gas }) => sum + gas, 0n) };
}
