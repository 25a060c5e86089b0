import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { transpile } from "../../generator/index.ts";
import { compareRandomly, load, newTally } from "./differential/compare.ts";
import { type Compiled, compileAllForEvm } from "./differential/evm.ts";
import { Random } from "./differential/random.ts";

// Contracts of the kinds that people write without knowing of us: libraries of mathematics, text, structures, state machines,
// coding. Several stand in each file; each is translated by itself.

const FOREIGN = new URL("./foreign/", import.meta.url);
const CALLS = 6;

describe("transpile: foreign contracts answer as the EVM does (rule 16)", function () {
  this.timeout(120_000);
  for (const file of readdirSync(FOREIGN).filter((name) => name.endsWith(".sol"))) {
    const content = readFileSync(new URL(file, FOREIGN), "utf8");
    const sources = { [file]: { content } };
    let all: ReadonlyMap<string, Compiled> = new Map();
    before(() => {
      all = compileAllForEvm(sources, file);
    });

    for (const [, contract = ""] of content.matchAll(/^contract (\w+)/gm)) {
      it(`${file} ${contract}`, async () => {
        const compiled = all.get(contract);
        if (compiled === undefined) throw new Error(`${file} holds no contract ${contract}`);
        const translated = await load(transpile({ sources, contract }).code);
        const tally = newTally();
        await compareRandomly({ name: contract, compiled, translated }, new Random(1), CALLS, tally);
        expect(tally.mismatches).to.deep.equal([]);
        expect(tally.returned, "some calls return").to.be.greaterThan(0);
      });
    }
  }
});
