import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ADVICE } from "../../generator/read/advice.ts";
import { showDiagnostic } from "../../generator/read/diagnostic.ts";
import { ROOT } from "./support/fixtureProject.ts";
import { messageSites } from "./support/messages.ts";
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
  edit("loop", "if (marks & lines[i] == lines[i]) return true;", "i += 1;", /the loop variable is changed in the body/),
  edit(
    "pot",
    "s.moves++;",
    "Pot(2, new uint256[](2)).pay(MONEY, 0, 1, 0);\n        s.moves++;",
    /the adjudicator makes the pot/,
  ),
  edit("pot", "s.moves++;", "s = s;\n        s.moves++;", /the state as a whole is not assigned/),
  edit("bounded-type", "uint256 moves;", "uint256 moves;\n        string note;", /State\.note is string/),
  edit(
    "bounded-type",
    "uint64 moveTime;",
    "uint64 moveTime;\n        uint256[] table;",
    /Terms\.table is uint256\[\]: terms have/,
  ),
  edit("panic", "1 - (s.moves % 2)", "1 - s.moves", /a timeout cannot fail, but in late/),
  edit(
    "panic",
    "win(t, s, 1 - (s.moves % 2));",
    "uint256 n = 0;\n        for (uint256 i = 0; i < 60000; i++) for (uint256 j = 0; j < 60000; j++) n = (n + i) % 7;\n        win(t, s, n % 2);",
    /the loops are too long to follow/,
  ),
  edit("phase", "library Unphased {", "library Unphased {", /no `enum Phase`/, "Unphased.sol"),
  edit(
    "who",
    "@custom:move turns X, O in Playing",
    "@custom:move any X, O in Playing",
    /Playing mixes any and turns: a phase has one mode/,
    "TwoMoves.sol",
  ),
  edit(
    "absolute-clock",
    "@custom:timeout Locked at expiry",
    "@custom:timeout Locked after expiry",
    /only a timeout 'at' a time reads `published`/,
    "HashLock.sol",
  ),
  edit(
    "reveals",
    "uint256 by, Seal hand) internal",
    "uint256 by, Seal hand, uint256 more) internal",
    /choose takes exactly one Seal/,
    "RockPaperScissors.sol",
  ),
  edit(
    "reveals",
    "Hand hand, bytes32 salt) internal pure {\n        require(s.seals[by].hides(by, abi.encode(hand), salt)",
    "Hand hand, bytes32 key) internal pure {\n        require(s.seals[by].hides(by, abi.encode(hand), key)",
    /the last argument of show is `bytes32 salt`/,
    "RockPaperScissors.sol",
  ),
  edit(
    "reveals",
    "/// @custom:reveals choose",
    "/// @custom:reveals choose\n    /// @custom:reveals choose",
    /show shows one seal: one @custom:reveals/,
    "RockPaperScissors.sol",
  ),
  edit(
    "reveals",
    "/// @custom:timeout Choosing after moveTime",
    "/// @custom:timeout Choosing after moveTime\n    /// @custom:reveals choose",
    /late is not a move/,
    "RockPaperScissors.sol",
  ),
  edit(
    "app-library",
    'import {Pot} from "./Rules.sol";',
    'import {Pot} from "./Rules.sol";\nimport {Other} from "./Other.sol";',
    /a spec imports from Rules\.sol and from nothing else/,
  ),
  edit("terms", "struct Terms {", "struct Conditions {", /no `struct Terms`/, "Bare.sol"),
  edit(
    "role-seat",
    "/// @custom:role\n    uint256 constant X",
    "/// @custom:role 1 to 2\n    uint256 constant X",
    /only the last role may vary in number/,
  ),
  edit(
    "role",
    "/// @custom:role\n    uint256 constant O",
    "/// @custom:role 2 to 1\n    uint256 constant O",
    /O: from 2 to 1 seats/,
  ),
  edit(
    "role",
    "/// @custom:role\n    uint256 constant X = 0;\n    /// @custom:role\n    uint256 constant O",
    "uint256 constant X = 0;\n    uint256 constant O",
    /no role/,
  ),
  edit(
    "role",
    "/// @custom:role\n    uint256 constant O",
    "/// @custom:role 32\n    uint256 constant O",
    /33 seats: 32 at most/,
  ),
  edit("role", "uint256 constant O = 1;", "uint256 constant O = X + 1;", /O is a `uint256 constant` with a number/),
  edit(
    "asset",
    "uint256 constant MONEY = 0;",
    "uint8 constant MONEY = 0;",
    /MONEY is a `uint256 constant` with a number/,
  ),
  edit(
    "asset",
    "/// @custom:asset\n",
    "/// @custom:asset\n    /// @custom:role\n",
    /MONEY is one role, or one asset: one tag/,
  ),
  edit(
    "asset",
    "    uint256 constant MONEY = 0;",
    `    uint256 constant MONEY = 0;\n${Array.from({ length: 16 }, (_, i) => `    /// @custom:asset\n    uint256 constant M${i} = ${i + 1};\n`).join("")}`,
    /17 assets: 16 at most/,
  ),
  edit(
    "move",
    "/// @custom:move turns X, O in Playing",
    "/// @custom:move turns X, O in Playing\n    /// @custom:move turns X, O in Playing",
    /mark: one @custom:move/,
  ),
  edit(
    "app-size",
    "/// @custom:timeout Playing",
    `${Array.from({ length: 256 }, (_, i) => `/// @notice Nothing.\n    /// @custom:move turns X, O in Playing\n    function more${i}(State memory s) internal pure { s.moves++; }\n    `).join("")}/// @custom:timeout Playing`,
    /257 moves: 256 at most/,
  ),
  edit(
    "turn",
    "turn(State memory s, uint256 seat)",
    "turn(uint256 seat, State memory s)",
    /turn takes \(State, uint256\) and returns \(bool\), not \(uint256, State\)/,
  ),
  edit(
    "stake",
    "stake(Terms memory t, uint256, uint256)",
    "stake(Terms memory t, uint256)",
    /stake takes \(Terms, uint256, uint256\)/,
  ),
  edit(
    "start",
    "function turn(",
    "function start(State memory s) internal pure {\n        s.moves = 0;\n    }\n\n    function turn(",
    /start takes \(Terms, State\) and returns \(\), not \(State\)/,
  ),
  edit("params", "uint8 cell) internal pure {", "uint8 cell) internal pure returns (bool) {", /mark returns nothing/),
  edit(
    "name",
    "function hasLine(",
    "function hasLine() internal pure returns (bool) {\n        return true;\n    }\n\n    function hasLine(",
    /there are two functions hasLine/,
  ),
  edit(
    "name",
    "enum Phase {",
    "enum Asset {\n        Some\n    }\n    enum Phase {",
    /Asset is the name of a type that every client has/,
  ),
  edit("name", "enum Phase {", "enum XView {\n        Some\n    }\n    enum Phase {", /XView is the name of a type/),
  edit(
    "name",
    "library Call {",
    "library Call {",
    /the client would be named call, which is taken in TypeScript/,
    "Call.sol",
  ),
  edit(
    "refusal",
    "require(cell < 9, NotACell(cell));",
    "require(cell < 9);",
    /mark: require without an error does not say which rule/,
  ),
  edit(
    "refusal",
    "require(cell < 9, NotACell(cell));",
    'require(cell < 9, "no");',
    /mark: a text does not say which rule/,
  ),
  edit("refusal", "require(cell < 9, NotACell(cell));", "assert(cell < 9);", /mark: assert does not say which rule/),
  edit(
    "refusal",
    "require(cell < 9, NotACell(cell));",
    "if (cell > 8) revert();",
    /mark: revert does not say which rule/,
  ),
  edit(
    "watch",
    "at most 5 on chain",
    "at most 0 on chain",
    /when X is due in Playing there is no answer on chain: mark/,
  ),
  edit(
    "watch",
    "bytes32 preimage) internal pure {\n        require(t.lock.opensWith(preimage)",
    "uint256 preimage) internal pure {\n        require(t.lock.opensWith(bytes32(preimage))",
    /the registry decides Locked, but no move there shows a preimage/,
    "HashLock.sol",
  ),
  edit(
    "watch",
    "/// @custom:timeout Choosing",
    "/// @notice Show it otherwise.\n    /// @custom:move each PLAYER in Showing\n    /// @custom:reveals choose\n    function tell(Terms memory t, State memory s, uint256 by, Hand hand, bytes32 salt) internal pure {\n        require(s.seals[by].hides(by, abi.encode(hand), salt), NotTheSealedHand());\n        show(t, s, by, hand, salt);\n    }\n\n    /// @custom:timeout Choosing",
    /what choose seals is shown by show and tell: which one is due\?/,
    "RockPaperScissors.sol",
  ),
  edit("lost-tag", "    /// @custom:asset\n", "    // @custom:asset\n", /5 tags in the source, 4 in the AST/),
  edit("lost-tag", "    /// @custom:asset\n", "    /// custom:asset\n", /5 tags in the source, 4 in the AST/),
  edit("lost-tag", "    /// @custom:asset\n", "    /// @custom : asset\n", /Custom documentation tag/i),
  edit("solc", "/// @custom:move turns", "/// @costum:move turns", /Documentation tag @costum:move not valid/),
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

/** Those of the protocol's own contracts, tested in typeStrings.test.ts. */
const ELSEWHERE_FILES = ["protocol.ts", "typeStrings.ts", "rule.ts"];

const GOOD: Readonly<Record<string, string>> = {
  "TicTacToe.sol": ticTacToe,
  "HashLock.sol": hashLock,
  "RockPaperScissors.sol": rockPaperScissors,
  "Unphased.sol": ticTacToe.replace("library TicTacToe {", "library Unphased {").replaceAll(/\bPhase\b/g, "Stage"),
  "Call.sol": ticTacToe.replace("library TicTacToe {", "library Call {"),
  "TwoMoves.sol": ticTacToe
    .replace("library TicTacToe {", "library TwoMoves {")
    .replace(
      "/// @custom:timeout",
      "/// @notice Pass.\n    /// @custom:move turns X, O in Playing\n    function pass(State memory s) internal pure {\n        s.moves++;\n    }\n\n    /// @custom:timeout",
    ),
  "Bare.sol": ticTacToe
    .replace("library TicTacToe {", "library Bare {")
    .replaceAll("Terms memory t, ", "")
    .replaceAll("(t, s, ", "(s, ")
    .replaceAll("t.stake", "1"),
};

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
