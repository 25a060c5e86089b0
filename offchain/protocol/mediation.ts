import { entries, get, remove, set } from "../channel/hexMap.ts";
import type { NodeId } from "../channel/keys.ts";
import type { Hex } from "../evm/hex.ts";
import { type ChannelState, ready, send } from "./channelState.ts";
import { completeOutcome, isLegOp, type LegOp, sameOutcome } from "./child.ts";
import { onPropose } from "./countersign.ts";
import type { MessageOf } from "./messages.ts";
import { channelEnv, type WaitingLeg } from "./nodeState.ts";
import { enter } from "./rotation.ts";
import { inChannel, type Run } from "./run.ts";
import { amProposer, termBegun } from "./term.ts";

type Propose = MessageOf<"propose">;

/** Whether this node, as a signer, would sign a proposal now; nothing is done. */
function wouldSign(run: Run, channel: ChannelState, from: NodeId, message: Propose): boolean {
  const at = channel.genesis.nodes.indexOf(from);
  const { state } = onPropose(channelEnv(run.env, run.state), channel, at, message);
  return signed(state, message.digest);
}

const signed = ({ held, candidates }: ChannelState, digest: Hex): boolean =>
  held.digest === digest || candidates.some((candidate) => candidate.digest === digest);

/** What the other end has to bring: the leg of the same child, or its fold at the same outcome (adjudicator C7). */
function fits(a: LegOp, b: LegOp): boolean {
  if (a.body.child !== b.body.child) return false;
  if (a.body.kind === "leg" || b.body.kind === "leg") return a.body.kind === b.body.kind;
  return sameOutcome(a.body.outcome, b.body.outcome);
}

/** K3: one parent alone may be folded once the child is complete in a final block, at that outcome. */
function isComplete(run: Run, { body }: LegOp): boolean {
  const mediated = get(run.state.mediated, body.child);
  const view = get(run.state.childViews, body.child);
  if (body.kind !== "fold" || mediated === undefined || view === undefined) return false;
  const outcome = completeOutcome(body.child, view.final, mediated.terms, run.state.final?.timestamp ?? 0);
  return outcome !== null && sameOutcome(outcome, body.outcome);
}

/**
 * K2: a proposal with a leg or a fold of a child that this node stands between. It is kept until the other parent's is here too; then
 * both are signed in one turn, hence in one commit. False: it is none of these, or it is answered like any other.
 */
export function mediates(run: Run, from: NodeId, message: Propose): boolean {
  const channel = get(run.state.channels, message.channelId);
  const op = message.ops.find(isLegOp);
  if (channel === undefined || op === undefined || get(run.state.mediated, op.body.child) === undefined) return false;
  if (signed(channel, message.digest) || isComplete(run, op) || !wouldSign(run, channel, from, message)) return false;
  const known = get(run.state.waitingLegs, message.channelId);
  // An older one is sent again too, as long as nothing newer is held: it has had its time.
  if (known !== undefined && known.message.version > message.version) return true;
  const at = known?.message.digest === message.digest ? known.at : run.env.now;
  const waiting: WaitingLeg = { from, message, op, at };
  run.state = { ...run.state, waitingLegs: set(run.state.waitingLegs, message.channelId, waiting) };
  const other = entries(run.state.waitingLegs).find(
    ([id, one]) => id !== message.channelId && one.from !== from && fits(one.op, op),
  )?.[1];
  if (other !== undefined) signBoth(run, waiting, other);
  return true;
}

function signBoth(run: Run, a: WaitingLeg, b: WaitingLeg): void {
  const both = [a, b];
  const stands = both.every(({ from, message }) => {
    const channel = get(run.state.channels, message.channelId);
    return channel !== undefined && wouldSign(run, channel, from, message);
  });
  for (const one of both) {
    run.state = { ...run.state, waitingLegs: remove(run.state.waitingLegs, one.message.channelId) };
    if (!stands) reject(run, one, "the other channel cannot do the same now");
    else
      inChannel(run, one.message.channelId, (env, state) =>
        onPropose(env, state, state.genesis.nodes.indexOf(one.from), one.message),
      );
  }
}

function reject(run: Run, { from, message, op }: WaitingLeg, reason: string): void {
  inChannel(run, message.channelId, (_, state) => ({
    state,
    out: [
      send(from, {
        kind: "reject",
        channelId: message.channelId,
        version: message.version,
        digest: message.digest,
        code: "TOO_LATE",
        ops: [op.id],
        maxSigned: state.maxSigned.version,
        reason,
      }),
    ],
  }));
}

/** A tick: an end that was waited for in vain; the other one supersedes its proposal by an empty update. */
export function endWaiting(run: Run): void {
  for (const [channelId, waiting] of entries(run.state.waitingLegs)) {
    if (run.env.now - waiting.at < run.env.profile.patience) continue;
    run.state = { ...run.state, waitingLegs: remove(run.state.waitingLegs, channelId) };
    reject(run, waiting, "the other end has not brought its part");
  }
}

/**
 * The end of a turn: an intermediary that proposes hands its term to the end that asks for a leg or a fold (K2, T1), between two updates
 * and `after` so many milliseconds of its term: two that stand between for each other would hand it to and fro.
 */
export function handOver(run: Run, channelId: Hex, after: number): void {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined || !amProposer(channel) || !ready(channel) || !termBegun(channel)) return;
  const asks = channel.submitted.some((op) => isLegOp(op));
  if (asks && channel.candidates.length === 0 && run.env.now - channel.enteredAt >= after)
    inChannel(run, channelId, (env, state) => enter(env, state, state.term + 1));
}
