import { Interface } from "ethers";
import { keccakHex } from "../evm/hash.ts";
import { type Address, type Hex, hexToBytes } from "../evm/hex.ts";
import type { JsonRpc } from "./jsonRpc.ts";

/** What people have to know of a token: its symbol and how many decimals an amount is shown with. */
export interface TokenFacts {
  readonly symbol: string;
  readonly decimals: number;
}

const erc20 = new Interface([
  "function balanceOf(address) view returns (uint256)",
  "function symbol() view returns (string)",
  "function decimals() view returns (uint8)",
]);
const MAX_SYMBOL = 16;

/** No ERC-20 token answers at the address. */
export class NotAToken extends Error {
  readonly code = "not_a_token";
  readonly next = "check the address, and that it is of this chain";

  constructor(token: Address) {
    super(`there is no ERC-20 token at ${token}`);
    this.name = "NotAToken";
  }
}

/** Reads what accounts hold, for people; nothing that a state depends on. */
export interface WalletReader {
  /** Base units; `token` null for the chain's own asset. */
  readonly balance: (account: Address, token: Address | null) => Promise<bigint>;
  /** Wei per gas, as the provider asks now. */
  readonly gasPrice: () => Promise<bigint>;
  readonly facts: (token: Address) => Promise<TokenFacts>;
  /** The hash of the code at an address, as the chain tells it; that of nothing where there is none. */
  readonly codeHash: (account: Address) => Promise<Hex>;
}

/** A reader over a JSON-RPC endpoint. @example walletReader(jsonRpc(url)).balance(account, null) */
export function walletReader(rpc: JsonRpc): WalletReader {
  const call = async (token: Address, fn: string, args: readonly unknown[]): Promise<unknown> => {
    const answer = await rpc.send("eth_call", [{ to: token, data: erc20.encodeFunctionData(fn, [...args]) }, "latest"]);
    if (answer === "0x") throw new NotAToken(token);
    return erc20.decodeFunctionResult(fn, answer as Hex)[0]; // an eth_call answers with bytes in hexadecimal; anything else throws here
  };
  return {
    balance: async (account, token) =>
      token === null
        ? BigInt(String(await rpc.send("eth_getBalance", [account, "latest"])))
        : BigInt(String(await call(token, "balanceOf", [account]))),
    gasPrice: async () => BigInt(String(await rpc.send("eth_gasPrice", []))),
    codeHash: async (account) => keccakHex(hexToBytes(String(await rpc.send("eth_getCode", [account, "latest"])))),
    facts: async (token) => {
      const [symbol, decimals] = await Promise.all([call(token, "symbol", []), call(token, "decimals", [])]);
      return {
        symbol: String(symbol)
          .replace(/[^\x20-\x7e]/g, "")
          .slice(0, MAX_SYMBOL),
        decimals: Number(decimals),
      };
    },
  };
}
