import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "./deploymentState.ts";

/** A contract that is there, as `deploy/addresses/<chainId>.json` tells it. */
export interface ListedContract {
  readonly address: string;
  readonly initCodeHash: string;
  readonly codeHash: string;
  /** What its constructor made. */
  readonly annexes: readonly { readonly address: string; readonly codeHash: string }[];
  /** The transaction that made it, or null if it was there when we came. */
  readonly transaction: string | null;
  readonly block: number | null;
  /** Explorers by name: where its source can be read. */
  readonly verified: Readonly<Record<string, string>>;
}

/** All that is deployed on a chain. */
export interface AddressBook {
  readonly chain: string;
  readonly chainId: number;
  readonly factory: string;
  readonly contracts: Readonly<Record<string, ListedContract>>;
}

/** The book of a chain in a folder, or null if nothing is listed. */
export function readAddressBook(folder: string, chainId: number): AddressBook | null {
  const path = join(folder, `${chainId}.json`);
  // Our own file, written below.
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as AddressBook) : null;
}

/**
 * Lists contracts in a chain's book; what is known of them already and not told anew stays. Writes nothing if nothing changes.
 *
 * @example listContracts("deploy/addresses", { chain: "sepolia", chainId: 11155111, factory }, { Adjudicator: listed })
 */
export function listContracts(
  folder: string,
  head: Omit<AddressBook, "contracts">,
  found: Readonly<Record<string, ListedContract>>,
): AddressBook {
  const before = readAddressBook(folder, head.chainId);
  const known = before?.contracts ?? {};
  const merged = Object.entries(found).map(([name, fresh]) => {
    const old = known[name]?.codeHash === fresh.codeHash ? known[name] : undefined;
    const transaction = fresh.transaction ?? old?.transaction ?? null;
    const block = fresh.block ?? old?.block ?? null;
    return [name, { ...fresh, transaction, block, verified: { ...old?.verified, ...fresh.verified } }] as const;
  });
  const contracts = Object.fromEntries(
    Object.entries({ ...known, ...Object.fromEntries(merged) }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const book: AddressBook = { ...head, contracts };
  if (JSON.stringify(before) !== JSON.stringify(book)) writeWhole(join(folder, `${head.chainId}.json`), book);
  return book;
}
