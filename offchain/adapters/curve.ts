import { createRequire } from "node:module";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { sha256 } from "../evm/hash.ts";

/** A signature as 64 bytes r|s with low s, and the bit that tells which of two keys made it. */
export interface RawSignature {
  readonly signature: Uint8Array;
  readonly recid: number;
}

/** What this program asks of secp256k1. Digests and private keys are 32 bytes. */
export interface Curve {
  readonly name: "native" | "javascript";
  /** RFC 6979, low s. */
  readonly sign: (digest: Uint8Array, privateKey: Uint8Array) => RawSignature;
  /** Whether r|s with low s is by this key (33 or 65 bytes); false for malformed input. */
  readonly verify: (signature: Uint8Array, digest: Uint8Array, publicKey: Uint8Array) => boolean;
  /** The uncompressed key (65 bytes) that signed, or null. */
  readonly recover: (signature: Uint8Array, recid: number, digest: Uint8Array) => Uint8Array | null;
  readonly publicKey: (privateKey: Uint8Array, compressed: boolean) => Uint8Array;
  /** SHA-256 of the compressed shared point, or null where the key is no point. */
  readonly sharedSecret: (publicKey: Uint8Array, privateKey: Uint8Array) => Uint8Array | null;
}

/** The part of the package `secp256k1` that is used here; it brings no types. */
interface Bindings {
  ecdsaSign(digest: Uint8Array, key: Uint8Array): RawSignature;
  ecdsaVerify(signature: Uint8Array, digest: Uint8Array, publicKey: Uint8Array): boolean;
  ecdsaRecover(signature: Uint8Array, recid: number, digest: Uint8Array, compressed: boolean): Uint8Array;
  publicKeyCreate(key: Uint8Array, compressed: boolean): Uint8Array;
  ecdh(publicKey: Uint8Array, key: Uint8Array): Uint8Array;
}

/** The value, or `otherwise` where the library throws on malformed input. */
function guarded<T>(compute: () => T, otherwise: T): T {
  try {
    return compute();
  } catch {
    return otherwise;
  }
}

/**
 * libsecp256k1 as a native module.
 * @throws Error where no build of it fits this machine.
 */
export function nativeCurve(): Curve {
  // The package's index would fall back to a 32 times slower one in silence: ask for the bindings by name.
  const lib = createRequire(import.meta.url)("secp256k1/bindings") as Bindings;
  return {
    name: "native",
    sign: (digest, key) => lib.ecdsaSign(digest, key),
    verify: (signature, digest, key) => guarded(() => lib.ecdsaVerify(signature, digest, key), false),
    recover: (signature, recid, digest) => guarded(() => lib.ecdsaRecover(signature, recid, digest, false), null),
    publicKey: (key, compressed) => lib.publicKeyCreate(key, compressed),
    sharedSecret: (publicKey, key) => guarded(() => lib.ecdh(publicKey, key), null),
  };
}

/** The same in JavaScript: right, and some ten to thirty times slower. */
export function javascriptCurve(): Curve {
  const raw = { prehash: false, lowS: true } as const;
  return {
    name: "javascript",
    sign: (digest, key) => {
      const bytes = secp256k1.sign(digest, key, { ...raw, format: "recovered" });
      return { signature: bytes.slice(1), recid: bytes[0] ?? 0 };
    },
    verify: (signature, digest, key) => guarded(() => secp256k1.verify(signature, digest, key, raw), false),
    recover: (signature, recid, digest) =>
      guarded(() => {
        const read = secp256k1.Signature.fromBytes(signature, "compact").addRecoveryBit(recid);
        return read.recoverPublicKey(digest).toBytes(false);
      }, null),
    publicKey: (key, compressed) => secp256k1.getPublicKey(key, compressed),
    sharedSecret: (publicKey, key) => guarded(() => sha256(secp256k1.getSharedSecret(key, publicKey, true)), null),
  };
}

/**
 * The native curve, or with a loud warning the one in JavaScript.
 * @example const curve = loadCurve((warning) => console.error(warning))
 */
export function loadCurve(warn: (text: string) => void, native: () => Curve = nativeCurve): Curve {
  try {
    return native();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn(
      `secp256k1: no native module for this machine (${reason}); signing in JavaScript, ten to thirty times slower. ` +
        "Run `npm rebuild secp256k1` with a C compiler to get it",
    );
    return javascriptCurve();
  }
}
