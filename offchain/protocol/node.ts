import type { ChainUpdate } from "../channel/chain.ts";
import { entries, get, set } from "../channel/hexMap.ts";
import type { NodeId } from "../channel/keys.ts";
import { idText } from "../channel/operation.ts";
import { size } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import { onChain } from "./chainNews.ts";
import {
  type ChannelState,
  type Env,
  frozen,
  isKind,
  type Notice,
  peersOf,
  RESEND_LAST,
  type Step,
} from "./channelState.ts";
import { onOpenChild, reopenChild } from "./childOpening.ts";
import { onPropose } from "./countersign.ts";
import { onEvidence } from "./equivocation.ts";
import { foldChildren, onLegDead, onLegFinal } from "./folding.ts";
import { onFetch, onFull } from "./full.ts";
import { answered, force, onAnswer, onOffer } from "./games.ts";
import { endWaiting, handOver, mediates } from "./mediation.ts";
import { type Message, type MessageOf, PROTOCOL } from "./messages.ts";
import { channelEnv, type NodeEnv, type NodeState, type NodeStep, newPeer, type Peer } from "./nodeState.ts";
import { onAccept, onDecline, onOpen, reopen } from "./opening.ts";
import { learn, onDead, onFinal } from "./payments.ts";
import { onRequest, openGreeted, type Request } from "./requests.ts";
import { reconcile } from "./restored.ts";
import { enter, onStatus, overdue } from "./rotation.ts";
import { answer, emit, inChannel, type Run, start } from "./run.ts";
import { onHello, onWelcome, resend } from "./sync.ts";
import { amProposer } from "./term.ts";
import { onRefuse, onReject, onSign, onSubmit, propose } from "./update.ts";

/** Everything that can happen to a node. `connected` brings a nonce of 16 fresh bytes. */
export type Input =
  | { readonly kind: "connected"; readonly nonce: Hex }
  | { readonly kind: "message"; readonly from: NodeId; readonly message: Message }
  | { readonly kind: "chain"; readonly update: ChainUpdate }
  | { readonly kind: "tick" }
  | { readonly kind: "request"; readonly id: string; readonly request: Request };

/**
 * One step of a node: pure. Effects may leave only when the state is durable (rule 10); the steps of one turn of the event loop
 * are followed by `endTurn`, which makes the updates.
 * @example step(env, state, { kind: "tick" })
 */
export function step(env: NodeEnv, state: NodeState, input: Input): NodeStep {
  const run: Run = { env, state, effects: [], heard };
  switch (input.kind) {
    case "connected":
      connected(run, input.nonce);
      break;
    case "message":
      onMessage(run, input.from, input.message);
      break;
    case "chain":
      onChain(run, input.update);
      break;
    case "tick":
      tick(run);
      break;
    case "request":
      onRequest(run, input.id, input.request);
      break;
    default:
      input satisfies never;
  }
  return { state: run.state, effects: run.effects };
}

/** The end of a turn: whatever is pending goes into one update per channel, without a timer (protocol P1). */
export function endTurn(env: NodeEnv, state: NodeState): NodeStep {
  const run: Run = { env, state: { ...state, dirty: new Set() }, effects: [], heard };
  if ([...state.dirty].some((id) => get(state.channels, id)?.genesis.child !== undefined)) foldChildren(run);
  for (const channelId of new Set([...state.dirty, ...run.state.dirty])) {
    const channel = get(run.state.channels, channelId);
    if (channel !== undefined) closing(run, channel);
    handOver(run, channelId, env.profile.rot);
    inChannel(run, channelId, propose);
    handOver(run, channelId, env.profile.rot / 2);
  }
  return { state: { ...run.state, dirty: new Set() }, effects: run.effects };
}

/** DRAINING to FINALIZING (protocol L5): the proposer makes the final state once nothing is pending. */
function closing(run: Run, channel: ChannelState): void {
  const { genesis, held, pending, submitted, life } = channel;
  const { content } = held;
  if (life !== "open" || !content.draining || content.isFinal || size(content.tree) > 0) return;
  if (!amProposer(channel) || [...pending.map(({ op }) => op), ...submitted].some((op) => isKind(op, "finalize")))
    return;
  start(run, genesis.channelId, { kind: "finalize" });
}

function heard(run: Run, channelId: Hex, notice: Notice): void {
  switch (notice.kind) {
    case "final": {
      onFinal(run, channelId, notice.op, notice.index);
      onLegFinal(run, notice.op);
      if (isKind(notice.op, "open") || isKind(notice.op, "move"))
        emit(run, {
          type: "app",
          channelId,
          index: isKind(notice.op, "move") ? notice.op.body.index : notice.index,
          ended: null,
        });
      return answer(run, answered(run, channelId, notice.op.id), {
        ok: true,
        value: { channelId, index: notice.index },
      });
    }
    case "dead":
      onDead(run, channelId, notice.op, notice.reason);
      onLegDead(run, notice.op, notice.reason);
      if (isKind(notice.op, "paid")) reconcile(run, channelId); // another claim of the lock may have gone first
      return answer(run, answered(run, channelId, notice.op.id), {
        ok: false,
        code: notice.code,
        reason: notice.reason,
      });
    case "preimage":
      return learn(run, notice.preimage);
    case "caughtUp":
      return reconcile(run, channelId);
    case "opened":
      return emit(run, { type: "channel", channelId, what: "open" });
    case "fixed":
      reconcile(run, channelId);
      return emit(run, { type: "channel", channelId, what: "fixed" });
    case "closed":
      reconcile(run, channelId);
      return emit(run, { type: "channel", channelId, what: "closed" });
    case "ended":
      return emit(run, { type: "app", channelId, index: notice.index, ended: notice.state });
    case "alarm":
      return emit(run, { type: "alarm", channelId, text: notice.text });
    default:
      return notice satisfies never;
  }
}

const setPeer = (run: Run, node: NodeId, peer: Peer): void => {
  run.state = { ...run.state, peers: new Map(run.state.peers).set(node, peer) };
};

/** A new session, or a new start: nobody has been heard, so nothing new is signed until they are (protocol SYNC). */
function connected(run: Run, nonce: Hex): void {
  run.state = { ...run.state, nonce };
  for (const [node, peer] of run.state.peers)
    setPeer(run, node, { ...peer, heard: false, helloAt: Number.NEGATIVE_INFINITY });
  for (const [channelId, channel] of entries(run.state.channels)) {
    for (const node of peersOf(channel)) if (!run.state.peers.has(node)) setPeer(run, node, newPeer);
    inChannel(run, channelId as Hex, (_, state) => ({
      state: { ...state, synced: state.synced.map((_known, i) => i === state.genesis.me) },
      out: [],
    }));
    reconcile(run, channelId as Hex);
  }
  hellos(run);
}

function sharedWith(state: NodeState, node: NodeId): ChannelState[] {
  return entries(state.channels).flatMap(([, channel]) =>
    channel.genesis.nodes.includes(node) && channel.life !== "closed" ? [channel] : [],
  );
}

function hellos(run: Run): void {
  const { env, state } = run;
  for (const [node, peer] of state.peers) {
    const unsynced = sharedWith(state, node).some(
      ({ genesis, synced, life }) => life === "open" && !synced[genesis.nodes.indexOf(node)],
    );
    const awaited = peer.greeted === null && state.openings.some(({ peers }) => peers.includes(node));
    if ((peer.heard && !unsynced && !awaited) || env.now - peer.helloAt < peer.wait) continue;
    const channels = sharedWith(state, node).map(({ genesis }) => genesis.channelId);
    const hello: Message = {
      kind: "hello",
      nonce: state.nonce,
      lowest: PROTOCOL,
      highest: PROTOCOL,
      features: "0x",
      channels: channels.slice(0, 1_000),
      chainId: env.profile.chainId,
    };
    run.effects.push({ kind: "send", to: node, message: hello });
    setPeer(run, node, { ...peer, helloAt: env.now, wait: Math.min(Math.max(peer.wait * 2, 1_000), RESEND_LAST) });
  }
}

function tick(run: Run): void {
  hellos(run);
  endWaiting(run);
  for (const [channelId, channel] of entries(run.state.channels)) {
    if (channel.life === "opening" && channel.genesis.child !== undefined) reopenChild(run, channelId as Hex);
    else if (channel.life === "opening") inChannel(run, channelId as Hex, reopen);
    if (channel.life === "open") {
      inChannel(run, channelId as Hex, resend);
      owed(run, channelId as Hex);
    }
  }
}

/** What has waited longest: an own operation, or else a signature. */
function longest({ pending, candidates }: ChannelState): string | null {
  const [op] = pending;
  return op === undefined ? (candidates[0]?.digest ?? null) : idText(op.op.id);
}

/** C4: what is owed and missing for `force` sends this node to the chain; the operator hears of it at half and three quarters. */
function owed(run: Run, channelId: Hex): void {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined || channel.force !== null || frozen(channel)) return;
  const waits = longest(channel);
  const since = channel.owedSince;
  if (waits === null || since === null || waits !== channel.owed) {
    if (waits === channel.owed) return;
    const owedSince = waits === null ? null : run.env.now;
    const next = { ...channel, owed: waits, owedSince, alarmed: 0 };
    run.state = { ...run.state, channels: set(run.state.channels, channelId, next) };
    return;
  }
  if (overdue(channelEnv(run.env, run.state), channel))
    return inChannel(run, channelId, (env, state) => enter(env, state, state.term + 1));
  const part = (run.env.now - since) / run.env.profile.force;
  const due = part >= 1 ? 3 : part >= 0.75 ? 2 : part >= 0.5 ? 1 : 0;
  if (due <= channel.alarmed) return;
  run.state = { ...run.state, channels: set(run.state.channels, channelId, { ...channel, alarmed: due }) };
  if (due === 3) force(run, channelId, "the other side owes an answer for too long");
  else
    emit(run, {
      type: "alarm",
      channelId,
      text: `the other side has not answered for ${Math.floor((run.env.now - since) / 1_000)} s; at ${run.env.profile.force / 1_000} s this node goes to the chain`,
    });
}

function onMessage(run: Run, from: NodeId, message: Message): void {
  switch (message.kind) {
    case "hello":
      return greet(run, from, message);
    case "greet":
      return greeted(run, from, message);
    case "open":
      return onOpen(run, from, message);
    case "accept":
      return onAccept(run, from, message);
    case "decline":
      return onDecline(run, from, message);
    case "offer":
      return onOffer(run, from, message);
    case "answer":
      return onAnswer(run, from, message);
    case "openChild":
      return onOpenChild(run, from, message);
    case "propose":
      if (mediates(run, from, message)) return;
      return inChannel(run, message.channelId, (env, state) => ofChannel(env, state, from, message));
    case "warn":
      return emit(run, { type: "alarm", channelId: message.channelId, text: `peer ${from} says: ${message.text}` });
    case "watch":
    case "watched":
      return; // between a node and its watcher; runtime's affair
    case "welcome":
      // A Welcome to an earlier start, late out of a mailbox, says nothing about now.
      if (message.nonce !== run.state.nonce) return;
      return inChannel(run, message.channelId, (env, state) => ofChannel(env, state, from, message));
    default:
      return inChannel(run, message.channelId, (env, state) => ofChannel(env, state, from, message));
  }
}

type ChannelMessage = MessageOf<
  "welcome" | "submit" | "refuse" | "propose" | "sign" | "reject" | "fetch" | "full" | "status" | "evidence"
>;

/** A message about a channel, from one of its participants' nodes; anybody else's is not answered. */
function ofChannel(env: Env, state: ChannelState, sender: NodeId, message: ChannelMessage): Step {
  const from = state.genesis.nodes.indexOf(sender);
  if (from < 0 || from === state.genesis.me) return { state, out: [] };
  switch (message.kind) {
    case "welcome":
      return onWelcome(env, state, from, message);
    case "submit":
      return onSubmit(state, from, message);
    case "refuse":
      return onRefuse(state, from, message);
    case "propose":
      return onPropose(env, state, from, message);
    case "sign":
      return onSign(env, state, from, message);
    case "reject":
      return onReject(state, from, message);
    case "fetch":
      return onFetch(state, from);
    case "full":
      return onFull(env, state, from, message);
    case "status":
      return onStatus(env, state, from, message);
    case "evidence":
      return onEvidence(env, state, message);
    default:
      return message satisfies never;
  }
}

/** Hello: answered with who this node is, and per shared channel with a Welcome and all that is unanswered. */
function greet(run: Run, from: NodeId, { nonce, lowest, highest }: MessageOf<"hello">): void {
  const { env } = run;
  if (lowest > PROTOCOL || highest < PROTOCOL) {
    const text = `this node speaks protocol ${PROTOCOL}; you offer ${lowest} to ${highest}`;
    return void run.effects.push({
      kind: "send",
      to: from,
      message: { kind: "warn", channelId: `0x${"0".repeat(64)}`, code: 13, text },
    });
  }
  run.effects.push({
    kind: "send",
    to: from,
    message: {
      kind: "greet",
      nonce,
      features: "0x",
      chainId: env.profile.chainId,
      signer: env.keys.signer,
      payout: env.keys.payout,
      feeBase: env.profile.feeBase,
      feeRate: env.profile.feeRate,
    },
  });
  for (const { genesis } of sharedWith(run.state, from))
    inChannel(run, genesis.channelId, (_, state) => onHello(state, state.genesis.nodes.indexOf(from), nonce));
  const peer = run.state.peers.get(from);
  if (peer !== undefined) setPeer(run, from, { ...peer, wait: 1_000 });
}

function greeted(run: Run, from: NodeId, message: MessageOf<"greet">): void {
  const peer = run.state.peers.get(from);
  if (peer === undefined || message.nonce !== run.state.nonce) return;
  const { chainId, signer, payout, feeBase, feeRate } = message;
  setPeer(run, from, {
    ...peer,
    heard: true,
    wait: 1_000,
    greeted: { chainId, signer, payout, feeBase, feeRate },
  });
  for (const opening of run.state.openings) if (opening.peers.includes(from)) openGreeted(run, opening);
}
