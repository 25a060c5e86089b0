import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type JsonRpcProvider, Wallet } from "ethers";
import { type ChainProfile, readChainProfile } from "../../deploy/chainProfile.ts";
import type { DeploymentTools } from "../../deploy/deployment.ts";
import { type StateFile, stateFile } from "../../deploy/deploymentState.ts";
import { openEndpoint } from "../../deploy/endpoint.ts";
import { type Anvil, type AnvilOptions, startAnvil } from "../../offchain/cli/devnet/anvil.ts";

/** The first account of anvil: a key that everybody knows. */
export const RICH_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

/** An EVM node of a profile's id and hard fork, and what deploys there. */
export interface AnvilChain {
  readonly anvil: Anvil;
  readonly profile: ChainProfile;
  readonly provider: JsonRpcProvider;
  readonly wallet: Wallet;
  readonly folder: string;
  readonly state: StateFile;
  readonly lines: string[];
  /** The tools of a deployment, some of them replaced. */
  readonly tools: (change?: Partial<DeploymentTools>) => DeploymentTools;
  readonly stop: () => Promise<void>;
}

/** Starts one. */
export async function anvilChain(name: string, options: AnvilOptions = {}): Promise<AnvilChain> {
  const profile = readChainProfile(name);
  const anvil = await startAnvil({ chainId: profile.chainId, hardFork: profile.hardFork, ...options });
  const provider = openEndpoint(anvil.url, profile, 50);
  const wallet = new Wallet(RICH_KEY, provider);
  const folder = mkdtempSync(join(tmpdir(), "chenilles-deploy-"));
  const state = stateFile(join(folder, "state"), profile.chainId);
  const lines: string[] = [];
  const tools = (change: Partial<DeploymentTools> = {}): DeploymentTools => ({
    provider,
    wallet: async () => wallet,
    state,
    addresses: join(folder, "addresses"),
    deployFactory: false,
    onLine: (line) => lines.push(line),
    ...change,
  });
  const stop = async (): Promise<void> => {
    provider.destroy();
    await anvil.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { anvil, profile, provider, wallet, folder, state, lines, tools, stop };
}
