import { addressOf, erc20Token, isAsset, isEth } from "../channel/token.ts";
import type { Address, Hex } from "../evm/hex.ts";
import { type Json, type JsonObject, RequestError } from "./json.ts";

const bad = (message: string, next: string): RequestError => new RequestError("bad_request", message, next);

/** The fields of a request. @throws RequestError when it is no object. */
export function fields(params: Json): JsonObject {
  if (typeof params === "object" && params !== null && !Array.isArray(params)) return params as JsonObject; // an object that is no list
  throw bad("the parameters are not an object", 'send e.g. {"amount":"1000"}');
}

/** A text field. */
export function text(params: JsonObject, name: string): string {
  const value = params[name];
  if (typeof value === "string" && value !== "") return value;
  throw bad(`${name} is missing`, `send "${name}" as text`);
}

/** A text field that may be missing. */
export function textOr(params: JsonObject, name: string, otherwise: string): string {
  return params[name] === undefined || params[name] === null ? otherwise : text(params, name);
}

/** A whole number that may be missing. */
export function numberOr(params: JsonObject, name: string, otherwise: number): number {
  const value = params[name];
  if (value === undefined || value === null) return otherwise;
  const found = typeof value === "string" ? Number(value) : value;
  if (typeof found === "number" && Number.isSafeInteger(found) && found >= 0) return found;
  throw bad(`${name} is ${JSON.stringify(value)}`, `send "${name}" as a whole number`);
}

/** An amount of base units, in decimal text. */
export function amount(params: JsonObject, name: string): bigint {
  const value = params[name];
  const found = typeof value === "number" ? String(value) : value;
  if (typeof found === "string" && /^\d{1,40}$/.test(found)) return BigInt(found);
  throw bad(`${name} is ${JSON.stringify(value ?? null)}`, `send "${name}" as base units in decimal text, e.g. "1000"`);
}

export function amountOr(params: JsonObject, name: string, otherwise: bigint): bigint {
  return params[name] === undefined || params[name] === null ? otherwise : amount(params, name);
}

export function flag(params: JsonObject, name: string): boolean {
  return params[name] === true;
}

/** A word of so many bytes in hexadecimal. */
export function hex(params: JsonObject, name: string, length: number): Hex {
  const value = text(params, name).toLowerCase();
  if (value.length === 2 + 2 * length && /^0x[0-9a-f]+$/.test(value)) return value as Hex; // matched just now
  throw bad(`${name} is ${JSON.stringify(value)}`, `send "${name}" as 0x and ${2 * length} hexadecimal digits`);
}

/** A list of objects; a missing one is empty. */
export function rows(params: JsonObject, name: string): readonly JsonObject[] {
  const value = params[name] ?? [];
  if (Array.isArray(value)) return value.map(fields);
  throw bad(`${name} is ${JSON.stringify(value)}`, `send "${name}" as a list of objects`);
}

/** An asset's token: the zero word or nothing for ETH, an address for an ERC-20. */
export function token(params: JsonObject): Hex {
  const value = textOr(params, "token", "0x").toLowerCase();
  if (/^0x0*$/.test(value)) return `0x${"0".repeat(64)}`;
  if (/^0x[0-9a-f]{40}$/.test(value)) return erc20Token(value as Address); // matched just now
  if (isAsset(value as Hex, 0n)) return value as Hex; // matched there
  throw bad(
    `token is ${JSON.stringify(value)}`,
    'send "token" as an ERC-20 address of 20 bytes, or leave it out for ETH',
  );
}

/** A token as people know it: the zero word for ETH, otherwise the ERC-20's address. */
export function tokenName(word: Hex): Address {
  return isEth(word) ? word : addressOf(word);
}
