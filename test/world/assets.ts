import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { AssetState, Channel, State } from "../../offchain/generated/protocol/structs.ts";
import { type World, ZERO } from "./world.ts";

/** The kinds of assets, as the first byte of a state's `token` has them. */
export const KIND = { erc20: 1, erc721: 2, erc1155: 3 } as const;

/** A token as a state names it, under that kind: also one that it is not. */
export function assetOf(kind: keyof typeof KIND, at: Address): Hex {
  return `0x0${KIND[kind]}${"00".repeat(11)}${at.slice(2)}`;
}

/** One asset of a state, nothing locked and nothing withdrawn. */
export function part(token: Hex, id: bigint, ...delta: bigint[]): AssetState {
  return { token, id, locked: 0n, delta, withdrawn: [] };
}

export function stateOf(version: number, assets: AssetState[], change: Partial<State> = {}): State {
  return { version, isFinal: false, interactionsRoot: ZERO, assets, ...change };
}

/** Challenges with a signed state, by the first participant, and lets the window pass. */
export async function fix(world: World, channel: Channel, state: State): Promise<void> {
  const [first] = channel.participants;
  if (first === undefined) throw new Error("a channel has participants");
  const signatures = state.version === 0 ? "0x" : world.signState(channel, state);
  await world.must("challenge", [channel, state, signatures, 0, "0x"], { by: first.signer });
  world.wait(channel.challengeDuration);
}
