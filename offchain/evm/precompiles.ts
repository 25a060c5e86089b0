import { secp256k1 } from "@noble/curves/secp256k1.js";
import { ripemd160 as nobleRipemd160 } from "@noble/hashes/legacy.js";
import { keccak256 } from "./hash.ts";
import { fixedToBytes } from "./memory.ts";
import { bytesToWord } from "./words.ts";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/**
 * The EVM's `ecrecover`: the address that signed, 0 where there is none. High s is accepted, as the precompile does.
 * @example ecrecover(digest, 27, r, s)
 */
export function ecrecover(digest: bigint, v: number, r: bigint, s: bigint): bigint {
  if ((v !== 27 && v !== 28) || r === 0n || s === 0n || r >= ORDER || s >= ORDER) return 0n;
  try {
    const signature = new secp256k1.Signature(r, s, v - 27);
    const key = signature.recoverPublicKey(fixedToBytes(digest, 32)).toBytes(false);
    return bytesToWord(keccak256(key.subarray(1)).subarray(12));
  } catch {
    return 0n; // r is the x of no point, or the key is the point at infinity
  }
}

/** RIPEMD-160, the EVM's precompile 3: 20 bytes. */
export function ripemd160(bytes: Uint8Array): Uint8Array {
  return nobleRipemd160(bytes);
}
