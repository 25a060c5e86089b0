import type { Signer } from "ethers";
import { ADJUDICATOR_INIT_CODE } from "../offchain/generated/protocol/adjudicator.ts";
import { create2Address, deployOnce } from "./create2.ts";

/**
 * Where the adjudicator is, on every chain: it has no constructor arguments.
 *
 * @example adjudicatorAddress() // "0x…", 20 bytes, lower case
 */
export function adjudicatorAddress(): string {
  return create2Address(ADJUDICATOR_INIT_CODE);
}

/**
 * Deploys the adjudicator on the signer's chain, unless it is there already. Returns its address.
 *
 * @throws DeploymentFailed if there is no code afterwards.
 * @example const adjudicator = await deployAdjudicator(signer);
 */
export function deployAdjudicator(signer: Signer): Promise<string> {
  return deployOnce(signer, ADJUDICATOR_INIT_CODE);
}
