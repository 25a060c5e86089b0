import { globSync } from "node:fs";
import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";
import compiler from "./deploy/compiler.json" with { type: "json" };
import { chenillesDeploy } from "./deploy/hardhat/index.ts";

const fuzzRuns = Number(process.env["CHENILLES_FUZZ_RUNS"] ?? 128);
const invariantRuns = Number(process.env["CHENILLES_INVARIANT_RUNS"] ?? 24);
const invariantDepth = Number(process.env["CHENILLES_INVARIANT_DEPTH"] ?? 60);
const fuzzSeed = process.env["CHENILLES_FUZZ_SEED"];
const require = createRequire(import.meta.url);

const solc = (settings: object) => ({ version: compiler.version, path: require.resolve("solc/soljson.js"), settings });

// Tests deploy the contracts' artifacts, optimized as they are deployed; the tests themselves are compiled as fast as can be.
// All but those of libraries, which are part of the test contract then.
const libraryTests = ["cheap", "multiproof", "returned"].map((name) => `test/contracts/${name}.t.sol`);
const plainTests = globSync("test/contracts/**/*.sol", { cwd: import.meta.dirname }).filter(
  (file) => !libraryTests.includes(file),
);

export default defineConfig({
  plugins: [toolbox, chenillesDeploy],
  solidity: {
    compilers: [solc(compiler.settings)],
    overrides: Object.fromEntries(
      plainTests.map((file) => [file, solc({ ...compiler.settings, optimizer: { enabled: false } })]),
    ),
    // Who runs TypeScript tests does not wait for the Solidity tests to be compiled.
    splitTestsCompilation: true,
  },
  paths: { tests: { mocha: "./test/contracts", solidity: "./test/contracts" } },
  // Nothing here uses typechain's classes: off-chain code derives its own from the contracts.
  typechain: { dontOverrideCompile: true },
  test: {
    solidity: {
      fuzz: { runs: fuzzRuns, ...(fuzzSeed === undefined ? {} : { seed: fuzzSeed }) },
      // A handler never reverts unless a rule is broken.
      invariant: { runs: invariantRuns, depth: invariantDepth, failOnRevert: true },
    },
  },
});
