// Generated from contracts/types and contracts/interfaces/IApp.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 aa3345dc01faa446f0f06d72966d1e8a63876912daa97b18647f16c4dc53cd1e

import type { Address, Hex } from "../../evm/hex.ts";
import type { FunctionAbi, Outcome, TranslatedContract } from "../../evm/translatedCall.ts";
import { callTranslated } from "../../evm/translatedCall.ts";
import { AppStateAbi, StatusAbi } from "./codecs.ts";
import type { AppState, Status } from "./structs.ts";

/** What names an app's on-chain adapter: on every chain the same. */
export interface AppIdentity {
  readonly name: string;
  /** keccak256 of the adapter's code, as the chain tells it. */
  readonly codeHash: Hex;
  readonly initCode: Hex;
  /** Where the deterministic deployment proxy puts it (CREATE2, salt 0). */
  readonly address: Address;
}

/** An app's rules, translated from its adapter: pure, synchronous, equal to the EVM in values and revert bytes. */
export interface AppCode extends AppIdentity {
  /** The first state, of that many `seats`: every seat's stake in the pot. Called off chain and in tests only. */
  begin(terms: Hex, seats: bigint): Outcome<AppState>;
  /** The timeout of the state's phase, and the `next` state; `published` is the registry's time for `Status.lock`, 0 if there is none. */
  expire(terms: Hex, state: AppState, published: bigint): Outcome<AppState>;
  /** A move with its own arguments, `args`, and the `next` state. `stays`: an `each` move that does not leave its phase. `most`: how often its seat may make it on chain. */
  play(terms: Hex, state: AppState, seat: number, move: number, args: Hex): Outcome<{ readonly next: AppState; readonly stays: boolean; readonly most: number }>;
  /** Clock, due seats and budget of a state. `used` is as in adjudicator §9, empty: nothing used. */
  status(terms: Hex, state: AppState, used: Hex): Outcome<Status>;
}

const beginAbi: FunctionAbi = {
  name: "begin",
  selector: [0xf2, 0x77, 0x84, 0x0f],
  inputs: [{ name: "terms", type: { kind: "bytes" } }, { name: "seats", type: { kind: "uint", bits: 256 } }],
  outputs: [{ name: "value", type: { kind: "tuple", fields: AppStateAbi } }],
};

const expireAbi: FunctionAbi = {
  name: "expire",
  selector: [0x0f, 0x02, 0xf0, 0xae],
  inputs: [{ name: "terms", type: { kind: "bytes" } }, { name: "state", type: { kind: "tuple", fields: AppStateAbi } }, { name: "published", type: { kind: "uint", bits: 64 } }],
  outputs: [{ name: "value", type: { kind: "tuple", fields: AppStateAbi } }],
};

const playAbi: FunctionAbi = {
  name: "play",
  selector: [0x59, 0x10, 0x77, 0x5e],
  inputs: [{ name: "terms", type: { kind: "bytes" } }, { name: "state", type: { kind: "tuple", fields: AppStateAbi } }, { name: "seat", type: { kind: "uint", bits: 8 } }, { name: "move", type: { kind: "uint", bits: 8 } }, { name: "args", type: { kind: "bytes" } }],
  outputs: [{ name: "next", type: { kind: "tuple", fields: AppStateAbi } }, { name: "stays", type: { kind: "bool" } }, { name: "most", type: { kind: "uint", bits: 8 } }],
};

const statusAbi: FunctionAbi = {
  name: "status",
  selector: [0x37, 0xa7, 0x06, 0x16],
  inputs: [{ name: "terms", type: { kind: "bytes" } }, { name: "state", type: { kind: "tuple", fields: AppStateAbi } }, { name: "used", type: { kind: "bytes" } }],
  outputs: [{ name: "value", type: { kind: "tuple", fields: StatusAbi } }],
};

/** The app whose adapter `call` is the translation of. */
export function appCode(identity: AppIdentity, call: TranslatedContract): AppCode {
  return {
    ...identity,
    begin(terms, seats) {
      const outcome = callTranslated(call, beginAbi, { terms, seats });
      // The outputs' types above are those of IApp.sol.
      return outcome.ok ? { ok: true, value: outcome.value["value"] as AppState } : outcome;
    },
    expire(terms, state, published) {
      const outcome = callTranslated(call, expireAbi, { terms, state, published });
      // The outputs' types above are those of IApp.sol.
      return outcome.ok ? { ok: true, value: outcome.value["value"] as AppState } : outcome;
    },
    play(terms, state, seat, move, args) {
      const outcome = callTranslated(call, playAbi, { terms, state, seat, move, args });
      // The outputs' names and types above are those of IApp.sol.
      return outcome.ok ? { ok: true, value: outcome.value as unknown as { readonly next: AppState; readonly stays: boolean; readonly most: number } } : outcome;
    },
    status(terms, state, used) {
      const outcome = callTranslated(call, statusAbi, { terms, state, used });
      // The outputs' types above are those of IApp.sol.
      return outcome.ok ? { ok: true, value: outcome.value["value"] as Status } : outcome;
    },
  };
}
