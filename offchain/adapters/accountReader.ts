import { Interface } from "ethers";
import type { Address } from "../evm/hex.ts";
import { type JsonRpc, jsonRpc } from "./jsonRpc.ts";

/** How a token shows its amounts. */
export interface TokenFacts {
  readonly symbol: string;
  readonly decimals: number;
}

/** No ERC-20 token answers at the address. */
export class NotAToken extends Error {
  readonly code = "not_a_token";
  readonly next = "check the address, and that it is of this chain";

  constructor(token: Address) {
    super(`there is no ERC-20 token at ${token}`);
    this.name = "NotAToken";
  }
}

/** What a node asks the chain about accounts and tokens, at the newest block: for showing, never for deciding. */
export interface AccountReader {
  readonly tokenFacts: (token: Address) => Promise<TokenFacts>;
  /** Wei. */
  readonly etherOf: (account: Address) => Promise<bigint>;
  readonly tokensOf: (account: Address, token: Address) => Promise<bigint>;
}

const erc20: Interface = new Interface([
  "function symbol() view returns (string)",
  "function decimals() view returns (uint8)",
  "function balanceOf(address) view returns (uint256)",
]);

async function call(rpc: JsonRpc, token: Address, fn: string, args: readonly unknown[]): Promise<unknown> {
  const data = erc20.encodeFunctionData(fn, [...args]);
  const answer = String(await rpc.send("eth_call", [{ to: token, data }, "latest"]));
  if (answer === "0x") throw new NotAToken(token);
  return erc20.decodeFunctionResult(fn, answer)[0];
}

/**
 * Reads accounts and tokens through an endpoint.
 * @throws NotAToken; the errors of `jsonRpc`.
 * @example await accountReader(url).tokenFacts(token) // { symbol: "TST", decimals: 18 }
 */
export function accountReader(url: string): AccountReader {
  const rpc = jsonRpc(url);
  return {
    tokenFacts: async (token) => ({
      symbol: String(await call(rpc, token, "symbol", [])).slice(0, 16),
      decimals: Number(await call(rpc, token, "decimals", [])),
    }),
    etherOf: async (account) => BigInt(String(await rpc.send("eth_getBalance", [account, "latest"]))),
    tokensOf: async (account, token) => BigInt(String(await call(rpc, token, "balanceOf", [account]))),
  };
}
