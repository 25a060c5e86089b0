import {
  type ChannelState,
  type Env,
  finalSigned,
  frozen,
  type Out,
  peersOf,
  RESEND_FIRST,
  ready,
  type Step,
  send,
} from "./channelState.ts";
import type { Message, MessageOf } from "./messages.ts";
import { newerHeld } from "./newerHeld.ts";
import { isSticky } from "./sticky.ts";
import { amProposer, MAX_JUMP, MAX_TERM, proposerOf, termBegun } from "./term.ts";

/** Status: where this node stands in its term, for everybody (protocol §1.2). Of the candidates' operations only the sticky ones go. */
export function statusOf({ genesis, term, held, candidates, maxSigned }: ChannelState): Message {
  return {
    kind: "status",
    channelId: genesis.channelId,
    term,
    held: { version: held.content.version, digest: held.digest },
    signatures: held.signatures,
    candidates: candidates.slice(-8).map(({ version, base, digest, proposer, ops }) => ({
      version,
      base: base.digest,
      digest,
      proposer,
      sticky: ops.filter(isSticky),
    })),
    maxSigned: maxSigned.version,
  };
}

/** Everything of this node's that waits, given to the present proposer. */
export function submissions(state: ChannelState): Out[] {
  const to = state.genesis.nodes[proposerOf(state)];
  if (amProposer(state) || to === undefined || !ready(state)) return [];
  return state.pending.flatMap(({ op, refusal }) =>
    refusal === null ? [send(to, { kind: "submit", channelId: state.genesis.channelId, op })] : [],
  );
}

/**
 * Enters a term (protocol T2): durable before the Status leaves. What was said and handed in for an older term is forgotten; what this
 * node wants goes to the new proposer.
 */
export function enter(env: Env, state: ChannelState, term: number): Step {
  const next: ChannelState = {
    ...state,
    term,
    standings: state.standings.map(() => null),
    submitted: [],
    enteredAt: env.now,
    sentAt: env.now,
    wait: RESEND_FIRST,
  };
  // A node that may have forgotten what it signed cannot say where it stands.
  const said = next.behind === null ? peersOf(next).map((node) => send(node, statusOf(next))) : [];
  return { state: next, out: [...said, ...submissions(next)] };
}

/** Whether a participant's word may move this node to a newer term now: one leap per `rot`/2 (protocol T1). */
function mayBring(env: Env, { broughtAt, term }: ChannelState, from: number, to: number): boolean {
  const since = env.now - (broughtAt[from] ?? Number.NEGATIVE_INFINITY);
  return to > term && to < MAX_TERM && to <= term + MAX_JUMP && since >= env.profile.rot / 2;
}

/** A newer term out of a Status or a Welcome. */
export function brought(env: Env, state: ChannelState, from: number, term: number): Step {
  if (state.life !== "open" || !mayBring(env, state, from, term)) return { state, out: [] };
  const broughtAt = state.broughtAt.map((at, i) => (i === from ? env.now : at));
  return enter(env, { ...state, broughtAt }, term);
}

/** Status: a newer term is entered; of this one, the proposer keeps one per participant (protocol T2, T3). */
export function onStatus(env: Env, start: ChannelState, from: number, message: MessageOf<"status">): Step {
  const to = start.genesis.nodes[from];
  if (start.life !== "open" || to === undefined) return { state: start, out: [] };
  const adopted = newerHeld(env, start, from, message);
  const moved = brought(env, adopted.state, from, message.term);
  const { state } = moved;
  const out = [...adopted.out, ...moved.out];
  if (message.term > state.term) return { state, out };
  if (message.term < state.term)
    return { state, out: state.behind === null ? [...out, send(to, statusOf(state))] : out };
  // A proposer that asks has not heard this node: nobody else is answered, so no two answer each other for ever.
  if (from === proposerOf(state) && moved.out.length === 0 && state.behind === null)
    out.push(send(to, statusOf(state)));
  const sticky = message.candidates.flatMap((candidate) => candidate.sticky);
  const signed = Math.max(0, ...message.candidates.map(({ version }) => version));
  const standing = { held: message.held.version, signed, sticky };
  const standings = state.standings.map((known, i) => (i === from ? standing : known));
  const floor = Math.min(Math.max(state.versionFloor, message.maxSigned), state.maxSigned.version + MAX_JUMP - 1);
  return { state: { ...state, standings, versionFloor: floor }, out };
}

/**
 * T1: what this node waits for is missing for `rot`, while the others are connected. Only in a group of more than two: with two, a
 * proposer that does nothing is a signer that would sign nothing. Once round the group without a held state, each term twice as long as
 * the one before, and no more is gained.
 */
export function overdue(env: Env, state: ChannelState): boolean {
  const { genesis, owedSince, enteredAt, term, heldIn } = state;
  const participants = genesis.nodes.length;
  if (participants === 2 || owedSince === null || !ready(state) || frozen(state) || finalSigned(state)) return false;
  // Each term that comes to nothing may leave one more candidate: the next one is given twice the time.
  const wait = env.profile.rot * 2 ** Math.max(0, term - heldIn);
  return env.now - owedSince >= wait && env.now - enteredAt >= wait && term < heldIn + participants;
}

/** What a term that has not begun needs said again: this node's Status to the proposer, the proposer's to those it has not heard. */
export function statuses(state: ChannelState): Out[] {
  const { genesis, term, heldIn, standings, candidates, pending, submitted } = state;
  const waits = candidates.length > 0 || pending.length > 0 || submitted.length > 0;
  // A proposer that was started again has forgotten where the others stand, whatever was held in its term before.
  const forgotten = amProposer(state) && !termBegun(state);
  if (term === 0 || (heldIn >= term && !forgotten) || !waits || state.behind !== null) return [];
  const missing = (i: number): boolean =>
    i !== genesis.me && (amProposer(state) ? standings[i] === null : i === proposerOf(state));
  return genesis.nodes.flatMap((node, i) => (missing(i) ? [send(node, statusOf(state))] : []));
}
