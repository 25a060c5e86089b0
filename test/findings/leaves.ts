import { sha256 } from "ethers";
import type { Hex } from "../../offchain/evm/hex.ts";
import {
  encodeApp,
  encodeAppClaim,
  encodeHashLock,
  encodeLeg,
  encodeLegClaim,
} from "../../offchain/generated/protocol/codecs.ts";
import { hashApp, hashHashLock, hashLeg } from "../../offchain/generated/protocol/hashes.ts";
import { node } from "../../offchain/generated/protocol/rules.ts";
import type { App, AppState, Claim, HashLock, Leg, State } from "../../offchain/generated/protocol/structs.ts";
import type { Pact } from "./court.ts";
import { hex, NONE } from "./people.ts";

/** A preimage, by number. */
export function secret(n: number): Hex {
  return hex(`0x${n.toString(16).padStart(64, "0")}`);
}

export function hashOf(preimage: Hex): Hex {
  return hex(sha256(preimage));
}

/** A lock of `amount` from participant 0 to participant 1, of the state's first asset. */
export function lockOf(index: number, amount: bigint, until: number, change: Partial<HashLock> = {}): HashLock {
  return { index, asset: 0, from: 0, to: 1, amount, hash: hashOf(secret(index + 1)), until, ...change };
}

/** A tree of leaf hashes, of so many levels; a place without one is 0. */
export class Tree {
  readonly leaves: ReadonlyMap<number, Hex>;
  private readonly levels: Hex[][];

  constructor(depth: number, leaves: ReadonlyMap<number, Hex>) {
    this.leaves = leaves;
    const row = Array.from({ length: 2 ** depth }, (_, place) => leaves.get(place) ?? NONE);
    this.levels = [row];
    for (let level = 0; level < depth; level++) this.levels.push(above(this.levels[level] ?? []));
  }

  static ofLocks(depth: number, ...locks: readonly HashLock[]): Tree {
    return new Tree(depth, new Map(locks.map((lock) => [lock.index, hashHashLock(lock)])));
  }

  /** A tree with nothing but this leaf, at index 0. */
  static ofLeg(leg: Leg): Tree {
    return new Tree(0, new Map([[0, hashLeg(leg)]]));
  }

  static ofApp(app: App): Tree {
    return new Tree(0, new Map([[0, hashApp(app)]]));
  }

  get root(): Hex {
    return this.levels.at(-1)?.[0] ?? NONE;
  }

  /** Siblings from the leaf up. */
  proofOf(place: number): Hex[] {
    return this.levels.slice(0, -1).map((row, level) => row[(place >> level) ^ 1] ?? NONE);
  }

  lock(lock: HashLock, place = lock.index): Claim {
    return { kind: 0, leaf: encodeHashLock(lock), proof: this.proofOf(place), extra: "0x" };
  }

  leg(leg: Leg, child: Pact, state: State): Claim {
    return { kind: 1, leaf: encodeLeg(leg), proof: this.proofOf(leg.index), extra: shown(child, state) };
  }

  app(leaf: App, state: AppState, entryHash: Hex, used: Hex): Claim {
    const extra = encodeAppClaim({ state, entryHash, used });
    return { kind: 2, leaf: encodeApp(leaf), proof: this.proofOf(leaf.index), extra };
  }
}

function above(row: readonly Hex[]): Hex[] {
  return Array.from({ length: row.length / 2 }, (_, i) => node(row[2 * i] ?? NONE, row[2 * i + 1] ?? NONE));
}

/** The child as a leg's claim shows it. */
function shown({ channel, terms }: Pact, state: State): Hex {
  if (terms === undefined) throw new Error("a channel without terms is nobody's child");
  return encodeLegClaim({ channel, terms, state });
}
