import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AppModel } from "../model/appModel.ts";
import type { Prelude } from "../read/prelude.ts";
import type { Finding } from "./findings.ts";
import { mostMoves } from "./findings.ts";
import { loadTranslated } from "./game.ts";
import type { PlayReport } from "./playApp.ts";
import { playApp } from "./playApp.ts";
import type { SilenceRow } from "./silenceTable.ts";
import { silenceRows } from "./silenceTable.ts";

/** What is kept of playing an app: all that sheets and diagnostics tell of it. */
export interface PlaySummary {
  readonly findings: readonly Finding[];
  readonly games: readonly GameSummary[];
  /** Calldata in hexadecimal without 0x. */
  readonly calls: readonly { readonly what: string; readonly calldata: string }[];
  readonly walked: number | null;
}

export interface GameSummary {
  /** The terms, for people. */
  readonly said: string;
  readonly seats: number;
  readonly states: number;
  readonly cut: boolean;
  readonly silence: readonly SilenceRow[];
  /** By move: how often a seat may have to make it in one visit of its phase; null where the visit may go on for ever. */
  readonly mostMoves: readonly (number | null)[];
}

/** What a sheet needs of a report. */
export function summaryOf(model: AppModel, report: PlayReport): PlaySummary {
  return {
    findings: report.findings,
    games: report.explorations.map((exploration) => ({
      said: exploration.terms.said,
      seats: exploration.seats,
      states: exploration.places.length,
      cut: exploration.cut,
      silence: silenceRows(model, exploration),
      mostMoves: model.moves.map((move, i) => {
        const phase = model.phases.find((each) => each.name === move.in);
        return phase === undefined ? 0 : (mostMoves(model, exploration, i, phase) ?? null);
      }),
    })),
    calls: report.calls.map(({ what, calldata }) => ({ what, calldata: Buffer.from(calldata).toString("hex") })),
    walked: report.walked,
  };
}

/**
 * Plays an app by its adapter's translation, the library inlined. The outcome is kept in the project's `cache` folder under the hash
 * of all that it depends on: the translation, the model, and the rules of playing.
 */
export function playOnce(root: string, model: AppModel, prelude: Prelude, code: string): PlaySummary {
  const key = createHash("sha256")
    .update(`${code}\0${JSON.stringify([model, prelude])}\0${rulesOfPlay()}`)
    .digest("hex");
  const kept = join(root, "cache/chenilles-play", `${key}.json`);
  // Our own file, written below under the hash of all that it depends on.
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as PlaySummary;
  const made = summaryOf(model, playApp(model, prelude, loadTranslated(root, code)));
  mkdirSync(dirname(kept), { recursive: true });
  const fresh = `${kept}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(made));
  renameSync(fresh, kept);
  return made;
}

/** The sources of this folder. */
function rulesOfPlay(): string {
  const files = readdirSync(import.meta.dirname).sort();
  return files.map((file) => readFileSync(join(import.meta.dirname, file), "utf8")).join("\0");
}
