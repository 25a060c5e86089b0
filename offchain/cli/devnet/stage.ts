import { Contract, formatEther, type InterfaceAbi, JsonRpcProvider, type JsonRpcSigner } from "ethers";
import { readChainProfile } from "../../../deploy/chainProfile.ts";
import { deployOnce } from "../../../deploy/create2.ts";
import { ADJUDICATOR_INIT_CODE, adjudicatorAbi } from "../../generated/protocol/adjudicator.ts";
import { DESCRIPTORS, type KnownApps } from "../../runtime/apps.ts";
import { ETH_TOKEN } from "../amounts.ts";
import { type Anvil, startAnvil } from "./anvil.ts";
import { type Endings, newEndings } from "./endings.ts";
import type { Narrator } from "./narrator.ts";
import { compileTestToken } from "./testToken.ts";

/** An ERC-20 of the stage. */
export interface StageToken {
  readonly symbol: string;
  readonly address: string;
  readonly contract: Contract;
}

const TOKENS = [
  ["Test token", "TST"],
  ["Second test token", "TSU"],
] as const;

async function deployTokens(rich: JsonRpcSigner): Promise<readonly [StageToken, ...StageToken[]]> {
  const { abi, initCodeOf } = compileTestToken();
  const deploy = async ([name, symbol]: readonly [string, string]): Promise<StageToken> => {
    const address = await deployOnce(rich, initCodeOf(name, symbol));
    return { symbol, address, contract: new Contract(address, abi, rich) };
  };
  return [await deploy(TOKENS[0]), await deploy(TOKENS[1])];
}

/** The chain of the scenario with what is deployed on it. */
export interface Stage {
  readonly anvil: Anvil;
  readonly provider: JsonRpcProvider;
  /** An account of the local chain that has 10,000 ether. */
  readonly rich: JsonRpcSigner;
  readonly adjudicator: Contract;
  readonly adjudicatorAddress: string;
  /** The first of the test tokens. */
  readonly token: Contract;
  readonly tokenAddress: string;
  /** All of them: anybody may mint. */
  readonly tokens: readonly StageToken[];
  /** The shortest challenge duration that nodes accept here, seconds. */
  readonly challengeDuration: number;
  /** The sum of all ether at the beginning, wei, and who holds it. */
  readonly genesis: { readonly accounts: readonly string[]; readonly total: bigint };
  /** Moves the chain's clock on, and says so. */
  readonly passTime: (seconds: number, why: string) => Promise<void>;
  readonly now: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the chain and deploys adjudicator, adapters and token at their CREATE2 addresses. The chain ends with `stop`, or with `endings`.
 */
export async function setStage(
  say: Narrator,
  endings: Endings = newEndings(),
  chainId?: number,
  apps: KnownApps["descriptors"] = DESCRIPTORS,
): Promise<Stage> {
  const profile = readChainProfile("local");
  const id = chainId ?? profile.chainId;
  const anvil = await say.step("start an EVM node (anvil)", () =>
    startAnvil({ chainId: id, blockTime: profile.blockTime }),
  );
  const provider = new JsonRpcProvider(anvil.url, id, { staticNetwork: true, cacheTimeout: -1, pollingInterval: 100 });
  const stop = async (): Promise<void> => {
    provider.destroy();
    await anvil.stop();
  };
  endings.add(stop);
  const rich = await provider.getSigner(0);
  const accounts = (await anvil.send("eth_accounts", [])) as readonly string[]; // as JSON-RPC defines it
  const total = (await Promise.all(accounts.map((account) => provider.getBalance(account)))).reduce(
    (sum, one) => sum + one,
    0n,
  );
  say.say(`   chain ${id} at ${anvil.url}, ${formatEther(total)} eth in ${accounts.length} accounts`);
  const adjudicatorAddress = await say.step("deploy the adjudicator by CREATE2", () =>
    deployOnce(rich, ADJUDICATOR_INIT_CODE),
  );
  say.say(`   adjudicator ${adjudicatorAddress}`);
  for (const { code } of apps) {
    await say.step(`deploy the adapter of ${code.name} by CREATE2`, () => deployOnce(rich, code.initCode));
  }
  const tokens = await say.step("compile and deploy two test tokens", () => deployTokens(rich));
  for (const { symbol, address } of tokens) say.say(`   token ${symbol} ${address}`);
  return {
    anvil,
    provider,
    rich,
    adjudicator: new Contract(adjudicatorAddress, adjudicatorAbi as unknown as InterfaceAbi, rich), // ethers takes no readonly lists
    adjudicatorAddress,
    token: tokens[0].contract,
    tokenAddress: tokens[0].address,
    tokens,
    challengeDuration: profile.minChallengeDuration,
    genesis: { accounts: accounts.map((account) => account.toLowerCase()), total },
    passTime: async (seconds, why) => {
      await anvil.send("evm_increaseTime", [seconds]);
      await anvil.send("evm_mine", []);
      say.say(`   (the chain's clock is moved on by ${seconds} s: ${why})`);
    },
    now: async () => (await provider.getBlock("latest"))?.timestamp ?? 0,
    stop,
  };
}

/** An event of the adjudicator about a channel: its block and who sent the transaction. */
export interface StageEvent {
  readonly block: number;
  readonly from: string;
}

/** All events of one kind about a channel, oldest first. */
export async function eventsOf(stage: Stage, channelId: string, event: string): Promise<readonly StageEvent[]> {
  const logs = await stage.adjudicator.queryFilter(stage.adjudicator.getEvent(event)(channelId), 0);
  return Promise.all(
    logs.map(async (log) => ({ block: log.blockNumber, from: (await log.getTransaction()).from.toLowerCase() })),
  );
}

/** What the adjudicator still holds for a channel of two, of all assets of the stage: of use to see that it is nothing. */
export async function leftOfAll(stage: Stage, channelId: string): Promise<bigint> {
  let sum = await leftOf(stage, channelId, ETH_TOKEN);
  for (const { address } of stage.tokens) sum += await leftOf(stage, channelId, address.toLowerCase());
  return sum;
}

/** What the adjudicator still holds for a channel of two: deposits less payouts, less what its interactions have paid. */
export async function leftOf(stage: Stage, channelId: string, token: string): Promise<bigint> {
  const word = token.length === 42 ? `0x01${"00".repeat(11)}${token.slice(2)}` : token;
  const net = async (participant: number): Promise<bigint> =>
    BigInt((await stage.adjudicator.getFunction("holdingOf").staticCall(channelId, word, 0, participant)).net);
  const listed = (await fundedAssets(stage, channelId)).indexOf(word.toLowerCase());
  if (listed < 0) return 0n;
  const released = BigInt(await stage.adjudicator.getFunction("releasedOf").staticCall(channelId, listed));
  return (await net(0)) + (await net(1)) - released;
}

/** What a channel was funded in, in the order in which its states list it. */
async function fundedAssets(stage: Stage, channelId: string): Promise<readonly string[]> {
  const of = (event: string) => stage.adjudicator.queryFilter(stage.adjudicator.getEvent(event)(channelId), 0);
  const eth = (await of("FundedETH")).map(() => ETH_TOKEN);
  const tokens = (await of("Funded")).map((log) =>
    "args" in log ? String(log.args["token"]).toLowerCase() : ETH_TOKEN,
  );
  return [...new Set([...eth, ...tokens])].sort();
}
