// Generated from contracts/apps/Metered.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 67400a3041a8e6431debd48c64f7853905a4520624a9c82194f947898853a091

import { metered } from "../../offchain/generated/apps/metered.ts";
import { call } from "../../offchain/generated/apps/meteredCode.ts";
import { describe, it, openTrial } from "../../generator/trial/index.ts";

const trial = openTrial({ root: new URL("../..", import.meta.url), spec: "contracts/apps/Metered.sol", app: metered, call });

describe("Metered: EVM = TypeScript (rule 16)", () => {
  it("every call that play made: the same bytes", () => trial.conforms());
  it("the same calls, broken: the same revert bytes", () => trial.conformsBroken());
  it("the code that is deployed is the code that was checked", () => trial.isDeployed());
});

describe("Metered: somebody stops (rules 1, 2, 5, 6, 7)", () => {
  it("client, at each state of Running: it ends, the others get what they were promised", () => trial.stops("Running", "client"));
  it("client, in Running, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Running", "client"));
  it("provider, at each state of Running: it ends, the others get what they were promised", () => trial.stops("Running", "provider"));
  it("provider, in Running, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Running", "provider"));
});

describe("Metered: each row of the watcher's table, on chain", () => {
  it("Running, client: may use (arguments)", () => trial.due("Running", "client", "use"));
  it("Running, client: may stop", () => trial.due("Running", "client", "stop"));
  it("Running, client: otherwise wait after window", () => trial.waits("Running", "client"));
  it("Running, client: clock over: lapse -> Stopped", () => trial.over("Running", "client"));
  it("Running, client: another's stop appears: apply, look up again", () => trial.another("Running", "client", "stop"));
  it("Running, provider: may stop", () => trial.due("Running", "provider", "stop"));
  it("Running, provider: otherwise wait after window", () => trial.waits("Running", "provider"));
  it("Running, provider: clock over: lapse -> Stopped", () => trial.over("Running", "provider"));
  it("Running, provider: another's use appears: apply, look up again", () => trial.another("Running", "provider", "use"));
  it("Running, provider: another's stop appears: apply, look up again", () => trial.another("Running", "provider", "stop"));
});
