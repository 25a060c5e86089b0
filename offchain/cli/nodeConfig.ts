import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "../evm/hex.ts";
import { type Amount, ETH_TOKEN, parseAmount } from "./amounts.ts";
import { UsageError } from "./exitCodes.ts";

/** What a directory's node was made for; `start` may override each. */
export interface NodeConfig {
  /** HTTP endpoint of an EVM node. */
  readonly rpc: string;
  /** WebSocket address of the relay. */
  readonly relay: string;
  /** The chain's profile, a file of deploy/chains without `.json`. */
  readonly profile: string;
  /** Empty: the one at its CREATE2 address. */
  readonly adjudicator: string;
  readonly alias: string;
  /** Node id of the watcher that gets this node's states; empty: none. */
  readonly tower: string;
  /** The most this node deposits into a channel that another opens, base units: of ETH, and of tokens as "1000@0x5fbd…,…". */
  readonly maxDeposit: string;
  readonly maxTokenDeposits: string;
  /** Fee for a forwarded payment: base units of ETH (nothing of a token), and millionths of the amount. */
  readonly feeBase: string;
  readonly feeRate: string;
}

const FILE = "node.json";

const DEFAULTS: NodeConfig = {
  rpc: "http://127.0.0.1:8545",
  relay: "ws://127.0.0.1:9735",
  profile: "local",
  adjudicator: "",
  alias: "",
  tower: "",
  maxDeposit: "0",
  maxTokenDeposits: "",
  feeBase: "0",
  feeRate: "1000",
};

/** The flags of `create`, `start` and `watch` that say where a node lives and how it behaves, as they were given. */
export interface ConfigFlags {
  readonly rpc?: string;
  readonly relay?: string;
  readonly profile?: string;
  readonly adjudicator?: string;
  readonly alias?: string;
  readonly tower?: string;
  readonly max_deposit?: readonly string[];
  readonly fee_base?: string;
  readonly fee_rate?: string;
}

const RULES: readonly (readonly [keyof NodeConfig, RegExp, string, string])[] = [
  ["rpc", /^https?:\/\/\S+$/, "an RPC endpoint", "write e.g. --rpc http://127.0.0.1:8545"],
  ["relay", /^wss?:\/\/\S+$/, "a relay's address", "write e.g. --relay ws://127.0.0.1:9735"],
  ["profile", /^[a-z0-9-]{1,40}$/, "a chain profile", "name a file of deploy/chains, e.g. --profile local"],
  ["adjudicator", /^(0x[0-9a-f]{40})?$/, "an address", "write 0x and 40 digits, or leave --adjudicator out"],
  ["tower", /^(0x0[23][0-9a-f]{64})?$/, "a watcher's node id", "copy it from what `chenilles watch` prints"],
  ["maxDeposit", /^\d{1,40}$/, "an amount of base units", "write e.g. --max_deposit 0.5eth"],
  [
    "maxTokenDeposits",
    /^(\d{1,40}@0x[0-9a-f]{40}(,(?=\d)|$))*$/,
    "a list of amounts of tokens",
    "write e.g. --max_deposit 1000units@<token>",
  ],
  ["feeBase", /^\d{1,40}$/, "an amount of base units", "write e.g. --fee_base 1000wei"],
  ["feeRate", /^\d{1,6}$/, "a number of millionths", "write e.g. --fee_rate 1000 for 0.1 percent"],
];

function checked(config: NodeConfig): NodeConfig {
  for (const [name, rule, what, next] of RULES) {
    if (!rule.test(config[name])) throw new UsageError(`"${config[name]}" is not ${what}`, next);
  }
  return config;
}

async function baseUnits(text: string): Promise<Amount> {
  const inEther = (): Promise<never> =>
    Promise.reject(
      new UsageError(`"${text}" needs a token's decimal places`, "write eth, gwei or wei, or <number>units@<token>"),
    );
  return await parseAmount(text, inEther);
}

async function inEth(text: string): Promise<string> {
  const { token, amount } = await baseUnits(text);
  if (token !== ETH_TOKEN)
    throw new UsageError(`"${text}" is not of ETH`, "write e.g. --fee_base 1000wei; of tokens the rate is kept");
  return amount;
}

/** Each asset's limit; those that are not named stay nothing. */
async function depositLimits(texts: readonly string[]): Promise<Pick<NodeConfig, "maxDeposit" | "maxTokenDeposits">> {
  const limits = await Promise.all(texts.map(baseUnits));
  const tokens = limits.filter(({ token }) => token !== ETH_TOKEN);
  return {
    maxDeposit: limits.findLast(({ token }) => token === ETH_TOKEN)?.amount ?? "0",
    maxTokenDeposits: tokens.map(({ token, amount }) => `${amount}@${token}`).join(),
  };
}

/** The limits of a checked configuration, by the token's address. @example tokenDeposits("5@0x5fbd…") // { "0x5fbd…": 5n } */
export function tokenDeposits(text: string): Readonly<Record<Address, bigint>> {
  const pairs = text === "" ? [] : text.split(",").map((one) => one.split("@"));
  return Object.fromEntries(pairs.map(([amount, token]) => [token, BigInt(amount ?? 0)]));
}

async function given(flags: ConfigFlags): Promise<Partial<NodeConfig>> {
  const { max_deposit, fee_base, fee_rate, tower, adjudicator, ...rest } = flags;
  const own: Record<string, string> = {};
  for (const name of ["rpc", "relay", "profile", "alias"] as const)
    if (rest[name] !== undefined) own[name] = rest[name];
  if (adjudicator !== undefined) own["adjudicator"] = adjudicator.toLowerCase();
  if (tower !== undefined) own["tower"] = tower === "" ? "" : `0x${tower.toLowerCase().replace(/^0x/, "")}`;
  if (max_deposit !== undefined) Object.assign(own, await depositLimits(max_deposit));
  if (fee_base !== undefined) own["feeBase"] = await inEth(fee_base);
  if (fee_rate !== undefined) own["feeRate"] = fee_rate;
  return own;
}

/**
 * The configuration of a directory, flags over file over defaults.
 * @throws UsageError for a value that cannot be one, and for a file that is not JSON.
 * @example (await readConfig("~/.chenilles", { rpc: "http://127.0.0.1:8545" })).relay // "ws://127.0.0.1:9735"
 */
export async function readConfig(directory: string, flags: ConfigFlags): Promise<NodeConfig> {
  const path = join(directory, FILE);
  let stored: Partial<NodeConfig> = {};
  try {
    stored = JSON.parse(readFileSync(path, "utf8")) as Partial<NodeConfig>; // each field is checked below
  } catch (error) {
    if (Reflect.get(Object(error), "code") !== "ENOENT") {
      throw new UsageError(
        `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        "correct it, or delete it and give the flags to `start`",
      );
    }
  }
  return checked({ ...DEFAULTS, ...stored, ...(await given(flags)) });
}

/** Writes the configuration into the directory. */
export function writeConfig(directory: string, config: NodeConfig): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(join(directory, FILE), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}
