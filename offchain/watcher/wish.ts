import type { ChainAction } from "../channel/chain.ts";
import { addressOf, ETH, isEth } from "../channel/token.ts";
import type { Hex } from "../evm/hex.ts";
import type { State } from "../generated/protocol/structs.ts";
import type { Genesis } from "../protocol/channelState.ts";

/** What stands for version 0 where a state is asked for. */
export const NOTHING: State = { version: 0, isFinal: false, interactionsRoot: `0x${"0".repeat(64)}`, assets: [] };

export const joined = (signatures: readonly Hex[]): Hex =>
  `0x${signatures.map((signature) => signature.slice(2)).join("")}`;
export const short = (channelId: Hex): string => channelId.slice(0, 10);

/** An own deposit of so much. The same name is the same transaction. */
export function deposit({ channelId, me, assets }: Genesis, a: number, missing: bigint, name: string): ChainAction {
  const { token, id } = assets[a] ?? { token: ETH, id: 0n };
  const wish = { id: name, why: `deposit ${missing} into channel ${short(channelId)}` };
  if (isEth(token)) return { ...wish, fn: "fundETH", args: [channelId, BigInt(me)], value: missing };
  const allowance = { token: addressOf(token), amount: missing };
  return { ...wish, fn: "fund", args: [channelId, BigInt(me), token, id, missing, 0n], allowance };
}
