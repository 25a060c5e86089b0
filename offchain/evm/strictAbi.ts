import type { Hex } from "./hex.ts";
import { bytesToHex, hexToBytes } from "./hex.ts";

/** A type of the contract ABI, taken apart. Integers of up to 48 bits are `number`, wider ones `bigint`; bytes are `0x…` text. */
export type AbiType =
  /** `small`: a `number` in spite of its width, as times in seconds are; what is no safe integer is refused. */
  | { readonly kind: "uint" | "int"; readonly bits: number; readonly small?: true }
  | { readonly kind: "bool" | "address" | "bytes" | "string" }
  | { readonly kind: "bytesN"; readonly size: number }
  | { readonly kind: "enum"; readonly names: readonly string[] }
  /** A `uint256` that holds a set of numbers below 256, one bit for each. */
  | { readonly kind: "set" }
  | { readonly kind: "array"; readonly of: AbiType; readonly length: number | null }
  | { readonly kind: "tuple"; readonly fields: readonly AbiField[] };

/** A field of a tuple, under the name of the struct's field. */
export interface AbiField {
  readonly name: string;
  readonly type: AbiType;
}

/** Bytes that are not the one canonical encoding of the types asked for, or a value that none encodes. */
export class BadEncoding extends Error {
  readonly at: string;

  constructor(at: string, problem: string) {
    super(`${at}: ${problem}`);
    this.name = "BadEncoding";
    this.at = at;
  }
}

/** Integers of up to this many bits are `number`. */
const NUMBER_BITS = 48;

/**
 * `abi.encode` of values, by field name.
 *
 * @throws BadEncoding where a value does not fit its type.
 * @example abiEncode([{ name: "index", type: { kind: "uint", bits: 16 } }], { index: 3 })
 */
export function abiEncode(fields: readonly AbiField[], values: Readonly<Record<string, unknown>>): Uint8Array {
  const sink = new Sink();
  writeFields(sink, fields, values, "value");
  return sink.taken();
}

/**
 * The values of an `abi.encode`, by field name. Only the canonical encoding is accepted: what it returns encodes to `bytes` again.
 *
 * @throws BadEncoding for anything else.
 */
export function abiDecode(fields: readonly AbiField[], bytes: Uint8Array): Record<string, unknown> {
  const source: Source = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), end: 0 };
  const values = readFields(source, fields, 0, "value");
  if (source.end !== bytes.length) throw new BadEncoding("value", `${bytes.length - source.end} bytes after the end`);
  return values;
}

function isDynamic(type: AbiType): boolean {
  switch (type.kind) {
    case "bytes":
    case "string":
      return true;
    case "array":
      return type.length === null || isDynamic(type.of);
    case "tuple":
      return type.fields.some((field) => isDynamic(field.type));
    default:
      return false;
  }
}

/** Bytes that a value takes in the head of what holds it. */
function headSize(type: AbiType): number {
  if (isDynamic(type)) return 32;
  if (type.kind === "array") return (type.length ?? 0) * headSize(type.of);
  if (type.kind === "tuple") return type.fields.reduce((sum, field) => sum + headSize(field.type), 0);
  return 32;
}

class Sink {
  #bytes = new Uint8Array(512);
  end = 0;

  /** Takes `size` zero bytes at the end and returns where they begin. */
  take(size: number): number {
    const at = this.end;
    this.end += size;
    if (this.end > this.#bytes.length) {
      const grown = new Uint8Array(this.end * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    return at;
  }

  putWord(at: number, value: bigint): void {
    for (let i = at + 31, rest = value; rest > 0n; i--, rest >>= 8n) this.#bytes[i] = Number(rest & 255n);
  }

  putBytes(at: number, bytes: Uint8Array): void {
    this.#bytes.set(bytes, at);
  }

  taken(): Uint8Array {
    return this.#bytes.slice(0, this.end);
  }
}

function writeFields(
  sink: Sink,
  fields: readonly AbiField[],
  values: Readonly<Record<string, unknown>>,
  where: string,
): void {
  let at = sink.take(fields.reduce((sum, field) => sum + headSize(field.type), 0));
  const base = at;
  for (const field of fields) {
    write(sink, field.type, values[field.name], at, base, `${where}.${field.name}`);
    at += headSize(field.type);
  }
}

/** Writes a value whose head is at `at`; offsets count from `base`. */
function write(sink: Sink, type: AbiType, value: unknown, at: number, base: number, where: string): void {
  if (isDynamic(type)) {
    sink.putWord(at, BigInt(sink.end - base));
    writeTail(sink, type, value, where);
  } else writeStatic(sink, type, value, at, where);
}

function writeTail(sink: Sink, type: AbiType, value: unknown, where: string): void {
  if (type.kind === "bytes" || type.kind === "string") {
    const bytes = type.kind === "bytes" ? toBytes(value, where) : new TextEncoder().encode(asString(value, where));
    sink.putWord(sink.take(32), BigInt(bytes.length));
    sink.putBytes(sink.take(Math.ceil(bytes.length / 32) * 32), bytes);
  } else if (type.kind === "array") {
    const items = asArray(value, type.length, where);
    if (type.length === null) sink.putWord(sink.take(32), BigInt(items.length));
    writeFields(
      sink,
      items.map((_, i) => ({ name: `${i}`, type: type.of })),
      { ...items },
      where,
    );
  } else if (type.kind === "tuple") writeFields(sink, type.fields, asRecord(value, where), where);
}

function writeStatic(sink: Sink, type: AbiType, value: unknown, at: number, where: string): void {
  if (type.kind === "tuple") {
    const record = asRecord(value, where);
    let to = at;
    for (const field of type.fields) {
      writeStatic(sink, field.type, record[field.name], to, `${where}.${field.name}`);
      to += headSize(field.type);
    }
  } else if (type.kind === "array") {
    for (const [i, item] of asArray(value, type.length, where).entries())
      writeStatic(sink, type.of, item, at + i * headSize(type.of), `${where}[${i}]`);
  } else if (type.kind === "bytesN") {
    const bytes = toBytes(value, where);
    if (bytes.length !== type.size) throw new BadEncoding(where, `${bytes.length} bytes, bytes${type.size} expected`);
    sink.putBytes(at, bytes);
  } else sink.putWord(at, wordOf(type, value, where));
}

function wordOf(type: AbiType, value: unknown, where: string): bigint {
  switch (type.kind) {
    case "bool":
      if (typeof value !== "boolean") throw new BadEncoding(where, `${String(value)} is no bool`);
      return value ? 1n : 0n;
    case "address": {
      const bytes = toBytes(value, where);
      if (bytes.length !== 20) throw new BadEncoding(where, `${bytes.length} bytes, an address has 20`);
      return BigInt(bytesToHex(bytes));
    }
    case "enum": {
      const index = type.names.indexOf(asString(value, where));
      if (index < 0) throw new BadEncoding(where, `${String(value)} is none of ${type.names.join(", ")}`);
      return BigInt(index);
    }
    case "set":
      return setWord(value, where);
    case "uint":
    case "int":
      return integerWord(type.kind, type.bits, value, where);
    default:
      throw new BadEncoding(where, `${type.kind} is not one word`);
  }
}

function setWord(value: unknown, where: string): bigint {
  if (!(value instanceof Set)) throw new BadEncoding(where, `${String(value)} is no set`);
  let word = 0n;
  for (const item of value) {
    if (!Number.isInteger(item) || item < 0 || item > 255)
      throw new BadEncoding(where, `${String(item)} is no number below 256`);
    word |= 1n << BigInt(item);
  }
  return word;
}

function integerWord(kind: "uint" | "int", bits: number, value: unknown, where: string): bigint {
  if (typeof value !== "bigint" && !Number.isSafeInteger(value))
    throw new BadEncoding(where, `${String(value)} is no integer`);
  const integer = BigInt(value as bigint | number); // checked above
  const fits = kind === "uint" ? BigInt.asUintN(bits, integer) : BigInt.asIntN(bits, integer);
  if (fits !== integer) throw new BadEncoding(where, `${integer} does not fit ${kind}${bits}`);
  return BigInt.asUintN(256, integer);
}

function toBytes(value: unknown, where: string): Uint8Array {
  try {
    return hexToBytes(asString(value, where));
  } catch (error) {
    throw new BadEncoding(where, error instanceof Error ? error.message : "no hexadecimal");
  }
}

function asString(value: unknown, where: string): string {
  if (typeof value !== "string") throw new BadEncoding(where, `${String(value)} is no text`);
  return value;
}

function asArray(value: unknown, length: number | null, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new BadEncoding(where, `${String(value)} is no list`);
  if (length !== null && value.length !== length)
    throw new BadEncoding(where, `${value.length} items, ${length} expected`);
  return value;
}

function asRecord(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new BadEncoding(where, `${String(value)} is no struct`);
  return value as Readonly<Record<string, unknown>>; // an object: any field may be asked for, and is checked as it is written
}

interface Source {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Where the next tail must begin: canonical encodings leave no gap and share nothing. */
  end: number;
}

function claim(source: Source, size: number, where: string): number {
  const at = source.end;
  if (at + size > source.bytes.length)
    throw new BadEncoding(where, `cut off: ${source.bytes.length} bytes, ${at + size} needed`);
  source.end = at + size;
  return at;
}

function readFields(source: Source, fields: readonly AbiField[], base: number, where: string): Record<string, unknown> {
  let at = claim(
    source,
    fields.reduce((sum, field) => sum + headSize(field.type), 0),
    where,
  );
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    values[field.name] = read(source, field.type, at, base, `${where}.${field.name}`);
    at += headSize(field.type);
  }
  return values;
}

function read(source: Source, type: AbiType, at: number, base: number, where: string): unknown {
  if (!isDynamic(type)) return readStatic(source, type, at, where);
  if (readSize(source, at, where) !== source.end - base)
    throw new BadEncoding(where, "its offset is not the canonical one");
  return readTail(source, type, where);
}

function readTail(source: Source, type: AbiType, where: string): unknown {
  if (type.kind === "bytes" || type.kind === "string") {
    const length = readSize(source, claim(source, 32, where), where);
    const at = claim(source, Math.ceil(length / 32) * 32, where);
    if (source.bytes.subarray(at + length, source.end).some((byte) => byte !== 0))
      throw new BadEncoding(where, "its padding is not zero");
    const bytes = source.bytes.subarray(at, at + length);
    return type.kind === "bytes" ? bytesToHex(bytes) : readText(bytes, where);
  }
  if (type.kind === "tuple") return readFields(source, type.fields, source.end, where);
  if (type.kind === "array") {
    const length = type.length ?? readSize(source, claim(source, 32, where), where);
    if (length * headSize(type.of) > source.bytes.length - source.end)
      throw new BadEncoding(where, `${length} items do not fit into what is left`);
    const fields = Array.from({ length }, (_, i) => ({ name: `${i}`, type: type.of }));
    return Object.values(readFields(source, fields, source.end, where));
  }
  throw new BadEncoding(where, `${type.kind} has no tail`);
}

function readText(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BadEncoding(where, "no UTF-8 text");
  }
}

function readStatic(source: Source, type: AbiType, at: number, where: string): unknown {
  if (type.kind === "tuple") {
    const values: Record<string, unknown> = {};
    let from = at;
    for (const field of type.fields) {
      values[field.name] = readStatic(source, field.type, from, `${where}.${field.name}`);
      from += headSize(field.type);
    }
    return values;
  }
  if (type.kind === "array")
    return Array.from({ length: type.length ?? 0 }, (_, i) =>
      readStatic(source, type.of, at + i * headSize(type.of), `${where}[${i}]`),
    );
  return readWord(source, type, at, where);
}

function readWord(source: Source, type: AbiType, at: number, where: string): unknown {
  const word = wordAt(source, at);
  switch (type.kind) {
    case "bool":
      if (word > 1n) throw new BadEncoding(where, "neither true nor false");
      return word === 1n;
    case "enum": {
      const name = word < BigInt(type.names.length) ? type.names[Number(word)] : undefined;
      if (name === undefined) throw new BadEncoding(where, `${word} is none of ${type.names.join(", ")}`);
      return name;
    }
    case "set":
      return new Set(Array.from({ length: 256 }, (_, i) => i).filter((i) => (word >> BigInt(i)) & 1n));
    case "address":
      if (word >> 160n !== 0n) throw new BadEncoding(where, "more than 20 bytes");
      return bytesToHex(source.bytes.subarray(at + 12, at + 32));
    case "bytesN":
      if (BigInt.asUintN(256 - 8 * type.size, word) !== 0n) throw new BadEncoding(where, "its padding is not zero");
      return bytesToHex(source.bytes.subarray(at, at + type.size));
    case "uint":
    case "int":
      return readInteger(type, word, where);
    default:
      throw new BadEncoding(where, `${type.kind} is not one word`);
  }
}

function readInteger(
  { kind, bits, small }: AbiType & { kind: "uint" | "int" },
  word: bigint,
  where: string,
): bigint | number {
  const value = kind === "uint" ? BigInt.asUintN(bits, word) : BigInt.asIntN(bits, word);
  if (BigInt.asUintN(256, value) !== word) throw new BadEncoding(where, `does not fit ${kind}${bits}`);
  if (bits > NUMBER_BITS && small !== true) return value;
  if (!Number.isSafeInteger(Number(value)))
    throw new BadEncoding(where, `${value} is more than a number holds exactly`);
  return Number(value);
}

function wordAt(source: Source, at: number): bigint {
  const v = source.view;
  return (
    (v.getBigUint64(at) << 192n) |
    (v.getBigUint64(at + 8) << 128n) |
    (v.getBigUint64(at + 16) << 64n) |
    v.getBigUint64(at + 24)
  );
}

/** A length or an offset: small, or the bytes cannot hold what it speaks of. */
function readSize(source: Source, at: number, where: string): number {
  const word = wordAt(source, at);
  if (word > BigInt(source.bytes.length)) throw new BadEncoding(where, `${word} is more than there are bytes`);
  return Number(word);
}

/** A hex text's bytes, decoded. */
export function abiDecodeHex(fields: readonly AbiField[], hex: Hex): Record<string, unknown> {
  return abiDecode(fields, hexToBytes(hex));
}
