// Players for tests without a chain: addresses that are nobody's, assets of every kind.
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../offchain/generated/apps/ticTacToe.ts";
import type { Players } from "./arbitrary/players.ts";
import type { Court } from "./state.ts";

const address = (prefix: string, n: number): Address =>
  `0x${prefix}${n.toString(16).padStart(40 - prefix.length, "0")}`;
const token = (kind: number, n: number): Hex => `0x0${kind}${"0".repeat(22)}${address("70", n).slice(2)}`;

/** An adjudicator that is nowhere. */
export const COURT: Court = { chainId: 31_337n, adjudicator: address("ad", 1) };

/** Payees, of whom those in `REFUSING` take nothing. */
export const PAYEES: readonly Address[] = [address("fe", 1), address("fe", 2), address("fe", 3)];
export const REFUSING: ReadonlySet<Address> = new Set([...PAYEES.slice(0, 1), address("a0", 6)]);

/** Everybody. */
export const PLAYERS: Players = {
  people: Array.from({ length: 128 }, (_, n) => address("a0", n + 1)),
  rich: 6,
  payees: PAYEES,
  assets: [
    { token: token(1, 1), id: 0n },
    { token: token(1, 2), id: 0n },
    { token: token(2, 3), id: 7n },
    { token: token(2, 3), id: 9n },
    { token: token(3, 4), id: 1n },
  ],
  scripted: { app: address("5c", 1), codeHash: `0x${"5c".repeat(32)}` },
  ticTacToe: { app: ticTacToeCode.address, codeHash: ticTacToeCode.codeHash },
  wallets: [],
};
