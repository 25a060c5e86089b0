import type { ChainAction, ChannelInterest } from "../channel/chain.ts";
import { changed, entries, remove } from "../channel/hexMap.ts";
import type { Commit } from "../channel/records.ts";
import { leaves } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import type { ChannelState } from "../protocol/channelState.ts";
import { commitOf } from "../protocol/disk.ts";
import { isWatched } from "../protocol/folding.ts";
import { endTurn, type Input, step } from "../protocol/node.ts";
import { channelEnv, type Effect, type NodeEnv, type NodeState } from "../protocol/nodeState.ts";
import { resizingOf } from "../watcher/resizing.ts";
import { wantsOf } from "../watcher/wants.ts";

/** What one channel wants of the chain now; replaces what it wanted before. */
export interface Wish {
  readonly channelId: Hex;
  readonly interest: ChannelInterest;
  readonly actions: readonly ChainAction[];
}

/** A turn of the event loop: the new state, what must be durable first, and what may leave after. */
export interface Turn {
  readonly state: NodeState;
  readonly commit: Commit | null;
  readonly effects: readonly Effect[];
  readonly wishes: readonly Wish[];
}

/**
 * One turn, pure: every input in order, then the updates, then what the disk and the chain are to have. The same function runs
 * in the node and in the simulator.
 */
export function turn(env: NodeEnv, before: NodeState, inputs: readonly Input[]): Turn {
  let state = before;
  const effects: Effect[] = [];
  for (const input of inputs) {
    const done = step(env, state, input);
    state = done.state;
    effects.push(...done.effects);
  }
  const ended = endTurn(env, state);
  effects.push(...ended.effects);
  const durable = commitOf(before, ended.state);
  const after = forget(before, durable?.state ?? ended.state);
  const timePassed = inputs.some(({ kind }) => kind === "chain");
  return { state: after, commit: durable?.commit ?? null, effects, wishes: wishes(env, before, after, timePassed) };
}

/** Lets go of payments that this turn brought to their end: they are on disk, and nothing hangs on them any more. */
function forget(before: NodeState, after: NodeState): NodeState {
  let { payments } = after;
  for (const [id, { status }] of changed(before.payments, after.payments).set)
    if (status !== "inFlight") payments = remove(payments, id);
  return payments === after.payments ? after : { ...after, payments };
}

/** Whose wishes may have changed: a channel that did, or all of them when time went on. */
function wishes(env: NodeEnv, before: NodeState, after: NodeState, timePassed: boolean): Wish[] {
  const channels = timePassed ? entries(after.channels) : changed(before.channels, after.channels).set;
  const seen = channelEnv(env, after);
  const own = channels.map(([, channel]) => ({
    channelId: channel.genesis.channelId,
    interest: interestOf(channel),
    actions: [...wantsOf(seen, channel), ...resizingOf(channel)],
  }));
  const between = mediatedInterests(after).map((interest) => ({
    channelId: interest.channelId,
    interest,
    actions: [],
  }));
  return [...own, ...between];
}

/** The children that this node stands between, while their funds may be in its channels. */
export function mediatedInterests(state: NodeState): ChannelInterest[] {
  return entries(state.mediated).flatMap(([, { child, channel, terms }]) =>
    isWatched({ state }, child) ? [{ channelId: child, channel, terms, assets: [], indices: [] }] : [],
  );
}

/** What the chain port is to tell about a channel. */
export function interestOf({ genesis, outcome }: ChannelState): ChannelInterest {
  const { channelId, channel, assets, child } = genesis;
  if (child !== undefined) return { channelId, channel, terms: child.terms, assets: [], indices: [] };
  return {
    channelId,
    channel,
    assets: assets.map(({ token, id }) => ({ token, id })),
    indices: outcome === null ? [] : leaves(outcome.tree).map(([index]) => index),
  };
}
