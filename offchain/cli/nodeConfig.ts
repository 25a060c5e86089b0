import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
  /** Node ids of the watchers that get this node's states. */
  readonly towers: readonly string[];
}

const FILE = "node.json";

const DEFAULTS: NodeConfig = {
  rpc: "http://127.0.0.1:8545",
  relay: "ws://127.0.0.1:9735",
  profile: "local",
  adjudicator: "",
  alias: "",
  towers: [],
};

/** The flags of `create`, `start` and `watch` that say where a node lives. */
export interface ConfigFlags {
  readonly rpc?: string;
  readonly relay?: string;
  readonly profile?: string;
  readonly adjudicator?: string;
  readonly alias?: string;
  readonly tower?: readonly string[];
}

function checked(config: NodeConfig): NodeConfig {
  if (!/^https?:\/\/\S+$/.test(config.rpc)) throw new UsageError(`"${config.rpc}" is not an RPC endpoint`, "write e.g. --rpc http://127.0.0.1:8545");
  if (!/^wss?:\/\/\S+$/.test(config.relay)) throw new UsageError(`"${config.relay}" is not a relay's address`, "write e.g. --relay ws://127.0.0.1:9735");
  if (!/^[a-z0-9-]{1,40}$/.test(config.profile)) throw new UsageError(`"${config.profile}" is not a chain profile`, "name a file of deploy/chains, e.g. --profile local");
  if (!/^(0x[0-9a-f]{40})?$/i.test(config.adjudicator)) throw new UsageError(`"${config.adjudicator}" is not an address`, "write 0x and 40 digits, or leave --adjudicator out");
  return config;
}

/**
 * The configuration of a directory, flags over file over defaults.
 * @throws UsageError for a value that cannot be one, and for a file that is not JSON.
 * @example readConfig("~/.chenilles", { rpc: "http://127.0.0.1:8545" }).relay // "ws://127.0.0.1:9735"
 */
export function readConfig(directory: string, { tower, ...flags }: ConfigFlags): NodeConfig {
  const path = join(directory, FILE);
  let stored: Partial<NodeConfig> = {};
  try {
    stored = JSON.parse(readFileSync(path, "utf8")) as Partial<NodeConfig>; // each field is checked below
  } catch (error) {
    if (Reflect.get(Object(error), "code") !== "ENOENT") {
      throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, "correct it, or delete it and give the flags to `start`");
    }
  }
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  const merged: NodeConfig = { ...DEFAULTS, ...stored, ...given };
  return checked({ ...merged, adjudicator: merged.adjudicator.toLowerCase(), towers: tower ?? merged.towers });
}

/** Writes the configuration into the directory. */
export function writeConfig(directory: string, config: NodeConfig): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(join(directory, FILE), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}
