import type { AppModel } from "../model/appModel.ts";
import type { Exploration, Place } from "./explore.ts";

/**
 * What a coalition holds in the end if it is never silent: it plays for the most, the others, never silent either, for the least.
 * Sealed values are drawn evenly. `undefined`: the exploration does not say.
 */
export interface Value {
  /** If nobody is silent from here on. */
  ofPlay(place: number): number | undefined;
  /** If in this phase these seats, a bit for each, are silent, and all others who are due move first. */
  ofSilence(place: number, silent: number): number | undefined;
}

/** Whether the game's outcome is a number: one asset, and in every phase moves that must be made. */
export function isSolvable(model: AppModel): boolean {
  const waits = model.phases.filter((phase) => !phase.final);
  const must = model.moves.every((move) => move.who !== "any");
  return model.assets.length === 1 && must && waits.every((phase) => phase.moves.length > 0) && !readsRegistry(model);
}

function readsRegistry(model: AppModel): boolean {
  return model.timeouts.some((timeout) => timeout.readsPublished);
}

/** The coalition's sum in a pot. */
export function holdingOf(coalition: number, held: readonly bigint[]): number {
  return held.reduce((sum, amount, seat) => ((coalition >>> seat) & 1 ? sum + Number(amount) : sum), 0);
}

/** Solves a game for one coalition (a bit for each seat). */
export function valueFor(model: AppModel, exploration: Exploration, coalition: number): Value {
  const known = new Map<number, number | undefined>();
  const open = new Set<number>();
  const value = (at: number): number | undefined => {
    if (known.has(at)) return known.get(at);
    const place = exploration.places[at];
    // A position that comes back has no value by this rule; nor has one that was not looked at.
    if (place === undefined || open.has(at)) return undefined;
    open.add(at);
    const result = place.state.isFinal ? holdingOf(coalition, place.state.held) : best(place);
    open.delete(at);
    known.set(at, result);
    return result;
  };
  const best = (place: Place): number | undefined => {
    const [seat] = place.due;
    if (seat === undefined) return undefined;
    const steps = place.steps.filter((step) => step.seat === seat);
    const values = steps.map((step) => value(step.to));
    const sealing = sealingOf(model, model.phases[place.state.phase]?.name ?? "") !== undefined;
    if (sealing) return average(values);
    if (values.length === 0 || values.includes(undefined)) return undefined;
    const sure = values.filter((each) => each !== undefined);
    return (coalition >>> seat) & 1 ? Math.max(...sure) : Math.min(...sure);
  };
  const quiet = (at: number, silent: number): number | undefined => {
    const place = exploration.places[at];
    if (place === undefined) return undefined;
    const seat = place.due.find((each) => !((silent >>> each) & 1));
    const after = place.silence[0];
    if (seat === undefined) return after === undefined ? undefined : value(after.at);
    return average(place.steps.filter((step) => step.seat === seat).map((step) => quiet(step.to, silent)));
  };
  return { ofPlay: value, ofSilence: quiet };
}

/** Whether silence may be asked about at all: every move must be made, and the registry has no say. */
export function isOwed(model: AppModel): boolean {
  return model.moves.every((move) => move.who !== "any") && !readsRegistry(model);
}

/** The coalition's sums, one for each asset. */
export function holdingsOf(model: AppModel, coalition: number, held: readonly bigint[]): bigint[] {
  const seats = held.length / model.assets.length;
  const own = (list: readonly bigint[]): bigint =>
    list.reduce((sum, amount, seat) => ((coalition >>> seat) & 1 ? sum + amount : sum), 0n);
  return model.assets.map((_, asset) => own(held.slice(asset * seats, (asset + 1) * seats)));
}

/** Where a game ends if everybody who is due moves, and nobody has a choice; undefined where somebody has. */
export function forcedEnd(exploration: Exploration, at: number): Place | undefined {
  for (let place = exploration.places[at], turn = 0; place !== undefined && turn < 100; turn++) {
    if (place.state.isFinal) return place;
    const [seat] = place.due;
    const steps = place.steps.filter((step) => step.seat === seat);
    place = steps.length === 1 ? exploration.places[steps[0]?.to ?? -1] : undefined;
  }
  return undefined;
}

/** What the moves of a phase seal: values, or salts alone, which is a draw. */
export function sealingOf(model: AppModel, phase: string): "value" | "salt" | undefined {
  const move = model.moves.find((each) => each.in === phase && each.seals !== null);
  const opener = model.moves.find((each) => each.name === move?.opener);
  if (opener === undefined) return undefined;
  return opener.secrets.length > 0 ? "value" : "salt";
}

/** Secrets that could never be shown have no value: nobody seals them. */
function average(values: readonly (number | undefined)[]): number | undefined {
  const sure = values.filter((each) => each !== undefined);
  return sure.length === 0 ? undefined : sure.reduce((sum, each) => sum + each, 0) / sure.length;
}
