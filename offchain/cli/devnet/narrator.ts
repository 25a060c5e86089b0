import process from "node:process";
import type { Json } from "../../runtime/json.ts";
import { table } from "../table.ts";

/** Tells the scenario as it happens, and keeps what was checked. */
export interface Narrator {
  /** A heading. */
  readonly act: (title: string) => void;
  /** Does something and says that it is done, and how long it took. */
  readonly step: <T>(what: string, work: () => Promise<T>) => Promise<T>;
  readonly say: (text: string) => void;
  readonly table: (heading: readonly string[], rows: readonly (readonly string[])[]) => void;
  /** A fact that must hold; a failed one is said at once and makes the scenario fail. */
  readonly check: (what: string, holds: boolean, detail?: string) => boolean;
  readonly failures: () => readonly string[];
}

/** Longest text of a step before its duration. */
const WIDTH = 88;

/**
 * A narrator that prints to stdout, or to stderr where stdout is for JSON.
 * @example await narrator(false).step("start the chain", () => startAnvil({}))
 */
export function narrator(json: boolean): Narrator {
  const stream = json ? process.stderr : process.stdout;
  const say = (text: string): void => void stream.write(`${text}\n`);
  const failures: string[] = [];
  return {
    say,
    act: (title) => say(`\n== ${title}`),
    step: async (what, work) => {
      const started = performance.now();
      const slow = setInterval(() => say(`   … ${what}: ${Math.round((performance.now() - started) / 1000)} s`), 5_000);
      try {
        const result = await work();
        say(`   ${what.padEnd(WIDTH)} ${duration(performance.now() - started)}`);
        return result;
      } catch (error) {
        say(`   ${what.padEnd(WIDTH)} FAILED after ${duration(performance.now() - started)}`);
        throw error;
      } finally {
        clearInterval(slow);
      }
    },
    table: (heading, rows) => say(table(heading, rows).replace(/^/gm, "   ")),
    check: (what, holds, detail = "") => {
      say(`   ${holds ? "ok  " : "FAIL"} ${what}${detail === "" ? "" : ` (${detail})`}`);
      if (!holds) failures.push(detail === "" ? what : `${what} (${detail})`);
      return holds;
    },
    failures: () => failures,
  };
}

/** Milliseconds for people: "12 ms", "3.4 s". */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** The last line of `--json`. */
export function printResult(result: Json): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
