import { expect } from "chai";
import fc from "fast-check";
import { apply } from "../../../offchain/channel/apply.ts";
import { type Content, firstContent, stateOf } from "../../../offchain/channel/content.ts";
import type { Op, Operation } from "../../../offchain/channel/operation.ts";
import { leaves } from "../../../offchain/channel/tree.ts";
import type { Hex } from "../../../offchain/evm/hex.ts";

const ETH: Hex = `0x${"0".repeat(64)}`;
const hashOf = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
const NO_APPS = new Map();

/** A batch out of random choices: a lock is added, or one that stands at that point is given back. */
function batchOf(start: Content, choices: readonly number[], seqs: number[]): Op[] {
  const ops: Op[] = [];
  let content = start;
  for (const choice of choices) {
    const standing = leaves(content.tree);
    const [index, leaf] = standing[choice % Math.max(1, standing.length)] ?? [];
    const giveBack = choice % 3 === 0 && index !== undefined && leaf?.kind === "hashLock";
    const by = giveBack ? 1 : 0;
    const seq = (seqs[by] ?? 0) + 1;
    seqs[by] = seq;
    const body: Operation = giveBack
      ? { kind: "failed", index, lock: leaf.by, hash: leaf.leaf.hash, reason: 0 }
      : { kind: "add", to: 1, asset: 0, amount: 1n, hash: hashOf(seq), until: 5, onion: "0x" };
    const op: Op = { id: { participant: by, seq }, body };
    const next = apply(content, [op], 1, NO_APPS);
    if (!next.ok) throw new Error(next.reason);
    content = next.content;
    ops.push(op);
  }
  return ops;
}

describe("apply: a batch", () => {
  it("gives the state that its operations give one after the other, indices and root included", () => {
    const first = firstContent(2, [{ token: ETH, id: 0n, deposits: [10_000n, 0n] }]);
    const choices = fc.array(fc.array(fc.nat(10_000), { maxLength: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(choices, (batches) => {
        let together = first;
        let apart = first;
        const seqs = [0, 0];
        for (const [version, batch] of batches.entries()) {
          const ops = batchOf(together, batch, seqs);
          const whole = apply(together, ops, version + 1, NO_APPS);
          if (!whole.ok) throw new Error(whole.reason);
          for (const op of ops) {
            const step = apply(apart, [op], version + 1, NO_APPS);
            if (!step.ok) throw new Error(step.reason);
            apart = step.content;
          }
          together = whole.content;
          expect(stateOf(together).interactionsRoot).to.equal(stateOf(apart).interactionsRoot);
          expect(leaves(together.tree).map(([index]) => index)).to.deep.equal(
            leaves(apart.tree).map(([index]) => index),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
