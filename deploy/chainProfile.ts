import { readdirSync, readFileSync } from "node:fs";
import type { ChainFacts } from "./chainFacts.ts";
import { BadChainProfile, parseProfileText } from "./profileText.ts";

export { BadChainProfile } from "./profileText.ts";

/** What a node and a deployment know of a chain: its file, and what follows from it. */
export interface ChainProfile extends ChainFacts {
  /** What the native asset is called. */
  readonly symbol: string;
  /** The shortest challenge duration that a node accepts. */
  readonly minChallengeDuration: number;
  /** What a node opens channels with. */
  readonly challengeDuration: number;
}

const HOUR = 3_600;
/** Attack 8: through an outage of the one sequencer, whatever is known of forced inclusion. */
const OUTAGE = 48 * HOUR;

/**
 * M = 2 I + k + L, in seconds: the margin by which a node acts before a time of the chain.
 *
 * @example marginOf(readChainProfile("local")) // 12
 */
export function marginOf(profile: Pick<ChainFacts, "inclusion" | "reorg" | "skew">): number {
  return 2 * profile.inclusion + profile.reorg + profile.skew;
}

/**
 * The shortest challenge duration, seconds: 4 M; with a sequencer also M more than two forced inclusions, and than 48 hours. Two, since
 * a party may have to answer after its first forced transaction was ordered behind another's (attack 8, finding M11).
 *
 * @example minChallengeDurationOf(readChainProfile("local")) // 48
 */
export function minChallengeDurationOf(facts: Pick<ChainFacts, "inclusion" | "reorg" | "skew" | "sequencer">): number {
  const margin = marginOf(facts);
  if (facts.sequencer === null) return 4 * margin;
  return Math.max(4 * margin, Math.max(2 * (facts.sequencer.forcedInclusion ?? 0), OUTAGE) + margin);
}

/**
 * What a node opens channels with, seconds: a day, three where one sequencer orders, or the shortest allowed if that is longer. On a
 * local chain always the shortest.
 *
 * @example challengeDurationOf(readChainProfile("ethereum")) // 86400
 */
export function challengeDurationOf(
  facts: Pick<ChainFacts, "inclusion" | "reorg" | "skew" | "sequencer" | "local">,
): number {
  const least = minChallengeDurationOf(facts);
  if (facts.local) return least;
  return Math.max(least, (facts.sequencer === null ? 24 : 72) * HOUR);
}

/**
 * Reads a profile from its JSON text; `file` is what errors call it.
 *
 * @throws BadChainProfile with file, field, why, and what to do.
 * @example parseChainProfile(text, "my-chain.json")
 */
export function parseChainProfile(text: string, file: string): ChainProfile {
  const facts = parseProfileText(text, file);
  return {
    ...facts,
    symbol: facts.native.symbol,
    minChallengeDuration: minChallengeDurationOf(facts),
    challengeDuration: challengeDurationOf(facts),
  };
}

/**
 * The profile `deploy/chains/<name>.json`.
 *
 * @throws BadChainProfile if there is no such file, or a field is missing or out of range.
 * @example readChainProfile("local").chainId // 31337
 */
export function readChainProfile(name: string): ChainProfile {
  const file = `deploy/chains/${name}.json`;
  const profile = parseChainProfile(readText(name, file), file);
  if (profile.name !== name)
    throw new BadChainProfile(
      `${file}: "name" is "${profile.name}"; call it "${name}" as its file, or rename the file`,
    );
  return profile;
}

/** The names of all profiles, in alphabetical order. */
export function chainNames(): readonly string[] {
  return readdirSync(new URL("./chains/", import.meta.url))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

function readText(name: string, file: string): string {
  try {
    return readFileSync(new URL(`./chains/${name}.json`, import.meta.url), "utf8");
  } catch {
    throw new BadChainProfile(
      `There is no profile of a chain called "${name}": add ${file} (docs/deploying.md), or name one of ${chainNames().join(", ")}.`,
    );
  }
}
