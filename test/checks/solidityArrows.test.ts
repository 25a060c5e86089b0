import { expect } from "chai";
import { ROOT } from "../steps.ts";
import { checkSolidityArrows } from "./solidityArrows.ts";
import { withTree } from "./tree.ts";

const HEAD = "// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.30;\n\n";

function problems(file: string, source: string): Promise<readonly string[]> {
  return withTree({ [`contracts/${file}`]: HEAD + source }, [], async (root) => checkSolidityArrows(root));
}

const REFUSED: readonly (readonly [string, string, string])[] = [
  ["types/A.sol", 'import {B} from "../libraries/B.sol";', "types import only types"],
  ["interfaces/IA.sol", 'import {B} from "../libraries/B.sol";', "interfaces import only types"],
  ["libraries/A.sol", 'import {B} from "../Adjudicator.sol";', "libraries import only"],
  ["apps/A.sol", 'import {B} from "../types/B.sol";', "an app imports only Rules.sol"],
  ["apps/A.sol", 'import {B} from "./HashLock.sol";', "an app imports only Rules.sol"],
  ["generated/A.sol", 'import {B} from "../libraries/B.sol";', "generated adapters import only"],
  ["Adjudicator.sol", 'import {B} from "./generated/B.sol";', "a deployed contract imports only"],
  ["Annex.sol", 'import {B} from "./Adjudicator.sol";', "a deployed contract imports only"],
  ["Cashier.sol", 'import {B} from "./Annex.sol";', "a deployed contract imports only"],
  ["mocks/A.sol", 'import {B} from "../generated/B.sol";', "never imports generated"],
  ["libraries/A.sol", 'import "../types/B.sol";', "name what is imported"],
  ["libraries/A.sol", 'import * as B from "../types/B.sol";', "name what is imported"],
  ["Adjudicator.sol", "contract Adjudicator is Ownable {}", "inherit interfaces only"],
  ["elsewhere/A.sol", "contract A {}", "no folder of the design"],
];

describe("solidity-arrows", () => {
  for (const [file, source, said] of REFUSED) {
    it(`refuses in ${file}: ${source}`, async () => {
      const found = await problems(file, source);
      expect(found).to.have.length(1);
      expect(found[0])
        .to.include(said)
        .and.match(/^contracts\/\S+:[14] /);
    });
  }

  it("accepts an import over several lines, and an interface inherited", async () => {
    const source = 'import {\n    A,\n    B\n} from "./types/AB.sol";\n\ncontract Adjudicator is IAdjudicator {}';
    expect(await problems("Adjudicator.sol", source)).to.deep.equal([]);
  });

  it("says so when there is nothing to check", async () => {
    expect(await withTree({}, [], async (root) => checkSolidityArrows(root))).to.have.length(1);
  });

  it("accepts the contracts of this project", () => {
    expect(checkSolidityArrows(ROOT)).to.deep.equal([]);
  });
});
