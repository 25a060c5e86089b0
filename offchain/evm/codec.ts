import { OutOfSteps, revertEmpty } from "./failure.ts";
import { maxUint } from "./integers.ts";
import { checkAddresses, useMemory } from "./meter.ts";
import { readSize, readSmall, readWord, type Source, sourceOf, writeSmall, writeWord } from "./words.ts";

/**
 * How values of one Solidity type lie in ABI-encoded bytes, and what the compiler's decoder accepts.
 * `decode` reads into memory, checking everything, as `abi.decode` and memory parameters do.
 */
export interface Codec<T> {
  /** Whether the place in the head holds an offset only. */
  readonly dynamic: boolean;
  /** Bytes of the place in the head: 32 for a dynamic type. */
  readonly head: number;
  /** Bytes that the encoding, where it stands, has at least: what a pointer to it must leave. */
  readonly least: number;
  readonly shape: Shape;
  /** The value that starts at `at`; nothing may lie past `end`. */
  decode(source: Source, at: number, end: number): T;
  /** Bytes of the value's encoding, its offset not counted. */
  size(value: T): number;
  write(view: DataView, at: number, value: T): void;
}

/** What calldata access must know of a type. */
export type Shape =
  | { readonly kind: "value" }
  | { readonly kind: "bytes" }
  | { readonly kind: "array"; readonly element: Codec<unknown> }
  | { readonly kind: "fixed"; readonly element: Codec<unknown>; readonly length: number }
  | { readonly kind: "struct"; readonly fields: readonly Field[] };

export interface Field {
  readonly name: string;
  readonly codec: Codec<unknown>;
  readonly offset: number;
}

/** Codec of a member of something, its type forgotten: the encoder and decoder of one codec always meet again. */
// biome-ignore lint/suspicious/noExplicitAny: a heterogeneous list of codecs has no other element type
type AnyCodec = Codec<any>;

function valueCodec<T>(decode: (source: Source, at: number) => T, write: Codec<T>["write"]): Codec<T> {
  return { dynamic: false, head: 32, least: 32, shape: { kind: "value" }, decode, size: () => 32, write };
}

function within(value: bigint, least: bigint, most: bigint): bigint {
  return value < least || value > most ? revertEmpty() : value;
}

/** `uintN`, `bytesN`-as-integer is {@link fixedBytesCodec}. Wider than 48 bits. */
export function uintCodec(bits: number): Codec<bigint> {
  const max = maxUint(bits);
  return valueCodec((source, at) => within(readWord(source, at), 0n, max), writeWord);
}

/** `intN` wider than 48 bits. */
export function intCodec(bits: number): Codec<bigint> {
  const bound = maxUint(bits - 1);
  return valueCodec((source, at) => within(BigInt.asIntN(256, readWord(source, at)), -bound - 1n, bound), writeWord);
}

/** `uintN` of 48 bits at most. */
export function smallUintCodec(bits: number): Codec<number> {
  return valueCodec((source, at) => readSmall(source, at, bits), writeSmall);
}

/** `intN` of 48 bits at most. */
export function smallIntCodec(bits: number): Codec<number> {
  const wide = intCodec(bits);
  return valueCodec((source, at) => Number(wide.decode(source, at, 0)), writeSmall);
}

/** `bytesN` as the integer its bytes spell: left-aligned in the word. */
export function fixedBytesCodec(size: number): Codec<bigint> {
  const shift = BigInt(256 - 8 * size);
  const rest = maxUint(256 - 8 * size);
  const decode = (source: Source, at: number): bigint => {
    const word = readWord(source, at);
    return (word & rest) !== 0n ? revertEmpty() : word >> shift;
  };
  return valueCodec(decode, (view, at, value) => writeWord(view, at, value << shift));
}

/** `bytes1` to `bytes6` as a number. */
export function smallBytesCodec(size: number): Codec<number> {
  const wide = fixedBytesCodec(size);
  return valueCodec(
    (source, at) => Number(wide.decode(source, at, 0)),
    (view, at, value) => wide.write(view, at, BigInt(value)),
  );
}

/** An enum of so many members. */
export function enumCodec(members: number): Codec<number> {
  const decode = (source: Source, at: number): number => {
    const value = readSize(source, at);
    return value >= members ? revertEmpty() : value;
  };
  return valueCodec(decode, writeSmall);
}

export const boolCodec: Codec<boolean> = valueCodec(
  (source, at) => readSmall(source, at, 1) === 1,
  (view, at, value) => writeSmall(view, at, value ? 1 : 0),
);

/** The length of an array that is decoded into memory, or Panic 0x41 where the EVM could not allocate it. */
function decodedLength(source: Source, at: number, end: number, stride: number): number {
  if (at + 31 >= end) revertEmpty();
  const length = readSize(source, at);
  if (length * stride >= 2 ** 63) checkAddresses(readWord(source, at), stride);
  return length;
}

/** `bytes` and `string`. */
export const bytesCodec: Codec<Uint8Array> = {
  dynamic: true,
  head: 32,
  least: 32,
  shape: { kind: "bytes" },
  decode(source, at, end) {
    const length = decodedLength(source, at, end, 1);
    if (at + 32 < 0 || at + 32 + length > end) revertEmpty();
    useMemory((length >> 5) + 2);
    return source.bytes.slice(at + 32, at + 32 + length);
  },
  size: (value) => 32 + ((value.length + 31) & ~31),
  write(view, at, value) {
    writeSmall(view, at, value.length);
    new Uint8Array(view.buffer, view.byteOffset + at + 32, value.length).set(value);
  },
};

/** Reads the offset of a dynamic part and gives where it stands. */
function follow(source: Source, base: number, place: number): number {
  const offset = readSize(source, place);
  return offset === Number.POSITIVE_INFINITY ? revertEmpty() : base + offset;
}

function decodePlace<T>(codec: Codec<T>, source: Source, base: number, place: number, end: number): T {
  return codec.decode(source, codec.dynamic ? follow(source, base, place) : place, end);
}

/**
 * Elements that stand one after the other from `base` on. An offset that points backwards can put `base` before the calldata,
 * which to the EVM is an address near 2^256: past any end, unless the elements wrap around to the start.
 */
export function decodeElements<T>(codec: Codec<T>, source: Source, base: number, length: number, end: number): T[] {
  const stop = base + length * codec.head;
  if (stop < 0 || stop > end) revertEmpty();
  if (base < 0) throw new OutOfSteps("address space");
  useMemory(length);
  const values: T[] = [];
  for (let i = 0; i < length; i++) values.push(decodePlace(codec, source, base, base + i * codec.head, end));
  return values;
}

function elementsSize<T>(codec: Codec<T>, values: readonly T[]): number {
  if (!codec.dynamic) return values.length * codec.head;
  let sum = 32 * values.length;
  for (const value of values) sum += codec.size(value);
  return sum;
}

function writeElements<T>(codec: Codec<T>, view: DataView, at: number, values: readonly T[]): void {
  let tail = at + values.length * codec.head;
  let place = at;
  for (const value of values) {
    tail = writePlace(codec, view, at, place, tail, value);
    place += codec.head;
  }
}

/** Writes a value, or its offset and the value at the tail; gives the new end of the tail. */
function writePlace<T>(codec: Codec<T>, view: DataView, base: number, place: number, tail: number, value: T): number {
  if (!codec.dynamic) {
    codec.write(view, place, value);
    return tail;
  }
  writeSmall(view, place, tail - base);
  codec.write(view, tail, value);
  return tail + codec.size(value);
}

/** `T[]`. */
export function arrayCodec<T>(element: Codec<T>): Codec<T[]> {
  return {
    dynamic: true,
    head: 32,
    least: 32,
    // only ever given values that it made or was typed for
    shape: { kind: "array", element: element as AnyCodec },
    decode(source, at, end) {
      const length = decodedLength(source, at, end, 32);
      return decodeElements(element, source, at + 32, length, end);
    },
    size: (values) => 32 + elementsSize(element, values),
    write(view, at, values) {
      writeSmall(view, at, values.length);
      writeElements(element, view, at + 32, values);
    },
  };
}

/** `T[n]`. */
export function fixedCodec<T>(element: Codec<T>, length: number): Codec<T[]> {
  const least = element.head * length;
  return {
    dynamic: element.dynamic,
    head: element.dynamic ? 32 : least,
    least,
    // only ever given values that it made or was typed for
    shape: { kind: "fixed", element: element as AnyCodec, length },
    decode(source, at, end) {
      return at + 31 >= end && element.dynamic ? revertEmpty() : decodeElements(element, source, at, length, end);
    },
    size: (values) => elementsSize(element, values),
    write: (view, at, values) => writeElements(element, view, at, values),
  };
}

/** A struct; fields in their order. */
export function structCodec<T extends object>(members: { readonly [K in keyof T]: Codec<T[K]> }): Codec<T> {
  const fields: Field[] = [];
  let least = 0;
  // the entries of a record of codecs are codecs
  for (const [name, codec] of Object.entries(members) as [string, AnyCodec][]) {
    fields.push({ name, codec, offset: least });
    least += codec.head;
  }
  const dynamic = fields.some((field) => field.codec.dynamic);
  const memberOf = (value: T, field: Field): unknown => (value as Record<string, unknown>)[field.name];
  return {
    dynamic,
    head: dynamic ? 32 : least,
    least,
    shape: { kind: "struct", fields },
    decode(source, at, end) {
      if (end - at < least) revertEmpty();
      useMemory(fields.length);
      const value: Record<string, unknown> = {};
      for (const { name, codec, offset } of fields) value[name] = decodePlace(codec, source, at, at + offset, end);
      return value as T; // each field was just decoded by its codec
    },
    size(value) {
      let sum = least;
      for (const f of fields) if (f.codec.dynamic) sum += f.codec.size(memberOf(value, f));
      return sum;
    },
    write(view, at, value) {
      let tail = at + least;
      for (const f of fields) tail = writePlace(f.codec, view, at, at + f.offset, tail, memberOf(value, f));
    },
  };
}

/** Bytes that are made ready at once: encodings are cut from them, one after the other, and no byte is given twice. */
const SLAB = 1 << 15;
let slab = new DataView(new ArrayBuffer(SLAB));
let taken = SLAB;

/** A view whose bytes from `taken` on are free, and zero. */
function room(size: number): DataView {
  if (size > SLAB >> 2) {
    taken = 0;
    return new DataView(new ArrayBuffer(size));
  }
  if (taken + size > SLAB) {
    slab = new DataView(new ArrayBuffer(SLAB));
    taken = 0;
  }
  return slab;
}

/** `abi.encode` of values, each with its codec; also what a function returns and what an error carries. */
export function encode(codecs: readonly AnyCodec[], values: readonly unknown[]): Uint8Array {
  let head = 0;
  let size = 0;
  let index = 0;
  for (const codec of codecs) {
    head += codec.head;
    size += codec.head + (codec.dynamic ? codec.size(values[index]) : 0);
    index++;
  }
  const view = room(size);
  const start = taken;
  taken = view === slab ? start + size : SLAB;
  let place = start;
  let tail = start + head;
  index = 0;
  for (const codec of codecs) {
    tail = writePlace(codec, view, start, place, tail, values[index++]);
    place += codec.head;
  }
  return new Uint8Array(view.buffer, start, size);
}

/** Checks that the heads of all of them lie within the bytes. */
export function decodeHeads(start: number, end: number, heads: number): void {
  if (end - start < heads) revertEmpty();
}

/** `abi.decode` of one value. */
export function decodeOne<T>(codec: Codec<T>, bytes: Uint8Array): T {
  const source = sourceOf(bytes);
  decodeHeads(0, bytes.length, codec.head);
  return decodePlace(codec, source, 0, 0, bytes.length);
}

/** `abi.decode` of several values. */
export function decodeAll<T extends readonly unknown[]>(codecs: readonly AnyCodec[], bytes: Uint8Array): T {
  const source = sourceOf(bytes);
  let heads = 0;
  for (const codec of codecs) heads += codec.head;
  decodeHeads(0, bytes.length, heads);
  let place = 0;
  const values: unknown[] = [];
  for (const codec of codecs) {
    values.push(decodePlace(codec, source, 0, place, bytes.length));
    place += codec.head;
  }
  return values as readonly unknown[] as T; // the caller names the types of its own codecs
}

/** A value in the head at `place` of bytes that start at `base`. */
export function decodeAt<T>(codec: Codec<T>, source: Source, base: number, place: number, end: number): T {
  return decodePlace(codec, source, base, place, end);
}

/** The elements of an array as `abi.encodePacked` has them: 32 bytes each, no length. */
export function packElements<T>(element: Codec<T>, values: readonly T[]): Uint8Array {
  const bytes = new Uint8Array(32 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    element.write(view, 32 * i, value);
  });
  return bytes;
}
