import { PipelinesDiffer, panic } from "./failure.ts";
import { concat } from "./hex.ts";
import { ADDRESS_LIMIT, useMemory } from "./meter.ts";

/** The index as a number, or Panic 0x32 where there is no such element. */
export function inBounds(length: number, index: bigint | number): number {
  return index < 0 || index >= length ? panic(0x32) : Number(index);
}

/** An element, or Panic 0x32. */
export function at<T>(array: readonly T[], index: bigint | number): T {
  const element = index < array.length ? array[Number(index)] : undefined;
  return element === undefined ? panic(0x32) : element;
}

/** Writes an element, or Panic 0x32; the value comes first since the EVM code computes it first. */
export function put<T>(value: T, array: T[], index: bigint | number): T {
  array[inBounds(array.length, index)] = value;
  return value;
}

/** A byte, or Panic 0x32. */
export function byteAt(bytes: Uint8Array, index: bigint | number): number {
  return bytes[inBounds(bytes.length, index)] ?? 0;
}

/** Writes a byte, or Panic 0x32. */
export function putByte(value: number, bytes: Uint8Array, index: bigint | number): number {
  bytes[inBounds(bytes.length, index)] = value;
  return value;
}

/** The length of a new array, or Panic 0x41 where the EVM could not even compute its size. */
export function newLength(length: bigint | number, stride: number): number {
  const size = Number(length) * stride;
  if (size > ADDRESS_LIMIT) panic(0x41);
  useMemory(size / 32 + 1);
  return Number(length);
}

/**
 * The length of an array whose size in bytes is no address: the newer pipeline panics, the older one runs out of gas.
 * @throws PipelinesDiffer for such a length.
 */
export function lengthInBoth(length: bigint | number): bigint | number {
  if (length <= 0xffffffffffffffffn && Number(length) * 32 > ADDRESS_LIMIT)
    throw new PipelinesDiffer("an array of more elements than memory has addresses");
  return length;
}

/** `new T[](length)`. */
export function newArray<T>(length: bigint | number, zero: () => T): T[] {
  return filled(newLength(length, 32), zero);
}

function filled<T>(length: number, make: () => T): T[] {
  const array: T[] = [];
  for (let i = 0; i < length; i++) array.push(make());
  return array;
}

/** `T[n]` in memory, all zero. */
export function zeroes<T>(length: number, zero: () => T): T[] {
  useMemory(length);
  return filled(length, zero);
}

/** `new bytes(length)`. */
export function newBytes(length: bigint | number): Uint8Array {
  return new Uint8Array(newLength(length, 1));
}

/** Bytes one after the other, as `abi.encodePacked` and `bytes.concat` put them into new memory. */
export function pack(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = concat(...parts);
  useMemory(bytes.length / 32 + 1);
  return bytes;
}

/** `bytes` to `bytesN`: cut, or filled with zeroes at the end. */
export function bytesToFixed(bytes: Uint8Array, size: number): bigint {
  let value = 0n;
  for (let i = 0; i < size; i++) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return value;
}

/** The big-endian bytes of an unsigned integer. */
export function fixedToBytes(value: bigint | number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let rest = BigInt.asUintN(256, BigInt(value));
  for (let i = size - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}

/** Byte `index` of a bytesN from the left, or Panic 0x32. */
export function fixedByteAt(value: bigint | number, size: number, index: bigint | number): number {
  const fromRight = size - 1 - inBounds(size, index);
  return Number((BigInt(value) >> BigInt(8 * fromRight)) & 255n);
}

/** A value computed when it is first read. */
export function once<T>(compute: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: compute() };
    return made.value;
  };
}
