import type { Address, Hex } from "../evm/hex.ts";
import { assetAddress, checkAsset, erc20Asset, RuleRefused } from "../generated/protocol/rules.ts";

/** ETH as a state names it: kind 0, all zero (adjudicator §1). */
export const ETH: Hex = `0x${"0".repeat(64)}`;

/** Whether a state's `token` is ETH. */
export const isEth = (token: Hex): boolean => token === ETH;

/** Whether it is an asset that nodes take, in its one form: ETH or an ERC-20. (The adjudicator holds ERC-721 and ERC-1155 too.) */
export function isAsset(token: Hex, id: bigint): boolean {
  try {
    return /^0x0[01][0-9a-f]{62}$/.test(token) && checkAsset(token, id);
  } catch (error) {
    if (error instanceof RuleRefused) return false;
    throw error;
  }
}

/** An ERC-20 as a state names it. @example erc20Token("0x5fbd…") // "0x01000000000000000000000000…" */
export const erc20Token = (address: Address): Hex => erc20Asset(address);

/** A state's `token` for messages to people: "eth", or the token's address. */
export const assetText = (token: Hex): string => (isEth(token) ? "eth" : addressOf(token));

/** What a channel holds, for messages to people: "eth, 0x5fbd…". */
export const heldText = (assets: readonly { readonly token: Hex }[]): string =>
  [...new Set(assets.map(({ token }) => assetText(token)))].join(", ");

/** The address in a state's `token`. */
export const addressOf = (token: Hex): Address => assetAddress(token);
