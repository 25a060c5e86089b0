import { type Address, bytesToHex, type Hex, hexToBytes } from "../evm/hex.ts";
import type { Field } from "../generated/protocol/structs.ts";

/** Bytes that are not a message: where reading stopped and why. Never trusted, never retried. */
export class Malformed extends Error {
  readonly at: number;

  constructor(at: number, reason: string) {
    super(`malformed at byte ${at}: ${reason}`);
    this.name = "Malformed";
    this.at = at;
  }
}

/** Grows as it is written to; integers are big-endian at their own width. */
export interface Writer {
  bytes: Uint8Array;
  view: DataView;
  at: number;
}

/** Reads within `bytes` and nothing else. */
export interface Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

/** How one type is written and read. Reading checks every length against what is left before it allocates. */
export interface Codec<T> {
  write(to: Writer, value: T): void;
  read(from: Reader): T;
}

/** The type a codec carries. */
export type Carried<C> = C extends Codec<infer T> ? T : never;

function room(to: Writer, length: number): number {
  const at = to.at;
  if (at + length > to.bytes.length) {
    const larger = new Uint8Array(Math.max(to.bytes.length * 2, at + length));
    larger.set(to.bytes);
    to.bytes = larger;
    to.view = new DataView(larger.buffer);
  }
  to.at = at + length;
  return at;
}

function take(from: Reader, length: number): number {
  const at = from.at;
  if (length > from.bytes.length - at)
    throw new Malformed(at, `${length} bytes are announced, ${from.bytes.length - at} are left`);
  from.at = at + length;
  return at;
}

/** Unsigned integer of 1, 2, 4 or 6 bytes, as a number. */
function small(width: 1 | 2 | 4 | 6): Codec<number> {
  return {
    write(to, value) {
      if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * width))
        throw new RangeError(`${value} is no ${8 * width}-bit unsigned integer`);
      let rest = value;
      const start = room(to, width);
      for (let i = width - 1; i >= 0; i--) {
        to.bytes[start + i] = rest % 256;
        rest = Math.floor(rest / 256);
      }
    },
    read(from) {
      const start = take(from, width);
      let value = 0;
      for (let i = 0; i < width; i++) value = value * 256 + (from.bytes[start + i] ?? 0);
      return value;
    },
  };
}

export const u8 = small(1);
export const u16 = small(2);
export const u32 = small(4);
export const u48 = small(6);

/** Integer of `width` bytes as a bigint; two's complement where signed. */
export function wide(width: number, signed = false): Codec<bigint> {
  const bits = 8 * width;
  return {
    write(to, value) {
      if ((signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)) !== value)
        throw new RangeError(`${value} does not fit ${bits} bits`);
      let rest = BigInt.asUintN(bits, value);
      const start = room(to, width);
      for (let end = start + width; end > start; end -= 8) {
        to.view.setBigUint64(end - 8, BigInt.asUintN(64, rest));
        rest >>= 64n;
      }
    },
    read(from) {
      const start = take(from, width);
      let value = 0n;
      for (let at = start; at < start + width; at += 8) value = (value << 64n) | from.view.getBigUint64(at);
      return signed ? BigInt.asIntN(bits, value) : value;
    },
  };
}

export const u64 = wide(8);
export const u128 = wide(16);
export const u256 = wide(32);
export const i128 = wide(16, true);

export const bool: Codec<boolean> = {
  write: (to, value) => u8.write(to, value ? 1 : 0),
  read(from) {
    const value = u8.read(from);
    if (value > 1) throw new Malformed(from.at - 1, `${value} is no boolean`);
    return value === 1;
  },
};

/** Exactly `length` bytes as hexadecimal text. */
export function fixed(length: number): Codec<Hex> {
  return {
    write(to, value) {
      const bytes = hexToBytes(value);
      if (bytes.length !== length) throw new RangeError(`${length} bytes are wanted, ${bytes.length} given`);
      const start = room(to, length); // may replace to.bytes
      to.bytes.set(bytes, start);
    },
    read(from) {
      const start = take(from, length);
      return bytesToHex(from.bytes.subarray(start, start + length));
    },
  };
}

export const word = fixed(32);
export const address: Codec<Address> = fixed(20);

/** At most `most` bytes as hexadecimal text. */
export function bytes(most: number): Codec<Hex> {
  return {
    write(to, value) {
      const raw = hexToBytes(value);
      if (raw.length > most) throw new RangeError(`${raw.length} bytes, at most ${most} are allowed`);
      u32.write(to, raw.length);
      const start = room(to, raw.length); // may replace to.bytes
      to.bytes.set(raw, start);
    },
    read(from) {
      const length = u32.read(from);
      if (length > most) throw new Malformed(from.at - 4, `${length} bytes, at most ${most} are allowed`);
      const start = take(from, length);
      return bytesToHex(from.bytes.subarray(start, start + length));
    },
  };
}

/** UTF-8 text of at most `most` bytes. */
export function text(most: number): Codec<string> {
  const raw = bytes(most);
  return {
    write: (to, value) => raw.write(to, bytesToHex(new TextEncoder().encode(value))),
    read: (from) => new TextDecoder().decode(hexToBytes(raw.read(from))),
  };
}

/** At most `most` items. */
export function list<T>(item: Codec<T>, most: number): Codec<readonly T[]> {
  return {
    write(to, value) {
      if (value.length > most) throw new RangeError(`${value.length} items, at most ${most} are allowed`);
      u32.write(to, value.length);
      for (const one of value) item.write(to, one);
    },
    read(from) {
      const length = u32.read(from);
      if (length > most || length > from.bytes.length - from.at)
        throw new Malformed(from.at - 4, `${length} items are announced`);
      const found: T[] = [];
      for (let i = 0; i < length; i++) found.push(item.read(from));
      return found;
    },
  };
}

type Shape = Readonly<Record<string, Codec<unknown>>>;
/** The record that a shape of codecs carries. */
export type Shaped<S> = { readonly [K in keyof S]: Carried<S[K]> };

/** A record: its fields in the order given. */
export function record<const S extends Shape>(shape: S): Codec<Shaped<S>> {
  const fields = Object.entries(shape);
  return {
    write(to, value) {
      for (const [name, codec] of fields) codec.write(to, (value as Record<string, unknown>)[name]);
    },
    read(from) {
      const found: Record<string, unknown> = {};
      for (const [name, codec] of fields) found[name] = codec.read(from);
      return found as Shaped<S>;
    },
  };
}

/** One of several records, told apart by `kind`; a byte on the wire, in the order given. */
export function choice<const S extends Readonly<Record<string, Codec<unknown>>>>(
  kinds: S,
): Codec<{ [K in keyof S]: { readonly kind: K } & Carried<S[K]> }[keyof S]> {
  const names = Object.keys(kinds);
  // Every kind is a record.
  const codecs = Object.values(kinds) as Codec<object>[];
  type Value = { [K in keyof S]: { readonly kind: K } & Carried<S[K]> }[keyof S];
  return {
    write(to, value) {
      const at = names.indexOf(String(value.kind));
      const codec = codecs[at];
      if (codec === undefined) throw new RangeError(`there is no kind ${String(value.kind)}`);
      u8.write(to, at);
      codec.write(to, value);
    },
    read(from) {
      const at = u8.read(from);
      const codec = codecs[at];
      if (codec === undefined) throw new Malformed(from.at - 1, `there is no kind ${at}`);
      // The kind's name and its codec stand at the same place.
      return { kind: names[at], ...codec.read(from) } as Value;
    },
  };
}

/** A value that may be missing. */
export function optional<T>(inner: Codec<T>): Codec<T | null> {
  return {
    write(to, value) {
      bool.write(to, value !== null);
      if (value !== null) inner.write(to, value);
    },
    read: (from) => (bool.read(from) ? inner.read(from) : null),
  };
}

/** A codec for a struct out of its generated descriptor; `inner` gives the codecs of the structs it names. */
export function struct<T>(
  fields: readonly Field[],
  most: number,
  inner: Readonly<Record<string, Codec<unknown>>> = {},
): Codec<T> {
  const codecOf = (type: string): Codec<unknown> => {
    if (type.endsWith("[]")) return list(codecOf(type.slice(0, -2)), most);
    return inner[type] ?? elementary(type, most);
  };
  return record(Object.fromEntries(fields.map(({ name, type }) => [name, codecOf(type)]))) as unknown as Codec<T>;
}

function elementary(type: string, most: number): Codec<unknown> {
  const bits = Number(/\d+$/.exec(type)?.[0] ?? 256);
  const pick = (): Codec<unknown> => {
    if (type === "bool") return bool;
    if (type === "address") return address;
    if (type === "bytes") return bytes(most);
    if (/^bytes\d+$/.test(type)) return fixed(bits);
    if (/^uint/.test(type))
      return bits <= 8
        ? u8
        : bits <= 16
          ? u16
          : bits <= 32
            ? u32
            : bits <= 48
              ? u48
              : bits <= 64
                ? u64
                : bits <= 128
                  ? u128
                  : u256;
    if (type === "int128") return i128;
    throw new RangeError(`no codec for ${type}`);
  };
  return pick();
}

/** The bytes of a value. @throws RangeError where a value does not fit its type. */
export function encode<T>(codec: Codec<T>, value: T): Uint8Array {
  const start = new Uint8Array(512);
  const to: Writer = { bytes: start, view: new DataView(start.buffer), at: 0 };
  codec.write(to, value);
  return to.bytes.slice(0, to.at);
}

/** The value that bytes say, all of them used up. @throws Malformed where they do not. */
export function decode<T>(codec: Codec<T>, raw: Uint8Array): T {
  const from: Reader = { bytes: raw, view: new DataView(raw.buffer, raw.byteOffset, raw.byteLength), at: 0 };
  const value = codec.read(from);
  if (from.at !== raw.length) throw new Malformed(from.at, `${raw.length - from.at} bytes too many`);
  return value;
}
