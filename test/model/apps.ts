// Apps on chain (adjudicator §9): steps, timeouts, and what an app's claim takes. Checks in the order of the text.
import { keccakHex } from "../../offchain/evm/hash.ts";
import { bytesToHex, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import { hashApp, hashMove } from "../../offchain/generated/protocol/hashes.ts";
import type { App, AppState, Status } from "../../offchain/generated/protocol/structs.ts";
import type { AppCall, AppPosition, Call, ClaimItem } from "./calls.ts";
import { type Claiming, checkInTime, type Taken } from "./claims.ts";
import { appStateHashOf, moveHashOf, rootBy } from "./identity.ts";
import { checkFixed, fixedAtOf, named } from "./registration.ts";
import { at, type Draft, need, needAll, type Turn } from "./state.ts";

/** adjudicator §7, *malformed*, of an app's leaf. */
export function isAppLeaf({ seats, locks }: App, { here, state }: Claiming): boolean {
  return (
    seats.length >= 1 &&
    seats.length <= 32 &&
    seats.every((seat) => seat < here.n) &&
    new Set(seats).size === seats.length &&
    locks.length >= 1 &&
    locks.length <= 16 &&
    locks.every(({ asset }) => asset < state.assets.length)
  );
}

/** Where an app stands if what the caller shows is what is recorded; null if it is not. */
function turnOf(draft: Draft, claiming: Claiming, shown: Omit<AppPosition, "terms" | "proof">): Turn | null {
  const { here, slot } = claiming;
  const stateHash = appStateHashOf(shown.state);
  const { leaf, entryHash, used } = shown;
  const known = draft.turns.get(at(here.channelId, leaf.index)) ?? {
    turn: 0,
    enteredAt: fixedAtOf(slot, here.terms),
    done: false,
    stateHash: leaf.stateHash,
    entryHash: leaf.stateHash,
    used: "0x" as const,
  };
  const isShown = known.stateHash === stateHash && known.entryHash === entryHash && known.used === used;
  return isShown ? known : null;
}

/** Whether the pot's sums are the leaf's locks. */
const isPot = ({ seats, locks }: App, { held }: AppState): boolean =>
  held.length === seats.length * locks.length &&
  locks.every(({ amount }, k) => {
    const row = held.slice(k * seats.length, (k + 1) * seats.length);
    return row.reduce((sum, one) => sum + one, 0n) === amount;
  });

/** An app's claim: the pot as it stands, once it has ended or failed for long enough; null: to be skipped. */
export function potOf(draft: Draft, claiming: Claiming, item: ClaimItem & { kind: "app" }): Taken | null {
  const { leaf, state } = item;
  const turn = turnOf(draft, claiming, item);
  if (turn === null || !isPot(leaf, state)) return null;
  const fallback = Math.max(turn.enteredAt, leaf.notBefore) + leaf.fallbackDelay;
  if (!turn.done && !state.isFinal && draft.now < fallback) return null;
  return {
    locks: leaf.locks.map(({ asset, amount }) => [asset, amount] as const),
    gives: leaf.locks.flatMap(({ asset }, k) =>
      leaf.seats.map((seat, s) => [asset, seat, state.held[k * leaf.seats.length + s] ?? 0n] as const),
    ),
  };
}

/** An app that may make a step. */
interface Standing {
  readonly claiming: Claiming;
  readonly turn: Turn;
  readonly status: Status;
  readonly to: AppCall;
}

type StepCall = Call & { entry: "progress" | "timeout" };

/** Checks 1 to 3, and the status that the clock is read from. */
function standing(draft: Draft, call: StepCall): Standing {
  const here = named(draft, call.channel, call.terms);
  const claiming = {
    here,
    slot: checkFixed(draft, here, call.state, () => checkInTime(draft, here)),
    state: call.state,
  };
  const { leaf, proof, terms, state } = call.position;
  needAll([
    [isAppLeaf(leaf, claiming), "BadLeaf"],
    [rootBy(hashApp(leaf), leaf.index, proof) === call.state.interactionsRoot, "BadProof"],
  ]);
  need(!draft.claimed.has(at(here.channelId, leaf.index)), "AlreadyClaimed");
  need(draft.outside.codeHashOf(leaf.app) === leaf.codeHash, "BadApp");
  need(keccakHex(hexToBytes(terms)) === leaf.termsHash, "BadTerms");
  const turn = turnOf(draft, claiming, call.position);
  need(turn !== null, "StaleState");
  need(!turn.done && !state.isFinal, "Done");
  const to = { app: leaf.app, gas: call.channel.appGas, terms, state };
  const status = draft.outside.status(to, call.position.used);
  need(status !== null && (status.clock === 1 || status.clock === 2), "AppFailed");
  return { claiming, turn, status, to };
}

/** The end of an `after` clock. Times of apps are 64 bits wide: added as whole numbers. */
function endOf({ turn, status }: Standing): bigint {
  const entered = BigInt(turn.enteredAt);
  return (status.time > entered ? status.time : entered) + status.window;
}

function checkMover(call: Call & { entry: "progress" }, { claiming, turn }: Standing): void {
  const { play, position, channel, sender } = call;
  const who = channel.participants[position.leaf.seats[play.seat] ?? Number.POSITIVE_INFINITY];
  need(who !== undefined, "NotMover");
  const { signature } = play;
  if (signature === undefined) return need(sender === who.signer, "NotMover");
  const wanted = hashMove({
    channelId: claiming.here.channelId,
    version: claiming.slot.version,
    index: position.leaf.index,
    turn: turn.turn,
    stateHash: turn.entryHash,
    moveHash: moveHashOf(play.seat, play.move, play.args),
  });
  const good =
    signature.by === who.signer &&
    BigInt(who.signer) !== 0n &&
    signature.flaw === undefined &&
    hashMove(signature.over) === wanted;
  need(good || sender === who.signer, "NotMover");
}

/** How often a seat has made a move on chain. */
export const usedOf = (used: Hex, seats: number, seat: number, move: number): number =>
  hexToBytes(used)[move * seats + seat] ?? 0;

/** The counts with one more, cut after the last that is not 0. */
export function usedWith(used: Hex, seats: number, seat: number, move: number): Hex {
  const place = move * seats + seat;
  const bytes = hexToBytes(used);
  const next = new Uint8Array(Math.max(bytes.length, place + 1));
  next.set(bytes);
  next[place] = (next[place] ?? 0) + 1;
  return bytesToHex(next);
}

/** Whether the app is over in `next`: final, or exhausted as it says itself. */
function isOver(draft: Draft, { to }: Standing, next: AppState, used: Hex): boolean {
  if (next.isFinal) return true;
  const status = draft.outside.status({ ...to, state: next }, used);
  need(status !== null, "AppFailed");
  return status.exhausted;
}

/** `progress`: one move, before the clock's end, by its mover, within its budget. */
export function progress(draft: Draft, call: Call & { entry: "progress" }): void {
  const here = standing(draft, call);
  const { turn, status, claiming } = here;
  const { play, position } = call;
  const { leaf } = position;
  need(status.clock !== 2, "NoBudget");
  need(BigInt(draft.now) < endOf(here), "MoveTooLate");
  checkMover(call, here);
  const played = draft.outside.play(here.to, play.seat, play.move, play.args);
  need(played !== null, "AppFailed");
  const { next, stays, most } = played;
  const spent = usedOf(position.used, leaf.seats.length, play.seat, play.move);
  needAll([
    [isPot(leaf, next), "AppFailed"],
    [spent < most, "NoBudget"],
  ]);
  const used = usedWith(position.used, leaf.seats.length, play.seat, play.move);
  const done = isOver(draft, here, next, used);
  const stateHash = appStateHashOf(next);
  const after: Turn = stays
    ? { ...turn, done, stateHash, used }
    : { turn: turn.turn + 1, enteredAt: draft.now, done, stateHash, entryHash: stateHash, used };
  const { channelId } = claiming.here;
  draft.turns.set(at(channelId, leaf.index), after);
  const { seat, move, args } = play;
  draft.events.push({ name: "Moved", channelId, index: leaf.index, turn: after.turn, seat, move, args, state: next });
}

/** `timeout`: by anyone, once the clock has run out. */
export function timeout(draft: Draft, call: Call & { entry: "timeout" }): void {
  const here = standing(draft, call);
  const { turn, status, claiming } = here;
  const { leaf, used } = call.position;
  const published = draft.published.get(status.lock) ?? 0;
  const isTime =
    status.clock === 1
      ? BigInt(draft.now) >= endOf(here)
      : (published !== 0 && BigInt(published) <= status.time) || BigInt(draft.now) > status.time;
  need(isTime, "TooEarly");
  const next = draft.outside.expire(here.to, published);
  need(next !== null && isPot(leaf, next), "AppFailed");
  const done = isOver(draft, here, next, used);
  const stateHash = appStateHashOf(next);
  const after: Turn = { turn: turn.turn + 1, enteredAt: draft.now, done, stateHash, entryHash: stateHash, used };
  const { channelId } = claiming.here;
  draft.turns.set(at(channelId, leaf.index), after);
  draft.events.push({ name: "TimedOut", channelId, index: leaf.index, turn: after.turn, state: next });
}
