// Hashes without a package, for translated modules that stand alone. Same exports as those of ../hash.ts that they use.

const ROUNDS: readonly bigint[] = roundConstants();
const ROTATIONS = [0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14];

/** The round constants of Keccak-f[1600], from its shift register. */
function roundConstants(): bigint[] {
  const constants: bigint[] = [];
  let register = 1;
  for (let round = 0; round < 24; round++) {
    let constant = 0n;
    for (let bit = 0; bit < 7; bit++) {
      if (register & 1) constant |= 1n << ((1n << BigInt(bit)) - 1n);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
    constants.push(constant);
  }
  return constants;
}

/** Each lane of 64 bits is two numbers of 32: low, high. */
type Lanes = Uint32Array;

function rotate(lanes: Lanes, at: number, by: number, low: number, high: number): void {
  const turn = by & 31;
  const [a, b] = by >= 32 ? [high, low] : [low, high];
  lanes[at] = turn === 0 ? a : (a << turn) | (b >>> (32 - turn));
  lanes[at + 1] = turn === 0 ? b : (b << turn) | (a >>> (32 - turn));
}

function theta(s: Lanes, c: Lanes): void {
  for (let x = 0; x < 10; x++) c[x] = s[x]! ^ s[x + 10]! ^ s[x + 20]! ^ s[x + 30]! ^ s[x + 40]!;
  for (let x = 0; x < 5; x++) {
    const before = 2 * ((x + 4) % 5);
    const after = 2 * ((x + 1) % 5);
    const low = c[before]! ^ ((c[after]! << 1) | (c[after + 1]! >>> 31));
    const high = c[before + 1]! ^ ((c[after + 1]! << 1) | (c[after]! >>> 31));
    for (let y = 0; y < 50; y += 10) {
      s[2 * x + y]! ^= low;
      s[2 * x + 1 + y]! ^= high;
    }
  }
}

function permute(s: Lanes): void {
  const c = new Uint32Array(10);
  const moved = new Uint32Array(50);
  for (const constant of ROUNDS) {
    theta(s, c);
    for (let x = 0; x < 5; x++) {
      for (let y = 0; y < 5; y++) {
        const from = x + 5 * y;
        rotate(moved, 2 * (y + 5 * ((2 * x + 3 * y) % 5)), ROTATIONS[from]!, s[2 * from]!, s[2 * from + 1]!);
      }
    }
    for (let row = 0; row < 50; row += 10) {
      for (let x = 0; x < 10; x++)
        s[row + x] = moved[row + x]! ^ (~moved[row + ((x + 2) % 10)]! & moved[row + ((x + 4) % 10)]!);
    }
    s[0]! ^= Number(constant & 0xffffffffn);
    s[1]! ^= Number(constant >> 32n);
  }
}

/** Keccak-256 as the EVM computes it. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  const rate = 136;
  const padded = new Uint8Array((Math.floor(bytes.length / rate) + 1) * rate);
  padded.set(bytes);
  padded[bytes.length]! |= 1;
  padded[padded.length - 1]! |= 0x80;
  const view = new DataView(padded.buffer);
  const state = new Uint32Array(50);
  for (let block = 0; block < padded.length; block += rate) {
    for (let i = 0; i < rate / 4; i++) state[i]! ^= view.getUint32(block + 4 * i, true);
    permute(state);
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (let i = 0; i < 8; i++) digest.setUint32(4 * i, state[i]!, true);
  return new Uint8Array(digest.buffer);
}

/** The first 32 bits of the fraction of a root: of the square or cube root of a prime, by integers alone. */
function fractionOfRoot(prime: bigint, power: 2n | 3n): number {
  const goal = prime << (32n * power);
  let [low, high] = [0n, 1n << 40n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** power <= goal) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

function firstPrimes(count: number): bigint[] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < count; n++) if (primes.every((p) => n % p !== 0n)) primes.push(n);
  return primes;
}

const SHA_ROUND = Uint32Array.from(firstPrimes(64), (prime) => fractionOfRoot(prime, 3n));
const SHA_START = Uint32Array.from(firstPrimes(8), (prime) => fractionOfRoot(prime, 2n));

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function compress(state: Uint32Array, schedule: Uint32Array): void {
  for (let i = 16; i < 64; i++) {
    const [early, late] = [schedule[i - 15]!, schedule[i - 2]!];
    const s0 = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const s1 = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    schedule[i] = schedule[i - 16]! + s0 + schedule[i - 7]! + s1;
  }
  const v = state.slice();
  for (let i = 0; i < 64; i++) {
    const s1 = turned(v[4]!, 6) ^ turned(v[4]!, 11) ^ turned(v[4]!, 25);
    const choice = (v[4]! & v[5]!) ^ (~v[4]! & v[6]!);
    const first = (v[7]! + s1 + choice + SHA_ROUND[i]! + schedule[i]!) | 0;
    const s0 = turned(v[0]!, 2) ^ turned(v[0]!, 13) ^ turned(v[0]!, 22);
    const majority = (v[0]! & v[1]!) ^ (v[0]! & v[2]!) ^ (v[1]! & v[2]!);
    v.copyWithin(1, 0, 7);
    v[4]! += first;
    v[0] = first + s0 + majority;
  }
  for (let i = 0; i < 8; i++) state[i]! += v[i]!;
}

/** SHA-256. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const state = SHA_START.slice();
  const schedule = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) schedule[i] = view.getUint32(block + 4 * i);
    compress(state, schedule);
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (let i = 0; i < 8; i++) digest.setUint32(4 * i, state[i]!);
  return new Uint8Array(digest.buffer);
}
