// Generated from contracts/apps/FourWayDraw.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 03e71cecf29df9c57853bd97f9a45df83c3f814281f9b1cd78607395f92388c2

import { fourWayDraw } from "../../offchain/generated/apps/fourWayDraw.ts";
import { call } from "../../offchain/generated/apps/fourWayDrawCode.ts";
import { describe, it, openTrial } from "../../generator/trial/index.ts";

const trial = openTrial({ root: new URL("../..", import.meta.url), spec: "contracts/apps/FourWayDraw.sol", app: fourWayDraw, call });

describe("FourWayDraw: EVM = TypeScript (rule 16)", () => {
  it("every call that play made: the same bytes", () => trial.conforms());
  it("the same calls, broken: the same revert bytes", () => trial.conformsBroken());
  it("the code that is deployed is the code that was checked", () => trial.isDeployed());
});

describe("FourWayDraw: somebody stops (rules 1, 2, 5, 6, 7)", () => {
  it("player, at each state of Sealing: it ends, the others get what they were promised", () => trial.stops("Sealing", "player"));
  it("player, in Sealing, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Sealing", "player"));
  it("player, at each state of Showing: it ends, the others get what they were promised", () => trial.stops("Showing", "player"));
  it("player, in Showing, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Showing", "player"));
  it("Sealing: who has used up its moves on chain leaves the pot as it stands", () => trial.counts("Sealing"));
  it("Showing: who has used up its moves on chain leaves the pot as it stands", () => trial.counts("Showing"));
});

describe("FourWayDraw: each row of the watcher's table, on chain", () => {
  it("Sealing, player: enter (a new secret)", () => trial.due("Sealing", "player", "enter"));
  it("Sealing, player: otherwise wait after moveTime", () => trial.waits("Sealing", "player"));
  it("Sealing, player: clock over: cancel -> Over", () => trial.over("Sealing", "player"));
  it("Sealing, player: another's enter appears: apply, look up again", () => trial.another("Sealing", "player", "enter"));
  it("Showing, player: show (the stored secret)", () => trial.due("Showing", "player", "show"));
  it("Showing, player: otherwise wait after moveTime", () => trial.waits("Showing", "player"));
  it("Showing, player: clock over: forfeit -> Over", () => trial.over("Showing", "player"));
  it("Showing, player: another's show appears: apply, look up again", () => trial.another("Showing", "player", "show"));
});
