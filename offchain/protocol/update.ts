import { applyAll } from "../channel/apply.ts";
import { type Content, digestOf } from "../channel/content.ts";
import { type Op, sameId } from "../channel/operation.ts";
import { size } from "../channel/tree.ts";
import {
  type Candidate,
  type ChannelState,
  descends,
  type Env,
  finalSigned,
  frozen,
  isKind,
  type Out,
  RESEND_FIRST,
  ready,
  type Step,
  send,
  tell,
} from "./channelState.ts";
import { isLegOp, lastSigning } from "./child.ts";
import { bindConsents, lateLock, NOT_ACCEPTED, objection } from "./consent.ts";
import { complete } from "./countersign.ts";
import { conflicting } from "./equivocation.ts";
import { decide } from "./finality.ts";
import { fullOf } from "./full.ts";
import { type Code, MAX_OPS, type MessageOf } from "./messages.ts";
import { carriesSticky, isSticky, owedFirst, owedWithdrawals, withOwed } from "./sticky.ts";
import { amProposer, MAX_JUMP, proposerOf, termBegun } from "./term.ts";

/** More candidates than this, and only the chain is left (protocol C4). */
const MAX_CANDIDATES = 8;
const MAX_QUEUE = 4_096;

/** Proposals of this node that may still become held (protocol P2). */
function openProposals(state: ChannelState): readonly Candidate[] {
  return state.candidates.filter(
    (candidate) =>
      candidate.proposer === state.genesis.me &&
      candidate.term === state.term &&
      !candidate.rejected &&
      descends(state, candidate.digest),
  );
}

/**
 * The next update, if there is one to make (protocol P1 to P3): everything pending that fits goes into one state. An empty one
 * goes out when a proposal died, since only a newer held state takes a candidate away.
 */
export function propose(env: Env, state: ChannelState): Step {
  if (!amProposer(state) || !ready(state) || !termBegun(state) || finalSigned(state)) return { state, out: [] };
  if (openProposals(state).length > 0 || env.chainTime >= lastSigning(env, state.genesis)) return { state, out: [] };
  if (state.candidates.length >= MAX_CANDIDATES) return overfull(state);
  const { wanted, objected } = wantedOps(env, state);
  const superseding = supersedes(state);
  if (wanted.length === 0 && objected.length === 0 && !superseding) return { state, out: [] };
  const version = Math.max(state.maxSigned.version, state.versionFloor) + 1;
  const { content, taken, left } = fitting(env, state, wanted, version);
  const refused = turnAway(state, [...objected, ...left]);
  if (taken.length === 0 && !superseding) {
    // With what did not fit out of the way, the rest may go: a final state, for one, waits for everything else.
    const again = propose(env, refused.state);
    return { state: again.state, out: [...refused.out, ...again.out] };
  }
  const made = sign(env, refused.state, { ops: taken, content, version });
  return { state: made.state, out: [...refused.out, ...made.out] };
}

/** The longest batch that fits; with every withdrawal that a signed state has, even at the expense of what was asked for before (S5). */
function fitting(env: Env, state: ChannelState, wanted: readonly Op[], version: number): ReturnType<typeof applyAll> {
  const owed = owedWithdrawals(state);
  const made = applyAll(state.held.content, wanted.slice(0, MAX_OPS), version, env.apps);
  if (owed.every((op) => made.taken.some(({ id }) => sameId(id, op.id)))) return made;
  return applyAll(state.held.content, owedFirst(wanted, owed).slice(0, MAX_OPS), version, env.apps);
}

/**
 * Whether something signed has to be superseded, by an empty update if need be: a dead proposal; a version that was signed and is
 * forgotten, for until then nothing is FINAL (protocol V4); what others have signed for the proposer of an older term.
 */
function supersedes({ candidates, held, unknownUpTo, standings, heldIn, term }: ChannelState): boolean {
  const { version } = held.content;
  const signed = standings.some((one) => one !== null && one.signed > version);
  return candidates.length > 0 || version < unknownUpTo || (heldIn < term && signed);
}

function overfull(state: ChannelState): Step {
  if (state.force !== null) return { state, out: [] };
  return {
    state: { ...state, force: `${MAX_CANDIDATES} signed states without an answer` },
    out: [tell(state, { kind: "alarm", text: "the other side leaves too many states unanswered: going to the chain" })],
  };
}

interface Left {
  readonly op: Op;
  readonly code: Code;
  readonly reason: string;
}

function wantedOps(env: Env, state: ChannelState): { wanted: Op[]; objected: Left[] } {
  const { held, pending, genesis } = state;
  const objected: Left[] = [];
  const { without } = bindConsents(state, state.submitted);
  const fits = (op: Op): boolean => {
    // Whoever a lock is for will sign it no more: to propose it would only be one more candidate.
    const own = op.id.participant === genesis.me;
    const why = isKind(op, "add") ? lateLock(env, op.body.until) : null;
    const another = without.includes(op) ? NOT_ACCEPTED : objection(env, state, held.content, op);
    const mind = why ?? (own ? null : another);
    if (mind !== null) objected.push({ op, ...mind });
    return mind === null;
  };
  // K2: an intermediary proposes neither legs nor folds; an end does, in a term of its own.
  const submitted = state.submitted.filter((op) => !isLegOp(op)).filter(fits);
  const mine = pending
    .filter(({ op, refusal }) => refusal === null && op.id.seq > (held.content.seqs[genesis.me] ?? 0))
    .map(({ op }) => op)
    .filter(fits);
  const others = submitted.filter((op) => op.id.seq > (held.content.seqs[op.id.participant] ?? 0));
  const all = withOwed([...mine, ...others], owedWithdrawals(state));
  const closes = all.filter((op) => isKind(op, "finalize"));
  const rest = all.filter((op) => !isKind(op, "finalize"));
  if (closes.length > 0 && rest.length === 0 && size(held.content.tree) === 0)
    return { wanted: closes.slice(0, 1), objected };
  return { wanted: alone(state, rest), objected };
}

/**
 * K1: a leg or a fold has a batch of its own, but for what is sticky; what comes before it goes first. Where one has just been waited
 * for in vain, everything else goes next: it could not for as long as the intermediary waited.
 */
function alone({ candidates }: ChannelState, ops: readonly Op[]): Op[] {
  const at = ops.findIndex(isLegOp);
  if (at < 0) return [...ops];
  if (candidates.some((candidate) => candidate.ops.some(isLegOp))) {
    const behind = (op: Op): boolean =>
      ops.some((leg) => isLegOp(leg) && leg.id.participant === op.id.participant && leg.id.seq <= op.id.seq);
    return ops.filter((op) => isSticky(op) || !behind(op));
  }
  const before = ops.slice(0, at).filter((op) => !isSticky(op));
  return before.length > 0 ? ops.slice(0, at) : ops.slice(0, at + 1);
}

/** What does not fit is told to whoever asked for it. */
function turnAway(state: ChannelState, left: readonly Left[]): Step {
  if (left.length === 0) return { state, out: [] };
  const found = (op: Op) => left.find((entry) => sameId(entry.op.id, op.id));
  const pending = state.pending.map((entry) => {
    const why = found(entry.op);
    return why === undefined ? entry : { ...entry, refusal: { code: why.code, reason: why.reason } };
  });
  const out: Out[] = [];
  for (const { op, code, reason } of left) {
    const to = state.genesis.nodes[op.id.participant];
    if (op.id.participant !== state.genesis.me && to !== undefined)
      out.push(
        send(to, { kind: "refuse", channelId: state.genesis.channelId, op: op.id, code, reason: reason.slice(0, 120) }),
      );
  }
  const decided = decide({ ...state, pending, submitted: state.submitted.filter((op) => found(op) === undefined) });
  return { state: decided.state, out: [...out, ...decided.out] };
}

function sign(
  env: Env,
  state: ChannelState,
  { ops, content, version }: { ops: readonly Op[]; content: Content; version: number },
): Step {
  const { genesis, held } = state;
  const digest = digestOf(genesis.domain, genesis.channelId, content);
  const signature = env.keys.sign(digest);
  const candidate: Candidate = {
    version,
    term: state.term,
    base: { version: held.content.version, digest: held.digest },
    fork: held.content.version,
    below: [],
    proposer: genesis.me,
    ops,
    digest,
    content,
    signatures: genesis.nodes.map((_, i) => (i === genesis.me ? signature : null)),
    rejected: false,
  };
  const { consents } = bindConsents(state, ops);
  const submitted = state.submitted.filter((op) => !ops.includes(op));
  const next = {
    ...state,
    candidates: [...state.candidates, candidate],
    maxSigned: { version, digest, sticky: carriesSticky(state, content) },
    consents,
    submitted,
    sentAt: env.now,
    wait: RESEND_FIRST,
  };
  return { state: next, out: proposal(next, candidate) };
}

/** The Propose of a candidate of this node; resent, it is the same bytes. */
export function proposal(state: ChannelState, candidate: Candidate): Out[] {
  const { genesis } = state;
  const signature = candidate.signatures[genesis.me];
  if (signature === null || signature === undefined) return [];
  const { term, version, base, ops, digest } = candidate;
  return genesis.nodes.flatMap((node, i) =>
    i === genesis.me
      ? []
      : [
          send(node, {
            kind: "propose",
            channelId: genesis.channelId,
            term,
            version,
            base: base.digest,
            ops,
            digest,
            signature,
          }),
        ],
  );
}

/** Sign: a candidate gathers signatures until it is held; one that arrives while a challenge is on chain is kept, not counted. */
export function onSign(env: Env, state: ChannelState, from: number, message: MessageOf<"sign">): Step {
  const candidate = state.candidates.find(({ digest }) => digest === message.digest);
  const signer = state.genesis.channel.participants[from]?.signer;
  if (candidate === undefined) return unknownSign(env, state, from, message);
  if (signer === undefined || candidate.signatures[from] !== null) return { state, out: [] };
  if (!env.keys.verify(signer, candidate.digest, message.signature))
    return {
      state,
      out: [tell(state, { kind: "alarm", text: `participant ${from} sent a signature that is not its own` })],
    };
  const grown: Candidate = {
    ...candidate,
    signatures: candidate.signatures.map((known, i) => (i === from ? message.signature : known)),
  };
  const next = { ...state, candidates: state.candidates.map((known) => (known === candidate ? grown : known)) };
  return frozen(state) ? { state: next, out: [] } : complete(env, next, grown);
}

/** Early signatures kept for each participant (protocol §1.2, limits). */
const MAX_EARLY = 4;

/**
 * A Sign of a state that is not among the candidates: of one that is over, its sender has missed the rest and is shown the newest; else
 * it came before its Propose and is kept, a few per participant.
 */
function unknownSign(env: Env, state: ChannelState, from: number, message: MessageOf<"sign">): Step {
  const { version, digest, signature } = message;
  const to = state.genesis.nodes[from];
  const two = state.genesis.nodes.length === 2; // a signer of two holds the state with its own signature
  if (to === undefined || two || state.life !== "open") return { state, out: [] };
  if (version <= state.held.content.version) return { state, out: [send(to, fullOf(state))] };
  const conflict = conflicting(env, state, from, message);
  const known = conflict.state.early.filter((one) => one.from !== from || one.digest !== digest);
  const own = known.filter((one) => one.from === from);
  const kept = own.length < MAX_EARLY ? known : known.filter((one) => one !== own[0]);
  const early = [...kept, { from, version, digest, signature }];
  return { state: { ...conflict.state, early }, out: conflict.out };
}

/**
 * Codes that say "not now": the same bytes are sent again later. In a term that is over for a signer the proposer makes nothing more:
 * each further update would be one more candidate.
 */
const LATER: readonly Code[] = ["NOT_SYNCED", "RECOVERING", "FROZEN", "BASE", "BAD_TERM"];

/** Reject: the proposal and all built on it are dead as proposals, and possible all the same. */
export function onReject(state: ChannelState, from: number, message: MessageOf<"reject">): Step {
  const hit = state.candidates.find(
    ({ digest, proposer }) => digest === message.digest && proposer === state.genesis.me,
  );
  const versionFloor = Math.min(
    Math.max(state.versionFloor, message.maxSigned),
    state.maxSigned.version + MAX_JUMP - 1,
  );
  if (hit === undefined || hit.rejected || LATER.includes(message.code))
    return { state: { ...state, versionFloor }, out: [] };
  const candidates = state.candidates.map((candidate) =>
    candidate.version >= hit.version && candidate.proposer === state.genesis.me
      ? { ...candidate, rejected: true }
      : candidate,
  );
  const left = hit.ops
    .filter((op) => message.ops.some((id) => sameId(id, op.id)))
    .map((op) => ({ op, code: message.code, reason: message.reason || `participant ${from} refuses` }));
  return turnAway({ ...state, candidates, versionFloor }, left);
}

/** Submit: another's operation waits for the next update. */
export function onSubmit(state: ChannelState, from: number, message: MessageOf<"submit">): Step {
  const { op } = message;
  const known =
    op.id.participant !== from ||
    op.id.seq <= (state.held.content.seqs[from] ?? 0) ||
    state.submitted.some((other) => sameId(other.id, op.id));
  if (!amProposer(state) || known || state.life !== "open") return { state, out: [] };
  const to = state.genesis.nodes[from];
  if (state.submitted.length >= MAX_QUEUE && to !== undefined)
    return {
      state,
      out: [
        send(to, {
          kind: "refuse",
          channelId: state.genesis.channelId,
          op: op.id,
          code: "LIMIT",
          reason: `${MAX_QUEUE} operations are waiting`,
        }),
      ],
    };
  const learned = isKind(op, "paid") ? [tell(state, { kind: "preimage", preimage: op.body.preimage })] : [];
  return { state: { ...state, submitted: [...state.submitted, op] }, out: learned };
}

/** Refuse: the proposer will not take an own operation; it is given up where that is safe. */
export function onRefuse(state: ChannelState, from: number, message: MessageOf<"refuse">): Step {
  if (from !== proposerOf(state)) return { state, out: [] };
  const pending = state.pending.map((entry) =>
    sameId(entry.op.id, message.op) ? { ...entry, refusal: { code: message.code, reason: message.reason } } : entry,
  );
  return decide({ ...state, pending });
}

/** An own operation: durable first, then submitted or proposed at the end of the turn. */
export function originate(state: ChannelState, op: Op): Step {
  const next = { ...state, pending: [...state.pending, { op, refusal: null }] };
  const to = state.genesis.nodes[proposerOf(state)];
  if (amProposer(state) || to === undefined || !ready(state)) return { state: next, out: [] };
  return { state: next, out: [send(to, { kind: "submit", channelId: state.genesis.channelId, op })] };
}
