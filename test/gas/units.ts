import { AbiCoder } from "ethers";

export const abiCoder: AbiCoder = AbiCoder.defaultAbiCoder();

/** An amount in wei. */
export function ether(amount: number): bigint {
  return BigInt(amount) * 10n ** 18n;
}
