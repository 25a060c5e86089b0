import { Interface } from "ethers";
import { adjudicatorAbi } from "../../generated/protocol/adjudicator.ts";
import type { Json } from "../../runtime/json.ts";
import type { Stage } from "./stage.ts";

/** Gas of all transactions of one function, as the chain's receipts say. */
export interface GasOf {
  readonly count: number;
  readonly least: number;
  readonly most: number;
}

/** One transaction, as its receipt says. */
export interface GasEntry {
  readonly block: number;
  readonly name: string;
  readonly from: string;
  readonly gas: number;
  readonly reverted: boolean;
}

/** What the chain's blocks say of its transactions. */
export interface GasLedger {
  readonly byFunction: ReadonlyMap<string, GasOf>;
  /** Each transaction, in the order of the chain. */
  readonly entries: readonly GasEntry[];
  /** Wei that transactions paid for gas, all together. */
  readonly spent: bigint;
  /** Senders and receivers of all transactions. */
  readonly accounts: ReadonlySet<string>;
  readonly reverted: number;
}

const known: Interface = new Interface([
  ...adjudicatorAbi
    .filter((entry) => entry.type === "function")
    .map((entry) => JSON.stringify(entry))
    .map((text) => JSON.parse(text)),
  "function approve(address spender, uint256 amount)",
  "function mint(address to, uint256 amount)",
  "function transfer(address to, uint256 amount)",
]);

function nameOf(data: string, to: string | null, hasProxyTarget: boolean): string {
  if (to === null || hasProxyTarget) return "deployment";
  if (data === "0x") return "plain transfer";
  return known.parseTransaction({ data })?.name ?? data.slice(0, 10);
}

const PROXY = "0x4e59b44847b379578588920ca78fbf26c0b4956c";

/** Reads every block of the local chain from the first on. */
export async function readGas(stage: Stage): Promise<GasLedger> {
  const byFunction = new Map<string, GasOf>();
  const accounts = new Set<string>();
  const entries: GasEntry[] = [];
  let spent = 0n;
  let reverted = 0;
  const newest = await stage.provider.getBlockNumber();
  for (let number = 1; number <= newest; number++) {
    const block = await stage.provider.getBlock(number, true);
    if (block === null || block.transactions.length === 0) continue;
    for (const tx of block.prefetchedTransactions) {
      const receipt = await stage.provider.getTransactionReceipt(tx.hash);
      if (receipt === null) continue;
      spent += receipt.gasUsed * receipt.gasPrice;
      for (const account of [tx.from, tx.to]) if (account !== null) accounts.add(account.toLowerCase());
      const name = nameOf(tx.data, tx.to, tx.to?.toLowerCase() === PROXY);
      const used = Number(receipt.gasUsed);
      entries.push({ block: number, name, from: tx.from.toLowerCase(), gas: used, reverted: receipt.status !== 1 });
      if (receipt.status !== 1) {
        reverted++;
        continue;
      }
      const before = byFunction.get(name) ?? { count: 0, least: used, most: used };
      byFunction.set(name, {
        count: before.count + 1,
        least: Math.min(before.least, used),
        most: Math.max(before.most, used),
      });
    }
  }
  return { byFunction, entries, spent, accounts, reverted };
}

/** The ledger's functions as JSON. */
export function gasJson({ byFunction }: GasLedger): Json {
  return Object.fromEntries([...byFunction].map(([name, gas]) => [name, { ...gas }]));
}
