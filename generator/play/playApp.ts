import type { AppModel } from "../model/appModel.ts";
import type { Prelude } from "../read/prelude.ts";
import type { Exploration } from "./explore.ts";
import { explore } from "./explore.ts";
import type { Finding } from "./findings.ts";
import { findingsIn } from "./findings.ts";
import type { Call, GameCall } from "./game.ts";
import { sampleTerms } from "./samples.ts";
import { walk } from "./walk.ts";

/** What playing an app has shown. */
export interface PlayReport {
  readonly findings: readonly Finding[];
  readonly explorations: readonly Exploration[];
  /** Some calls of each kind that the games made, the longest among them, and others evenly. */
  readonly calls: readonly GameCall[];
  /** The number of seats of a game that was walked through once; null where all numbers were explored. */
  readonly walked: number | null;
}

/** Calls of one kind that are kept. */
const MOST_CALLS = 64;

/** Plays an app with sample terms, for the least number of seats and one more. */
export function playApp(model: AppModel, prelude: Prelude, call: Call): PlayReport {
  const least = model.roles.reduce((sum, role) => sum + role.min, 0);
  const most = model.roles.reduce((sum, role) => sum + role.max, 0);
  const kept = new Map<string, Kept>();
  const explorations = sampleTerms(model, prelude).flatMap((terms, i) =>
    (i === 0 && most > least ? [least, least + 1] : [least]).flatMap((seats) => {
      const made = explore(model, prelude, call, terms, seats, (heard) => keep(kept, heard));
      return made === null ? [] : [made];
    }),
  );
  // More seats than can be explored are walked through, for their gas.
  const walked =
    most > least + 1 &&
    sampleTerms(model, prelude).some((terms) => walk(model, prelude, call, terms, most, (heard) => keep(kept, heard)));
  const findings = explorations.flatMap((exploration) => findingsIn(model, exploration));
  const once = new Map(findings.map((finding) => [`${finding.rule} ${finding.fn}`, finding]));
  return {
    findings: [...once.values()],
    explorations,
    calls: [...kept.values()].flatMap(({ calls, longest }) => [longest, ...calls]),
    walked: walked ? most : null,
  };
}

/** Keeps the longest call of its kind, and others evenly: when there are too many, every second goes. */
function keep(kept: Map<string, Kept>, heard: GameCall): void {
  const list = kept.get(heard.what) ?? { calls: [], longest: heard, stride: 1, seen: 0 };
  kept.set(heard.what, list);
  if (heard.calldata.length > list.longest.calldata.length) list.longest = heard;
  if (list.seen++ % list.stride !== 0) return;
  list.calls.push(heard);
  if (list.calls.length < MOST_CALLS) return;
  list.calls = list.calls.filter((_, i) => i % 2 === 0);
  list.stride *= 2;
}

interface Kept {
  calls: GameCall[];
  longest: GameCall;
  stride: number;
  seen: number;
}
