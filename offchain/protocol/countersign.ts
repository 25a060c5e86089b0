import { apply } from "../channel/apply.ts";
import { type Content, digestOf } from "../channel/content.ts";
import { type Op, type OpId, sameId } from "../channel/operation.ts";
import { encode } from "../channel/wire.ts";
import { type Hex, sameBytes } from "../evm/hex.ts";
import {
  type Candidate,
  type ChannelState,
  descends,
  type Env,
  finalSigned,
  frozen,
  isKind,
  type Out,
  pathTo,
  ready,
  type Step,
  send,
  tell,
} from "./channelState.ts";
import { isLegOp, lastSigning } from "./child.ts";
import { bindConsents, NOT_ACCEPTED, objection } from "./consent.ts";
import { decide, hold } from "./finality.ts";
import { fullOf } from "./full.ts";
import { batch, type Code, type MessageOf } from "./messages.ts";
import { statusOf } from "./rotation.ts";
import { carriesSticky, isSticky, keepsWithdrawals } from "./sticky.ts";
import { MAX_JUMP, proposerIn } from "./term.ts";

interface Refusal {
  readonly code: Code;
  readonly reason: string;
  readonly ops?: readonly OpId[];
}

/** Propose, as a signer (protocol S1 to S6): cheap checks first. */
export function onPropose(env: Env, state: ChannelState, from: number, message: MessageOf<"propose">): Step {
  const { genesis, held } = state;
  const to = genesis.nodes[from];
  if (to === undefined) return { state, out: [] };
  const again = mySignature(state, message.digest);
  if (again !== null) return { state, out: [signed(state, to, message.version, message.digest, again)] };
  if (message.version <= held.content.version) return { state, out: [send(to, fullOf(state))] };
  const base = baseOf(state, message.base);
  if (base === null && state.life === "open")
    return {
      state,
      out: [
        rejection(state, to, message, { code: "BASE", reason: "the base is not a state this node stands on" }),
        send(to, fullOf(state)),
        send(to, { kind: "fetch", channelId: genesis.channelId, digest: message.base }),
      ],
    };
  const refusal = formal(env, state, from, message);
  if (refusal !== null || base === null) {
    const no = rejection(state, to, message, refusal ?? { code: "BASE", reason: "unknown base" });
    // Whoever still proposes in an older term has missed that it is over.
    const late = refusal?.code === "BAD_TERM" && message.term < state.term;
    return { state, out: late ? [no, send(to, statusOf(state))] : [no] };
  }
  const applied = apply(base.content, message.ops, message.version, env.apps);
  if (!applied.ok)
    return {
      state,
      out: [rejection(state, to, message, { code: applied.code, reason: applied.reason, ops: [applied.op] })],
    };
  const wrong = substance(env, state, { message, from, base: base.content, content: applied.content });
  if (wrong !== null) return { state, out: [rejection(state, to, message, wrong)] };
  return countersign(env, state, { from, message, base, content: applied.content });
}

function mySignature(state: ChannelState, digest: Hex): Hex | null {
  if (digest === state.held.digest) return state.held.signatures[state.genesis.me] ?? null;
  return state.candidates.find((candidate) => candidate.digest === digest)?.signatures[state.genesis.me] ?? null;
}

const signed = (state: ChannelState, to: Hex, version: number, digest: Hex, signature: Hex): Out =>
  send(to, { kind: "sign", channelId: state.genesis.channelId, version, digest, signature });

function rejection(
  state: ChannelState,
  to: Hex,
  { version, digest }: MessageOf<"propose">,
  { code, reason, ops }: Refusal,
): Out {
  return send(to, {
    kind: "reject",
    channelId: state.genesis.channelId,
    version,
    digest,
    code,
    ops: ops ?? [],
    maxSigned: state.maxSigned.version,
    reason: reason.slice(0, 120),
  });
}

interface Base {
  readonly version: number;
  readonly digest: Hex;
  readonly content: Content;
}

function baseOf(state: ChannelState, digest: Hex): Base | null {
  if (digest === state.held.digest) return { version: state.held.content.version, digest, content: state.held.content };
  if (!descends(state, digest)) return null;
  const found = state.candidates.find((candidate) => candidate.digest === digest);
  return found === undefined ? null : { version: found.version, digest, content: found.content };
}

/**
 * Whether a proposal is of a final state. Nothing newer is ever signed by who has signed one, so no later term could do it again: it is
 * signed in whatever term it is met.
 */
const isFinalizing = ({ ops }: MessageOf<"propose">): boolean =>
  ops.length === 1 && ops.every((op) => isKind(op, "finalize"));

/** S2 and S3 but for the base: what is decided without looking at the operations. */
function formal(env: Env, state: ChannelState, from: number, message: MessageOf<"propose">): Refusal | null {
  const guard = state.behind;
  if (guard !== null && guard.digest === message.digest) return null; // V3: the same bytes again are not a new statement
  if (guard !== null)
    return { code: "RECOVERING", reason: "this node may have forgotten something; it signs nothing new" };
  const inTerm = message.term === state.term || (message.term < state.term && isFinalizing(message));
  if (!inTerm || from !== proposerIn(state, message.term))
    return { code: "BAD_TERM", reason: `participant ${from} does not propose in term ${message.term}` };
  if (frozen(state)) return { code: "FROZEN", reason: "a challenge is on chain" };
  if (!ready(state))
    return { code: "NOT_SYNCED", reason: `the channel is ${state.life}, and not every participant has said Welcome` };
  if (message.version <= state.maxSigned.version)
    return { code: "VERSION_USED", reason: `version ${state.maxSigned.version} is signed` };
  if (message.version > state.maxSigned.version + MAX_JUMP)
    return { code: "LIMIT", reason: `a jump of more than ${MAX_JUMP} versions` };
  if (env.chainTime >= lastSigning(env, state.genesis))
    return { code: "TOO_LATE", reason: "the child channel is too close to its expiry" };
  if (finalSigned(state)) return { code: "STICKY", reason: "nothing follows a final state" };
  return null;
}

/** S4 to S6: the operations, the digest, the signature. */
function substance(
  env: Env,
  state: ChannelState,
  { message, from, base, content }: { message: MessageOf<"propose">; from: number; base: Content; content: Content },
): Refusal | null {
  if (content.isFinal && message.ops.length !== 1)
    return { code: "BAD_OP", reason: "a final state changes nothing else" };
  const legs = message.ops.filter(isLegOp).length;
  if (legs > 1 || (legs === 1 && message.ops.some((op) => !isLegOp(op) && !isSticky(op))))
    return { code: "BAD_OP", reason: "a leg or a fold has a batch of its own" };
  // S5: a signed state may be shown to `withdraw` whenever the other side likes.
  if (state.candidates.some((candidate) => !keepsWithdrawals(content, candidate.content)))
    return { code: "STICKY", reason: "a withdrawal that was signed is left out" };
  const refused = refusedOps(env, state, base, message.ops);
  if (refused !== null) return refused;
  const digest = digestOf(state.genesis.domain, state.genesis.channelId, content);
  if (digest !== message.digest)
    return { code: "BAD_OP", reason: `the operations give another state: digest ${digest}` };
  const signer = state.genesis.channel.participants[from]?.signer;
  if (signer === undefined || !env.keys.verify(signer, digest, message.signature))
    return { code: "BAD_SIG", reason: "the signature is not the proposer's" };
  return null;
}

/** Every operation that this node minds, at once: each further proposal would be one more candidate. */
function refusedOps(env: Env, state: ChannelState, base: Content, ops: readonly Op[]): Refusal | null {
  const { without } = bindConsents(state, ops);
  const found = ops.flatMap((op) => {
    const other = without.includes(op) ? NOT_ACCEPTED : objection(env, state, base, op);
    const own = op.id.participant === state.genesis.me && !isKind(op, "withdraw");
    const why = own ? ownConsent(state, op) : other;
    return why === null ? [] : [{ why, id: op.id }];
  });
  const [first] = found;
  return first === undefined ? null : { ...first.why, ops: found.map(({ id }) => id) };
}

/** An own operation must be in the durable pending set, to the byte. */
function ownConsent(state: ChannelState, op: Op): Refusal | null {
  const mine = state.pending.find((entry) => sameId(entry.op.id, op.id));
  const same = mine !== undefined && sameBytes(encode(batch, [mine.op]), encode(batch, [op]));
  return same ? null : { code: "NO_CONSENT", reason: "this node does not want this operation, or not any more" };
}

/** Where a candidate on this base leaves the held state's way, and what it has since. */
function since(state: ChannelState, { version, digest }: Base): Pick<Candidate, "fork" | "below"> {
  const below = state.candidates.find((candidate) => candidate.digest === digest);
  return below === undefined ? { fork: version, below: [] } : { fork: below.fork, below: pathTo(below) };
}

function countersign(
  env: Env,
  state: ChannelState,
  { from, message, base, content }: { from: number; message: MessageOf<"propose">; base: Base; content: Content },
): Step {
  const { genesis } = state;
  const signature = env.keys.sign(message.digest);
  const candidate: Candidate = {
    version: message.version,
    term: message.term,
    base: { version: base.version, digest: base.digest },
    ...since(state, base),
    proposer: from,
    ops: message.ops,
    digest: message.digest,
    content,
    signatures: genesis.nodes.map((_, i) =>
      i === genesis.me ? signature : i === from ? message.signature : earlySignature(env, state, i, message.digest),
    ),
    rejected: false,
  };
  const { consents } = bindConsents(state, message.ops);
  const next: ChannelState = {
    ...state,
    candidates: [...state.candidates, candidate],
    maxSigned: { version: message.version, digest: message.digest, sticky: carriesSticky(state, content) },
    consents,
    early: state.early.filter(({ digest }) => digest !== message.digest),
  };
  const learned = message.ops.flatMap((op) =>
    isKind(op, "paid") ? [tell(next, { kind: "preimage", preimage: op.body.preimage })] : [],
  );
  const done = complete(env, next, candidate);
  const signs = genesis.nodes.flatMap((node, i) =>
    i === genesis.me ? [] : [signed(next, node, message.version, message.digest, signature)],
  );
  return { state: done.state, out: [...signs, ...learned, ...done.out] };
}

/** A participant's signature on this very state that came before its Propose. */
function earlySignature(env: Env, { early, genesis }: ChannelState, from: number, digest: Hex): Hex | null {
  const found = early.find((one) => one.from === from && one.digest === digest);
  const signer = genesis.channel.participants[from]?.signer;
  return found !== undefined && signer !== undefined && env.keys.verify(signer, digest, found.signature)
    ? found.signature
    : null;
}

/** The candidate is held once every signature is here. */
export function complete(env: Env, state: ChannelState, candidate: Candidate): Step {
  return candidate.signatures.every((signature) => signature !== null) ? hold(env, state, candidate) : decide(state);
}
