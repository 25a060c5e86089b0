// Takes out each defence of defences.ts by itself, and shows that its test fails; with all of them in place it passes.
import { globSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import Mocha from "mocha";
import { ROOT } from "../steps.ts";
import { stage } from "../world/staged.ts";
import type { Defence } from "./defences.ts";
import { coinbaseFor, weaken } from "./removals.ts";

/** Tests that defences name: those that run whatever code is staged. */
const FILES = [
  "test/findings/{critical,high,medium,apps,attacks,kinds}.test.ts",
  "test/world/{fundFor,fundMany,kinds,redirectCredit}.test.ts",
];

/** What became of a defence's test. `missing`: there is no test of that title. */
export interface Verdict {
  readonly defence: Defence;
  readonly standing: "passes" | "fails" | "missing";
  readonly removed: "passes" | "fails" | "missing";
  /** Why the test fails without its defence. */
  readonly why: string;
}

/** Those tests, loaded once, run by title as often as asked. */
export class Tests {
  private readonly mocha: Mocha;

  private constructor(mocha: Mocha) {
    this.mocha = mocha;
  }

  static async load(): Promise<Tests> {
    const mocha = new Mocha({ timeout: 60_000, reporter: class {} as never });
    for (const file of globSync(FILES, { cwd: ROOT }).sort()) mocha.addFile(join(ROOT, file));
    await mocha.loadFilesAsync();
    mocha.cleanReferencesAfterRun(false);
    return new Tests(mocha);
  }

  run(title: string): Promise<{ outcome: Verdict["standing"]; why: string }> {
    this.mocha.grep(new RegExp(`${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`));
    return new Promise((resolve) => {
      let why = "";
      const runner = this.mocha.run((failures) => {
        const passed = (runner.stats?.passes ?? 0) > 0 ? "passes" : "missing";
        resolve({ outcome: failures > 0 ? "fails" : passed, why });
      });
      runner.on("fail", (_, error: Error) => {
        why = error.message.split("\n")[0] ?? "";
      });
    });
  }
}

/** Tries these defences, one after the other. */
export async function tryDefences(defences: readonly Defence[], told: (verdict: Verdict) => void): Promise<void> {
  const tests = await Tests.load();
  const standings = new Map<string, Verdict["standing"]>();
  for (const { initCode, defences: numbered } of weaken(defences)) {
    for (const [k, defence] of numbered.entries()) {
      stage(initCode, coinbaseFor(0));
      const standing = standings.get(defence.test) ?? (await tests.run(defence.test)).outcome;
      standings.set(defence.test, standing);
      stage(initCode, coinbaseFor(k + 1));
      const { outcome: removed, why } = await tests.run(defence.test);
      told({ defence, standing, removed, why });
    }
  }
}

/** Whether a verdict is as it should be. */
export function holds({ standing, removed }: Verdict): boolean {
  return standing === "passes" && removed === "fails";
}

async function main(only: readonly string[]): Promise<void> {
  const { DEFENCES } = await import("./defences.ts");
  const chosen = only.length === 0 ? DEFENCES : DEFENCES.filter(({ id }) => only.includes(id));
  let wrong = 0;
  await tryDefences(chosen, (verdict) => {
    if (!holds(verdict)) wrong++;
    const { id, text, test } = verdict.defence;
    const word = holds(verdict) ? "held by" : `standing: ${verdict.standing}, removed: ${verdict.removed}:`;
    const line = `${holds(verdict) ? "ok  " : "BAD "} ${id.padEnd(9)} \`${text.split("\n")[0]}\` ${word} "${test}"`;
    process.stdout.write(`${line}\n       without it: ${verdict.why}\n`);
  });
  process.stdout.write(`${chosen.length} defences, ${wrong} that no test holds\n`);
  process.exitCode = wrong === 0 && chosen.length > 0 ? 0 : 1;
}

if (import.meta.main) await main(process.argv.slice(2));
