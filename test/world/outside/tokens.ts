import type { Address, Hex } from "../../../offchain/evm/hex.ts";

/** The token contracts of contracts/mocks that sequences use. */
export const TOKEN_KINDS = [
  "TestToken",
  "SilentToken",
  "FeeToken",
  "RefusingToken",
  "HostileToken",
  "ReenteringToken",
  "HookToken",
  "RebasingToken",
  "TestCollectible",
  "OddCollectible",
  "TestItems",
  "OddItems",
] as const;

export type TokenKind = (typeof TOKEN_KINDS)[number];

/** How a token behaves just now; each kind knows some. "plain" is what all begin with. */
export type TokenMood =
  | "plain"
  // RefusingToken
  | "reverts"
  | "returnsFalse"
  | "blacklists"
  // HostileToken, OddCollectible, OddItems
  | "burnsGas"
  | "floodsAndReverts"
  | "floodsAndReturns"
  | "returnsTwo"
  | "returnsOneByte"
  | "keeps"
  | "doesNotMove"
  | "hidesItsKind"
  | "saysYesToAll"
  | "movesElsewhere"
  | "takesOne";

/** Whom the blacklisting token refuses, and where the straying collectible goes. */
export const DEAD: Address = "0x000000000000000000000000000000000000dead";

/** What is known of a token contract: everything that decides what its next transfer does. */
export interface TokenTwin {
  readonly kind: TokenKind;
  readonly mood: TokenMood;
  readonly blacklisted: Address;
  /** RebasingToken: what is left of each share, in ten-thousandths. */
  readonly left: bigint;
  /** (id, account); of a RebasingToken in shares. A collectible is 1 of its id. */
  readonly amounts: ReadonlyMap<string, bigint>;
}

const NOBODY: Address = `0x${"00".repeat(20)}`;
const WHOLE = 10_000n;
const key = (id: bigint, account: Address): string => `${id}/${account}`;

export function newToken(kind: TokenKind): TokenTwin {
  return { kind, mood: "plain", blacklisted: DEAD, left: WHOLE, amounts: new Map() };
}

/** What an account has of an id (0 for an ERC-20). */
export function tokenBalance(token: TokenTwin, account: Address, id: bigint): bigint {
  const amount = token.amounts.get(key(id, account)) ?? 0n;
  return token.kind === "RebasingToken" ? (amount * token.left) / WHOLE : amount;
}

/** Who has a collectible; the zero address where nobody does. */
export function ownerOfCollectible(token: TokenTwin, id: bigint): Address {
  for (const [place, amount] of token.amounts)
    if (amount === 1n && place.startsWith(`${id}/`)) return place.slice(place.indexOf("/") + 1) as Address; // made by `key`
  return NOBODY;
}

/** Given to an account out of nothing. */
export function minted(token: TokenTwin, account: Address, id: bigint, amount: bigint): TokenTwin {
  const added = token.kind === "RebasingToken" ? (amount * WHOLE) / token.left : amount;
  return withAmounts(token, [[key(id, account), (token.amounts.get(key(id, account)) ?? 0n) + added]]);
}

/** Everybody keeps so many hundredths of what they have. */
export function rebased(token: TokenTwin, percent: bigint): TokenTwin {
  const left = (token.left * percent) / 100n;
  return { ...token, left: left === 0n ? 1n : left };
}

/** One transfer of what it is asked to move. */
export interface TokenTransfer {
  readonly from: Address;
  readonly to: Address;
  readonly id: bigint;
  readonly amount: bigint;
}

/** What a transfer does: the token afterwards, or null where it fails in the eyes of its caller. */
export type Transferred = TokenTwin | null;

/** The adjudicator pulls: `transferFrom`, or `safeTransferFrom` of items. It fails where the token reverts or says no. */
export function pulled(token: TokenTwin, transfer: TokenTransfer): Transferred {
  switch (token.mood) {
    case "reverts":
    case "returnsFalse":
      return null;
    case "blacklists":
      return transfer.to === token.blacklisted ? null : moved(token, transfer);
    case "hidesItsKind":
    case "saysYesToAll":
      // Not what ERC-165 says of a collectible.
      return null;
    case "burnsGas":
      // A hostile ERC-20 behaves while it takes.
      return token.kind === "HostileToken" ? moved(token, transfer) : null;
    default:
      return token.kind === "HostileToken" ? moved(token, transfer) : strayed(token, transfer);
  }
}

/** The adjudicator pays: `transfer`, and `transferFrom` or `safeTransferFrom` of what is not fungible. */
export function paid(token: TokenTwin, transfer: TokenTransfer): Transferred {
  switch (token.mood) {
    case "reverts":
    case "returnsFalse":
    case "burnsGas":
    case "floodsAndReverts":
    case "returnsTwo":
    case "returnsOneByte":
    case "floodsAndReturns":
      return null;
    case "blacklists":
      return transfer.to === token.blacklisted ? null : moved(token, transfer);
    default:
      return strayed(token, transfer);
  }
}

/** Moods in which a transfer goes through without moving what was asked. */
function strayed(token: TokenTwin, transfer: TokenTransfer): Transferred {
  if (token.mood === "keeps" || token.mood === "doesNotMove") return token;
  if (token.mood === "movesElsewhere") return moved(token, { ...transfer, to: DEAD });
  if (token.mood === "takesOne") return moved(token, { ...transfer, amount: transfer.amount - 1n });
  return moved(token, transfer);
}

function moved(token: TokenTwin, transfer: TokenTransfer): Transferred {
  const { from, to, id, amount } = transfer;
  if (BigInt(to) === 0n && token.kind !== "SilentToken" && token.kind !== "RebasingToken") return null;
  if (amount < 0n || tokenBalance(token, from, id) < amount) return null;
  if (token.kind === "RebasingToken") return sharesMoved(token, transfer);
  const fee = token.kind === "FeeToken" ? amount / 100n : 0n;
  const less = withAmounts(token, [[key(id, from), (token.amounts.get(key(id, from)) ?? 0n) - amount]]);
  return withAmounts(less, [[key(id, to), (less.amounts.get(key(id, to)) ?? 0n) + amount - fee]]);
}

function sharesMoved(token: TokenTwin, { from, to, amount }: TokenTransfer): TokenTwin {
  const has = token.amounts.get(key(0n, from)) ?? 0n;
  const wanted = (amount * WHOLE + token.left - 1n) / token.left;
  const part = wanted > has ? has : wanted;
  const less = withAmounts(token, [[key(0n, from), has - part]]);
  return withAmounts(less, [[key(0n, to), (less.amounts.get(key(0n, to)) ?? 0n) + part]]);
}

function withAmounts(token: TokenTwin, entries: readonly (readonly [string, bigint])[]): TokenTwin {
  return { ...token, amounts: new Map([...token.amounts, ...entries]) };
}

/** The kind byte of an asset's name: 1 ERC-20, 2 ERC-721, 3 ERC-1155. */
export function assetKindOf(kind: TokenKind): 1 | 2 | 3 {
  if (kind === "TestCollectible" || kind === "OddCollectible") return 2;
  return kind === "TestItems" || kind === "OddItems" ? 3 : 1;
}

/** What an asset of this token at this address is called. */
export function assetOf(kind: TokenKind, at: Address): Hex {
  return `0x0${assetKindOf(kind)}${"00".repeat(11)}${at.slice(2)}`;
}
