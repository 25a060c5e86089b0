import { bech32m } from "bech32";
import type { Keys, NodeId } from "../channel/keys.ts";
import { sha256Hex } from "../evm/hash.ts";
import { type Address, bytesToHex, concat, type Hex, hexToBytes } from "../evm/hex.ts";

/** What a payee asks for: enough to pay it, signed by the payee's node key. */
export interface Invoice {
  readonly chainId: number;
  readonly adjudicator: Address;
  /** kind << 248 | address, 32 bytes; with `id` the asset. */
  readonly token: Hex;
  readonly id: bigint;
  /** In the asset's base units; null where the payer chooses. */
  readonly amount: bigint | null;
  /** SHA-256 of the preimage that the payee reveals. */
  readonly hash: Hex;
  /** Shows the payee that a payment comes from somebody who has this request; 32 bytes. */
  readonly secret: Hex;
  readonly payee: NodeId;
  /** Seconds since 1970. */
  readonly created: number;
  /** Seconds after `created` for which the payee takes the payment. */
  readonly expiry: number;
  /** At most 256 bytes of UTF-8, one line. */
  readonly memo: string;
  /** Up to four hubs that the payee has channels with. */
  readonly hints: readonly NodeId[];
}

/** Why a text is not taken for a payment request. */
export type InvoiceFault = "prefix" | "checksum" | "tooLong" | "version" | "malformed" | "signature";

/** The text is no payment request, or a field does not fit into one. */
export class BadInvoice extends Error {
  readonly fault: InvoiceFault;

  constructor(fault: InvoiceFault, why: string) {
    super(`not a payment request: ${why}`);
    this.name = "BadInvoice";
    this.fault = fault;
  }
}

const PREFIX = "chn";
const VERSION = 1;
/** More than the longest request (669 bytes, 1,081 letters). */
const LONGEST = 1200;
const HAS_AMOUNT = 1;
const HAS_ID = 2;
const MAX_MEMO = 256;
const MAX_HINTS = 4;

const malformed = (why: string): BadInvoice => new BadInvoice("malformed", why);

/** Letters that move the cursor, start a terminal's escapes or turn the writing direction would let a memo fake other output. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to refuse
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

function uintBytes(name: string, value: bigint | number, length: number): Uint8Array {
  const whole = typeof value === "bigint" || Number.isSafeInteger(value);
  if (!whole || value < 0 || BigInt(value) >> BigInt(8 * length) !== 0n) {
    throw malformed(`${name} ${value} does not fit into ${length} bytes`);
  }
  return hexToBytes(`0x${value.toString(16).padStart(2 * length, "0")}`);
}

function fixedBytes(name: string, value: Hex, length: number): Uint8Array {
  const bytes = hexToBytes(value);
  if (bytes.length !== length) throw malformed(`${name} has ${bytes.length} bytes instead of ${length}`);
  return bytes;
}

function memoBytes(memo: string): Uint8Array {
  const bytes = new TextEncoder().encode(memo);
  if (bytes.length > MAX_MEMO) throw malformed(`the memo has ${bytes.length} bytes, at most ${MAX_MEMO} go in`);
  if (UNPRINTABLE.test(memo)) throw malformed("the memo has a control character");
  if (!memo.isWellFormed()) throw malformed("the memo is no well-formed text");
  return bytes;
}

function bodyOf(invoice: Invoice): Uint8Array {
  const { amount, hints } = invoice;
  if (amount === 0n) throw malformed("an amount of 0; leave it out where the payer chooses");
  if (hints.length > MAX_HINTS) throw malformed(`${hints.length} hints, at most ${MAX_HINTS} go in`);
  const memo = memoBytes(invoice.memo);
  return concat(
    Uint8Array.of(VERSION, (amount === null ? 0 : HAS_AMOUNT) | (invoice.id === 0n ? 0 : HAS_ID)),
    uintBytes("the chain id", invoice.chainId, 6),
    fixedBytes("the adjudicator", invoice.adjudicator, 20),
    fixedBytes("the token", invoice.token, 32),
    invoice.id === 0n ? new Uint8Array() : uintBytes("the asset's id", invoice.id, 32),
    amount === null ? new Uint8Array() : uintBytes("the amount", amount, 16),
    fixedBytes("the hash", invoice.hash, 32),
    fixedBytes("the secret", invoice.secret, 32),
    fixedBytes("the payee", invoice.payee, 33),
    uintBytes("the time of creation", invoice.created, 5),
    uintBytes("the expiry", invoice.expiry, 4),
    uintBytes("the memo's length", memo.length, 2),
    memo,
    Uint8Array.of(hints.length),
    ...hints.map((hint) => fixedBytes("a hint", hint, 33)),
  );
}

function digestOf(body: Uint8Array): Hex {
  return sha256Hex(concat(new TextEncoder().encode("chenilles invoice 1"), body));
}

/**
 * A payment request as text, signed by the payee's node key.
 * @throws BadInvoice where a field does not fit.
 * @example encodeInvoice({ chainId: 31337, amount: 5n, ... }, keys) // "chn1..."
 */
export function encodeInvoice(invoice: Omit<Invoice, "payee">, keys: Pick<Keys, "nodeId" | "signAsNode">): string {
  const body = bodyOf({ ...invoice, payee: keys.nodeId });
  const bytes = concat(body, fixedBytes("the signature", keys.signAsNode(digestOf(body)), 64));
  return bech32m.encode(PREFIX, bech32m.toWords(bytes), LONGEST);
}

/** Reads fields one after the other; never past the end. */
function reader(bytes: Uint8Array) {
  let at = 0;
  const take = (name: string, length: number): Uint8Array => {
    if (at + length > bytes.length) throw malformed(`it ends within ${name}`);
    at += length;
    return bytes.subarray(at - length, at);
  };
  return {
    take,
    hex: (name: string, length: number): Hex => bytesToHex(take(name, length)),
    big: (name: string, length: number): bigint => BigInt(bytesToHex(take(name, length))),
    number: (name: string, length: number): number => Number(bytesToHex(take(name, length))),
    at: () => at,
  };
}

function textOf(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed("the memo is no UTF-8");
  }
  if (UNPRINTABLE.test(text)) throw malformed("the memo has a control character");
  return text;
}

function readMemo(fields: ReturnType<typeof reader>): string {
  const length = fields.number("the memo", 2);
  if (length > MAX_MEMO) throw malformed(`a memo of ${length} bytes, at most ${MAX_MEMO} are allowed`);
  return textOf(fields.take("the memo", length));
}

function readHints(fields: ReturnType<typeof reader>): NodeId[] {
  const count = fields.number("the hints", 1);
  if (count > MAX_HINTS) throw malformed(`${count} hints, at most ${MAX_HINTS} are allowed`);
  return Array.from({ length: count }, () => fields.hex("the hints", 33));
}

/** A field that its flag says is there is not zero, so that each request has one text. */
function present(name: string, value: bigint): bigint {
  if (value === 0n) throw malformed(`${name} is said to be there and is 0`);
  return value;
}

function readBody(fields: ReturnType<typeof reader>): Invoice {
  const version = fields.number("the version", 1);
  if (version !== VERSION)
    throw new BadInvoice("version", `version ${version}, this program reads ${VERSION}; update it`);
  const flags = fields.number("the flags", 1);
  if ((flags & ~(HAS_AMOUNT | HAS_ID)) !== 0) throw malformed(`unknown flags ${flags}`);
  return {
    chainId: fields.number("the chain id", 6),
    adjudicator: fields.hex("the adjudicator", 20),
    token: fields.hex("the token", 32),
    id: (flags & HAS_ID) === 0 ? 0n : present("the asset's id", fields.big("the asset's id", 32)),
    amount: (flags & HAS_AMOUNT) === 0 ? null : present("the amount", fields.big("the amount", 16)),
    hash: fields.hex("the hash", 32),
    secret: fields.hex("the secret", 32),
    payee: fields.hex("the payee", 33),
    created: fields.number("the time of creation", 5),
    expiry: fields.number("the expiry", 4),
    memo: readMemo(fields),
    hints: readHints(fields),
  };
}

function bytesOf(text: string): Uint8Array {
  if (text.length > LONGEST) throw new BadInvoice("tooLong", `${text.length} letters, at most ${LONGEST} are read`);
  if (!/^chn1/i.test(text)) throw new BadInvoice("prefix", `it does not begin with ${PREFIX}1`);
  const decoded = bech32m.decodeUnsafe(text, LONGEST);
  if (decoded === undefined)
    throw new BadInvoice("checksum", "a letter is wrong or missing; copy the whole text again");
  if (decoded.prefix !== PREFIX) throw new BadInvoice("prefix", `it does not begin with ${PREFIX}1`);
  const bytes = bech32m.fromWordsUnsafe(decoded.words);
  if (bytes === undefined) throw malformed("its bits make no whole bytes");
  return Uint8Array.from(bytes);
}

/**
 * Reads a payment request. One that has expired is read all the same: look at `created` and `expiry`.
 * @throws BadInvoice, its `fault` says which: prefix, checksum, tooLong, version, malformed, signature.
 * @example decodeInvoice("chn1...", keys.verifyNode).amount
 */
export function decodeInvoice(text: string, verifyNode: Keys["verifyNode"]): Invoice {
  const bytes = bytesOf(text.trim());
  const fields = reader(bytes);
  const invoice = readBody(fields);
  const body = bytes.subarray(0, fields.at());
  const signature = fields.hex("the signature", 64);
  if (fields.at() !== bytes.length) throw malformed(`${bytes.length - fields.at()} bytes too many at its end`);
  if (!verifyNode(invoice.payee, digestOf(body), signature)) {
    throw new BadInvoice("signature", "it is not signed by the payee that it names; ask for a new one");
  }
  return invoice;
}
