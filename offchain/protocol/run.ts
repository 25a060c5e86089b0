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

/** How far the numbers of operations jump when this node meets one of its own that it has forgotten (protocol V5). */
const LOST_JUMP = 2 ** 20;

/**
 * The number of this node's next operation: that of its log, so never used twice. After a loss of disk and guard the log is behind
 * what the channel shows: what is forgotten may be more than that, so the number jumps. An operation with a number that is overtaken
 * would never go in.
 */
function nextSeq(run: Run, { held, candidates, genesis }: ChannelState): number {
  const { logSeq } = run.state;
  const shown = Math.max(...[held, ...candidates].map(({ content }) => content.seqs[genesis.me] ?? 0));
  return shown > logSeq ? shown + LOST_JUMP : logSeq + 1;
}

/** Starts an operation of this node's: durable with this turn, proposed or submitted at its end. */
export function start(run: Run, channelId: Hex, body: Operation): OpId | null {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined) return null;
  const seq = nextSeq(run, channel);
  run.state = { ...run.state, logSeq: seq };
  const id: OpId = { participant: channel.genesis.me, seq };
  inChannel(run, channelId, (_, state) => originate(state, { id, body }));
  return id;
}
