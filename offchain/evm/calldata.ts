import type { Codec, Shape } from "./codec.ts";
import { decodeAt, decodeElements } from "./codec.ts";
import { OrderLeftOpen, OutOfSteps, PipelinesDiffer, Reverted, revertEmpty } from "./failure.ts";
import { sameBytes } from "./hex.ts";
import { inBounds } from "./memory.ts";
import { resetMeter } from "./meter.ts";
import { readSigned, readSize, readWord, type Source, sourceOf } from "./words.ts";

/** What a call answers: the returned bytes, or those it reverts with. */
export interface Outcome {
  readonly success: boolean;
  readonly data: Uint8Array;
}

/** A dynamic array left in calldata: where its first element stands, and how many there are. */
export interface CalldataArray {
  readonly at: number;
  readonly length: number;
}

let current: Source = sourceOf(new Uint8Array(0));

/**
 * Runs one call: `dispatch` gets the selector, or null where the calldata is too short to have one.
 * Not reentrant, and never has to be: pure functions call nobody.
 */
export function run(calldata: Uint8Array, dispatch: (selector: number | null) => Uint8Array): Outcome {
  // a view of class Uint8Array itself: a Buffer's slice would not copy
  current = sourceOf(
    calldata.constructor === Uint8Array
      ? calldata
      : new Uint8Array(calldata.buffer, calldata.byteOffset, calldata.byteLength),
  );
  resetMeter();
  try {
    return { success: true, data: owned(dispatch(calldata.length < 4 ? null : current.view.getUint32(0))) };
  } catch (thrown) {
    if (thrown instanceof Reverted) return { success: false, data: owned(thrown.data) };
    throw thrown;
  }
}

let older = false;

/** Whether operands are to be computed in the order of the compiler's older pipeline. */
export function rightFirst(): boolean {
  return older;
}

/**
 * {@link run}; a call that reverts is run in the order of the compiler's older pipeline as well.
 * @throws OrderLeftOpen where that reverts with other bytes.
 */
export function runInBothOrders(calldata: Uint8Array, dispatch: (selector: number | null) => Uint8Array): Outcome {
  const outcome = run(calldata, dispatch);
  if (outcome.success) return outcome;
  older = true;
  try {
    const other = run(calldata, dispatch);
    if (!sameBytes(outcome.data, other.data)) throw new OrderLeftOpen();
  } finally {
    older = false;
  }
  return outcome;
}

/** Bytes in a buffer of their own: what is answered shares none with the calldata or with other answers. */
function owned(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength === bytes.length ? bytes : bytes.slice();
}

/** `msg.data`. */
export function msgData(): Uint8Array {
  return current.bytes;
}

/** `msg.sig`. */
export function msgSig(): number {
  return Number(readWord(current, 0) >> 224n);
}

/** The heads of all parameters must be there. */
export function parameters(heads: number): void {
  if (current.bytes.length - 4 < heads) revertEmpty();
}

/** A parameter that is a value or goes to memory, its head at `place` after the selector. */
export function parameter<T>(codec: Codec<T>, place: number): T {
  return decodeAt(codec, current, 4, 4 + place, current.bytes.length);
}

/** Where a dynamic parameter stands. */
function tail(codec: Codec<unknown>, place: number): number {
  if (!codec.dynamic) return 4 + place;
  const offset = readSize(current, 4 + place);
  return offset === Number.POSITIVE_INFINITY ? revertEmpty() : 4 + offset;
}

/** A struct or fixed array that stays in calldata. */
export function calldataPlace(codec: Codec<unknown>, place: number): number {
  const at = tail(codec, place);
  return current.bytes.length - at < codec.least ? revertEmpty() : at;
}

/** The length at `at` of an array that stays in calldata, all of which must be there. */
function calldataLength(at: number, stride: number): number {
  const end = current.bytes.length;
  if (at + 31 >= end) revertEmpty();
  const length = readSize(current, at);
  return length === Number.POSITIVE_INFINITY || at + 32 + length * stride > end ? revertEmpty() : length;
}

/** A `bytes` or `string` parameter that stays in calldata. */
export function calldataBytes(codec: Codec<Uint8Array>, place: number): Uint8Array {
  const at = tail(codec, place);
  const length = calldataLength(at, 1);
  return current.bytes.subarray(at + 32, at + 32 + length);
}

/** A `T[]` parameter that stays in calldata. */
export function calldataArray(codec: Codec<unknown>, place: number): CalldataArray {
  const at = tail(codec, place);
  return { at: at + 32, length: calldataLength(at, stride(codec.shape)) };
}

function stride(shape: Shape): number {
  return shape.kind === "array" || shape.kind === "fixed" ? shape.element.head : 1;
}

// Inside calldata nothing was checked when the parameter was; each access checks its own step.

/** Below this, differences of addresses overflow in the EVM, and a number here is not exact enough to tell how. */
const FAR = -(2 ** 254);

/** Follows an offset relative to `base`; it may point backwards, so that what is there reads as zeroes. */
function accessTail(base: number, place: number, least: number): number {
  const offset = readSigned(current, place);
  if (base < FAR || (base < 0 && offset < FAR)) throw new OutOfSteps("address space");
  return offset < current.bytes.length - base - (least - 1) ? base + offset : revertEmpty();
}

/** A value inside calldata. */
export function accessValue<T>(codec: Codec<T>, at: number): T {
  return codec.decode(current, at, at + 32);
}

/** A struct or fixed array inside a calldata value that starts at `base`. */
export function accessPlace(codec: Codec<unknown>, base: number, place: number): number {
  return codec.dynamic ? accessTail(base, place, codec.least) : place;
}

/** A dynamic array inside a calldata value that starts at `base`. */
export function accessArray(codec: Codec<unknown>, base: number, place: number): CalldataArray {
  const at = accessTail(base, place, 32) + 32;
  const length = readSize(current, at - 32);
  if (length === Number.POSITIVE_INFINITY) revertEmpty();
  return at > current.bytes.length - length * stride(codec.shape) ? revertEmpty() : { at, length };
}

/** `bytes` or `string` inside a calldata value that starts at `base`. */
export function accessBytes(codec: Codec<Uint8Array>, base: number, place: number): Uint8Array {
  const array = accessArray(codec, base, place);
  if (array.at < 0) throw new OutOfSteps("address space"); // copied to memory, it is empty or fails, as the pipeline has it
  return bytesOf(array);
}

function bytesOf({ at, length }: CalldataArray): Uint8Array {
  return length === 0 ? new Uint8Array(0) : current.bytes.subarray(at, at + length);
}

/** Where an element's head stands, or Panic 0x32. */
export function elementPlace(codec: Codec<unknown>, base: number, length: number, index: bigint | number): number {
  return base + inBounds(length, index) * stride(codec.shape);
}

/** A struct or fixed array copied from calldata to memory. */
export function copyPlace<T>(codec: Codec<T>, at: number): T {
  if (at < FAR) throw new OutOfSteps("address space");
  return codec.decode(current, at, current.bytes.length);
}

/** Whatever stands in calldata, read step by step as its encoder does, which accepts offsets that the decoder refuses. */
export function loadCalldata(codec: Codec<unknown>, base: number, place: number): unknown {
  const shape = codec.shape;
  switch (shape.kind) {
    case "value":
      return accessValue(codec, place);
    case "bytes":
      return bytesOf(accessArray(codec, base, place));
    case "array":
      return loadArray(codec, accessArray(codec, base, place));
    case "fixed":
    case "struct":
      return loadPlace(codec, accessPlace(codec, base, place));
    default:
      return shape satisfies never;
  }
}

/** A calldata array as a memory one, for encoding. */
export function loadArray(codec: Codec<unknown>, array: CalldataArray): unknown[] {
  return codec.shape.kind === "array" ? loadElements(codec.shape.element, array.at, array.length) : [];
}

/** A calldata struct or fixed array as a memory one, for encoding. */
export function loadPlace(codec: Codec<unknown>, at: number): unknown {
  const shape = codec.shape;
  if (shape.kind === "fixed") return loadElements(shape.element, at, shape.length);
  const value: Record<string, unknown> = {};
  if (shape.kind === "struct") for (const f of shape.fields) value[f.name] = loadCalldata(f.codec, at, at + f.offset);
  return value;
}

function loadElements(element: Codec<unknown>, base: number, length: number): unknown[] {
  return Array.from({ length }, (_, i) => loadCalldata(element, base, base + i * element.head));
}

/**
 * A copy of a calldata array of values. Values out of range the newer pipeline refuses, the older one cuts to their type.
 * @throws PipelinesDiffer for such values.
 */
export function copyInBoth<C, V, T>(copy: (codec: C, value: V) => T, codec: C, value: V): T {
  try {
    return copy(codec, value);
  } catch (thrown) {
    throw thrown instanceof Reverted
      ? new PipelinesDiffer("a value out of the range of its type, in an array copied to memory")
      : thrown;
  }
}

/** A calldata array copied to memory. */
export function copyArray<T>(codec: Codec<T[]>, array: CalldataArray): T[] {
  const shape = codec.shape;
  if (shape.kind !== "array") return [];
  // the element's codec is the one this array's codec was made of
  return decodeElements(shape.element as Codec<T>, current, array.at, array.length, current.bytes.length);
}

/** `array[start:stop]` of calldata bytes, or an empty revert. */
export function sliceBytes(bytes: Uint8Array, start: bigint, stop: bigint | null): Uint8Array {
  const end = stop ?? BigInt(bytes.length);
  return start > end || end > BigInt(bytes.length) ? revertEmpty() : bytes.subarray(Number(start), Number(end));
}

/** `array[start:stop]` of a calldata array, or an empty revert. */
export function sliceArray(
  codec: Codec<unknown>,
  array: CalldataArray,
  start: bigint,
  stop: bigint | null,
): CalldataArray {
  const end = stop ?? BigInt(array.length);
  if (start > end || end > BigInt(array.length)) revertEmpty();
  return { at: array.at + Number(start) * stride(codec.shape), length: Number(end - start) };
}
