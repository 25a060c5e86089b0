import { expect } from "chai";
import fc from "fast-check";
import {
  type Change,
  change,
  difference,
  EMPTY,
  emptyTree,
  leafAt,
  leaves,
  lowestFree,
  proofOf,
  root,
  size,
  type Tree,
  TreeFull,
} from "../../../offchain/channel/tree.ts";
import { keccakHex } from "../../../offchain/evm/hash.ts";
import { concat, type Hex, hexToBytes } from "../../../offchain/evm/hex.ts";
import { rootOf } from "../../../offchain/generated/protocol/rules.ts";

const hashOf = (value: string): Hex => keccakHex(new TextEncoder().encode(value));

/** The root as adjudicator §2 defines it, computed without any sharing: the depth is the least that holds the highest index. */
function naiveRoot(values: ReadonlyMap<number, string>): Hex {
  if (values.size === 0) return EMPTY;
  const highest = Math.max(...values.keys());
  let depth = 0;
  while (2 ** depth <= highest) depth++;
  let row: Hex[] = Array.from({ length: 2 ** depth }, (_, i) => (values.has(i) ? hashOf(values.get(i) ?? "") : EMPTY));
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, i) => {
      const [left = EMPTY, right = EMPTY] = [row[2 * i], row[2 * i + 1]];
      return left === EMPTY && right === EMPTY ? EMPTY : keccakHex(concat(hexToBytes(left), hexToBytes(right)));
    });
  }
  return row[0] ?? EMPTY;
}

const changesOf = (batch: readonly (readonly [number, string | null])[]): Map<number, Change<string>> =>
  new Map(batch.map(([index, value]) => [index, value === null ? null : { hash: hashOf(value), value }]));

const batches = fc.array(
  fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.string(), { freq: 3 })), { maxLength: 12 }),
  { maxLength: 8 },
);

describe("tree", () => {
  it("is the naive tree after any batches: root, leaves, size, lowest free index", () => {
    fc.assert(
      fc.property(batches, (all) => {
        let tree: Tree<string> = emptyTree;
        const values = new Map<number, string>();
        for (const batch of all) {
          tree = change(tree, changesOf(batch));
          for (const [index, value] of batch) {
            if (value === null) values.delete(index);
            else values.set(index, value);
          }
          expect(root(tree)).to.equal(naiveRoot(values));
          expect(size(tree)).to.equal(values.size);
          expect(leaves(tree)).to.deep.equal([...values].sort(([a], [b]) => a - b));
          for (let index = 0; index < 45; index++) expect(leafAt(tree, index)).to.equal(values.get(index));
          const free = [...Array(50).keys()].find((index) => !values.has(index));
          expect(lowestFree(tree)).to.equal(free);
        }
      }),
    );
  });

  it("proves each leaf as the contract checks it, the index below 2^depth (adjudicator C6)", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 20 }), (indices) => {
        const tree = change<string>(emptyTree, changesOf(indices.map((index) => [index, `leaf ${index}`])));
        for (const index of indices) {
          const proof = proofOf(tree, index);
          expect(index).to.be.below(2 ** proof.length);
          expect(rootOf(hashOf(`leaf ${index}`), BigInt(index), proof)).to.equal(root(tree));
        }
      }),
    );
  });

  it("names exactly what differs between two trees", () => {
    fc.assert(
      fc.property(batches, batches, (first, second) => {
        const build = (all: typeof first, from: Tree<string>): Tree<string> =>
          all.reduce((tree, batch) => change(tree, changesOf(batch)), from);
        const before = build(first, emptyTree);
        const after = build(second, before);
        const changed = new Map(difference(before, after).map(([index, was, is]) => [index, [was, is]]));
        for (let index = 0; index < 45; index++) {
          const [was, is] = [leafAt(before, index), leafAt(after, index)];
          if (was !== is) expect(changed.get(index)).to.deep.equal([was, is]);
          else expect(changed.has(index) && changed.get(index)?.[0] !== changed.get(index)?.[1]).to.equal(false);
        }
      }),
    );
  });

  it("leaves the tree it changes alone", () => {
    const before = change<string>(
      emptyTree,
      changesOf([
        [0, "a"],
        [5, "b"],
      ]),
    );
    const was = root(before);
    change(
      before,
      changesOf([
        [0, null],
        [9, "c"],
      ]),
    );
    expect(root(before)).to.equal(was);
    expect(leafAt(before, 0)).to.equal("a");
  });

  it("is full at 2^16 leaves, and says so", () => {
    const full = change<string>(emptyTree, changesOf(Array.from({ length: 2 ** 16 }, (_, i) => [i, "x"] as const)));
    expect(size(full)).to.equal(2 ** 16);
    expect(() => lowestFree(full)).to.throw(TreeFull);
  }).timeout(20_000);
});
