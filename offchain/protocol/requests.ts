import { spendable } from "../channel/content.ts";
import { entries, get, set } from "../channel/hexMap.ts";
import type { NodeId } from "../channel/keys.ts";
import { assetText, heldText } from "../channel/token.ts";
import type { Address, Hex } from "../evm/hex.ts";
import { type ChannelState, ready } from "./channelState.ts";
import { giveUpChild, openChild } from "./childOpening.ts";
import { consent, force, NOT_SURE, offerApp, playMove } from "./games.ts";
import type { Offer } from "./messages.ts";
import { type Invoice, newPeer, type Opening, type Payment, type Policy } from "./nodeState.ts";
import { abandon, openChannel } from "./opening.ts";
import { outgoing, pledged } from "./payments.ts";
import { deposit, type Resizing, withdraw } from "./resize.ts";
import { answer, emit, type Run, start } from "./run.ts";

/** What an operator or an app asks of a node. Amounts in base units; everything random in it was drawn outside. */
export type Request =
  | { readonly kind: "openChannel"; readonly opening: Omit<Opening, "request"> }
  | { readonly kind: "addInvoice"; readonly invoice: Invoice }
  | {
      readonly kind: "payDirect";
      readonly paymentId: Hex;
      readonly to: NodeId;
      readonly token: Hex;
      readonly amount: bigint;
      readonly channelId: Hex | null;
    }
  | {
      readonly kind: "payLocked";
      readonly paymentId: Hex;
      readonly first: NodeId;
      readonly to: NodeId;
      readonly token: Hex;
      readonly amount: bigint;
      readonly fee: bigint;
      readonly hash: Hex;
      readonly until: number;
      readonly onion: Hex;
    }
  | { readonly kind: "close"; readonly channelId: Hex; readonly force: boolean }
  | (Resizing & { readonly kind: "withdraw" | "deposit" })
  | { readonly kind: "offerApp"; readonly channelId: Hex; readonly offer: Offer }
  | { readonly kind: "setPolicy"; readonly app: Address; readonly policy: Policy }
  | { readonly kind: "answerOffer"; readonly offerId: Hex; readonly accept: boolean }
  | { readonly kind: "keepSecret"; readonly key: string; readonly secret: Hex }
  | {
      readonly kind: "play";
      readonly channelId: Hex;
      readonly index: number;
      readonly move: number;
      readonly args: Hex;
    };

type RequestOf<K extends Request["kind"]> = Extract<Request, { kind: K }>;

/** Does what is asked, or says why not: nothing is half-done. The reply to some requests comes later. */
export function onRequest(run: Run, id: string, request: Request): void {
  const refuse = (reason: string | null, code = "REFUSED"): void => {
    if (reason !== null) answer(run, id, { ok: false, code, reason });
  };
  switch (request.kind) {
    case "openChannel":
      return open(run, id, request);
    case "addInvoice":
      return invoice(run, id, request.invoice);
    case "payDirect":
      return refuse(payDirect(run, id, request), "NOT_PAID");
    case "payLocked":
      return refuse(payLocked(run, id, request), "NOT_PAID");
    case "close":
      return refuse(close(run, id, request));
    case "withdraw":
      return refuse(withdraw(run, id, request));
    case "deposit":
      return refuse(deposit(run, id, request));
    case "offerApp":
      return refuse(offerApp(run, request.channelId, request.offer, id));
    case "setPolicy":
      run.state = {
        ...run.state,
        policies: { ...run.state.policies, [request.app]: request.policy },
      };
      return answer(run, id, { ok: true, value: {} });
    case "answerOffer":
      return answerOffer(run, id, request);
    case "keepSecret":
      run.state = { ...run.state, secrets: new Map(run.state.secrets).set(request.key, request.secret) };
      return answer(run, id, { ok: true, value: {} });
    case "play": {
      const why = playMove(run, request.channelId, request, id);
      return refuse(why, why === NOT_SURE ? "NOT_SURE" : "REFUSED");
    }
    default:
      return request satisfies never;
  }
}

/** An opening waits until every peer has said who it is; those that this node does not know are asked. */
function open(run: Run, id: string, { opening }: RequestOf<"openChannel">): void {
  const peers = new Map(run.state.peers);
  for (const peer of opening.peers) {
    const known = peers.get(peer) ?? newPeer;
    if (known.greeted === null) peers.set(peer, { ...known, helloAt: Number.NEGATIVE_INFINITY });
  }
  const made: Opening = { ...opening, request: id };
  run.state = { ...run.state, peers, openings: [...run.state.openings, made] };
  openGreeted(run, made);
}

/** Sends an offer to peers that have all said who they are; with one of them on another chain it is given up. */
export function openGreeted(run: Run, opening: Opening): void {
  const greeted = opening.peers.flatMap((peer) => run.state.peers.get(peer)?.greeted ?? []);
  const astray = greeted.find(({ chainId }) => chainId !== run.env.profile.chainId);
  if (astray === undefined && greeted.length < opening.peers.length) return;
  run.state = { ...run.state, openings: run.state.openings.filter((other) => other !== opening) };
  if (astray !== undefined) {
    const reason = `the peer is on chain ${astray.chainId}, this node on ${run.env.profile.chainId}`;
    return answer(run, opening.request, { ok: false, code: "WRONG_CHAIN", reason });
  }
  const { virtual } = opening;
  const [peer] = greeted;
  if (virtual !== undefined && peer !== undefined) {
    const made = openChild(run, peer, { ...opening, virtual });
    const stage = { ...(typeof made === "string" ? {} : made), stage: "opening" };
    if (typeof made !== "string") return answer(run, opening.request, { ok: true, value: stage });
    return answer(run, opening.request, { ok: false, code: "REFUSED", reason: made });
  }
  const channelId = openChannel(run, greeted, opening);
  answer(run, opening.request, { ok: true, value: { channelId, stage: "opening" } });
}

function answerOffer(run: Run, id: string, { offerId, accept }: RequestOf<"answerOffer">): void {
  const asked = run.state.asked.get(offerId);
  if (asked === undefined)
    return answer(run, id, { ok: false, code: "UNKNOWN_OFFER", reason: "no such offer waits for an answer" });
  const rest = new Map(run.state.asked);
  rest.delete(offerId);
  run.state = { ...run.state, asked: rest };
  consent(run, asked, accept ? null : "the player says no");
  answer(run, id, { ok: true, value: {} });
}

function invoice(run: Run, id: string, made: Invoice): void {
  if (get(run.state.invoices, made.hash) !== undefined)
    return answer(run, id, { ok: false, code: "EXISTS", reason: "there is an invoice with this hash" });
  run.state = { ...run.state, invoices: set(run.state.invoices, made.hash, made) };
  answer(run, id, { ok: true, value: { hash: made.hash } });
}

/** Why no channel with a node can pay an amount now. */
function inWords(run: Run, to: NodeId, token: Hex, amount: bigint): string {
  const shared = entries(run.state.channels).flatMap(([, channel]) => {
    const book = channel.held.content.books.findIndex((one) => one.token === token);
    const open = channel.life === "open" && channel.genesis.nodes.includes(to) && book >= 0;
    return open ? [{ channel, book }] : [];
  });
  if (shared.length === 0) return noneIn(run, to, token);
  const usable = shared.filter(({ channel }) => ready(channel) && !channel.held.content.draining);
  if (usable.length === 0) return `the channel with ${to} cannot pay now: the peer is away, or it is closing`;
  const have = usable.map(({ channel, book }) => spendableIn(channel, book));
  return `${have.reduce((most, one) => (one > most ? one : most), 0n)} is spendable in one channel with ${to}, ${amount} is needed`;
}

/** No open channel with a node holds a token: what those hold that there are. */
function noneIn(run: Run, to: NodeId, token: Hex): string {
  const open = entries(run.state.channels).flatMap(([, { life, genesis }]) =>
    life === "open" && genesis.nodes.includes(to) ? genesis.assets : [],
  );
  if (open.length === 0) return `there is no open channel with ${to}`;
  return `no open channel with ${to} holds ${assetText(token)}; what they hold is ${heldText(open)}`;
}

function spendableIn(channel: ChannelState, asset: number): bigint {
  const book = channel.held.content.books[asset];
  return book === undefined ? 0n : spendable(book, channel.genesis.me) - pledged(channel, asset);
}

/** A child channel with a node that can pay it so much directly, where no channel of deposits can. */
function childWith(run: Run, to: NodeId, token: Hex, amount: bigint): Hex | null {
  const channels = entries(run.state.channels);
  if (typeof outgoing(channels, to, token, amount, Number.POSITIVE_INFINITY) !== "string") return null;
  const found = channels.find(([, channel]) => {
    const asset = channel.held.content.books.findIndex((book) => book.token === token);
    const { draining, isFinal } = channel.held.content;
    const fits = channel.genesis.child !== undefined && channel.genesis.nodes.includes(to) && asset >= 0;
    return fits && ready(channel) && !draining && !isFinal && spendableIn(channel, asset) >= amount;
  });
  return found?.[1].genesis.channelId ?? null;
}

/** A channel in which this node can pay so much now, by what is spendable less what is under way. */
function payable(
  run: Run,
  { to, token, amount, channelId }: { to: NodeId; token: Hex; amount: bigint; channelId: Hex | null },
): { channel: ChannelState; asset: number; to: number } | string {
  const inside = channelId ?? childWith(run, to, token, amount);
  if (inside === null) {
    const found = outgoing(entries(run.state.channels), to, token, amount, Number.POSITIVE_INFINITY);
    return typeof found === "string" ? inWords(run, to, token, amount) : found;
  }
  const channel = get(run.state.channels, inside);
  if (channel === undefined) return `there is no channel ${inside}`;
  const at = channel.genesis.nodes.findIndex((node, i) => i !== channel.genesis.me && node === to);
  const asset = channel.held.content.books.findIndex((book) => book.token === token);
  const book = channel.held.content.books[asset];
  if (at < 0) return `the channel ${inside} is not with that node`;
  if (book === undefined)
    return `the channel ${inside} does not hold ${assetText(token)}; it holds ${heldText(channel.genesis.assets)}`;
  const { draining, isFinal } = channel.held.content;
  if (!ready(channel) || draining || isFinal)
    return `the channel is ${draining ? "closing" : channel.life} and cannot pay now`;
  const have = spendable(book, channel.genesis.me) - pledged(channel, asset);
  return have < amount ? `${have} is spendable, ${amount} is needed` : { channel, asset, to: at };
}

function known(run: Run, id: string, paymentId: Hex): boolean {
  const payment = get(run.state.payments, paymentId);
  if (payment !== undefined) answer(run, id, { ok: true, value: { paymentId, status: payment.status } });
  return payment !== undefined;
}

function payDirect(run: Run, id: string, request: RequestOf<"payDirect">): string | null {
  if (known(run, id, request.paymentId)) return null;
  const found = payable(run, request);
  if (typeof found === "string") return found;
  const { channelId } = found.channel.genesis;
  const op = start(run, channelId, {
    kind: "pay",
    to: found.to,
    asset: found.asset,
    amount: request.amount,
    note: request.paymentId,
  });
  if (op === null) return "no such channel";
  const { paymentId, to, token, amount } = request;
  save(run, {
    id: paymentId,
    direction: "out",
    kind: "direct",
    channelId,
    op,
    to,
    token,
    amount,
    fee: 0n,
    hash: null,
    until: 0,
    preimage: null,
    status: "inFlight",
    failure: null,
    at: run.state.head?.timestamp ?? 0,
  });
  answer(run, id, { ok: true, value: { paymentId, status: "inFlight" } });
  return null;
}

function save(run: Run, payment: Payment): void {
  const hashes = payment.hash === null ? run.state.hashes : set(run.state.hashes, payment.hash, payment.id);
  run.state = { ...run.state, payments: set(run.state.payments, payment.id, payment), hashes };
}

function payLocked(run: Run, id: string, request: RequestOf<"payLocked">): string | null {
  const { paymentId, first, to, token, amount, fee, hash, until, onion } = request;
  if (known(run, id, paymentId)) return null;
  if (
    get(run.state.hashes, hash) !== undefined ||
    get(run.state.publications, hash) !== undefined ||
    get(run.state.forwards, hash) !== undefined
  )
    return "this hash was seen before: ask for a new invoice";
  const found = outgoing(entries(run.state.channels), first, token, amount + fee, run.env.profile.maxLocks);
  if (typeof found === "string") return found;
  const { channelId } = found.channel.genesis;
  const op = start(run, channelId, {
    kind: "add",
    to: found.to,
    asset: found.asset,
    amount: amount + fee,
    hash,
    until,
    onion,
  });
  if (op === null) return "no such channel";
  save(run, {
    id: paymentId,
    direction: "out",
    kind: "hashLock",
    channelId,
    op,
    to,
    token,
    amount,
    fee,
    hash,
    until,
    preimage: null,
    status: "inFlight",
    failure: null,
    at: run.state.head?.timestamp ?? 0,
  });
  answer(run, id, { ok: true, value: { paymentId, status: "inFlight" } });
  return null;
}

function close(run: Run, id: string, { channelId, force: byForce }: RequestOf<"close">): string | null {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined) return `there is no channel ${channelId}`;
  if (channel.life === "closed" || channel.life === "fixed") return `the channel is ${channel.life} already`;
  if (byForce && channel.behind !== null)
    return "this node was restored from an old disk and may have forgotten newer states: what it knows would be stale on chain. Wait for the peer, or let the watcher answer";
  if (byForce) {
    force(run, channelId, "the operator says so");
    answer(run, id, { ok: true, value: { channelId, stage: "challenging" } });
    return null;
  }
  if (channel.life === "opening") {
    if (channel.genesis.child === undefined) abandon(run, channelId, "the offer was withdrawn");
    else giveUpChild(run, channelId, "the offer was withdrawn");
    answer(run, id, { ok: true, value: { channelId, stage: "closed" } });
    return null;
  }
  if (channel.life !== "open")
    return `the channel is ${channel.life}: nothing is signed yet; with --force it is closed from the chain`;
  const asked = channel.held.content.draining || channel.pending.some(({ op }) => op.body.kind === "proposeClose");
  if (!asked) {
    const since = run.state.head?.timestamp ?? 0;
    run.state = {
      ...run.state,
      channels: set(run.state.channels, channelId, { ...channel, closing: { mine: true, since } }),
    };
    start(run, channelId, { kind: "proposeClose" });
  }
  emit(run, { type: "channel", channelId, what: "updated", text: "closing cooperatively" });
  answer(run, id, { ok: true, value: { channelId, stage: "draining" } });
  return null;
}
