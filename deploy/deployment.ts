import {
  concat,
  formatUnits,
  isError,
  type JsonRpcProvider,
  keccak256,
  type TransactionReceipt,
  type TransactionRequest,
  type Wallet,
} from "ethers";
import { type AddressBook, type ListedContract, listContracts } from "./addressBook.ts";
import { factoryMissing, hasFactory, isDeployed, requireChain } from "./chainChecks.ts";
import type { ChainProfile } from "./chainProfile.ts";
import { type Costs, estimateCosts, gasLimitOf } from "./costs.ts";
import { PROXY_COST, PROXY_TRANSACTION, proxySender, SALT } from "./create2.ts";
import { DeploymentRefused, reasonOf, refusedByChain } from "./deploymentRefused.ts";
import type { StateFile } from "./deploymentState.ts";
import type { DeploymentPlan, PlannedContract } from "./plan.ts";

/** What a deployment works with. */
export interface DeploymentTools {
  /** Of the plan's chain, its network fixed: `new JsonRpcProvider(url, chainId, { staticNetwork: true })`. */
  readonly provider: JsonRpcProvider;
  /** Who pays, connected to the provider; asked for only if something is to be sent. */
  readonly wallet: () => Promise<Wallet>;
  readonly state: StateFile;
  /** Where the chain's address book is. */
  readonly addresses: string;
  /** Whether a missing factory is deployed by its keyless transaction. */
  readonly deployFactory: boolean;
  readonly onLine: (line: string) => void;
}

/** What a deployment came to. */
export interface DeploymentOutcome {
  readonly book: AddressBook;
  /** Names of the contracts that were made in this run. */
  readonly made: readonly string[];
  readonly costs: Costs | null;
}

/**
 * Deploys what is missing of a plan, and lists all of it. What is there already is checked and left alone, so it may be run again
 * after it was broken off, or for nothing.
 *
 * @throws DeploymentRefused with a code and what to do; what was done until then stays done.
 * @example await deploy(await planDeployment(profile, [ADJUDICATOR]), tools)
 */
export async function deploy(plan: DeploymentPlan, tools: DeploymentTools): Promise<DeploymentOutcome> {
  const { profile, contracts } = plan;
  const { provider, onLine } = tools;
  await requireChain(provider, profile);
  const factoryThere = await hasFactory(provider, profile);
  if (!factoryThere && !(tools.deployFactory && profile.factory.keyless)) throw factoryMissing(profile);
  const missing: PlannedContract[] = [];
  const found: Entry[] = [];
  for (const contract of contracts) {
    await untilSettled(tools, profile, contract.name);
    const there = await isDeployed(provider, profile, contract);
    onLine(`${contract.name} ${contract.address}: ${there ? "there already, code as expected" : "to be deployed"}`);
    if (there) found.push(await foundBefore(tools, contract));
    else missing.push(contract);
  }
  if (missing.length === 0) return { book: list(plan, tools, found), made: [], costs: null };

  const wallet = await tools.wallet();
  const costs = await estimateCosts(provider, profile, missing, { from: wallet.address, factoryThere });
  await requireBalance(tools, profile, wallet.address, costs);
  if (!factoryThere) await putFactory(tools, profile, wallet);
  for (const contract of missing) {
    const data = concat([SALT, contract.initCode]);
    const gasLimit = gasLimitOf(costs, profile, contract.name);
    const request = { to: profile.factory.address, data, gasLimit };
    const receipt = await send(tools, profile, wallet, contract.name, request);
    if (!(await isDeployed(provider, profile, contract))) throw nothingThere(contract, receipt.hash);
    onLine(`${contract.name} ${contract.address}: deployed by ${receipt.hash}, ${receipt.gasUsed} gas`);
    found.push(listed(contract, receipt));
    list(plan, tools, found.slice(-1));
    tools.state.transaction(contract.name, null);
  }
  return { book: list(plan, tools, found), made: missing.map(({ name }) => name), costs };
}

const GIFT = "the gift to the deployment proxy's sender";

/** A contract's line in the address book. */
type Entry = readonly [string, ListedContract];

function list({ profile }: DeploymentPlan, tools: DeploymentTools, found: readonly Entry[]): AddressBook {
  const head = { chain: profile.name, chainId: profile.chainId, factory: profile.factory.address };
  return listContracts(tools.addresses, head, Object.fromEntries(found));
}

function listed(contract: PlannedContract, receipt: TransactionReceipt | null): Entry {
  const { name, address, initCodeHash, codeHash } = contract;
  const annexes = contract.annexes.map((annex) => ({ address: annex.address, codeHash: annex.codeHash }));
  const made = { transaction: receipt?.hash ?? null, block: receipt?.blockNumber ?? null };
  return [name, { address, initCodeHash, codeHash, annexes, ...made, verified: {} }];
}

/** A contract that was there when we came: by a transaction of ours that was not waited for, or by anybody's. */
async function foundBefore({ provider, state }: DeploymentTools, contract: PlannedContract): Promise<Entry> {
  const sent = state.read().transactions[contract.name];
  const receipt = sent === undefined ? null : await provider.getTransactionReceipt(sent);
  state.transaction(contract.name, null);
  return listed(contract, receipt?.status === 1 ? receipt : null);
}

async function requireBalance(
  { provider, onLine }: DeploymentTools,
  { title, symbol, native }: ChainProfile,
  from: string,
  costs: Costs,
): Promise<void> {
  const shown = (amount: bigint): string => `${formatUnits(amount, native.decimals)} ${symbol}`;
  const balance = await provider.getBalance(from);
  onLine(`about ${costs.gas} gas at ${formatUnits(costs.gasPrice, "gwei")} gwei: at most ${shown(costs.total)}`);
  if (balance >= costs.total) return;
  throw new DeploymentRefused(
    "insufficient_balance",
    `${from} has ${shown(balance)} on ${title}, and up to ${shown(costs.total)} are needed`,
    `send ${shown(costs.total - balance)} to ${from} and run again; what is not used stays there`,
  );
}

async function putFactory(tools: DeploymentTools, profile: ChainProfile, wallet: Wallet): Promise<void> {
  const { provider, onLine } = tools;
  const sender = proxySender();
  await untilSettled(tools, profile, GIFT);
  if ((await provider.getBalance(sender)) < PROXY_COST)
    await send(tools, profile, wallet, GIFT, { to: sender, value: PROXY_COST });
  try {
    const sent = await provider.broadcastTransaction(PROXY_TRANSACTION);
    await sent.wait(1, profile.inclusion * 1_000);
  } catch (error) {
    if (await hasFactory(provider, profile)) return;
    onLine(`the keyless transaction was refused: ${reasonOf(error)}`);
    throw factoryMissing(profile);
  }
  if (!(await hasFactory(provider, profile))) throw factoryMissing(profile);
  tools.state.transaction(GIFT, null);
  onLine(`deployment proxy ${profile.factory.address}: deployed by its keyless transaction`);
}

/** Waits for the transaction that a run before this one sent for this purpose, if it is still on its way. */
async function untilSettled(tools: DeploymentTools, profile: ChainProfile, purpose: string): Promise<void> {
  const sent = tools.state.read().transactions[purpose];
  if (sent === undefined) return;
  const found = await tools.provider.getTransaction(sent);
  if (found === null || found.blockNumber !== null) return;
  tools.onLine(`${purpose}: waiting for ${sent}, sent before`);
  await untilMined(tools, profile, purpose, sent);
}

/** Sends a transaction and waits for it. Its hash is on the disk first: a run after this one knows what is on its way. */
async function send(
  tools: DeploymentTools,
  profile: ChainProfile,
  wallet: Wallet,
  purpose: string,
  request: TransactionRequest,
): Promise<TransactionReceipt> {
  const { provider, state } = tools;
  const signed = await wallet.signTransaction(await wallet.populateTransaction(request));
  const hash = keccak256(signed);
  state.transaction(purpose, hash);
  await provider.broadcastTransaction(signed).catch((error: unknown) => {
    throw refusedByChain(purpose, error);
  });
  return untilMined(tools, profile, purpose, hash);
}

async function untilMined(
  { provider, state }: DeploymentTools,
  { inclusion }: ChainProfile,
  purpose: string,
  hash: string,
): Promise<TransactionReceipt> {
  const late = new DeploymentRefused(
    "transaction_failed",
    `${purpose}: transaction ${hash} is in no block after ${inclusion} s`,
    "run again: it is waited for, not sent twice. If its fee is too low, replace it from the same account with the same nonce",
  );
  let receipt: TransactionReceipt | null;
  try {
    receipt = await provider.waitForTransaction(hash, 1, inclusion * 1_000);
  } catch (error) {
    throw isError(error, "TIMEOUT") ? late : error;
  }
  if (receipt === null) throw late;
  if (receipt.status === 1) return receipt;
  state.transaction(purpose, null);
  throw new DeploymentRefused(
    "transaction_failed",
    `${purpose}: transaction ${hash} failed in block ${receipt.blockNumber}`,
    "look it up in an explorer; if it ran out of gas, run again, and a new estimate is made",
  );
}

function nothingThere({ name, address }: PlannedContract, hash: string): DeploymentRefused {
  return new DeploymentRefused(
    "transaction_failed",
    `${name}: transaction ${hash} left no code at ${address}`,
    "run again; if it happens twice, the chain does not follow EIP-1014: correct its profile, and please report it",
  );
}
