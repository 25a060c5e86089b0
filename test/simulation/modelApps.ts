import { keccakHex } from "../../offchain/evm/hash.ts";
import { bytesToHex, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import type { AppCode } from "../../offchain/generated/protocol/app.ts";
import { hashApp } from "../../offchain/generated/protocol/hashes.ts";
import { appStateHash } from "../../offchain/generated/protocol/rules.ts";
import type { App, AppState, Play, Position, State, Status } from "../../offchain/generated/protocol/structs.ts";
import { type Block, ModelReverted } from "./adjudicatorModel.ts";
import type { OnChain, OnChainTurn, World } from "./ledger.ts";
import { checkPlace } from "./modelClaims.ts";

const need = (holds: boolean, error: string): void => {
  if (!holds) throw new ModelReverted(error);
};

/** Per share, the pot sums to what the leaf locks. */
export function potFitsLeaf(leaf: App, { held }: AppState): boolean {
  const seats = leaf.seats.length;
  return (
    held.length === seats * leaf.locks.length &&
    leaf.locks.every(
      ({ amount }, k) => held.slice(k * seats, (k + 1) * seats).reduce((sum, one) => sum + one, 0n) === amount,
    )
  );
}

/** Where an app stands, if what the caller brings is what is recorded; null if not. */
export function readTurn(known: OnChain, leaf: App, state: AppState, entryHash: Hex, used: Hex): OnChainTurn | null {
  const stateHash = appStateHash(state);
  const turn = known.turns[leaf.index];
  if (turn === undefined) {
    const fits = stateHash === leaf.stateHash && entryHash === leaf.stateHash && used === "0x";
    return fits ? { turn: 0, enteredAt: known.deadline, done: false, stateHash, entryHash, used } : null;
  }
  return turn.stateHash === stateHash && turn.entryHash === entryHash && turn.used === used ? turn : null;
}

interface Opened {
  readonly turn: OnChainTurn;
  readonly code: AppCode;
  readonly status: Status;
}

function open(
  block: Block,
  known: OnChain,
  state: State,
  { leaf, proof, terms, state: at, entryHash, used }: Position,
): Opened {
  checkPlace(hashApp(leaf), leaf.index, proof, state);
  need(!known.claimed.includes(leaf.index), "AlreadyClaimed");
  const code = block.apps.get(leaf.app);
  if (code === undefined || code.codeHash !== leaf.codeHash) throw new ModelReverted("BadApp");
  need(keccakHex(hexToBytes(terms)) === leaf.termsHash, "BadTerms");
  const turn = readTurn(known, leaf, at, entryHash, used);
  if (turn === null) throw new ModelReverted("StaleState");
  need(!turn.done && !at.isFinal, "Done");
  const status = code.status(terms, at, used);
  if (!status.ok) throw new ModelReverted("AppFailed");
  return { turn, code, status: status.value };
}

const endOf = (status: Status, turn: OnChainTurn): number =>
  Math.max(turn.enteredAt, Number(status.time)) + Number(status.window);

function counted(used: Hex, at: number, most: number): Hex {
  const bytes = hexToBytes(used);
  need((bytes[at] ?? 0) < most, "NoBudget");
  const next = new Uint8Array(Math.max(bytes.length, at + 1));
  next.set(bytes);
  next[at] = (next[at] ?? 0) + 1;
  return bytesToHex(next);
}

function entered(
  block: Block,
  { turn, code }: Opened,
  position: Position,
  next: AppState,
  stays: boolean,
  used: Hex,
): OnChainTurn {
  need(potFitsLeaf(position.leaf, next), "AppFailed");
  const stateHash = appStateHash(next);
  const status = code.status(position.terms, next, used);
  const done = next.isFinal || (status.ok && status.value.exhausted);
  if (stays) return { ...turn, stateHash, used, done };
  return { turn: turn.turn + 1, enteredAt: block.now, done, stateHash, entryHash: stateHash, used };
}

/** Adjudicator §9, `progress`. */
export function playStep(
  block: Block,
  known: OnChain,
  state: State,
  position: Position,
  play: Play,
  mayMove: (turn: number) => boolean,
): OnChain {
  const at = open(block, known, state, position);
  need(at.status.clock === 1, "NoBudget");
  need(block.now < endOf(at.status, at.turn), "MoveTooLate");
  need(play.seat < position.leaf.seats.length && mayMove(at.turn.turn), "NotMover");
  const played = at.code.play(position.terms, position.state, play.seat, play.move, play.args);
  if (!played.ok) throw new ModelReverted("AppFailed");
  const { next, stays, most } = played.value;
  const used = counted(position.used, play.move * position.leaf.seats.length + play.seat, most);
  const turn = entered(block, at, position, next, stays, used);
  const { index } = position.leaf;
  const event = {
    kind: "moved",
    index,
    turn: turn.turn,
    seat: play.seat,
    move: play.move,
    args: play.args,
    state: next,
    at: block.now,
    block: block.number,
  } as const;
  return { ...known, turns: { ...known.turns, [index]: turn }, events: [...known.events, event] };
}

/** Adjudicator §9, `timeout`. */
export function timeoutStep(block: Block, world: World, known: OnChain, state: State, position: Position): OnChain {
  const at = open(block, known, state, position);
  const published = world.published.get(at.status.lock)?.at ?? 0;
  if (at.status.clock === 2)
    need((published !== 0 && published <= Number(at.status.time)) || block.now > Number(at.status.time), "TooEarly");
  else need(block.now >= endOf(at.status, at.turn), "TooEarly");
  const expired = at.code.expire(position.terms, position.state, BigInt(published));
  if (!expired.ok) throw new ModelReverted("AppFailed");
  const turn = entered(block, at, position, expired.value, false, position.used);
  const { index } = position.leaf;
  const event = {
    kind: "timedOut",
    index,
    turn: turn.turn,
    state: expired.value,
    at: block.now,
    block: block.number,
  } as const;
  return { ...known, turns: { ...known.turns, [index]: turn }, events: [...known.events, event] };
}
