import type { AppModel } from "../model/appModel.ts";
import type { Prelude } from "../read/prelude.ts";
import { attemptsIn } from "./explore.ts";
import type { Call, GameCall, GameState } from "./game.ts";
import { gameOf } from "./game.ts";
import type { SampleTerms } from "./samples.ts";

/** Steps of one walk, at most. */
const MOST_STEPS = 400;

/**
 * Plays one game through, for more seats than can be explored: the due seat with the lowest number moves, and after each move the
 * timeout is tried beside it. `heard` is told of the calls. False where the terms cannot be opened.
 */
export function walk(
  model: AppModel,
  prelude: Prelude,
  call: Call,
  terms: SampleTerms,
  seats: number,
  heard: (call: GameCall) => void,
): boolean {
  const game = gameOf(call, terms.words, heard);
  let state = game.begin(seats);
  if (state === null) return false;
  for (let step = 0; step < MOST_STEPS && !state.isFinal; step++) {
    const due = game.due(state);
    game.expire(state, terms.times[0] ?? 0n);
    const now: GameState = state;
    const attempts = attemptsIn(model, prelude, terms, seats, model.phases[now.phase]?.name ?? "");
    const next = attempts
      .filter((attempt) => (due >>> attempt.seat) & 1)
      .map((attempt) => game.play(now, attempt.seat, attempt.move, attempt.args)?.next)
      .find((each) => each !== undefined && each.key !== now.key);
    if (next === undefined) break;
    state = next;
  }
  return true;
}
