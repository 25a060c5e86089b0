import { revertEmpty } from "./failure.ts";

/** Bytes with a view on them for whole words. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** A readable source over bytes, without copying them. */
export function sourceOf(bytes: Uint8Array): Source {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

/** The 32-byte word at `at`; beyond either end there are zeroes, as `calldataload` has it. */
export function readWord(source: Source, at: number): bigint {
  const view = source.view;
  if (at < 0 || at + 32 > view.byteLength) return readRagged(source.bytes, at);
  const low = view.getBigUint64(at + 24);
  if (view.getUint32(at + 20) === 0 && zeroTop(view, at, 20)) return low;
  const upper = (view.getBigUint64(at) << 64n) | view.getBigUint64(at + 8);
  return (upper << 128n) | (view.getBigUint64(at + 16) << 64n) | low;
}

function readRagged(bytes: Uint8Array, at: number): bigint {
  let value = 0n;
  if (at < 0) return 0n; // an address of 2^256 - k, past any calldata
  for (let i = 0; i < 32; i++) value = (value << 8n) | BigInt(bytes[at + i] ?? 0);
  return value;
}

/** Whether the first `count` bytes (a multiple of 4) at `at` are zero. */
function zeroTop(view: DataView, at: number, count: number): boolean {
  for (let i = 0; i < count; i += 4) if (view.getUint32(at + i) !== 0) return false;
  return true;
}

/**
 * A word that is an offset or a length. Beyond 2^53 it is rounded, which no comparison with a real size can notice;
 * beyond 2^64 - 1 it is Infinity.
 */
export function readSize(source: Source, at: number): number {
  const view = source.view;
  if (at >= 0 && at + 32 <= view.byteLength) {
    if (!zeroTop(view, at, 24)) return Number.POSITIVE_INFINITY;
    return view.getUint32(at + 24) * 4294967296 + view.getUint32(at + 28);
  }
  const value = readRagged(source.bytes, at);
  return value > 0xffffffffffffffffn ? Number.POSITIVE_INFINITY : Number(value);
}

/** An offset as a signed word, which may point backwards; far ones are rounded. */
export function readSigned(source: Source, at: number): number {
  const view = source.view;
  if (at >= 0 && at + 32 <= view.byteLength && zeroTop(view, at, 24))
    return view.getUint32(at + 24) * 4294967296 + view.getUint32(at + 28);
  return Number(BigInt.asIntN(256, readWord(source, at)));
}

/** An unsigned word of at most 48 bits, or an empty revert. */
export function readSmall(source: Source, at: number, bits: number): number {
  const value = readSize(source, at);
  return value >= 2 ** bits ? revertEmpty() : value;
}

/** Writes an integer as a 32-byte word, in two's complement, to bytes that are zero. */
export function writeWord(view: DataView, at: number, value: bigint): void {
  if (value >= 0n && value <= 0xffffffffffffffffn) {
    if (value !== 0n) view.setBigUint64(at + 24, value);
    return;
  }
  view.setBigUint64(at, BigInt.asUintN(64, value >> 192n));
  view.setBigUint64(at + 8, BigInt.asUintN(64, value >> 128n));
  view.setBigUint64(at + 16, BigInt.asUintN(64, value >> 64n));
  view.setBigUint64(at + 24, BigInt.asUintN(64, value));
}

/** Writes a number of up to 53 bits, in two's complement where negative, to bytes that are zero. */
export function writeSmall(view: DataView, at: number, value: number): void {
  if (value === 0) return;
  if (value < 0) return writeWord(view, at, BigInt(value));
  if (value > 4294967295) view.setUint32(at + 24, Math.floor(value / 4294967296));
  view.setUint32(at + 28, value % 4294967296);
}

/** The bytes as one unsigned integer, big end first; 32 of them at most. */
export function bytesToWord(bytes: Uint8Array): bigint {
  return bytes.length === 32
    ? readWord(sourceOf(bytes), 0)
    : bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
}
