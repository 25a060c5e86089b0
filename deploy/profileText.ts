import { getAddress } from "ethers";
import type { ChainFacts, Explorer, Factory, NativeAsset, Sequencer, Source } from "./chainFacts.ts";
import { HARD_FORKS, isHardFork } from "./hardForks.ts";

/** A chain profile that cannot be used: says which field of which file, why, and what to do. */
export class BadChainProfile extends Error {
  override readonly name = "BadChainProfile";
}

type Values = Readonly<Record<string, unknown>>;

/** A JSON object being read: `at` is where it is, e.g. `x.json: "native.`. */
interface Reading {
  readonly file: string;
  readonly prefix: string;
  readonly values: Values;
}

const EXPLORER_KINDS = ["etherscan", "blockscout", "sourcify"] as const;
const CONFIDENCES = ["from memory", "our choice"] as const;
/** Fields whose figures are taken from somewhere else: each needs a source. */
const SOURCED = [
  "chainId",
  "native",
  "hardFork",
  "blockTime",
  "finality",
  "inclusion",
  "reorg",
  "skew",
  "sequencer",
  "factory",
  "permit2",
  "explorers",
] as const;
const FIELDS: readonly (keyof ChainFacts)[] = [
  ...SOURCED,
  ...(["name", "title", "local", "missingOpcodes", "dataFeeOracle", "caveats", "refused", "sources"] as const),
];

/** What is said of a chain in the JSON text of its profile. @throws BadChainProfile */
export function parseProfileText(text: string, file: string): ChainFacts {
  const top: Reading = { file, prefix: "", values: objectOf(parseJson(text, file), file) };
  onlyFields(top, FIELDS);
  const sources = listIn(top, "sources").map(sourceOf);
  const facts: ChainFacts = {
    name: textIn(top, "name"),
    title: textIn(top, "title"),
    chainId: wholeIn(top, "chainId", 1),
    local: booleanIn(top, "local"),
    native: nativeOf(inside(top, "native")),
    hardFork: hardForkIn(top),
    missingOpcodes: textsIn(top, "missingOpcodes"),
    blockTime: secondsIn(top, "blockTime"),
    finality: secondsIn(top, "finality"),
    inclusion: secondsIn(top, "inclusion"),
    reorg: secondsIn(top, "reorg"),
    skew: secondsIn(top, "skew"),
    sequencer: top.values["sequencer"] === null ? null : sequencerOf(inside(top, "sequencer")),
    factory: factoryOf(inside(top, "factory")),
    permit2: addressOrNull(top, "permit2"),
    dataFeeOracle: addressOrNull(top, "dataFeeOracle"),
    explorers: listIn(top, "explorers").map(explorerOf),
    caveats: textsIn(top, "caveats"),
    refused: top.values["refused"] === null ? null : textIn(top, "refused"),
    sources,
  };
  if (facts.blockTime === 0) fail(top, "blockTime", "is 0", "give the seconds between two blocks, e.g. 0.25");
  requireSources(top, facts);
  return facts;
}

function requireSources(top: Reading, { local, sources }: ChainFacts): void {
  if (local) return;
  const told = new Set(sources.flatMap((source) => source.of));
  for (const field of SOURCED)
    if (!told.has(field))
      fail(top, "sources", `has none for "${field}"`, "say where the figure comes from, or how sure you are of it");
}

function nativeOf(at: Reading): NativeAsset {
  onlyFields(at, ["name", "symbol", "decimals"]);
  return { name: textIn(at, "name"), symbol: textIn(at, "symbol"), decimals: wholeIn(at, "decimals", 0) };
}

function hardForkIn(top: Reading): ChainFacts["hardFork"] {
  const name = textIn(top, "hardFork");
  return isHardFork(name) ? name : fail(top, "hardFork", `is "${name}"`, `use one of ${HARD_FORKS.join(", ")}`);
}

function sequencerOf(at: Reading): Sequencer {
  onlyFields(at, ["operator", "forcedInclusion"]);
  const forced = at.values["forcedInclusion"];
  return {
    operator: textIn(at, "operator"),
    forcedInclusion: forced === null ? null : secondsIn(at, "forcedInclusion"),
  };
}

function factoryOf(at: Reading): Factory {
  onlyFields(at, ["address", "keyless", "wayOut"]);
  const keyless = booleanIn(at, "keyless");
  const wayOut = at.values["wayOut"] === null ? null : textIn(at, "wayOut");
  if (!keyless && wayOut === null)
    fail(at, "wayOut", "is null", "say how one gets the factory, since its keyless transaction does not work there");
  return { address: addressIn(at, "address"), keyless, wayOut };
}

function explorerOf(at: Reading): Explorer {
  onlyFields(at, ["name", "url", "kind", "api"]);
  return {
    name: textIn(at, "name"),
    url: urlIn(at, "url"),
    kind: oneOf(at, "kind", EXPLORER_KINDS),
    api: urlIn(at, "api"),
  };
}

function sourceOf(at: Reading): Source {
  onlyFields(at, ["of", "says", "title", "url", "checked", "confidence"]);
  const source = {
    of: textsIn(at, "of"),
    says: textIn(at, "says"),
    ...(at.values["title"] === undefined ? {} : { title: textIn(at, "title") }),
    ...(at.values["url"] === undefined ? {} : { url: urlIn(at, "url") }),
    ...(at.values["checked"] === undefined ? {} : { checked: monthIn(at, "checked") }),
    ...(at.values["confidence"] === undefined ? {} : { confidence: oneOf(at, "confidence", CONFIDENCES) }),
  };
  if (source.checked === undefined && source.confidence === undefined)
    fail(at, "checked", "is missing", 'give the month in which you read the page, or a "confidence"');
  if (source.checked !== undefined && source.url === undefined)
    fail(at, "url", "is missing", "a page that was read has an address");
  return source;
}

function monthIn(at: Reading, name: string): string {
  const month = textIn(at, name);
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : fail(at, name, `is "${month}"`, "give a month, e.g. 2026-11");
}

function oneOf<const T extends string>(at: Reading, name: string, allowed: readonly T[]): T {
  const found = textIn(at, name);
  const value = allowed.find((each) => each === found);
  return value ?? fail(at, name, `is "${found}"`, `use one of ${allowed.join(", ")}`);
}

function addressOrNull(at: Reading, name: string): string | null {
  return at.values[name] === null ? null : addressIn(at, name);
}

function addressIn(at: Reading, name: string): string {
  const found = textIn(at, name);
  try {
    return getAddress(found).toLowerCase();
  } catch {
    return fail(
      at,
      name,
      `is "${found}", which is no address`,
      "give 0x and 40 digits, with the right checksum if in capitals",
    );
  }
}

function urlIn(at: Reading, name: string): string {
  const found = textIn(at, name);
  if (URL.canParse(found) && /^https?:/.test(found)) return found.replace(/\/$/, "");
  return fail(at, name, `is "${found}", which is no address of a page`, "give all of it, with https://");
}

function wholeIn(at: Reading, name: string, least: number): number {
  const found = at.values[name];
  if (typeof found === "number" && Number.isSafeInteger(found) && found >= least) return found;
  return fail(at, name, `is ${shown(found)}`, `give a whole number from ${least}`);
}

function secondsIn(at: Reading, name: string): number {
  const found = at.values[name];
  if (typeof found === "number" && Number.isFinite(found) && found >= 0) return found;
  return fail(at, name, `is ${shown(found)}`, "give seconds, 0 or more");
}

function textIn(at: Reading, name: string): string {
  const found = at.values[name];
  if (typeof found === "string" && found !== "") return found;
  return fail(at, name, `is ${shown(found)}`, "give a text");
}

function booleanIn(at: Reading, name: string): boolean {
  const found = at.values[name];
  return typeof found === "boolean" ? found : fail(at, name, `is ${shown(found)}`, "give true or false");
}

function textsIn(at: Reading, name: string): readonly string[] {
  const found = at.values[name];
  if (Array.isArray(found) && found.every((each) => typeof each === "string")) return found;
  return fail(at, name, `is ${shown(found)}`, "give a list of texts, [] for none");
}

function listIn(at: Reading, name: string): readonly Reading[] {
  const found = at.values[name];
  if (!Array.isArray(found)) return fail(at, name, `is ${shown(found)}`, "give a list of objects, [] for none");
  return found.map((each, index) => within(at, `${name}[${index}]`, each));
}

function inside(at: Reading, name: string): Reading {
  return within(at, name, at.values[name]);
}

function within(at: Reading, name: string, value: unknown): Reading {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail(at, name, `is ${shown(value)}`, "give an object");
  // Sound: an object of JSON has string keys; each value is checked where it is read.
  return { file: at.file, prefix: `${at.prefix}${name}.`, values: value as Values };
}

function onlyFields(at: Reading, known: readonly string[]): void {
  const unknown = Object.keys(at.values).find((name) => !known.includes(name));
  if (unknown !== undefined) fail(at, unknown, "is not known", `take it away; known are ${known.join(", ")}`);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadChainProfile(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function objectOf(value: unknown, file: string): Values {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Values; // as above
  throw new BadChainProfile(`${file} must hold one JSON object`);
}

const shown = (value: unknown): string => (value === undefined ? "missing" : JSON.stringify(value));

function fail(at: Reading, name: string, why: string, what: string): never {
  throw new BadChainProfile(`${at.file}: "${at.prefix}${name}" ${why}; ${what}`);
}
