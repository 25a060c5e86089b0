import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../steps.ts";
import type { Verdict } from "./checks.ts";
import { verdictOn } from "./tree.ts";

const COPIED = ["audits", "contracts", "deploy", "generator", "offchain/evm", "offchain/generated", "package.json"];

/** Path, what is there, what is written instead. */
const EDITS = [
  ["contracts/generated/HashLockApp.sol", "WrongPhase", "wrongPhase"],
  ["contracts/apps/TicTacToe.sol", "Mark a free cell, 0 to 8.", "Mark a cell that is free."],
  ["contracts/types/Limits.sol", "MAX_SEATS = 32", "MAX_SEATS = 31"],
] as const;

describe("generated", function () {
  this.timeout(300_000);
  let verdict: Verdict;

  before(async () => {
    const files: Record<string, string> = {};
    for (const [path, from, to] of EDITS) {
      const text = readFileSync(join(ROOT, path), "utf8");
      expect(text, path).to.include(from);
      files[path] = text.replace(from, to);
    }
    verdict = await verdictOn("generated", files, COPIED);
  });

  it("fails, and says what to do", () => {
    expect(verdict.ok).to.equal(false);
    expect(verdict.text).to.include("npx chenilles generate");
  });

  it("names a generated file that was edited", () => {
    expect(verdict.text).to.include("contracts/generated/HashLockApp.sol");
  });

  it("names files made from another spec", () => {
    expect(verdict.text).to.include("contracts/generated/TicTacToeApp.sol");
    expect(verdict.text).to.include("offchain/generated/apps/ticTacToe");
  });

  it("names files made from another struct or limit", () => {
    expect(verdict.text).to.include("offchain/generated/protocol/limits.ts");
  });
});
