import type { Apps } from "../channel/apps.ts";
import type { Interaction } from "../channel/content.ts";
import { get } from "../channel/hexMap.ts";
import type { NodeId } from "../channel/keys.ts";
import { type OpId, sameId } from "../channel/operation.ts";
import { leafAt, leaves } from "../channel/tree.ts";
import type { Address, Hex } from "../evm/hex.ts";
import { appStateHash } from "../generated/protocol/rules.ts";
import { type Candidate, type ChannelState, isKind, pathTo, tell } from "./channelState.ts";
import type { MessageOf, Offer } from "./messages.ts";
import { type AskedOffer, channelEnv } from "./nodeState.ts";
import { margin } from "./profile.ts";
import { answer, emit, inChannel, type Run, start } from "./run.ts";
import { overLimit, shortage } from "./stakes.ts";

/** Why an app is not to be opened as offered (adjudicator §9 (e)), or null. */
function admission(run: Run, { genesis }: ChannelState, offer: Offer): string | null {
  const code = run.env.apps.get(offer.app);
  if (code === undefined) return `no adapter is known at ${offer.app}`;
  const begun = code.begin(offer.terms, BigInt(offer.seats.length));
  if (!begun.ok) return `${code.name} refuses the terms`;
  const unlisted = offer.assets.find((asset) => asset >= genesis.assets.length);
  if (unlisted !== undefined) return `the channel has ${genesis.assets.length} assets, there is no asset ${unlisted}`;
  if (begun.value.held.length !== offer.seats.length * offer.assets.length)
    return `${code.name} has ${begun.value.held.length / offer.seats.length} assets, ${offer.assets.length} are named`;
  const status = code.status(offer.terms, begun.value, "0x");
  if (!status.ok) return `${code.name} does not say its status`;
  const { inclusion } = run.env.profile;
  const least = inclusion + margin(run.env.profile);
  if (status.value.clock === 1 && status.value.window < BigInt(least))
    return `a window of ${status.value.window} s is shorter than ${least} s`;
  if (BigInt(offer.fallbackDelay) < status.value.window + BigInt(margin(run.env.profile)))
    return `a fallback delay of ${offer.fallbackDelay} s is too short for a window of ${status.value.window} s`;
  if (BigInt(offer.notBefore) < status.value.time)
    return `notBefore is earlier than ${status.value.time}, which the terms name`;
  return null;
}

/** Offers an app to the others in a channel; it opens when they accept (protocol §1.4, op `open`). */
export function offerApp(run: Run, channelId: Hex, offer: Offer, request: string | null): string | null {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined) return "no such channel";
  if (channel.genesis.child !== undefined) return "apps in virtual channels are not supported yet";
  const why = admission(run, channel, offer) ?? shortage(run, channel, offer);
  if (why !== null) return why;
  const made = { channelId, offer, request, accepted: [channel.genesis.me] };
  run.state = { ...run.state, offers: new Map(run.state.offers).set(offer.offerId, made) };
  for (const seat of offer.seats) {
    const to = channel.genesis.nodes[seat];
    if (seat !== channel.genesis.me && to !== undefined)
      run.effects.push({ kind: "send", to, message: { kind: "offer", channelId, offer } });
  }
  return null;
}

/** An offer: accepted by policy, durably, before the answer leaves; or put to the program that wants to be asked. */
export function onOffer(run: Run, from: NodeId, { channelId, offer }: MessageOf<"offer">): void {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined || !channel.genesis.nodes.includes(from) || channel.genesis.child !== undefined) return;
  const policy = run.state.policies[offer.app];
  const why =
    policy === undefined
      ? "this node takes part in no such app"
      : (admission(run, channel, offer) ?? (policy.ask ? null : overLimit(run, channel, offer, policy)));
  if (why === null && policy?.ask === true) {
    const asked = { channelId, from, offer };
    run.state = { ...run.state, asked: new Map(run.state.asked).set(offer.offerId, asked) };
    return emit(run, { type: "offer", asked });
  }
  consent(run, { channelId, from, offer }, why);
}

/** Says yes or no to an offer; a yes is kept until the opening uses it. */
export function consent(run: Run, { channelId, from, offer }: AskedOffer, why: string | null): void {
  const reply: MessageOf<"answer"> = {
    kind: "answer",
    channelId,
    offerId: offer.offerId,
    accepted: why === null,
    reason: (why ?? "").slice(0, 200),
  };
  if (why === null)
    inChannel(run, channelId, (_, state) => ({
      state: state.consents.some(({ offerId }) => offerId === offer.offerId)
        ? state
        : { ...state, consents: [...state.consents, offer].slice(-16) },
      out: [],
    }));
  run.effects.push({ kind: "send", to: from, message: reply });
}

/** An answer: with everybody's yes the opening is originated; at the first no the request is told why not. */
export function onAnswer(run: Run, from: NodeId, message: MessageOf<"answer">): void {
  const open = run.state.offers.get(message.offerId);
  const channel = get(run.state.channels, message.channelId);
  if (
    open === undefined ||
    channel === undefined ||
    open.channelId !== message.channelId ||
    !channel.genesis.nodes.includes(from)
  )
    return;
  const offers = new Map(run.state.offers);
  const accepted = [...open.accepted, channel.genesis.nodes.indexOf(from)];
  const waits = message.accepted && open.offer.seats.some((seat) => !accepted.includes(seat));
  if (waits) offers.set(message.offerId, { ...open, accepted });
  else offers.delete(message.offerId);
  run.state = { ...run.state, offers };
  if (waits) return;
  if (!message.accepted)
    return answer(run, open.request, {
      ok: false,
      code: "DECLINED",
      reason: `the other side declines: ${message.reason}`,
    });
  const { offerId: _, ...body } = open.offer;
  const id = start(run, message.channelId, { kind: "open", ...body });
  if (id !== null) wait(run, message.channelId, id, open.request);
}

/** Remembers which request an operation belongs to. */
export function wait(run: Run, channelId: Hex, id: OpId, request: string | null): void {
  if (request !== null)
    run.state = {
      ...run.state,
      waiting: new Map(run.state.waiting).set(`${channelId}/${id.participant}.${id.seq}`, request),
    };
}

/** Answers the request that waited for an operation, if there is one. */
export function answered(run: Run, channelId: Hex, id: OpId): string | null {
  const key = `${channelId}/${id.participant}.${id.seq}`;
  const request = run.state.waiting.get(key);
  if (request === undefined) return null;
  const waiting = new Map(run.state.waiting);
  waiting.delete(key);
  run.state = { ...run.state, waiting };
  return request;
}

/** A move of this node's: off chain while the channel is open; once it is fixed, kept for the chain and never replaced. */
export function playMove(
  run: Run,
  channelId: Hex,
  play: { index: number; move: number; args: Hex },
  request: string | null,
): string | null {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined) return "no such channel";
  const content = channel.outcome ?? channel.held.content;
  const found = leafAt(content.tree, play.index);
  if (found?.kind !== "app") return `no app at index ${play.index}`;
  const seat = found.leaf.seats.indexOf(channel.genesis.me);
  if (seat < 0) return "this node has no seat in it";
  if (channel.life === "fixed") return choose(run, channel, { ...play, seat }, request);
  // A move answers a state that every outcome has (protocol, preamble; adjudicator §9 (d)): a secret shown to one that may still
  // fall away is given away.
  if (!isSure(run.env.apps, channel, play.index)) return NOT_SURE;
  const code = run.env.apps.get(found.leaf.app);
  const tried = code?.play(found.terms, found.state, seat, play.move, play.args);
  if (tried === undefined || !tried.ok)
    return `the move is not valid now (${tried?.ok === false ? tried.revert : "unknown app"})`;
  const id = start(run, channelId, { kind: "move", index: play.index, seat, move: play.move, args: play.args });
  if (id !== null) wait(run, channelId, id, request);
  return null;
}

/** Why a move has to wait a moment: asked again, it will do. */
export const NOT_SURE =
  "the last move is not in every state that the chain could still settle on; wait for the other side's signature";

/**
 * Whether an app stands the same in every state that the chain may still settle on; or, where all seats move in one phase, differs by
 * others' moves of that very phase alone: those a move of this phase does not answer (protocol, preamble: `each`).
 */
export function isSure(apps: Apps, { held, candidates }: ChannelState, index: number): boolean {
  const found = leafAt(held.content.tree, index);
  if (found === undefined) return true;
  return candidates.every((candidate) => {
    const there = leafAt(candidate.content.tree, index);
    return sameState(there, found) || (candidate.fork === held.content.version && stays(apps, found, candidate, index));
  });
}

/** Whether every move that a candidate adds to an app leaves it in its phase. */
function stays(apps: Apps, found: Interaction, candidate: Candidate, index: number): boolean {
  const there = leafAt(candidate.content.tree, index);
  if (found.kind !== "app" || there?.kind !== "app" || !sameId(there.by, found.by)) return false;
  const code = apps.get(found.leaf.app);
  let { state } = found;
  for (const { op } of pathTo(candidate)) {
    if (!isKind(op, "move") || op.body.index !== index) continue;
    const played = code?.play(found.terms, state, op.body.seat, op.body.move, op.body.args);
    if (played === undefined || !played.ok || !played.value.stays) return false;
    state = played.value.next;
  }
  return appStateHash(state) === there.leaf.stateHash;
}

const sameState = (a: Interaction | undefined, b: Interaction): boolean =>
  a?.kind === "app" && b.kind === "app" && a.leaf.stateHash === b.leaf.stateHash;

function choose(
  run: Run,
  channel: ChannelState,
  play: { index: number; seat: number; move: number; args: Hex },
  request: string | null,
): string | null {
  const turn = channel.view?.appEvents.filter(({ index }) => index === play.index).at(-1)?.turn ?? 0;
  const key = `${play.index}/${turn}/${play.seat}`;
  if (channel.chosen[key] !== undefined) return "a move is chosen for this turn already, and is never replaced";
  inChannel(run, channel.genesis.channelId, (_, state) => ({
    state: { ...state, chosen: { ...state.chosen, [key]: { move: play.move, args: play.args } } },
    out: [],
  }));
  answer(run, request, { ok: true, value: { onChain: true } });
  return null;
}

/** C4: an app's clock is over since its last entry, and no move of the seat that is due is FINAL: the chain has to go on with it. */
export function impatience(run: Run, channelId: Hex): void {
  const channel = get(run.state.channels, channelId);
  const { chainTime } = channelEnv(run.env, run.state);
  if (channel === undefined || channel.life !== "open" || channel.force !== null) return;
  for (const [index, found] of leaves(channel.held.content.tree)) {
    if (found.kind !== "app") continue;
    const status = run.env.apps.get(found.leaf.app)?.status(found.terms, found.state, "0x");
    if (status === undefined || !status.ok || status.value.clock !== 1) continue;
    const since = Math.max(channel.touched[index] ?? chainTime, Number(status.value.time));
    const seat = found.leaf.seats.indexOf(channel.genesis.me);
    if (seat < 0) continue; // of a game of others' in the group nothing is this node's to lose
    const mineAlone = status.value.due === 2 ** seat;
    const moving = channel.pending.some(({ op }) => op.body.kind === "move" && op.body.index === index);
    if (BigInt(chainTime) < BigInt(since) + status.value.window || (mineAlone && !moving)) continue;
    force(run, channelId, `the clock of the app at index ${index} is over and the other side is silent`);
    return;
  }
}

/** Wants the chain, and says so. */
export function force(run: Run, channelId: Hex, why: string): void {
  inChannel(run, channelId, (_, state) => ({
    state: { ...state, force: state.force ?? why },
    out: [tell(state, { kind: "alarm", text: `going to the chain: ${why}` })],
  }));
  emit(run, { type: "channel", channelId, what: "updated", text: why });
}

/** The address of an app by its name, among those this node knows. */
export function appNamed(run: Run, name: string): Address | null {
  for (const [address, code] of run.env.apps) if (code.name === name) return address;
  return null;
}
