import { secp256k1 } from "@noble/curves/secp256k1.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { parseType } from "../emit/solidityTypes.ts";
import type { AppModel, MoveModel } from "../model/appModel.ts";
import type { FieldModel } from "../model/protocolModel.ts";
import type { Prelude } from "../read/prelude.ts";
import type { Words } from "./words.ts";
import { keccakWord, wordAt, wordsToBytes } from "./words.ts";

/** The preimage of locks in sample games. */
export const PREIMAGE = new Uint8Array(32).fill(7);
const ORACLE = new Uint8Array(32).fill(11);
const DURATION = 3600n;
const TIME = 1_000_000n;
/** Arguments of one move that are tried, at most. */
const MOST_ARGUMENTS = 48;
/** The price scale that futures are written in. */
const UNIT = 10n ** 18n;

/** Terms of a sample game, and what its values are made of. */
export interface SampleTerms {
  readonly words: Words;
  /** `stake 12, moveTime 3600`. */
  readonly said: string;
  /** The amounts in the terms, ascending. */
  readonly amounts: readonly bigint[];
  readonly feeds: readonly bigint[];
  readonly times: readonly bigint[];
  /** Whether there is one amount at most. */
  readonly single: boolean;
}

/** How the amounts of sample terms relate: the rules of an app may depend on which is larger. */
const SHAPES: readonly ((i: number, count: number) => bigint)[] = [
  () => 12n,
  (i) => 6n << BigInt(i),
  (i, count) => 6n << BigInt(count - 1 - i),
];

/** Terms to play with; none where a field has no fixed size. */
export function sampleTerms(model: AppModel, prelude: Prelude): SampleTerms[] {
  const found = new Map<string, SampleTerms>();
  for (const shape of SHAPES) {
    const made = termsOf(model, prelude, shape);
    if (made !== undefined) found.set(made.words.join(), made);
    // One amount: a larger one only scales the game.
    if (made?.single === true) break;
  }
  return [...found.values()];
}

function termsOf(
  model: AppModel,
  prelude: Prelude,
  shape: (i: number, count: number) => bigint,
): SampleTerms | undefined {
  const durations = model.timeouts.flatMap(({ clock }) => (clock.kind === "after" ? [clock.duration] : []));
  const moments = model.timeouts.flatMap(({ clock }) =>
    clock.kind === "at" ? [clock.time] : clock.from === null ? [] : [clock.from],
  );
  const isAmount = (field: FieldModel): boolean =>
    /^uint/.test(field.type) && !durations.includes(field.name) && !moments.includes(field.name);
  const count = model.terms.filter(isAmount).length;
  const words: bigint[] = [];
  const said: string[] = [];
  const [amounts, feeds, times] = [new Set<bigint>(), [] as bigint[], [] as bigint[]];
  let at = 0;
  for (const field of model.terms) {
    if (isAmount(field)) {
      const value = shape(at++, count);
      amounts.add(value);
      words.push(value);
      said.push(`${field.name} ${value}`);
      continue;
    }
    const value = durations.includes(field.name)
      ? [DURATION]
      : moments.includes(field.name)
        ? [TIME]
        : fixedSample(field.type, model, prelude);
    if (value === undefined) return undefined;
    words.push(...value);
    if (field.type === "bytes32") feeds.push(value[0] ?? 0n);
    if (moments.includes(field.name)) times.push(TIME);
    if (field.type === "uint64") said.push(`${field.name} ${value[0] ?? 0n}`);
  }
  return {
    words,
    said: said.join(", "),
    amounts: [...amounts].sort((a, b) => (a < b ? -1 : 1)),
    feeds,
    times,
    single: count <= 1,
  };
}

/** One value of a type that is no amount. */
function fixedSample(type: string, model: AppModel, prelude: Prelude): Words | undefined {
  if (type === "Lock") return [wordAt(sha256(PREIMAGE), 0)];
  const parsed = parseType(type);
  if (parsed.kind === "address") return [oracleAddress()];
  if (parsed.kind === "bytesN") return [BigInt(`0x${"5a".repeat(parsed.size)}`) << BigInt(8 * (32 - parsed.size))];
  if (parsed.kind === "bytes" || parsed.kind === "string" || (parsed.kind === "array" && parsed.length === null))
    return undefined;
  return domainOf(type, model, prelude, { words: [], said: "", amounts: [12n], feeds: [], times: [], single: true })[0];
}

/** Values of a type to try in moves: small ones, the amounts in the terms and one more, and the largest. */
function domainOf(type: string, model: AppModel, prelude: Prelude, terms: SampleTerms): Words[] {
  if (type === "Quote") return quotes(terms);
  const values = model.enums.find((item) => item.name === type)?.values;
  if (values !== undefined) return values.map((_, i) => [BigInt(i)]);
  const underlying = prelude.valueTypes[type];
  if (underlying !== undefined) return domainOf(underlying, model, prelude, terms);
  const struct = [...model.structs, ...prelude.structs].find((item) => item.name === type);
  if (struct !== undefined) return product(struct.fields.map((field) => domainOf(field.type, model, prelude, terms)));
  const parsed = parseType(type);
  switch (parsed.kind) {
    case "bool":
      return [[0n], [1n]];
    case "uint":
      return numbers((1n << BigInt(parsed.bits)) - 1n, parsed.bits === 8, terms.amounts);
    case "int":
      return [...numbers((1n << BigInt(parsed.bits - 1)) - 1n, parsed.bits === 8, terms.amounts), [-1n]];
    case "address":
      return [[oracleAddress()]];
    case "bytesN":
      return parsed.size === 32 ? [[wordAt(PREIMAGE, 0)], [0n]] : [[0n], [1n << BigInt(8 * (32 - parsed.size))]];
    case "array":
      return domainOf(type.replace(/\[\d*\]$/, ""), model, prelude, terms).map((words) =>
        Array.from({ length: parsed.length ?? 0 }, () => words).flat(),
      );
    default:
      return [];
  }
}

/** Bytes are mostly places on a board: 0 to 11. */
function numbers(most: bigint, isPlace: boolean, amounts: readonly bigint[]): Words[] {
  const some = isPlace
    ? Array.from({ length: 12 }, (_, i) => BigInt(i))
    : [0n, 1n, ...amounts, (amounts.at(-1) ?? 0n) + 1n, most];
  return [...new Set(some)].filter((n) => n <= most).map((n) => [n]);
}

function product(domains: readonly (readonly Words[])[]): Words[] {
  let all: Words[] = [[]];
  for (const domain of domains)
    all = all.flatMap((head) => domain.map((tail) => [...head, ...tail])).slice(0, MOST_ARGUMENTS);
  return all;
}

/** Arguments to try for a move that neither seals nor shows. */
export function sampleArguments(move: MoveModel, model: AppModel, prelude: Prelude, terms: SampleTerms): Words[] {
  return product(move.args.map((arg) => domainOf(arg.type, model, prelude, terms)));
}

/** A secret that a seat may seal: the sealing move's argument, and the showing move's arguments. */
export interface SampleSecret {
  readonly seal: Words;
  readonly shown: Words;
}

/** Secrets of a seat: each value with one salt, or two salts where the salt is the secret. */
export function sampleSecrets(
  opener: MoveModel,
  seat: number,
  model: AppModel,
  prelude: Prelude,
  terms: SampleTerms,
): SampleSecret[] {
  const own = opener.args.slice(0, -1);
  const values = product(own.map((arg) => modest(domainOf(arg.type, model, prelude, terms), terms)));
  const salts = own.length === 0 ? [1n, 2n] : [1n];
  return values.flatMap((value) =>
    salts.map((n) => {
      const salt = keccakWord(wordsToBytes([BigInt(seat), n]));
      // Rules.sol, `hides`: the hash of (seat, secret, salt), where the secret is abi.encode of what is shown.
      const seal = keccakWord(wordsToBytes([BigInt(seat), 96n, salt, BigInt(32 * value.length), ...value]));
      return { seal: [seal], shown: [...value, salt] };
    }),
  );
}

/** A player seals what it could mean: amounts of the terms, not the largest word. */
function modest(domain: readonly Words[], terms: SampleTerms): readonly Words[] {
  const kept = domain.filter((words) => words.every((word) => word <= (terms.amounts.at(-1) ?? 12n)));
  return kept.length > 0 ? kept : domain;
}

function oracleAddress(): bigint {
  const key = secp256k1.getPublicKey(ORACLE, false).subarray(1);
  return wordAt(keccak_256(key), 0) & ((1n << 160n) - 1n);
}

/** Quotes for each feed and time of the terms, signed as Rules.sol checks them. */
function quotes(terms: SampleTerms): Words[] {
  const some = [...new Set([0n, ...terms.amounts, UNIT, ...terms.amounts.map((n) => n + UNIT), (1n << 256n) - 1n])];
  return terms.feeds.flatMap((feed) => terms.times.flatMap((time) => some.map((value) => quote(feed, time, value))));
}

function quote(feed: bigint, time: bigint, value: bigint): Words {
  const hash = (text: string): bigint => keccakWord(new TextEncoder().encode(text));
  const domain = keccakWord(wordsToBytes([hash("EIP712Domain(string name)"), hash("Chenilles Quote")]));
  const body = keccakWord(wordsToBytes([hash("Quote(bytes32 feed,uint64 time,uint256 value)"), feed, time, value]));
  const digest = keccak_256(new Uint8Array([0x19, 0x01, ...wordsToBytes([domain, body])]));
  const signature = secp256k1.sign(digest, ORACLE, { prehash: false, format: "recovered" });
  // recovered: one byte of recovery, then r and s
  const [r, s] = [wordAt(signature, 1), wordAt(signature, 33)];
  return [feed, time, value, r, s | (BigInt(signature[0] ?? 0) << 255n)];
}
