import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { transpile } from "../../generator/index.ts";
import { wordsCalldata } from "./differential/calldata.ts";
import { callsOf, newPlayed, playBatch } from "./differential/campaign.ts";
import {
  compareBoundaries,
  compareCall,
  compareRandomly,
  load,
  newTally,
  pairOf,
  type Tally,
} from "./differential/compare.ts";
import { compileForEvm } from "./differential/evm.ts";
import { operatorContracts } from "./differential/operatorContracts.ts";
import { Random } from "./differential/random.ts";

const CORPUS = new URL("./corpus/", import.meta.url);

/** A new seed for each day of tests is not wanted here: what failed must fail again. The fuzzer takes others. */
const SEED = 20261120;

/** Calls of each function: few of many, since the fuzzer makes the millions. */
const CALLS = 20;

/** Batches of forty random programs. */
const BATCHES = 4;

/** Contracts that take the compiler long: the fuzzer alone plays them. */
const SLOW = new Set(["Calc.sol", "Mixed.sol"]);

function expectNoMismatch(tally: Tally): void {
  const first = tally.mismatches[0];
  const said =
    first === undefined ? "" : `${first.name} ${first.calldata}\n  EVM ${first.evm}\n  translated ${first.translated}`;
  expect(tally.mismatches.length, said).to.equal(0);
  expect(tally.returned, "some calls return").to.be.greaterThan(0);
}

describe("transpile: translated code equals the EVM, return and revert bytes (rule 16)", function () {
  this.timeout(120_000);
  for (const file of readdirSync(CORPUS).filter((name) => name.endsWith(".sol") && !SLOW.has(name))) {
    const content = readFileSync(new URL(file, CORPUS), "utf8");
    const contract = file.replace(/\.sol$/, "");
    it(`the corpus contract ${contract}`, async () => {
      const tally = newTally();
      const pair = await pairOf({ [file]: { content } }, file, contract);
      await compareRandomly(pair, new Random(SEED), CALLS, tally);
      expectNoMismatch(tally);
      expect(tally.reverted, "some calls revert").to.be.greaterThan(0);
    });
  }

  it("the same with the library imported instead of copied", async () => {
    const content = readFileSync(new URL("Hashes.sol", CORPUS), "utf8");
    const sources = { "Hashes.sol": { content } };
    const folder = fileURLToPath(new URL("../../offchain/evm", import.meta.url));
    const { code } = transpile({ sources, library: { folder } });
    const tally = newTally();
    const compiled = compileForEvm(sources, "Hashes.sol", "Hashes");
    await compareRandomly({ name: "Hashes", compiled, translated: await load(code) }, new Random(SEED), CALLS, tally);
    expectNoMismatch(tally);
  });

  it("calldata that ends within a struct, or whose lengths and offsets meet its end", async () => {
    const content = readFileSync(new URL("Tails.sol", CORPUS), "utf8");
    const pair = await pairOf({ "Tails.sol": { content } }, "Tails.sol", "Tails");
    const tally = newTally();
    for (const selector of Object.values(pair.compiled.methods)) {
      for (const calldata of wordsCalldata(selector, [0n, 1n, 32n, 64n, 96n], 4))
        await compareCall(pair, calldata, tally);
    }
    expectNoMismatch(tally);
  });

  it("random programs, many of them in one run of the compiler", async () => {
    const played = newPlayed();
    for (let seed = SEED; seed < SEED + BATCHES; seed++) await playBatch(seed, played, "legacy", 40);
    await playBatch(SEED + BATCHES, played, "ir", 10);
    expect(played.findings).to.deep.equal([]);
    expect(played.failed, "programs that do not compile").to.be.at.most(5);
    expect(played.programs, "programs translated").to.be.greaterThan(35 * BATCHES);
    expect(played.returned).to.be.greaterThan(played.programs * 20);
    expect(played.reverted).to.be.greaterThan(played.programs * 20);
    expect(played.disputed, "calls on which the compiler disagrees with itself").to.be.below(callsOf(played) / 50);
  });

  const quick = [
    "Op_uint8",
    "Op_int8",
    "Op_uint32",
    "Op_uint48",
    "Op_int256",
    "Op_uint256",
    "Op_bytes4",
    "From_uint48",
    "From_int64",
    "From_bytes6",
  ];
  for (const { name, content } of operatorContracts().filter((source) => quick.includes(source.name))) {
    it(`operators and conversions: ${name}`, async () => {
      const tally = newTally();
      const pair = await pairOf({ [`${name}.sol`]: { content } }, `${name}.sol`, name);
      await compareBoundaries(pair, tally);
      await compareRandomly(pair, new Random(SEED), 5, tally);
      expectNoMismatch(tally);
    });
  }
});
