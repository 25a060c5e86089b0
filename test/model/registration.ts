// *register*, *solvent*, *fixed*, *editable* (adjudicator §4), and what every entry checks first.
import type { Hex } from "../../offchain/evm/hex.ts";
import { hashChildTerms, hashState } from "../../offchain/generated/protocol/hashes.ts";
import type { Channel, ChildTerms, State } from "../../offchain/generated/protocol/structs.ts";
import type { Flaw, Slot, StateSignature } from "./calls.ts";
import {
  channelIdOf,
  fingerprintOf,
  hasCanonicalAssets,
  isChild,
  isVersionZero,
  isWellFormed,
  keyOf,
  kindOf,
  withdrawnOf,
} from "./identity.ts";
import { at, type Draft, need, needAll, netOf, pageOf, slotOf } from "./state.ts";

/** A channel that a call names, as the adjudicator knows it. */
export interface Named {
  readonly channel: Channel;
  readonly channelId: Hex;
  readonly n: number;
  /** Of a child, checked against its id; null for a root. */
  readonly terms: ChildTerms | null;
}

/** Terms that no child can have: expiry after resolveBy, or one of both 0. */
const areTerms = ({ expiry, resolveBy, funding }: ChildTerms, n: number): boolean =>
  expiry <= resolveBy &&
  (expiry === 0) === (resolveBy === 0) &&
  funding.every(({ token, id, amounts }) => amounts.length === n && kindOf(token, id) !== null);

/** The id, and that the entry is one for this kind of channel. */
export function named(draft: Draft, channel: Channel, terms: ChildTerms | undefined): Named {
  const n = channel.participants.length;
  const good = n >= 1 && n <= 100;
  if (terms === undefined) {
    needAll([
      [good, "BadParticipants"],
      [!isChild(channel), "ChildNotSupported"],
    ]);
    return { channel, channelId: channelIdOf(draft.court, channel), n, terms: null };
  }
  needAll([
    [good, "BadParticipants"],
    [isChild(channel), "NotAChild"],
    [hashChildTerms(terms) === channel.child && areTerms(terms, n), "BadChildTerms"],
  ]);
  return { channel, channelId: channelIdOf(draft.court, channel), n, terms };
}

/** Whether the outcome cannot change any more. */
export function isFixed(slot: Slot, terms: ChildTerms | null, now: number): boolean {
  if (slot.status === 2) return terms !== null;
  return (slot.status === 1 && now >= slot.deadline) || (terms !== null && terms.expiry !== 0 && now >= terms.expiry);
}

/** Whether a newer state may still be registered. */
export const isEditable = (slot: Slot, terms: ChildTerms | null, now: number): boolean =>
  slot.status !== 2 && !isFixed(slot, terms, now);

/** When a fixed channel became fixed: the deadline of a challenge, otherwise the child's expiry. */
export const fixedAtOf = (slot: Slot, terms: ChildTerms | null): number =>
  slot.status === 1 ? slot.deadline : (terms?.expiry ?? 0);

/** Whether `state` is what is registered: of version 0 the implicit state, otherwise by the fingerprint. */
export function isRegistered(slot: Slot, channelId: Hex, state: State): boolean {
  if (state.version !== slot.version) return false;
  return slot.version === 0 ? isVersionZero(state) : fingerprintOf(channelId, state) === slot.fingerprint;
}

function isSolventRoot(draft: Draft, { channelId, n }: Named, state: State): boolean {
  return state.assets.every((asset) => {
    const key = keyOf(asset.token, asset.id);
    return Array.from({ length: n }, (_, i) => i).every((i) => {
      const due = withdrawnOf(asset, i) - (draft.paid.get(at(channelId, key, i)) ?? 0n);
      const net = netOf(draft, channelId, key, i) + (asset.delta[i] ?? 0n);
      return net - (due > 0n ? due : 0n) >= 0n;
    });
  });
}

const isSolventChild = (state: State, { funding }: ChildTerms): boolean =>
  state.assets.every((asset, k) => asset.delta.every((delta, i) => (funding[k]?.amounts[i] ?? 0n) + delta >= 0n));

const isFundings = (state: State, { funding }: ChildTerms): boolean =>
  state.assets.length === funding.length &&
  state.assets.every(({ token, id }, k) => token === funding[k]?.token && id === funding[k]?.id);

/** Well-formed and solvent (§4). A state is read asset by asset, so where several things are wrong either may be told. */
function checkState(draft: Draft, here: Named, state: State): void {
  const { channelId, n, terms } = here;
  const pages = Array.from({ length: (n + 1) >> 1 }, (_, page) => 2 * page);
  const isOpen = state.assets.every((asset) =>
    pages.every((i) => !pageOf(draft, channelId, keyOf(asset.token, asset.id), i).closed),
  );
  needAll([
    [hasCanonicalAssets(state), "BadAsset"],
    [isWellFormed(state, n, terms !== null), "BadState"],
    [terms === null || isFundings(state, terms), "BadState"],
    [terms !== null || isOpen, "ListsClosed"],
    [terms === null ? isSolventRoot(draft, here, state) : isSolventChild(state, terms), "Insolvent"],
  ]);
}

/** Bytes that a list of signatures takes. */
const lengthOf = (signatures: readonly { readonly flaw?: Flaw }[]): number =>
  signatures.reduce((sum, { flaw }) => sum + (flaw === "short" ? 64 : 65), 0);

/** All signatures, in the participants' order; `isOver`: whether one is over what is asked. */
export function checkSignatures<S extends { readonly by: Hex; readonly flaw?: Flaw }>(
  { channel, n }: Named,
  signatures: readonly S[],
  isOver: (signature: S) => boolean,
): void {
  need(lengthOf(signatures) === 65 * n, "BadSignatures");
  const good = channel.participants.every(({ signer }, i) => {
    const signature = signatures[i];
    return (
      signature !== undefined &&
      signature.by === signer &&
      BigInt(signer) !== 0n &&
      signature.flaw === undefined &&
      isOver(signature)
    );
  });
  need(good, "BadSignature");
}

/** All signed this state in this channel. */
export function checkStateSignatures(here: Named, state: State, signatures: readonly StateSignature[]): void {
  const { channelId } = here;
  const wanted = hashState(channelId, state);
  checkSignatures(
    here,
    signatures,
    ({ over }) => over === undefined || hashState(over.channelId, over.state) === wanted,
  );
}

/** Every check of *register*, for a version that is known to be newer. */
export function checkNewer(draft: Draft, here: Named, state: State, signatures: readonly StateSignature[]): void {
  checkState(draft, here, state);
  checkStateSignatures(here, state, signatures);
}

/** Writes what is registered, and says so. */
export function putSlot(draft: Draft, { channelId }: Named, slot: Slot): void {
  draft.slots.set(channelId, slot);
  draft.events.push({ name: "Registered", channelId, ...slot });
}

/** The slot with another state in it: deadline and status unchanged. */
export function withState(slot: Slot, { channelId }: Named, state: State): Slot {
  return { ...slot, version: state.version, fingerprint: fingerprintOf(channelId, state) };
}

/** The state of a child is shown whole whenever one is registered (H3). */
export function showChild(draft: Draft, { channelId, terms }: Named, state: State): void {
  if (terms !== null) draft.events.push({ name: "ChildState", channelId, ...state });
}

/** What entries of a fixed channel check first: fixed, `between` (a child's time limit), and the state given is the fixed one. */
export function checkFixed(draft: Draft, here: Named, state: State, between: () => void = () => undefined): Slot {
  const slot = slotOf(draft, here.channelId);
  need(isFixed(slot, here.terms, draft.now), "NotFixed");
  between();
  need(isRegistered(slot, here.channelId, state), "BadState");
  return slot;
}
