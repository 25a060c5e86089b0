import type { Call } from "../model/calls.ts";
import type { Actual } from "../model/compare.ts";

/** How often each entry was called and went through, and how often each error was met. */
export class Tally {
  sequences = 0;
  calls = 0;
  reverted = 0;
  readonly #entries = new Map<string, { tried: number; through: number }>();
  readonly #errors = new Map<string, number>();

  count(call: Call, actual: Actual): void {
    const name =
      "terms" in call && call.terms !== undefined && call.entry !== "resume" ? `${call.entry}Child` : call.entry;
    const entry = this.#entries.get(name) ?? { tried: 0, through: 0 };
    this.#entries.set(name, entry);
    this.calls += 1;
    entry.tried += 1;
    if ("reverted" in actual) {
      this.reverted += 1;
      this.#errors.set(actual.reverted, (this.#errors.get(actual.reverted) ?? 0) + 1);
    } else entry.through += 1;
  }

  /** Which part of the calls reverted, from 0 to 1. */
  get revertRate(): number {
    return this.calls === 0 ? 0 : this.reverted / this.calls;
  }

  /** All of it as plain values; entries and errors in order of their names. */
  told(): TallyTold {
    const sorted = <T>(map: ReadonlyMap<string, T>): Record<string, T> =>
      Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      sequences: this.sequences,
      calls: this.calls,
      revertRate: this.revertRate,
      entries: sorted(this.#entries),
      errors: sorted(this.#errors),
    };
  }
}

export interface TallyTold {
  readonly sequences: number;
  readonly calls: number;
  readonly revertRate: number;
  readonly entries: Readonly<Record<string, { readonly tried: number; readonly through: number }>>;
  readonly errors: Readonly<Record<string, number>>;
}
