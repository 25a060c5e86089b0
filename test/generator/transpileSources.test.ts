import { expect } from "chai";
import { id } from "ethers";
import { TranspileError, transpile } from "../../generator/index.ts";
import { hexToBytes } from "../../offchain/evm/hex.ts";
import { load } from "./differential/compare.ts";

/** What `one()` of the contract that is taken gives. */
async function taken(files: Readonly<Record<string, string>>, contract?: string): Promise<number | undefined> {
  const sources = Object.fromEntries(Object.entries(files).map(([file, content]) => [file, { content }]));
  const { code } = transpile(contract === undefined ? { sources } : { sources, contract });
  return (await load(code)).call(hexToBytes(id("one()")).subarray(0, 4)).data[31];
}

function contract(name: string, value: number): string {
  return `contract ${name} { function one() external pure returns (uint256) { return ${value}; } }`;
}

describe("transpile: which contract of which sources", () => {
  it("takes the last contract of the last source that can be called", async () => {
    expect(await taken({ "B.sol": contract("B", 1), "A.sol": `${contract("A", 2)} ${contract("C", 3)}` })).to.equal(3);
    const rest =
      "abstract contract D { } interface I { function x() external; } library L { function l() internal pure { } }";
    expect(await taken({ "A.sol": `${contract("A", 2)} ${rest}` })).to.equal(2);
  });

  it("takes a contract of a file that no other imports, where the last source can only be imported", async () => {
    const main = `import "./B.sol"; import {L as M} from "../y/L.sol"; ${contract("A", 4).replace("4", "M.four()")}`;
    const library = "library L { function four() internal pure returns (uint256) { return 4; } }";
    expect(await taken({ "x/A.sol": main, "x/B.sol": contract("B", 5), "y/L.sol": library })).to.equal(4);
  });

  it("takes the contract that is named, with its file if need be", async () => {
    const files = { "a.sol": contract("A", 6), "b.sol": contract("A", 7) };
    expect(await taken(files, "A")).to.equal(7);
    expect(await taken(files, "a.sol:A")).to.equal(6);
  });

  it("refuses a pragma for another compiler, and says what to do", () => {
    for (const version of ["0.8.19", "^0.8.31", "^0.7.0", ">=0.8.0 <0.8.20"]) {
      const content = `// first\npragma solidity ${version};\n${contract("A", 1)}`;
      expect(() => transpile({ sources: { "A.sol": { content } } }))
        .to.throw(TranspileError, "A.sol:2:1")
        .with.property("message")
        .that.contains("widen it");
    }
  });
});
