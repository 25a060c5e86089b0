import { readFileSync } from "node:fs";

/** What a node must know of a chain, all durations in seconds (adjudicator §7, M11; protocol 1.8). */
export interface ChainProfile {
  readonly name: string;
  readonly chainId: number;
  /** What the native asset is called. */
  readonly symbol: string;
  /** Between two blocks, about. */
  readonly blockTime: number;
  /** I: within this a transaction that is sent is in a block. */
  readonly inclusion: number;
  /** k: what is older than this is never undone. */
  readonly reorg: number;
  /** L: how far the chain's time and ours may be apart. */
  readonly skew: number;
  /** The shortest challenge duration that a node accepts: at least 4 M. */
  readonly minChallengeDuration: number;
}

/** A chain profile that cannot be used: says which field of which file, and why. */
export class BadChainProfile extends Error {
  override readonly name = "BadChainProfile";
}

const DURATIONS = ["blockTime", "inclusion", "reorg", "skew", "minChallengeDuration"] as const;

/**
 * M = 2 I + k + L, in seconds: the margin by which a node acts before a time of the chain.
 *
 * @example marginOf(readChainProfile("local")) // 12
 */
export function marginOf(profile: Pick<ChainProfile, "inclusion" | "reorg" | "skew">): number {
  return 2 * profile.inclusion + profile.reorg + profile.skew;
}

/**
 * The profile `deploy/chains/<name>.json`.
 *
 * @throws BadChainProfile if there is no such file, or a field is missing or out of range.
 * @example readChainProfile("local").chainId // 31337
 */
export function readChainProfile(name: string): ChainProfile {
  const file = `deploy/chains/${name}.json`;
  return parseChainProfile(readText(name, file), file);
}

/**
 * Reads a profile from its JSON text; `file` is what errors call it.
 *
 * @throws BadChainProfile
 * @example parseChainProfile(text, "my-chain.json")
 */
export function parseChainProfile(text: string, file: string): ChainProfile {
  const value = parseJson(text, file);
  const profile: ChainProfile = {
    name: field(value, "name", "string", file),
    chainId: field(value, "chainId", "number", file),
    symbol: field(value, "symbol", "string", file),
    blockTime: field(value, "blockTime", "number", file),
    inclusion: field(value, "inclusion", "number", file),
    reorg: field(value, "reorg", "number", file),
    skew: field(value, "skew", "number", file),
    minChallengeDuration: field(value, "minChallengeDuration", "number", file),
  };
  checkRanges(profile, file);
  return profile;
}

function checkRanges(profile: ChainProfile, file: string): void {
  if (!Number.isSafeInteger(profile.chainId) || profile.chainId < 1)
    fail(file, "chainId", "must be a whole number from 1");
  for (const name of DURATIONS) {
    if (!Number.isFinite(profile[name]) || profile[name] < 0) fail(file, name, "must be seconds, 0 or more");
  }
  const least = 4 * marginOf(profile);
  if (profile.minChallengeDuration < least) fail(file, "minChallengeDuration", `must be at least 4 M = ${least}`);
}

function readText(name: string, file: string): string {
  try {
    return readFileSync(new URL(`./chains/${name}.json`, import.meta.url), "utf8");
  } catch {
    throw new BadChainProfile(`There is no profile of a chain called "${name}": add ${file}, or name another chain.`);
  }
}

function parseJson(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BadChainProfile(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new BadChainProfile(`${file} must hold one JSON object`);
  }
  // Sound: an object of JSON has string keys; each value is checked where it is read.
  return value as Record<string, unknown>;
}

interface FieldTypes {
  readonly string: string;
  readonly number: number;
}

function field<T extends keyof FieldTypes>(
  value: Record<string, unknown>,
  name: keyof ChainProfile,
  type: T,
  file: string,
): FieldTypes[T] {
  const found = value[name];
  if (typeof found !== type) fail(file, name, `must be a ${type}`);
  // Sound: its type has just been compared with the one asked for.
  return found as FieldTypes[T];
}

function fail(file: string, name: string, why: string): never {
  throw new BadChainProfile(`${file}: "${name}" ${why}`);
}
