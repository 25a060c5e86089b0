import type { Interval } from "./interval.ts";
import { hull, isSame } from "./interval.ts";

/**
 * What is known at a point of a function: an interval for each place (`s.moves`, `s.marks[]` for all elements together, `t.stake`,
 * `v12` for a local by its id). A place that is not here has its `fallback`.
 */
export interface Env {
  known: Map<string, Interval>;
  /** Other names of places: a local or parameter that is a reference. */
  names: Map<number, string>;
  /** `a>=b` for two places that were compared, until one of them is written to. */
  atLeast: Set<string>;
  /** Nothing comes here. */
  dead: boolean;
}

/** What places hold that an `Env` says nothing of. */
export type Fallback = (place: string) => Interval | undefined;

export function newEnv(): Env {
  return { known: new Map(), names: new Map(), atLeast: new Set(), dead: false };
}

export function copyEnv(env: Env): Env {
  return { known: new Map(env.known), names: new Map(env.names), atLeast: new Set(env.atLeast), dead: env.dead };
}

/** Puts a value in a place: what was known of its order is known no more. */
export function setPlace(env: Env, place: string, value: Interval): void {
  env.known.set(place, value);
  for (const fact of [...env.atLeast]) if (fact.split(">=").includes(place)) env.atLeast.delete(fact);
}

/** Makes `env` what holds wherever one comes from: `env` or `other`. */
export function joinInto(env: Env, other: Env | undefined, fallback: Fallback): void {
  if (other === undefined || other.dead) return;
  if (env.dead) {
    env.known = new Map(other.known);
    env.names = new Map(other.names);
    env.atLeast = new Set(other.atLeast);
    env.dead = false;
    return;
  }
  for (const place of new Set([...env.known.keys(), ...other.known.keys()])) {
    const [a, b] = [env.known.get(place) ?? fallback(place), other.known.get(place) ?? fallback(place)];
    // A local that one side does not have is not in scope after the join.
    if (a === undefined || b === undefined) env.known.set(place, (a ?? b) as Interval);
    else if (!isSame(a, b)) env.known.set(place, hull(a, b));
    else env.known.set(place, a);
  }
  for (const fact of [...env.atLeast]) if (!other.atLeast.has(fact)) env.atLeast.delete(fact);
  for (const [id, name] of other.names) env.names.set(id, name);
}
