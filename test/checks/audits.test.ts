import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { staleDocuments } from "../audits/documents.ts";
import { numbersOf, quotedIn, rulesOf } from "../audits/invariants.ts";
import { codeLines, sourcesOf } from "../audits/scope.ts";
import type { Slither } from "../audits/staticAnalysis.ts";
import { TRIAGE } from "../audits/triage.ts";
import { ROOT } from "../steps.ts";

describe("check: papers for auditors", function () {
  this.timeout(60_000);

  it("reads the numbers of rules as they are quoted", () => {
    expect(numbersOf("4")).to.deep.equal([4]);
    expect(numbersOf("9, 10 and 12")).to.deep.equal([9, 10, 12]);
    expect(numbersOf("1 to 3, 8")).to.deep.equal([1, 2, 3, 8]);
  });

  it("finds all 18 rules, each quoted by some test", () => {
    const rules = rulesOf(ROOT).map(({ number }) => number);
    expect(rules).to.deep.equal(Array.from({ length: 18 }, (_, i) => i + 1));
    const quoted = quotedIn(ROOT);
    expect(rules.filter((number) => (quoted.get(number)?.size ?? 0) === 0)).to.deep.equal([]);
  });

  it("has an answer to each detector of slither that reports something", () => {
    // Written by test/audits/run.ts.
    const { found } = JSON.parse(readFileSync(join(ROOT, "audits/slither.json"), "utf8")) as Slither;
    expect(found).to.not.deep.equal([]);
    expect([...new Set(found.map(({ check }) => check))].filter((check) => TRIAGE[check] === undefined)).to.deep.equal(
      [],
    );
  });

  it("follows the imports of the adjudicator, and counts what is neither empty nor comment", () => {
    const files = sourcesOf(ROOT).map(({ file }) => file);
    expect(files).to.include.members([
      "contracts/Adjudicator.sol",
      "contracts/Annex.sol",
      "contracts/libraries/Pay.sol",
    ]);
    expect(files.filter((file) => file.startsWith("contracts/mocks"))).to.deep.equal([]);
    expect(codeLines("// one\n\nuint256 a; // two\n/* three\nfour */\nuint256 b;\n")).to.equal(2);
  });

  it("fails when a source has changed since", async () => {
    const root = mkdtempSync(join(tmpdir(), "chenilles-audits-"));
    for (const part of ["contracts", "audits", "docs", "test", "deploy", ".solhint.json"])
      cpSync(join(ROOT, part), join(root, part), { recursive: true });
    mkdirSync(join(root, "node_modules"));
    symlinkSync(join(ROOT, "node_modules/@openzeppelin"), join(root, "node_modules/@openzeppelin"));
    const file = join(root, "contracts/libraries/Pay.sol");
    writeFileSync(file, `${readFileSync(file, "utf8")}\n// changed\n`);
    expect(await staleDocuments(root)).to.include("audits/scope.md");
    rmSync(root, { recursive: true });
  });
});
