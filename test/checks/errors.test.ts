import { expect } from "chai";
import { checkErrors } from "./errors.ts";
import { withTree } from "./tree.ts";

const FILES = {
  "docs/errors.md": "| `no_keys`, `gone` | a |\n| `Closed` | b |\n",
  "offchain/api/a.ts": 'new ApiError(\n  "no_keys", "a", "b");\n',
  "contracts/types/Errors.sol": "error Closed();\n",
};

describe("errors", () => {
  it("finds what is missing in the paper, and what is only there", async () => {
    const files = {
      ...FILES,
      "offchain/cli/b.ts": 'readonly code = "usage";\n',
      "contracts/generated/A.sol": "    error Other(uint8 a);\n",
    };
    expect(await withTree(files, [], async (root) => checkErrors(root))).to.have.members([
      "offchain/cli/b.ts:1 usage is not in docs/errors.md",
      "contracts/generated/A.sol:1 Other is not in docs/errors.md",
      "docs/errors.md: nothing throws gone",
    ]);
  });

  it("accepts a paper that says it all", async () => {
    const files = { ...FILES, "offchain/cli/b.ts": 'readonly code = "gone";\n' };
    expect(await withTree(files, [], async (root) => checkErrors(root))).to.deep.equal([]);
  });
});
