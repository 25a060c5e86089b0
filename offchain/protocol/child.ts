import type { ChannelFacts } from "../channel/chain.ts";
import { type Content, fingerprintOf } from "../channel/content.ts";
import type { Op, Operation } from "../channel/operation.ts";
import { leaves } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import { hashState } from "../generated/protocol/hashes.ts";
import type { ChildTerms } from "../generated/protocol/structs.ts";
import type { ChannelState, Env, Genesis } from "./channelState.ts";

/** An outcome of a child: per asset of its funding, per participant; base units. */
export type Outcome = readonly (readonly bigint[])[];

export type LegOp = Op & { readonly body: Extract<Operation, { kind: "leg" | "fold" }> };
/** Whether an operation puts a child's funds into a channel, or gives them back. */
export const isLegOp = (op: Op): op is LegOp => op.body.kind === "leg" || op.body.kind === "fold";

/** K4: the ends of a child sign nothing from here on (chain seconds): what they hold has to get on chain before its expiry. */
export function lastSigning(env: Pick<Env, "profile">, { channel, child }: Genesis): number {
  if (child === undefined || child.terms.expiry === 0) return Number.POSITIVE_INFINITY;
  return child.terms.expiry - channel.challengeDuration - env.profile.inclusion;
}

/** Adjudicator §4: a child is fixed by a conclude, by a challenge that ran out, or by its expiry. */
export function isFixedChild({ status, deadline }: ChannelFacts, { expiry }: ChildTerms, now: number): boolean {
  return status === 2 || (status === 1 && now >= deadline) || (expiry !== 0 && now >= expiry);
}

/**
 * What a child comes to on chain (adjudicator §8): funding + delta + resolved, and what nobody claimed in time to participant 0. Null
 * while it is not complete, or its registered state is not known.
 */
export function completeOutcome(child: Hex, facts: ChannelFacts, terms: ChildTerms, now: number): Outcome | null {
  if (!isFixedChild(facts, terms, now)) return null;
  if (facts.version === 0) return terms.funding.map(({ amounts }) => amounts);
  const state = facts.child?.state ?? null;
  if (state === null || `0x${hashState(child, state).slice(26)}` !== facts.fingerprint) return null;
  const left = state.assets.map(({ locked }, k) => locked - (facts.child?.released[k] ?? 0n));
  if (left.some((amount) => amount !== 0n) && !(terms.expiry !== 0 && now >= terms.resolveBy)) return null;
  return terms.funding.map(({ amounts }, k) =>
    amounts.map((amount, i) => {
      const resolved = facts.child?.resolved[k]?.[i] ?? 0n;
      return amount + (state.assets[k]?.delta[i] ?? 0n) + resolved + (i === 0 ? (left[k] ?? 0n) : 0n);
    }),
  );
}

/** What a state of a child without interactions gives to each participant: funding + delta. */
export function outcomeOf({ books }: Content): Outcome {
  return books.map(({ deposits, delta }) => deposits.map((amount, i) => amount + (delta[i] ?? 0n)));
}

/** Whether the chain has registered this very state. */
export const isRegistered = (channelId: Hex, content: Content, facts: ChannelFacts): boolean =>
  facts.version === content.version && fingerprintOf(channelId, content) === facts.fingerprint;

/** Where the leg of a child is in a state, or null. */
export function legIn({ tree }: Content, child: Hex): number | null {
  for (const [index, leaf] of leaves(tree)) if (leaf.kind === "leg" && leaf.leaf.child === child) return index;
  return null;
}

/** The seats of a child in a channel of an end and the intermediary: its own, and for all others the intermediary's (adjudicator §8). */
export function seatsIn(nodes: readonly Hex[], parent: Genesis, end: number, hub: number): number[] {
  return nodes.map((node) => (node === parent.nodes[end] ? end : hub));
}

export const sameOutcome = (a: Outcome, b: Outcome): boolean =>
  a.length === b.length && a.every((row, k) => row.length === b[k]?.length && row.every((one, i) => one === b[k]?.[i]));

/** Whether the funds of a child are in any state that the chain may settle a channel on. */
export const mayHoldLeg = ({ held, candidates }: ChannelState, child: Hex): boolean =>
  [held.content, ...candidates.map(({ content }) => content)].some((content) => legIn(content, child) !== null);
