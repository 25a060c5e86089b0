import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { AssetState, Channel, State } from "../../offchain/generated/protocol/structs.ts";
import { ContractAbi } from "./abi.ts";
import { mock } from "./mocks.ts";
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

/** That a call reverts, for whatever reason its contract has. */
export async function fails(call: Promise<unknown>): Promise<void> {
  const failure = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof Error && failure.message.includes("reverts")))
    throw new Error(`no revert: ${String(failure)}`);
}

/** A call of a mock, as bytes. */
export function dataOf(name: string, entry: string, args: readonly unknown[]): Hex {
  return new ContractAbi(mock(name).abi).encode(entry, args);
}

/** What there is to deposit in tests. `GOLD` is allowed to the adjudicator; so are `kitty` and `items`; `dollar` is not. */
export interface Stock {
  readonly GOLD: Hex;
  readonly USD: Hex;
  readonly dollar: Address;
  readonly kitty: Address;
  readonly items: Address;
}

/** Tokens of each kind. Each owner has 1,000 dollars and 50 of item 3; the first owner collectible 1. */
export async function stocked(world: World, owners: readonly Address[]): Promise<Stock> {
  const GOLD = await world.token();
  const dollar = await world.deployMock("DollarToken");
  const kitty = await world.deployMock("TestCollectible");
  const items = await world.deployMock("TestItems");
  for (const by of owners) {
    await world.tell("DollarToken", dollar, "mint", [by, 1_000n]);
    await world.tell("TestItems", items, "mint", [by, 3n, 50n]);
    await world.tell("TestItems", items, "setApprovalForAll", [world.court, true], { by });
    await world.tell("TestCollectible", kitty, "setApprovalForAll", [world.court, true], { by });
  }
  await world.tell("TestCollectible", kitty, "mint", [owners[0], 1n]);
  return { GOLD, USD: assetOf("erc20", dollar), dollar, kitty, items };
}
