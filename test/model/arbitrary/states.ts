// States that honest players could sign now: solvent against what is held, with leaves that the locked amounts cover.
import type { AssetState, State } from "../../../offchain/generated/protocol/structs.ts";
import type { Random } from "../../simulation/random.ts";
import { keyOf, ZERO } from "../identity.ts";
import type { Asset } from "../paying.ts";
import { at, type Model, netOf } from "../state.ts";
import { type Content, type OurLeaf, type Ours, treeOf } from "./ours.ts";
import { rootOf } from "./trees.ts";

/** A whole number from 0 to `most`: often an end, sometimes next to one. */
export function amountUpTo(random: Random, most: bigint): bigint {
  if (most <= 0n) return 0n;
  switch (random.below(6)) {
    case 0:
      return most;
    case 1:
      return 0n;
    case 2:
      return most - 1n;
    case 3:
      return 1n;
    default:
      return (most * BigInt(random.below(1_000_001))) / 1_000_000n;
  }
}

/** What may be distributed of an asset: per participant of a root its net, of a child its funding. */
function heldOf(model: Model, ours: Ours, { token, id }: Asset): readonly bigint[] {
  const { terms, channelId, n } = ours;
  if (terms === undefined) return Array.from({ length: n }, (_, i) => netOf(model, channelId, keyOf(token, id), i));
  const funding = terms.funding.find((one) => one.token === token && one.id === id);
  return Array.from({ length: n }, (_, i) => funding?.amounts[i] ?? 0n);
}

/** What is still free of each asset while leaves are added. */
export type Budget = bigint[];

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

/** What there is of each listed asset. */
export const budgetOf = (model: Model, ours: Ours, assets: readonly Asset[]): Budget =>
  assets.map((asset) => total(heldOf(model, ours, asset)));

/** What a leaf locks, by place of the asset; null where the list has no place for it. */
export function locksOf(leaf: OurLeaf, assets: readonly Asset[]): readonly (readonly [number, bigint])[] | null {
  if (leaf.kind === "hashLock") return [[leaf.leaf.asset, leaf.leaf.amount]];
  if (leaf.kind === "app") return leaf.leaf.locks.map(({ asset, amount }) => [asset, amount] as const);
  const found = (leaf.child.terms?.funding ?? []).map(({ token, id, amounts }) => {
    const place = assets.findIndex((asset) => asset.token === token && asset.id === id);
    return [place, total(amounts)] as const;
  });
  return found.every(([place]) => place >= 0) ? found : null;
}

/** Takes what a leaf locks out of a budget, if it is there. */
export function afford(budget: Budget, leaf: OurLeaf, assets: readonly Asset[]): boolean {
  const locks = locksOf(leaf, assets);
  if (locks === null || locks.some(([place]) => place >= budget.length)) return false;
  const left = [...budget];
  for (const [place, amount] of locks) left[place] = (left[place] ?? 0n) - amount;
  if (left.some((amount) => amount < 0n)) return false;
  left.forEach((amount, place) => {
    budget[place] = amount;
  });
  return true;
}

/** Splits an amount among `n`. */
export function split(random: Random, amount: bigint, n: number): readonly bigint[] {
  const parts = Array.from({ length: n }, () => 0n);
  let left = amount;
  const first = random.below(n);
  for (let k = 0; k < n && left > 0n; k++) {
    const part = k === n - 1 ? left : amountUpTo(random, left);
    parts[(first + k) % n] = part;
    left -= part;
  }
  return parts;
}

interface Making {
  readonly random: Random;
  readonly model: Model;
  readonly ours: Ours;
}

function withdrawnIn({ random, model, ours }: Making, asset: Asset, balances: readonly bigint[]): readonly bigint[] {
  if (ours.terms !== undefined) return [];
  const key = keyOf(asset.token, asset.id);
  const before = ours.newest.state.assets.find(({ token, id }) => token === asset.token && id === asset.id);
  const wants = random.once(3);
  const list = balances.map((balance, i) => {
    const paid = model.paid.get(at(ours.channelId, key, i)) ?? 0n;
    const carried = before?.withdrawn[i] ?? 0n;
    const most = paid + balance;
    const wanted = wants && random.once(2) ? paid + amountUpTo(random, balance) : carried;
    const least = random.once(30) ? 0n : carried < most ? carried : most;
    return wanted < least ? least : wanted < most ? wanted : most;
  });
  return list.every((amount) => amount === 0n) && !random.once(20) ? [] : list;
}

function assetState(making: Making, asset: Asset, locked: bigint): AssetState {
  const held = heldOf(making.model, making.ours, asset);
  const balances = split(making.random, total(held) - locked, making.ours.n);
  const delta = balances.map((balance, i) => balance - (held[i] ?? 0n));
  return { token: asset.token, id: asset.id, locked, delta, withdrawn: withdrawnIn(making, asset, balances) };
}

/** A state with those leaves in which all is distributed anew; the budget is what the leaves left of it. */
export function stateWith(
  making: Making,
  assets: readonly Asset[],
  leaves: readonly OurLeaf[],
  isFinal: boolean,
): Content {
  const { random, model, ours } = making;
  const locked = assets.map(() => 0n);
  for (const leaf of leaves)
    for (const [place, amount] of locksOf(leaf, assets) ?? []) locked[place] = (locked[place] ?? 0n) + amount;
  // Colluders lock less than their leaves say, or more (M6).
  const shift = random.once(10) ? random.below(assets.length) : -1;
  const held = budgetOf(model, ours, assets);
  const levels = treeOf(leaves);
  const root = rootOf(levels);
  const gap = random.once(15) ? random.below(1000) : 1;
  const state: State = {
    version: Math.min(ours.newest.state.version + gap + (gap === 0 ? 1 : 0), 2 ** 48 - 1),
    isFinal,
    interactionsRoot: root,
    assets: assets.map((asset, k) => {
      const want = locked[k] ?? 0n;
      const other = k === shift && root !== ZERO ? amountUpTo(random, held[k] ?? 0n) : want;
      return assetState(making, asset, other);
    }),
  };
  return { state, leaves, levels };
}
