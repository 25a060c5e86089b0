import { nativeCurve } from "../../offchain/adapters/curve.ts";
import { keccak256 } from "../../offchain/evm/hash.ts";
import { type Address, bytesToHex, concat, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";

const curve = nativeCurve();
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const KNOWN = 128;

/** The private key of a test's n-th person, from 0: the number n + 1. */
export function keyOf(n: number): Uint8Array {
  const key = new Uint8Array(32);
  new DataView(key.buffer).setUint32(28, n + 1);
  return key;
}

/** The address of a private key. */
export function addressOf(key: Uint8Array): Address {
  return bytesToHex(keccak256(curve.publicKey(key, false).slice(1)).slice(12));
}

/** The accounts of the first 128 persons, in order. */
export const PEOPLE: readonly Address[] = Array.from({ length: KNOWN }, (_, n) => addressOf(keyOf(n)));

const keys = new Map(PEOPLE.map((address, n) => [address, keyOf(n)]));

/** The private key behind one of `PEOPLE`; for anybody else, whose key nobody knows, a stranger's. */
export function privateKeyOf(address: Address): Uint8Array {
  return keys.get(address) ?? keyOf(KNOWN);
}

/** What may be wrong with a signature's bytes. */
export type BytesFlaw = "malleable" | "lowV" | "zero" | "short";

/**
 * 65 bytes r | s | v of one of `PEOPLE` (else of a stranger) over a digest, low s, v 27 or 28; or not quite.
 * @example signDigest(PEOPLE[0], digest) // "0x…"
 */
export function signDigest(by: Address, digest: Hex, flaw?: BytesFlaw): Hex {
  if (flaw === "zero") return `0x${"00".repeat(65)}`;
  const { signature, recid } = curve.sign(hexToBytes(digest), privateKeyOf(by));
  switch (flaw) {
    case undefined:
      return bytesToHex(concat(signature, new Uint8Array([27 + recid])));
    case "malleable":
      return bytesToHex(concat(signature.slice(0, 32), highS(signature), new Uint8Array([28 - recid])));
    case "lowV":
      return bytesToHex(concat(signature, new Uint8Array([recid])));
    case "short":
      return bytesToHex(signature);
    default:
      flaw satisfies never;
      throw new Error("unreachable");
  }
}

/** The other s that verifies: n - s. */
function highS(signature: Uint8Array): Uint8Array {
  const s = BigInt(bytesToHex(signature.slice(32)));
  return hexToBytes(`0x${(ORDER - s).toString(16).padStart(64, "0")}`);
}

/** Several signatures, laid end to end. */
export function joined(signatures: readonly Hex[]): Hex {
  return `0x${signatures.map((signature) => signature.slice(2)).join("")}`;
}
