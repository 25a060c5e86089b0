// What a sequence is at: its players, its channels, its time; and the states they sign next.
import type { Address, Hex } from "../../../offchain/evm/hex.ts";
import type { AppState } from "../../../offchain/generated/protocol/structs.ts";
import type { Random } from "../../simulation/random.ts";
import type { Slot, StateSignature } from "../calls.ts";
import { keyOf, ZERO } from "../identity.ts";
import type { Asset } from "../paying.ts";
import { isEditable, isFixed } from "../registration.ts";
import { type Model, netOf, pageOf, slotOf } from "../state.ts";
import { leavesFor } from "./leaves.ts";
import { type Content, NOTHING, type Ours, registeredOf, remember } from "./ours.ts";
import type { Players } from "./players.ts";
import { allSign, flawed, spoiled } from "./spoil.ts";
import { budgetOf, stateWith } from "./states.ts";

/** Everything that the next call is chosen from. */
export interface Scene {
  readonly random: Random;
  readonly players: Players;
  readonly model: Model;
  readonly now: number;
  readonly channels: readonly Ours[];
  readonly preimages: readonly Hex[];
  /** By hash: all states of apps that were ever seen. */
  readonly appStates: ReadonlyMap<Hex, AppState>;
}

/** How a channel stands just now. */
export type Standing = "open" | "disputed" | "fixed" | "closed";

/** @example standingOf(scene, ours) // "open" */
export function standingOf({ model, now }: Scene, { channelId, terms }: Ours): Standing {
  const slot = slotOf(model, channelId);
  if (isFixed(slot, terms ?? null, now)) return "fixed";
  if (!isEditable(slot, terms ?? null, now)) return "closed";
  return slot.status === 1 ? "disputed" : "open";
}

/** Somebody with assets. */
export const rich = ({ random, players }: Scene): Address =>
  players.people[random.below(players.rich)] ?? players.people[0] ?? "0x";

/** One of a list; the list must not be empty. */
export function one<T>(random: Random, list: readonly T[]): T {
  const picked = random.pick(list);
  if (picked === undefined) throw new Error("nothing to pick from");
  return picked;
}

const sameAsset = (a: Asset, b: Asset): boolean => a.token === b.token && a.id === b.id;

const inOrder = (a: Asset, b: Asset): number =>
  a.token === b.token ? (a.id < b.id ? -1 : 1) : a.token < b.token ? -1 : 1;

/** The assets that the next state lists: those it knows, now and then one fewer (what nobody honest signs) or none at all. */
function listOf({ random, model, players }: Scene, ours: Ours): readonly Asset[] {
  const isClosed = ({ token, id }: Asset): boolean => pageOf(model, ours.channelId, keyOf(token, id), 0).closed;
  const all = ours.assets
    .filter((asset) => !isClosed(asset) || random.once(25))
    .sort(inOrder)
    .slice(0, 16);
  if (ours.terms !== undefined) return ours.terms.funding.map(({ token, id }) => ({ token, id }));
  // Record 0026: an asset that was withdrawn from beyond somebody's deposit is the one to drop.
  const overdrawn = all.find((asset) => isOverdrawn(model, ours, asset));
  const dropped =
    overdrawn !== undefined && random.once(2) ? overdrawn : random.once(12) ? random.pick(all) : undefined;
  if (dropped === undefined) return all;
  const left = all.filter((asset) => !sameAsset(asset, dropped));
  const other = [{ token: ZERO, id: 0n }, ...players.assets].filter((asset) => !sameAsset(asset, dropped));
  return left.length > 0 || other.length === 0 ? left : [one(random, other)];
}

const isOverdrawn = (model: Model, { channelId, n }: Ours, { token, id }: Asset): boolean =>
  Array.from({ length: n }, (_, i) => netOf(model, channelId, keyOf(token, id), i)).some((net) => net < 0n);

/** A state that everybody signs now, remembered. */
export function signNext(scene: Scene, ours: Ours, isFinal: boolean): Content {
  const { random, model, now, preimages, players } = scene;
  const assets = listOf(scene, ours);
  const budget = budgetOf(model, ours, assets);
  const leaves = isFinal ? [] : leavesFor({ random, players, now, preimages, ours, assets }, budget);
  const content = stateWith({ random, model, ours }, assets, leaves, isFinal);
  remember(ours, content);
  return content;
}

/** What is given as a newer state, with its signatures: mostly good, seldom spoiled or ill signed. */
export interface Given {
  readonly content: Content;
  readonly signatures: readonly StateSignature[];
}

function good(ours: Ours, content: Content): Given {
  return { content, signatures: content === NOTHING ? [] : allSign(ours) };
}

/** The state as it is given, seldom with something wrong. */
function perhapsBad({ random }: Scene, ours: Ours, content: Content, once: number): Given {
  if (content === NOTHING) return good(ours, content);
  if (random.once(once)) {
    const state = spoiled(random, content.state);
    const bad = { ...content, state };
    // Everybody signs it: what is wrong is the contract's to see, and it may be right after all.
    remember(ours, bad);
    return good(ours, bad);
  }
  if (random.once(once)) return { content, signatures: flawed(random, ours, allSign(ours)) };
  return good(ours, content);
}

/** A newer state than the registered one: made now, or one that was kept. */
export function newer(scene: Scene, ours: Ours, isFinal = false): Given {
  const { random, model } = scene;
  const slot: Slot = slotOf(model, ours.channelId);
  const kept = [...ours.contents.values()].filter(
    ({ state }) => state.version > slot.version && (!isFinal || (state.isFinal && state.interactionsRoot === ZERO)),
  );
  const content = kept.length > 0 && random.once(3) ? one(random, kept) : signNext(scene, ours, isFinal);
  return perhapsBad(scene, ours, content, 12);
}

/** Any state that was ever signed, or none. */
export function anyOf({ random }: Scene, ours: Ours): Given {
  const kept = [NOTHING, ...ours.contents.values()];
  return good(ours, one(random, kept));
}

/** What is registered, seldom another state. */
export function registered(scene: Scene, ours: Ours): Content {
  if (scene.random.once(25)) return anyOf(scene, ours).content;
  return registeredOf(scene.model, ours);
}

/** Whom to pay: often everybody, sometimes some. */
export function someMask({ random }: Scene, n: number): bigint {
  const all = (1n << BigInt(n)) - 1n;
  if (!random.once(3)) return all;
  return BigInt(random.hex(Math.ceil(n / 8))) & all;
}

/** One mask for each asset; seldom one too few or too many, or bits beyond the participants. */
export function masksFor(scene: Scene, ours: Ours, { state }: Content): readonly bigint[] {
  const { random } = scene;
  const masks = state.assets.map(() => someMask(scene, ours.n));
  if (random.once(40)) return random.once(2) ? masks.slice(1) : [...masks, 1n];
  return masks;
}
