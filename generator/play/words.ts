import { keccak_256 } from "@noble/hashes/sha3.js";

/** Values in the order in which `abi.encode` puts them: every type here is of fixed size. */
export type Words = readonly bigint[];

/** 32 bytes for each word. */
export function wordsToBytes(words: Words): Uint8Array {
  const bytes = new Uint8Array(32 * words.length);
  for (const [i, word] of words.entries()) {
    let rest = BigInt.asUintN(256, word);
    for (let at = 32 * i + 31; rest > 0n; at--) {
      bytes[at] = Number(rest & 0xffn);
      rest >>= 8n;
    }
  }
  return bytes;
}

/** The word that starts at a byte. */
export function wordAt(bytes: Uint8Array, at: number): bigint {
  let value = 0n;
  for (let i = at; i < at + 32; i++) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return value;
}

/** The same, for what fits a number. */
export function numberAt(bytes: Uint8Array, at: number): number {
  return Number(wordAt(bytes, at));
}

export function keccakWord(bytes: Uint8Array): bigint {
  return wordAt(keccak_256(bytes), 0);
}

/** The first four bytes of a signature's hash. */
export function selectorOf(signature: string): Uint8Array {
  return keccak_256(new TextEncoder().encode(signature)).subarray(0, 4);
}

/** A piece of calldata: a word, or what is put behind the words, with its length before it or not. */
export type Part = bigint | { readonly bytes: Uint8Array } | { readonly tuple: Uint8Array };

/** Calldata of a function whose parameters are words, `bytes` and structs of varying size. */
export function calldataOf(selector: Uint8Array, parts: readonly Part[]): Uint8Array {
  const tails = parts.map((part) => (typeof part === "bigint" ? new Uint8Array(0) : tailOf(part)));
  const size = 32 * parts.length + tails.reduce((sum, tail) => sum + tail.length, 0);
  const all = new Uint8Array(4 + size);
  all.set(selector);
  let behind = 32 * parts.length;
  for (const [i, part] of parts.entries()) {
    all.set(wordsToBytes([typeof part === "bigint" ? part : BigInt(behind)]), 4 + 32 * i);
    all.set(tails[i] ?? new Uint8Array(0), 4 + behind);
    behind += tails[i]?.length ?? 0;
  }
  return all;
}

function tailOf(part: { readonly bytes: Uint8Array } | { readonly tuple: Uint8Array }): Uint8Array {
  if ("tuple" in part) return part.tuple;
  const tail = new Uint8Array(32 + 32 * Math.ceil(part.bytes.length / 32));
  tail.set(wordsToBytes([BigInt(part.bytes.length)]));
  tail.set(part.bytes, 32);
  return tail;
}
