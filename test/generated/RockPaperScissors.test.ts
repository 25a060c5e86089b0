// Generated from contracts/apps/RockPaperScissors.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 de496d28b8c638bc4a2380058897559737d948877923877799a019d1cd009113

import { rockPaperScissors } from "../../offchain/generated/apps/rockPaperScissors.ts";
import { call } from "../../offchain/generated/apps/rockPaperScissorsCode.ts";
import { describe, it, openTrial } from "../../generator/trial/index.ts";

const trial = openTrial({ root: new URL("../..", import.meta.url), spec: "contracts/apps/RockPaperScissors.sol", app: rockPaperScissors, call });

describe("RockPaperScissors: EVM = TypeScript (rule 16)", () => {
  it("every call that play made: the same bytes", () => trial.conforms());
  it("the same calls, broken: the same revert bytes", () => trial.conformsBroken());
  it("the code that is deployed is the code that was checked", () => trial.isDeployed());
});

describe("RockPaperScissors: somebody stops (rules 1, 2, 5, 6, 7)", () => {
  it("player, at each state of Choosing: it ends, the others get what they were promised", () => trial.stops("Choosing", "player"));
  it("player, in Choosing, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Choosing", "player"));
  it("player, at each state of Showing: it ends, the others get what they were promised", () => trial.stops("Showing", "player"));
  it("player, in Showing, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Showing", "player"));
  it("Choosing: who has used up its moves on chain leaves the pot as it stands", () => trial.counts("Choosing"));
  it("Showing: who has used up its moves on chain leaves the pot as it stands", () => trial.counts("Showing"));
});

describe("RockPaperScissors: each row of the watcher's table, on chain", () => {
  it("Choosing, player: choose (a new secret)", () => trial.due("Choosing", "player", "choose"));
  it("Choosing, player: otherwise wait after moveTime", () => trial.waits("Choosing", "player"));
  it("Choosing, player: clock over: late -> Over", () => trial.over("Choosing", "player"));
  it("Choosing, player: another's choose appears: apply, look up again", () => trial.another("Choosing", "player", "choose"));
  it("Showing, player: show (the stored secret)", () => trial.due("Showing", "player", "show"));
  it("Showing, player: otherwise wait after moveTime", () => trial.waits("Showing", "player"));
  it("Showing, player: clock over: late -> Over", () => trial.over("Showing", "player"));
  it("Showing, player: another's show appears: apply, look up again", () => trial.another("Showing", "player", "show"));
});
