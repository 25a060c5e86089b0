// The steps of `npm test`, in order. Heavy steps never run side by side.
import { join } from "node:path";

/** One step: a program of node_modules/.bin, its arguments, and the test files given to it (a glob), if it takes files. */
export interface Step {
  readonly name: string;
  readonly shows: string;
  readonly command: readonly string[];
  readonly files?: string;
  /** A path that must exist for a step without `files`. */
  readonly needs: string;
  readonly env?: Readonly<Record<string, string>>;
  /** How `npm run fuzz` runs the same step for longer. */
  readonly fuzz?: { readonly env: Readonly<Record<string, string>> };
}

export const ROOT: string = join(import.meta.dirname, "..");

const mocha = (name: string, shows: string, timeout = 60_000): Step => ({
  name,
  shows,
  command: ["mocha", "--timeout", String(timeout)],
  files: `test/${name}/**/*.test.ts`,
  needs: `test/${name}`,
});

export const STEPS: readonly Step[] = [
  {
    name: "check",
    shows: "types, lint, who may import whom, formats, stale generation",
    command: ["node", "test/checks/run.ts"],
    needs: "test/checks/run.ts",
  },
  mocha("checks", "each check can fail, and set-up does what it says"),
  mocha("generator", "reading, checking and emitting; broken specs refused", 300_000),
  {
    name: "solidity",
    shows: "contracts: fuzz and invariant tests in Solidity",
    command: ["hardhat", "test", "solidity"],
    needs: "test/contracts",
    fuzz: { env: { CHENILLES_FUZZ_RUNS: "5000" } },
  },
  {
    name: "contracts",
    shows: "contracts: entry by entry",
    command: ["hardhat", "test", "mocha"],
    needs: "test/contracts",
  },
  mocha("findings", "every finding and attack that the contracts can meet, played", 120_000),
  mocha("model", "the adjudicator as a pure function: schedules, safety rules, sequences of calls"),
  {
    ...mocha("world", "the compiled adjudicator, call by call, in this process", 300_000),
    fuzz: { env: { CHENILLES_SEQUENCES: "300" } },
  },
  mocha("mutation", "how mutants of the contracts are made", 300_000),
  mocha("deploy", "chain profiles, and deployment on a chain of each one's id and hard fork"),
  {
    ...mocha("parity", "EVM and TypeScript agree to the byte; each app's generated tests", 300_000),
    files: "test/{parity,generated}/**/*.test.ts",
    fuzz: { env: { CHENILLES_FUZZ_RUNS: "5000" } },
  },
  mocha("smt", "conservation, proved by the compiler's model checker", 300_000),
  mocha("offchain", "channel, protocol, watcher, adapters"),
  {
    ...mocha("simulation", "seeded faults: drop, duplicate, reorder, crash", 300_000),
    fuzz: { env: { CHENILLES_FUZZ_RUNS: "5000" } },
  },
  mocha("packages", "what other people install, and what its paper promises", 300_000),
  mocha("e2e", "processes, commands and the scenario", 900_000),
];
