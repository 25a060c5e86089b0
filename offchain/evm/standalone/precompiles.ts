import { fixedToBytes } from "../memory.ts";
import { bytesToWord } from "../words.ts";
import { keccak256 } from "./hash.ts";

// Recovery on secp256k1 without a package, for translated modules that stand alone. It handles public values only, so it
// need not run in constant time.

const FIELD = 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2fn;
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** A point in Jacobian coordinates; z = 0 is the point at infinity. */
interface Point {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
}

const INFINITY: Point = { x: 1n, y: 1n, z: 0n };
const BASE: Point = {
  x: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  y: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
  z: 1n,
};

function modulo(value: bigint, by: bigint): bigint {
  const rest = value % by;
  return rest < 0n ? rest + by : rest;
}

function powerModulo(base: bigint, exponent: bigint, by: bigint): bigint {
  let [power, square] = [1n, modulo(base, by)];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) power = (power * square) % by;
    square = (square * square) % by;
  }
  return power;
}

function doubled(p: Point): Point {
  if (p.z === 0n || p.y === 0n) return INFINITY;
  const yy = (p.y * p.y) % FIELD;
  const s = (4n * p.x * yy) % FIELD;
  const m = (3n * p.x * p.x) % FIELD;
  const x = modulo(m * m - 2n * s, FIELD);
  return { x, y: modulo(m * (s - x) - 8n * yy * yy, FIELD), z: (2n * p.y * p.z) % FIELD };
}

function sum(p: Point, q: Point): Point {
  if (p.z === 0n) return q;
  if (q.z === 0n) return p;
  const [pz, qz] = [(p.z * p.z) % FIELD, (q.z * q.z) % FIELD];
  const [u1, u2] = [(p.x * qz) % FIELD, (q.x * pz) % FIELD];
  const [s1, s2] = [(p.y * qz * q.z) % FIELD, (q.y * pz * p.z) % FIELD];
  if (u1 === u2) return s1 === s2 ? doubled(p) : INFINITY;
  const h = modulo(u2 - u1, FIELD);
  const r = modulo(s2 - s1, FIELD);
  const hh = (h * h) % FIELD;
  const hhh = (h * hh) % FIELD;
  const v = (u1 * hh) % FIELD;
  const x = modulo(r * r - hhh - 2n * v, FIELD);
  return { x, y: modulo(r * (v - x) - s1 * hhh, FIELD), z: (h * p.z * q.z) % FIELD };
}

function times(p: Point, by: bigint): Point {
  let result = INFINITY;
  let power = p;
  for (let rest = by; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = sum(result, power);
    power = doubled(power);
  }
  return result;
}

/**
 * The EVM's `ecrecover`: the address that signed, 0 where there is none. High s is accepted, as the precompile does.
 * @example ecrecover(digest, 27, r, s)
 */
export function ecrecover(digest: bigint, v: number, r: bigint, s: bigint): bigint {
  if ((v !== 27 && v !== 28) || r === 0n || s === 0n || r >= ORDER || s >= ORDER) return 0n;
  const yy = modulo(r * r * r + 7n, FIELD);
  const root = powerModulo(yy, (FIELD + 1n) / 4n, FIELD);
  if ((root * root) % FIELD !== yy) return 0n;
  const y = (root & 1n) === BigInt(v - 27) ? root : FIELD - root;
  const inverse = powerModulo(r, ORDER - 2n, ORDER);
  const first = times(BASE, modulo(-digest * inverse, ORDER));
  const key = sum(first, times({ x: r, y, z: 1n }, (s * inverse) % ORDER));
  if (key.z === 0n) return 0n;
  const z = powerModulo(key.z, FIELD - 2n, FIELD);
  const zz = (z * z) % FIELD;
  const plain = new Uint8Array(64);
  plain.set(fixedToBytes((key.x * zz) % FIELD, 32));
  plain.set(fixedToBytes((((key.y * zz) % FIELD) * z) % FIELD, 32), 32);
  return bytesToWord(keccak256(plain).subarray(12));
}
