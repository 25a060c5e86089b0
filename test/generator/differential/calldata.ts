import { AbiCoder, hexlify, type ParamType } from "ethers";
import { concat, hexToBytes } from "../../../offchain/evm/hex.ts";
import type { Random } from "./random.ts";

/** A random value of an ABI type, as ethers takes it. */
function randomValue(random: Random, type: ParamType): unknown {
  if (type.baseType === "array") {
    const length =
      type.arrayLength === -1 || type.arrayLength === null ? random.below(random.once(4) ? 6 : 3) : type.arrayLength;
    const child = type.arrayChildren;
    return Array.from({ length }, () => (child === null ? 0 : randomValue(random, child)));
  }
  if (type.baseType === "tuple") return (type.components ?? []).map((c) => randomValue(random, c));
  const [, word, size] = /^([a-z]+)(\d*)$/.exec(type.baseType) ?? [];
  switch (word) {
    case "uint":
      return random.bits(Number(size));
    case "int":
      return BigInt.asIntN(Number(size), random.bits(Number(size)));
    case "bool":
      return random.once(2);
    case "address":
      return hexlify(fixed(random, 20));
    case "string":
      return Array.from({ length: random.below(40) }, () => String.fromCharCode(32 + random.below(95))).join("");
    case "bytes":
      return hexlify(
        size === "" ? random.bytes(random.pick([0, 1, 4, 20, 31, 32, 33, 64, 70])) : fixed(random, Number(size)),
      );
    default:
      throw new Error(`no random value of ${type.type}`);
  }
}

function fixed(random: Random, size: number): Uint8Array {
  const bytes = random.once(4) ? new Uint8Array(size) : random.bytes(size);
  if (random.once(4)) bytes[random.below(size)] = random.pick([0, 1, 0x7f, 0x80, 0xff]);
  return bytes;
}

const WORDS = [
  "0",
  "1",
  "20",
  "40",
  "60",
  "1f",
  "21",
  "ffffffffffffffff",
  "10000000000000000",
  "fffffffffffffff",
  "ffffffffffffff0",
].map((w) => hexToBytes(`0x${w.padStart(64, "0")}`));
WORDS.push(
  hexToBytes(`0x${"ff".repeat(32)}`),
  hexToBytes(`0x80${"00".repeat(31)}`),
  hexToBytes(`0x${"ff".repeat(31)}e0`),
);

/** The same bytes, broken somewhere: cut, extended, a word replaced or an offset shifted. */
function broken(random: Random, bytes: Uint8Array): Uint8Array {
  const words = Math.floor(bytes.length / 32);
  switch (random.below(words === 0 ? 2 : 6)) {
    case 0:
      return bytes.slice(0, random.below(bytes.length + 1));
    case 1:
      return concat(bytes, random.bytes(random.below(70)));
    case 2:
    case 3: {
      const copy = bytes.slice();
      copy.set(random.pick(WORDS), 32 * random.below(words));
      return copy;
    }
    case 4: {
      const copy = bytes.slice();
      const at = 32 * random.below(words) + 31;
      copy[at] = ((copy[at] ?? 0) + random.pick([1, 32, 64, 224, 255, 0x60])) & 255;
      return copy;
    }
    default: {
      const copy = bytes.slice();
      const at = random.below(copy.length);
      copy[at] = random.below(256);
      return copy;
    }
  }
}

/** Calldata for a function: mostly well formed. */
export function calldataFor(random: Random, selector: string, inputs: readonly ParamType[]): Uint8Array {
  const encoded = hexToBytes(
    AbiCoder.defaultAbiCoder().encode(
      inputs,
      inputs.map((type) => randomValue(random, type)),
    ),
  );
  let body = encoded;
  if (inputs.length > 0 && random.once(3)) body = broken(random, body);
  if (inputs.length > 0 && random.once(12)) body = broken(random, body);
  return concat(hexToBytes(`0x${selector}`), body);
}

/** The values of an integer type at which an operator may go wrong. */
function boundaries(type: ParamType): readonly bigint[] {
  const [, word, size] = /^(u?int)(\d+)$/.exec(type.baseType) ?? [];
  if (word === undefined) return [];
  const bits = BigInt(size ?? "256");
  const half = 1n << (bits - 1n);
  return word === "int"
    ? [0n, 1n, -1n, -half, 1n - half, half - 1n]
    : [0n, 1n, 2n, half, 2n * half - 2n, 2n * half - 1n];
}

/** Calldata with all pairs of boundary values, for a function of one or two integers; none for others. */
export function boundaryCalldata(selector: string, inputs: readonly ParamType[]): readonly Uint8Array[] {
  const [first, second] = inputs.map(boundaries);
  if (first === undefined || inputs.length > 2) return [];
  const pairs = inputs.length === 1 ? first.map((a) => [a]) : first.flatMap((a) => (second ?? []).map((b) => [a, b]));
  const coder = AbiCoder.defaultAbiCoder();
  return pairs.map((values) => concat(hexToBytes(`0x${selector}`), hexToBytes(coder.encode(inputs, values))));
}

/** Calldata of a function with every sequence of up to so many of the words. */
export function wordsCalldata(selector: string, words: readonly bigint[], most: number): readonly Uint8Array[] {
  let sequences: (readonly bigint[])[] = [[]];
  const all = [...sequences];
  for (let length = 1; length <= most; length++) {
    sequences = sequences.flatMap((before) => words.map((word) => [...before, word]));
    all.push(...sequences);
  }
  const hex = (word: bigint): string => word.toString(16).padStart(64, "0");
  return all.map((sequence) => hexToBytes(`0x${selector}${sequence.map(hex).join("")}`));
}
