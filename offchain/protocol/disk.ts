import { apply } from "../channel/apply.ts";
import type { Apps } from "../channel/apps.ts";
import { type Book, type Content, firstContent, type Interaction, leafHash } from "../channel/content.ts";
import { changed, entries, get, type HexMap, set } from "../channel/hexMap.ts";
import type { Commit, GuardLine } from "../channel/records.ts";
import { BadRecord, fromText, toText } from "../channel/text.ts";
import { ETH } from "../channel/token.ts";
import { type Change, change, difference, emptyTree, type Tree } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import {
  type Candidate,
  type ChannelState,
  type Genesis,
  inLineage,
  newChannel,
  type Pending,
  type Unfinal,
} from "./channelState.ts";
import { fromWire, toWire } from "./full.ts";
import type { Forward, Invoice, Mediated, NodeState, Payment, Policy } from "./nodeState.ts";
import { newNode, newPeer } from "./nodeState.ts";

type HeadOf<K extends keyof ChannelState> = { readonly [P in K]: ChannelState[P] };
type Kept = HeadOf<
  | "life"
  | "accepted"
  | "counted"
  | "term"
  | "proofs"
  | "maxSigned"
  | "behind"
  | "unknownUpTo"
  | "force"
  | "closing"
  | "touched"
  | "chosen"
  | "consents"
  | "goals"
>;

/** A candidate is its batch on its base; one whose base is neither held nor a candidate is kept whole. */
type CandidateRecord = Omit<Candidate, "content" | "rejected"> & { readonly whole: ReturnType<typeof toWire> | null };

/** A channel's record: everything durable but its leaves, which have keys of their own. */
interface HeadRecord extends Kept {
  readonly held: {
    readonly version: number;
    readonly isFinal: boolean;
    readonly draining: boolean;
    readonly seqs: readonly number[];
    readonly books: readonly Book[];
    readonly digest: Hex;
    readonly signatures: readonly Hex[];
  };
  readonly candidates: readonly CandidateRecord[];
  readonly pending: readonly Pending[];
  readonly unfinal: readonly Unfinal[];
  readonly outcomeVersion: number | null;
}

/** The fields of a channel whose change must be on disk before anything leaves. */
const DURABLE = [
  "life",
  "accepted",
  "held",
  "candidates",
  "maxSigned",
  "pending",
  "unfinal",
  "counted",
  "term",
  "proofs",
  "behind",
  "unknownUpTo",
  "force",
  "closing",
  "touched",
  "outcome",
  "chosen",
  "consents",
  "goals",
] as const satisfies readonly (keyof ChannelState)[];

function record(state: ChannelState): HeadRecord {
  const {
    life,
    accepted,
    counted,
    term,
    proofs,
    maxSigned,
    behind,
    unknownUpTo,
    force,
    closing,
    touched,
    chosen,
    consents,
    goals,
    held,
    unfinal,
  } = state;
  const { version, isFinal, draining, seqs, books } = held.content;
  const { digest, signatures } = held;
  return {
    life,
    accepted,
    counted,
    term,
    proofs,
    maxSigned,
    behind,
    unknownUpTo,
    force,
    closing,
    touched,
    chosen,
    consents,
    goals,
    unfinal,
    held: { version, isFinal, draining, seqs, books, digest, signatures },
    candidates: state.candidates.map(({ content, rejected: _, ...kept }) => ({
      ...kept,
      whole: standing(state, kept.base.digest) === undefined ? toWire(content) : null,
    })),
    pending: state.pending,
    outcomeVersion: state.outcome?.version ?? null,
  };
}

/** The content of a state that a candidate may stand on. */
const standing = ({ held, candidates }: ChannelState, base: Hex): Content | undefined =>
  base === held.digest ? held.content : candidates.find(({ digest }) => digest === base)?.content;

const leafKey = (channelId: string, index: number): string => `leaf/${channelId}/${String(index).padStart(5, "0")}`;

/** A node that is behind knows no better than its guard what it has held: that stays as it was. */
const guardLine = ({ genesis, maxSigned, held, behind }: ChannelState): GuardLine => ({
  channelId: genesis.channelId,
  maxSigned: maxSigned.version,
  digest: maxSigned.digest,
  held: Math.max(held.content.version, behind?.held ?? 0),
  sticky: maxSigned.sticky,
});

const guardFields = ({ channelId, maxSigned, digest, held, sticky }: GuardLine): GuardLine => ({
  channelId,
  maxSigned,
  digest,
  held,
  sticky,
});

interface Writing {
  readonly puts: Map<string, string>;
  readonly deletes: Set<string>;
  readonly guard: GuardLine[];
}

function writeChannel(to: Writing, id: string, before: ChannelState | undefined, after: ChannelState): void {
  if (before !== undefined && DURABLE.every((field) => before[field] === after[field])) return;
  if (before === undefined) to.puts.set(`genesis/${id}`, toText(after.genesis));
  to.puts.set(`head/${id}`, toText(record(after)));
  const from: Tree<Interaction> = before?.held.content.tree ?? emptyTree;
  for (const [index, , leaf] of difference(from, after.held.content.tree)) {
    if (leaf === undefined) to.deletes.add(leafKey(id, index));
    else to.puts.set(leafKey(id, index), toText(leaf));
  }
  if (before === undefined || before.maxSigned !== after.maxSigned || before.held !== after.held)
    to.guard.push(guardLine(after));
}

function writeMap<V>(to: Writing, name: string, before: HexMap<V>, after: HexMap<V>): void {
  for (const [key, value] of changed(before, after).set) to.puts.set(`${name}/${key}`, toText(value));
}

/**
 * What a turn has to put on disk, or null if nothing durable changed. What a node lets go of (payments that are over) stays on
 * disk: nothing but leaves is ever deleted.
 */
export function commitOf(
  before: NodeState,
  after: NodeState,
): { readonly state: NodeState; readonly commit: Commit } | null {
  const to: Writing = { puts: new Map(), deletes: new Set(), guard: [] };
  const previous = new Map(changed(after.channels, before.channels).set);
  for (const [id, channel] of changed(before.channels, after.channels).set)
    writeChannel(to, id, previous.get(id), channel);
  writeMap(to, "invoice", before.invoices, after.invoices);
  writeMap(to, "payment", before.payments, after.payments);
  writeMap(to, "forward", before.forwards, after.forwards);
  writeMap(to, "mediated", before.mediated, after.mediated);
  if (before.secrets !== after.secrets)
    for (const [key, secret] of after.secrets)
      if (before.secrets.get(key) !== secret) to.puts.set(`secret/${key}`, toText(secret));
  if (before.policies !== after.policies) to.puts.set("policies", toText(after.policies));
  if (to.puts.size === 0 && to.deletes.size === 0 && after.logSeq === before.logSeq) return null;
  const logSeq = after.logSeq + 1;
  return { state: { ...after, logSeq }, commit: { puts: to.puts, deletes: to.deletes, guard: to.guard, logSeq } };
}

/** What is on disk at a start. */
export interface OnDisk {
  readonly entries: ReadonlyMap<string, string>;
  readonly logSeq: number;
  readonly guard: { readonly logSeq: number; readonly lines: readonly GuardLine[] } | null;
}

/** The guard's file is gone while there are channels: nobody can tell whether the database is old (protocol V5). */
export class GuardMissing extends Error {
  constructor() {
    super(
      "the guard file is missing although there are channels: put it back from where it was kept; without it this node cannot know whether its database is the newest, and signing with an old one loses money",
    );
    this.name = "GuardMissing";
  }
}

/** Settled records that the core has no need of any more. */
const over = (status: string): boolean =>
  status === "succeeded" || status === "failed" || status === "settled" || status === "expired";

/**
 * The node as its disk says (protocol V1, V2). A store behind its guard makes every channel RECOVER: nothing new is signed until
 * the others have shown what was forgotten, and what was pending is discarded.
 * @throws BadRecord, GuardMissing
 */
export function boot(disk: OnDisk, apps: Apps, nonce: Hex): NodeState {
  let state = newNode(nonce);
  const channels = [...disk.entries].filter(([key]) => key.startsWith("genesis/"));
  if (channels.length > 0 && disk.guard === null) throw new GuardMissing();
  const lines = new Map((disk.guard?.lines ?? []).map((line) => [line.channelId as string, line]));
  const forgot = disk.guard !== null && disk.guard.logSeq > disk.logSeq;
  for (const [key, text] of channels) {
    const id = key.slice("genesis/".length);
    const channel = bootChannel(disk, id, fromText<Genesis>(key, text), apps);
    state = { ...state, channels: set(state.channels, id, behindGuard(channel, lines.get(id), forgot)) };
  }
  state = bootRecords(state, disk);
  return { ...state, logSeq: Math.max(disk.logSeq, disk.guard?.logSeq ?? 0), peers: peersOfAll(channels) };
}

/**
 * What a start has to put on disk before anything else happens, or null: a guard that a crash left behind its log is brought up to
 * it (protocol V1), and what an old log made a channel forget stays forgotten at the next start too (V2).
 * @example const start = boot(disk, apps, nonce); const repair = repairOf(disk, start); // commit repair.commit, go on with repair.state
 */
export function repairOf(
  disk: OnDisk,
  started: NodeState,
): { readonly state: NodeState; readonly commit: Commit } | null {
  const lines = new Map((disk.guard?.lines ?? []).map((line) => [line.channelId as string, line]));
  const puts = new Map<string, string>();
  const guard: GuardLine[] = [];
  for (const [id, channel] of entries(started.channels)) {
    const text = toText(record(channel));
    if (disk.entries.get(`head/${id}`) !== text) puts.set(`head/${id}`, text);
    const line = guardLine(channel);
    const known = lines.get(id);
    if (known === undefined || toText(guardFields(known)) !== toText(line)) guard.push(line);
  }
  if (puts.size === 0 && guard.length === 0 && disk.guard?.logSeq === disk.logSeq) return null;
  const logSeq = started.logSeq + 1;
  return { state: { ...started, logSeq }, commit: { puts, deletes: new Set(), guard, logSeq } };
}

function peersOfAll(channels: readonly (readonly [string, string])[]): NodeState["peers"] {
  const peers = new Map<Hex, typeof newPeer>();
  for (const [key, text] of channels) {
    const genesis = fromText<Genesis>(key, text);
    genesis.nodes.forEach((node, i) => {
      if (i !== genesis.me) peers.set(node, newPeer);
    });
  }
  return peers;
}

function behindGuard(channel: ChannelState, line: GuardLine | undefined, forgot: boolean): ChannelState {
  const older =
    line !== undefined && (line.maxSigned > channel.maxSigned.version || line.held > channel.held.content.version);
  if (!forgot && !older) return channel;
  const { maxSigned, held } = channel;
  const known = line ?? {
    maxSigned: maxSigned.version,
    digest: maxSigned.digest,
    held: held.content.version,
    sticky: maxSigned.sticky,
  };
  const behind = { maxSigned: known.maxSigned, digest: known.digest, held: known.held, sticky: known.sticky };
  // What was pending is discarded: it may have been given up since. What a candidate has may still come, and is not asked for again.
  const pending = channel.pending
    .filter(({ op }) => channel.candidates.some((one) => inLineage(one, op.id, Number.POSITIVE_INFINITY)))
    .map(({ op }) => ({ op, refusal: DISCARDED }));
  // A channel of which the guard knows nothing newer has forgotten no signature, only decisions.
  if (!older) return { ...channel, pending };
  return {
    ...channel,
    pending,
    behind,
    unknownUpTo: Math.max(channel.unknownUpTo, known.maxSigned),
    maxSigned: { version: known.maxSigned, digest: known.digest, sticky: known.sticky },
  };
}

const DISCARDED: Pending["refusal"] = {
  code: "RECOVERING",
  reason: "this node was restored from an old disk: what was under way is not asked for again",
};

const tokenIn = (state: NodeState, channelId: Hex): Hex =>
  get(state.channels, channelId)?.genesis.assets[0]?.token ?? ETH;

/** Policies as written; those of databases of schema 1 had one limit, for ETH and tokens alike: it stays that of ETH. */
function policiesOf(key: string, text: string): NodeState["policies"] {
  const kept = fromText<Record<string, { maxStake?: bigint; maxStakes?: Policy["maxStakes"]; ask: boolean }>>(
    key,
    text,
  );
  return Object.fromEntries(
    Object.entries(kept).map(([app, { maxStake = 0n, maxStakes, ask }]) => [
      app,
      { maxStakes: maxStakes ?? { [ETH]: maxStake }, ask },
    ]),
  );
}

function bootRecords(start: NodeState, disk: OnDisk): NodeState {
  let state = start;
  for (const [key, text] of disk.entries) {
    const [name, id] = key.split("/");
    if (name === "policies") state = { ...state, policies: policiesOf(key, text) };
    if (key.startsWith("secret/"))
      state = { ...state, secrets: new Map(state.secrets).set(key.slice("secret/".length), fromText<Hex>(key, text)) };
    if (id === undefined) continue;
    if (name === "mediated") {
      const mediated = fromText<Mediated>(key, text);
      state = { ...state, mediated: set(state.mediated, mediated.child, mediated) };
    }
    if (name === "invoice") {
      const invoice = fromText<Invoice>(key, text);
      if (!over(invoice.status)) state = { ...state, invoices: set(state.invoices, id, invoice) };
    }
    if (name === "payment") {
      const payment = fromText<Payment>(key, text);
      if (over(payment.status)) continue;
      state = {
        ...state,
        payments: set(state.payments, id, payment),
        hashes: payment.hash === null ? state.hashes : set(state.hashes, payment.hash, payment.id),
      };
    }
    if (name === "forward") {
      const kept = fromText<Omit<Forward, "token"> & { token?: Hex }>(key, text);
      // Those of databases of schema 1 name no token: their channels held one.
      const forward: Forward = { token: tokenIn(state, kept.incoming.channelId), ...kept };
      if (!over(forward.status)) state = { ...state, forwards: set(state.forwards, id, forward) };
    }
  }
  return state;
}

function bootChannel(disk: OnDisk, id: string, genesis: Genesis, apps: Apps): ChannelState {
  const text = disk.entries.get(`head/${id}`);
  if (text === undefined) throw new BadRecord(`head/${id}`, "it is missing");
  const { held, candidates, pending, outcomeVersion, ...kept } = fromText<HeadRecord>(`head/${id}`, text);
  const { digest, signatures, ...signed } = held;
  const content: Content = { ...signed, tree: bootTree(disk, id) };
  const state: ChannelState = {
    ...newChannel(genesis),
    ...kept,
    heldIn: kept.term ?? 0, // records of schema 1 have none
    held: { content, digest, signatures },
    pending,
  };
  const whole = bootCandidates(state, candidates, apps);
  if (outcomeVersion === null) return whole;
  const outcome =
    outcomeVersion === 0
      ? firstContent(genesis.nodes.length, genesis.assets)
      : [content, ...whole.candidates.map((candidate) => candidate.content)].find(
          ({ version }) => version === outcomeVersion,
        );
  return { ...whole, outcome: outcome ?? null };
}

function bootTree(disk: OnDisk, id: string): Tree<Interaction> {
  const prefix = `leaf/${id}/`;
  const changes = new Map<number, Change<Interaction>>();
  for (const [key, text] of disk.entries) {
    if (!key.startsWith(prefix)) continue;
    const value = fromText<Interaction>(key, text);
    changes.set(Number(key.slice(prefix.length)), { hash: leafHash(value), value });
  }
  return change<Interaction>(emptyTree, changes);
}

function bootCandidates(state: ChannelState, records: HeadRecord["candidates"], apps: Apps): ChannelState {
  let whole = state;
  for (const { whole: kept, ...candidate } of [...records].sort((a, b) => a.version - b.version)) {
    const base = standing(whole, candidate.base.digest);
    const applied = base === undefined ? null : apply(base, candidate.ops, candidate.version, apps);
    const content = applied?.ok ? applied.content : kept === null ? null : fromWire(kept);
    if (content === null)
      throw new BadRecord(`head/${state.genesis.channelId}`, `candidate ${candidate.version} cannot be made again`);
    whole = { ...whole, candidates: [...whole.candidates, { ...candidate, content, rejected: false }] };
  }
  return whole;
}
