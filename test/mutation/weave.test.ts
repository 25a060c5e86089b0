import { expect } from "chai";
import { MUTANT_LIBRARY } from "./mutantLibrary.ts";
import { compile, errorsOf } from "./sources.ts";
import { idsAt, type Pattern, type Woven, weave } from "./weave.ts";

const FILE = "contracts/libraries/Sample.sol";

const SAMPLE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

error Wrong(uint256 what);

contract Sample {
    uint256 internal constant MOST = 7;
    uint256 public total;
    event Added(uint256 amount);

    modifier bounded() {
        require(total < MOST, Wrong(total + 1));
        _;
    }

    function add(uint256[] calldata list) external bounded returns (bool) {
        for (uint256 i = 0; i < list.length; i++) {
            if (list[i] == 0 && total > 1) continue;
            total += list[i];
        }
        emit Added(total);
        return total >> 1 > 0;
    }

    function word(uint256 a) internal pure returns (uint256 b) {
        assembly ("memory-safe") {
            b := add(a, 32)
        }
    }
}
`;

function woven(source: string, change: Partial<Pattern> = {}): Woven {
  const ast = compile({ [FILE]: source }, { "*": { "": ["ast"] } }).sources?.[FILE]?.ast;
  if (ast === undefined) throw new Error("the sample does not compile");
  return weave(FILE, source, ast, {
    dropped: new Set(),
    watching: true,
    first: { mutant: 1, branching: 0 },
    ...change,
  });
}

function refusals({ content }: Woven): readonly string[] {
  const sources = { [FILE]: content, "contracts/libraries/Mutant.sol": MUTANT_LIBRARY };
  return errorsOf(compile(sources, { "*": { "": ["ast"] } })).map(({ formattedMessage }) => formattedMessage);
}

describe("weaving mutants", () => {
  it("finds something to change for each operator, and the compiler takes all of it at once", () => {
    const made = woven(SAMPLE);
    const operators = new Set(made.mutants.map(({ operator }) => operator));
    for (const operator of ["arithmetic", "assembly", "bits", "branch", "comparison", "connective", "constant"])
      expect(operators).to.include(operator);
    for (const operator of ["modifier", "require", "return", "statement"]) expect(operators).to.include(operator);
    expect(refusals(made)).to.deep.equal([]);
    expect(made.branchings.map(({ text }) => text)).to.include.members(["total < MOST", "i < list.length"]);
  });

  it("numbers them one after the other, each with an id of its own", () => {
    const { mutants } = woven(SAMPLE, { first: { mutant: 5, branching: 0 } });
    expect(mutants.map(({ number }) => number)).to.deep.equal(mutants.map((_, i) => 5 + i));
    expect(new Set(mutants.map(({ id }) => id)).size).to.equal(mutants.length);
  });

  it("keeps an id as long as the function stays as it is", () => {
    const ids = (source: string) => woven(source).mutants.flatMap(({ id, rule }) => (/add$/.test(rule) ? [id] : []));
    expect(ids(SAMPLE.replace("MOST = 7", "MOST = 8"))).to.deep.equal(ids(SAMPLE));
    expect(ids(SAMPLE.replace("> 1)", "> 2)"))).to.not.deep.equal(ids(SAMPLE));
  });

  it("leaves out what it is told to, and leaves reasons of errors alone", () => {
    const all = woven(SAMPLE).mutants;
    const dropped = new Set(all.slice(1).map(({ id }) => id));
    expect(woven(SAMPLE, { dropped }).mutants.map(({ id }) => id)).to.deep.equal([all[0]?.id]);
    expect(all.some(({ before }) => before === "total + 1")).to.equal(false);
  });

  it("finds the ids again where the compiler objects", () => {
    const { content, mutants } = woven(SAMPLE);
    const at = content.indexOf("(list[i]) != (0)");
    const ids = idsAt(content, at, at + 3);
    expect(mutants.filter(({ id }) => ids.includes(id)).map(({ after }) => after)).to.include("(list[i]) != (0)");
  });
});
