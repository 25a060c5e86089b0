// Generated from contracts/apps/Swap.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 2b63e19dd41eece894e360f3aa294299d1a0f73e4de9802cb1eceb045318fad0

import { swap } from "../../offchain/generated/apps/swap.ts";
import { call } from "../../offchain/generated/apps/swapCode.ts";
import { describe, it, openTrial } from "../../generator/trial/index.ts";

const trial = openTrial({ root: new URL("../..", import.meta.url), spec: "contracts/apps/Swap.sol", app: swap, call });

describe("Swap: EVM = TypeScript (rule 16)", () => {
  it("every call that play made: the same bytes", () => trial.conforms());
  it("the same calls, broken: the same revert bytes", () => trial.conformsBroken());
  it("the code that is deployed is the code that was checked", () => trial.isDeployed());
});

describe("Swap: somebody stops (rules 1, 2, 5, 6, 7)", () => {
  it("maker, at each state of Offered: it ends, the others get what they were promised", () => trial.stops("Offered", "maker"));
  it("maker, in Offered, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Offered", "maker"));
  it("taker, at each state of Offered: it ends, the others get what they were promised", () => trial.stops("Offered", "taker"));
  it("taker, in Offered, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Offered", "taker"));
});

describe("Swap: each row of the watcher's table, on chain", () => {
  it("Offered, maker: otherwise wait after patience", () => trial.waits("Offered", "maker"));
  it("Offered, maker: clock over: lapse -> Lapsed", () => trial.over("Offered", "maker"));
  it("Offered, maker: another's accept appears: apply, look up again", () => trial.another("Offered", "maker", "accept"));
  it("Offered, taker: accept", () => trial.due("Offered", "taker", "accept"));
  it("Offered, taker: otherwise wait after patience", () => trial.waits("Offered", "taker"));
  it("Offered, taker: clock over: lapse -> Lapsed", () => trial.over("Offered", "taker"));
});
