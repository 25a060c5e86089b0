import { expect } from "chai";
import { ROOT } from "../steps.ts";
import { checkNatspec } from "./natspec.ts";
import { withTree } from "./tree.ts";

const HEAD = "// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.30;\n\n";
const ALL = "/// @notice All. A `channelId` names a channel.\ninterface IA {\n";

function problems(file: string, source: string): Promise<readonly string[]> {
  return withTree({ [`contracts/${file}`]: HEAD + source }, [], async (root) => checkNatspec(root));
}

const REFUSED: readonly (readonly [string, string, string, number])[] = [
  ["interfaces/IA.sol", `${ALL}    function pay() external;\n}`, "function pay has no @notice", 6],
  ["interfaces/IA.sol", `${ALL}    /// @dev How.\n    event Done();\n}`, "event Done has no @notice", 7],
  ["interfaces/IA.sol", "interface IA {}", "interface IA has no @notice", 4],
  ["types/A.sol", "struct A {\n    uint256 a;\n}", "struct A has no @notice", 4],
  [
    "interfaces/IA.sol",
    `${ALL}    /// @notice Pays.\n    function pay(bytes32 channelId, uint256 mask) external;\n}`,
    "nothing says what mask is",
    7,
  ],
  [
    "interfaces/IA.sol",
    `${ALL}    /// @notice Reads.\n    function read(bytes32 channelId) external view returns (uint256 net);\n}`,
    "nothing says what net is",
    7,
  ],
  [
    "interfaces/IA.sol",
    `${ALL}    /// @notice Pays.\n    /// @param mask whom.\n    function pay() external;\n}`,
    "has no parameter mask",
    8,
  ],
  ["libraries/A.sol", "library A {}", "library A has no @title", 4],
  [
    "libraries/A.sol",
    '/// @title A\nlibrary A {\n    /// @dev Fast.\n    function f() internal {\n        assembly ("memory-safe") {}\n    }\n}',
    "assembly without a proof",
    8,
  ],
];

describe("natspec", () => {
  for (const [file, source, said, line] of REFUSED) {
    it(`refuses in ${file}: ${said}`, async () => {
      const found = await problems(file, source);
      expect(found).to.have.length(1);
      expect(found[0]).to.include(said).and.include(`contracts/${file}:${line} `);
    });
  }

  it("accepts what is explained once for all, and a proof above its function or for the whole library", async () => {
    const whole = `${ALL}    /// @notice Pays whom the mask says.\n    function pay(bytes32 channelId, uint256 mask) external;\n}`;
    expect(await problems("interfaces/IA.sol", whole)).to.deep.equal([]);
    const proof = "/// @dev Proof: nothing is written.\n";
    const block = "function f() internal {\n        assembly {}\n    }\n}";
    expect(await problems("libraries/A.sol", `/// @title A\nlibrary A {\n${proof}    ${block}`)).to.deep.equal([]);
    expect(await problems("libraries/A.sol", `/// @title A\n${proof}library A {\n    ${block}`)).to.deep.equal([]);
  });

  it("accepts the contracts of this project", () => {
    expect(checkNatspec(ROOT)).to.deep.equal([]);
  });
});
