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

const LEFT_WORDS = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8, 3, 10, 14,
  4, 9, 15, 8, 1, 2, 7, 0, 6, 13, 11, 5, 12, 1, 9, 11, 10, 0, 8, 12, 4, 13, 3, 7, 15, 14, 5, 6, 2, 4, 0, 5, 9, 7, 12, 2,
  10, 14, 1, 3, 8, 11, 6, 15, 13,
];
const RIGHT_WORDS = [
  5, 14, 7, 0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12, 6, 11, 3, 7, 0, 13, 5, 10, 14, 15, 8, 12, 4, 9, 1, 2, 15, 5, 1,
  3, 7, 14, 6, 9, 11, 8, 12, 2, 10, 0, 4, 13, 8, 6, 4, 1, 3, 11, 15, 0, 5, 12, 2, 13, 9, 7, 10, 14, 12, 15, 10, 4, 1, 5,
  8, 7, 6, 2, 13, 14, 0, 3, 9, 11,
];
const LEFT_TURNS = [
  11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8, 7, 6, 8, 13, 11, 9, 7, 15, 7, 12, 15, 9, 11, 7, 13, 12, 11,
  13, 6, 7, 14, 9, 13, 15, 14, 8, 13, 6, 5, 12, 7, 5, 11, 12, 14, 15, 14, 15, 9, 8, 9, 14, 5, 6, 8, 6, 5, 12, 9, 15, 5,
  11, 6, 8, 13, 12, 5, 12, 13, 14, 11, 8, 5, 6,
];
const RIGHT_TURNS = [
  8, 9, 9, 11, 13, 15, 15, 5, 7, 7, 8, 11, 14, 14, 12, 6, 9, 13, 15, 7, 12, 8, 9, 11, 7, 7, 12, 7, 6, 15, 13, 11, 9, 7,
  15, 11, 8, 6, 6, 14, 12, 13, 5, 14, 13, 13, 7, 5, 15, 5, 8, 11, 14, 14, 6, 14, 6, 9, 12, 9, 12, 5, 15, 8, 8, 5, 12, 9,
  12, 5, 14, 6, 8, 13, 6, 5, 15, 13, 11, 11,
];
const LEFT_ADDED = [0, 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xa953fd4e];
const RIGHT_ADDED = [0x50a28be6, 0x5c4dd124, 0x6d703ef3, 0x7a6d76e9, 0];

function mixed(round: number, x: number, y: number, z: number): number {
  if (round === 0) return x ^ y ^ z;
  if (round === 1) return (x & y) | (~x & z);
  if (round === 2) return (x | ~y) ^ z;
  return round === 3 ? (x & z) | (y & ~z) : x ^ (y | ~z);
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** One of the two lines of a block of RIPEMD-160. */
function ripemdLine(start: Uint32Array, words: Uint32Array, right: boolean): Int32Array {
  const v = Int32Array.from(start);
  for (let i = 0; i < 80; i++) {
    const round = i >> 4;
    const word = words[(right ? RIGHT_WORDS : LEFT_WORDS)[i]!]!;
    const added = (right ? RIGHT_ADDED : LEFT_ADDED)[round]!;
    const next = (v[0]! + mixed(right ? 4 - round : round, v[1]!, v[2]!, v[3]!) + word + added) | 0;
    const top = rotated(next, (right ? RIGHT_TURNS : LEFT_TURNS)[i]!) + v[4]!;
    v[0] = v[4]!;
    v[4] = v[3]!;
    v[3] = rotated(v[2]!, 10);
    v[2] = v[1]!;
    v[1] = top;
  }
  return v;
}

/** RIPEMD-160, the EVM's precompile 3: 20 bytes. */
export function ripemd160(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n, true);
  let state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new Uint32Array(16);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(block + 4 * i, true);
    const [l, r] = [ripemdLine(state, words, false), ripemdLine(state, words, true)];
    state = Uint32Array.from({ length: 5 }, (_, i) => state[(i + 1) % 5]! + l[(i + 2) % 5]! + r[(i + 3) % 5]!);
  }
  const digest = new DataView(new ArrayBuffer(20));
  state.forEach((word, i) => {
    digest.setUint32(4 * i, word, true);
  });
  return new Uint8Array(digest.buffer);
}
