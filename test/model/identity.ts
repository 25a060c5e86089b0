// Names and shapes (adjudicator §1, §2, §4): ids, assets, trees, well-formed states. Written from the text.
import { keccakHex } from "../../offchain/evm/hash.ts";
import { bytesToHex, concat, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import { hashState } from "../../offchain/generated/protocol/hashes.ts";
import type { AppState, AssetState, Channel, State } from "../../offchain/generated/protocol/structs.ts";
import type { Court } from "./state.ts";

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** A number as a 32-byte word. */
export function word(value: bigint | number): Uint8Array {
  return hexToBytes(`0x${BigInt.asUintN(256, BigInt(value)).toString(16).padStart(64, "0")}`);
}

/** An address or shorter bytes as a word, at its right end. */
const padded = (value: Hex): Uint8Array => word(BigInt(value));

const CHANNEL_TYPEHASH = hexToBytes(
  keccakHex(
    text(
      "Channel(Participant[] participants,uint32 challengeDuration,uint32 appGas,uint64 salt,bytes32 child)" +
        "Participant(address signer,address payout)",
    ),
  ),
);

/** 32 zero bytes. */
export const ZERO: Hex = `0x${"0".repeat(64)}`;

/** Whether a channel is a child: it commits to `ChildTerms`. */
export const isChild = (channel: Channel): boolean => channel.child !== ZERO;

/** The id of a channel: adjudicator §1. Its last byte: the number of participants, and 0x80 for a child. */
export function channelIdOf({ chainId, adjudicator }: Court, channel: Channel): Hex {
  const participants = channel.participants.flatMap(({ signer, payout }) => [padded(signer), padded(payout)]);
  const hash = keccakHex(
    concat(
      CHANNEL_TYPEHASH,
      word(chainId),
      padded(adjudicator),
      hexToBytes(keccakHex(concat(...participants))),
      word(channel.challengeDuration),
      word(channel.appGas),
      word(channel.salt),
      hexToBytes(channel.child),
    ),
  );
  const last = (channel.participants.length & 0xff) | (isChild(channel) ? 0x80 : 0);
  return `${hash.slice(0, 64) as Hex}${last.toString(16).padStart(2, "0")}`; // a Hex less its last byte starts with 0x
}

/** The number of participants that an id says. */
export const participantsOf = (channelId: Hex): number => Number.parseInt(channelId.slice(-2), 16) & 0x7f;

/** Whether an id says that it is a child's. */
export const isChildId = (channelId: Hex): boolean => (Number.parseInt(channelId.slice(-2), 16) & 0x80) !== 0;

/** What a token's first byte says: 0 ETH, 1 ERC-20, 2 ERC-721, 3 ERC-1155; null where (token, id) is no canonical asset. */
export function kindOf(token: Hex, id: bigint): 0 | 1 | 2 | 3 | null {
  const kind = Number.parseInt(token.slice(2, 4), 16);
  if (!/^0{22}$/.test(token.slice(4, 26))) return null;
  if (kind === 0) return token === ZERO && id === 0n ? 0 : null;
  if (kind === 1) return id === 0n ? 1 : null;
  return kind === 2 || kind === 3 ? kind : null;
}

/** An asset's key in storage: 0 for ETH, else keccak256(token, id). */
export const keyOf = (token: Hex, id: bigint): Hex =>
  token === ZERO ? ZERO : keccakHex(concat(hexToBytes(token), word(id)));

/** The low 160 bits of a state's hash. */
export const fingerprintOf = (channelId: Hex, state: State): Hex => `0x${hashState(channelId, state).slice(26)}`;

/** The implicit state of version 0. */
export const VERSION_ZERO: State = { version: 0, isFinal: false, interactionsRoot: ZERO, assets: [] };

/** Whether a state is the implicit one. */
export const isVersionZero = (state: State): boolean =>
  state.version === 0 && !state.isFinal && state.interactionsRoot === ZERO && state.assets.length === 0;

/** A participant's `withdrawn` in a state; a list that is empty says zeros. */
export const withdrawnOf = (asset: AssetState, participant: number): bigint => asset.withdrawn[participant] ?? 0n;

const LIMIT = 1n << 119n;
const size = (value: bigint): bigint => (value < 0n ? -value : value);
const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

/** Whether all assets of a state are canonical. */
export const hasCanonicalAssets = (state: State): boolean =>
  state.assets.every(({ token, id }) => kindOf(token, id) !== null);

function isOrdered(assets: readonly AssetState[]): boolean {
  return assets.every(({ token, id }, k) => {
    const before = assets[k - 1];
    return before === undefined || before.token < token || (before.token === token && before.id < id);
  });
}

function isAssetWellFormed({ locked, delta, withdrawn }: AssetState, n: number, child: boolean): boolean {
  return (
    delta.length === n &&
    (withdrawn.length === 0 || (withdrawn.length === n && !child)) &&
    [locked, ...delta, ...withdrawn].every((amount) => size(amount) < LIMIT) &&
    sum(delta) + locked === 0n
  );
}

/** adjudicator §4, *well-formed*, canonical assets apart (they have an error of their own). */
export function isWellFormed(state: State, n: number, child: boolean): boolean {
  return (
    state.assets.length >= 1 &&
    state.assets.length <= 16 &&
    isOrdered(state.assets) &&
    state.assets.every((asset) => isAssetWellFormed(asset, n, child)) &&
    (state.interactionsRoot !== ZERO || state.assets.every(({ locked }) => locked === 0n))
  );
}

/** A node of the tree: keccak256(left ‖ right); 0 where there is no leaf below it. */
export const nodeOf = (left: Hex, right: Hex): Hex =>
  left === ZERO && right === ZERO ? ZERO : keccakHex(concat(hexToBytes(left), hexToBytes(right)));

/** The root that a leaf at `index` and its siblings, from the leaf up, come to; null if the index is not in such a tree. */
export function rootBy(leaf: Hex, index: number, proof: readonly Hex[]): Hex | null {
  if (index >= 2 ** proof.length) return null;
  return proof.reduce((node, sibling, k) => ((index >> k) & 1 ? nodeOf(sibling, node) : nodeOf(node, sibling)), leaf);
}

/** stateHash of an app's state: keccak256(abi.encode(appState)), laid out by hand. */
export function appStateHashOf({ isFinal, held, body }: AppState): Hex {
  const bytes = hexToBytes(body);
  const filled = new Uint8Array(Math.ceil(bytes.length / 32) * 32);
  filled.set(bytes);
  return keccakHex(
    concat(
      word(0x20),
      word(isFinal ? 1 : 0),
      word(0x60),
      word(0x80 + 32 * held.length),
      word(held.length),
      ...held.map(word),
      word(bytes.length),
      filled,
    ),
  );
}

/** `moveHash` of a `Move`: keccak256(abi.encode(seat, move, args)). */
export function moveHashOf(seat: number, move: number, args: Hex): Hex {
  const bytes = hexToBytes(args);
  const filled = new Uint8Array(Math.ceil(bytes.length / 32) * 32);
  filled.set(bytes);
  return keccakHex(concat(word(seat), word(move), word(0x60), word(bytes.length), filled));
}

/** fp of a turn: the low 176 bits of keccak256(abi.encode(stateHash, entryHash, used)). */
export function turnFingerprint(stateHash: Hex, entryHash: Hex, used: Hex): Hex {
  const bytes = hexToBytes(used);
  const filled = new Uint8Array(Math.ceil(bytes.length / 32) * 32);
  filled.set(bytes);
  const hash = keccakHex(concat(hexToBytes(stateHash), hexToBytes(entryHash), word(0x60), word(bytes.length), filled));
  return bytesToHex(hexToBytes(hash).subarray(10));
}
