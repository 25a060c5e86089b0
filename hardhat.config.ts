import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";
import compiler from "./deploy/compiler.json" with { type: "json" };

const require = createRequire(import.meta.url);

export default defineConfig({
  plugins: [toolbox],
  solidity: {
    version: compiler.version,
    path: require.resolve("solc/soljson.js"),
    settings: compiler.settings,
  },
  paths: { tests: { mocha: "./test/contracts", solidity: "./test/contracts" } },
  // Nothing here uses typechain's classes: off-chain code derives its own from the contracts.
  typechain: { dontOverrideCompile: true },
  test: { solidity: { fuzz: { runs: 256 } } },
});
