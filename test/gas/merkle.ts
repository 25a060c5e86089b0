import type { Hex } from "../../offchain/evm/hex.ts";
import { node } from "../../offchain/generated/protocol/rules.ts";
import { NOBODY } from "./court.ts";

/** The levels of the tree above some leaves, from the leaves up; what is missing to the next power of two is no leaf. */
export function levelsOf(leaves: readonly Hex[]): Hex[][] {
  const levels = [[...leaves]];
  for (let row = levels[0] ?? []; row.length > 1; row = levels.at(-1) ?? []) {
    const pairs = Math.ceil(row.length / 2);
    levels.push(Array.from({ length: pairs }, (_, i) => node(row[2 * i] ?? NOBODY, row[2 * i + 1] ?? NOBODY)));
  }
  return levels;
}

/** A leaf's siblings, from the leaf up. */
export function proofOf(levels: readonly Hex[][], index: number): Hex[] {
  return levels.slice(0, -1).map((row, depth) => row[(index >> depth) ^ 1] ?? NOBODY);
}

/** What `claimAll` needs besides the leaves at these places, which rise: the siblings that are not known, level by level. */
export function siblingsOf(levels: readonly Hex[][], places: readonly number[]): Hex[] {
  const siblings: Hex[] = [];
  let known = [...places];
  for (const row of levels.slice(0, -1)) {
    const has = new Set(known);
    siblings.push(...known.filter((place) => !has.has(place ^ 1)).map((place) => row[place ^ 1] ?? NOBODY));
    known = [...new Set(known.map((place) => place >> 1))];
  }
  return siblings;
}
