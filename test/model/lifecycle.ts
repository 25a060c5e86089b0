// The life of a channel (adjudicator §6), roots and children.
import { hashChallenge, hashResume } from "../../offchain/generated/protocol/hashes.ts";
import type { State } from "../../offchain/generated/protocol/structs.ts";
import type { Call, Slot } from "./calls.ts";
import { channelIdOf, keyOf, kindOf, withdrawnOf, ZERO } from "./identity.ts";
import { masked, mayBePaid, payAll } from "./paying.ts";
import {
  checkFixed,
  checkNewer,
  checkSignatures,
  isEditable,
  isFixed,
  isRegistered,
  type Named,
  named,
  putSlot,
  showChild,
  withState,
} from "./registration.ts";
import { add, at, type Draft, need, needAll, netOf, pageOf, putNet, slotOf, unordered } from "./state.ts";

/** `checkpoint`: registers, moves no deadline, pays nothing. */
export function checkpoint(draft: Draft, call: Call & { entry: "checkpoint" }): void {
  const here = named(draft, call.channel, call.terms);
  const slot = slotOf(draft, here.channelId);
  need(isEditable(slot, here.terms, call.now), "NotEditable");
  need(call.state.version > slot.version, "StaleVersion");
  checkNewer(draft, here, call.state, call.signatures);
  putSlot(draft, here, withState(slot, here, call.state));
  showChild(draft, here, call.state);
}

/** Who may start the clock; the least registered version that its authorisation asks for. */
function challengerOf(here: Named, slot: Slot, call: Call & { entry: "challenge" }): number {
  const who = here.channel.participants[call.participant];
  need(who !== undefined, "BadParticipant");
  if (call.sender === who.signer || call.sender === who.payout) return 0;
  const { auth } = call;
  need(auth !== undefined, "NotParticipant");
  const { minVersion, validUntil, signature } = auth;
  const wanted = { channelId: here.channelId, minVersion, previousDeadline: slot.deadline, validUntil };
  const good =
    signature.by === who.signer &&
    BigInt(who.signer) !== 0n &&
    signature.flaw === undefined &&
    hashChallenge(signature.over) === hashChallenge(wanted);
  need(good && call.now <= validUntil, "NotParticipant");
  return minVersion;
}

/** `challenge`: starts the clock once; never fails for an old state (H9). */
export function challenge(draft: Draft, call: Call & { entry: "challenge" }): void {
  const here = named(draft, call.channel, call.terms);
  const before = slotOf(draft, here.channelId);
  need(isEditable(before, here.terms, call.now), "NotEditable");
  need(before.status === 0, "Disputed");
  const minVersion = challengerOf(here, before, call);
  const isNewer = call.state.version > before.version;
  if (isNewer) checkNewer(draft, here, call.state, call.signatures);
  const slot = isNewer ? withState(before, here, call.state) : before;
  need(slot.version >= minVersion, "VersionTooLow");
  const wanted = Math.max(call.now + call.channel.challengeDuration, slot.deadline + 1);
  const expiry = here.terms?.expiry ?? 0;
  putSlot(draft, here, { ...slot, deadline: expiry === 0 ? wanted : Math.min(wanted, expiry), status: 1 });
  if (isNewer) showChild(draft, here, call.state);
}

/** `resume`: all sign the end of the challenge with that deadline, which is kept (H7). */
export function resume(draft: Draft, call: Call & { entry: "resume" }): void {
  const { channel } = call;
  const n = channel.participants.length;
  need(n >= 1 && n <= 100, "BadParticipants");
  // It alone needs no terms: before its deadline a child is not expired either.
  const here: Named = { channel, channelId: channelIdOf(draft.court, channel), n, terms: null };
  const slot = slotOf(draft, here.channelId);
  needAll([
    [slot.status === 1, "NotDisputed"],
    [slot.status !== 2 && !(slot.status === 1 && call.now >= slot.deadline), "NotEditable"],
  ]);
  const wanted = hashResume({ channelId: here.channelId, deadline: slot.deadline });
  checkSignatures(here, call.signatures, ({ over }) => hashResume(over) === wanted);
  putSlot(draft, here, { ...slot, status: 0 });
}

/** The state is final, holds no interactions, and is newer (then with every check of *register*) or the registered one. */
function checkConcluded(draft: Draft, here: Named, slot: Slot, call: Call & { entry: "conclude" }): void {
  const { state } = call;
  const free = state.interactionsRoot === ZERO && state.assets.every(({ locked }) => locked === 0n);
  unordered(
    [
      [state.isFinal, "NotFinal"],
      [free, "NotFinal"],
      [free, "BadState"],
      [call.terms !== undefined || call.masks.length === state.assets.length, "BadMasks"],
    ],
    () => {
      need(state.version >= slot.version, "StaleVersion");
      if (state.version > slot.version) checkNewer(draft, here, state, call.signatures);
      else need(isRegistered(slot, here.channelId, state), "BadState");
    },
  );
}

/** `conclude`: a root is paid and its listed holdings closed; a child is only fixed. */
export function conclude(draft: Draft, call: Call & { entry: "conclude" }): void {
  const here = named(draft, call.channel, call.terms);
  const slot = slotOf(draft, here.channelId);
  need(isEditable(slot, here.terms, call.now), "NotEditable");
  checkConcluded(draft, here, slot, call);
  if (here.terms !== null) {
    const isNewer = call.state.version > slot.version;
    putSlot(draft, here, { ...withState(slot, here, call.state), status: 2 });
    if (isNewer) showChild(draft, here, call.state);
    else draft.mayEmit.push({ name: "ChildState", channelId: here.channelId, ...call.state });
  } else {
    if (slot.version !== 0 || slot.deadline !== 0) putSlot(draft, here, { ...slot, status: 2 });
    payAndClose(draft, here, call.state, call.masks);
  }
  draft.events.push({ name: "Concluded", channelId: here.channelId, version: call.state.version });
}

function payAndClose(draft: Draft, here: Named, state: State, masks: readonly bigint[]): void {
  const { channelId, channel, n } = here;
  state.assets.forEach((asset, k) => {
    const key = keyOf(asset.token, asset.id);
    const paid = masked(masks[k] ?? 0n, n);
    const amounts = new Map<number, bigint>();
    for (let page = 0; 2 * page < n; page++) {
      const before = pageOf(draft, channelId, key, 2 * page);
      for (const i of [2 * page, 2 * page + 1].filter((i) => i < n)) {
        const net = netOf(draft, channelId, key, i) + (asset.delta[i] ?? 0n);
        if (paid.includes(i)) amounts.set(i, net);
        putNet(draft, channelId, key, i, paid.includes(i) ? 0n : net);
      }
      const after = pageOf(draft, channelId, key, 2 * page);
      const used = [before.even, before.odd, after.even, after.odd].some((net) => net !== 0n);
      if (page === 0 || used) draft.holdings.set(at(channelId, key, page), { ...after, closed: true });
    }
    mayBePaid(draft, channelId, asset);
    payAll(draft, channel, asset, amounts);
  });
}

/** `withdraw`: pays what the cumulative withdrawals of the masked assets still owe; the channel stays open. */
export function withdraw(draft: Draft, call: Call & { entry: "withdraw" }): void {
  const here = named(draft, call.channel, call.terms);
  const { channelId, n } = here;
  const slot = slotOf(draft, channelId);
  const { state } = call;
  need(isEditable(slot, here.terms, call.now), "NotEditable");
  if (state.version > slot.version) {
    checkNewer(draft, here, state, call.signatures);
    putSlot(draft, here, withState(slot, here, state));
  } else if (state.version < slot.version) need(false, "StaleVersion", "BadState");
  else need(isRegistered(slot, channelId, state), "BadState");
  state.assets.forEach((asset, k) => {
    if (((call.assetMask >> BigInt(k)) & 1n) === 0n) return;
    const key = keyOf(asset.token, asset.id);
    const amounts = new Map<number, bigint>();
    for (let i = 0; i < n; i++) {
      const due = withdrawnOf(asset, i) - (draft.paid.get(at(channelId, key, i)) ?? 0n);
      if (due <= 0n) continue;
      add(draft.paid, at(channelId, key, i), due);
      putNet(draft, channelId, key, i, netOf(draft, channelId, key, i) - due);
      amounts.set(i, due);
    }
    mayBePaid(draft, channelId, asset);
    payAll(draft, here.channel, asset, amounts);
  });
}

/** `settle`: pays net + delta of those masked, in a fixed channel. Idempotent: what is left is -delta. */
export function settle(draft: Draft, call: Call & { entry: "settle" }): void {
  const here = named(draft, call.channel, call.terms);
  const { channelId, n } = here;
  const { state, masks } = call;
  unordered([[masks.length === state.assets.length, "BadMasks"]], () => checkFixed(draft, here, state));
  state.assets.forEach((asset, k) => {
    const key = keyOf(asset.token, asset.id);
    const amounts = new Map<number, bigint>();
    for (const i of masked(masks[k] ?? 0n, n)) {
      const delta = asset.delta[i] ?? 0n;
      amounts.set(i, netOf(draft, channelId, key, i) + delta);
      putNet(draft, channelId, key, i, -delta);
    }
    mayBePaid(draft, channelId, asset);
    payAll(draft, here.channel, asset, amounts);
  });
}

/** `sweep`: whole nets of an asset that no state accounts for. */
export function sweep(draft: Draft, call: Call & { entry: "sweep" }): void {
  const here = named(draft, call.channel, call.terms);
  const { channelId, n } = here;
  const { token, id } = call;
  const slot = slotOf(draft, channelId);
  const key = keyOf(token, id);
  unordered([[kindOf(token, id) !== null, "BadAsset"]], () => {
    if (slot.status === 2 || pageOf(draft, channelId, key, 0).closed) return;
    need(isFixed(slot, here.terms, call.now), "NotFixed");
    need(isRegistered(slot, channelId, call.state), "BadState");
    need(!call.state.assets.some((asset) => asset.token === token && asset.id === id), "Listed");
  });
  // record 0026: no state accounts for a withdrawal that left a net below zero.
  const nets = Array.from({ length: n }, (_, i) => netOf(draft, channelId, key, i));
  need(
    nets.every((net) => net >= 0n),
    "Overdrawn",
  );
  const amounts = new Map<number, bigint>();
  for (const i of masked(call.mask, n)) {
    amounts.set(i, nets[i] ?? 0n);
    putNet(draft, channelId, key, i, 0n);
  }
  mayBePaid(draft, channelId, { token, id });
  payAll(draft, here.channel, { token, id }, amounts);
}
