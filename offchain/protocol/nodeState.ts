import type { Apps } from "../channel/apps.ts";
import type { BlockRef, ChannelView, Publication } from "../channel/chain.ts";
import { emptyMap, get, type HexMap, set } from "../channel/hexMap.ts";
import type { Keys, NodeId } from "../channel/keys.ts";
import type { Op, OpId } from "../channel/operation.ts";
import type { Address, Hex } from "../evm/hex.ts";
import { hashChildTerms } from "../generated/protocol/hashes.ts";
import type { AppState, Channel, ChildTerms } from "../generated/protocol/structs.ts";
import { type ChannelState, type Env, type Genesis, type Notice, RESEND_FIRST, type Step } from "./channelState.ts";
import { isLegOp, type LegOp, seatsIn } from "./child.ts";
import type { Message, MessageOf, Offer } from "./messages.ts";
import type { Profile } from "./profile.ts";

/** A request to be paid, on the payee's side; amount 0n: whatever the payer likes. Times in chain seconds. */
export interface Invoice {
  readonly hash: Hex;
  readonly preimage: Hex;
  readonly secret: Hex;
  readonly token: Hex;
  readonly amount: bigint;
  readonly memo: string;
  readonly expiresAt: number;
  readonly status: "open" | "accepted" | "settled" | "expired";
  readonly received: bigint;
  readonly by: { readonly channelId: Hex; readonly op: OpId } | null;
  readonly at: number;
}

/** A payment of this node's, or one that came in; the id is the payer's choice (protocol H7). */
export interface Payment {
  readonly id: Hex;
  readonly direction: "out" | "in";
  readonly kind: "direct" | "hashLock";
  readonly channelId: Hex;
  readonly op: OpId;
  readonly to: NodeId;
  readonly token: Hex;
  /** What the payee gets, and what the hops get on top, base units. */
  readonly amount: bigint;
  readonly fee: bigint;
  readonly hash: Hex | null;
  readonly until: number;
  readonly preimage: Hex | null;
  readonly status: "inFlight" | "succeeded" | "failed";
  readonly failure: string | null;
  readonly at: number;
}

/** A payment passed on (protocol §1.9): the lock that came in, and the one that went out. */
export interface Forward {
  readonly hash: Hex;
  /** Of both locks: what comes in in one asset goes out in no other. */
  readonly token: Hex;
  readonly incoming: { readonly channelId: Hex; readonly op: OpId; readonly index: number; readonly amount: bigint };
  readonly outgoing: { readonly channelId: Hex; readonly op: OpId; readonly amount: bigint } | null;
  readonly until: number;
  readonly preimage: Hex | null;
  /** failing: no out-lock can pay any more, the in-lock is given back. */
  readonly status: "inFlight" | "claiming" | "failing" | "settled" | "failed";
  readonly reason: number;
  readonly at: number;
}

/** A peer's session: whether it answered the Hello with this start's nonce. */
export interface Peer {
  readonly heard: boolean;
  readonly helloAt: number;
  readonly wait: number;
  /** What it said its addresses are; null until it has greeted. */
  readonly greeted: Greeting | null;
}

/** Who a peer says it is, and what it keeps for passing a payment on (base units of ETH, millionths). */
export interface Greeting {
  readonly chainId: number;
  readonly signer: Address;
  readonly payout: Address;
  readonly feeBase: bigint;
  readonly feeRate: bigint;
}

/** What goes into a channel of one asset: `deposits[i]` by participant i, the opener first; base units. */
export interface OpeningAsset {
  readonly token: Hex;
  readonly deposits: readonly bigint[];
}

/** A child channel of two others that this node stands between (protocol §1.10): what it has agreed to, for good. Durable. */
export interface Mediated {
  readonly child: Hex;
  readonly channel: Channel;
  readonly terms: ChildTerms;
  /** The ends. */
  readonly nodes: readonly NodeId[];
  /** Chain time in seconds when it was agreed. */
  readonly since: number;
}

/** A proposal with a leg or a fold that this node, between the ends, signs only with the other parent's (K2); volatile. */
export interface WaitingLeg {
  readonly from: NodeId;
  readonly message: MessageOf<"propose">;
  readonly op: LegOp;
  /** Monotonic milliseconds. */
  readonly at: number;
}

/** A child channel to be opened over `hub`; times in chain seconds. */
export interface VirtualOpening {
  readonly hub: NodeId;
  readonly expiry: number;
  readonly resolveBy: number;
}

/** A channel to be opened once every peer has said who it is; assets in any order, duration in seconds. */
export interface Opening {
  readonly request: string | null;
  readonly peers: readonly NodeId[];
  readonly assets: readonly OpeningAsset[];
  readonly challengeDuration: number;
  readonly salt: bigint;
  /** A child channel in place of one that holds deposits: what each asset says is its funding. */
  readonly virtual?: VirtualOpening;
}

/** An offer of this node's that waits for the answer of every seat; volatile. */
export interface OpenOffer {
  readonly channelId: Hex;
  readonly offer: Offer;
  /** The participants that have said yes. */
  readonly accepted: readonly number[];
  readonly request: string | null;
}

/** Which apps this node takes part in when asked: at most so much of its own at stake, base units by token; none of any other. */
export interface Policy {
  readonly maxStakes: Readonly<Record<Hex, bigint>>;
  /** Whether a program of this node's is asked about each offer instead of being bound by the stakes alone. */
  readonly ask: boolean;
}

/** An offer of another node that a program is asked about; volatile. */
export interface AskedOffer {
  readonly channelId: Hex;
  readonly from: NodeId;
  readonly offer: Offer;
}

/** Everything a node knows, but for what it has done with long ago. */
export interface NodeState {
  readonly channels: HexMap<ChannelState>;
  readonly invoices: HexMap<Invoice>;
  readonly payments: HexMap<Payment>;
  /** Payment ids by hash, for those that are in flight. */
  readonly hashes: HexMap<Hex>;
  readonly forwards: HexMap<Forward>;
  readonly publications: HexMap<Publication>;
  /** The children that this node stands between, by their ids; and what the chain shows of them (volatile). */
  readonly mediated: HexMap<Mediated>;
  readonly childViews: HexMap<ChannelView>;
  /** By parent channel. */
  readonly waitingLegs: HexMap<WaitingLeg>;
  readonly peers: ReadonlyMap<NodeId, Peer>;
  /** Openings that wait for a greeting; volatile. */
  readonly openings: readonly Opening[];
  readonly offers: ReadonlyMap<Hex, OpenOffer>;
  readonly asked: ReadonlyMap<Hex, AskedOffer>;
  readonly policies: Readonly<Record<Address, Policy>>;
  /** What the clients of apps must not forget, by their own keys. */
  readonly secrets: ReadonlyMap<string, Hex>;
  readonly head: BlockRef | null;
  readonly final: BlockRef | null;
  /** Monotonic milliseconds at which the newest block was first seen. */
  readonly headSeenAt: number;
  readonly nonce: Hex;
  readonly logSeq: number;
  /** Channels to be proposed in at the end of this turn. */
  readonly dirty: ReadonlySet<Hex>;
  /** Requests that wait for an operation's end: op name in a channel -> request. */
  readonly waiting: ReadonlyMap<string, string>;
}

/** What a node's step needs from outside. */
export interface NodeEnv {
  readonly keys: Keys;
  readonly apps: Apps;
  readonly profile: Profile;
  readonly domain: Hex;
  readonly adjudicator: Address;
  /** Monotonic milliseconds. */
  readonly now: number;
}

/** What the operator and the API are told. */
export type NodeEvent =
  | {
      readonly type: "channel";
      readonly channelId: Hex;
      readonly what: "opening" | "funding" | "open" | "challenged" | "fixed" | "closed" | "declined" | "updated";
      readonly text?: string;
    }
  | { readonly type: "payment"; readonly payment: Payment }
  | { readonly type: "invoice"; readonly invoice: Invoice }
  | { readonly type: "forward"; readonly forward: Forward }
  | { readonly type: "app"; readonly channelId: Hex; readonly index: number | null; readonly ended: AppState | null }
  | { readonly type: "offer"; readonly asked: AskedOffer }
  | { readonly type: "alarm"; readonly channelId: Hex | null; readonly text: string };

/** The result of a request: a JSON-like value, or an error that says what to do. */
export type Reply =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly code: string; readonly reason: string };

/** What a step wants done, once its state is durable. */
export type Effect =
  | { readonly kind: "send"; readonly to: NodeId; readonly message: Message }
  | { readonly kind: "event"; readonly event: NodeEvent }
  | { readonly kind: "reply"; readonly request: string; readonly reply: Reply };

export interface NodeStep {
  readonly state: NodeState;
  readonly effects: readonly Effect[];
}

/** A node that knows nothing yet; `nonce` is fresh at each start. */
export function newNode(nonce: Hex): NodeState {
  return {
    channels: emptyMap,
    invoices: emptyMap,
    payments: emptyMap,
    hashes: emptyMap,
    forwards: emptyMap,
    publications: emptyMap,
    mediated: emptyMap,
    childViews: emptyMap,
    waitingLegs: emptyMap,
    peers: new Map(),
    openings: [],
    offers: new Map(),
    asked: new Map(),
    policies: {},
    secrets: new Map(),
    head: null,
    final: null,
    headSeenAt: Number.NEGATIVE_INFINITY,
    nonce,
    logSeq: 0,
    dirty: new Set(),
    waiting: new Map(),
  };
}

export const newPeer: Peer = {
  heard: false,
  helloAt: Number.NEGATIVE_INFINITY,
  wait: RESEND_FIRST,
  greeted: null,
};

/** What a channel's step may look at. */
export function channelEnv(env: NodeEnv, state: NodeState): Env {
  return {
    keys: env.keys,
    apps: env.apps,
    profile: env.profile,
    now: env.now,
    chainTime: state.head?.timestamp ?? 0,
    finalTime: state.final?.timestamp ?? 0,
    finalBlock: state.final?.number ?? -1,
    publication: (hash) => get(state.publications, hash),
    preimage: (hash) => knownPreimage(state, hash),
    legs: {
      agreed: (parent, op) => isAgreed(state, parent, op),
      facts: (child) => (get(state.channels, child)?.view ?? get(state.childViews, child))?.head,
    },
  };
}

/**
 * Whether the leg of another participant is of a child that this node stands between, with this node in every seat that is not the
 * end's own; a fold, of such a leg. That both parents get the same is seen to elsewhere (K2).
 */
function isAgreed(state: NodeState, parent: Genesis, op: Op): boolean {
  if (!isLegOp(op) || parent.nodes.length !== 2) return false;
  const agreed = get(state.mediated, op.body.child);
  const end = parent.nodes[op.id.participant];
  if (agreed === undefined || end === undefined || !agreed.nodes.includes(end)) return false;
  const { body } = op;
  if (body.kind === "fold") return true;
  const seats = seatsIn(agreed.nodes, parent, op.id.participant, parent.me);
  const same = hashChildTerms(body.terms) === agreed.channel.child && sameChannel(body.channel, agreed.channel);
  return same && seats.length === body.seats.length && seats.every((seat, k) => seat === body.seats[k]);
}

function sameChannel(a: Channel, b: Channel): boolean {
  const text = (channel: Channel): string =>
    [
      ...channel.participants.flatMap(({ signer, payout }) => [signer, payout]),
      channel.challengeDuration,
      channel.appGas,
      channel.salt,
      channel.child,
    ].join();
  return text(a) === text(b);
}

function knownPreimage(state: NodeState, hash: Hex): Hex | undefined {
  const invoice = get(state.invoices, hash);
  if (invoice !== undefined && invoice.status !== "open" && invoice.status !== "expired") return invoice.preimage;
  return get(state.forwards, hash)?.preimage ?? undefined;
}

/** A channel's notices, for the part of the node that acts on them. */
export interface Told {
  readonly channelId: Hex;
  readonly notice: Notice;
}

/** Takes a channel's step into the node: its state, its messages, and what it has to tell. */
export function take(
  state: NodeState,
  step: Step,
): { readonly state: NodeState; readonly effects: readonly Effect[]; readonly told: readonly Told[] } {
  const { channelId } = step.state.genesis;
  const effects: Effect[] = [];
  const told: Told[] = [];
  for (const out of step.out) {
    if (out.kind === "send") effects.push(out);
    else told.push({ channelId: out.channelId, notice: out.notice });
  }
  return {
    state: {
      ...state,
      channels: set(state.channels, channelId, step.state),
      dirty: new Set(state.dirty).add(channelId),
    },
    effects,
    told,
  };
}
