import { dataLength } from "ethers";
import { ADJUDICATOR_INIT_CODE } from "../../offchain/generated/protocol/adjudicator.ts";
import { deposits } from "./cashier.ts";
import type { Court } from "./court.ts";
import type { Floors } from "./floors.ts";
import type { Figures } from "./keys.ts";
import { saltsFrom } from "./figures.ts";
import { exits, type Gas, game, hashLocks, lifecycle } from "./scenarios.ts";
import { virtualDispute } from "./virtual.ts";

/** What test/gas/snapshot.json holds: code sizes in bytes, the figures, and further entries in gas. */
export interface Snapshot {
  readonly sizes: Gas;
  readonly figures: Figures;
  readonly floors: Floors;
  readonly entries: Gas;
}

/** Code sizes of a deployed court, in bytes. */
export async function measureSizes(court: Court): Promise<Gas> {
  const code = await court.contract.getDeployedCode();
  return { "code size": dataLength(code ?? "0x"), "init code size": dataLength(ADJUDICATOR_INIT_CODE) };
}

/** What entries cost that no figure covers, one scenario after the other. */
export async function measureEntries(court: Court): Promise<Gas> {
  return {
    ...(await lifecycle(court)),
    ...(await exits(court)),
    ...(await hashLocks(court)),
    ...(await game(court)),
    ...(await virtualDispute(court, saltsFrom(500n))),
    ...(await deposits(court, saltsFrom(600n))),
  };
}
