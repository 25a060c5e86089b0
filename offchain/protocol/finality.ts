import type { Op } from "../channel/operation.ts";
import { idText, type OpId, sameId } from "../channel/operation.ts";
import { difference } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import {
  type Candidate,
  type ChannelState,
  type Env,
  frozen,
  type Held,
  inLineage,
  isKind,
  type Out,
  pathTo,
  RESEND_FIRST,
  type Step,
  tell,
  type Unfinal,
  unused,
} from "./channelState.ts";

/**
 * FINAL and DEAD (protocol §1): an operation is FINAL when every possible state has it, DEAD when none has it and this node will
 * never consent to it again. Everything that leaves the channel hangs on these two.
 */
export function decide(state: ChannelState): Step {
  const unsure = state.behind !== null || state.held.content.version < state.unknownUpTo;
  // While a challenge is on chain nothing is counted: what is held by now may come too late there (protocol FROZEN).
  if (unsure || frozen(state)) return { state, out: [] };
  const sure = state.unfinal.filter(({ op, version }) =>
    state.candidates.every((candidate) => inLineage(candidate, op.id, version)),
  );
  const unfinal = sure.length === 0 ? state.unfinal : state.unfinal.filter((entry) => !sure.includes(entry));
  const settled = (op: Op): boolean => sure.some((entry) => sameId(entry.op.id, op.id));
  const kept = state.pending.filter(({ op }) => !settled(op));
  const dead = kept.filter(
    (entry) => mayDrop({ ...state, unfinal }, entry.op) && (entry.refusal !== null || overtaken(state, entry.op)),
  );
  const pending =
    kept.length === state.pending.length && dead.length === 0
      ? state.pending
      : kept.filter((entry) => !dead.includes(entry));
  const out: Out[] = sure.map(({ op, index }) => tell(state, { kind: "final", op, index }));
  for (const { op, refusal } of dead)
    out.push(
      tell(state, {
        kind: "dead",
        op,
        code: refusal?.code ?? "BAD_OP",
        reason: refusal?.reason ?? "a later operation went first",
      }),
    );
  return { state: { ...state, unfinal, pending, counted: counted(state, sure) }, out };
}

/** What is FINAL and stands in a candidate all the same. */
function counted(state: ChannelState, sure: readonly Unfinal[]): readonly OpId[] {
  if (state.counted.length === 0 && (sure.length === 0 || state.candidates.length === 0)) return state.counted;
  const again = new Set(state.candidates.flatMap((candidate) => pathTo(candidate).map(({ op }) => idText(op.id))));
  const kept = [...state.counted, ...sure.map(({ op }) => op.id)].filter((id) => again.has(idText(id)));
  return kept.length === 0 && state.counted.length === 0 ? state.counted : kept;
}

const overtaken = (state: ChannelState, op: Op): boolean =>
  (state.held.content.seqs[op.id.participant] ?? 0) >= op.id.seq;

/** An own operation may be given up only if no possible state has it (protocol, "Dropping"). */
export function mayDrop(state: ChannelState, op: Op): boolean {
  if (state.behind !== null || state.held.content.version < state.unknownUpTo) return false;
  if (state.unfinal.some((entry) => sameId(entry.op.id, op.id))) return false;
  return !state.candidates.some((candidate) => inLineage(candidate, op.id, Number.POSITIVE_INFINITY));
}

/**
 * What the other candidates have in common with a new held state: where their ways part, and what they have since. An operation of
 * the old held state that the new one lacks stays theirs, and comes back with them.
 */
function reforked(state: ChannelState, held: Candidate): readonly Candidate[] {
  return state.candidates.flatMap((candidate) => {
    if (candidate.version <= held.version) return [];
    if (standsOn(state, candidate, held.digest))
      return [
        { ...candidate, fork: held.version, below: candidate.below.filter(({ version }) => version > held.version) },
      ];
    if (held.fork >= candidate.fork) return [candidate];
    const lost = state.unfinal.filter(({ version }) => version > held.fork && version <= candidate.fork);
    const below = [...lost.map(({ op, version }) => ({ op, version })), ...candidate.below];
    return [{ ...candidate, fork: held.fork, below }];
  });
}

function standsOn(state: ChannelState, candidate: Candidate, digest: Hex): boolean {
  if (candidate.base.digest === digest) return true;
  const below = state.candidates.find((other) => other.digest === candidate.base.digest);
  return below !== undefined && below.version < candidate.version && standsOn(state, below, digest);
}

/** A candidate with every signature becomes the held state (protocol R4). */
export function hold(env: Env, state: ChannelState, candidate: Candidate): Step {
  const places = new Map<string, number>();
  for (const [index, , after] of difference(state.held.content.tree, candidate.content.tree))
    if (after !== undefined) places.set(idText(after.by), index);
  const entries: Unfinal[] = pathTo(candidate)
    .filter(({ op }) => !state.counted.some((id) => sameId(id, op.id)))
    .map(({ op, version }) => ({ op, version, index: places.get(idText(op.id)) ?? null }));
  // The caller has checked that none is missing.
  const held: Held = {
    content: candidate.content,
    digest: candidate.digest,
    signatures: candidate.signatures as readonly Hex[],
  };
  const next: ChannelState = {
    ...state,
    held,
    candidates: reforked(state, candidate),
    unfinal: [...state.unfinal.filter(({ version }) => version <= candidate.fork), ...entries],
    touched: touch(env, state, candidate, places),
    consents: unused(state.consents, held.content),
    closing: candidate.content.isFinal ? (state.closing ?? { mine: false, since: env.chainTime }) : state.closing,
    wait: RESEND_FIRST,
    heldIn: state.term,
    early: state.early.filter(({ version }) => version > candidate.version),
  };
  const caught = caughtUp(next);
  const passed = held.content.version >= state.unknownUpTo && state.held.content.version < state.unknownUpTo;
  const sure: Out[] = passed ? [tell(state, { kind: "caughtUp" })] : [];
  return { state: caught.state, out: [...endings(env, state, candidate), ...caught.out, ...sure] };
}

/** The last state of each app that a candidate brings to its end: what its leaf can say no more. */
function endings(env: Env, state: ChannelState, candidate: Candidate): Out[] {
  const out: Out[] = [];
  for (const [index, before, after] of difference(state.held.content.tree, candidate.content.tree)) {
    if (before?.kind !== "app" || (after?.kind === "app" && sameId(after.by, before.by))) continue;
    const code = env.apps.get(before.leaf.app);
    let last = before.state;
    for (const op of candidate.ops) {
      if (code === undefined || !isKind(op, "move") || op.body.index !== index || last.isFinal) continue;
      const played = code.play(before.terms, last, op.body.seat, op.body.move, op.body.args);
      if (played.ok) last = played.value.next;
    }
    out.push(tell(state, { kind: "ended", index, state: last }));
  }
  return out;
}

function touch(
  env: Env,
  state: ChannelState,
  candidate: Candidate,
  places: ReadonlyMap<string, number>,
): ChannelState["touched"] {
  const changed = candidate.ops.filter((op) => isKind(op, "open") || isKind(op, "move"));
  if (changed.length === 0) return state.touched;
  const touched = { ...state.touched };
  for (const op of changed) {
    const index = isKind(op, "move") ? op.body.index : places.get(idText(op.id));
    if (index !== undefined) touched[index] = env.chainTime;
  }
  return touched;
}

/** Leaves RECOVER when nothing that was counted can be missing any more (protocol V4). */
export function caughtUp(state: ChannelState): Step {
  const { behind, held } = state;
  if (behind === null) return decide(state);
  const known =
    held.content.version >= behind.maxSigned || state.candidates.some(({ digest }) => digest === behind.digest);
  if (held.content.version < behind.held || (behind.sticky && !known)) return { state, out: [] };
  const { maxSigned: version, digest, sticky } = behind;
  const maxSigned = state.maxSigned.version > version ? state.maxSigned : { version, digest, sticky };
  const decided = decide({ ...state, behind: null, maxSigned });
  return { state: decided.state, out: [...decided.out, tell(state, { kind: "caughtUp" })] };
}
