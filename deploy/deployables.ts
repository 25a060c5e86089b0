import { allApps } from "../offchain/generated/apps/all.ts";
import { ADJUDICATOR_INIT_CODE } from "../offchain/generated/protocol/adjudicator.ts";

/** A contract that is deployed by CREATE2, without constructor arguments. */
export interface Deployable {
  readonly name: string;
  /** Its file, from the project's root. */
  readonly source: string;
  /** Hexadecimal with 0x. */
  readonly initCode: string;
}

/** The court of all channels of a chain; its constructor makes its annexes. */
export const ADJUDICATOR: Deployable = {
  name: "Adjudicator",
  source: "contracts/Adjudicator.sol",
  initCode: ADJUDICATOR_INIT_CODE,
};

/** The adapters of all apps of this project: a node stakes nothing in an app whose adapter its chain lacks. */
export const ADAPTERS: readonly Deployable[] = allApps.map(({ name, initCode }) => ({
  name: `${name}App`,
  source: `contracts/generated/${name}App.sol`,
  initCode,
}));
