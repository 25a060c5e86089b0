import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ADVICE } from "../../generator/read/advice.ts";
import { showDiagnostic } from "../../generator/read/diagnostic.ts";
import { ROOT } from "./support/fixtureProject.ts";
import { diagnosticsOf, verdict } from "./support/verdict.ts";

const APPS = join(ROOT, "contracts/apps");
const BAD = join(import.meta.dirname, "bad");
const EXPECTED = join(import.meta.dirname, "golden/brokenSpecs.txt");

const ticTacToe = readFileSync(join(ROOT, "contracts/apps/TicTacToe.sol"), "utf8");
const hashLock = readFileSync(join(ROOT, "contracts/apps/HashLock.sol"), "utf8");
const rockPaperScissors = readFileSync(join(APPS, "RockPaperScissors.sol"), "utf8");

interface Edit {
  readonly rule: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly says: RegExp;
}
const edit = (rule: string, from: string, to: string, says: RegExp, file = "TicTacToe.sol"): Edit => ({
  rule,
  file,
  from,
  to,
  says,
});

/** One place of a good spec broken. */
const EDITS: readonly Edit[] = [
  edit(
    "no-modifier",
    "function win(Terms memory t, State memory s, uint256 winner) internal pure {",
    "modifier odd() { _; }\n    function win(Terms memory t, State memory s, uint256 winner) internal pure odd {",
    /win: no modifiers/,
  ),
  edit(
    "pure-internal",
    "function hasLine(uint256 marks) internal pure",
    "function hasLine(uint256 marks) public pure",
    /hasLine: every function/,
  ),
  edit(
    "app-library",
    "/// @title Tic-tac-toe",
    "uint256 constant OUTSIDE = 1;\n/// @title Tic-tac-toe",
    /VariableDeclaration outside the library/,
  ),
  edit("app-library", "library TicTacToe {", "library Other {", /a spec is one library named TicTacToe/),
  edit(
    "move",
    "@custom:move turns X, O in Playing, at most 5 on chain",
    "@custom:move turns X O in Playing",
    /write '\[each\|any\|turns\] ROLE/,
  ),
  edit("move", "@custom:move turns X, O in Playing", "@custom:move turns X, Z in Playing", /Z is not a role \(X, O\)/),
  edit(
    "move",
    "@custom:move turns X, O in Playing",
    "@custom:move turns X, O in Begun",
    /Begun is not a phase \(Playing, Over\)/,
  ),
  edit("move", "at most 5 on chain", "at most 256 on chain", /at most 255 on chain/),
  edit(
    "move",
    "/// @custom:timeout Playing after moveTime",
    "/// @custom:move turns X, O in Playing\n    /// @custom:timeout Playing after moveTime",
    /is both a move and a timeout/,
  ),
  edit(
    "timeout",
    "@custom:timeout Playing after moveTime",
    "@custom:timeout Playing in moveTime",
    /write 'Phase after duration/,
  ),
  edit(
    "timeout",
    "@custom:timeout Playing after moveTime",
    "@custom:timeout Begun after moveTime",
    /Begun is not a phase/,
  ),
  edit(
    "clock",
    "@custom:timeout Playing after moveTime",
    "@custom:timeout Playing after patience",
    /patience is not a field of Terms/,
  ),
  edit(
    "role",
    "/// @custom:role\n    uint256 constant O = 1;",
    "/// @custom:role two\n    uint256 constant O = 1;",
    /write nothing, a number of seats/,
  ),
  edit(
    "role",
    "/// @custom:asset\n",
    "/// @custom:asset\n    /// @custom:reveals mark\n",
    /@custom:reveals belongs on a function/,
  ),
  edit(
    "role",
    "/// @custom:timeout Playing after moveTime",
    "/// @custom:timeout Playing after moveTime\n    /// @custom:role",
    /@custom:role belongs on a constant/,
  ),
  edit("asset-index", "uint256 constant MONEY = 0;", "uint256 constant MONEY = 1;", /MONEY is 1; assets count from 0/),
  edit("stake", "function stake(", "function stakes(", /no `stake/),
  edit(
    "terms",
    "if (hasLine(s.marks[by])) win(t, s, by);",
    "t.stake = 0; if (hasLine(s.marks[by])) win(t, s, by);",
    /the terms do not change/,
  ),
  edit("title", "/// @title Tic-tac-toe\n", "", /no @title/),
  edit("notice", "/// @notice Mark a free cell, 0 to 8.\n", "", /mark: no @notice/),
  edit(
    "phase",
    "enum Phase {\n        Playing,",
    "enum Phase {\n        Waiting,\n        Playing,",
    /the first phase, Waiting, is final/,
  ),
  edit("phase", "        Over\n    }", "        Over,\n        Drawn\n    }", /Drawn is never reached/),
  edit(
    "phase-literal",
    "else if (s.moves == 9) s.phase = Phase.Over;",
    "else s.phase = Phase(s.moves / 9);",
    /assign a phase by name/,
  ),
  edit(
    "params",
    "function late(Terms memory t, State memory s) internal pure",
    "function late(State memory s, Terms memory t) internal pure",
    /a timeout takes no arguments/,
  ),
  edit(
    "params",
    "function mark(Terms memory t, State memory s, uint256 by, uint8 cell)",
    "function mark(uint8 cell, Terms memory t, State memory s, uint256 by)",
    /parameters are \(Terms t\)\?, State s/,
  ),
  edit(
    "node",
    "return seat == s.moves % 2;",
    "assembly { seat := 0 }\n        return seat == s.moves % 2;",
    /InlineAssembly is not in the language/,
  ),
  edit(
    "node",
    "return seat == s.moves % 2;",
    "while (seat > 2) seat--;\n        return seat == s.moves % 2;",
    /WhileStatement is not in the language/,
  ),
  edit(
    "node",
    "return seat == s.moves % 2;",
    "uint256 b;\n        (seat, b) = (b, seat);\n        return seat == s.moves % 2;",
    /tuple assignment is not in the language/,
  ),
  edit(
    "node",
    "return seat == s.moves % 2;",
    "return seat == (s.moves + msg.data.length) % 2;",
    /msg is not in the language/,
  ),
  edit("loop", "for (uint256 i = 0; i < 8; i++) if", "for (uint256 i = 0; i < marks; i++) if", /write `for/),
  edit(
    "total",
    "return t.stake;",
    "require(t.stake > 0);\n        return t.stake;",
    /stake cannot fail, but it reaches require/,
  ),
  edit(
    "timeout-total",
    "win(t, s, 1 - (s.moves % 2));",
    "require(s.moves < 9);\n        win(t, s, 1 - (s.moves % 2));",
    /late reaches require/,
  ),
  edit(
    "timeout-forward",
    "win(t, s, 1 - (s.moves % 2));",
    "if (s.moves > 0) win(t, s, 1 - (s.moves % 2));",
    /on some path the phase stays Playing/,
  ),
  edit(
    "turn-reads",
    "return seat == s.moves % 2;",
    "s.moves++;\n        return seat == s.moves % 2;",
    /turn only reads/,
  ),
  edit("alias", "s.moves++;", "State memory other = s;\n        other.moves++;", /other: no second name/),
  edit("pot", "s.moves++;", "s.pot.held[0] = 5;\n        s.moves++;", /the pot is changed by `pay` and `payUpTo` only/),
  edit(
    "bounded-type",
    "uint8 cell) internal",
    "uint8 cell, string memory note) internal",
    /note is string: arguments have a fixed size/,
  ),
  edit("unknown-tag", "/// @custom:asset", "/// @custom:assets", /@custom:assets is not a tag of the language/),
  edit(
    "absolute-clock",
    "function expire(Terms memory t, State memory s, uint64 published)",
    "function expire(Terms memory t, State memory s)",
    /published|Undeclared/,
    "HashLock.sol",
  ),
  edit(
    "absolute-clock",
    ", at most 0 on chain",
    "",
    /claim could be played on chain past the registry/,
    "HashLock.sol",
  ),
  edit(
    "who",
    "each PLAYER in Choosing",
    "PLAYER in Choosing",
    /2 seats may choose: say 'each'/,
    "RockPaperScissors.sol",
  ),
  edit("reveals", "@custom:reveals choose", "@custom:reveals chosen", /chosen is not a move/, "RockPaperScissors.sol"),
  edit(
    "reveals",
    "each PLAYER in Showing",
    "each PLAYER in Choosing",
    /both made in Choosing/,
    "RockPaperScissors.sol",
  ),
  edit(
    "reveals",
    "bytes32 salt) internal",
    "bytes32 key) internal",
    /`bytes32 salt`, drawn by the client|Undeclared/,
    "RockPaperScissors.sol",
  ),
  edit("app-size", "uint256[2] marks;", "uint256[130] marks;", /the state takes 4\d\d\d bytes on chain: 4096 at most/),
  edit("app-size", "uint64 moveTime;", "uint64 moveTime;\n        uint256[128] table;", /Terms takes 4160 bytes/),
  edit(
    "app-size",
    "uint8 cell) internal",
    "uint8 cell, uint256[32] memory notes) internal",
    /arguments take 1056 bytes: 1024/,
  ),
  edit("solc", "return t.stake;", "return t.steak;", /Member "steak" not found/),
];
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

const GOOD: Readonly<Record<string, string>> = {
  "TicTacToe.sol": ticTacToe,
  "HashLock.sol": hashLock,
  "RockPaperScissors.sol": rockPaperScissors,
};

describe("broken specs are refused, by file, line and rule", function () {
  this.timeout(120_000);

  it("good specs are not", () => {
    for (const [file, text] of Object.entries(GOOD)) expect(verdict(file, text), file).to.deep.equal([]);
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
