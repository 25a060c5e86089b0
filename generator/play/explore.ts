import type { AppModel, MoveModel } from "../model/appModel.ts";
import type { Prelude } from "../read/prelude.ts";
import type { Call, Game, GameCall, GameState } from "./game.ts";
import { gameOf } from "./game.ts";
import type { SampleTerms } from "./samples.ts";
import { sampleArguments, sampleSecrets } from "./samples.ts";
import { wordsToBytes } from "./words.ts";

/** A move that the rules accept in a state. */
export interface Step {
  readonly seat: number;
  /** Its place in the file. */
  readonly move: number;
  readonly args: Uint8Array;
  /** The state that it leads to, by its number; -1 where the exploration ends before it. */
  readonly to: number;
  readonly stays: boolean;
}

/** A state that play reaches, and all that can be done in it with the arguments that are tried. */
export interface Place {
  readonly state: GameState;
  readonly due: readonly number[];
  readonly steps: readonly Step[];
  /** Where silence leads, for each thing that the registry may say; null where the timeout fails. */
  readonly silence: readonly { readonly published: bigint; readonly to: GameState | null; readonly at: number }[];
}

/** The states of a game that play and silence reach from the first one. */
export interface Exploration {
  readonly terms: SampleTerms;
  readonly seats: number;
  readonly game: Game;
  readonly places: readonly Place[];
  /** Whether there were more. */
  readonly cut: boolean;
}

/** States of one game that are looked at, at most. */
const MOST_STATES = 20_000;

/** What a seat may try in a phase. */
export interface Attempt {
  readonly seat: number;
  readonly move: number;
  readonly args: Uint8Array;
}

/** Explores a game breadth first; null where the terms cannot be opened. */
export function explore(
  model: AppModel,
  prelude: Prelude,
  call: Call,
  terms: SampleTerms,
  seats: number,
  heard: (call: GameCall) => void,
): Exploration | null {
  const game = gameOf(call, terms.words, heard);
  const first = game.begin(seats);
  if (first === null) return null;
  const attempts = model.phases.map((phase) => attemptsIn(model, prelude, terms, seats, phase.name));
  const numbers = new Map([[first.key, 0]]);
  const states = [first];
  let cut = false;
  const numberOf = (state: GameState): number => {
    const known = numbers.get(state.key);
    if (known !== undefined) return known;
    if (states.length >= MOST_STATES) {
      cut = true;
      return -1;
    }
    numbers.set(state.key, states.length);
    return states.push(state) - 1;
  };
  const places: Place[] = [];
  for (let i = 0; i < states.length; i++) {
    const state = states[i];
    if (state !== undefined)
      places.push(placeOf(model, game, state, attempts[state.phase] ?? [], seats, numberOf, terms));
  }
  return { terms, seats, game, places, cut };
}

function placeOf(
  model: AppModel,
  game: Game,
  state: GameState,
  attempts: readonly Attempt[],
  seats: number,
  numberOf: (state: GameState) => number,
  terms: SampleTerms,
): Place {
  if (state.isFinal) return { state, due: [], steps: [], silence: [] };
  const bits = game.due(state);
  const due = Array.from({ length: seats }, (_, seat) => seat).filter((seat) => (bits >>> seat) & 1);
  const steps = attempts.flatMap((attempt) => {
    if (!due.includes(attempt.seat)) return [];
    const played = game.play(state, attempt.seat, attempt.move, attempt.args);
    return played === null ? [] : [{ ...attempt, to: numberOf(played.next), stays: played.stays }];
  });
  const timeout = model.timeouts.find((each) => each.phase === model.phases[state.phase]?.name);
  const [time = 0n] = terms.times;
  const silence = (timeout?.readsPublished === true ? [0n, time, time + 1n] : [0n]).map((published) => {
    const to = game.expire(state, published);
    return { published, to, at: to === null ? -1 : numberOf(to) };
  });
  return { state, due, steps, silence };
}

/** Everything that is tried in a phase. */
export function attemptsIn(
  model: AppModel,
  prelude: Prelude,
  terms: SampleTerms,
  seats: number,
  phase: string,
): Attempt[] {
  return model.moves.flatMap((move, number) =>
    move.in === phase
      ? seatsOf(model, move, seats).flatMap((seat) =>
          argumentsOf(move, seat, model, prelude, terms).map((args) => ({ seat, move: number, args })),
        )
      : [],
  );
}

/** The seats that may make a move. */
export function seatsOf(model: AppModel, move: MoveModel, seats: number): number[] {
  return model.roles
    .filter((role) => move.roles.includes(role.name))
    .flatMap((role) => Array.from({ length: role.max }, (_, i) => role.seat + i))
    .filter((seat) => seat < seats);
}

/** The arguments to try: what can be sealed, what was, or samples. */
function argumentsOf(
  move: MoveModel,
  seat: number,
  model: AppModel,
  prelude: Prelude,
  terms: SampleTerms,
): Uint8Array[] {
  const opener = move.reveals !== null ? move : model.moves.find((other) => other.name === move.opener);
  if (opener === undefined) return sampleArguments(move, model, prelude, terms).map(wordsToBytes);
  const secrets = sampleSecrets(opener, seat, model, prelude, terms);
  return secrets.map((secret) => wordsToBytes(move.reveals !== null ? secret.shown : secret.seal));
}
