import { formatUnits, type JsonRpcProvider, keccak256 } from "ethers";
import type { ChainProfile } from "./chainProfile.ts";
import { PROXY_CODE, PROXY_COST, proxySender } from "./create2.ts";
import { DeploymentRefused, reasonOf } from "./deploymentRefused.ts";
import type { PlannedContract } from "./plan.ts";

/** Programs that end with one zero byte where an opcode is known, each a constructor asked by `eth_call`. */
const PROBES: Readonly<Record<string, string>> = {
  PUSH0: "0x5f5060016000f3",
  TLOAD: "0x60005c5060016000f3",
  TSTORE: "0x600060005d60016000f3",
  MCOPY: "0x6000600060005e60016000f3",
};
/** A program that ends with SHA-256 of nothing, made by the precompiled contract 2: hash locks need it. */
const SHA256_PROBE = "0x60206000600060006002 5afa5060206000f3".replace(" ", "");
const SHA256_OF_NOTHING = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** The chain behind an endpoint is the profile's, and its rules are enough for the contracts. @throws DeploymentRefused */
export async function requireChain(provider: JsonRpcProvider, profile: ChainProfile): Promise<void> {
  const chainId = await chainIdOf(provider);
  if (chainId !== BigInt(profile.chainId))
    throw new DeploymentRefused(
      "wrong_chain",
      `the endpoint is of chain ${chainId}, ${profile.title} is ${profile.chainId}`,
      "give the endpoint of that chain with --rpc, or name the chain that you mean with --chain",
    );
  if (profile.refused !== null)
    throw new DeploymentRefused(
      "chain_refused",
      `nothing is deployed on ${profile.title}: ${profile.refused}`,
      "use another chain",
    );
  for (const [name, program] of Object.entries(PROBES))
    if ((await answerOf(provider, program)) !== "0x00") throw missing(profile, name);
  if ((await answerOf(provider, SHA256_PROBE)) !== SHA256_OF_NOTHING)
    throw missing(profile, "the precompiled contract 2 (SHA-256)");
}

async function chainIdOf(provider: JsonRpcProvider): Promise<bigint> {
  try {
    return BigInt(await provider.send("eth_chainId", []));
  } catch (error) {
    throw new DeploymentRefused(
      "chain_unreachable",
      `the endpoint does not answer: ${reasonOf(error)}`,
      "check the address given with --rpc or in CHENILLES_RPC, and that the EVM node there runs",
    );
  }
}

function missing({ title, name, hardFork }: ChainProfile, what: string): DeploymentRefused {
  return new DeploymentRefused(
    "opcode_missing",
    `${title} lacks ${what}, which the contracts need: it does not follow ${hardFork} in that`,
    `wait for the chain's upgrade, then correct deploy/chains/${name}.json; or use another chain`,
  );
}

async function answerOf(provider: JsonRpcProvider, program: string): Promise<string | null> {
  try {
    return await provider.call({ data: program });
  } catch (error) {
    // An opcode that is not known is the node's refusal; an endpoint that is gone is not.
    await provider.getBlockNumber().catch(() => {
      throw error;
    });
    return null;
  }
}

/** Whether the factory is there. @throws DeploymentRefused if something else is at its address. */
export async function hasFactory(provider: JsonRpcProvider, { title, factory }: ChainProfile): Promise<boolean> {
  const code = await provider.getCode(factory.address);
  if (code === "0x") return false;
  if (keccak256(code) === keccak256(PROXY_CODE)) return true;
  throw new DeploymentRefused(
    "other_code",
    `at ${factory.address} on ${title} there is other code than the deployment proxy's`,
    "check the endpoint; if the chain has its factory elsewhere, name it in the chain's profile",
  );
}

/** The way out where the factory is missing. */
export function factoryMissing({ title, name, factory, symbol, native }: ChainProfile): DeploymentRefused {
  const what = `${title} has no deployment proxy at ${factory.address}`;
  if (!factory.keyless) return new DeploymentRefused("factory_missing", what, factory.wayOut ?? "");
  const cost = formatUnits(PROXY_COST, native.decimals);
  return new DeploymentRefused(
    "factory_missing",
    what,
    `run again with --deploy-factory: it gives ${cost} ${symbol} to ${proxySender()} and sends the proxy's keyless transaction. ` +
      "If the endpoint refuses that for having no chain id, use an endpoint that allows it (a node of your own started with " +
      `--rpc.allow-unprotected-txs, for instance), or name another factory of the same interface in deploy/chains/${name}.json`,
  );
}

/** Whether a contract is there, it and all that its constructor made. @throws DeploymentRefused if other code is there. */
export async function isDeployed(
  provider: JsonRpcProvider,
  { title }: ChainProfile,
  contract: PlannedContract,
): Promise<boolean> {
  const code = await provider.getCode(contract.address);
  if (code === "0x") return false;
  for (const expected of [contract, ...contract.annexes]) {
    const found = expected === contract ? code : await provider.getCode(expected.address);
    if (keccak256(found) !== expected.codeHash)
      throw new DeploymentRefused(
        "other_code",
        `at ${expected.address} on ${title} there is other code than ${contract.name} leaves there: hash ${keccak256(found)}, not ${expected.codeHash}`,
        "do not use it: check the endpoint, and that your checkout is clean and its generated files fresh (npm run check generated)",
      );
  }
  return true;
}
