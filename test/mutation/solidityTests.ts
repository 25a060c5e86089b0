import {
  type Artifact,
  EdrContext,
  L1_CHAIN_TYPE,
  l1GenesisState,
  l1HardforkFromString,
  l1SolidityTestRunnerFactory,
  type SolidityTestRunnerConfigArgs,
  type SuiteResult,
} from "@nomicfoundation/edr";
import { ROOT } from "../steps.ts";
import { WATCHING } from "./mutantLibrary.ts";

// The Solidity tests, compiled once, run as often as needed under another coinbase each time.

const HARDFORK = "Osaka";

/** Far more than any test needs; a mutant that goes round for ever comes to its end. */
const GAS = 2_000_000_000n;

/** A contract with tests. */
export interface Suite {
  readonly artifact: Artifact;
  readonly name: string;
}

/** A test that failed: its suite, its name and what it said. */
export interface Failure {
  readonly suite: string;
  readonly test: string;
  readonly reason: string;
}

/** How much of the random tests is done. */
export interface Effort {
  readonly fuzzRuns: number;
  readonly invariantRuns: number;
  readonly depth: number;
}

const ADDRESS_BYTES = 20;

function addressOf(number: bigint): Uint8Array {
  return Buffer.from(number.toString(16).padStart(2 * ADDRESS_BYTES, "0"), "hex");
}

function isSuite({ contract }: Artifact): boolean {
  if ((contract.bytecode ?? "").length <= 2) return false;
  // an ABI as the compiler wrote it
  const abi = JSON.parse(contract.abi) as readonly { readonly type: string; readonly name?: string }[];
  return abi.some(({ type, name }) => type === "function" && /^(test|invariant)/.test(name ?? ""));
}

/**
 * Runs test contracts in hardhat's EVM, within this process.
 * @example await (await SolidityTests.open(artifacts, effort)).run(17n, ["FundTest"]) // what fails in mutant 17
 */
export class SolidityTests {
  readonly #context: EdrContext;
  readonly #artifacts: readonly Artifact[];
  readonly #effort: Effort;
  /** The test contracts by name. */
  readonly suites: ReadonlyMap<string, Suite>;

  private constructor(context: EdrContext, artifacts: readonly Artifact[], effort: Effort) {
    this.#context = context;
    this.#artifacts = artifacts;
    this.#effort = effort;
    const suites = artifacts.filter(isSuite).map((artifact) => ({ artifact, name: artifact.id.name }));
    this.suites = new Map(suites.map((suite) => [suite.name, suite]));
  }

  /** The tests among some artifacts, which are also what the tests deploy. */
  static async open(artifacts: readonly Artifact[], effort: Effort): Promise<SolidityTests> {
    const context = new EdrContext();
    await context.registerSolidityTestRunnerFactory(L1_CHAIN_TYPE, l1SolidityTestRunnerFactory());
    return new SolidityTests(context, artifacts, effort);
  }

  /** What fails where the block's coinbase is `coinbase`. `pattern`: a regular expression that tests' names match. */
  async run(coinbase: bigint, names: readonly string[], pattern?: string): Promise<readonly Failure[]> {
    const { failures } = await this.#play(coinbase, names, pattern);
    return failures;
  }

  /** What woven contracts tell in these suites: the numbers of mutants and branches that are reached. */
  async reached(names: readonly string[], pattern?: string): Promise<ReadonlySet<bigint>> {
    const { hits } = await this.#play(WATCHING, names, pattern);
    return hits;
  }

  async #play(coinbase: bigint, names: readonly string[], pattern: string | undefined) {
    const ids = names.map((name) => {
      const suite = this.suites.get(name);
      if (suite === undefined)
        throw new Error(`no test contract ${name}; there are ${[...this.suites.keys()].join(", ")}`);
      return suite.artifact.id;
    });
    const failures: Failure[] = [];
    const hits = new Set<bigint>();
    const config = { ...this.#config(coinbase, hits), ...(pattern === undefined ? {} : { testPattern: pattern }) };
    // The run is over when its promise is kept and, which may be later, each suite has told.
    await new Promise<void>((resolve, reject) => {
      let waiting = ids.length + 1;
      const told = (): void => {
        waiting--;
        if (waiting === 0) resolve();
      };
      const hear = ({ id, testResults }: SuiteResult): void => {
        for (const { name, status, reason = "" } of testResults)
          if (status === "Failure") failures.push({ suite: id.name, test: name.replace(/\(.*$/, ""), reason });
        told();
      };
      this.#context.runSolidityTests(L1_CHAIN_TYPE, [...this.#artifacts], ids, config, {}, hear).then(told, reject);
    });
    return { failures, hits };
  }

  #config(coinbase: bigint, hits: Set<bigint>): SolidityTestRunnerConfigArgs {
    const { fuzzRuns, invariantRuns, depth } = this.#effort;
    const onCollectedCoverageCallback = async (tags: readonly Uint8Array[]): Promise<void> => {
      for (const tag of tags) hits.add(BigInt(`0x${Buffer.from(tag).toString("hex")}`));
    };
    return {
      projectRoot: ROOT,
      hardfork: HARDFORK,
      localPredeploys: l1GenesisState(l1HardforkFromString(HARDFORK)),
      blockCoinbase: addressOf(coinbase),
      gasLimit: GAS,
      disableBlockGasLimit: true,
      disableTransactionGasCap: true,
      fuzz: { runs: fuzzRuns, seed: "0x1" },
      invariant: { runs: invariantRuns, depth, failOnRevert: true, shrinkRunLimit: 0 },
      ...(coinbase === WATCHING ? { observability: { codeCoverage: { onCollectedCoverageCallback } } } : {}),
    };
  }
}
