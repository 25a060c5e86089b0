import { spendable } from "../channel/content.ts";
import { entries, get, set } from "../channel/hexMap.ts";
import type { NodeId } from "../channel/keys.ts";
import { assetText, isAsset } from "../channel/token.ts";
import { keccakHex } from "../evm/hash.ts";
import type { Hex } from "../evm/hex.ts";
import { hashChildTerms } from "../generated/protocol/hashes.ts";
import { channelId as channelIdOf } from "../generated/protocol/rules.ts";
import type { Channel, ChildFunding, ChildTerms } from "../generated/protocol/structs.ts";
import { type ChannelState, finalSigned, newChannel, RESEND_FIRST, ready } from "./channelState.ts";
import { mayHoldLeg, seatsIn } from "./child.ts";
import { encodeMessage, type MessageOf } from "./messages.ts";
import { type Greeting, type Mediated, newPeer, type Opening, type VirtualOpening } from "./nodeState.ts";
import { pledged } from "./payments.ts";
import { margin } from "./profile.ts";
import { emit, inChannel, type Run, start } from "./run.ts";

type Open = Omit<MessageOf<"openChild">, "kind">;
/** Seconds: no intermediary's money is bound for longer. */
const MAX_LIFE = 30 * 86_400;
const ENDS = 2;

const digestOf = (open: Open): Hex => keccakHex(encodeMessage({ kind: "openChild", ...open }));
const idOf = (run: Run, open: Open): Hex => channelIdOf(open.channel, BigInt(open.chainId), run.env.adjudicator);

/** The Open of a child that this node is an end of. */
function openOf({ genesis }: ChannelState): Open | null {
  const { channel, nodes, chainId, child } = genesis;
  return child === undefined ? null : { channel, terms: child.terms, nodes, hub: child.hub, chainId };
}

/** What one participant has to spend in a channel of two, of each asset that a child is funded with; what is pledged is not. */
function covers(
  channel: ChannelState,
  funding: readonly ChildFunding[],
  participant: number,
  asked: (amounts: readonly bigint[]) => bigint,
): boolean {
  return funding.every(({ token, id, amounts }) => {
    const asset = channel.held.content.books.findIndex((book) => book.token === token && book.id === id);
    const book = channel.held.content.books[asset];
    if (book === undefined) return false;
    return (
      spendable(book, participant) - (participant === channel.genesis.me ? pledged(channel, asset) : 0n) >=
      asked(amounts)
    );
  });
}

/**
 * A channel with a node that can hold this node's side of a leg now, or why there is none. `at`: which of the child's participants sits
 * in the seat of its own; all others' are the intermediary's.
 */
function parentFor(
  run: Run,
  peer: NodeId,
  { terms, at, iAmHub }: { readonly terms: ChildTerms; readonly at: number; readonly iAmHub: boolean },
): ChannelState | string {
  let why = `there is no open channel of two with ${peer}`;
  for (const [, channel] of entries(run.state.channels)) {
    const { genesis, held, life } = channel;
    if (
      genesis.child !== undefined ||
      genesis.nodes.length !== ENDS ||
      !genesis.nodes.includes(peer) ||
      life !== "open"
    )
      continue;
    const own = (amounts: readonly bigint[]): bigint => amounts[at] ?? 0n;
    const rest = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, one) => sum + one, 0n) - own(amounts);
    const mine = covers(channel, terms.funding, genesis.me, iAmHub ? rest : own);
    const theirs = covers(channel, terms.funding, 1 - genesis.me, iAmHub ? own : rest);
    if (!mine || !theirs) why = `no channel with ${peer} has enough to spend on both sides`;
    else if (!ready(channel) || held.content.draining || finalSigned(channel))
      why = `the channel with ${peer} cannot be used now`;
    else return channel;
  }
  return why;
}

/** Why a child is not what this node takes part in, wherever it stands, or null. */
function objection(run: Run, open: Open): string | null {
  const { env, state } = run;
  const { profile } = env;
  const { channel, terms, nodes, hub, chainId } = open;
  const now = state.head?.timestamp ?? 0;
  if (chainId !== profile.chainId) return `chain ${chainId} is not this node's chain ${profile.chainId}`;
  const people = channel.participants;
  if (people.length !== ENDS || nodes.length !== ENDS || nodes[0] === nodes[1] || nodes.includes(hub))
    return "a virtual channel has two ends and an intermediary that is neither";
  if (people[0]?.signer === people[1]?.signer) return "a participant takes part once";
  if (channel.child !== hashChildTerms(terms)) return "the terms are not those of the channel's id";
  const least = Math.max(4 * margin(profile), profile.challengeDuration);
  if (channel.challengeDuration < least)
    return `a challenge of ${channel.challengeDuration} s is too short, ${least} s at least`;
  // Attack 40: without an expiry the intermediary's money could be bound for ever (adjudicator H1).
  if (terms.expiry - channel.challengeDuration - profile.inclusion <= now + margin(profile))
    return `an expiry at ${terms.expiry} leaves no time for the channel`;
  if (terms.resolveBy < terms.expiry || terms.resolveBy > now + MAX_LIFE)
    return `resolveBy ${terms.resolveBy} is before the expiry, or too far`;
  return fundingObjection(terms.funding);
}

function fundingObjection(funding: readonly ChildFunding[]): string | null {
  if (funding.length === 0) return "the channel is funded with nothing";
  for (const [k, { token, id, amounts }] of funding.entries()) {
    if (!isAsset(token, id)) return `the asset ${token} is neither ETH nor an ERC-20`;
    if (k > 0 && token <= (funding[k - 1]?.token ?? token)) return "the assets are not in order, each once";
    if (amounts.length !== ENDS || amounts.some((amount) => amount > 1n << 112n))
      return "one amount per end, 2^112 at most";
    if (amounts.every((amount) => amount === 0n)) return `nobody brings any ${assetText(token)}`;
  }
  return null;
}

/** A child as this node, one of its ends, will know it. */
function childOf(run: Run, open: Open, me: number, parent: Hex): ChannelState {
  const { channel, terms, nodes, hub, chainId } = open;
  return newChannel({
    channelId: idOf(run, open),
    channel,
    chainId,
    domain: run.env.domain,
    me,
    nodes,
    assets: terms.funding.map(({ token, id, amounts }) => ({ token, id, deposits: amounts })),
    since: run.state.head?.timestamp ?? 0,
    child: { terms, hub, parent },
  });
}

/** Opens a child over an intermediary (K1): everybody agrees on it first. Gives its id, or why not. */
export function openChild(
  run: Run,
  { signer, payout }: Greeting,
  opening: Opening & { readonly virtual: VirtualOpening },
): { readonly channelId: Hex } | string {
  const { env } = run;
  const [peer = "0x"] = opening.peers;
  const { hub, expiry, resolveBy } = opening.virtual;
  const funding = [...opening.assets]
    .sort((a, b) => (a.token < b.token ? -1 : 1))
    .map(({ token, deposits }) => ({ token, id: 0n, amounts: deposits }));
  const terms: ChildTerms = { expiry, resolveBy, funding };
  const channel: Channel = {
    participants: [
      { signer: env.keys.signer, payout: env.keys.payout },
      { signer, payout },
    ],
    challengeDuration: opening.challengeDuration,
    appGas: env.profile.appGas,
    salt: opening.salt,
    child: hashChildTerms(terms),
  };
  const open: Open = { channel, terms, nodes: [env.keys.nodeId, peer], hub, chainId: env.profile.chainId };
  const why = objection(run, open);
  if (why !== null) return why;
  const parent = parentFor(run, hub, { terms, at: 0, iAmHub: false });
  if (typeof parent === "string") return parent;
  const state = childOf(run, open, 0, parent.genesis.channelId);
  const { channelId } = state.genesis;
  const made = { ...state, accepted: [true, false, false], sentAt: env.now };
  run.state = { ...run.state, channels: set(run.state.channels, channelId, made) };
  for (const to of [peer, hub]) run.effects.push({ kind: "send", to, message: { kind: "openChild", ...open } });
  emit(run, { type: "channel", channelId, what: "opening" });
  return { channelId };
}

/** Open of a child, at its other end or at the intermediary: joined with an Accept to all, or declined with the reason. */
export function onOpenChild(run: Run, from: NodeId, message: MessageOf<"openChild">): void {
  const { kind: _, ...open } = message;
  const childId = idOf(run, open);
  if (!open.nodes.includes(from)) return;
  const why = open.hub === run.env.keys.nodeId ? joinAsHub(run, open, childId) : joinAsEnd(run, from, open, childId);
  const everybody = [...open.nodes, open.hub].filter((node) => node !== run.env.keys.nodeId);
  if (why !== null) {
    const decline = { kind: "decline", channelId: childId, reason: why.slice(0, 200) } as const;
    for (const to of everybody) run.effects.push({ kind: "send", to, message: decline });
    return;
  }
  const accept = { kind: "accept", channelId: childId, digest: digestOf(open) } as const;
  for (const to of everybody) run.effects.push({ kind: "send", to, message: accept });
  if (get(run.state.channels, childId) !== undefined) onAcceptChild(run, from, accept);
}

/** The intermediary agrees if both ends have channels with it that can hold the legs now; durable before its Accept leaves. */
function joinAsHub(run: Run, open: Open, child: Hex): string | null {
  if (get(run.state.mediated, child) !== undefined) return null;
  const why = objection(run, open);
  if (why !== null) return why;
  for (const [at, node] of open.nodes.entries()) {
    const parent = parentFor(run, node, { terms: open.terms, at, iAmHub: true });
    if (typeof parent === "string") return parent;
  }
  const { channel, terms, nodes } = open;
  const mediated: Mediated = { child, channel, terms, nodes, since: run.state.head?.timestamp ?? 0 };
  run.state = { ...run.state, mediated: set(run.state.mediated, child, mediated) };
  return null;
}

function joinAsEnd(run: Run, from: NodeId, open: Open, childId: Hex): string | null {
  const { keys, profile } = run.env;
  const before = get(run.state.channels, childId);
  if (before !== undefined) return before.life === "closed" ? "this channel is over: take another salt" : null;
  const me = open.nodes.indexOf(keys.nodeId);
  const own = open.channel.participants[me];
  if (me < 0 || own?.signer !== keys.signer || own.payout !== keys.payout)
    return "the participant's addresses are not this node's";
  for (const { token, amounts } of open.terms.funding) {
    const most = profile.maxDeposits[token] ?? 0n;
    if ((amounts[me] ?? 0n) > most)
      return `${amounts[me]} of ${assetText(token)} is asked of this node, it gives ${most} at most`;
  }
  const why = objection(run, open);
  if (why !== null) return why;
  const parent = parentFor(run, open.hub, { terms: open.terms, at: me, iAmHub: false });
  if (typeof parent === "string") return parent;
  const state = childOf(run, open, me, parent.genesis.channelId);
  const accepted = [...open.nodes.map((_, i) => i === me), false];
  const peers = new Map(run.state.peers);
  if (!peers.has(from)) peers.set(from, { ...newPeer, heard: true });
  const channels = set(run.state.channels, childId, { ...state, accepted, sentAt: run.env.now });
  run.state = { ...run.state, channels, peers };
  emit(run, { type: "channel", channelId: childId, what: "opening" });
  return null;
}

/** Accept: once all three have agreed this end asks for its leg (K1). */
export function onAcceptChild(run: Run, from: NodeId, message: MessageOf<"accept">): void {
  const child = get(run.state.channels, message.channelId);
  const open = child === undefined ? null : openOf(child);
  if (child === undefined || open === null || child.life !== "opening" || message.digest !== digestOf(open)) return;
  const at = from === open.hub ? ENDS : open.nodes.indexOf(from);
  const accepted = child.accepted.map((given, i) => given || i === at);
  const all = accepted.every(Boolean);
  inChannel(run, message.channelId, (_, state) => ({
    state: {
      ...state,
      accepted,
      life: all ? "funding" : "opening",
      synced: state.synced.map((known) => known || all),
      wait: RESEND_FIRST,
    },
    out: [],
  }));
  if (all) askForLeg(run, message.channelId);
}

function askForLeg(run: Run, childId: Hex): void {
  const child = get(run.state.channels, childId)?.genesis;
  const parent = child?.child === undefined ? undefined : get(run.state.channels, child.child.parent);
  if (child?.child === undefined || parent === undefined || mayHoldLeg(parent, childId)) return;
  const { me } = parent.genesis;
  const seats = seatsIn(child.nodes, parent.genesis, me, 1 - me);
  start(run, parent.genesis.channelId, {
    kind: "leg",
    child: childId,
    channel: child.channel,
    terms: child.child.terms,
    seats,
  });
  emit(run, { type: "channel", channelId: childId, what: "funding" });
}

/** The Open of a child goes out again to those whose Accept has not come. */
export function reopenChild(run: Run, childId: Hex): void {
  const child = get(run.state.channels, childId);
  const open = child === undefined ? null : openOf(child);
  if (child === undefined || open === null || run.env.now - child.sentAt < child.wait) return;
  for (const [i, to] of [...open.nodes, open.hub].entries())
    if (child.accepted[i] !== true) run.effects.push({ kind: "send", to, message: { kind: "openChild", ...open } });
  inChannel(run, childId, (env, state) => ({
    state: { ...state, sentAt: env.now, wait: Math.min(2 * state.wait, 60_000) },
    out: [],
  }));
}

/** A child that came to nothing: nobody's money is in it. */
export function giveUpChild(run: Run, childId: Hex, reason: string): void {
  const child = get(run.state.channels, childId);
  const open = child === undefined ? null : openOf(child);
  if (child === undefined || open === null || child.life === "closed") return;
  inChannel(run, childId, (_, state) => ({ state: { ...state, life: "closed" }, out: [] }));
  const decline = { kind: "decline", channelId: childId, reason: reason.slice(0, 200) } as const;
  for (const to of [...open.nodes, open.hub])
    if (to !== run.env.keys.nodeId) run.effects.push({ kind: "send", to, message: decline });
  emit(run, { type: "channel", channelId: childId, what: "declined", text: reason });
}
