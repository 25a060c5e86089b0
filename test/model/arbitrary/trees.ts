// Trees of leaves with proofs, for states that are made up.
import type { Hex } from "../../../offchain/evm/hex.ts";
import { nodeOf, ZERO } from "../identity.ts";

/** The levels of a tree, from the leaves up to the root. */
export type Levels = readonly (readonly Hex[])[];

/** The levels above leaves at their indices; [[0]] for no leaf. */
export function levelsOf(leaves: ReadonlyMap<number, Hex>): Levels {
  const highest = Math.max(-1, ...leaves.keys());
  let width = 1;
  while (width <= highest) width *= 2;
  // Sparse: only what is not zero is looked at.
  let row = new Map(leaves);
  const levels = [Array.from({ length: width }, (_, i) => row.get(i) ?? ZERO)];
  for (let size = width / 2; size >= 1; size /= 2) {
    const above = new Map<number, Hex>();
    for (const index of row.keys()) {
      const at = index >> 1;
      if (!above.has(at)) above.set(at, nodeOf(row.get(2 * at) ?? ZERO, row.get(2 * at + 1) ?? ZERO));
    }
    row = above;
    levels.push(Array.from({ length: size }, (_, i) => row.get(i) ?? ZERO));
  }
  return levels;
}

/** The root of a tree. */
export const rootOf = (levels: Levels): Hex => levels.at(-1)?.[0] ?? ZERO;

/** A leaf's siblings, from the leaf up. */
export const proofOf = (levels: Levels, index: number): readonly Hex[] =>
  levels.slice(0, -1).map((row, depth) => row[(index >> depth) ^ 1] ?? ZERO);

/** What a common proof of leaves needs besides them: level by level from the leaves up, from left to right. */
export function siblingsOf(levels: Levels, indices: readonly number[]): readonly Hex[] {
  const siblings: Hex[] = [];
  let known = new Set(indices);
  for (const row of levels.slice(0, -1)) {
    const next = new Set<number>();
    for (const index of [...known].sort((a, b) => a - b)) {
      if (!known.has(index ^ 1)) siblings.push(row[index ^ 1] ?? ZERO);
      next.add(index >> 1);
    }
    known = next;
  }
  return siblings;
}
