// Whom and what sequences of calls are made of.
import type { Address, Hex } from "../../../offchain/evm/hex.ts";
import type { Entry } from "../calls.ts";
import type { Asset } from "../paying.ts";

/** An asset that somebody has. `owners`: who can bring it; absent: any of the rich. */
export interface PlayAsset extends Asset {
  readonly owners?: readonly Address[];
}

/** An app that is deployed. */
export interface PlayApp {
  readonly app: Address;
  readonly codeHash: Hex;
}

/** Everybody and everything that a sequence may name. */
export interface Players {
  /** Those whose keys are known. */
  readonly people: readonly Address[];
  /** How many of them, from the first on, have assets. */
  readonly rich: number;
  /** Payouts that are not people: contracts of all kinds. */
  readonly payees: readonly Address[];
  /** Assets that people have, ETH apart. */
  readonly assets: readonly PlayAsset[];
  /** contracts/mocks/ScriptedApp.sol, and TicTacToe's adapter. */
  readonly scripted: PlayApp;
  readonly ticTacToe: PlayApp;
  /** Smart wallets, with the person whose key speaks for each. */
  readonly wallets: readonly { readonly at: Address; readonly key: Address }[];
  /** Entries that are never called; none if absent. */
  readonly without?: readonly Entry[];
}
