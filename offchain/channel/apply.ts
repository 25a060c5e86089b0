import { keccakHex } from "../evm/hash.ts";
import { hexToBytes } from "../evm/hex.ts";
import { hashChildTerms } from "../generated/protocol/hashes.ts";
import { MAX_AMOUNT, MAX_DEPTH } from "../generated/protocol/limits.ts";
import { appStateHash } from "../generated/protocol/rules.ts";
import type { App, AppState, Share } from "../generated/protocol/structs.ts";
import type { Apps } from "./apps.ts";
import { type Book, type Content, type Interaction, leafHash, opens, spendable } from "./content.ts";
import { type Op, type Operation, type OpId, sameId } from "./operation.ts";
import { assetText } from "./token.ts";
import { type Change, change, leafAt, leaves, lowestFree, size, type Tree } from "./tree.ts";

/** Why an operation cannot be applied; the codes of protocol §1.2. */
export type ApplyCode = "BAD_OP" | "LIMIT" | "DRAINING" | "NO_CONSENT";

/** The result of a batch: the new content, or the first operation that does not fit and why. */
export type Applied =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly op: OpId; readonly code: ApplyCode; readonly reason: string };

/** A text or a list of an operation is longer than the protocol allows (bytes). */
const MAX_ONION = 1_024;
const MAX_NOTE = 64;
/** Times of leaves are 40-bit seconds. */
const MAX_TIME = 2 ** 40;

class Refused extends Error {
  readonly code: ApplyCode;

  constructor(code: ApplyCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** A content under change: nothing outside this file sees it. */
interface Draft {
  books: Book[];
  tree: Tree<Interaction>;
  changes: Map<number, Change<Interaction>>;
  /** Indices that this batch has freed, and the next one that is free in the tree; null: not looked for yet. */
  readonly freed: Set<number>;
  hole: number | null;
  seqs: number[];
  draining: boolean;
  isFinal: boolean;
}

const refuse = (code: ApplyCode, reason: string): never => {
  throw new Refused(code, reason);
};

function bookAt(draft: Draft, asset: number): Book {
  return (
    draft.books[asset] ?? refuse("BAD_OP", `the channel lists ${draft.books.length} assets, there is no asset ${asset}`)
  );
}

function participantIn(draft: Draft, participant: number): void {
  if (participant < 0 || participant >= draft.seqs.length) refuse("BAD_OP", `there is no participant ${participant}`);
}

function withDelta(book: Book, participant: number, by: bigint): Book {
  return { ...book, delta: book.delta.map((value, i) => (i === participant ? value + by : value)) };
}

function spend(draft: Draft, asset: number, participant: number, amount: bigint): void {
  const book = bookAt(draft, asset);
  if (amount <= 0n || amount >= MAX_AMOUNT) refuse("BAD_OP", `the amount ${amount} is out of range`);
  const have = spendable(book, participant);
  if (have < amount)
    refuse(
      "BAD_OP",
      `participant ${participant} has ${have} of ${assetText(book.token)} to spend, ${amount} is needed`,
    );
  draft.books[asset] = withDelta(book, participant, -amount);
}

function give(draft: Draft, asset: number, participant: number, amount: bigint): void {
  draft.books[asset] = withDelta(bookAt(draft, asset), participant, amount);
}

function lock(draft: Draft, asset: number, amount: bigint): void {
  const book = bookAt(draft, asset);
  draft.books[asset] = { ...book, locked: book.locked + amount };
}

function flush(draft: Draft): void {
  draft.tree = change(draft.tree, draft.changes);
  draft.changes = new Map();
}

function interactionAt(draft: Draft, index: number): Interaction {
  const changed = draft.changes.get(index);
  const found = changed === undefined ? leafAt(draft.tree, index) : changed?.value;
  return found ?? refuse("BAD_OP", `there is no interaction at index ${index}`);
}

/**
 * The lowest index that is free at this point of the batch: one that the batch has freed, or the next hole of the tree. The tree
 * itself is hashed once, at the end.
 */
function newIndex(draft: Draft): number {
  const hole = draft.hole ?? (size(draft.tree) === 2 ** MAX_DEPTH ? 2 ** MAX_DEPTH : lowestFree(draft.tree));
  const freed = Math.min(...draft.freed);
  if (freed < hole) {
    draft.freed.delete(freed);
    draft.hole = hole;
    return freed;
  }
  if (hole >= 2 ** MAX_DEPTH) return refuse("LIMIT", "the tree of interactions is full");
  draft.hole = holeFrom(draft, hole + 1);
  return hole;
}

function holeFrom(draft: Draft, start: number): number {
  let index = start;
  while (index < 2 ** MAX_DEPTH && leafAt(draft.tree, index) !== undefined) index++;
  return index;
}

/** Takes a leaf away; its index may be used again in the same batch. */
function vacate(draft: Draft, index: number): void {
  draft.changes.set(index, null);
  draft.freed.add(index);
}

const insert = (draft: Draft, index: number, value: Interaction): void => {
  draft.changes.set(index, { hash: leafHash(value), value });
};

function add(draft: Draft, id: OpId, body: Extract<Operation, { kind: "add" }>): void {
  participantIn(draft, body.to);
  if (body.to === id.participant) refuse("BAD_OP", "a hash lock to oneself");
  if (body.until >= MAX_TIME) refuse("BAD_OP", `until ${body.until} is beyond every clock`);
  if (body.onion.length > 2 + 2 * MAX_ONION) refuse("LIMIT", `the onion is longer than ${MAX_ONION} bytes`);
  spend(draft, body.asset, id.participant, body.amount);
  lock(draft, body.asset, body.amount);
  const index = newIndex(draft);
  const { asset, to, amount, hash, until } = body;
  insert(draft, index, {
    kind: "hashLock",
    by: id,
    onion: body.onion,
    leaf: { index, asset, from: id.participant, to, amount, hash, until },
  });
}

function end(
  draft: Draft,
  { index, lock: by }: { readonly index: number; readonly lock: OpId },
  toPayee: boolean,
  check: (found: Extract<Interaction, { kind: "hashLock" }>) => void,
): void {
  const found = interactionAt(draft, index);
  if (found.kind !== "hashLock") return refuse("BAD_OP", `the interaction at index ${index} is no hash lock`);
  if (!sameId(found.by, by)) refuse("BAD_OP", `the lock at index ${index} is another one`);
  check(found);
  const { asset, amount, from, to } = found.leaf;
  lock(draft, asset, -amount);
  give(draft, asset, toPayee ? to : from, amount);
  vacate(draft, index);
}

/** Runs an app's code; one that does not come to an end is refused like one that reverts (attack 30). */
function ran<T>(name: string, code: () => T): T {
  try {
    return code();
  } catch (error) {
    return refuse("BAD_OP", `${name} does not run: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function open(draft: Draft, id: OpId, body: Extract<Operation, { kind: "open" }>, apps: Apps): void {
  const code = apps.get(body.app) ?? refuse("BAD_OP", `no adapter is known at ${body.app}`);
  if (new Set(body.seats).size !== body.seats.length) refuse("BAD_OP", "a participant takes one seat at most");
  for (const seat of body.seats) participantIn(draft, seat);
  if (body.notBefore >= MAX_TIME) refuse("BAD_OP", `notBefore ${body.notBefore} is beyond every clock`);
  const begun = ran(code.name, () => code.begin(body.terms, BigInt(body.seats.length)));
  if (!begun.ok) return refuse("BAD_OP", `the terms are refused by ${code.name} (${begun.revert})`);
  const state = begun.value;
  const seats = body.seats.length;
  if (state.held.length !== seats * body.assets.length)
    refuse("BAD_OP", `${code.name} has ${state.held.length / seats} assets, ${body.assets.length} are named`);
  const locks: Share[] = body.assets.map((asset, k) => {
    const stakes = state.held.slice(k * seats, (k + 1) * seats);
    stakes.forEach((stake, seat) => {
      if (stake > 0n) spend(draft, asset, body.seats[seat] ?? 0, stake);
    });
    const amount = stakes.reduce((sum, stake) => sum + stake, 0n);
    lock(draft, asset, amount);
    return { asset, amount };
  });
  const index = newIndex(draft);
  const leaf: App = {
    index,
    app: body.app,
    codeHash: code.codeHash,
    termsHash: keccakHex(hexToBytes(body.terms)),
    stateHash: appStateHash(state),
    notBefore: body.notBefore,
    fallbackDelay: body.fallbackDelay,
    seats: body.seats,
    locks,
  };
  insert(draft, index, { kind: "app", by: id, leaf, terms: body.terms, state });
}

function payPot(draft: Draft, leaf: App, held: readonly bigint[]): void {
  leaf.locks.forEach(({ asset, amount }, k) => {
    lock(draft, asset, -amount);
    for (const [seat, participant] of leaf.seats.entries())
      give(draft, asset, participant, held[k * leaf.seats.length + seat] ?? 0n);
  });
}

/** Rule 13 inside an app: each asset's pot sums to what the leaf locks. */
export function potFits(leaf: App, state: AppState): boolean {
  const seats = leaf.seats.length;
  if (state.held.length !== seats * leaf.locks.length) return false;
  return leaf.locks.every(
    ({ amount }, k) => state.held.slice(k * seats, (k + 1) * seats).reduce((sum, held) => sum + held, 0n) === amount,
  );
}

function move(draft: Draft, id: OpId, body: Extract<Operation, { kind: "move" }>, apps: Apps): void {
  const found = interactionAt(draft, body.index);
  if (found.kind !== "app") return refuse("BAD_OP", `the interaction at index ${body.index} is no app`);
  if (found.leaf.seats[body.seat] !== id.participant)
    refuse("NO_CONSENT", `seat ${body.seat} is not participant ${id.participant}'s`);
  const code = apps.get(found.leaf.app) ?? refuse("BAD_OP", `no adapter is known at ${found.leaf.app}`);
  const played = ran(code.name, () => code.play(found.terms, found.state, body.seat, body.move, body.args));
  if (!played.ok) return refuse("BAD_OP", `${code.name} refuses the move (${played.revert})`);
  const state = played.value.next;
  if (!potFits(found.leaf, state)) refuse("BAD_OP", `${code.name} does not conserve the pot`);
  if (state.isFinal) {
    payPot(draft, found.leaf, state.held);
    vacate(draft, body.index);
  } else insert(draft, body.index, { ...found, leaf: { ...found.leaf, stateHash: appStateHash(state) }, state });
}

function topUp(draft: Draft, body: Extract<Operation, { kind: "topUp" }>): void {
  const book = bookAt(draft, body.asset);
  participantIn(draft, body.participant);
  const counted = book.deposits[body.participant] ?? 0n;
  if (body.deposits <= counted) refuse("BAD_OP", `deposits of ${counted} are counted already`);
  draft.books[body.asset] = {
    ...book,
    deposits: book.deposits.map((value, i) => (i === body.participant ? body.deposits : value)),
  };
}

/** What a child is funded with, asset by asset, with its place here; refused where no leg could stand for it. */
function fundingIn(
  draft: Draft,
  { channel, terms, seats }: Pick<Extract<Operation, { kind: "leg" }>, "channel" | "terms" | "seats">,
) {
  const { funding, expiry, resolveBy } = terms;
  if (hashChildTerms(terms) !== channel.child) refuse("BAD_OP", "the terms are not those of the child");
  if (expiry > resolveBy || (expiry === 0 && resolveBy !== 0)) refuse("BAD_OP", "resolveBy is before expiry");
  if (funding.length === 0 || seats.length !== channel.participants.length)
    refuse("BAD_OP", "a leg has a seat for each participant of its child, and locks something");
  return funding.map(({ token, id, amounts }, k) => {
    const asset = draft.books.findIndex((book) => book.token === token && book.id === id);
    const twice = funding.findIndex((other) => other.token === token && other.id === id) !== k;
    if (asset < 0 || twice)
      refuse("BAD_OP", `the child's asset ${assetText(token)} is not one of the channel's, or named twice`);
    if (amounts.length !== seats.length) refuse("BAD_OP", "the child's funding names another number of participants");
    return { asset, amounts, sum: amounts.reduce((sum, amount) => sum + amount, 0n) };
  });
}

function leg(draft: Draft, id: OpId, body: Extract<Operation, { kind: "leg" }>): void {
  const { child, channel, terms, seats } = body;
  for (const seat of seats) participantIn(draft, seat);
  if (leaves(draft.tree).some(([, known]) => known.kind === "leg" && known.leaf.child === child))
    refuse("BAD_OP", "the child has a leg here already");
  for (const { asset, amounts, sum } of fundingIn(draft, body)) {
    amounts.forEach((amount, k) => {
      if (amount > 0n) spend(draft, asset, seats[k] ?? 0, amount);
    });
    lock(draft, asset, sum);
  }
  const index = newIndex(draft);
  insert(draft, index, { kind: "leg", by: id, leaf: { index, child, seats }, channel, terms });
}

function fold(draft: Draft, body: Extract<Operation, { kind: "fold" }>): void {
  const found = interactionAt(draft, body.index);
  if (found.kind !== "leg" || found.leaf.child !== body.child)
    return refuse("BAD_OP", `the interaction at index ${body.index} is no leg of ${body.child}`);
  const { seats } = found.leaf;
  const funded = fundingIn(draft, { ...found, seats });
  if (body.outcome.length !== funded.length) refuse("BAD_OP", "the outcome names another number of assets");
  for (const [k, { asset, sum }] of funded.entries()) {
    const outcome = body.outcome[k] ?? [];
    if (outcome.length !== seats.length || outcome.reduce((all, amount) => all + amount, 0n) !== sum)
      refuse("BAD_OP", "the outcome is not what the leg locks");
    lock(draft, asset, -sum);
    for (const [at, seat] of seats.entries()) give(draft, asset, seat, outcome[at] ?? 0n);
  }
  vacate(draft, body.index);
}

/** Cumulative and monotone: a withdrawal is never taken back (finding C3). That its owner has signed it, the signer checks. */
function withdraw(draft: Draft, id: OpId, body: Extract<Operation, { kind: "withdraw" }>): void {
  const book = bookAt(draft, body.asset);
  const before = book.withdrawn[id.participant] ?? 0n;
  if (body.total >= MAX_AMOUNT) refuse("BAD_OP", `the total ${body.total} is out of range`);
  if (body.total <= before) refuse("BAD_OP", `withdrawals of ${before} are in already`);
  const have = spendable(book, id.participant);
  if (have < body.total - before)
    refuse(
      "BAD_OP",
      `participant ${id.participant} has ${have} of ${assetText(book.token)} to withdraw, not ${body.total - before}`,
    );
  draft.books[body.asset] = {
    ...book,
    withdrawn: book.withdrawn.map((value, i) => (i === id.participant ? body.total : value)),
  };
}

function pay(draft: Draft, id: OpId, body: Extract<Operation, { kind: "pay" }>): void {
  participantIn(draft, body.to);
  if (body.to === id.participant) refuse("BAD_OP", "a payment to oneself");
  if (body.note.length > 2 + 2 * MAX_NOTE) refuse("LIMIT", `the note is longer than ${MAX_NOTE} bytes`);
  spend(draft, body.asset, id.participant, body.amount);
  give(draft, body.asset, body.to, body.amount);
}

function finalize(draft: Draft): void {
  flush(draft);
  if (!draft.draining) refuse("BAD_OP", "nobody has proposed to close");
  if (size(draft.tree) > 0) refuse("BAD_OP", `${size(draft.tree)} interactions are pending`);
  draft.isFinal = true;
}

function applyOne(draft: Draft, { id, body }: Op, apps: Apps): void {
  participantIn(draft, id.participant);
  if (draft.isFinal) refuse("DRAINING", "nothing follows a final state");
  if (id.seq <= (draft.seqs[id.participant] ?? 0))
    refuse("BAD_OP", `a later operation of participant ${id.participant} is in already`);
  const isNew = body.kind === "add" || body.kind === "open" || body.kind === "leg";
  if (draft.draining && (isNew || body.kind === "pay" || body.kind === "topUp"))
    refuse("DRAINING", "the channel is closing: nothing new is admitted");
  dispatch(draft, id, body, apps);
  draft.seqs[id.participant] = id.seq;
}

function dispatch(draft: Draft, id: OpId, body: Operation, apps: Apps): void {
  switch (body.kind) {
    case "pay":
      return pay(draft, id, body);
    case "topUp":
      return topUp(draft, body);
    case "leg":
      return leg(draft, id, body);
    case "fold":
      return fold(draft, body);
    case "withdraw":
      return withdraw(draft, id, body);
    case "add":
      return add(draft, id, body);
    case "paid":
      return end(draft, body, true, (found) => {
        if (!opens(found.leaf.hash, body.preimage)) refuse("BAD_OP", "the preimage does not open the lock");
      });
    case "failed":
      return end(draft, body, false, (found) => {
        if (found.leaf.hash !== body.hash) refuse("BAD_OP", `the lock at index ${body.index} has another hash`);
      });
    case "open":
      return open(draft, id, body, apps);
    case "move":
      return move(draft, id, body, apps);
    case "proposeClose":
      draft.draining = true;
      return;
    case "finalize":
      return finalize(draft);
    default:
      return body satisfies never;
  }
}

/**
 * The state after a batch on top of `base`, with the given version; operations apply in order, all or none.
 * Consent, deadlines and limits are the signer's to check (protocol §1.4); what is checked here depends on base and ops alone,
 * so that everybody computes the same state.
 * @example apply(held, [{ id, body: { kind: "pay", to: 1, asset: 0, amount: 5n, note: "0x" } }], 7, apps)
 */
export function apply(base: Content, ops: readonly Op[], version: number, apps: Apps): Applied {
  const draft: Draft = {
    books: [...base.books],
    tree: base.tree,
    changes: new Map(),
    freed: new Set(),
    hole: null,
    seqs: [...base.seqs],
    draining: base.draining,
    isFinal: base.isFinal,
  };
  for (const op of ops) {
    try {
      applyOne(draft, op, apps);
    } catch (error) {
      if (error instanceof Refused) return { ok: false, op: op.id, code: error.code, reason: error.message };
      throw error;
    }
  }
  flush(draft);
  const { books, tree, seqs, draining, isFinal } = draft;
  return { ok: true, content: { version, isFinal, draining, seqs, books, tree } };
}

/**
 * The longest batch out of `ops` that fits on `base`: those that do not are left out, with their reasons. What a proposer uses.
 */
export function applyAll(
  base: Content,
  ops: readonly Op[],
  version: number,
  apps: Apps,
): { content: Content; taken: Op[]; left: { op: Op; code: ApplyCode; reason: string }[] } {
  const taken: Op[] = [];
  const left: { op: Op; code: ApplyCode; reason: string }[] = [];
  const whole = apply(base, ops, version, apps);
  if (whole.ok) return { content: whole.content, taken: [...ops], left };
  let content = base;
  for (const op of ops) {
    const next = apply(content, [op], version, apps);
    if (next.ok) {
      content = next.content;
      taken.push(op);
    } else left.push({ op, code: next.code, reason: next.reason });
  }
  return { content: { ...content, version }, taken, left };
}
