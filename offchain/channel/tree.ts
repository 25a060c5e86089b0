import type { Hex } from "../evm/hex.ts";
import { MAX_DEPTH } from "../generated/protocol/limits.ts";
import { node } from "../generated/protocol/rules.ts";

/** The hash of a place without a leaf. */
export const EMPTY: Hex = `0x${"0".repeat(64)}`;

interface Leaf<L> {
  readonly hash: Hex;
  readonly count: 1;
  readonly value: L;
}

interface Branch<L> {
  readonly hash: Hex;
  readonly count: number;
  readonly left: Node<L> | null;
  readonly right: Node<L> | null;
}

type Node<L> = Leaf<L> | Branch<L>;

/**
 * The tree of a state's interactions (adjudicator §2): persistent, so that a candidate shares all that it did not change with
 * the state below it. `height` is the tree's depth: the least that holds the highest index.
 */
export interface Tree<L> {
  readonly height: number;
  readonly top: Node<L> | null;
}

/** A tree without leaves. */
export const emptyTree: Tree<never> = { height: 0, top: null };

/** There is no place left: 2^16 leaves. */
export class TreeFull extends Error {
  constructor() {
    super("the tree of interactions is full");
    this.name = "TreeFull";
  }
}

const isLeaf = <L>(at: Node<L>): at is Leaf<L> => "value" in at;

/** The root as the state carries it: zero for no leaf at all. @example root(emptyTree) // 0x00…00 */
export function root<L>(tree: Tree<L>): Hex {
  return tree.top?.hash ?? EMPTY;
}

/** How many leaves there are. */
export function size<L>(tree: Tree<L>): number {
  return tree.top?.count ?? 0;
}

/** The leaf at an index, if there is one. */
export function leafAt<L>(tree: Tree<L>, index: number): L | undefined {
  if (index < 0 || index >= 2 ** tree.height) return undefined;
  let at: Node<L> | null = tree.top;
  for (let bit = tree.height - 1; bit >= 0; bit--) {
    if (at === null || isLeaf(at)) return undefined;
    at = (index >> bit) & 1 ? at.right : at.left;
  }
  return at !== null && isLeaf(at) ? at.value : undefined;
}

/** The lowest index without a leaf. @throws TreeFull when all 2^16 are taken. */
export function lowestFree<L>(tree: Tree<L>): number {
  if (size(tree) === 2 ** tree.height) {
    if (tree.top === null) return 0;
    if (tree.height === MAX_DEPTH) throw new TreeFull();
    return 2 ** tree.height;
  }
  let at: Node<L> | null = tree.top;
  let index = 0;
  for (let bit = tree.height - 1; bit >= 0; bit--) {
    if (at === null || isLeaf(at)) break;
    const full: boolean = (at.left?.count ?? 0) === 2 ** bit;
    at = full ? at.right : at.left;
    if (full) index += 2 ** bit;
  }
  return index;
}

function branch<L>(left: Node<L> | null, right: Node<L> | null): Branch<L> | null {
  if (left === null && right === null) return null;
  return {
    hash: node(left?.hash ?? EMPTY, right?.hash ?? EMPTY),
    count: (left?.count ?? 0) + (right?.count ?? 0),
    left,
    right,
  };
}

/** One change of a batch: the new leaf and its hash, or null to remove it. */
export type Change<L> = { readonly hash: Hex; readonly value: L } | null;

function write<L>(
  at: Node<L> | null,
  height: number,
  changes: readonly (readonly [number, Change<L>])[],
): Node<L> | null {
  if (changes.length === 0) return at;
  if (height === 0) {
    const change = changes[changes.length - 1]?.[1];
    return change ? { hash: change.hash, count: 1, value: change.value } : null;
  }
  const half = 2 ** (height - 1);
  const inner = at !== null && !isLeaf(at) ? at : null;
  const left = changes.filter(([index]) => index < half);
  const right = changes.filter(([index]) => index >= half).map(([index, change]) => [index - half, change] as const);
  return branch(write(inner?.left ?? null, height - 1, left), write(inner?.right ?? null, height - 1, right));
}

/**
 * The tree with a batch of changes made at once: each node above a change is hashed once.
 * @example change(emptyTree, new Map([[0, { hash, value }]]))
 */
export function change<L>(tree: Tree<L>, changes: ReadonlyMap<number, Change<L>>): Tree<L> {
  if (changes.size === 0) return tree;
  let { height, top } = tree;
  const highest = Math.max(...changes.keys());
  if (highest >= 2 ** MAX_DEPTH) throw new TreeFull();
  while (highest >= 2 ** height) {
    top = branch(top, null);
    height++;
  }
  top = write(top, height, [...changes]);
  while (height > 0 && top !== null && !isLeaf(top) && top.right === null) {
    top = top.left;
    height--;
  }
  return top === null ? emptyTree : { height, top };
}

/** The siblings from the leaf up, as `claim` takes them. */
export function proofOf<L>(tree: Tree<L>, index: number): Hex[] {
  const path: Hex[] = [];
  let at: Node<L> | null = tree.top;
  for (let bit = tree.height - 1; bit >= 0; bit--) {
    const here: Branch<L> | null = at !== null && !isLeaf(at) ? at : null;
    const right = ((index >> bit) & 1) === 1;
    path.push((right ? here?.left?.hash : here?.right?.hash) ?? EMPTY);
    at = (right ? here?.right : here?.left) ?? null;
  }
  return path.reverse();
}

/** All leaves with their indices, in order. */
export function leaves<L>(tree: Tree<L>): (readonly [number, L])[] {
  const found: (readonly [number, L])[] = [];
  const visit = (at: Node<L> | null, base: number, height: number): void => {
    if (at === null) return;
    if (isLeaf(at)) found.push([base, at.value]);
    else {
      visit(at.left, base, height - 1);
      visit(at.right, base + 2 ** (height - 1), height - 1);
    }
  };
  visit(tree.top, 0, tree.height);
  return found;
}

/** The leaves that differ between two trees: [index, before, after]. Shared parts are skipped, so the cost is that of the change. */
export function difference<L>(before: Tree<L>, after: Tree<L>): (readonly [number, L | undefined, L | undefined])[] {
  const found: (readonly [number, L | undefined, L | undefined])[] = [];
  const visit = (a: Node<L> | null, b: Node<L> | null, base: number, height: number): void => {
    if (a === b) return;
    if (height === 0) {
      found.push([base, a !== null && isLeaf(a) ? a.value : undefined, b !== null && isLeaf(b) ? b.value : undefined]);
      return;
    }
    const x = a !== null && !isLeaf(a) ? a : null;
    const y = b !== null && !isLeaf(b) ? b : null;
    visit(x?.left ?? null, y?.left ?? null, base, height - 1);
    visit(x?.right ?? null, y?.right ?? null, base + 2 ** (height - 1), height - 1);
  };
  const height = Math.max(before.height, after.height);
  visit(raise(before, height), raise(after, height), 0, height);
  return found;
}

/** The top as it looks from a greater height, without hashing: only for walking. */
function raise<L>(tree: Tree<L>, height: number): Node<L> | null {
  let top = tree.top;
  for (let h = tree.height; h < height && top !== null; h++)
    top = { hash: EMPTY, count: top.count, left: top, right: null };
  return top;
}
