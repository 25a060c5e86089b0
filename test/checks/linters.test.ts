import { expect } from "chai";
import { verdictOn } from "./tree.ts";

const CONTRACT_HEAD = "// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.30;\n\n";

interface Case {
  readonly check: string;
  readonly title: string;
  readonly copied: readonly string[];
  readonly file: string;
  readonly good: string;
  readonly bad: string;
  readonly said: string;
}

const BIOME = { check: "biome", copied: ["biome.json", "package.json"], file: "offchain/evm/one.ts" };
const SOLHINT = { check: "solhint", copied: [".solhint.json", ".solhintignore"], file: "contracts/Adjudicator.sol" };

const CASES: readonly Case[] = [
  {
    ...BIOME,
    title: "any",
    good: "export const a: unknown = 1;\n",
    bad: "export const a: any = 1;\n",
    said: "noExplicitAny",
  },
  {
    ...BIOME,
    title: "a default export",
    good: "export const a = 1;\n",
    bad: "export default 1;\n",
    said: "noDefaultExport",
  },
  {
    ...BIOME,
    title: "a type imported as a value",
    good: 'import type { A } from "./a.ts";\n\nexport const a: A = 1;\n',
    bad: 'import { A } from "./a.ts";\n\nexport const a: A = 1;\n',
    said: "useImportType",
  },
  {
    ...BIOME,
    title: "a package that package.json does not name",
    good: 'export { keccak256 } from "ethers";\n',
    bad: 'export { chunk } from "lodash";\n',
    said: "noUndeclaredDependencies",
  },
  {
    ...BIOME,
    title: "a format of one's own",
    good: "export const a = 1;\n",
    bad: "export const a = 1\n",
    said: "format",
  },
  {
    check: "types",
    title: "an index that may be missing",
    copied: ["tsconfig.json", "package.json"],
    file: "generator/one.ts",
    good: "export const first = (list: readonly string[]): string | undefined => list[0];\n",
    bad: "export const first = (list: readonly string[]): string => list[0];\n",
    said: "TS2322",
  },
  {
    check: "types",
    title: "TypeScript that cannot be erased",
    copied: ["tsconfig.json", "package.json"],
    file: "generator/one.ts",
    good: "export const a = 1;\n",
    bad: "export enum A {\n  B,\n}\n",
    said: "TS1294",
  },
  {
    ...SOLHINT,
    title: "a floating pragma",
    good: `${CONTRACT_HEAD}contract A {\n    uint256 public a;\n}\n`,
    bad: `${CONTRACT_HEAD.replace("0.8.30", "^0.8.0")}contract A {\n    uint256 public a;\n}\n`,
    said: "compiler-version",
  },
  {
    ...SOLHINT,
    title: "a reason in words",
    good: `${CONTRACT_HEAD}error Bad();\n\ncontract A {\n    function a(uint256 b) external pure {\n        require(b > 0, Bad());\n    }\n}\n`,
    bad: `${CONTRACT_HEAD}contract A {\n    function a(uint256 b) external pure {\n        require(b > 0, "bad");\n    }\n}\n`,
    said: "gas-custom-errors",
  },
  {
    check: "solidity-format",
    title: "a format of one's own",
    copied: [".prettierrc", ".prettierignore"],
    file: "contracts/Adjudicator.sol",
    good: `${CONTRACT_HEAD}contract A {\n    uint256 public a;\n}\n`,
    bad: `${CONTRACT_HEAD}contract A { uint256 public a; }\n`,
    said: "Adjudicator.sol",
  },
];

describe("linters", () => {
  for (const { check, title, copied, file, good, bad, said } of CASES) {
    it(`${check} refuses ${title}`, async () => {
      const extra: Record<string, string> =
        check === "biome" ? { "offchain/evm/a.ts": "export type A = number;\n" } : {};
      const refused = await verdictOn(check, { ...extra, [file]: bad }, copied);
      expect(refused.ok, refused.text).to.equal(false);
      expect(refused.text).to.include(said);
      const accepted = await verdictOn(check, { ...extra, [file]: good }, copied);
      expect(accepted.ok, accepted.text).to.equal(true);
    });
  }
});
