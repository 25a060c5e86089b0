import { formatUnits } from "ethers";
import { type ChainProfile, chainNames, readChainProfile } from "./chainProfile.ts";
import type { Deployable } from "./deployables.ts";
import { DeploymentRefused } from "./deploymentRefused.ts";
import { type PlannedContract, planDeployment } from "./plan.ts";

/** What a deployment on one chain would do, for people and for scripts. */
export interface DryRun {
  readonly chain: string;
  readonly title: string;
  readonly chainId: number;
  readonly hardFork: string;
  readonly factory: string;
  readonly contracts: readonly DryContract[];
  /** By Ethereum's rules; a chain that counts otherwise says so in its caveats. */
  readonly gas: string;
  /** Of the native asset, if a gas price was given. */
  readonly cost: string | null;
  readonly steps: readonly string[];
  readonly minChallengeDuration: number;
  readonly challengeDuration: number;
  readonly caveats: readonly string[];
  /** Why a deployment is refused there, or null. */
  readonly refused: string | null;
}

/** A contract of it. */
export interface DryContract {
  readonly name: string;
  readonly address: string;
  readonly initCodeHash: string;
  readonly codeHash: string;
  readonly gas: string;
  readonly annexes: readonly { readonly address: string; readonly codeHash: string }[];
}

/** The profiles that a name means: one, or of `all` every one. @throws BadChainProfile */
export function profilesOf(chain: string): readonly ChainProfile[] {
  return (chain === "all" ? chainNames() : [chain]).map(readChainProfile);
}

/**
 * What deploying these contracts on a chain would do. No network is needed.
 *
 * @param gasPrice of the native asset's smallest unit, or null
 * @example await dryRun(readChainProfile("sepolia"), [ADJUDICATOR], 10n ** 9n)
 */
export async function dryRun(
  profile: ChainProfile,
  deployables: readonly Deployable[],
  gasPrice: bigint | null,
): Promise<DryRun> {
  const { name, title, chainId, hardFork, factory, native, caveats, symbol } = profile;
  const { minChallengeDuration, challengeDuration } = profile;
  const { contracts, gas, refused } = await planOrRefusal(profile, deployables);
  const cost = gasPrice === null ? null : `${formatUnits(gas * gasPrice, native.decimals)} ${symbol}`;
  return {
    chain: name,
    title,
    chainId,
    hardFork,
    factory: factory.address,
    contracts: contracts.map(dryContract),
    gas: String(gas),
    cost,
    steps: refused === null ? stepsOf(profile, contracts) : [],
    minChallengeDuration,
    challengeDuration,
    caveats,
    refused,
  };
}

async function planOrRefusal(
  profile: ChainProfile,
  deployables: readonly Deployable[],
): Promise<{ readonly contracts: readonly PlannedContract[]; readonly gas: bigint; readonly refused: string | null }> {
  try {
    return { ...(await planDeployment(profile, deployables)), refused: profile.refused };
  } catch (error) {
    if (!(error instanceof DeploymentRefused)) throw error;
    return { contracts: [], gas: 0n, refused: error.message };
  }
}

function dryContract({ name, address, initCodeHash, codeHash, gas, annexes }: PlannedContract): DryContract {
  const made = annexes.map((annex) => ({ address: annex.address, codeHash: annex.codeHash }));
  return { name, address, initCodeHash, codeHash, gas: String(gas), annexes: made };
}

function stepsOf(
  { title, chainId, factory, explorers }: ChainProfile,
  contracts: readonly PlannedContract[],
): string[] {
  const missing = factory.keyless ? "--deploy-factory puts it there if it is missing" : "it cannot be put there by us";
  const where = explorers.map((explorer) => explorer.name).join(", ");
  return [
    `ask the endpoint whether it is of chain ${chainId} and knows the opcodes needed`,
    `look for the factory ${factory.address} (${missing})`,
    ...contracts.map(({ name, address, gas }) => `deploy ${name} at ${address}, unless it is there: ${gas} gas`),
    ...(explorers.length === 0 ? [] : [`send the sources to ${where}`]),
    `list what is on ${title} in deploy/addresses/${chainId}.json`,
  ];
}

/** A dry run for people, line by line. */
export function dryRunLines(dry: DryRun): readonly string[] {
  return [
    `${dry.title} (${dry.chain}, chain id ${dry.chainId}, ${dry.hardFork})`,
    ...(dry.refused === null ? [] : [`  refused: ${dry.refused}`]),
    ...dry.contracts.flatMap((contract) => [
      `  ${contract.name} ${contract.address}`,
      `    init code hash ${contract.initCodeHash}, code hash ${contract.codeHash}`,
      ...contract.annexes.map(({ address, codeHash }) => `    makes ${address}, code hash ${codeHash}`),
    ]),
    ...dry.steps.map((step, place) => `  ${place + 1}. ${step}`),
    ...(dry.steps.length === 0 ? [] : [`  in all ${dry.gas} gas${dry.cost === null ? "" : `, ${dry.cost}`}`]),
    `  challenges: ${dry.minChallengeDuration} s at least, ${dry.challengeDuration} s as a rule`,
    ...dry.caveats.map((caveat) => `  note: ${caveat}`),
  ];
}
