import { keccakHex } from "../../../offchain/evm/hash.ts";
import { type Address, bytesToHex, type Hex, hexToBytes } from "../../../offchain/evm/hex.ts";
import { type AbiField, abiEncode } from "../../../offchain/evm/strictAbi.ts";
import { AppStateAbi } from "../../../offchain/generated/protocol/codecs.ts";
import type { AppState, Status } from "../../../offchain/generated/protocol/structs.ts";
import type { AppCall, Outside } from "../../model/calls.ts";
import { ContractAbi, type Values } from "../abi.ts";
import type { Chain } from "../chain.ts";
import { mock } from "../mocks.ts";

const app = new ContractAbi(mock("ScriptedApp").abi);
const MAX_RETURN = 8192;
const MAX_STATE = 4096;
/** What a transaction costs before its first instruction; a call from a contract costs nothing of that. */
const BASE_GAS = 21_000;
const EMPTY: Hex = "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";

/** The model asked what is not known yet: `find` it, and ask again. */
export class Unanswered extends Error {
  readonly find: () => Promise<void>;

  constructor(find: () => Promise<void>) {
    super("ask the chain first");
    this.name = "Unanswered";
    this.find = find;
  }
}

/** What apps answer, as far as the chain was asked; apps are pure, so an answer stays. */
export interface AppAnswers {
  readonly outside: Pick<Outside, "codeHashOf" | "status" | "play" | "expire">;
}

/** Apps that nobody asks. */
export function noAnswers(): AppAnswers {
  const nobody = (): never => {
    throw new Error("no app is asked in this test");
  };
  return { outside: { codeHashOf: nobody, status: nobody, play: nobody, expire: nobody } };
}

/** Answers that the compiled apps on a chain give themselves. */
export function askingApps(chain: Chain, caller: Address): AppAnswers {
  const known = new Map<string, Values | Hex | null>();
  const answer = (key: string, ask: () => Promise<Values | Hex | null>): Values | Hex | null => {
    const found = known.get(key);
    if (found !== undefined) return found;
    throw new Unanswered(async () => {
      known.set(key, await ask());
    });
  };
  const call = (to: AppCall, name: string, args: readonly unknown[]): Values | null => {
    const data = app.encode(name, args);
    const ask = (): Promise<Values | null> => askApp(chain, caller, to, name, data);
    return answer(`${to.app}/${to.gas}/${data}`, ask) as Values | null; // only code hashes are texts
  };
  return {
    outside: {
      codeHashOf: (account) => answer(account, () => codeHashOf(chain, account)) as Hex, // asked by that key alone
      // Sound: each is decoded by the ABI of that function.
      status: (to, used) => statusOf(call(to, "status", [to.terms, to.state, used])),
      play: (to, seat, move, args) => {
        const made = call(to, "play", [to.terms, to.state, seat, move, args]);
        const next = stateOf(made?.["next"]);
        if (made === null || next === null) return null;
        return { next, stays: made["stays"] as boolean, most: made["most"] as number };
      },
      expire: (to, published) => stateOf(call(to, "expire", [to.terms, to.state, published])?.["next"]),
    },
  };
}

function statusOf(made: Values | null): Status | null {
  const status = made === null ? null : ((made["0"] ?? made["s"]) as Status); // `status` returns one struct
  return status === null || status.clock > 2 ? null : status;
}

const ONE: readonly AbiField[] = [{ name: "state", type: { kind: "tuple", fields: AppStateAbi } }];

function stateOf(made: unknown): AppState | null {
  if (made === undefined || made === null) return null;
  const state = made as AppState; // decoded by the ABI
  return abiEncode(ONE, { state }).length > MAX_STATE ? null : state;
}

/** Null for every kind of failure: a revert, no gas left, an answer that is too long or none. */
async function askApp(chain: Chain, caller: Address, to: AppCall, name: string, data: Hex): Promise<Values | null> {
  const gas = to.gas + BASE_GAS + calldataGas(data);
  try {
    const answered = await chain.call(to.app, data, { from: caller, gas });
    const size = (answered.length - 2) / 2;
    return size === 0 || size > MAX_RETURN ? null : app.decode(name, answered);
  } catch {
    return null;
  }
}

function calldataGas(data: Hex): number {
  return hexToBytes(data).reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0);
}

async function codeHashOf(chain: Chain, account: Address): Promise<Hex> {
  const code = (await chain.request("eth_getCode", [account, "latest"])) as Hex;
  if (code !== "0x") return keccakHex(hexToBytes(code));
  return (await chain.balanceOf(account)) > 0n ? EMPTY : bytesToHex(new Uint8Array(32));
}
