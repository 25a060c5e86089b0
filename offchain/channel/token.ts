import type { Address, Hex } from "../evm/hex.ts";

/** ETH as a state names it: kind 0, all zero (adjudicator §1). */
export const ETH: Hex = `0x${"0".repeat(64)}`;

/** Whether a state's `token` is ETH. */
export const isEth = (token: Hex): boolean => token === ETH;

/** Whether a state's `token` is a canonical ERC-20: kind 1 in the top byte, then the address. */
export const isErc20 = (token: Hex): boolean => /^0x010{22}[0-9a-f]{40}$/.test(token);

/** An ERC-20 as a state names it. @example erc20Token("0x5fbd…") // "0x01000000000000000000000000…" */
export const erc20Token = (address: Address): Hex => `0x01${"0".repeat(22)}${address.slice(2).toLowerCase()}`;

/** A state's `token` for messages to people: "eth", or the token's address. */
export const assetText = (token: Hex): string => (isEth(token) ? "eth" : addressOf(token));

/** What a channel holds, for messages to people: "eth, 0x5fbd…". */
export const heldText = (assets: readonly { readonly token: Hex }[]): string =>
  [...new Set(assets.map(({ token }) => assetText(token)))].join(", ");

/** The address in a state's `token`. */
export const addressOf = (token: Hex): Address => `0x${token.slice(26)}`;
