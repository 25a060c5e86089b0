// Leaves for states: hash locks, apps and legs within a budget.
import { keccakHex, sha256Hex } from "../../../offchain/evm/hash.ts";
import { type Hex, hexToBytes } from "../../../offchain/evm/hex.ts";
import type { App, Share } from "../../../offchain/generated/protocol/structs.ts";
import type { Random } from "../../simulation/random.ts";
import { appStateHashOf } from "../identity.ts";
import type { Asset } from "../paying.ts";
import type { OurLeaf, Ours } from "./ours.ts";
import type { Players } from "./players.ts";
import { encodeScript, scriptedState, someScript, ticTacToeStart, ticTacToeTerms } from "./scripts.ts";
import { afford, amountUpTo, type Budget, split } from "./states.ts";

/** What new leaves are made with. */
export interface Planting {
  readonly random: Random;
  readonly players: Players;
  readonly now: number;
  readonly preimages: readonly Hex[];
  readonly ours: Ours;
  readonly assets: readonly Asset[];
}

const hashOf = (preimage: Hex): Hex => sha256Hex(hexToBytes(preimage));

function someHash({ random, preimages }: Planting): Hex {
  return hashOf(random.pick(preimages) ?? "0x");
}

function someTime({ random, now }: Planting): number {
  return now + (random.pick([0, 1, 60, 600, 1_000, 3_600]) ?? 0) + random.below(300);
}

function hashLock(planting: Planting, budget: Budget, index: number): OurLeaf {
  const { random, ours, assets } = planting;
  const asset = random.below(assets.length);
  const leaf = {
    index,
    asset,
    from: random.below(ours.n),
    to: random.below(ours.n),
    amount: amountUpTo(random, budget[asset] ?? 0n),
    hash: someHash(planting),
    until: someTime(planting),
  };
  return { kind: "hashLock", leaf };
}

function app(planting: Planting, budget: Budget, index: number): OurLeaf {
  const { random, ours, assets, now } = planting;
  const rules = ours.n >= 2 && random.once(3) ? ("ticTacToe" as const) : ("scripted" as const);
  const count = rules === "ticTacToe" ? 2 : Math.min(ours.n, 1 + random.below(3));
  const seats = shuffled(random, ours.n).slice(0, count);
  const first = random.below(assets.length);
  if (rules === "ticTacToe") {
    const stake = amountUpTo(random, (budget[first] ?? 0n) / 2n);
    const terms = ticTacToeTerms(stake, random.pick([1, 60, 600, 3_600]) ?? 60);
    const start = ticTacToeStart(terms);
    const locks = [{ asset: first, amount: 2n * stake }];
    return { kind: "app", rules, terms, start, leaf: appLeaf(planting, index, { rules, terms, start, seats, locks }) };
  }
  const script = someScript(random, now, someHash(planting));
  const terms = encodeScript(script);
  const shares = random.once(4) && assets.length > 1 ? [first, (first + 1) % assets.length] : [first];
  const locks = shares.map((asset): Share => ({ asset, amount: amountUpTo(random, budget[asset] ?? 0n) }));
  const held = locks.flatMap(({ amount }) => split(random, amount, seats.length));
  const start = scriptedState(script, held, BigInt(random.below(2)));
  // Now and then a pot that is not what the leaf locks.
  const odd = random.once(40) ? { ...start, held: [...held.slice(1), (held[0] ?? 0n) + 1n] } : start;
  return {
    kind: "app",
    rules,
    terms,
    start: odd,
    leaf: appLeaf(planting, index, { rules, terms, start: odd, seats, locks }),
  };
}

interface Seated {
  readonly rules: "scripted" | "ticTacToe";
  readonly terms: Hex;
  readonly start: { readonly isFinal: boolean; readonly held: readonly bigint[]; readonly body: Hex };
  readonly seats: readonly number[];
  readonly locks: readonly Share[];
}

function appLeaf({ random, players, now }: Planting, index: number, seated: Seated): App {
  const { rules, terms, start, seats, locks } = seated;
  const at = rules === "ticTacToe" ? players.ticTacToe : players.scripted;
  return {
    index,
    app: at.app,
    codeHash: random.once(40) ? hashOf("0x00") : at.codeHash,
    termsHash: keccakHex(hexToBytes(terms)),
    stateHash: appStateHashOf(start),
    notBefore: random.once(2) ? 0 : now + random.below(2_000),
    fallbackDelay: random.pick([0, 1, 600, 3_600]) ?? 600,
    seats,
    locks,
  };
}

/** The numbers below n in some order. */
export function shuffled(random: Random, n: number): readonly number[] {
  const list = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const [a, b] = [list[i] ?? 0, list[j] ?? 0];
    list[i] = b;
    list[j] = a;
  }
  return list;
}

function freeIndex(random: Random, taken: ReadonlySet<number>): number {
  if (random.once(60)) return 65_535 - random.below(3);
  let index = random.once(6) ? random.below(40) : 0;
  while (taken.has(index)) index++;
  return index;
}

/** Leaves for the next state: some that were there, those of children that wait for one, some new ones. */
export function leavesFor(planting: Planting, budget: Budget): readonly OurLeaf[] {
  const { random, ours, assets } = planting;
  const leaves: OurLeaf[] = [];
  const taken = new Set<number>();
  const plant = (leaf: OurLeaf): void => {
    if (taken.has(leaf.leaf.index) || !afford(budget, leaf, assets)) return;
    taken.add(leaf.leaf.index);
    leaves.push(leaf);
  };
  const kept = ours.newest.leaves.filter((leaf) => isStillListed(ours, leaf, assets));
  for (const leaf of kept) if (leaf.kind === "leg" || !random.once(3)) plant(leaf);
  for (const { child, seats } of ours.children) {
    if (leaves.some((leaf) => leaf.kind === "leg" && leaf.child === child) && !random.once(30)) continue;
    plant({ kind: "leg", leaf: { index: freeIndex(random, taken), child: child.channelId, seats }, child });
  }
  const isBatch = random.once(12);
  const more = isBatch ? 8 : random.once(2) ? random.below(5) : random.below(3);
  for (let k = 0; k < more && assets.length > 0; k++) {
    const index = freeIndex(random, taken);
    plant(!isBatch && random.once(2) ? app(planting, budget, index) : hashLock(planting, budget, index));
  }
  return leaves;
}

/** A leaf names assets by place: it is kept only while the places are the same. */
function isStillListed(ours: Ours, leaf: OurLeaf, assets: readonly Asset[]): boolean {
  const before = ours.newest.state.assets;
  if (leaf.kind === "leg") return true;
  const places = leaf.kind === "hashLock" ? [leaf.leaf.asset] : leaf.leaf.locks.map(({ asset }) => asset);
  return places.every((k) => before[k]?.token === assets[k]?.token && before[k]?.id === assets[k]?.id);
}
