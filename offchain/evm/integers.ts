import { panic } from "./failure.ts";

// Integers of up to 48 bits are numbers, wider ones bigints; bytesN is the integer that its bytes spell, big end first.
// Sums, differences and products of two 48-bit numbers may be inexact beyond 2^53, but then they are out of range as well:
// rounding never crosses a power of two.

const MAX_UINT: readonly bigint[] = Array.from({ length: 257 }, (_, bits) => (1n << BigInt(bits)) - 1n);
const MAX_UINT_256 = (1n << 256n) - 1n;

/** The largest `uint` of so many bits. */
export function maxUint(bits: number): bigint {
  return MAX_UINT[bits] ?? (1n << BigInt(bits)) - 1n;
}

/** The value, or Panic 0x11 where it is no uint256. */
export function uint256(value: bigint): bigint {
  return value < 0n || value > MAX_UINT_256 ? panic(0x11) : value;
}

/** The value, or Panic 0x11 where it is no `uint` of so many bits (more than 48). */
export function uint(value: bigint, bits: number): bigint {
  return value < 0n || value > maxUint(bits) ? panic(0x11) : value;
}

/** The value, or Panic 0x11 where it is no `int` of so many bits (more than 48). */
export function int(value: bigint, bits: number): bigint {
  const max = maxUint(bits - 1);
  return value < -max - 1n || value > max ? panic(0x11) : value;
}

/** The value, or Panic 0x11 where it is no `uint` of so many bits (48 at most). */
export function smallUint(value: number, bits: number): number {
  return value < 0 || value >= 2 ** bits ? panic(0x11) : value;
}

/** The value, or Panic 0x11 where it is no `int` of so many bits (48 at most). */
export function smallInt(value: number, bits: number): number {
  const bound = 2 ** (bits - 1);
  return value < -bound || value >= bound ? panic(0x11) : value;
}

/** A sum or difference of two 48-bit numbers, reduced to an `uint` of so many bits. */
export function wrapSmallUint(value: number, bits: number): number {
  const modulus = 2 ** bits;
  const rest = value % modulus;
  return rest < 0 ? rest + modulus : rest + 0;
}

/** A sum or difference of two 48-bit numbers, reduced to an `int` of so many bits. */
export function wrapSmallInt(value: number, bits: number): number {
  const rest = wrapSmallUint(value, bits);
  return rest >= 2 ** (bits - 1) ? rest - 2 ** bits : rest;
}

/** Division that truncates, Panic 0x12 for a zero divisor. */
export function div(a: bigint, b: bigint): bigint {
  return b === 0n ? panic(0x12) : a / b;
}

/** Remainder with the dividend's sign, Panic 0x12 for a zero divisor. */
export function mod(a: bigint, b: bigint): bigint {
  return b === 0n ? panic(0x12) : a % b;
}

/** {@link div} of numbers of up to 48 bits. */
export function smallDiv(a: number, b: number): number {
  return b === 0 ? panic(0x12) : (a - (a % b)) / b;
}

/** {@link mod} of numbers of up to 48 bits. */
export function smallMod(a: number, b: number): number {
  return b === 0 ? panic(0x12) : (a % b) + 0;
}

/** Exact power, or null where it has more than 256 bits and a sign. */
function exactPower(base: bigint, exponent: bigint): bigint | null {
  if (exponent === 0n || base === 1n) return 1n;
  if (base === 0n) return 0n;
  if (base === -1n) return exponent % 2n === 0n ? 1n : -1n;
  return exponent > 256n ? null : base ** exponent;
}

/** Checked power of an `uint` of so many bits. */
export function powUint(base: bigint, exponent: bigint, bits: number): bigint {
  const power = exactPower(base, exponent);
  return power === null || power > maxUint(bits) ? panic(0x11) : power;
}

/** Checked power of an `int` of so many bits. */
export function powInt(base: bigint, exponent: bigint, bits: number): bigint {
  const power = exactPower(base, exponent);
  return power === null ? panic(0x11) : int(power, bits);
}

/** Power modulo 2^256; the caller reduces it further. */
export function wrapPow(base: bigint, exponent: bigint): bigint {
  let power = 1n;
  let square = BigInt.asUintN(256, base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) power = BigInt.asUintN(256, power * square);
    square = BigInt.asUintN(256, square * square);
  }
  return power;
}

/** `a << by`, not reduced; the caller reduces it. A shift by 256 or more leaves nothing. */
export function shl(a: bigint, by: bigint | number): bigint {
  return by > 255 ? 0n : a << BigInt(by);
}

/** `a >> by`, which rounds towards minus infinity. */
export function shr(a: bigint, by: bigint | number): bigint {
  return by > 255 ? (a < 0n ? -1n : 0n) : a >> BigInt(by);
}

/** `(a + b) % m` without overflow, Panic 0x12 for m = 0. */
export function addmod(a: bigint, b: bigint, m: bigint): bigint {
  return m === 0n ? panic(0x12) : (a + b) % m;
}

/** `a * b % m` without overflow, Panic 0x12 for m = 0. */
export function mulmod(a: bigint, b: bigint, m: bigint): bigint {
  return m === 0n ? panic(0x12) : (a * b) % m;
}

/** A number as a member of an enum of so many, or Panic 0x21. */
export function toEnum(value: bigint | number, members: number): number {
  return value < 0 || value >= members ? panic(0x21) : Number(value);
}
