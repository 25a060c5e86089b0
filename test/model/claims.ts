// Claims of interactions in a fixed channel (adjudicator §7): hash locks, legs of children, apps.
import { sha256Hex } from "../../offchain/evm/hash.ts";
import { type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import { hashApp, hashHashLock, hashLeg } from "../../offchain/generated/protocol/hashes.ts";
import type { HashLock, State } from "../../offchain/generated/protocol/structs.ts";
import { isAppLeaf, potOf } from "./apps.ts";
import type { Call, ClaimItem, Slot } from "./calls.ts";
import { checkLeg, outcomeOf } from "./children.ts";
import { keyOf, nodeOf, rootBy, ZERO } from "./identity.ts";
import { mayBePaid, payAll } from "./paying.ts";
import { checkFixed, type Named, named } from "./registration.ts";
import { add, at, type Draft, need, needAll } from "./state.ts";

/** `publish`: the first time stands; nobody owns an entry. */
export function publish(draft: Draft, call: Call & { entry: "publish" }): void {
  for (const preimage of call.preimages) {
    const hash = sha256Hex(hexToBytes(preimage));
    const known = draft.published.has(hash);
    // What a second publication says is not in the text.
    (known ? draft.mayEmit : draft.events).push({ name: "Published", hash, preimage });
    if (!known) draft.published.set(hash, call.now);
  }
}

/** What an item takes out of what is locked, and whom it gives it; by places of assets in the state. */
export interface Taken {
  readonly locks: readonly (readonly [asset: number, amount: bigint])[];
  readonly gives: readonly (readonly [asset: number, participant: number, amount: bigint])[];
}

/** A fixed channel whose interactions are claimed. */
export interface Claiming {
  readonly here: Named;
  readonly slot: Slot;
  readonly state: State;
}

/** No claim and no step in a child from `resolveBy` on. */
export function checkInTime(draft: Draft, { terms }: Named): void {
  const resolveBy = terms === null || terms.expiry === 0 ? Number.POSITIVE_INFINITY : terms.resolveBy;
  need(draft.now < resolveBy, "TooLate");
}

/** To whom a hash lock goes by now; null: undecided. Only a publication at or before `until` counts. */
export function receiverOf(draft: Pick<Draft, "published" | "now">, lock: HashLock): number | null {
  const published = draft.published.get(lock.hash) ?? 0;
  if (published !== 0 && published <= lock.until) return lock.to;
  return draft.now > lock.until ? lock.from : null;
}

const isLockLeaf = ({ asset, from, to }: HashLock, { here, state }: Claiming): boolean =>
  asset < state.assets.length && from < here.n && to < here.n;

function takenByLock(draft: Draft, lock: HashLock): Taken | null {
  const receiver = receiverOf(draft, lock);
  if (receiver === null) return null;
  return { locks: [[lock.asset, lock.amount]], gives: [[lock.asset, receiver, lock.amount]] };
}

/** Reverts for a wrong proof or a malformed leaf; null: to be skipped. */
function takenBy(draft: Draft, claiming: Claiming, item: ClaimItem): Taken | null {
  const { here, state } = claiming;
  const isAt = (leafHash: Hex, index: number): boolean =>
    rootBy(leafHash, index, item.proof) === state.interactionsRoot;
  switch (item.kind) {
    case "hashLock":
      needAll([
        [isLockLeaf(item.leaf, claiming), "BadLeaf"],
        [isAt(hashHashLock(item.leaf), item.leaf.index), "BadProof"],
      ]);
      return takenByLock(draft, item.leaf);
    case "leg":
      needAll([
        [item.leaf.seats.every((seat) => seat < here.n), "BadLeaf"],
        [isAt(hashLeg(item.leaf), item.leaf.index), "BadProof"],
      ]);
      checkLeg(draft, item, state);
      return outcomeOf(draft, item, state);
    case "app":
      needAll([
        [isAppLeaf(item.leaf, claiming), "BadLeaf"],
        [isAt(hashApp(item.leaf), item.leaf.index), "BadProof"],
      ]);
      return potOf(draft, claiming, item);
    case "other":
      return need(false, "BadKind") ?? null;
    default:
      return item satisfies never;
  }
}

const fits = (draft: Draft, { here, state }: Claiming, { locks }: Taken): boolean => {
  const wanted = new Map<number, bigint>();
  for (const [asset, amount] of locks) wanted.set(asset, (wanted.get(asset) ?? 0n) + amount);
  return [...wanted].every(
    ([asset, amount]) =>
      (draft.released.get(at(here.channelId, asset)) ?? 0n) + amount <= (state.assets[asset]?.locked ?? 0n),
  );
};

/** Takes one item, unless it is to be skipped; what it gives is added to `given`. */
function take(draft: Draft, claiming: Claiming, index: number, taken: Taken | null, given: Map<string, bigint>): void {
  const { channelId } = claiming.here;
  const bit = at(channelId, index);
  if (taken === null || draft.claimed.has(bit) || !fits(draft, claiming, taken)) return;
  draft.claimed.add(bit);
  for (const [asset, amount] of taken.locks) add(draft.released, at(channelId, asset), amount);
  for (const [asset, participant, amount] of taken.gives) add(given, at(asset, participant), amount);
  draft.events.push({ name: "Claimed", channelId, index });
}

/** A root pays once for each asset and participant; a child writes what each got. */
function give(draft: Draft, { here, state }: Claiming, given: ReadonlyMap<string, bigint>): void {
  state.assets.forEach((asset, k) => {
    const amounts = new Map<number, bigint>();
    for (let i = 0; i < here.n; i++) {
      const amount = given.get(at(k, i)) ?? 0n;
      if (amount > 0n) amounts.set(i, amount);
    }
    if (amounts.size === 0) return;
    if (here.terms === null) {
      mayBePaid(draft, here.channelId, asset);
      payAll(draft, here.channel, asset, amounts);
    } else {
      const key = keyOf(asset.token, asset.id);
      for (const [i, amount] of amounts) add(draft.resolved, at(here.channelId, key, i), amount);
    }
  });
}

/** `claim`: any kinds, one by one. */
export function claim(draft: Draft, call: Call & { entry: "claim" }): void {
  const here = named(draft, call.channel, call.terms);
  const claiming = {
    here,
    slot: checkFixed(draft, here, call.state, () => checkInTime(draft, here)),
    state: call.state,
  };
  const given = new Map<string, bigint>();
  for (const item of call.items) {
    const taken = takenBy(draft, claiming, item);
    if (item.kind !== "other") take(draft, claiming, item.leaf.index, taken, given);
  }
  give(draft, claiming, given);
}

/** The root that locks in the order of their indices and the siblings between them come to; null where they do not fit. */
export function multiRoot(
  leaves: readonly (readonly [number, Hex])[],
  depth: number,
  siblings: readonly Hex[],
): Hex | null {
  let row = leaves;
  let next = 0;
  for (let level = 0; level < depth; level++) {
    const above: (readonly [number, Hex])[] = [];
    for (let k = 0; k < row.length; k++) {
      const [index, hash] = row[k] ?? [0, ZERO];
      const after = row[k + 1];
      if (index % 2 === 0 && after?.[0] === index + 1) {
        above.push([index >> 1, nodeOf(hash, after[1])]);
        k++;
        continue;
      }
      const sibling = siblings[next++];
      if (sibling === undefined) return null;
      above.push([index >> 1, index % 2 === 0 ? nodeOf(hash, sibling) : nodeOf(sibling, hash)]);
    }
    row = above;
  }
  return row.length === 1 && next === siblings.length ? (row[0]?.[1] ?? null) : null;
}

/** `claimAll`: hash locks under one proof. */
export function claimAll(draft: Draft, call: Call & { entry: "claimAll" }): void {
  const here = named(draft, call.channel, undefined);
  const { locks, depth, siblings, state } = call;
  const claiming = { here, slot: checkFixed(draft, here, state), state };
  const rising = locks.every(({ index }, k) => index < 2 ** depth && (k === 0 || index > (locks[k - 1]?.index ?? 0)));
  const leaves = locks.map((lock): readonly [number, Hex] => [lock.index, hashHashLock(lock)]);
  needAll([
    [locks.every((lock) => isLockLeaf(lock, claiming)), "BadLeaf"],
    [rising && multiRoot(leaves, depth, siblings) === state.interactionsRoot, "BadProof"],
  ]);
  const given = new Map<string, bigint>();
  for (const lock of locks) take(draft, claiming, lock.index, takenByLock(draft, lock), given);
  give(draft, claiming, given);
}
