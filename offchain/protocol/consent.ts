import { depositedIn } from "../channel/chain.ts";
import { type Content, opens } from "../channel/content.ts";
import { type Op, type Operation, sameId } from "../channel/operation.ts";
import { leafAt, leaves, size } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import { digest, hashWithdrawal } from "../generated/protocol/hashes.ts";
import type { ChannelState, Consent, Env, Genesis } from "./channelState.ts";
import type { Code, Offer } from "./messages.ts";
import { addMargin, cutoff } from "./profile.ts";

/** A reason not to sign an operation of somebody else's. */
export interface Objection {
  readonly code: Code;
  readonly reason: string;
}

type Body<K extends Operation["kind"]> = Extract<Operation, { kind: K }>;
const late = (reason: string): Objection => ({ code: "TOO_LATE", reason });
const bad = (reason: string): Objection => ({ code: "BAD_OP", reason });
const limit = (reason: string): Objection => ({ code: "LIMIT", reason });

/**
 * Whether this node minds an operation of another participant on top of `base` (protocol S4, §1.9): deadlines, limits, consent.
 * That it applies at all, `apply` has said already.
 */
export function objection(env: Env, state: ChannelState, base: Content, op: Op): Objection | null {
  const { body } = op;
  if (state.genesis.child !== undefined && NOT_IN_CHILDREN.includes(body.kind))
    return bad(`a child channel takes payments and its end, and no ${body.kind}`);
  switch (body.kind) {
    case "leg":
    case "fold":
      return legs(env, state, base, op);
    case "pay":
    case "move":
    case "proposeClose":
    case "finalize":
      return null;
    case "topUp":
      return topUp(state, body);
    case "withdraw":
      return askedFor(env, state, op.id.participant, body);
    case "add":
      return body.to === state.genesis.me ? add(env, base, body) : null;
    case "paid":
      return paid(env, state, base, body);
    case "failed":
      return failed(env, state, base, op.id.participant, body);
    case "open":
      return bindConsents(state, [op]).without.length > 0 ? NOT_ACCEPTED : null;
    default:
      return body satisfies never;
  }
}

/** Why an opening that nobody has accepted is not signed. */
export const NOT_ACCEPTED: Objection = { code: "NO_CONSENT", reason: "this node has not accepted such an offer" };

/**
 * The consents once these operations are signed, each bound to the opening that it was given for, and the openings that none is left
 * for: the same terms twice take two. Bound they stay, so that an opening that is proposed again is signed again.
 */
export function bindConsents(
  { consents: given, genesis }: ChannelState,
  ops: readonly Op[],
): { readonly consents: readonly Consent[]; readonly without: readonly Op[] } {
  let consents = given;
  const without: Op[] = [];
  for (const op of ops) {
    const { body, id } = op;
    if (body.kind !== "open" || id.participant === genesis.me || !body.seats.includes(genesis.me)) continue;
    if (consents.some(({ by }) => by !== undefined && sameId(by, id))) continue;
    const free = consents.find((consent) => consent.by === undefined && matches(consent, body));
    if (free === undefined) without.push(op);
    else consents = consents.map((consent) => (consent === free ? { ...consent, by: id } : consent));
  }
  return { consents, without };
}

/** Whether an opening is the one that was offered. */
function matches(offer: Offer, body: Body<"open">): boolean {
  const key = (of: Omit<Offer, "offerId">): string =>
    JSON.stringify([of.app, of.terms, of.seats, of.assets, of.notBefore, of.fallbackDelay]);
  return key(offer) === key(body);
}

/**
 * What the ends of a child do not sign in it: a child has neither deposits nor withdrawals (protocol L3), and what would have to be
 * resolved in it before its time (K4) is not built.
 */
export const NOT_IN_CHILDREN: readonly Operation["kind"][] = ["topUp", "withdraw", "add", "open", "leg", "fold"];

/** The seats of a leg sign it as it was agreed; everybody else does not mind. */
function legs(env: Env, { genesis }: ChannelState, base: Content, op: Op): Objection | null {
  const { body } = op;
  const leaf = body.kind === "fold" ? leafAt(base.tree, body.index) : undefined;
  const seats = body.kind === "leg" ? body.seats : leaf?.kind === "leg" ? leaf.leaf.seats : [];
  if (op.id.participant === genesis.me || !seats.includes(genesis.me)) return null;
  return env.legs?.agreed(genesis, op) === true
    ? null
    : { code: "NO_CONSENT", reason: "this node has not agreed to this child channel" };
}

/** Deposits count once they are final in this node's own view (protocol L3). */
function topUp(state: ChannelState, body: Body<"topUp">): Objection | null {
  const final = state.view?.final;
  const seen = final === undefined ? 0n : depositedIn(final, body.asset, body.participant);
  return seen >= body.deposits ? null : limit(`the chain shows a final deposit of ${seen}, not ${body.deposits}`);
}

/** A withdrawal is its owner's by the owner's signature, whoever proposes it and whatever the owner has forgotten (protocol §1.4). */
export function askedFor(env: Env, { genesis }: ChannelState, owner: number, body: Body<"withdraw">): Objection | null {
  const asset = genesis.assets[body.asset];
  const signer = genesis.channel.participants[owner]?.signer;
  if (asset === undefined || signer === undefined) return bad("there is no such asset or participant");
  const asked = withdrawalDigest(genesis, owner, asset, body.total);
  return env.keys.verify(signer, asked, body.signature)
    ? null
    : { code: "BAD_SIG", reason: `participant ${owner} has not signed this withdrawal` };
}

/** What the owner of a withdrawal signs (adjudicator §2): that its withdrawals become `total`, base units. */
export function withdrawalDigest(
  { domain, channelId }: Pick<Genesis, "domain" | "channelId">,
  participant: number,
  { token, id }: { readonly token: Hex; readonly id: bigint },
  total: bigint,
): Hex {
  return digest(domain, hashWithdrawal({ channelId, participant, token, id, total }));
}

/** H1: whether it is too late to add a lock. */
export function lateLock({ profile, chainTime }: Env, until: number): Objection | null {
  return chainTime >= cutoff(profile, until) - addMargin(profile)
    ? late(`until ${until} leaves too little time at ${chainTime}`)
    : null;
}

/** H1: a lock to this node must leave it time to be paid, and fit its caps. */
function add(env: Env, base: Content, body: Body<"add">): Objection | null {
  const { profile, chainTime } = env;
  const over = lateLock(env, body.until);
  if (over !== null) return over;
  if (body.until - chainTime > profile.holdLimit) return limit(`held for more than ${profile.holdLimit} s`);
  if (body.amount < profile.minLock) return limit(`less than ${profile.minLock}: not worth its claim`);
  if (size(base.tree) >= profile.maxLocks) return limit(`${profile.maxLocks} interactions are pending`);
  if (leaves(base.tree).some(([, leaf]) => leaf.kind === "hashLock" && leaf.leaf.hash === body.hash))
    return bad("a lock with this hash is pending");
  return env.publication(body.hash) === undefined ? null : bad("the preimage of this hash is published already");
}

/** H2: its payer has a lock paid off chain only before the cutoff; from then on only the registry pays. */
function paid(env: Env, state: ChannelState, base: Content, body: Body<"paid">): Objection | null {
  const found = leafAt(base.tree, body.index);
  if (found?.kind !== "hashLock" || !opens(found.leaf.hash, body.preimage))
    return bad(`no lock at index ${body.index} opens with this preimage`);
  if (found.leaf.from !== state.genesis.me || env.chainTime < cutoff(env.profile, found.leaf.until)) return null;
  const published = env.publication(found.leaf.hash);
  const backed = published !== undefined && published.at <= found.leaf.until && published.block <= env.finalBlock;
  return backed ? null : late("past the cutoff only the registry pays");
}

/** H4, H5: the payee gives its claim up; or time has passed for good without a publication. */
function failed(env: Env, state: ChannelState, base: Content, by: number, body: Body<"failed">): Objection | null {
  const found = leafAt(base.tree, body.index);
  if (found?.kind !== "hashLock" || found.leaf.hash !== body.hash)
    return bad(`no lock with this hash at index ${body.index}`);
  if (by === found.leaf.to) return null;
  if (found.leaf.to !== state.genesis.me) return null;
  return expired(env, found.leaf.hash, found.leaf.until)
    ? null
    : { code: "NO_CONSENT", reason: "the lock is not expired for good" };
}

/** Whether a final block says that the preimage was not published in time. */
export function expired(env: Env, hash: Hex, until: number): boolean {
  const published = env.publication(hash);
  return env.finalTime > until && (published === undefined || published.at > until);
}
