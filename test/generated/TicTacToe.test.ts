// Generated from contracts/apps/TicTacToe.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 a05eceb02f1ee1fe23a501b67ae2d0366af32e66009464d9527b72235dfd8fe7

import { ticTacToe } from "../../offchain/generated/apps/ticTacToe.ts";
import { call } from "../../offchain/generated/apps/ticTacToeCode.ts";
import { describe, it, openTrial } from "../../generator/trial/index.ts";

const trial = openTrial({ root: new URL("../..", import.meta.url), spec: "contracts/apps/TicTacToe.sol", app: ticTacToe, call });

describe("TicTacToe: EVM = TypeScript (rule 16)", () => {
  it("every call that play made: the same bytes", () => trial.conforms());
  it("the same calls, broken: the same revert bytes", () => trial.conformsBroken());
  it("the code that is deployed is the code that was checked", () => trial.isDeployed());
});

describe("TicTacToe: somebody stops (rules 1, 2, 5, 6, 7)", () => {
  it("x, at each state of Playing: it ends, the others get what they were promised", () => trial.stops("Playing", "x"));
  it("x, in Playing, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Playing", "x"));
  it("o, at each state of Playing: it ends, the others get what they were promised", () => trial.stops("Playing", "o"));
  it("o, in Playing, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Playing", "o"));
  it("Playing: who has used up its moves on chain leaves the pot as it stands", () => trial.counts("Playing"));
});

describe("TicTacToe: each row of the watcher's table, on chain", () => {
  it("Playing, x: mark (arguments)", () => trial.due("Playing", "x", "mark"));
  it("Playing, x: otherwise wait after moveTime", () => trial.waits("Playing", "x"));
  it("Playing, x: clock over: late -> Over", () => trial.over("Playing", "x"));
  it("Playing, x: another's mark appears: apply, look up again", () => trial.another("Playing", "x", "mark"));
  it("Playing, o: mark (arguments)", () => trial.due("Playing", "o", "mark"));
  it("Playing, o: otherwise wait after moveTime", () => trial.waits("Playing", "o"));
  it("Playing, o: clock over: late -> Over", () => trial.over("Playing", "o"));
  it("Playing, o: another's mark appears: apply, look up again", () => trial.another("Playing", "o", "mark"));
});
