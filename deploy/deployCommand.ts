import { join } from "node:path";
import { parseUnits } from "ethers";
import { BadChainProfile, type ChainProfile } from "./chainProfile.ts";
import type { Deployable } from "./deployables.ts";
import { deployerWallet, type KeySources } from "./deployerKey.ts";
import { deploy } from "./deployment.ts";
import { DeploymentRefused, type RefusalCode } from "./deploymentRefused.ts";
import { stateFile } from "./deploymentState.ts";
import { type DryRun, dryRun, dryRunLines, profilesOf } from "./dryRun.ts";
import { openEndpoint } from "./endpoint.ts";
import { planDeployment } from "./plan.ts";
import { type ContractVerdict, verifyAll } from "./verify/verification.ts";

/** What the command line asks for; empty texts were not given. */
export interface DeployArguments {
  readonly chain: string;
  readonly rpc: string;
  readonly keystore: string;
  /** Gwei, for a dry run. */
  readonly gasPrice: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly deployFactory: boolean;
  readonly skipVerification: boolean;
}

/** What the command meets the world with. */
export interface DeploySurroundings {
  /** The project's folder: `deploy/addresses` and `cache/deploy` are in it. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ask: KeySources["ask"];
  readonly print: (line: string) => void;
  /** For what is said besides the outcome. */
  readonly note: (line: string) => void;
  /** Between two looks at an explorer. */
  readonly pause: () => Promise<void>;
  /** Of a chain, its profile; given to try one that has no file. */
  readonly profiles?: (chain: string) => readonly ChainProfile[];
}

const EXIT: Partial<Readonly<Record<RefusalCode, number>>> = {
  bad_key: 1,
  no_key: 1,
  no_rpc: 1,
  usage: 1,
  chain_unreachable: 5,
  wrong_chain: 5,
};
const REFUSED = 2;
const TRIES = 20;

/**
 * `hardhat chenilles deploy` and `deploy-apps`: deploys contracts on a chain, or tells what that would be. Returns the exit code:
 * 0 done, 1 wrong use, 2 refused or not verified, 5 trouble with the chain.
 *
 * @example process.exitCode = await deployCommand(args, [ADJUDICATOR], surroundings)
 */
export async function deployCommand(
  args: DeployArguments,
  deployables: readonly Deployable[],
  around: DeploySurroundings,
): Promise<number> {
  try {
    const profiles = (around.profiles ?? profilesOf)(args.chain);
    return args.dryRun
      ? await tell(profiles, args, deployables, around)
      : await run(profiles, args, deployables, around);
  } catch (error) {
    const refused = refusalOf(error);
    if (refused === null) throw error;
    const { code, message, next } = refused;
    if (args.json) around.print(JSON.stringify({ error: { code, message, next } }));
    else around.note(`${message}\n${next}`);
    return EXIT[code] ?? REFUSED;
  }
}

function refusalOf(error: unknown): DeploymentRefused | null {
  if (error instanceof DeploymentRefused) return error;
  if (error instanceof BadChainProfile)
    return new DeploymentRefused("usage", error.message, "name a file of deploy/chains with --chain");
  return null;
}

async function tell(
  profiles: readonly ChainProfile[],
  { gasPrice, json }: DeployArguments,
  deployables: readonly Deployable[],
  { print }: DeploySurroundings,
): Promise<number> {
  const price = gasPrice === "" ? null : priceOf(gasPrice);
  const runs: DryRun[] = [];
  for (const profile of profiles) runs.push(await dryRun(profile, deployables, price));
  if (json) print(JSON.stringify({ chains: runs }));
  else for (const line of runs.flatMap((each) => [...dryRunLines(each), ""])) print(line);
  return 0;
}

function priceOf(gwei: string): bigint {
  if (/^\d+(\.\d{1,9})?$/.test(gwei)) return parseUnits(gwei, "gwei");
  throw new DeploymentRefused("usage", `--gas-price is "${gwei}"`, "give gwei, e.g. --gas-price 1.5");
}

async function run(
  profiles: readonly ChainProfile[],
  args: DeployArguments,
  deployables: readonly Deployable[],
  around: DeploySurroundings,
): Promise<number> {
  const [profile, ...more] = profiles;
  if (profile === undefined || more.length > 0)
    throw new DeploymentRefused(
      "usage",
      "one chain is deployed to at a time",
      "name it with --chain, or add --dry-run",
    );
  const { root, env, ask, note } = around;
  for (const caveat of profile.caveats) note(`note: ${caveat}`);
  const plan = await planDeployment(profile, deployables);
  const provider = openEndpoint(endpointOf(args, env), profile);
  const state = stateFile(join(root, "cache/deploy"), profile.chainId);
  const addresses = join(root, "deploy/addresses");
  const keystore = args.keystore === "" ? null : args.keystore;
  try {
    const wallet = () => deployerWallet({ keystore, env, ask }, provider);
    const tools = { provider, wallet, state, addresses, deployFactory: args.deployFactory, onLine: note };
    const { book, made } = await deploy(plan, tools);
    const apiKey = env["ETHERSCAN_API_KEY"] || null;
    const verification = { state, addresses, pause: around.pause, tries: TRIES, apiKey, onLine: note };
    const verdicts = args.skipVerification ? [] : await verifyAll(profile, plan.contracts, book, verification);
    const file = `deploy/addresses/${profile.chainId}.json`;
    around.print(args.json ? JSON.stringify({ made, file, contracts: book.contracts, verdicts }) : summary(made, file));
    return verdicts.some(({ verdict }: ContractVerdict) => verdict.kind === "failed") ? REFUSED : 0;
  } finally {
    provider.destroy();
  }
}

function summary(made: readonly string[], file: string): string {
  return `${made.length === 0 ? "nothing was to be deployed" : `deployed ${made.join(", ")}`}; all of it is in ${file}`;
}

function endpointOf({ rpc }: DeployArguments, env: DeploySurroundings["env"]): string {
  const url = rpc === "" ? (env["CHENILLES_RPC"] ?? "") : rpc;
  if (URL.canParse(url) && /^https?:/.test(url)) return url;
  throw new DeploymentRefused(
    "no_rpc",
    url === "" ? "there is no endpoint of the chain" : `"${url}" is no address of an endpoint`,
    "give one that you trust with --rpc or in CHENILLES_RPC, e.g. of your own node: http://127.0.0.1:8545",
  );
}
