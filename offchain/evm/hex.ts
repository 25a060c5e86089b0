/** A byte string in lower-case hexadecimal with `0x`, e.g. `0x00ff`. */
export type Hex = `0x${string}`;

/** A 20-byte account address as lower-case hexadecimal, without checksum case. */
export type Address = Hex;

/** The text is not `0x` followed by pairs of hexadecimal digits. */
export class NotHex extends Error {
  readonly text: string;

  constructor(text: string) {
    super(`not a hexadecimal byte string: ${JSON.stringify(text.slice(0, 80))}; write 0x and two digits for each byte`);
    this.name = "NotHex";
    this.text = text;
  }
}

const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Value of each ASCII code as a hexadecimal digit, 16 where it is none. */
const DIGITS: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const at = "0123456789abcdef".indexOf(String.fromCharCode(code).toLowerCase());
  return at < 0 ? 16 : at;
});

/**
 * Bytes as lower-case hexadecimal with `0x`.
 * @example bytesToHex(new Uint8Array([1, 255])) // "0x01ff"
 */
export function bytesToHex(bytes: Uint8Array): Hex {
  let text: Hex = "0x";
  for (let i = 0; i < bytes.length; i++) text = `${text}${PAIRS[bytes[i] ?? 0] ?? ""}`;
  return text;
}

/**
 * The bytes that a hexadecimal text with `0x` says; upper-case digits are read too.
 * @throws NotHex where the text is anything else.
 * @example hexToBytes("0x01ff") // Uint8Array [1, 255]
 */
export function hexToBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, (hex.length - 2) >> 1));
  if (hex.length < 2 || hex.length % 2 !== 0 || hex[0] !== "0" || hex[1] !== "x") throw new NotHex(hex);
  for (let i = 0; i < bytes.length; i++) {
    const high = DIGITS[hex.charCodeAt(2 + 2 * i)] ?? 16;
    const low = DIGITS[hex.charCodeAt(3 + 2 * i)] ?? 16;
    if (high > 15 || low > 15) throw new NotHex(hex);
    bytes[i] = high * 16 + low;
  }
  return bytes;
}

/**
 * Several byte strings, one after the other, in a new array.
 * @example concat(new Uint8Array([1]), new Uint8Array([2, 3])) // Uint8Array [1, 2, 3]
 */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Whether two byte strings are the same. Not constant-time: for public values.
 * @example sameBytes(hexToBytes("0x01"), new Uint8Array([1])) // true
 */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
