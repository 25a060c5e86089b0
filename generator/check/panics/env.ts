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
  /** Nothing comes here. */
  dead: boolean;
}

/** What places hold that an `Env` says nothing of. */
export type Fallback = (place: string) => Interval | undefined;

export function newEnv(): Env {
  return { known: new Map(), names: new Map(), dead: false };
}

export function copyEnv(env: Env): Env {
  return { known: new Map(env.known), names: new Map(env.names), dead: env.dead };
}

/** Makes `env` what holds wherever one comes from: `env` or `other`. */
export function joinInto(env: Env, other: Env | undefined, fallback: Fallback): void {
  if (other === undefined || other.dead) return;
  if (env.dead) {
    env.known = new Map(other.known);
    env.names = new Map(other.names);
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
  for (const [id, name] of other.names) env.names.set(id, name);
}
