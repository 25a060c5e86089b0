import type { ChainUpdate, ChannelView } from "../channel/chain.ts";
import { type Content, fingerprintOf, firstContent } from "../channel/content.ts";
import { entries, get, remove, set } from "../channel/hexMap.ts";
import { leafAt, leaves } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import type { ChildTerms } from "../generated/protocol/structs.ts";
import { type ChannelState, type Env, isKind, type Out, possible, type Step, tell } from "./channelState.ts";
import { isFixedChild } from "./child.ts";
import { claimOverdue, foldChildren } from "./folding.ts";
import { impatience } from "./games.ts";

import { decidedBy } from "./outcome.ts";
import { learn, onTime } from "./payments.ts";
import { countDeposits } from "./resize.ts";
import { emit, inChannel, type Run } from "./run.ts";

/** News from the chain: the head, publications, and every channel that changed; then whatever time decides. */
export function onChain(run: Run, update: ChainUpdate): void {
  const { state } = run;
  let { publications } = state;
  for (const hash of update.unpublished) publications = remove(publications, hash);
  for (const publication of update.published) publications = set(publications, publication.hash, publication);
  run.state = { ...state, head: update.head, final: update.final, headSeenAt: run.env.now, publications };
  for (const { preimage } of update.published) learn(run, preimage);
  for (const view of update.channels) seen(run, view);
  for (const [channelId] of entries(run.state.channels)) {
    inChannel(run, channelId as Hex, aged);
    countDeposits(run, channelId as Hex);
    impatience(run, channelId as Hex);
  }
  foldChildren(run);
  claimOverdue(run);
  onTime(run);
}

function seen(run: Run, view: ChannelView): void {
  const before = get(run.state.channels, view.channelId);
  if (before === undefined && get(run.state.mediated, view.channelId) !== undefined)
    run.state = { ...run.state, childViews: set(run.state.childViews, view.channelId, view) };
  if (before === undefined) return;
  inChannel(run, view.channelId, (_, state) => ({ state: { ...state, view }, out: [] }));
  const challenged = view.head.status === 1 && before.view?.head.status !== 1;
  if (challenged)
    emit(run, {
      type: "channel",
      channelId: view.channelId,
      what: "challenged",
      text: `version ${view.head.version} is registered, the deadline is ${view.head.deadline}`,
    });
}

/** What a channel becomes by what is final on chain, at each block. */
function aged(env: Env, state: ChannelState): Step {
  const { view } = state;
  if (view === null || state.life === "closed") return { state, out: [] };
  if (state.genesis.child !== undefined) return agedChild(env, state, view, state.genesis.child.terms);
  if (state.life === "funding" && funded(state, view))
    return { state: { ...state, life: "open" }, out: [tell(state, { kind: "opened" })] };
  const disputed = view.final.status === 1 && env.finalTime >= view.final.deadline;
  if (disputed && (state.life === "open" || state.life === "funding")) return fix(state, view);
  if (view.final.closed.length > 0 && view.final.closed.every(Boolean) && state.life !== "fixed")
    return concluded(state);
  if (state.life === "fixed" && settled(state, view)) return close(state);
  return { state, out: [] };
}

/** A child is fixed by its own clock (adjudicator §4); what pays it is its parent's affair. */
function agedChild(env: Env, state: ChannelState, view: ChannelView, terms: ChildTerms): Step {
  const runs = state.life === "open" || state.life === "funding";
  return runs && isFixedChild(view.final, terms, env.finalTime) ? fix(state, view) : { state, out: [] };
}

function funded({ genesis }: ChannelState, view: ChannelView): boolean {
  return genesis.assets.every(({ deposits }, a) =>
    deposits.every((amount, i) => (view.final.nets[a]?.[i] ?? 0n) >= amount),
  );
}

/** The state that a fingerprint on chain names, among those this node can name. */
export function named(state: ChannelState, version: number, fingerprint: Hex): Content | null {
  const { channelId, assets, channel } = state.genesis;
  if (version === 0) return firstContent(channel.participants.length, assets);
  return (
    possible(state).find(
      (content) => content.version === version && fingerprintOf(channelId, content) === fingerprint,
    ) ?? null
  );
}

/** FIXED: the outcome decides every operation: in it FINAL, else DEAD. */
function fix(state: ChannelState, view: ChannelView): Step {
  const outcome = named(state, view.final.version, view.final.fingerprint);
  if (outcome === null) return fixUnknown(state, view);
  const stale = outcome.version < state.held.content.version;
  const out: Out[] = stale
    ? [
        tell(state, {
          kind: "alarm",
          text: `the stale version ${outcome.version} was fixed; version ${state.held.content.version} was not shown in time`,
        }),
      ]
    : [];
  out.push(...decidedBy(state, outcome));
  const next: ChannelState = {
    ...state,
    life: "fixed",
    outcome,
    pending: [],
    unfinal: [],
    submitted: [],
    chosen: carried(state, outcome),
  };
  return { state: next, out: [...out, tell(state, { kind: "fixed" })] };
}

/** A state was fixed that this node has forgotten: nothing about its operations can be said but that they are over. */
function fixUnknown(state: ChannelState, view: ChannelView): Step {
  const text = `the chain has fixed version ${view.final.version}, which this node does not know`;
  const next: ChannelState = { ...state, life: "fixed", pending: [], unfinal: [], submitted: [] };
  return { state: next, out: [tell(state, { kind: "alarm", text }), tell(state, { kind: "fixed" })] };
}

/** A move that was never co-signed is made on chain instead (adjudicator §9): the mover's own choice stands. */
function carried(state: ChannelState, outcome: Content): ChannelState["chosen"] {
  const chosen = { ...state.chosen };
  for (const { op } of state.pending) {
    if (!isKind(op, "move") || (outcome.seqs[op.id.participant] ?? 0) >= op.id.seq) continue;
    const { index, seat, move, args } = op.body;
    if (leafAt(outcome.tree, index)?.kind === "app") chosen[`${index}/0/${seat}`] ??= { move, args };
  }
  return chosen;
}

/** Whether everything of the outcome is paid and claimed, in a final block. */
function settled({ outcome }: ChannelState, view: ChannelView): boolean {
  if (outcome === null) return false;
  const paid = outcome.books.every((book, a) =>
    book.delta.every((delta, i) => (view.final.nets[a]?.[i] ?? 0n) + delta === 0n),
  );
  const claimed = new Set(view.final.claimed);
  return paid && leaves(outcome.tree).every(([index]) => claimed.has(index));
}

function close(state: ChannelState): Step {
  return { state: { ...state, life: "closed" }, out: [tell(state, { kind: "closed" })] };
}

/** Concluded: the final state is the outcome, whether it was held here or is a candidate that the other side showed. */
function concluded(state: ChannelState): Step {
  const outcome = possible(state).find(({ isFinal }) => isFinal) ?? null;
  const decided = outcome === null ? [] : decidedBy(state, outcome);
  const closed = close({ ...state, outcome, pending: [], unfinal: [], submitted: [] });
  return { state: closed.state, out: [...decided, ...closed.out] };
}
