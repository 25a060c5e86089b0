// Child channels (adjudicator §8): what one comes to, and a leg of it in its parent.
import type { State } from "../../offchain/generated/protocol/structs.ts";
import type { ClaimItem, Slot } from "./calls.ts";
import type { Taken } from "./claims.ts";
import { channelIdOf, isChildId, keyOf } from "./identity.ts";
import { isFixed, isRegistered, named } from "./registration.ts";
import { at, type Draft, need, slotOf } from "./state.ts";

type LegItem = ClaimItem & { readonly kind: "leg" };

/** The place of an asset in the parent's list; -1 if it is not there. */
const placeIn = (parent: State, { token, id }: { readonly token: string; readonly id: bigint }): number =>
  parent.assets.findIndex((asset) => asset.token === token && asset.id === id);

/** What no transaction of others can bring about reverts: another child, wrong terms, seats or assets that do not fit. */
export function checkLeg(draft: Draft, { leaf, channel, terms }: LegItem, parent: State): void {
  const channelId = channelIdOf(draft.court, channel);
  const n = channel.participants.length;
  // The text names no errors here.
  const errors = ["BadChildTerms", "BadLeaf", "BadState", "NotAChild", "BadParticipants"];
  need(channelId === leaf.child && isChildId(leaf.child) && leaf.seats.length === n, ...errors);
  need(
    terms.funding.every((funding) => placeIn(parent, funding) >= 0),
    ...errors,
  );
  try {
    named(draft, channel, terms);
  } catch {
    need(false, ...errors);
  }
}

/** Whether a fixed child cannot change any more: all that is locked is claimed, or its time is over. */
function isComplete(draft: Draft, { channel, terms, state }: LegItem, slot: Slot): boolean {
  const channelId = channelIdOf(draft.court, channel);
  if (!isFixed(slot, terms, draft.now)) return false;
  const isReleased = state.assets.every(({ locked }, k) => (draft.released.get(at(channelId, k)) ?? 0n) === locked);
  return isReleased || (terms.expiry !== 0 && draft.now >= terms.resolveBy);
}

/**
 * What a leg takes and gives: the child's outcome, to the parent's seats. null (to be skipped): the child is shown in another
 * state than the recorded one, or is not complete.
 */
export function outcomeOf(draft: Draft, item: LegItem, parent: State): Taken | null {
  const { leaf, channel, terms, state } = item;
  const channelId = channelIdOf(draft.court, channel);
  const slot = slotOf(draft, channelId);
  if (!isRegistered(slot, channelId, state) || !isComplete(draft, item, slot)) return null;
  const locks: [number, bigint][] = [];
  const gives: [number, number, bigint][] = [];
  terms.funding.forEach(({ token, id, amounts }, k) => {
    const place = placeIn(parent, { token, id });
    const own = state.assets[k];
    const key = keyOf(token, id);
    locks.push([place, amounts.reduce((sum, amount) => sum + amount, 0n)]);
    const left = (own?.locked ?? 0n) - (draft.released.get(at(channelId, k)) ?? 0n);
    amounts.forEach((amount, i) => {
      const resolved = draft.resolved.get(at(channelId, key, i)) ?? 0n;
      const outcome = amount + (own?.delta[i] ?? 0n) + resolved + (i === 0 ? left : 0n);
      gives.push([place, leaf.seats[i] ?? 0, outcome]);
    });
  });
  return { locks, gives };
}
