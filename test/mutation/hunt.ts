import type { Failure, SolidityTests } from "./solidityTests.ts";
import type { Mutant } from "./weave.ts";

/** A mutant and the test that told it from the original; null where none did. */
export interface Outcome {
  readonly mutant: Mutant;
  readonly killer: Failure | null;
}

/** One run of all suites in which nothing is changed: what they cost and which mutants they reach. */
export interface Reach {
  readonly suite: string;
  readonly milliseconds: number;
  readonly hits: ReadonlySet<bigint>;
}

/** What each suite reaches, the quickest first. */
export async function reachOf(tests: SolidityTests): Promise<readonly Reach[]> {
  const found: Reach[] = [];
  for (const suite of tests.suites.keys()) {
    const began = performance.now();
    const hits = await tests.reached([suite]);
    found.push({ suite, hits, milliseconds: performance.now() - began });
  }
  return found.sort((a, b) => a.milliseconds - b.milliseconds);
}

/**
 * The original has to pass what mutants are told by. Gives the tests that fail in it, for they tell nothing: the woven code is
 * larger and slower than the real one.
 */
export async function unfit(tests: SolidityTests): Promise<ReadonlySet<string>> {
  const failures = await tests.run(0n, [...tests.suites.keys()]);
  return new Set(failures.map(({ suite, test }) => `${suite}.${test}`));
}

/** Tests outside of Solidity: the first that fails under a coinbase. */
export interface OtherTests {
  run(number: bigint): Promise<Failure | null>;
}

/** Tries mutants on the suites that reach them, and then on other tests. */
export class Hunt {
  readonly #tests: SolidityTests;
  readonly #others: readonly OtherTests[];
  readonly #reach: readonly Reach[];
  readonly #unfit: ReadonlySet<string>;
  /** What caught mutants of a function before, the latest first. */
  readonly #hints = new Map<string, Failure[]>();

  constructor(
    tests: SolidityTests,
    reach: readonly Reach[],
    unfit: ReadonlySet<string>,
    others: readonly OtherTests[] = [],
  ) {
    this.#tests = tests;
    this.#others = others;
    this.#reach = reach;
    this.#unfit = unfit;
  }

  /** What catches a mutant: first what caught others of its function, then the suites that reach it. */
  async try(mutant: Mutant): Promise<Outcome> {
    const number = BigInt(mutant.number);
    const hints = this.#hints.get(mutant.rule) ?? [];
    const reaching = this.#reach.filter(({ hits }) => hits.has(number) || mutant.operator === "assembly");
    for (const hint of hints.filter(({ test }) => /^(test|invariant)/.test(test)).slice(0, 3)) {
      const killer = await this.#killer(number, hint.suite, `^${hint.test}(\\(|$)`);
      if (killer !== null) return this.#caught(mutant, killer);
    }
    for (const { suite } of reaching) {
      const killer = await this.#killer(number, suite);
      if (killer !== null) return this.#caught(mutant, killer);
    }
    for (const other of this.#others) {
      const killer = await other.run(number);
      if (killer !== null) return { mutant, killer };
    }
    return { mutant, killer: null };
  }

  async #killer(number: bigint, suite: string, pattern?: string): Promise<Failure | null> {
    const failures = await this.#tests.run(number, [suite], pattern);
    return failures.find((failure) => !this.#unfit.has(`${failure.suite}.${failure.test}`)) ?? null;
  }

  #caught(mutant: Mutant, killer: Failure): Outcome {
    const known = this.#hints.get(mutant.rule) ?? [];
    const others = known.filter(({ suite, test }) => suite !== killer.suite || test !== killer.test);
    this.#hints.set(mutant.rule, [killer, ...others]);
    return { mutant, killer };
  }
}
