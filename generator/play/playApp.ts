import type { AppModel } from "../model/appModel.ts";
import type { Prelude } from "../read/prelude.ts";
import type { Exploration } from "./explore.ts";
import { explore } from "./explore.ts";
import type { Finding } from "./findings.ts";
import { findingsIn } from "./findings.ts";
import type { Call, GameCall } from "./game.ts";
import { sampleTerms } from "./samples.ts";

/** What playing an app has shown. */
export interface PlayReport {
  readonly findings: readonly Finding[];
  readonly explorations: readonly Exploration[];
  /** Some calls of each kind that the games made, the longest among them. */
  readonly calls: readonly GameCall[];
}

/** Calls of one kind that are kept. */
const MOST_CALLS = 12;

/** Plays an app with sample terms, for the least number of seats and one more. */
export function playApp(model: AppModel, prelude: Prelude, call: Call): PlayReport {
  const least = model.roles.reduce((sum, role) => sum + role.min, 0);
  const most = model.roles.reduce((sum, role) => sum + role.max, 0);
  const kept = new Map<string, GameCall[]>();
  const explorations = sampleTerms(model, prelude).flatMap((terms, i) =>
    (i === 0 && most > least ? [least, least + 1] : [least]).flatMap((seats) => {
      const made = explore(model, prelude, call, terms, seats, (heard) => keep(kept, heard));
      return made === null ? [] : [made];
    }),
  );
  const findings = explorations.flatMap((exploration) => findingsIn(model, exploration));
  const once = new Map(findings.map((finding) => [`${finding.rule} ${finding.fn}`, finding]));
  return { findings: [...once.values()], explorations, calls: [...kept.values()].flat() };
}

/** Keeps calls that are longer than those kept, and a few others evenly. */
function keep(kept: Map<string, GameCall[]>, heard: GameCall): void {
  const list = kept.get(heard.what) ?? [];
  if (list.length < MOST_CALLS) kept.set(heard.what, [...list, heard]);
  else {
    const shortest = list.reduce(
      (best, each, i) => (each.calldata.length < (list[best]?.calldata.length ?? 0) ? i : best),
      0,
    );
    if ((list[shortest]?.calldata.length ?? 0) < heard.calldata.length) list[shortest] = heard;
  }
}
