import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

/** The deterministic deployment proxy: at this address on every chain that has it. */
export const DEPLOYMENT_PROXY = "0x4e59b44847b379578588920ca78fbf26c0b4956c";

/**
 * Where the proxy puts code whose init code has this hash, with salt 0 (EIP-1014).
 *
 * @example create2Address(keccakOf("0x")) // "0x…"
 */
export function create2Address(initCodeHash: string): string {
  const bytes = hexToBytes(`ff${DEPLOYMENT_PROXY.slice(2)}${"00".repeat(32)}${initCodeHash.slice(2)}`);
  return `0x${bytesToHex(keccak_256(bytes)).slice(24)}`;
}
