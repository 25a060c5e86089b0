import { keccak256 } from "./hash.ts";
import type { Hex } from "./hex.ts";
import { hexToBytes } from "./hex.ts";

/** A run of 32-byte words that is written again and again and hashed: the generated hash functions have one each. */
export interface Layout {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** A value does not fit the Solidity type that it is to be written as. */
export class OutOfRange extends Error {
  readonly value: unknown;
  readonly type: string;

  constructor(value: unknown, type: string) {
    super(`${String(value)} is no ${type}`);
    this.name = "OutOfRange";
    this.value = value;
    this.type = type;
  }
}

/**
 * A layout of `words` words, zero but for the first, which is `head` (a type hash) where it is given.
 *
 * @example fixedLayout(2, "0x" + "11".repeat(32)).bytes.length // 64
 */
export function fixedLayout(words: number, head?: Hex): Layout {
  const bytes = new Uint8Array(words * 32);
  if (head !== undefined) bytes.set(hexToBytes(head));
  return { bytes, view: new DataView(bytes.buffer) };
}

/** A layout for lists: it grows to the longest list seen, and never shrinks. */
export class ListLayout {
  #layout: Layout = fixedLayout(8);

  /** Room for `words` words; what is in it is of the list before. */
  words(words: number): Layout {
    if (this.#layout.bytes.length < words * 32) this.#layout = fixedLayout(words * 2);
    return this.#layout;
  }

  /** Keccak-256 of the first `words` words. */
  hash(words: number): Uint8Array {
    return keccak256(this.#layout.bytes.subarray(0, words * 32));
  }
}

/** Keccak-256 of nothing: the hash of an empty list. */
export const HASH_OF_NOTHING: Uint8Array = keccak256(new Uint8Array());

const DIGITS = Uint8Array.from({ length: 256 }, (_, code) => {
  const digit = "0123456789abcdef".indexOf(String.fromCharCode(code).toLowerCase());
  return digit < 0 ? 255 : digit;
});

/** Writes `bytesN` (N = `size`) at byte `at`: left-aligned. Throws `OutOfRange`. */
export function putBytes(to: Layout, at: number, hex: string, size: number): void {
  if (hex.length !== 2 + 2 * size || hex.charCodeAt(1) !== 120) throw new OutOfRange(hex, `bytes${size}`);
  let seen = 0;
  for (let i = 0, j = 2; i < size; i++, j += 2) {
    const high = DIGITS[hex.charCodeAt(j)] ?? 255;
    const low = DIGITS[hex.charCodeAt(j + 1)] ?? 255;
    seen |= high | low;
    to.bytes[at + i] = (high << 4) | low;
  }
  if (seen > 15) throw new OutOfRange(hex, `bytes${size}`);
}

/** Writes an address at byte `at` of its word's start. Throws `OutOfRange`. */
export function putAddress(to: Layout, at: number, hex: string): void {
  if (hex.length !== 42) throw new OutOfRange(hex, "address");
  putBytes(to, at + 12, hex, 20);
}

/** Writes a 32-byte hash. */
export function putHash(to: Layout, at: number, hash: Uint8Array): void {
  to.bytes.set(hash, at);
}

/** Writes a bool. */
export function putBool(to: Layout, at: number, value: boolean): void {
  to.bytes[at + 31] = value ? 1 : 0;
}

/** Writes an unsigned integer of up to 48 bits; `max` is the type's largest value. Throws `OutOfRange`. */
export function putUint(to: Layout, at: number, value: number, max: number): void {
  if (!(value >= 0 && value <= max) || !Number.isInteger(value)) throw new OutOfRange(value, `integer in 0..${max}`);
  to.view.setUint16(at + 26, Math.floor(value / 0x100000000));
  to.view.setUint32(at + 28, value >>> 0);
}

/** Writes a signed integer of up to 48 bits; `max` is the type's largest value. Throws `OutOfRange`. */
export function putInt(to: Layout, at: number, value: number, max: number): void {
  if (!(value >= -max - 1 && value <= max) || !Number.isInteger(value))
    throw new OutOfRange(value, `integer in ${-max - 1}..${max}`);
  to.view.setBigInt64(at + 24, BigInt(value));
  to.bytes.fill(value < 0 ? 255 : 0, at, at + 24);
}

/** Writes an unsigned integer of 49 to 256 bits; `max` is the type's largest value. Throws `OutOfRange`. */
export function putBigUint(to: Layout, at: number, value: bigint, max: bigint): void {
  if (value < 0n || value > max) throw new OutOfRange(value, `integer in 0..${max}`);
  putLow(to.view, at, value, max > 0xffffffffffffffffn, max > 0xffffffffffffffffffffffffffffffffn);
}

/** Writes a signed integer of 49 to 256 bits; `max` is the type's largest value. Throws `OutOfRange`. */
export function putBigInt(to: Layout, at: number, value: bigint, max: bigint): void {
  if (value < -max - 1n || value > max) throw new OutOfRange(value, `integer in ${-max - 1n}..${max}`);
  putLow(to.view, at, value, true, true);
}

function putLow(view: DataView, at: number, value: bigint, wide: boolean, widest: boolean): void {
  if (value >= 0n && value <= 0xffffffffffffffffn) {
    view.setBigUint64(at + 24, value);
    if (wide) view.setBigUint64(at + 16, 0n);
    if (widest) putHigh(view, at, 0n);
    return;
  }
  view.setBigUint64(at + 24, value); // takes the lowest 64 bits
  view.setBigUint64(at + 16, value >> 64n);
  if (widest) putHigh(view, at, value >> 128n);
}

function putHigh(view: DataView, at: number, value: bigint): void {
  view.setBigUint64(at + 8, value);
  view.setBigUint64(at, value >> 64n);
}
