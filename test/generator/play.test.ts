import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { playChecked, readCheckedApp } from "../../generator/appTargets.ts";
import { emitAdapter } from "../../generator/emit/adapter.ts";
import { findingsIn } from "../../generator/play/findings.ts";
import { loadTranslated } from "../../generator/play/game.ts";
import type { PlayReport } from "../../generator/play/playApp.ts";
import { playApp } from "../../generator/play/playApp.ts";
import { readCompilerPin } from "../../generator/read/compiler.ts";
import { formatDiagnostic, Refused } from "../../generator/read/diagnostic.ts";
import type { Sources } from "../../generator/read/sources.ts";
import { closureOf } from "../../generator/read/sources.ts";
import type { Project } from "../../generator/target.ts";
import { translate } from "../../generator/translate.ts";
import { fixtureProject, ROOT } from "./support/fixtureProject.ts";
import { specText } from "./support/verdict.ts";

/** Plays a spec: all that is found out. */
function playSpec(name: string, text: string): PlayReport {
  const { model, prelude, compiled } = read(name, text);
  return playApp(model, prelude, loadTranslated(root, translate(compiled, `${name}App`, "inline").code));
}

/** Reads a spec and makes its adapter, in the project of these tests. */
function read(
  name: string,
  text: string,
): ReturnType<typeof readCheckedApp> & { readonly compiled: Sources; readonly project: Project } {
  const path = `contracts/apps/${name}.sol`;
  writeFileSync(join(root, path), text);
  const project = { root, pin: readCompilerPin(root) };
  const sources = closureOf(root, [path]);
  const { model, prelude, spec } = readCheckedApp(project, path, sources);
  const adapter = `contracts/generated/${name}App.sol`;
  const compiled = closureOf(root, [adapter], { [adapter]: { content: emitAdapter(model, "stamp") } });
  return { model, prelude, spec, compiled, project };
}

/** What `generate` would say. */
function said(name: string, text: string): string {
  try {
    const { project, spec, model, prelude, compiled } = read(name, text);
    playChecked(project, spec, model, prelude, compiled);
    return "";
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.diagnostics.map(formatDiagnostic).join("\n");
  }
}

let root = "";

/** Semantic mutants: what the checker cannot read off the text. */
const MUTANTS: readonly (readonly [what: string, app: string, from: string, to: string, says: RegExp])[] = [
  [
    "the late player's silence is a draw",
    "TicTacToe",
    "win(t, s, 1 - (s.moves % 2));",
    "s.phase = Phase.Over;",
    /in Playing the silence of seat \d gives the coalition \{\d\} 12, its best play 0 .*\[silence-beats-play\]/,
  ],
  [
    "the late player wins",
    "TicTacToe",
    "win(t, s, 1 - (s.moves % 2));",
    "win(t, s, s.moves % 2);",
    /silence in Playing pays seat 0, which is late: MONEY 12 -> 24 .*\[silence-pays\]/,
  ],
  [
    "too few moves on chain",
    "TicTacToe",
    "at most 5 on chain",
    "at most 4 on chain",
    /a seat may have to mark 5 times in Playing, but on chain it may 4 times.*\[budget\]/,
  ],
  [
    "silence costs nothing once hands are sealed",
    "RockPaperScissors",
    "if (s.done.has(0)) s.pot.payUpTo(MONEY, 1, 0, t.stake);\n        if (s.done.has(1)) s.pot.payUpTo(MONEY, 0, 1, t.stake);",
    "",
    /in Showing the silence of seat \d gives the coalition \{\d\} 12, its best play 0 .*\[silence-beats-play\]/,
  ],
  [
    "the late one is paid",
    "RockPaperScissors",
    "if (s.done.has(0)) s.pot.payUpTo(MONEY, 1, 0",
    "if (s.done.has(0)) s.pot.payUpTo(MONEY, 0, 1",
    /silence in \w+ pays seat 1, which is late.*\[silence-pays\]/,
  ],
  [
    "who has moved is not forgotten",
    "RockPaperScissors",
    "s.done = Seats.wrap(0);\n",
    "",
    /Showing is not final, yet nobody is to move.*\[waits\]/,
  ],
  [
    "the wrong seal is checked",
    "RockPaperScissors",
    "s.seals[by].hides(by",
    "s.seals[1 - by].hides(by",
    /no secret that choose sealed is accepted by show.*\[reveals\]/,
  ],
  [
    "a bond of seven antes: a coalition of three gains",
    "FourWayDraw",
    "return 9 * t.ante;",
    "return 8 * t.ante;",
    /in Showing the silence of .* gives the coalition \{\d, \d, \d\}.*\[silence-beats-play\]/,
  ],
  [
    "equal bids: the first to show wins",
    "SealedBidAuction",
    "(amount == s.best && by < s.leader)",
    "(amount == s.best && s.leader != SELLER && by != s.leader)",
    /show by seat \d and show by seat \d give another state in the other order.*\[commute\]/,
  ],
  [
    "who does not show its bid keeps its stake: two bidders pay less than one (two assets)",
    "SealedBidAuction",
    "if (turn(s, i)) s.pot.payUpTo(MONEY, i, SELLER, t.limit);",
    "if (turn(s, i)) s.pot.payUpTo(MONEY, i, SELLER, 0);",
    /in Showing the silence of seat \d gives the coalition \{1, 2\} \d+ GOODS and \d+ MONEY, its move \d+ GOODS and \d+ MONEY .*\[silence-beats-play\]/,
  ],
  [
    "the phase begins again",
    "RockPaperScissors",
    "s.done = Seats.wrap(0);\n        s.phase = Phase.Showing;",
    "s.done = Seats.wrap(0);\n        if (uint256(Seal.unwrap(s.seals[0])) % 2 == 0) s.phase = Phase.Showing;",
    /choose by seat \d makes seat \d due: its clock may be over already.*\[waits\]/,
  ],
];

describe("apps are played before they are accepted (spec-language §5, adjudicator S21, S22)", function () {
  this.timeout(240_000);
  before(() => {
    root = fixtureProject([]);
    for (const path of ["contracts/apps/Rules.sol"]) {
      rmSync(join(root, path), { force: true });
      mkdirSync(join(root, "contracts/apps"), { recursive: true });
      cpSync(join(ROOT, path), join(root, path));
    }
  });

  for (const [what, app, from, to, says] of MUTANTS)
    it(`refused: ${what}`, () => {
      const good = specText(app);
      expect(good, "the place to change").to.include(from);
      expect(said(app, good.replace(from, to))).to.match(says);
    });

  it("tic-tac-toe is solved fully: 5478 positions, none left out", () => {
    const [game] = playSpec("TicTacToe", specText("TicTacToe")).explorations;
    expect(game?.cut).to.equal(false);
    const played = new Set(game?.places.filter((place) => !place.state.isFinal).map((place) => place.state.key));
    // 5478 positions can be reached by legal play, 958 of them end the game.
    expect(played.size).to.equal(5478 - 958);
  });

  it("what is played reaches every phase of every app", () => {
    for (const name of [
      "FourWayDraw",
      "Future",
      "HashLock",
      "Metered",
      "RockPaperScissors",
      "SealedBidAuction",
      "Swap",
    ]) {
      const { explorations } = playSpec(name, specText(name));
      const phases = readFileSync(join(root, `contracts/apps/${name}.sol`), "utf8")
        .match(/enum Phase \{([^}]*)\}/)?.[1]
        ?.split(",").length;
      const reached = new Set(explorations.flatMap((game) => game.places.map((place) => place.state.phase)));
      expect(reached.size, name).to.equal(phases);
    }
  });

  it("a pot that does not add up is found, were the generator to lose something", () => {
    const path = "contracts/apps/Swap.sol";
    const project = { root: ROOT, pin: readCompilerPin(ROOT) };
    const { model } = readCheckedApp(project, path, closureOf(ROOT, [path]));
    const [game] = playSpec("Swap", specText("Swap")).explorations;
    if (game === undefined) throw new Error("Swap was not played");
    expect(findingsIn(model, game)).to.deep.equal([]);
    const places = game.places.map((place, i) =>
      i === 0 ? place : { ...place, state: { ...place.state, held: place.state.held.map(() => 1n) } },
    );
    expect(findingsIn(model, { ...game, places })[0]).to.deep.include({ rule: "conserve", fn: "accept" });
  });
});
