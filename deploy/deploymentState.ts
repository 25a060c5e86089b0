import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What was sent on a chain and not yet seen to be done: so that what was broken off goes on where it was. */
export interface DeploymentState {
  /** Hash of the transaction sent for a contract, by the contract's name. */
  readonly transactions: Readonly<Record<string, string>>;
  /** What an explorer calls the verification under way, by contract and explorer. */
  readonly verifications: Readonly<Record<string, string>>;
}

/** Where a deployment keeps what it must not forget; each change is on the disk before the next step. */
export interface StateFile {
  read(): DeploymentState;
  /** Notes a transaction before it is sent, or forgets it with null. */
  transaction(name: string, hash: string | null): void;
  verification(key: string, id: string | null): void;
}

const NOTHING: DeploymentState = { transactions: {}, verifications: {} };

/**
 * The state file of one chain in a folder; a file that cannot be read counts as empty, since the chain knows what is done.
 *
 * @example const state = stateFile("cache/deploy", 11155111)
 */
export function stateFile(folder: string, chainId: number): StateFile {
  const path = join(folder, `${chainId}.json`);
  const read = (): DeploymentState => {
    if (!existsSync(path)) return NOTHING;
    try {
      // Our own file, written below.
      return { ...NOTHING, ...(JSON.parse(readFileSync(path, "utf8")) as Partial<DeploymentState>) };
    } catch {
      return NOTHING;
    }
  };
  const change = (field: keyof DeploymentState, key: string, value: string | null): void => {
    const state = read();
    const { [key]: _, ...others } = state[field];
    const changed = { ...state, [field]: value === null ? others : { ...others, [key]: value } };
    writeWhole(path, changed);
  };
  return {
    read,
    transaction: (name, hash) => change("transactions", name, hash),
    verification: (key, id) => change("verifications", key, id),
  };
}

/** Writes JSON whole or not at all. */
export function writeWhole(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
