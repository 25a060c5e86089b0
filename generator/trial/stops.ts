import type { AppModel } from "../model/appModel.ts";
import type { Exploration, Place } from "../play/explore.ts";
import type { Value } from "../play/values.ts";
import { holdingOf, isSolvable, sealingOf, valueFor } from "../play/values.ts";
import { NOTHING_PLAYED } from "./conformance.ts";
import type { Subject } from "./subject.ts";
import { phaseNumber, seatsIn } from "./subject.ts";
import type { Outcome } from "./suite.ts";

const MOST_TURNS = 200;

/**
 * Each seat of a role stops at each state of a phase that play reaches; the others make their due moves, then the timeouts. It
 * comes to an end, assets are conserved at every step, nobody who is not late pays for it, and where the game was solved the others
 * end with at least what they were promised (design rules 2, 5, 6, 7). Off chain, by the generated code.
 *
 * @throws Error that says which seat stopped, where, and what it did to whom.
 */
export function everybodyMayStop({ model, explorations }: Subject, phase: string, role: string): Outcome {
  if (explorations.length === 0) return NOTHING_PLAYED;
  const number = phaseNumber(model, phase);
  let stops = 0;
  for (const exploration of explorations)
    for (const stopped of seatsIn(model, role, exploration.seats)) {
      const rest = (2 ** exploration.seats - 1) & ~(1 << stopped);
      const value = isSolvable(model) ? valueFor(model, exploration, rest) : undefined;
      for (const [i, place] of exploration.places.entries()) {
        if (place.state.phase !== number) continue;
        listed(model, exploration, place);
        const end = playOut(model, exploration, i, stopped, value);
        stops++;
        const promised = isPromised(model, place) ? value?.ofPlay(i) : undefined;
        const got = end === null ? undefined : holdingOf(rest, end.state.held);
        if (promised !== undefined && got !== undefined && got < promised)
          throw new Error(
            `seat ${stopped} stops in ${phase}: the others were promised ${promised} and end with ${got} (state ${i}, ${exploration.terms.said})`,
          );
      }
    }
  if (stops === 0) throw new Error(`play reaches no state of ${phase}: nothing was shown`);
  return undefined;
}

/** Every move leads where the diagram says. */
function listed(model: AppModel, { places }: Exploration, place: Place): void {
  for (const step of place.steps) {
    const [move, to] = [model.moves[step.move], places[step.to]?.state.phase];
    if (move === undefined || to === undefined) continue;
    const name = model.phases[to]?.name ?? "";
    if (!move.to.includes(name) && !(move.stays && to === place.state.phase))
      throw new Error(
        `${move.name} by seat ${step.seat} leads from ${move.in} to ${name}, which the spec's model does not list`,
      );
  }
}

/** From a place on, one seat does nothing. Returns where it ends; null where the exploration was cut off before. */
function playOut(
  model: AppModel,
  exploration: Exploration,
  from: number,
  stopped: number,
  value: Value | undefined,
): Place | null {
  for (let at = from, turn = 0; turn < MOST_TURNS; turn++) {
    const place = exploration.places[at];
    if (place === undefined) return null;
    if (place.state.isFinal) return place;
    const phase = model.phases[place.state.phase];
    // A move of one seat is owed as those of `each` and `turns` are: only those that say `any` are free.
    const isOwed = model.moves.some((move) => move.in === phase?.name && move.who !== "any");
    const mover = isOwed ? place.due.find((seat) => seat !== stopped) : undefined;
    const moved = mover === undefined ? undefined : chosen(place, mover, turn + from, value);
    const silence = place.silence[0];
    if (moved === undefined && silence?.to == null)
      throw new Error(`the timeout of ${phase?.name} fails in state ${at} (${exploration.terms.said})`);
    const next = moved ?? silence?.at ?? -1;
    const after = exploration.places[next]?.state.held ?? silence?.to?.held;
    if (after !== undefined) heldRight(model, exploration, place, after, moved === undefined);
    at = next;
  }
  throw new Error(`seat ${stopped} stops in state ${from}, and it does not end in ${MOST_TURNS} steps`);
}

/** One step's pots: nothing appears or goes, and silence takes nothing from who was not late. */
function heldRight(
  model: AppModel,
  exploration: Exploration,
  place: Place,
  after: readonly bigint[],
  isTimeout: boolean,
): void {
  const before = place.state.held;
  if (sums(model, after) !== sums(model, before))
    throw new Error(`assets are not conserved: ${sums(model, before)} before a step, ${sums(model, after)} after it`);
  if (!isTimeout) return;
  for (let seat = 0; seat < exploration.seats; seat++)
    if (!place.due.includes(seat) && isPoorer(model, seat, before, after))
      throw new Error(`seat ${seat} pays for the silence of ${place.due.join(", ")} (${exploration.terms.said})`);
}

/** Per asset, what all seats hold. */
function sums(model: AppModel, held: readonly bigint[]): string {
  const seats = held.length / model.assets.length;
  return model.assets.map((_, i) => held.slice(i * seats, (i + 1) * seats).reduce((sum, n) => sum + n, 0n)).join();
}

/** Whether a seat has less of something, and more of nothing. */
function isPoorer(model: AppModel, seat: number, before: readonly bigint[], after: readonly bigint[]): boolean {
  const seats = before.length / model.assets.length;
  const changes = model.assets.map((_, i) => (after[i * seats + seat] ?? 0n) - (before[i * seats + seat] ?? 0n));
  return changes.some((change) => change < 0n) && !changes.some((change) => change > 0n);
}

/** The step that serves the rest best, where the game is solved; any, but not always the same, where it is not. */
function chosen(place: Place, seat: number, turn: number, value: Value | undefined): number | undefined {
  const steps = place.steps.filter((step) => step.seat === seat && step.to >= 0);
  const values = steps.map((step) => value?.ofPlay(step.to));
  if (steps.length === 0) return undefined;
  if (values.includes(undefined)) return steps[turn % steps.length]?.to;
  const best = Math.max(...values.filter((each) => each !== undefined));
  return steps[values.indexOf(best)]?.to;
}

/** Whether what a coalition is promised from here on is a number that play can be held to. */
function isPromised(model: AppModel, place: Place): boolean {
  return (
    isSolvable(model) &&
    model.phases.slice(place.state.phase).every((phase) => sealingOf(model, phase.name) === undefined)
  );
}
