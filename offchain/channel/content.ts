import { sha256 } from "../evm/hash.ts";
import { bytesToHex, type Hex, hexToBytes } from "../evm/hex.ts";
import { digest, hashApp, hashHashLock, hashLeg, hashState } from "../generated/protocol/hashes.ts";
import type {
  App,
  AppState,
  AssetState,
  Channel,
  ChildTerms,
  HashLock,
  Leg,
  Share,
  State,
} from "../generated/protocol/structs.ts";
import type { OpId } from "./operation.ts";
import { emptyTree, root, type Tree } from "./tree.ts";

/** What one asset of a channel looks like from inside: the signed amounts, and the deposits the group counts on. */
export interface Book {
  readonly token: Hex;
  readonly id: bigint;
  readonly locked: bigint;
  readonly delta: readonly bigint[];
  readonly withdrawn: readonly bigint[];
  readonly deposits: readonly bigint[];
}

/** A leaf with all that its hashes stand for. `by` is the operation that made it. */
export type Interaction =
  | { readonly kind: "hashLock"; readonly leaf: HashLock; readonly by: OpId; readonly onion: Hex }
  | { readonly kind: "app"; readonly leaf: App; readonly by: OpId; readonly terms: Hex; readonly state: AppState }
  | {
      readonly kind: "leg";
      readonly leaf: Leg;
      readonly by: OpId;
      readonly channel: Channel;
      readonly terms: ChildTerms;
    };

/**
 * The whole of a state: what is signed, and what the signatures stand for. `seqs[i]` is the last operation of participant i
 * that is in it: an originator's operations apply in order, hence at most once (rule 14).
 */
export interface Content {
  readonly version: number;
  readonly isFinal: boolean;
  readonly draining: boolean;
  readonly seqs: readonly number[];
  readonly books: readonly Book[];
  readonly tree: Tree<Interaction>;
}

/** Version 0: nothing signed, everybody's own deposits. */
export function firstContent(
  participants: number,
  assets: readonly { readonly token: Hex; readonly id: bigint; readonly deposits: readonly bigint[] }[],
): Content {
  const zeros = new Array<bigint>(participants).fill(0n);
  return {
    version: 0,
    isFinal: false,
    draining: false,
    seqs: new Array<number>(participants).fill(0),
    books: assets.map(({ token, id, deposits }) => ({
      token,
      id,
      locked: 0n,
      delta: zeros,
      withdrawn: zeros,
      deposits,
    })),
    tree: emptyTree,
  };
}

/** What participant i may still spend of one asset, in base units (protocol, preamble). */
export function spendable(book: Book, participant: number): bigint {
  return (book.deposits[participant] ?? 0n) + (book.delta[participant] ?? 0n) - (book.withdrawn[participant] ?? 0n);
}

function assetState(book: Book): AssetState {
  const { token, id, locked, delta, withdrawn } = book;
  return { token, id, locked, delta, withdrawn: withdrawn.some((amount) => amount !== 0n) ? withdrawn : [] };
}

/** The state as it is signed and as the chain takes it. */
export function stateOf(content: Content): State {
  return {
    version: content.version,
    isFinal: content.isFinal,
    interactionsRoot: root(content.tree),
    assets: content.books.map(assetState),
  };
}

/** The digest that every participant signs (adjudicator §2, rule 18). */
export function digestOf(domain: Hex, channelId: Hex, content: Content): Hex {
  return digest(domain, hashState(channelId, stateOf(content)));
}

/** The low 160 bits by which the chain knows a state. */
export function fingerprintOf(channelId: Hex, content: Content): Hex {
  return `0x${hashState(channelId, stateOf(content)).slice(26)}`;
}

/** The hash of a leaf, by its kind. */
export function leafHash(interaction: Interaction): Hex {
  switch (interaction.kind) {
    case "hashLock":
      return hashHashLock(interaction.leaf);
    case "app":
      return hashApp(interaction.leaf);
    case "leg":
      return hashLeg(interaction.leaf);
    default:
      return interaction satisfies never;
  }
}

/** What a leaf locks, by the place of the asset in the state's list. */
export function locksOf(interaction: Interaction, books: readonly Book[]): readonly Share[] {
  switch (interaction.kind) {
    case "hashLock":
      return [interaction.leaf];
    case "app":
      return interaction.leaf.locks;
    case "leg":
      return interaction.terms.funding.map(({ token, id, amounts }) => ({
        asset: books.findIndex((book) => book.token === token && book.id === id),
        amount: amounts.reduce((sum, amount) => sum + amount, 0n),
      }));
    default:
      return interaction satisfies never;
  }
}

/** Whether a preimage of 32 bytes opens a hash (adjudicator §7: SHA-256 of exactly 32 bytes). */
export function opens(hash: Hex, preimage: Hex): boolean {
  return preimage.length === 66 && bytesToHex(sha256(hexToBytes(preimage))) === hash;
}
