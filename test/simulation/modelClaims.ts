import type { Hex } from "../../offchain/evm/hex.ts";
import { decodeApp, decodeAppClaim, decodeHashLock } from "../../offchain/generated/protocol/codecs.ts";
import { hashApp, hashHashLock } from "../../offchain/generated/protocol/hashes.ts";
import { rootOf } from "../../offchain/generated/protocol/rules.ts";
import type { App, Claim, State } from "../../offchain/generated/protocol/structs.ts";
import { type Block, ModelReverted } from "./adjudicatorModel.ts";
import { channelOf, type OnChain, type World } from "./ledger.ts";
import { potFitsLeaf, readTurn } from "./modelApps.ts";
import { takeLeg } from "./modelChildren.ts";

/** What an item of a claim leaves behind, and what it pays: per asset of the state, per participant. */
export interface Taken {
  readonly after: OnChain;
  readonly owed: readonly (readonly bigint[])[];
}

export const nothing = (state: State, n: number): bigint[][] => state.assets.map(() => new Array<bigint>(n).fill(0n));

export function checkPlace(leafHash: Hex, index: number, proof: readonly Hex[], state: State): void {
  if (index >= 2 ** proof.length || rootOf(leafHash, BigInt(index), proof) !== state.interactionsRoot)
    throw new ModelReverted("BadProof");
}

/** M6: never more than is locked. */
export function release(
  known: OnChain,
  state: State,
  index: number,
  locks: readonly bigint[],
  owed: readonly (readonly bigint[])[],
): Taken {
  const fits = state.assets.every(({ token, locked }, a) => (known.released[token] ?? 0n) + (locks[a] ?? 0n) <= locked);
  if (!fits) return { after: known, owed: [] };
  const released = { ...known.released };
  state.assets.forEach(({ token }, a) => {
    released[token] = (released[token] ?? 0n) + (locks[a] ?? 0n);
  });
  return { after: { ...known, released, claimed: [...known.claimed, index] }, owed };
}

/** Adjudicator §7: one item; a done or undecided one is skipped, a bad proof reverts. */
export function takeItem(block: Block, world: World, channelId: Hex, state: State, item: Claim): Taken {
  const known = channelOf(world, channelId);
  const n = state.assets[0]?.delta.length ?? 0;
  if (item.kind === 2) return takeApp(block, known, state, item, n);
  if (item.kind === 1) return takeLeg(block, world, known, state, item, n);
  if (item.kind !== 0) throw new ModelReverted("BadKind");
  const leaf = decodeHashLock(item.leaf);
  checkPlace(hashHashLock(leaf), leaf.index, item.proof, state);
  if (known.claimed.includes(leaf.index)) return { after: known, owed: [] };
  const published = world.published.get(leaf.hash);
  const opened = published !== undefined && published.at <= leaf.until;
  if (!opened && block.now <= leaf.until) return { after: known, owed: [] };
  const owed = nothing(state, n);
  const row = owed[leaf.asset];
  if (row !== undefined) row[opened ? leaf.to : leaf.from] = leaf.amount;
  return release(
    known,
    state,
    leaf.index,
    state.assets.map((_, a) => (a === leaf.asset ? leaf.amount : 0n)),
    owed,
  );
}

const overBy = (leaf: App, enteredAt: number): number => Math.max(enteredAt, leaf.notBefore) + leaf.fallbackDelay;

function takeApp(block: Block, known: OnChain, state: State, item: Claim, n: number): Taken {
  const leaf = decodeApp(item.leaf);
  checkPlace(hashApp(leaf), leaf.index, item.proof, state);
  if (known.claimed.includes(leaf.index)) return { after: known, owed: [] };
  const { state: pot, entryHash, used } = decodeAppClaim(item.extra);
  const turn = readTurn(known, leaf, pot, entryHash, used);
  const over = turn !== null && (turn.done || pot.isFinal || block.now >= overBy(leaf, turn.enteredAt));
  if (!over || !potFitsLeaf(leaf, pot)) return { after: known, owed: [] };
  const owed = nothing(state, n);
  const seats = leaf.seats.length;
  pot.held.forEach((held, k) => {
    const row = owed[leaf.locks[Math.floor(k / seats)]?.asset ?? -1];
    const participant = leaf.seats[k % seats];
    if (row !== undefined && participant !== undefined) row[participant] = (row[participant] ?? 0n) + held;
  });
  const locks = state.assets.map((_, a) =>
    leaf.locks.reduce((sum, lock) => (lock.asset === a ? sum + lock.amount : sum), 0n),
  );
  return release(known, state, leaf.index, locks, owed);
}
