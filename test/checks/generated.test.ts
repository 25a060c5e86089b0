import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../steps.ts";
import { verdictOn } from "./tree.ts";

const COPIED = ["contracts", "deploy", "generator", "offchain/evm", "offchain/generated", "package.json"];

function edited(path: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = readFileSync(join(ROOT, path), "utf8");
  expect(text, `${path} has "${from}"`).to.include(from);
  return { [path]: text.replace(from, to) };
}

describe("generated", () => {
  it("accepts the committed files", async () => {
    const { ok, text } = await verdictOn("generated", {}, COPIED);
    expect(ok, text).to.equal(true);
  });

  it("refuses a generated file that was edited", async () => {
    const path = "contracts/generated/TicTacToeApp.sol";
    const { ok, text } = await verdictOn("generated", edited(path, "WrongPhase", "wrongPhase"), COPIED);
    expect(ok).to.equal(false);
    expect(text).to.include(path);
  });

  it("refuses files made from another spec", async () => {
    const changed = edited("contracts/apps/TicTacToe.sol", "at most 5 on chain", "at most 4 on chain");
    const { ok, text } = await verdictOn("generated", changed, COPIED);
    expect(ok).to.equal(false);
    expect(text).to.include("contracts/generated/TicTacToeApp.sol").and.include("npx chenilles generate");
  });

  it("refuses files made from another struct", async () => {
    const changed = edited("contracts/types/Limits.sol", "MAX_SEATS = 32", "MAX_SEATS = 31");
    const { ok, text } = await verdictOn("generated", changed, COPIED);
    expect(ok).to.equal(false);
    expect(text).to.include("offchain/generated/protocol/limits.ts");
  });
}).timeout(120_000);
