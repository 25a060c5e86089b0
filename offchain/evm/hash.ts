import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { keccak_256 as nobleKeccak } from "@noble/hashes/sha3.js";
import { createKeccak, createSHA256, type IHasher } from "hash-wasm";
import { bytesToHex, type Hex } from "./hex.ts";

/** One WebAssembly instance, made once and used again for each hash; null where WebAssembly is not to be had. */
async function instance(create: () => Promise<IHasher>): Promise<IHasher | null> {
  try {
    return await create();
  } catch {
    return null;
  }
}

const [wasmKeccak, wasmSha256] = await Promise.all([instance(() => createKeccak(256)), instance(() => createSHA256())]);

/**
 * Keccak-256 as the EVM computes it: 32 bytes in a new array.
 * @example keccak256(new Uint8Array()) // c5d24601…
 */
export function keccak256(bytes: Uint8Array): Uint8Array {
  return wasmKeccak === null ? nobleKeccak(bytes) : wasmKeccak.init().update(bytes).digest("binary");
}

/**
 * SHA-256, the EVM's precompile 2: 32 bytes in a new array.
 * @example sha256(new Uint8Array()) // e3b0c442…
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  return wasmSha256 === null ? nobleSha256(bytes) : wasmSha256.init().update(bytes).digest("binary");
}

/**
 * Keccak-256 as hexadecimal text.
 * @example keccakHex(new Uint8Array()) // "0xc5d24601…"
 */
export function keccakHex(bytes: Uint8Array): Hex {
  return bytesToHex(keccak256(bytes));
}

/**
 * SHA-256 as hexadecimal text.
 * @example sha256Hex(new Uint8Array()) // "0xe3b0c442…"
 */
export function sha256Hex(bytes: Uint8Array): Hex {
  return bytesToHex(sha256(bytes));
}
