import type { ChannelFacts } from "../channel/chain.ts";
import { entries, get } from "../channel/hexMap.ts";
import type { Op } from "../channel/operation.ts";
import { leaves, size } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import type { ChildTerms } from "../generated/protocol/structs.ts";
import { type ChannelState, finalSigned, isKind, possible, ready, tell } from "./channelState.ts";
import { completeOutcome, isLegOp, legIn, mayHoldLeg, type Outcome, outcomeOf } from "./child.ts";
import { giveUpChild } from "./childOpening.ts";
import { force } from "./games.ts";
import { emit, inChannel, type Run, start } from "./run.ts";

/** A leg or a fold of this node's, or of the intermediary's, is FINAL in a parent: what the child becomes by it. */
export function onLegFinal(run: Run, op: Op): void {
  if (isKind(op, "leg")) opened(run, op.body.child);
  if (isKind(op, "fold")) folded(run, op.body.child);
}

function opened(run: Run, childId: Hex): void {
  if (get(run.state.channels, childId)?.life !== "funding") return;
  inChannel(run, childId, (_, state) => ({
    state: { ...state, life: "open" },
    out: [tell(state, { kind: "opened" })],
  }));
}

function folded(run: Run, childId: Hex): void {
  const child = get(run.state.channels, childId);
  if (child === undefined || child.life === "closed") return;
  inChannel(run, childId, (_, state) => ({
    state: {
      ...state,
      life: "closed",
      outcome: state.outcome ?? state.held.content,
      pending: [],
      unfinal: [],
      submitted: [],
    },
    out: [tell(state, { kind: "closed" })],
  }));
}

/** A leg of this node's is DEAD: nobody's money is in the child. A fold that is DEAD is asked for again at a later block. */
export function onLegDead(run: Run, op: Op, reason: string): void {
  if (isKind(op, "leg") && get(run.state.channels, op.body.child)?.life === "funding")
    giveUpChild(run, op.body.child, reason);
}

/** What the parents are to give for a child now: its final state's outcome if the ends have agreed, or the chain's (K3); else null. */
function dueOutcome(run: Run, { genesis, held, candidates, life, view, behind }: ChannelState): Outcome | null {
  const { child, channelId } = genesis;
  if (child === undefined || behind !== null) return null;
  if (life === "open" && held.content.isFinal && candidates.length === 0 && size(held.content.tree) === 0)
    return outcomeOf(held.content);
  if (life !== "fixed" || view === null) return null;
  return completeOutcome(channelId, view.final, child.terms, run.state.final?.timestamp ?? 0);
}

/** At each block and at the end of a turn with news of a child: its parent gives the outcome, as soon as there is one. */
export function foldChildren(run: Run): void {
  for (const [id, child] of entries(run.state.channels)) {
    const { child: inner } = child.genesis;
    if (inner === undefined || child.life === "closed" || child.life === "opening") continue;
    const parent = get(run.state.channels, inner.parent);
    if (parent === undefined) continue;
    if (parent.life === "closed") leftWithParent(run, id as Hex, child);
    else if (remembered(run, parent, child)) continue;
    else if (child.life !== "funding") foldIn(run, parent, child);
  }
}

/** What a node that came back with an old disk has not heard: that the leg is in for good, or out of every possible state (V2). */
function remembered(run: Run, parent: ChannelState, child: ChannelState): boolean {
  const { channelId } = child.genesis;
  const under = [...parent.pending, ...parent.unfinal].some(({ op }) => isLegOp(op) && op.body.child === channelId);
  if (under || !ready(parent) || parent.held.content.version < parent.unknownUpTo) return false;
  const there = mayHoldLeg(parent, channelId);
  const everywhere = there && possible(parent).every((content) => legIn(content, channelId) !== null);
  if (child.life === "funding" && everywhere) opened(run, channelId);
  else if (child.life === "funding" && !there) giveUpChild(run, channelId, "its leg was never signed");
  else if (child.life !== "funding" && !there) folded(run, channelId);
  else return false;
  return true;
}

function foldIn(run: Run, parent: ChannelState, child: ChannelState): void {
  const { channelId } = child.genesis;
  const outcome = dueOutcome(run, child);
  const index = legIn(parent.held.content, channelId);
  if (outcome === null || index === null || !ready(parent) || finalSigned(parent)) return;
  const asked = parent.pending.some(({ op }) => isKind(op, "fold") && op.body.child === channelId);
  if (!asked) start(run, parent.genesis.channelId, { kind: "fold", index, child: channelId, outcome });
}

/** When a child became complete at the latest, in chain seconds: by its challenge, or by its expiry. */
const completeSince = ({ status, deadline }: ChannelFacts, { expiry }: ChildTerms): number =>
  status === 1 && (expiry === 0 || deadline < expiry) ? deadline : expiry;

/**
 * C4: a child has been complete for `force`, and its leg is still in a channel of this node's: its fold is owed, by an end to the
 * intermediary and the other way round. The chain pays the leg without anybody.
 */
export function claimOverdue(run: Run): void {
  const now = run.state.final?.timestamp ?? 0;
  for (const [id, { life, force: forced, behind, held }] of entries(run.state.channels)) {
    if (life !== "open" || forced !== null || behind !== null) continue;
    for (const [, leaf] of leaves(held.content.tree)) {
      if (leaf.kind !== "leg") continue;
      const { child } = leaf.leaf;
      const facts = (get(run.state.channels, child)?.view ?? get(run.state.childViews, child))?.final;
      if (facts === undefined || completeOutcome(child, facts, leaf.terms, now) === null) continue;
      if (now >= completeSince(facts, leaf.terms) + run.env.profile.force / 1_000)
        force(run, id as Hex, "the other side owes the outcome of a virtual channel that the chain has fixed");
    }
  }
}

/** The parent was settled on chain: its claim has paid the leg, or it never held it. */
function leftWithParent(run: Run, childId: Hex, child: ChannelState): void {
  if (child.life === "funding") return giveUpChild(run, childId, "its parent channel is closed");
  folded(run, childId);
  emit(run, { type: "channel", channelId: childId, what: "updated", text: "paid with its parent channel" });
}

/** Whether a node between two ends has to go on looking at a child: while its funds may be in one of its channels. */
export function isWatched(run: Pick<Run, "state">, child: Hex): boolean {
  return entries(run.state.channels).some(([, channel]) => channel.life !== "closed" && mayHoldLeg(channel, child));
}
