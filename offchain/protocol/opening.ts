import { entries, get, set } from "../channel/hexMap.ts";
import type { NodeId } from "../channel/keys.ts";
import { assetText, isAsset } from "../channel/token.ts";
import { keccakHex } from "../evm/hash.ts";
import type { Hex } from "../evm/hex.ts";
import { MAX_ASSETS } from "../generated/protocol/limits.ts";
import { channelId as channelIdOf } from "../generated/protocol/rules.ts";
import type { Channel } from "../generated/protocol/structs.ts";
import {
  type ChannelState,
  type Env,
  type Genesis,
  newChannel,
  peersOf,
  RESEND_FIRST,
  RESEND_LAST,
  type Step,
  send,
} from "./channelState.ts";
import { giveUpChild, onAcceptChild } from "./childOpening.ts";
import { encodeMessage, type MessageOf } from "./messages.ts";
import { type Greeting, type NodeState, newPeer, type Opening } from "./nodeState.ts";
import { margin } from "./profile.ts";
import { emit, inChannel, type Run } from "./run.ts";

type Open = Omit<MessageOf<"open">, "kind">;
const NO_FEATURES: Hex = "0x";
/** A node opens and joins channels of so many at most: as an app has seats. */
export const MAX_NODE_PARTICIPANTS = 32;
/** Seconds: nobody's money waits longer for a court. */
const MAX_DURATION = 30 * 86_400;
/** Openings of one peer that are not funded yet: more would only fill the disk. */
const MAX_UNFUNDED = 16;
const ZERO = /^0x0+$/;

/** The digest that an Accept names: the offer to the byte. */
const openDigest = (open: Open): Hex => keccakHex(encodeMessage({ kind: "open", ...open }));

function genesisOf(run: Run, open: Open, me: number): Genesis {
  const { env, state } = run;
  const channelId = channelIdOf(open.channel, BigInt(open.chainId), env.adjudicator);
  return {
    channelId,
    channel: open.channel,
    chainId: open.chainId,
    domain: env.domain,
    me,
    nodes: open.nodes,
    assets: open.assets,
    since: state.head?.timestamp ?? 0,
  };
}

function openOf({ genesis }: ChannelState): Open {
  const { channel, nodes, chainId, assets } = genesis;
  return { channel, nodes, chainId, assets, features: NO_FEATURES };
}

/**
 * Opens a channel (protocol L1): the opener is participant 0, hence proposes first, and is expected to pay more often. `greeted` is what
 * each of the opening's peers has said of itself.
 */
export function openChannel(run: Run, greeted: readonly Greeting[], request: Opening): Hex {
  const { env } = run;
  const channel: Channel = {
    participants: [env.keys, ...greeted].map(({ signer, payout }) => ({ signer, payout })),
    challengeDuration: request.challengeDuration,
    appGas: env.profile.appGas,
    salt: request.salt,
    child: `0x${"0".repeat(64)}`,
  };
  const assets = [...request.assets]
    .sort((a, b) => (a.token < b.token ? -1 : 1))
    .map(({ token, deposits }) => ({ token, id: 0n, deposits }));
  const nodes = [env.keys.nodeId, ...request.peers];
  const open: Open = { channel, nodes, chainId: env.profile.chainId, assets, features: NO_FEATURES };
  const state = newChannel(genesisOf(run, open, 0));
  const { channelId } = state.genesis;
  const made = { ...state, accepted: nodes.map((_, i) => i === 0), sentAt: env.now };
  run.state = {
    ...run.state,
    channels: set(run.state.channels, channelId, made),
    peers: known(run.state, request.peers, null),
  };
  for (const to of request.peers) run.effects.push({ kind: "send", to, message: { kind: "open", ...open } });
  emit(run, { type: "channel", channelId, what: "opening" });
  return channelId;
}

/** The nodes as peers: of those that are new here only the one that speaks is heard. */
function known(state: NodeState, nodes: readonly NodeId[], from: NodeId | null): NodeState["peers"] {
  const peers = new Map(state.peers);
  for (const node of nodes) if (!peers.has(node)) peers.set(node, { ...newPeer, heard: node === from });
  return peers;
}

/** Why this node does not take part in a channel as offered, or null. */
function objection(run: Run, from: NodeId, open: Open, me: number): string | null {
  const { keys, profile } = run.env;
  const { participants } = open.channel;
  const n = participants.length;
  if (open.chainId !== profile.chainId) return `chain ${open.chainId} is not this node's chain ${profile.chainId}`;
  if (n < 2 || n > MAX_NODE_PARTICIPANTS || open.nodes.length !== n) return "2 to 32 participants, one node each";
  if (me < 0 || !open.nodes.includes(from)) return "this node or the opener is not among the nodes";
  if (participants[me]?.signer !== keys.signer || participants[me]?.payout !== keys.payout)
    return "the participant's addresses are not this node's";
  if (new Set(participants.map(({ signer }) => signer)).size !== n || new Set(open.nodes).size !== n)
    return "a participant takes part once";
  if (!/^0x0+$/.test(open.channel.child)) return "a child channel holds no deposits: it is opened over an intermediary";
  const least = Math.max(4 * margin(profile), profile.minChallengeDuration ?? profile.challengeDuration);
  if (open.channel.challengeDuration < least)
    return `a challenge of ${open.channel.challengeDuration} s is too short, ${least} s at least`;
  if (open.channel.challengeDuration > MAX_DURATION)
    return `a challenge of ${open.channel.challengeDuration} s is too long, ${MAX_DURATION} s at most`;
  const odd = participants.some(
    ({ signer, payout }) =>
      ZERO.test(signer) ||
      ZERO.test(payout) ||
      payout === run.env.adjudicator ||
      open.assets.some(({ token }) => token.endsWith(payout.slice(2))),
  );
  if (odd) return "a signer or payout is zero, the adjudicator or the token itself";
  if (crowd(run, from) >= MAX_UNFUNDED) return `${MAX_UNFUNDED} channels with this node wait for their deposits`;
  if (open.channel.appGas !== profile.appGas) return `appGas ${open.channel.appGas}, this node takes ${profile.appGas}`;
  return assetsObjection(run, open, me, n);
}

const crowd = (run: Run, from: NodeId): number =>
  entries(run.state.channels).filter(
    ([, { life, genesis }]) => (life === "funding" || life === "opening") && genesis.nodes.includes(from),
  ).length;

function assetsObjection(run: Run, open: Open, me: number, n: number): string | null {
  if (open.assets.length < 1 || open.assets.length > MAX_ASSETS) return `a channel holds 1 to ${MAX_ASSETS} assets`;
  for (const [a, { token, id, deposits }] of open.assets.entries()) {
    if (!isAsset(token, id)) return `the asset ${token} is neither ETH nor an ERC-20`;
    if (a > 0 && token <= (open.assets[a - 1]?.token ?? token)) return "the assets are not in order, each once";
    if (deposits.length !== n) return "one deposit per participant";
    if (deposits.some((amount) => amount > 1n << 112n)) return "a deposit is above 2^112";
    const most = run.env.profile.maxDeposits[token] ?? 0n;
    if ((deposits[me] ?? 0n) > most)
      return `a deposit of ${deposits[me]} of ${assetText(token)} is asked of this node, it gives ${most} at most`;
  }
  return null;
}

/**
 * Open: joined by policy, with an Accept to everybody, or declined with the reason. One per channel id; the same again is answered again.
 * Whoever sends it has accepted: a participant that has not heard of another's Accept sends it on.
 */
export function onOpen(run: Run, from: NodeId, message: MessageOf<"open">): void {
  const me = message.nodes.indexOf(run.env.keys.nodeId);
  const genesis = genesisOf(run, message, me);
  const { channelId } = genesis;
  const accept: MessageOf<"accept"> = { kind: "accept", channelId, digest: openDigest(message) };
  const before = get(run.state.channels, channelId);
  if (before !== undefined && before.life !== "closed" && openDigest(openOf(before)) === accept.digest) {
    run.effects.push({ kind: "send", to: from, message: accept });
    return onAccept(run, from, accept);
  }
  const why =
    before === undefined
      ? objection(run, from, message, me)
      : "there is, or was, a channel with this id: take another salt";
  if (why !== null) {
    const decline = { kind: "decline", channelId, reason: why.slice(0, 200) } as const;
    return void run.effects.push({ kind: "send", to: from, message: decline });
  }
  const others = message.nodes.filter((_, i) => i !== me);
  const state = { ...newChannel(genesis), accepted: message.nodes.map((_, i) => i === me), sentAt: run.env.now };
  run.state = {
    ...run.state,
    channels: set(run.state.channels, channelId, state),
    peers: known(run.state, others, from),
  };
  for (const to of others) run.effects.push({ kind: "send", to, message: accept });
  onAccept(run, from, accept);
}

/** Accept: with everybody's, the deposits may go out. */
export function onAccept(run: Run, from: NodeId, message: MessageOf<"accept">): void {
  const channel = get(run.state.channels, message.channelId);
  if (channel?.genesis.child !== undefined) return onAcceptChild(run, from, message);
  if (channel === undefined || channel.life !== "opening" || message.digest !== openDigest(openOf(channel))) return;
  const at = channel.genesis.nodes.indexOf(from);
  inChannel(run, message.channelId, (_, state) => {
    const accepted = state.accepted.map((given, i) => given || i === at);
    const all = accepted.every(Boolean);
    return {
      state: {
        ...state,
        accepted,
        life: all ? "funding" : "opening",
        synced: state.synced.map((before) => before || all),
        wait: all ? RESEND_FIRST : state.wait,
      },
      out: [],
    };
  });
  if (get(run.state.channels, message.channelId)?.life === "funding")
    emit(run, { type: "channel", channelId: message.channelId, what: "funding" });
}

/** Decline: the offer is over; nothing was deposited. The others hear of it from whoever hears it. */
export function onDecline(run: Run, from: NodeId, message: MessageOf<"decline">): void {
  const channel = get(run.state.channels, message.channelId);
  const { nodes = [], child } = channel?.genesis ?? {};
  if (channel?.life !== "opening" || !(nodes.includes(from) || child?.hub === from)) return;
  if (child !== undefined) return giveUpChild(run, message.channelId, message.reason);
  abandon(run, message.channelId, message.reason, from);
}

/** Gives an opening up and says so to the others, but for the one that has said it. */
export function abandon(run: Run, channelId: Hex, reason: string, from: NodeId | null = null): void {
  inChannel(run, channelId, (_, state) => {
    const message = { kind: "decline", channelId, reason } as const;
    const out = peersOf(state).flatMap((node) => (node === from ? [] : [send(node, message)]));
    return { state: { ...state, life: "closed" }, out };
  });
  emit(run, { type: "channel", channelId, what: "declined", text: reason });
}

/** The Open of a channel goes out again to those whose Accept has not come, after a second, then two, up to a minute. */
export function reopen(env: Env, state: ChannelState): Step {
  if (env.now - state.sentAt < state.wait) return { state, out: [] };
  const message = { kind: "open", ...openOf(state) } as const;
  const out = state.genesis.nodes.flatMap((node, i) => (state.accepted[i] === true ? [] : [send(node, message)]));
  return { state: { ...state, sentAt: env.now, wait: Math.min(2 * state.wait, RESEND_LAST) }, out };
}
