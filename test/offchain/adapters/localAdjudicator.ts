import { Contract, type InterfaceAbi, JsonRpcProvider, type JsonRpcSigner, Wallet } from "ethers";
import { deployOnce } from "../../../deploy/create2.ts";
import type { ChainAccount } from "../../../offchain/adapters/transactions.ts";
import type { ChannelInterest } from "../../../offchain/channel/chain.ts";
import { type Anvil, type AnvilOptions, startAnvil } from "../../../offchain/cli/devnet/anvil.ts";
import { compileTestToken } from "../../../offchain/cli/devnet/testToken.ts";
import type { Address, Hex } from "../../../offchain/evm/hex.ts";
import { ADJUDICATOR_INIT_CODE, adjudicatorAbi } from "../../../offchain/generated/protocol/adjudicator.ts";

/** A chain with the adjudicator and a token on it, for tests. */
export interface LocalChain {
  readonly anvil: Anvil;
  readonly rich: JsonRpcSigner;
  readonly adjudicator: Contract;
  readonly token: Contract;
  readonly address: Address;
  readonly mine: (blocks?: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startLocalChain(options: AnvilOptions = {}): Promise<LocalChain> {
  const anvil = await startAnvil(options);
  const provider = new JsonRpcProvider(anvil.url, anvil.chainId, {
    staticNetwork: true,
    cacheTimeout: -1,
    pollingInterval: 50,
  });
  const rich = await provider.getSigner(0);
  const deploy = async (abi: unknown, initCode: string): Promise<Contract> =>
    new Contract(await deployOnce(rich, initCode), abi as InterfaceAbi, rich);
  const adjudicator = await deploy(adjudicatorAbi, ADJUDICATOR_INIT_CODE);
  const testToken = compileTestToken();
  const token = await deploy(testToken.abi, testToken.initCodeOf("Test token", "TST"));
  const mine = async (blocks = 1): Promise<void> => {
    for (let i = 0; i < blocks; i++) await anvil.send("evm_mine", []);
  };
  const stop = async (): Promise<void> => {
    provider.destroy();
    await anvil.stop();
  };
  return {
    anvil,
    rich,
    adjudicator,
    token,
    address: (await adjudicator.getAddress()).toLowerCase() as Address,
    mine,
    stop,
  };
}

/** An account with 100 ether. */
export async function fundedAccount(chain: LocalChain, key = Wallet.createRandom().privateKey): Promise<ChainAccount> {
  const wallet = new Wallet(key);
  await chain.anvil.send("anvil_setBalance", [wallet.address, `0x${(100n * 10n ** 18n).toString(16)}`]);
  const sign = (digest: Hex): Hex => wallet.signingKey.sign(digest).serialized as Hex;
  return { address: wallet.address.toLowerCase() as Address, sign };
}

export const ETH: Hex = `0x${"00".repeat(32)}`;

/** Interest in a channel of two with ETH; the id ends in 02, as fund demands. */
export function interestIn(tag: string): ChannelInterest {
  const participant = { signer: `0x${"11".repeat(20)}` as Address, payout: `0x${"22".repeat(20)}` as Address };
  const channel = {
    participants: [participant, participant],
    challengeDuration: 60,
    appGas: 500_000,
    salt: 1n,
    child: ETH,
  };
  const channelId: Hex = `0x${tag.padStart(62, "0")}02`;
  return { channelId, channel, assets: [{ token: ETH, id: 0n }], indices: [0] };
}

/** Waits until `check` holds; fails after `ms` with what was waited for. */
export async function until(what: string, check: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`waited ${ms} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
