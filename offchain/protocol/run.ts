import { get } from "../channel/hexMap.ts";
import type { Operation, OpId } from "../channel/operation.ts";
import type { Hex } from "../evm/hex.ts";
import type { ChannelState, Env, Notice, Step } from "./channelState.ts";
import {
  channelEnv,
  type Effect,
  type NodeEnv,
  type NodeEvent,
  type NodeState,
  type Reply,
  take,
} from "./nodeState.ts";
import { originate } from "./update.ts";

/**
 * A step of the node under way: where its parts put what they make. It lives for one step only; states themselves are never
 * changed. `heard` acts on what a channel has to tell.
 */
export interface Run {
  readonly env: NodeEnv;
  state: NodeState;
  readonly effects: Effect[];
  readonly heard: (run: Run, channelId: Hex, notice: Notice) => void;
}

export const emit = (run: Run, event: NodeEvent): void => {
  run.effects.push({ kind: "event", event });
};

export const answer = (run: Run, request: string | null, reply: Reply): void => {
  if (request !== null) run.effects.push({ kind: "reply", request, reply });
};

/** Does a channel's step, if there is such a channel, and acts on what it tells. */
export function inChannel(run: Run, channelId: Hex, step: (env: Env, state: ChannelState) => Step): void {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined) return;
  const taken = take(run.state, step(channelEnv(run.env, run.state), channel));
  run.state = taken.state;
  run.effects.push(...taken.effects);
  for (const { channelId: id, notice } of taken.told) run.heard(run, id, notice);
}

/** Starts an operation of this node's: durable with this turn, proposed or submitted at its end. */
export function start(run: Run, channelId: Hex, body: Operation): OpId | null {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined) return null;
  const seq = run.state.logSeq + 1;
  run.state = { ...run.state, logSeq: seq };
  const id: OpId = { participant: channel.genesis.me, seq };
  inChannel(run, channelId, (_, state) => originate(state, { id, body }));
  return id;
}
