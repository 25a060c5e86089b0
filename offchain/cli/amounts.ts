import { formatUnits, parseUnits } from "ethers";
import { UsageError } from "./exitCodes.ts";

/** ETH as a token in the API. */
export const ETH_TOKEN: string = `0x${"00".repeat(32)}`;

/** An amount in base units, as decimal text, of a token: `ETH_TOKEN` or a 20-byte address. */
export interface Amount {
  readonly token: string;
  readonly amount: string;
}

/** How a token shows its amounts. */
export interface TokenFacts {
  readonly symbol: string;
  readonly decimals: number;
}

const HOW = "write e.g. 0.5eth, 20gwei, 1000wei, 12.5@<token address> or 1000units@<token address>";
const ETH_UNITS: Readonly<Record<string, number>> = { eth: 18, gwei: 9, wei: 0 };

function units(text: string, number: string, decimals: number): string {
  try {
    return parseUnits(number, decimals).toString();
  } catch {
    throw new UsageError(`${text} has more than ${decimals} decimal places`, HOW);
  }
}

/**
 * Reads an amount as people write it. `factsOf` is asked for the decimal places of a token.
 * @throws UsageError
 * @example await parseAmount("0.5eth", factsOf) // { token: ETH_TOKEN, amount: "500000000000000000" }
 */
export async function parseAmount(text: string, factsOf: (token: string) => Promise<TokenFacts>): Promise<Amount> {
  const parts = /^(\d+(?:\.\d+)?)\s*(?:(eth|gwei|wei)|(units)?@(0x[0-9a-f]{40}))$/i.exec(text.trim());
  if (parts === null) throw new UsageError(`"${text}" is not an amount`, HOW);
  const [, number = "", unit, base, token] = parts;
  if (unit !== undefined) return { token: ETH_TOKEN, amount: units(text, number, ETH_UNITS[unit.toLowerCase()] ?? 0) };
  const address = (token ?? "").toLowerCase();
  const decimals = base === undefined ? (await factsOf(address)).decimals : 0;
  return { token: address, amount: units(text, number, decimals) };
}

/**
 * An amount as people read it.
 * @example formatAmount("500000000000000000", ETH_TOKEN, null) // "0.5 eth"
 */
export function formatAmount(amount: string, token: string, facts: TokenFacts | null): string {
  if (!/^-?\d+$/.test(amount)) return amount;
  const trim = (text: string): string => text.replace(/\.0$/, "");
  if (/^0x0*$/.test(token)) return `${trim(formatUnits(amount, 18))} eth`;
  if (facts === null) return `${amount} units@${token}`;
  return `${trim(formatUnits(amount, facts.decimals))} ${facts.symbol}`;
}
