// What the players of a sequence know of their channels: everything that all of them have signed, with its leaves.
import type { Hex } from "../../../offchain/evm/hex.ts";
import { hashApp, hashHashLock, hashLeg } from "../../../offchain/generated/protocol/hashes.ts";
import type {
  App,
  AppState,
  Channel,
  ChildTerms,
  HashLock,
  Leg,
  State,
} from "../../../offchain/generated/protocol/structs.ts";
import { fingerprintOf, VERSION_ZERO, ZERO } from "../identity.ts";
import type { Asset } from "../paying.ts";
import { type Model, slotOf } from "../state.ts";
import { type Levels, levelsOf } from "./trees.ts";

/** A leaf with all that its players know of it. */
export type OurLeaf =
  | { readonly kind: "hashLock"; readonly leaf: HashLock }
  | { readonly kind: "leg"; readonly leaf: Leg; readonly child: Ours }
  | {
      readonly kind: "app";
      readonly leaf: App;
      readonly rules: "scripted" | "ticTacToe";
      readonly terms: Hex;
      readonly start: AppState;
    };

/** A state that everybody signed, and its interactions. */
export interface Content {
  readonly state: State;
  readonly leaves: readonly OurLeaf[];
  readonly levels: Levels;
}

/** A channel, as its players know it. */
export interface Ours {
  readonly channel: Channel;
  readonly channelId: Hex;
  readonly n: number;
  readonly terms: ChildTerms | undefined;
  /** By fingerprint: all that was ever signed. */
  readonly contents: Map<Hex, Content>;
  /** What it may list. */
  readonly assets: Asset[];
  /** Children that its next states have legs of, with the seats there. */
  readonly children: { readonly child: Ours; readonly seats: readonly number[] }[];
  newest: Content;
}

/** The hash of a leaf. */
export function leafHash(leaf: OurLeaf): Hex {
  switch (leaf.kind) {
    case "hashLock":
      return hashHashLock(leaf.leaf);
    case "leg":
      return hashLeg(leaf.leaf);
    case "app":
      return hashApp(leaf.leaf);
    default:
      return leaf satisfies never;
  }
}

/** The tree of some leaves. */
export const treeOf = (leaves: readonly OurLeaf[]): Levels =>
  levelsOf(new Map(leaves.map((leaf) => [leaf.leaf.index, leafHash(leaf)])));

/** What nobody signed. */
export const NOTHING: Content = { state: VERSION_ZERO, leaves: [], levels: [[ZERO]] };

/** Remembers a state that everybody has signed. */
export function remember(ours: Ours, content: Content): void {
  ours.contents.set(fingerprintOf(ours.channelId, content.state), content);
  if (content.state.version > ours.newest.state.version) ours.newest = content;
}

/** The registered state, with its leaves. */
export function registeredOf(model: Model, ours: Ours): Content {
  const slot = slotOf(model, ours.channelId);
  return slot.version === 0 ? NOTHING : (ours.contents.get(slot.fingerprint) ?? NOTHING);
}
