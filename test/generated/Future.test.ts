// Generated from contracts/apps/Future.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 6b0c1e63005445c971730500fe1c74d0dad29c8623956151c5c81bd3ab8fe510

import { future } from "../../offchain/generated/apps/future.ts";
import { call } from "../../offchain/generated/apps/futureCode.ts";
import { describe, it, openTrial } from "../../generator/trial/index.ts";

const trial = openTrial({ root: new URL("../..", import.meta.url), spec: "contracts/apps/Future.sol", app: future, call });

describe("Future: EVM = TypeScript (rule 16)", () => {
  it("every call that play made: the same bytes", () => trial.conforms());
  it("the same calls, broken: the same revert bytes", () => trial.conformsBroken());
  it("the code that is deployed is the code that was checked", () => trial.isDeployed());
});

describe("Future: somebody stops (rules 1, 2, 5, 6, 7)", () => {
  it("long, at each state of Open: it ends, the others get what they were promised", () => trial.stops("Open", "long"));
  it("long, in Open, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Open", "long"));
  it("short, at each state of Open: it ends, the others get what they were promised", () => trial.stops("Open", "short"));
  it("short, in Open, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Open", "short"));
});

describe("Future: each row of the watcher's table, on chain", () => {
  it("Open, long: may settle (a quote)", () => trial.due("Open", "long", "settle"));
  it("Open, long: otherwise wait after grace from expiry", () => trial.waits("Open", "long"));
  it("Open, long: clock over: abandon -> Void", () => trial.over("Open", "long"));
  it("Open, long: another's settle appears: apply, look up again", () => trial.another("Open", "long", "settle"));
  it("Open, short: may settle (a quote)", () => trial.due("Open", "short", "settle"));
  it("Open, short: otherwise wait after grace from expiry", () => trial.waits("Open", "short"));
  it("Open, short: clock over: abandon -> Void", () => trial.over("Open", "short"));
  it("Open, short: another's settle appears: apply, look up again", () => trial.another("Open", "short", "settle"));
});
