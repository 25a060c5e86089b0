import { globSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import { stage } from "../findings/court.ts";
import { ROOT } from "../steps.ts";
import { WATCHING } from "./mutantLibrary.ts";
import type { Failure } from "./solidityTests.ts";

const FILES = [
  "test/findings/{critical,high,medium,apps,attacks,kinds,lock,edges,hashLock}.test.ts",
  // What only tests in TypeScript play: the cashier, collectibles and items.
  "test/world/{fundFor,fundMany,kinds,kindsInside,redirectCredit,badTokens}.test.ts",
];

const coinbase = (number: bigint): `0x${string}` => `0x${number.toString(16).padStart(40, "0")}`;

/** The tests of findings and attacks, loaded once, run on any code under any coinbase. */
export class FindingTests {
  readonly #mocha: Mocha;
  readonly #initCode: `0x${string}`;
  readonly #unfit = new Set<string>();

  private constructor(mocha: Mocha, initCode: `0x${string}`) {
    this.#mocha = mocha;
    this.#initCode = initCode;
  }

  /** The tests on courts of this code, but for those that fail on it without a change. */
  static async load(initCode: `0x${string}`): Promise<FindingTests> {
    const mocha = new Mocha({ timeout: 60_000, reporter: class {} as never }); // a reporter that says nothing
    for (const file of globSync(FILES, { cwd: ROOT }).sort()) mocha.addFile(join(ROOT, file));
    await mocha.loadFilesAsync();
    mocha.cleanReferencesAfterRun(false);
    const tests = new FindingTests(mocha, initCode);
    for (const { test } of await tests.#play(0n, false)) tests.#unfit.add(test);
    return tests;
  }

  /** The titles of the tests that tell nothing. */
  get unfit(): ReadonlySet<string> {
    return this.#unfit;
  }

  /** The first test that fails where the coinbase is `number`; null if none does. */
  async run(number: bigint): Promise<Failure | null> {
    return (await this.#play(number, true))[0] ?? null;
  }

  /** Plays them all, for what the contracts tell meanwhile. */
  async watch(): Promise<void> {
    await this.#play(WATCHING, false);
  }

  #play(number: bigint, untilFirst: boolean): Promise<readonly Failure[]> {
    stage(this.#initCode, coinbase(number));
    return new Promise((resolve) => {
      const found: Failure[] = [];
      const runner = this.#mocha.run(() => resolve(found));
      runner.on("fail", (test, error: Error) => {
        if (this.#unfit.has(test.title)) return;
        found.push({ suite: "findings", test: test.title, reason: error.message.split("\n")[0] ?? "" });
        if (untilFirst) runner.abort();
      });
    });
  }
}
