// What is wrong, one thing at a time: states, signatures, masks. Each has an error of its own or is skipped.
import type { AssetState, State } from "../../../offchain/generated/protocol/structs.ts";
import type { Random } from "../../simulation/random.ts";
import type { Flaw, StateSignature } from "../calls.ts";
import { ZERO } from "../identity.ts";
import type { Ours } from "./ours.ts";

const FLAWS: readonly Flaw[] = ["malleable", "lowV", "otherDomain", "zero", "short"];

const withAsset = (state: State, k: number, change: (asset: AssetState) => AssetState): State => ({
  ...state,
  assets: state.assets.map((asset, i) => (i === k ? change(asset) : asset)),
});

type Spoiling = (state: State, random: Random, k: number) => State;

const shifted = (amounts: readonly bigint[], at: number, by: bigint): bigint[] =>
  amounts.map((amount, i) => (i === at ? amount + by : amount));

const SPOILINGS: readonly Spoiling[] = [
  // C2: insolvent by one, sums kept.
  (state, random, k) =>
    withAsset(state, k, (asset) => {
      const n = asset.delta.length;
      const i = random.below(n);
      return { ...asset, delta: shifted(shifted(asset.delta, i, 1n), (i + 1) % n, -1n) };
    }),
  // What is given is more than what is there.
  (state, random, k) =>
    withAsset(state, k, (asset) => ({ ...asset, delta: shifted(asset.delta, random.below(asset.delta.length), 1n) })),
  (state, _, k) => withAsset(state, k, (asset) => ({ ...asset, locked: asset.locked + 1n })),
  // C4: an asset twice, or not in order.
  (state) => ({ ...state, assets: [...state.assets, ...state.assets.slice(-1)] }),
  (state) => ({ ...state, assets: [...state.assets].reverse() }),
  (state) => ({ ...state, assets: [] }),
  (state) => ({ ...state, assets: Array.from({ length: 17 }, (_, i) => numbered(state, i)).filter(isAsset) }),
  (state, _, k) => withAsset(state, k, (asset) => ({ ...asset, delta: asset.delta.slice(1) })),
  (state, _, k) => withAsset(state, k, (asset) => ({ ...asset, delta: [...asset.delta, 0n] })),
  (state, _, k) => withAsset(state, k, (asset) => ({ ...asset, withdrawn: [...asset.withdrawn, 0n] })),
  // M13: at the bound of amounts.
  (state, random, k) =>
    withAsset(state, k, (asset) => {
      const i = random.below(asset.delta.length);
      const j = (i + 1) % asset.delta.length;
      return { ...asset, delta: shifted(shifted(asset.delta, i, 1n << 119n), j, -(1n << 119n)) };
    }),
  (state, _, k) => withAsset(state, k, (asset) => ({ ...asset, withdrawn: asset.delta.map(() => 1n << 119n) })),
  (state, _, k) => withAsset(state, k, (asset) => ({ ...asset, withdrawn: asset.delta.map(() => (1n << 119n) - 1n) })),
  // No interactions, and yet something locked.
  (state) => ({ ...state, interactionsRoot: ZERO }),
  (state, _, k) => withAsset(state, k, (asset) => ({ ...asset, id: asset.id + 1n })),
  (state, _, k) => withAsset(state, k, (asset) => ({ ...asset, token: `0x04${asset.token.slice(4)}` })),
  (state, _, k) => withAsset(state, k, (asset) => ({ ...asset, token: `0x0101${asset.token.slice(6)}` })),
  (state) => ({ ...state, isFinal: !state.isFinal }),
  (state) => ({ ...state, version: Math.max(0, state.version - 1) }),
];

function numbered(state: State, i: number): AssetState | undefined {
  const [first] = state.assets;
  if (first === undefined) return undefined;
  const token = `0x01${"0".repeat(22)}${(i + 1).toString(16).padStart(40, "0")}` as const;
  return { ...first, token, id: 0n, locked: 0n, delta: first.delta.map(() => 0n), withdrawn: [] };
}

const isAsset = (asset: AssetState | undefined): asset is AssetState => asset !== undefined;

/** A state with one thing wrong (sometimes nothing, where that makes no difference). */
export function spoiled(random: Random, state: State): State {
  const spoiling = random.pick(SPOILINGS);
  const k = random.below(Math.max(1, state.assets.length));
  return spoiling?.(state, random, k) ?? state;
}

/** Everybody's signatures over a state. */
export const allSign = ({ channel }: Ours): readonly StateSignature[] =>
  channel.participants.map(({ signer }) => ({ by: signer }));

/** Signatures of which one is wrong: its bytes, its signer, what it covers; or one is missing. */
export function flawed(random: Random, ours: Ours, good: readonly StateSignature[]): readonly StateSignature[] {
  const at = random.below(good.length);
  const change = (to: StateSignature): readonly StateSignature[] => good.map((one, i) => (i === at ? to : one));
  const mine = good[at];
  if (mine === undefined) return good;
  switch (random.below(5)) {
    case 0:
      return good.slice(1);
    case 1:
      return [...good, mine];
    case 2:
      return change({ ...mine, by: good[(at + 1) % good.length]?.by ?? mine.by });
    case 3:
      return change({ ...mine, over: { channelId: ours.channelId, state: ours.newest.state } });
    default:
      return change({ ...mine, flaw: random.pick(FLAWS) ?? "zero" });
  }
}
