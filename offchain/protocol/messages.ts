import type { Interaction } from "../channel/content.ts";
import type { Op, Operation, OpId } from "../channel/operation.ts";
import {
  address,
  bool,
  bytes,
  type Codec,
  choice,
  decode,
  encode,
  fixed,
  list,
  Malformed,
  optional,
  record,
  struct,
  text,
  u8,
  u16,
  u32,
  u48,
  u128,
  u256,
  word,
} from "../channel/wire.ts";
import { MAX_ASSETS, MAX_PARTICIPANTS, MAX_SEATS } from "../generated/protocol/limits.ts";
import {
  type App,
  AppFields,
  type AppState,
  AppStateFields,
  type Channel,
  ChannelFields,
  type ChildFunding,
  ChildFundingFields,
  type ChildTerms,
  ChildTermsFields,
  type HashLock,
  HashLockFields,
  type Leg,
  LegFields,
  type Participant,
  ParticipantFields,
  type Share,
  ShareFields,
} from "../generated/protocol/structs.ts";

/** The version of the messages below. A peer of another major version is told so and left alone. */
export const PROTOCOL = 1;
/** Bytes; protocol §1.2. */
export const MAX_FRAME = 1 << 20;
export const MAX_OPS = 1_024;
const MAX_INTERACTIONS = 10_000;
const MAX_TERMS = 4_096;
const MAX_ARGS = 1_024;
const SIGNATURE = 65;

/** Why something is refused (protocol §1.2). */
export const CODES = [
  "BAD_SIG",
  "BAD_TERM",
  "NOT_SYNCED",
  "BEHIND",
  "BASE",
  "VERSION_USED",
  "NO_CONSENT",
  "STICKY",
  "LIMIT",
  "TOO_LATE",
  "BAD_OP",
  "FROZEN",
  "DRAINING",
  "FEATURE",
  "RECOVERING",
] as const;
export type Code = (typeof CODES)[number];

const code: Codec<Code> = {
  write: (to, value) => u8.write(to, CODES.indexOf(value)),
  read(from) {
    const found = CODES[u8.read(from)];
    if (found === undefined) throw new Malformed(from.at - 1, "unknown code");
    return found;
  },
};

const opId: Codec<OpId> = record({ participant: u8, seq: u48 });
const channel = struct<Channel>(ChannelFields, MAX_PARTICIPANTS, {
  Participant: struct<Participant>(ParticipantFields, 1),
});
const childTerms = struct<ChildTerms>(ChildTermsFields, MAX_PARTICIPANTS, {
  ChildFunding: struct<ChildFunding>(ChildFundingFields, MAX_PARTICIPANTS),
});
const signatures = list(fixed(SIGNATURE), MAX_PARTICIPANTS);

const operation = choice({
  pay: record({ to: u8, asset: u8, amount: u128, note: bytes(64) }),
  topUp: record({ participant: u8, asset: u8, deposits: u128 }),
  add: record({ to: u8, asset: u8, amount: u128, hash: word, until: u48, onion: bytes(1_024) }),
  paid: record({ index: u16, lock: opId, preimage: word }),
  failed: record({ index: u16, lock: opId, hash: word, reason: u16 }),
  open: record({
    app: address,
    terms: bytes(MAX_TERMS),
    seats: list(u8, MAX_SEATS),
    assets: list(u8, MAX_ASSETS),
    notBefore: u48,
    fallbackDelay: u32,
  }),
  move: record({ index: u16, seat: u8, move: u8, args: bytes(MAX_ARGS) }),
  proposeClose: record({}),
  finalize: record({}),
  withdraw: record({ asset: u8, total: u128, signature: fixed(SIGNATURE) }),
  leg: record({ child: word, channel, terms: childTerms, seats: list(u8, MAX_PARTICIPANTS) }),
  fold: record({ index: u16, child: word, outcome: list(list(u128, MAX_PARTICIPANTS), MAX_ASSETS) }),
}) satisfies Codec<Operation>;

const op: Codec<Op> = record({ id: opId, body: operation });
/** A batch, as it stands in Propose and on disk. */
export const batch: Codec<readonly Op[]> = list(op, MAX_OPS);

const appState = struct<AppState>(AppStateFields, MAX_TERMS);
const share = struct<Share>(ShareFields, MAX_ASSETS);
/** A leaf with all that its hashes stand for. */
export const interaction: Codec<Interaction> = choice({
  hashLock: record({ leaf: struct<HashLock>(HashLockFields, 0), by: opId, onion: bytes(1_024) }),
  app: record({
    leaf: struct<App>(AppFields, MAX_SEATS, { Share: share }),
    by: opId,
    terms: bytes(MAX_TERMS),
    state: appState,
  }),
  leg: record({ leaf: struct<Leg>(LegFields, MAX_PARTICIPANTS), by: opId, channel, terms: childTerms }),
});

const book = record({
  token: word,
  id: u256,
  locked: u128,
  delta: list(deltaCodec(), MAX_PARTICIPANTS),
  withdrawn: list(u128, MAX_PARTICIPANTS),
  deposits: list(u128, MAX_PARTICIPANTS),
});

function deltaCodec(): Codec<bigint> {
  const offset = 1n << 127n;
  return { write: (to, value) => u128.write(to, value + offset), read: (from) => u128.read(from) - offset };
}

/** A whole state with everything behind its hashes. */
export const content = record({
  version: u48,
  isFinal: bool,
  draining: bool,
  seqs: list(u48, MAX_PARTICIPANTS),
  books: list(book, MAX_ASSETS),
  leaves: list(record({ index: u16, interaction }), MAX_INTERACTIONS),
});

/** An app that one participant would like to open, and the other's answer. */
const offer = record({
  offerId: word,
  app: address,
  terms: bytes(MAX_TERMS),
  seats: list(u8, MAX_SEATS),
  assets: list(u8, MAX_ASSETS),
  notBefore: u48,
  fallbackDelay: u32,
});

const reference = record({ version: u48, digest: word });

/** Everything that nodes say to each other (protocol §1.2). `channelId` is zero where none is meant. */
export const message = choice({
  hello: record({
    nonce: fixed(16),
    lowest: u8,
    highest: u8,
    features: bytes(32),
    channels: list(word, 1_000),
    chainId: u48,
  }),
  greet: record({
    nonce: fixed(16),
    features: bytes(32),
    chainId: u48,
    signer: address,
    payout: address,
    feeBase: u128,
    feeRate: u128,
  }),
  welcome: record({
    nonce: fixed(16),
    channelId: word,
    term: u32,
    held: reference,
    signatures,
    evidence: list(record({ version: u48, digest: word, signature: fixed(SIGNATURE) }), 8),
    maxSigned: u48,
  }),
  open: record({
    channel,
    nodes: list(fixed(33), MAX_PARTICIPANTS),
    chainId: u48,
    assets: list(record({ token: word, id: u256, deposits: list(u128, MAX_PARTICIPANTS) }), MAX_ASSETS),
    features: bytes(32),
  }),
  accept: record({ channelId: word, digest: word }),
  decline: record({ channelId: word, reason: text(256) }),
  submit: record({ channelId: word, op }),
  refuse: record({ channelId: word, op: opId, code, reason: text(256) }),
  propose: record({
    channelId: word,
    term: u32,
    version: u48,
    base: word,
    ops: batch,
    digest: word,
    signature: fixed(SIGNATURE),
  }),
  sign: record({ channelId: word, version: u48, digest: word, signature: fixed(SIGNATURE) }),
  reject: record({
    channelId: word,
    version: u48,
    digest: word,
    code,
    ops: list(opId, MAX_OPS),
    maxSigned: u48,
    reason: text(256),
  }),
  fetch: record({ channelId: word, digest: word }),
  full: record({ channelId: word, content, signatures }),
  offer: record({ channelId: word, offer }),
  answer: record({ channelId: word, offerId: word, accepted: bool, reason: text(256) }),
  watch: record({
    channel,
    /** Of a child channel. */
    terms: optional(childTerms),
    participant: u8,
    chainId: u48,
    sequence: u48,
    possible: list(record({ content, signatures: optional(signatures) }), 9),
    preimages: list(word, 1_024),
  }),
  watched: record({ channelId: word, sequence: u48 }),
  warn: record({ channelId: word, code: u16, text: text(1_024) }),
  status: record({
    channelId: word,
    term: u32,
    held: reference,
    signatures,
    candidates: list(record({ version: u48, base: word, digest: word, proposer: u8, sticky: batch }), 8),
    maxSigned: u48,
  }),
  evidence: record({ channelId: word, participant: u8, version: u48, digest: word, signature: fixed(SIGNATURE) }),
  /** A child channel between `nodes` over the intermediary `hub`, which is offered it too; answered by Accept or Decline. */
  openChild: record({
    channel,
    terms: childTerms,
    nodes: list(fixed(33), MAX_PARTICIPANTS),
    hub: fixed(33),
    chainId: u48,
  }),
});
export type Message = typeof message extends Codec<infer M> ? M : never;
export type MessageOf<K extends Message["kind"]> = Extract<Message, { kind: K }>;
export type Offer = typeof offer extends Codec<infer O> ? O : never;

/** The bytes of a message, the protocol's version first. @throws RangeError over the frame's limit of 1 MiB. */
export function encodeMessage(value: Message): Uint8Array {
  const body = encode(message, value);
  if (body.length + 1 > MAX_FRAME)
    throw new RangeError(`a ${value.kind} of ${body.length} bytes does not fit a frame of ${MAX_FRAME}`);
  const frame = new Uint8Array(body.length + 1);
  frame[0] = PROTOCOL;
  frame.set(body, 1);
  return frame;
}

/** The message that a frame says. @throws Malformed where it is none. */
export function decodeMessage(frame: Uint8Array): Message {
  if (frame.length > MAX_FRAME) throw new Malformed(0, `a frame of ${frame.length} bytes; ${MAX_FRAME} are allowed`);
  if (frame[0] !== PROTOCOL) throw new Malformed(0, `protocol version ${frame[0]}; this node speaks ${PROTOCOL}`);
  return decode(message, frame.subarray(1));
}
