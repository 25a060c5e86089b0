import type { Apps } from "../channel/apps.ts";
import type { ChannelFacts, ChannelView, Publication } from "../channel/chain.ts";
import { type Content, digestOf, firstContent } from "../channel/content.ts";
import type { Keys, NodeId } from "../channel/keys.ts";
import type { Op, Operation, OpId } from "../channel/operation.ts";
import type { Hex } from "../evm/hex.ts";
import type { AppState, Channel, ChildTerms } from "../generated/protocol/structs.ts";
import type { Code, Message, Offer } from "./messages.ts";
import type { Profile } from "./profile.ts";

/** What never changes about a channel (protocol R1). `nodes[i]` is the node of participant i. */
export interface Genesis {
  readonly channelId: Hex;
  readonly channel: Channel;
  readonly chainId: number;
  readonly domain: Hex;
  readonly me: number;
  readonly nodes: readonly NodeId[];
  readonly assets: readonly { readonly token: Hex; readonly id: bigint; readonly deposits: readonly bigint[] }[];
  /** Chain time in seconds when it was agreed. */
  readonly since: number;
  /** A channel whose funds are a leg of another (protocol §1.10): its assets' deposits are its funding. */
  readonly child?: ChildGenesis;
}

/** Of a child: its terms, the intermediary, and the channel of this node that holds its leg. */
export interface ChildGenesis {
  readonly terms: ChildTerms;
  readonly hub: NodeId;
  readonly parent: Hex;
}

/** A state with every signature on it; version 0 has none. */
export interface Held {
  readonly content: Content;
  readonly digest: Hex;
  readonly signatures: readonly Hex[];
}

/** An operation, and the version that first has it on some way. */
export interface Placed {
  readonly op: Op;
  readonly version: number;
}

/** A state this node signed, newer than the held one and not (known to be) held (protocol §1). */
export interface Candidate {
  readonly version: number;
  readonly term: number;
  readonly base: { readonly version: number; readonly digest: Hex };
  /** The version of the newest state that is on the way both to it and to the held state. */
  readonly fork: number;
  /** The operations between that state and its base. */
  readonly below: readonly Placed[];
  readonly proposer: number;
  readonly ops: readonly Op[];
  readonly digest: Hex;
  readonly content: Content;
  readonly signatures: readonly (Hex | null)[];
  /** Volatile: a signer said no. It stays possible all the same. */
  readonly rejected: boolean;
}

/** What a participant says on entering a term (protocol T2): its newest held version and what it may not go back on. */
export interface Standing {
  readonly held: number;
  /** The newest version that it has signed and that is not held. */
  readonly signed: number;
  readonly sticky: readonly Op[];
}

/** A signature on a state that is not known here yet: kept until its Propose comes. */
export interface EarlySign {
  readonly from: number;
  readonly version: number;
  readonly digest: Hex;
  readonly signature: Hex;
}

/** Two states of one version with one participant's signature on each: that it breaks rule 9, for anybody to see. */
export interface Proof {
  readonly participant: number;
  readonly version: number;
  readonly digests: readonly [Hex, Hex];
  readonly signatures: readonly [Hex, Hex];
}

/** An own operation that is not decided. `refusal` is volatile: why it is not proposed again. */
export interface Pending {
  readonly op: Op;
  readonly refusal: { readonly code: Code; readonly reason: string } | null;
}

/** An operation in the held state that a candidate might still leave out. `index` is the leaf it made. */
export interface Unfinal {
  readonly op: Op;
  readonly version: number;
  readonly index: number | null;
}

/** opening and funding: nothing is signed; open: §1.4; fixed: the chain has decided; closed: and paid. */
export type Life = "opening" | "funding" | "open" | "fixed" | "closed";

/** A node that may have forgotten something it signed (protocol §1.6). */
export interface Behind {
  readonly maxSigned: number;
  readonly digest: Hex;
  readonly held: number;
  readonly sticky: boolean;
}

/** An offer that this node has accepted; `by`: the operation that it has signed for it. One yes is for one opening. */
export type Consent = Offer & { readonly by?: OpId };

/** A channel as one participant knows it. What is volatile is made anew at each start. */
export interface ChannelState {
  readonly genesis: Genesis;
  readonly life: Life;
  /** By participant; of a child the intermediary comes last. */
  readonly accepted: readonly boolean[];
  readonly held: Held;
  readonly candidates: readonly Candidate[];
  readonly maxSigned: { readonly version: number; readonly digest: Hex; readonly sticky: boolean };
  readonly pending: readonly Pending[];
  readonly unfinal: readonly Unfinal[];
  /** Operations that are FINAL and stand in a candidate once more: they are not counted a second time. */
  readonly counted: readonly OpId[];
  /** Participant term mod N proposes (protocol §1.5). */
  readonly term: number;
  /** Of each participant that has signed two states of one version, the first proof. */
  readonly proofs: readonly Proof[];
  readonly behind: Behind | null;
  /** Below this version something may have been signed that is not known here. */
  readonly unknownUpTo: number;
  /** The operator's or the core's wish to go to the chain, with the reason. */
  readonly force: string | null;
  /** Whether this node asked for the cooperative close, and since when (chain seconds). */
  readonly closing: { readonly mine: boolean; readonly since: number } | null;
  /** When the state of each app was last changed here, in chain seconds: the client's patience. */
  readonly touched: Readonly<Record<number, number>>;
  /** What became fixed on chain. */
  readonly outcome: Content | null;
  /** Moves chosen for the chain, never replaced (adjudicator §9 (b)): key index/turn/seat. */
  readonly chosen: Readonly<Record<string, { readonly move: number; readonly args: Hex }>>;
  /** Offers of others that this node has accepted, until what they have become is held. */
  readonly consents: readonly Consent[];
  /** What this node wants to have deposited of each asset, all in all: more than the chain shows is put in. */
  readonly goals: readonly bigint[];
  // volatile
  readonly synced: readonly boolean[];
  /** The version that a Welcome has named and that is fetched: its sender counts as heard once that is held. */
  readonly awaited: readonly (number | null)[];
  /** What each participant has said in this term; a new proposer waits for all. */
  readonly standings: readonly (Standing | null)[];
  readonly early: readonly EarlySign[];
  /** The term in which a state was last held here. */
  readonly heldIn: number;
  /** When this term was entered, and when each participant last brought a newer one: monotonic milliseconds. */
  readonly enteredAt: number;
  readonly broughtAt: readonly number[];
  readonly submitted: readonly Op[];
  readonly versionFloor: number;
  readonly view: ChannelView | null;
  readonly sentAt: number;
  readonly wait: number;
  /** What has waited longest for an answer, since when (monotonic milliseconds), and how loudly that was said. */
  readonly owed: string | null;
  readonly owedSince: number | null;
  readonly alarmed: number;
}

/** What a step needs from outside; all of it data or deterministic functions. */
export interface Env {
  readonly keys: Keys;
  readonly apps: Apps;
  readonly profile: Profile;
  /** Monotonic milliseconds. */
  readonly now: number;
  /** Chain time in seconds at the newest block and at the newest final one. */
  readonly chainTime: number;
  readonly finalTime: number;
  readonly finalBlock: number;
  readonly publication: (hash: Hex) => Publication | undefined;
  /** What this node has agreed to about channels inside of channels; a node without any needs none. */
  readonly legs?: {
    /** Whether a leg or a fold that another participant of a channel asks for is as it was agreed. */
    readonly agreed: (parent: Genesis, op: Op) => boolean;
    /** A child as the chain shows it now. */
    readonly facts: (child: Hex) => ChannelFacts | undefined;
  };
  /** A preimage that this node knows and may show: it has revealed it, or was shown it. */
  readonly preimage: (hash: Hex) => Hex | undefined;
}

/** What the rest of the node is told by a channel. */
export type Notice =
  | { readonly kind: "opened" }
  | { readonly kind: "caughtUp" }
  | { readonly kind: "final"; readonly op: Op; readonly index: number | null }
  | { readonly kind: "dead"; readonly op: Op; readonly code: Code; readonly reason: string }
  | { readonly kind: "preimage"; readonly preimage: Hex }
  /** An app came to its end, with this last state; its leaf is gone. */
  | { readonly kind: "ended"; readonly index: number; readonly state: AppState }
  | { readonly kind: "fixed" }
  | { readonly kind: "closed" }
  | { readonly kind: "alarm"; readonly text: string };

/** An effect of a channel's step: data, safe to replay. */
export type Out =
  | { readonly kind: "send"; readonly to: NodeId; readonly message: Message }
  | { readonly kind: "notice"; readonly channelId: Hex; readonly notice: Notice };

/** The result of every step of a channel. */
export interface Step {
  readonly state: ChannelState;
  readonly out: readonly Out[];
}

/** A channel at its beginning. */
export function newChannel(genesis: Genesis): ChannelState {
  const n = genesis.channel.participants.length;
  const content = firstContent(n, genesis.assets);
  return {
    genesis,
    life: "opening",
    accepted: new Array<boolean>(genesis.child === undefined ? n : n + 1).fill(false),
    held: { content, digest: digestOf(genesis.domain, genesis.channelId, content), signatures: [] },
    candidates: [],
    maxSigned: { version: 0, digest: genesis.channelId, sticky: false },
    pending: [],
    unfinal: [],
    counted: [],
    term: 0,
    proofs: [],
    behind: null,
    unknownUpTo: 0,
    force: null,
    closing: null,
    touched: {},
    outcome: null,
    chosen: {},
    consents: [],
    goals: genesis.assets.map(({ deposits }) => deposits[genesis.me] ?? 0n),
    synced: genesis.nodes.map((_, i) => i === genesis.me),
    awaited: genesis.nodes.map(() => null),
    standings: genesis.nodes.map(() => null),
    early: [],
    heldIn: 0,
    enteredAt: Number.NEGATIVE_INFINITY,
    broughtAt: genesis.nodes.map(() => Number.NEGATIVE_INFINITY),
    submitted: [],
    versionFloor: 0,
    view: null,
    sentAt: 0,
    wait: RESEND_FIRST,
    owed: null,
    owedSince: null,
    alarmed: 0,
  };
}

/** Milliseconds before an unanswered message is sent again, doubling up to the last. */
export const RESEND_FIRST = 1_000;
export const RESEND_LAST = 60_000;

/** The others' nodes. */
export function peersOf({ genesis }: ChannelState): NodeId[] {
  return genesis.nodes.filter((_, i) => i !== genesis.me);
}

/** Whether a challenge is on chain (protocol FROZEN): from its first sight on nothing is signed or counted. */
export function frozen(state: ChannelState): boolean {
  return state.view !== null && (state.view.head.status !== 0 || state.view.final.status !== 0);
}

/** Whether this node may sign something new here. */
export function ready(state: ChannelState): boolean {
  return state.life === "open" && state.behind === null && !frozen(state) && state.synced.every(Boolean);
}

/** Whether this node has signed a final state: nothing newer is ever signed then (protocol FINALIZING). */
export function finalSigned({ held, candidates }: ChannelState): boolean {
  return held.content.isFinal || candidates.some(({ content }) => content.isFinal);
}

/** Whether the proposer of this channel may change: it is open, and a group of more than two. */
export function isOpenGroup(state: ChannelState): boolean {
  return state.genesis.nodes.length > 2 && state.life === "open" && !frozen(state) && !finalSigned(state);
}

/** The consents that are left once a state is held: those whose opening is in it are over. */
export function unused(consents: readonly Consent[], { seqs }: Content): readonly Consent[] {
  const over = ({ by }: Consent): boolean => by !== undefined && (seqs[by.participant] ?? 0) >= by.seq;
  return consents.some(over) ? consents.filter((consent) => !over(consent)) : consents;
}

/** F and the candidates: every state the chain may settle on if this node is online. */
export function possible(state: ChannelState): readonly Content[] {
  return [state.held.content, ...state.candidates.map(({ content }) => content)];
}

/** Whether a candidate descends from the held state through states this node signed. */
export function descends(state: ChannelState, digest: Hex): boolean {
  if (digest === state.held.digest) return true;
  const found = state.candidates.find((candidate) => candidate.digest === digest);
  return found !== undefined && found.base.version < found.version && descends(state, found.base.digest);
}

/** Every operation between the fork and a candidate, oldest first. */
export function pathTo({ below, ops, version }: Candidate): readonly Placed[] {
  return [...below, ...ops.map((op) => ({ op, version }))];
}

/** Whether a candidate has an operation that the held state has since `appliedAt`, or anywhere on its own way. */
export function inLineage(candidate: Candidate, id: OpId, appliedAt: number): boolean {
  const same = (op: Op): boolean => op.id.participant === id.participant && op.id.seq === id.seq;
  return appliedAt <= candidate.fork || candidate.ops.some(same) || candidate.below.some(({ op }) => same(op));
}

export const send = (to: NodeId, message: Message): Out => ({ kind: "send", to, message });
export const tell = (state: ChannelState, notice: Notice): Out => ({
  kind: "notice",
  channelId: state.genesis.channelId,
  notice,
});
/** Whether an operation is of a kind. */
export const isKind = <K extends Operation["kind"]>(
  op: Op,
  kind: K,
): op is Op & { body: Extract<Operation, { kind: K }> } => op.body.kind === kind;
