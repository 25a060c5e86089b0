import { Contract, concat, type JsonRpcProvider, Transaction, type TransactionRequest } from "ethers";
import type { ChainProfile } from "./chainProfile.ts";
import { PROXY_COST, SALT } from "./create2.ts";
import { DeploymentRefused, refusedByChain } from "./deploymentRefused.ts";
import { transactionGasCap } from "./hardForks.ts";
import type { PlannedContract } from "./plan.ts";

/** What is still to be paid for a deployment; amounts in the smallest unit of the native asset. */
export interface Costs {
  readonly gas: bigint;
  /** Per unit of gas, at most. */
  readonly gasPrice: bigint;
  /** For the bytes on a parent chain, where that is paid apart. */
  readonly dataFee: bigint;
  /** For the factory's own deployment. */
  readonly factory: bigint;
  readonly total: bigint;
  /** Gas of each contract's transaction, by name. */
  readonly each: Readonly<Record<string, bigint>>;
}

const FEE_ORACLE = ["function getL1Fee(bytes) view returns (uint256)"];

/**
 * Estimates what deploying these contracts costs now. Where the factory is still missing the chain cannot be asked: then by
 * Ethereum's rules, and a twentieth more.
 *
 * @throws DeploymentRefused if a transaction would need more gas than the chain allows one.
 * @example const { total } = await estimateCosts(provider, profile, missing, { from, factoryThere: true });
 */
export async function estimateCosts(
  provider: JsonRpcProvider,
  profile: ChainProfile,
  contracts: readonly PlannedContract[],
  { from, factoryThere }: { readonly from: string; readonly factoryThere: boolean },
): Promise<Costs> {
  const fees = await provider.getFeeData();
  const gasPrice = fees.maxFeePerGas ?? fees.gasPrice ?? 0n;
  const each: Record<string, bigint> = {};
  let dataFee = 0n;
  for (const contract of contracts) {
    const request = { to: profile.factory.address, data: concat([SALT, contract.initCode]) };
    const asked = factoryThere ? await gasAsked(provider, contract.name, { ...request, from }) : null;
    each[contract.name] = ((asked ?? contract.gas) * 21n) / 20n;
    requireRoom(profile, contract.name, asked ?? contract.gas);
    dataFee += await dataFeeOf(provider, profile, request);
  }
  const gas = Object.values(each).reduce((sum, one) => sum + one, 0n);
  const factory = factoryThere ? 0n : PROXY_COST + 21_000n * gasPrice;
  return { gas, gasPrice, dataFee, factory, total: gas * gasPrice + dataFee + factory, each };
}

/** The gas limit of a contract's transaction: a twentieth above the estimate, within the chain's rule. */
export function gasLimitOf({ each }: Costs, profile: ChainProfile, name: string): bigint {
  const wanted = each[name] ?? 0n;
  const cap = transactionGasCap(profile.hardFork);
  return cap !== null && wanted > cap ? cap : wanted;
}

function requireRoom(profile: ChainProfile, name: string, gas: bigint): void {
  const cap = transactionGasCap(profile.hardFork);
  if (cap !== null && gas > cap)
    throw new DeploymentRefused(
      "transaction_too_large",
      `deploying ${name} takes ${gas} gas, and ${profile.title} allows a transaction ${cap} (EIP-7825)`,
      "this needs smaller contracts: please report it",
    );
}

function gasAsked(provider: JsonRpcProvider, name: string, request: TransactionRequest): Promise<bigint> {
  return provider.estimateGas(request).catch((error: unknown) => {
    throw refusedByChain(name, error);
  });
}

/** What the bytes of a transaction cost on the parent chain, by the chain's own oracle. */
async function dataFeeOf(
  provider: JsonRpcProvider,
  { dataFeeOracle, chainId }: ChainProfile,
  request: { readonly to: string; readonly data: string },
): Promise<bigint> {
  if (dataFeeOracle === null) return 0n;
  const oracle = new Contract(dataFeeOracle, FEE_ORACLE, provider);
  const { unsignedSerialized } = Transaction.from({ ...request, chainId, type: 2, gasLimit: 30_000_000, nonce: 1 });
  try {
    return BigInt(await oracle.getFunction("getL1Fee").staticCall(unsignedSerialized));
  } catch {
    // Not there (a fork on one's own machine, say): the chain's own refusal comes later if it matters.
    return 0n;
  }
}
