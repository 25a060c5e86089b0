import type { Hex } from "../evm/hex.ts";
import {
  type ChannelState,
  type Env,
  frozen,
  type Out,
  peersOf,
  RESEND_LAST,
  type Step,
  send,
  tell,
} from "./channelState.ts";
import { caughtUp } from "./finality.ts";
import type { Message, MessageOf } from "./messages.ts";
import { newerHeld } from "./newerHeld.ts";
import { brought, statuses, submissions } from "./rotation.ts";
import { proposal } from "./update.ts";

/** Welcome: what this node knows, for a peer that says Hello (protocol §1.2). */
export function welcome(state: ChannelState, from: number, nonce: Hex): Message {
  const { genesis, term, held, candidates, maxSigned } = state;
  const evidence = candidates.flatMap(({ version, digest, signatures }) => {
    const signature = signatures[from];
    return signature === null || signature === undefined ? [] : [{ version, digest, signature }];
  });
  return {
    kind: "welcome",
    nonce,
    channelId: genesis.channelId,
    term,
    held: { version: held.content.version, digest: held.digest },
    signatures: held.signatures,
    evidence: evidence.slice(0, 8),
    maxSigned: maxSigned.version,
  };
}

/** Hello of a peer: it may have forgotten what was sent to it, so all that is open goes out again, the same bytes. */
export function onHello(state: ChannelState, from: number, nonce: Hex): Step {
  const to = state.genesis.nodes[from];
  if (to === undefined || state.life === "opening" || state.life === "closed") return { state, out: [] };
  return {
    state,
    out: [
      send(to, welcome(state, from, nonce)),
      ...unanswered(state).filter((out) => out.kind === "send" && out.to === to),
    ],
  };
}

/** Everything of this node's that waits for an answer: its open Propose, its signatures on candidates, its pending operations. */
export function unanswered(state: ChannelState): Out[] {
  const { genesis, candidates } = state;
  const out: Out[] = [];
  if (frozen(state) || state.life !== "open") return out;
  for (const candidate of candidates) {
    const signature = candidate.signatures[genesis.me];
    if (candidate.proposer === genesis.me) out.push(...proposal(state, candidate));
    else if (signature !== null && signature !== undefined)
      for (const to of peersOf(state))
        out.push(
          send(to, {
            kind: "sign",
            channelId: genesis.channelId,
            version: candidate.version,
            digest: candidate.digest,
            signature,
          }),
        );
  }
  return [...out, ...statuses(state), ...submissions(state)];
}

/** Welcome: the peer is heard. Whoever turns out to be behind signs nothing new until it has caught up (protocol §1.6). */
export function onWelcome(env: Env, state: ChannelState, from: number, message: MessageOf<"welcome">): Step {
  const signer = state.genesis.channel.participants[state.genesis.me]?.signer;
  // Before the deposits are final nothing is signed, so there is nothing to be behind of: the peer is heard, that is all.
  if (state.life === "funding")
    return { state: { ...state, synced: state.synced.map((known, i) => known || i === from) }, out: [] };
  if (signer === undefined || state.life !== "open") return { state, out: [] };
  const forgotten = message.evidence.filter(
    ({ version, digest, signature }) => version > state.maxSigned.version && env.keys.verify(signer, digest, signature),
  );
  const newest = forgotten.reduce<(typeof forgotten)[number] | null>(
    (best, one) => (best === null || one.version > best.version ? one : best),
    null,
  );
  const aware: ChannelState =
    newest === null
      ? state
      : {
          ...state,
          behind: { maxSigned: newest.version, digest: newest.digest, held: state.held.content.version, sticky: true },
          unknownUpTo: newest.version,
          pending: [],
        };
  const alarm: Out[] =
    newest === null
      ? []
      : [
          tell(state, {
            kind: "alarm",
            text: `this node has forgotten version ${newest.version}, which it signed: it signs nothing new until it knows it`,
          }),
        ];
  const adopted = newerHeld(env, aware, from, message);
  const here = adopted.state.held.content.version >= message.held.version;
  const told: ChannelState = here
    ? { ...adopted.state, synced: aware.synced.map((known, i) => known || i === from) }
    : { ...adopted.state, awaited: aware.awaited.map((at, i) => (i === from ? message.held.version : at)) };
  const caught = here && told.synced.every(Boolean) ? caughtUp(told) : { state: told, out: [] };
  const moved = brought(env, caught.state, from, message.term);
  const out = [...alarm, ...adopted.out, ...caught.out, ...moved.out];
  return { state: moved.state, out: [...out, ...resubmit(moved.state, from)] };
}

function resubmit(state: ChannelState, from: number): Out[] {
  const to = state.genesis.nodes[from];
  return unanswered(state).filter((out) => out.kind === "send" && out.to === to);
}

/** A tick: what stays unanswered is sent again, after a second, then two, up to a minute (protocol §1.8, timers). */
export function resend(env: Env, state: ChannelState): Step {
  if (env.now - state.sentAt < state.wait) return { state, out: [] };
  const out = unanswered(state);
  if (out.length === 0) return { state, out };
  return { state: { ...state, sentAt: env.now, wait: Math.min(state.wait * 2, RESEND_LAST) }, out };
}
