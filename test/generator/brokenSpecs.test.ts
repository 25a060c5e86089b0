import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ADVICE } from "../../generator/read/advice.ts";
import { showDiagnostic } from "../../generator/read/diagnostic.ts";
import { BROKEN_RULES } from "./support/brokenRules.ts";
import { BROKEN_WORDS } from "./support/brokenWords.ts";
import { ROOT } from "./support/fixtureProject.ts";
import { type Edit, GOOD } from "./support/goodSpecs.ts";
import { messageSites } from "./support/messages.ts";
import { diagnosticsOf, specText, verdict } from "./support/verdict.ts";

const APPS = join(ROOT, "contracts/apps");
const BAD = join(import.meta.dirname, "bad");
const EXPECTED = join(import.meta.dirname, "golden/brokenSpecs.txt");

/** One place of a good spec broken. */
const EDITS: readonly Edit[] = [...BROKEN_WORDS, ...BROKEN_RULES];
/** Rules of other files than specs, and those with tests of their own: typeStrings.test.ts, panics.test.ts, play.test.ts. */
const ELSEWHERE = [
  "type-string",
  "limit",
  "panic",
  "conserve",
  "waits",
  "silence-pays",
  "silence-beats-play",
  "commute",
  "budget",
];

/** Those of the protocol's own contracts, tested in typeStrings.test.ts. */
const ELSEWHERE_FILES = ["protocol.ts", "typeStrings.ts", "rule.ts"];

const ticTacToe = specText("TicTacToe");

describe("broken specs are refused, by file, line and rule", function () {
  this.timeout(120_000);

  it("good specs are not", () => {
    for (const file of ["TicTacToe.sol", "HashLock.sol", "RockPaperScissors.sol", "TwoMoves.sol"])
      expect(verdict(file, GOOD[file] ?? ""), file).to.deep.equal([]);
    for (const file of readdirSync(APPS))
      if (file !== "Rules.sol") expect(verdict(file, readFileSync(join(APPS, file), "utf8")), file).to.deep.equal([]);
  });

  it("whole specs with something broken: all their diagnostics", () => {
    const said = readdirSync(BAD)
      .sort()
      .flatMap((file) => {
        const found = diagnosticsOf(file, readFileSync(join(BAD, file), "utf8"));
        expect(found, file).not.to.deep.equal([]);
        return found.map(showDiagnostic);
      });
    if (process.env["CHENILLES_UPDATE_GOLDENS"] !== undefined) writeFileSync(EXPECTED, `${said.join("\n")}\n`);
    expect(`${said.join("\n")}\n`).to.equal(readFileSync(EXPECTED, "utf8"));
  });

  for (const { rule, file, from, to, says } of EDITS)
    it(`[${rule}] ${to.trim().split("\n")[0]}`, () => {
      const good = GOOD[file] ?? "";
      expect(good, "the place to break").to.include(from);
      const said = verdict(file, good.replace(from, to));
      expect(said.join("\n")).to.match(says);
      // The rule is named at its place: the file, a line, a column.
      expect(said.find((line) => says.test(line))).to.match(
        new RegExp(`^${file}:\\d+:\\d+: .*\\[(${rule}|solc|clock|params|lost-tag|reveals|app-library)\\]$`),
      );
    });

  it("a line is the line of the fault", () => {
    const said = verdict(
      "TicTacToe.sol",
      ticTacToe.replace("return seat == s.moves % 2;", "s.moves++;\n        return seat == s.moves % 2;"),
    );
    const line = ticTacToe.split("\n").findIndex((text) => text.includes("return seat == s.moves % 2;")) + 1;
    expect(said).to.deep.equal([`TicTacToe.sol:${line}:9: turn only reads [turn-reads]`]);
  });

  it("every rule of the checker has a bad spec here", () => {
    const broken = readFileSync(EXPECTED, "utf8");
    const shown = [...broken.matchAll(/^\S+:\d+:\d+: .* \[([a-z-]+)\]$/gm)].map(([, rule]) => rule);
    const tested = new Set([...shown, ...EDITS.map(({ rule }) => rule), ...ELSEWHERE]);
    for (const rule of Object.keys(ADVICE)) expect(tested.has(rule), rule).to.equal(true);
  });

  it("every diagnostic that the checker can give has a bad spec here", () => {
    const files = ["check", "read"].flatMap((folder) =>
      readdirSync(join(ROOT, "generator", folder))
        .filter((file) => file.endsWith(".ts") && !ELSEWHERE_FILES.includes(file))
        .map((file) => join(ROOT, "generator", folder, file)),
    );
    const said = [
      ...readdirSync(BAD).flatMap((file) => diagnosticsOf(file, readFileSync(join(BAD, file), "utf8"))),
      ...EDITS.flatMap(({ file, from, to }) => diagnosticsOf(file, (GOOD[file] ?? "").replace(from, to))),
    ].map(({ message }) => message);
    const sites = files.flatMap(messageSites);
    expect(sites.length).to.be.greaterThan(80);
    const silent = sites.filter(({ pattern }) => !said.some((message) => pattern.test(message)));
    expect(
      silent.map(({ file, line, pattern }) => `${file.slice(ROOT.length)}:${line} ${pattern.source}`),
    ).to.deep.equal([]);
  });

  it("a diagnostic shows the line, what is meant in it, and what to write instead", () => {
    const broken = ticTacToe.replace("1 - (s.moves % 2)", "(s.moves + 1) % 2");
    const line = ticTacToe.split("\n").findIndex((text) => text.includes("1 - (s.moves % 2)")) + 1;
    expect(diagnosticsOf("TicTacToe.sol", broken).map(showDiagnostic)).to.deep.equal([
      [
        `TicTacToe.sol:${line}:20: a timeout cannot fail, but in late \`s.moves + 1\` may overflow: \`s.moves\` is 0 to 2^256 - 1 [panic]`,
        `   ${line} |         win(t, s, (s.moves + 1) % 2);`,
        "      |                    ^^^^^^^^^^^",
        "      = instead: Bound the values first (a narrower type, `%`, a test with an early return), or pay what is left with payUpTo",
      ].join("\n"),
    ]);
  });

  it("a misspelt tag: the one that was probably meant", () => {
    const said = diagnosticsOf("TicTacToe.sol", ticTacToe.replace("@custom:timeout", "@custom:tiemout"));
    expect(said.map(showDiagnostic).join("\n")).to.include("= instead: write `@custom:timeout`");
  });
});
