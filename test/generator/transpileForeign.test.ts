import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { transpile } from "../../generator/index.ts";
import { compareRandomly, load, newTally } from "./differential/compare.ts";
import { type Compiled, compileAllForEvm } from "./differential/evm.ts";
import { Random } from "./differential/random.ts";

// Contracts of the kinds that people write without knowing of us: libraries of mathematics, text, structures, state machines,
// coding. Several stand in each file; each is translated by itself, and held against the compiler's older pipeline: the fuzz
// holds the same contracts against the newer one, and what is translated must not depend on which is taken.

type Sources = Readonly<Record<string, { readonly content: string }>>;

const FOREIGN = new URL("./foreign/", import.meta.url);
const CALLS = 6;

/** Compiled by the older pipeline, or by the newer where a function has too many variables for the older. */
function compiledByEither(sources: Sources, file: string): ReadonlyMap<string, Compiled> {
  try {
    return compileAllForEvm(sources, file, false);
  } catch (error) {
    if (error instanceof Error && error.message.includes("Stack too deep")) return compileAllForEvm(sources, file);
    throw error;
  }
}

describe("transpile: foreign contracts answer as the EVM does (rule 16)", function () {
  this.timeout(120_000);
  for (const file of readdirSync(FOREIGN).filter((name) => name.endsWith(".sol"))) {
    const content = readFileSync(new URL(file, FOREIGN), "utf8");
    const sources = { [file]: { content } };
    let all: ReadonlyMap<string, Compiled> = new Map();
    before(() => {
      all = compiledByEither(sources, file);
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

  it("several files that import each other, by path, by name, by alias and as a whole", async () => {
    const sources = {
      "src/Main.sol": {
        content: `pragma solidity ^0.8.0; import "./lib/A.sol"; import {Bx as By, freeB, K as KK} from "../src/lib/B.sol";
          import * as M from "./lib/M.sol"; import "@x/N.sol" as N;
          contract Main is By {
            using M.ML for uint;
            function f(uint x) external pure returns (uint, uint, uint, uint) { return (freeA(x), freeB(x), M.freeM(x), KK + M.C + N.D); }
            function g(M.S calldata s) external pure returns (M.S memory t, N.E e) { t = M.S({a: s.a, b: N.E.Q}); e = s.b; }
            function h(uint x) external pure returns (uint) { if (x > 100) revert M.Oops(x); return x.tr() + N.nf(x) + N.NL.z(x); }
            function q(uint x) public pure override returns (uint) { return super.q(x) + 1; }
          }`,
      },
      "src/lib/A.sol": {
        content: `pragma solidity >=0.8.4; import "./B.sol"; function freeA(uint x) pure returns (uint) { return freeB(x) + K; }`,
      },
      "src/lib/B.sol": {
        content: `pragma solidity ^0.8.0; uint constant K = 5; function freeB(uint x) pure returns (uint) { return x % 7; }
          abstract contract Bx { function q(uint x) public pure virtual returns (uint) { return x / 2; } }`,
      },
      "src/lib/M.sol": {
        content: `pragma solidity ^0.8.0; import {E} from "@x/N.sol"; uint constant C = 9; error Oops(uint x); struct S { uint a; E b; }
          function freeM(uint x) pure returns (uint) { return x & 0xff; }
          library ML { function tr(uint x) internal pure returns (uint) { return x * 3; } }`,
      },
      "@x/N.sol": {
        content: `pragma solidity ^0.8.0; enum E { P, Q } uint constant D = 100; function nf(uint x) pure returns (uint) { return x ^ 1; }
          library NL { function z(uint) internal pure returns (uint) { return 4; } }`,
      },
    };
    const compiled = compileAllForEvm(sources, "src/Main.sol").get("Main");
    if (compiled === undefined) throw new Error("no contract Main");
    const translated = await load(transpile({ sources, contract: "Main" }).code);
    const tally = newTally();
    await compareRandomly({ name: "Main", compiled, translated }, new Random(3), 40, tally);
    expect(tally.mismatches).to.deep.equal([]);
    expect(tally.returned).to.be.greaterThan(50);
    expect(tally.reverted).to.be.greaterThan(20);
  });
});
