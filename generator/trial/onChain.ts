import type { Address } from "../../offchain/evm/hex.ts";
import type { Exploration, Place } from "../play/explore.ts";
import { NOTHING_PLAYED } from "./conformance.ts";
import type { Court } from "./court.ts";
import { openCourt } from "./court.ts";
import type { Dispute } from "./dispute.ts";
import { clockEnd, isDone, makeMove, makeTimeout, openDispute, paysOut } from "./dispute.ts";
import type { Subject } from "./subject.ts";
import { phaseNumber, seatsIn } from "./subject.ts";
import type { Outcome } from "./suite.ts";

/** Earlier than every time in sample terms, chain seconds. */
const START = 1_000n;
/** States of a phase that disputes start from, evenly spread; more where tests are run for longer. */
const STARTS: number = Math.max(3, Math.floor(Number(process.env["CHENILLES_FUZZ_RUNS"] ?? 0) / 50));
const MOST_TURNS = 60;

/** A chain of its own, with an app's adapter. */
export interface Bench {
  readonly court: Court;
  readonly adapter: Address;
}

/** Deploys adjudicator and adapter. */
export async function openBench({ root, pin, app }: Subject): Promise<Bench> {
  const court = await openCourt(root, pin, START);
  return { court, adapter: await court.deploy(app.code.initCode) };
}

/** A dispute about a game that stands at one of its places. */
export function disputeAt(
  { court, adapter }: Bench,
  subject: Subject,
  game: Exploration,
  place: Place,
): Promise<Dispute> {
  court.now = START;
  return openDispute(court, subject, adapter, game, place);
}

/**
 * The same as off chain, through the adjudicator: from states of a phase, a seat of a role does nothing, the others make their due
 * moves on chain, then the timeouts; in the end everybody is paid what the rules say (design rules 1, 2, 5, 6).
 *
 * @throws Error naming what the chain refuses, or whom it pays something else.
 */
export async function restIsPlayedOnChain(
  subject: Subject,
  bench: Bench,
  phase: string,
  role: string,
): Promise<Outcome> {
  const [game] = subject.explorations;
  if (game === undefined) return NOTHING_PLAYED;
  const starts = startsIn(game, phaseNumber(subject.model, phase));
  if (starts.length === 0) throw new Error(`play reaches no state of ${phase}: nothing was shown`);
  for (const start of starts)
    for (const stopped of seatsIn(subject.model, role, game.seats)) {
      const place = game.places[start];
      if (place === undefined) continue;
      const where = `${phase}, state ${start}, seat ${stopped} stops`;
      const before = await heldByCourt(bench.court, subject);
      const dispute = await disputeAt(bench, subject, game, place);
      const end = await playOn(subject, game, dispute, start, stopped);
      if (end === null) continue;
      await paysOut(dispute, end.state.held, where);
      const after = await heldByCourt(bench.court, subject);
      if (after !== before)
        throw new Error(`${where}: the adjudicator holds ${after} after all is paid, ${before} before`);
    }
  return undefined;
}

/** What the adjudicator holds of each asset. */
async function heldByCourt(court: Court, { model }: Subject): Promise<string> {
  const held: bigint[] = [];
  for (const asset of model.assets.keys()) held.push(await court.balanceOf(court.adjudicator, asset));
  return held.join();
}

/** The places of a phase that disputes start from. */
export function startsIn(game: Exploration, phase: number, most: number = STARTS): number[] {
  const all = [...game.places.keys()].filter((i) => game.places[i]?.state.phase === phase);
  return all.filter((_, i) => i % Math.max(1, Math.floor(all.length / most)) === 0).slice(0, most);
}

/** Plays on from a place. Returns where it stands in the end; null where the exploration was cut off before. */
async function playOn(
  { model }: Subject,
  game: Exploration,
  dispute: Dispute,
  from: number,
  stopped: number,
): Promise<Place | null> {
  for (let at = from, turn = 0; turn < MOST_TURNS; turn++) {
    const place = game.places[at];
    if (place === undefined) return null;
    if (await isDone(dispute)) return place;
    const phase = model.phases[place.state.phase];
    // Where nobody must move, one move is made at first: then the clock is waited for.
    const may = phase?.mode === "any" ? turn === 0 : true;
    const isOpen = (move: number): boolean => (model.moves[move]?.atMostOnChain ?? 0) > 0;
    const known = place.steps.filter((step) => step.to >= 0 && isOpen(step.move));
    const mover = place.due.find((seat) => seat !== stopped && known.some((step) => step.seat === seat));
    const steps = known.filter((step) => may && step.seat === mover);
    const step = steps[(turn + from) % Math.max(1, steps.length)];
    const next = game.places[step?.to ?? -1]?.state;
    // Every second move is brought by somebody else, with the mover's signature on it.
    if (step !== undefined && next !== undefined) await makeMove(dispute, step, next, turn % 2 === 1);
    else await waitAndEnd(dispute, place);
    at = step?.to ?? place.silence[0]?.at ?? -1;
  }
  throw new Error(`seat ${stopped} stops in state ${from}, and it does not end on chain in ${MOST_TURNS} steps`);
}

/** Waits for the clock, and makes the timeout. */
export async function waitAndEnd(dispute: Dispute, place: Place): Promise<void> {
  const next = place.silence[0]?.to;
  if (next == null) throw new Error("a timeout fails off chain");
  const end = clockEnd(dispute);
  if (dispute.court.now < end) dispute.court.now = end;
  await makeTimeout(dispute, next);
}

/** From a place on, nobody moves any more: timeouts until it is over, then everybody is paid. */
export async function finish(dispute: Dispute, game: Exploration, from: number, where: string): Promise<void> {
  let at = from;
  for (let place = game.places[at]; place !== undefined; place = game.places[at]) {
    if (await isDone(dispute)) return paysOut(dispute, place.state.held, where);
    await waitAndEnd(dispute, place);
    at = place.silence[0]?.at ?? -1;
  }
}
