import { computeAddress, keccak256, SigningKey, toUtf8Bytes } from "ethers";
import type { Hex } from "../../offchain/evm/hex.ts";
import type { AssetState, State } from "../../offchain/generated/protocol/structs.ts";

/** Who signs with what, and where it is paid. Nobody else is paid there: what lies there is what it got. */
export interface Person {
  readonly name: string;
  readonly key: SigningKey;
  readonly signer: Hex;
  readonly payout: Hex;
}

export const DAY = 86_400;
export const NONE: Hex = `0x${"00".repeat(32)}`;
/** ETH, as states name it. */
export const ETH: Hex = NONE;

export const ALICE: Person = person("Alice");
export const BOB: Person = person("Bob");
export const INGRID: Person = person("Ingrid");
export const CAROL: Person = person("Carol");
export const MALLORY: Person = person("Mallory");
/** Version 0, which nobody signs. */
export const NOTHING: State = { version: 0, isFinal: false, interactionsRoot: NONE, assets: [] };

/** One asset of a state; `delta` is what each has more than it deposited. */
export function assetOf(
  token: Hex,
  delta: readonly bigint[],
  locked = 0n,
  withdrawn: readonly bigint[] = [],
): AssetState {
  return { token, id: 0n, locked, delta: [...delta], withdrawn: [...withdrawn] };
}

/** A state in ETH. */
export function stateOf(version: number, delta: readonly bigint[], change: Partial<State> = {}, locked = 0n): State {
  return { version, isFinal: false, interactionsRoot: NONE, assets: [assetOf(ETH, delta, locked)], ...change };
}

export function hex(text: string): Hex {
  // Sound: callers pass what starts with 0x.
  return text.toLowerCase() as Hex;
}

export function person(name: string): Person {
  const key = new SigningKey(keccak256(toUtf8Bytes(name)));
  const payout = hex(`0x${keccak256(toUtf8Bytes(`payout of ${name}`)).slice(26)}`);
  return { name, key, signer: hex(computeAddress(key.publicKey)), payout };
}

/** A person who is paid at another account. */
export function paidAt(who: Person, payout: Hex): Person {
  return { ...who, payout };
}
