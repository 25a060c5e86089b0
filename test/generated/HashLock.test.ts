// Generated from contracts/apps/HashLock.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 c186f1a4f225ce870e44d4762c7b7d9b1ad507d98e78a4185a8fa4ccce8552a8

import { hashLock } from "../../offchain/generated/apps/hashLock.ts";
import { call } from "../../offchain/generated/apps/hashLockCode.ts";
import { describe, it, openTrial } from "../../generator/trial/index.ts";

const trial = openTrial({ root: new URL("../..", import.meta.url), spec: "contracts/apps/HashLock.sol", app: hashLock, call });

describe("HashLock: EVM = TypeScript (rule 16)", () => {
  it("every call that play made: the same bytes", () => trial.conforms());
  it("the same calls, broken: the same revert bytes", () => trial.conformsBroken());
  it("the code that is deployed is the code that was checked", () => trial.isDeployed());
});

describe("HashLock: somebody stops (rules 1, 2, 5, 6, 7)", () => {
  it("sender, at each state of Locked: it ends, the others get what they were promised", () => trial.stops("Locked", "sender"));
  it("sender, in Locked, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Locked", "sender"));
  it("receiver, at each state of Locked: it ends, the others get what they were promised", () => trial.stops("Locked", "receiver"));
  it("receiver, in Locked, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Locked", "receiver"));
});

describe("HashLock: each row of the watcher's table, on chain", () => {
  it("Locked, sender: otherwise wait at expiry", () => trial.waits("Locked", "sender"));
  it("Locked, sender: clock over: expire -> Paid or Refunded", () => trial.over("Locked", "sender"));
  it("Locked, sender: hand a published preimage upstream", () => trial.registry("Locked", "sender"));
  it("Locked, receiver: otherwise wait at expiry", () => trial.waits("Locked", "receiver"));
  it("Locked, receiver: clock over: expire -> Paid or Refunded", () => trial.over("Locked", "receiver"));
  it("Locked, receiver: publish the preimage, if known", () => trial.registry("Locked", "receiver"));
});
