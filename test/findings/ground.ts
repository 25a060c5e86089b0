import type { Hex } from "../../offchain/evm/hex.ts";
import { Chain } from "../world/chain.ts";

/** What a court needs of a chain. */
export type Ground = Pick<
  Chain,
  "now" | "chainId" | "transact" | "call" | "deploy" | "balanceOf" | "enrich" | "close"
> & {
  codeAt(account: Hex): Promise<Hex>;
  /** What the last transaction used, whatever became of it. */
  lastGasUsed(): Promise<number>;
};

/** Hardhat's chain in this process. */
export async function hardhatGround(coinbase: Hex, chainId = 31_337): Promise<Ground> {
  const chain = await Chain.open({ coinbase, chainId });
  // Sound: the answer of this method is hexadecimal.
  const codeAt = (account: Hex) => chain.request("eth_getCode", [account, "latest"]) as Promise<Hex>;
  const lastGasUsed = async (): Promise<number> => {
    // Sound: a block has its gas in hexadecimal.
    const block = (await chain.request("eth_getBlockByNumber", ["latest", false])) as { readonly gasUsed: Hex };
    return Number(block.gasUsed);
  };
  return Object.assign(chain, { codeAt, lastGasUsed });
}
