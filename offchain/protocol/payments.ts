import { opens, spendable } from "../channel/content.ts";
import { entries, get, remove, set } from "../channel/hexMap.ts";
import { type Op, type OpId, sameId } from "../channel/operation.ts";
import { isEth } from "../channel/token.ts";
import { leafAt, leaves, size } from "../channel/tree.ts";
import { sha256Hex } from "../evm/hash.ts";
import { type Hex, hexToBytes } from "../evm/hex.ts";
import { type ChannelState, isKind, ready } from "./channelState.ts";
import { expired } from "./consent.ts";
import { channelEnv, type Forward, type Invoice, type NodeState, type Payment } from "./nodeState.ts";
import { type Layer, unwrap } from "./onion.ts";
import { addMargin, cutoff } from "./profile.ts";
import { emit, type Run, start } from "./run.ts";

/** Why a payment came back; travels in `failed` as a number (protocol H7). */
export const FAILURES = [
  "unspecified",
  "unknown hash",
  "amount too low",
  "too late",
  "no route to the next hop",
  "no liquidity at a hop",
  "fee too low",
  "expired",
  "hash seen before",
  "limit at a hop",
  "malformed onion",
] as const;
export type Failure = (typeof FAILURES)[number];
export const failureCode = (why: Failure): number => FAILURES.indexOf(why);
export const failureText = (code: number): Failure => FAILURES[code] ?? "unspecified";

const savePayment = (run: Run, payment: Payment): void => {
  const { state } = run;
  run.state = { ...state, payments: set(state.payments, payment.id, payment) };
  emit(run, { type: "payment", payment });
};

export const saveInvoice = (run: Run, invoice: Invoice): void => {
  run.state = { ...run.state, invoices: set(run.state.invoices, invoice.hash, invoice) };
  emit(run, { type: "invoice", invoice });
};

export const saveForward = (run: Run, forward: Forward): void => {
  run.state = { ...run.state, forwards: set(run.state.forwards, forward.hash, forward) };
  emit(run, { type: "forward", forward });
};

export function finish(
  run: Run,
  payment: Payment,
  status: "succeeded" | "failed",
  more: { preimage?: Hex; failure?: string },
): void {
  if (payment.status !== "inFlight") return;
  savePayment(run, { ...payment, status, preimage: more.preimage ?? payment.preimage, failure: more.failure ?? null });
  if (payment.hash !== null) run.state = { ...run.state, hashes: remove(run.state.hashes, payment.hash) };
}

const ofHash = (state: NodeState, hash: Hex): Payment | undefined => {
  const id = get(state.hashes, hash);
  return id === undefined ? undefined : get(state.payments, id);
};

/** The payment that an own operation belongs to. */
function ofOp(state: NodeState, channelId: Hex, op: Op): Payment | undefined {
  if (isKind(op, "add")) {
    const found = ofHash(state, op.body.hash);
    return found !== undefined && found.channelId === channelId && sameId(found.op, op.id) ? found : undefined;
  }
  return isKind(op, "pay") ? get(state.payments, op.body.note) : undefined;
}

/** An operation is FINAL: what hangs on it happens now. */
export function onFinal(run: Run, channelId: Hex, op: Op, index: number | null): void {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined) return;
  const { me } = channel.genesis;
  if (isKind(op, "pay") && op.id.participant === me) return paidDirectly(run, channelId, op);
  if (isKind(op, "pay")) return op.body.to === me ? received(run, channel, op) : undefined;
  if (isKind(op, "add") && op.body.to === channel.genesis.me && index !== null) return arrived(run, channel, op, index);
  if (isKind(op, "paid")) return ended(run, channelId, op.body);
  if (isKind(op, "failed")) return cameBack(run, channel, op.body);
}

function paidDirectly(run: Run, channelId: Hex, op: Op): void {
  const payment = ofOp(run.state, channelId, op);
  if (payment !== undefined) finish(run, payment, "succeeded", {});
}

function received(
  run: Run,
  channel: ChannelState,
  op: Op & { body: { kind: "pay"; note: Hex; amount: bigint; asset: number } },
): void {
  const { genesis } = channel;
  const to = genesis.nodes[genesis.me];
  const book = channel.held.content.books[op.body.asset];
  if (to === undefined || book === undefined || op.body.note.length !== 34) return;
  // The payer's id may be in use here already: what came in is kept under an id of its own.
  const id: Hex = `0x${sha256Hex(hexToBytes(`${genesis.channelId}${hexOf(op.id)}`)).slice(2, 34)}`;
  savePayment(run, {
    id,
    direction: "in",
    kind: "direct",
    channelId: genesis.channelId,
    op: op.id,
    to,
    token: book.token,
    amount: op.body.amount,
    fee: 0n,
    hash: null,
    until: 0,
    preimage: null,
    status: "succeeded",
    failure: null,
    at: run.state.head?.timestamp ?? 0,
  });
}

const hexOf = ({ participant, seq }: OpId): string =>
  `${participant.toString(16).padStart(2, "0")}${seq.toString(16).padStart(12, "0")}`;

/** A lock to this node is FINAL: reveal, pass on, or give back. */
function arrived(
  run: Run,
  channel: ChannelState,
  op: Op & { body: { kind: "add"; hash: Hex; onion: Hex } },
  index: number,
): void {
  const found = leafAt(channel.held.content.tree, index);
  // In a channel that the chain has decided nothing is revealed or passed on any more: the lock goes back by its time.
  if (channel.life !== "open" || found?.kind !== "hashLock" || !sameId(found.by, op.id)) return;
  const layer = unwrap(run.env.keys.unseal, op.body.onion);
  const why =
    layer === null
      ? "malformed onion"
      : layer.kind === "deliver"
        ? deliver(run, channel, op, index, layer)
        : forward(run, channel, op, index, layer);
  if (why !== null) giveBack(run, channel.genesis.channelId, { index, lock: op.id }, failureCode(why));
}

interface Place {
  readonly index: number;
  /** The operation that made it. */
  readonly lock: OpId;
}

function giveBack(run: Run, channelId: Hex, { index, lock }: Place, reason: number): void {
  const channel = get(run.state.channels, channelId);
  const pending = channel?.pending.some(
    ({ op }) => (isKind(op, "failed") || isKind(op, "paid")) && op.body.index === index,
  );
  const found = channel === undefined ? undefined : leafAt(channel.held.content.tree, index);
  if (channel?.life !== "open" || pending || found?.kind !== "hashLock" || !sameId(found.by, lock)) return;
  start(run, channelId, { kind: "failed", index, lock, hash: found.leaf.hash, reason });
}

type Lock = Op & { body: { kind: "add"; hash: Hex; onion: Hex } };
type LayerOf<K extends Layer["kind"]> = Extract<Layer, { kind: K }>;

function deliver(run: Run, channel: ChannelState, op: Lock, index: number, layer: LayerOf<"deliver">): Failure | null {
  const { env, state } = run;
  const invoice = get(state.invoices, op.body.hash);
  const found = leafAt(channel.held.content.tree, index);
  const chainTime = state.head?.timestamp ?? 0;
  if (invoice === undefined || found?.kind !== "hashLock" || invoice.secret !== layer.secret) return "unknown hash";
  if (invoice.status !== "open") return "hash seen before";
  if (found.leaf.amount < invoice.amount || channel.held.content.books[found.leaf.asset]?.token !== invoice.token)
    return "amount too low";
  if (chainTime > invoice.expiresAt) return "expired";
  // H1: the preimage leaves only while an honest reveal can still be answered in time.
  if (chainTime >= cutoff(env.profile, found.leaf.until) - env.profile.blockTime || staleHead(run)) return "too late";
  saveInvoice(run, {
    ...invoice,
    status: "accepted",
    received: found.leaf.amount,
    by: { channelId: channel.genesis.channelId, op: op.id },
  });
  start(run, channel.genesis.channelId, { kind: "paid", index, lock: op.id, preimage: invoice.preimage });
  return null;
}

/** H8, attack 13: with a head this old, what is "in time" cannot be told; nothing new is taken on. */
function staleHead({ env, state }: Run): boolean {
  return env.now - state.headSeenAt > (env.profile.skew + env.profile.inclusion + env.profile.blockTime) * 1_000;
}

/** What a forwarder keeps of an amount that goes out (base units of its asset): its base fee is of ETH, of tokens it keeps its rate. */
export const feeFor = (profile: { feeBase: bigint; feeRate: bigint }, token: Hex, amount: bigint): bigint =>
  (isEth(token) ? profile.feeBase : 0n) + (amount * profile.feeRate) / 1_000_000n;

/** H1, H8: the out-lock has the same T; it goes out only to a peer that can answer, with time left, within every cap. */
function forward(run: Run, channel: ChannelState, op: Lock, index: number, layer: LayerOf<"forward">): Failure | null {
  const { env, state } = run;
  const found = leafAt(channel.held.content.tree, index);
  const book = found?.kind === "hashLock" ? channel.held.content.books[found.leaf.asset] : undefined;
  if (found?.kind !== "hashLock" || book === undefined) return "unspecified";
  const { leaf } = found;
  const chainTime = state.head?.timestamp ?? 0;
  if (
    get(state.forwards, leaf.hash) !== undefined ||
    get(state.invoices, leaf.hash) !== undefined ||
    get(state.hashes, leaf.hash) !== undefined ||
    get(state.publications, leaf.hash) !== undefined
  )
    return "hash seen before";
  if (chainTime >= cutoff(env.profile, leaf.until) - addMargin(env.profile) || staleHead(run)) return "too late";
  if (layer.amount < env.profile.minLock) return "limit at a hop";
  if (leaf.amount < layer.amount + feeFor(env.profile, book.token, layer.amount)) return "fee too low";
  // One channel has a hash once: what came over a channel does not go out over it.
  const others = entries(state.channels).filter(([id]) => id !== channel.genesis.channelId);
  const out = outgoing(others, layer.next, book.token, layer.amount, env.profile.maxLocks);
  if (typeof out === "string") return out;
  const { channelId } = out.channel.genesis;
  const id = start(run, channelId, {
    kind: "add",
    to: out.to,
    asset: out.asset,
    amount: layer.amount,
    hash: leaf.hash,
    until: leaf.until,
    onion: layer.onion,
  });
  if (id === null) return "unspecified";
  const incoming = { channelId: channel.genesis.channelId, op: op.id, index, amount: leaf.amount };
  saveForward(run, {
    hash: leaf.hash,
    token: book.token,
    incoming,
    outgoing: { channelId, op: id, amount: layer.amount },
    until: leaf.until,
    preimage: null,
    status: "inFlight",
    reason: 0,
    at: chainTime,
  });
  return null;
}

/** A channel to a node that can carry an amount now, or why there is none. */
export function outgoing(
  channels: readonly (readonly [string, ChannelState])[],
  next: Hex,
  token: Hex,
  amount: bigint,
  maxLocks: number,
): { readonly channel: ChannelState; readonly to: number; readonly asset: number } | Failure {
  let why: Failure = "no route to the next hop";
  for (const [, channel] of channels) {
    const { genesis, held } = channel;
    const to = genesis.nodes.indexOf(next);
    const asset = held.content.books.findIndex((book) => book.token === token);
    const book = held.content.books[asset];
    if (to < 0 || to === genesis.me || book === undefined || genesis.child !== undefined) continue;
    if (!ready(channel) || channel.candidates.length > 2 || held.content.draining || held.content.isFinal) continue;
    if (size(held.content.tree) >= maxLocks) {
      why = "limit at a hop";
      continue;
    }
    if (spendable(book, genesis.me) - pledged(channel, asset) < amount) why = "no liquidity at a hop";
    else return { channel, to, asset };
  }
  return why;
}

/** What this node has withdrawn of an asset and has asked to, from the beginning on (base units). */
export function totalWithdrawn({ held, pending, genesis }: ChannelState, asset: number): bigint {
  let total = held.content.books[asset]?.withdrawn[genesis.me] ?? 0n;
  for (const { op } of pending)
    if (isKind(op, "withdraw") && op.body.asset === asset && op.body.total > total) total = op.body.total;
  return total;
}

/** What pending operations of this node will take from an asset once they are in (base units). */
export function pledged(channel: ChannelState, asset: number): bigint {
  let sum = 0n;
  for (const { op } of channel.pending) {
    const taken = op.id.seq > (channel.held.content.seqs[op.id.participant] ?? 0);
    if (taken && (isKind(op, "add") || isKind(op, "pay")) && op.body.asset === asset) sum += op.body.amount;
  }
  return (
    sum + (totalWithdrawn(channel, asset) - (channel.held.content.books[asset]?.withdrawn[channel.genesis.me] ?? 0n))
  );
}

/** A preimage became known, wherever from (protocol H2): it is kept, and claimed upstream, before anything else. */
export function learn(run: Run, preimage: Hex): void {
  const hash = sha256Hex(hexToBytes(preimage));
  const published = get(run.state.publications, hash)?.at ?? 0;
  const payment = ofHash(run.state, hash);
  // Published too late it pays nobody: the lock goes back.
  if (payment !== undefined && published <= payment.until) finish(run, payment, "succeeded", { preimage });
  const forward = get(run.state.forwards, hash);
  if (forward === undefined || forward.preimage !== null || published > forward.until) return;
  saveForward(run, { ...forward, preimage, status: forward.status === "inFlight" ? "claiming" : forward.status });
  claimUpstream(run, forward, preimage);
}

function claimUpstream(run: Run, { incoming }: Forward, preimage: Hex): void {
  const channel = get(run.state.channels, incoming.channelId);
  if (channel === undefined || channel.life !== "open") return;
  const found = leafAt(channel.held.content.tree, incoming.index);
  const pending = channel.pending.some(({ op }) => isKind(op, "paid") && op.body.index === incoming.index);
  if (found?.kind !== "hashLock" || !sameId(found.by, incoming.op) || !opens(found.leaf.hash, preimage) || pending)
    return;
  start(run, incoming.channelId, { kind: "paid", index: incoming.index, lock: incoming.op, preimage });
}

/** A lock ended as paid, for good: this node's own or somebody else's of the group. */
function ended(run: Run, channelId: Hex, { lock, preimage }: { lock: OpId; preimage: Hex }): void {
  learn(run, preimage);
  const hash = sha256Hex(hexToBytes(preimage));
  const invoice = get(run.state.invoices, hash);
  if (invoice?.status === "accepted" && isLock(invoice.by, channelId, lock))
    saveInvoice(run, { ...invoice, status: "settled" });
  const forward = get(run.state.forwards, hash);
  if (forward !== undefined && isLock(forward.incoming, channelId, lock))
    saveForward(run, { ...forward, preimage, status: "settled" });
}

/** Whether an operation of a channel is the one that made a lock. */
const isLock = (known: { channelId: Hex; op: OpId } | null, channelId: Hex, lock: OpId): boolean =>
  known !== null && known.channelId === channelId && sameId(known.op, lock);

/** A lock ended as failed, for good: it is DEAD, and only now may the one upstream be given back (protocol H4). */
function cameBack(
  run: Run,
  channel: ChannelState,
  { hash, lock, reason }: { hash: Hex; lock: OpId; reason: number },
): void {
  const { channelId } = channel.genesis;
  const payment = ofHash(run.state, hash);
  if (payment !== undefined && isLock(payment, channelId, lock))
    return finish(run, payment, "failed", { failure: failureText(reason) });
  const forward = get(run.state.forwards, hash);
  if (forward === undefined) return;
  if (isLock(forward.outgoing, channelId, lock) && forward.preimage === null) failUpstream(run, forward, reason);
  if (isLock(forward.incoming, channelId, lock) && forward.status === "failing")
    saveForward(run, { ...forward, status: "failed" });
}

export function failUpstream(run: Run, forward: Forward, reason: number): void {
  if (forward.status !== "inFlight") return;
  saveForward(run, { ...forward, status: "failing", reason });
  giveBack(run, forward.incoming.channelId, placeOf(forward), reason);
}

const placeOf = ({ incoming }: Forward): Place => ({ index: incoming.index, lock: incoming.op });

/** An own operation is DEAD: in no possible state, and never again. */
export function onDead(run: Run, channelId: Hex, op: Op, reason: string): void {
  const payment = ofOp(run.state, channelId, op);
  if (payment !== undefined) return finish(run, payment, "failed", { failure: reason });
  if (!isKind(op, "add")) return;
  const forward = get(run.state.forwards, op.body.hash);
  if (forward?.outgoing?.channelId === channelId && sameId(forward.outgoing.op, op.id) && forward.preimage === null)
    failUpstream(run, forward, failureCode("no liquidity at a hop"));
}

/**
 * What time decides (protocol H5), at each block: locks that a final block has let expire go back to the payer; what is known to
 * be published is claimed; a forward that no channel can pay any more is failed upstream.
 */
export function onTime(run: Run): void {
  for (const [channelId, channel] of entries(run.state.channels))
    if (channel.life === "open") timeInChannel(run, channelId as Hex, channel);
  for (const [, forward] of entries(run.state.forwards)) timeForForward(run, forward);
  for (const [, id] of entries(run.state.hashes)) timeForPayment(run, id);
  for (const [, invoice] of entries(run.state.invoices)) timeForInvoice(run, invoice);
}

function timeInChannel(run: Run, channelId: Hex, channel: ChannelState): void {
  if (channel.behind !== null) return; // what is known of its locks may be old
  const env = channelEnv(run.env, run.state);
  for (const [index, found] of leaves(channel.held.content.tree)) {
    if (found.kind !== "hashLock") continue;
    const { from, to, hash, until } = found.leaf;
    const published = get(run.state.publications, hash);
    const pending = channel.pending.some(
      ({ op }) => (isKind(op, "paid") || isKind(op, "failed")) && op.body.index === index,
    );
    if (pending) continue;
    if (from === channel.genesis.me && expired(env, hash, until))
      start(run, channelId, { kind: "failed", index, lock: found.by, hash, reason: failureCode("expired") });
    else if (to === channel.genesis.me && published !== undefined && published.at <= until)
      start(run, channelId, { kind: "paid", index, lock: found.by, preimage: published.preimage });
  }
}

/** How a lock ended that the chain decided: null while it has not, or where the channel's outcome has no such lock. */
function endOnChain(run: Run, channelId: Hex, hash: Hex): "paid" | "returned" | null {
  const channel = get(run.state.channels, channelId);
  if (channel?.life !== "closed" || channel.outcome === null) return null;
  const found = leaves(channel.outcome.tree).find(
    ([, leaf]) => leaf.kind === "hashLock" && leaf.leaf.hash === hash,
  )?.[1];
  if (found?.kind !== "hashLock") return null;
  const published = get(run.state.publications, hash);
  return published !== undefined && published.at <= found.leaf.until ? "paid" : "returned";
}

function timeForInvoice(run: Run, invoice: Invoice): void {
  const { hash, status, by, expiresAt } = invoice;
  if (status === "open" && (run.state.head?.timestamp ?? 0) > expiresAt)
    saveInvoice(run, { ...invoice, status: "expired" });
  const end = status === "accepted" && by !== null ? endOnChain(run, by.channelId, hash) : null;
  if (end !== null) saveInvoice(run, { ...invoice, status: end === "paid" ? "settled" : "expired" });
}

function timeForForward(run: Run, forward: Forward): void {
  const env = channelEnv(run.env, run.state);
  const end = endOnChain(run, forward.incoming.channelId, forward.hash);
  if (end !== null && forward.status !== "settled" && forward.status !== "failed")
    return saveForward(run, { ...forward, status: end === "paid" ? "settled" : "failed" });
  if (forward.status === "claiming" && forward.preimage !== null) claimUpstream(run, forward, forward.preimage);
  if (forward.status === "failing") giveBack(run, forward.incoming.channelId, placeOf(forward), forward.reason);
  if (forward.status === "inFlight" && forward.preimage === null && expired(env, forward.hash, forward.until))
    failUpstream(run, forward, failureCode("expired"));
  const over = forward.status === "settled" || forward.status === "failed";
  if (over && env.finalTime > forward.until)
    run.state = { ...run.state, forwards: remove(run.state.forwards, forward.hash) };
}

function timeForPayment(run: Run, id: Hex): void {
  const payment = get(run.state.payments, id);
  if (payment === undefined || payment.hash === null) return;
  const channel = get(run.state.channels, payment.channelId);
  const gone = channel === undefined || channel.life === "fixed" || channel.life === "closed";
  const env = channelEnv(run.env, run.state);
  if (gone && expired(env, payment.hash, payment.until))
    finish(run, payment, "failed", { failure: "expired; the channel was closed" });
}
