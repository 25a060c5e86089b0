// What the model remembers (adjudicator §3), and a draft of it while one call runs.
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { ModelEvent, Outside, Payment, Pull, Slot } from "./calls.ts";

/** The nets of the two participants that share a page, and whether the page is closed. */
export interface Page {
  readonly even: bigint;
  readonly odd: bigint;
  readonly closed: boolean;
}

/** Where an app stands on chain; `fingerprint` of (stateHash, entryHash, used) is taken only when it is shown. */
export interface Turn {
  readonly turn: number;
  readonly enteredAt: number;
  readonly done: boolean;
  readonly stateHash: Hex;
  readonly entryHash: Hex;
  readonly used: Hex;
}

/** One adjudicator on one chain. */
export interface Court {
  readonly chainId: bigint;
  readonly adjudicator: Address;
}

/** All that the adjudicator remembers. Keys are texts: see `at`. */
export interface Model {
  readonly court: Court;
  readonly slots: ReadonlyMap<Hex, Slot>;
  /** (channel, asset key, page) */
  readonly holdings: ReadonlyMap<string, Page>;
  /** (channel, asset key, participant): cumulative withdrawals. */
  readonly paid: ReadonlyMap<string, bigint>;
  /** (channel, asset's place in the fixed state) */
  readonly released: ReadonlyMap<string, bigint>;
  /** (channel, index) */
  readonly claimed: ReadonlySet<string>;
  readonly turns: ReadonlyMap<string, Turn>;
  /** (child, asset key, participant) */
  readonly resolved: ReadonlyMap<string, bigint>;
  readonly published: ReadonlyMap<Hex, number>;
  /** (owner, asset key) */
  readonly credits: ReadonlyMap<string, bigint>;
  /** (owner, nonce) */
  readonly nonces: ReadonlySet<string>;
}

/** A key of several parts. @example at("0x01", "0x02", 3) // "0x01/0x02/3" */
export const at = (...parts: readonly (string | number | bigint)[]): string => parts.join("/");

/** The model while one call runs: maps that may be written, and what the call emits, pulls and pays. */
export interface Draft {
  readonly court: Court;
  readonly outside: Outside;
  readonly now: number;
  readonly slots: Map<Hex, Slot>;
  readonly holdings: Map<string, Page>;
  readonly paid: Map<string, bigint>;
  readonly released: Map<string, bigint>;
  readonly claimed: Set<string>;
  readonly turns: Map<string, Turn>;
  readonly resolved: Map<string, bigint>;
  readonly published: Map<Hex, number>;
  readonly credits: Map<string, bigint>;
  readonly nonces: Set<string>;
  readonly events: ModelEvent[];
  readonly mayEmit: ModelEvent[];
  readonly payments: Payment[];
  readonly pulls: Pull[];
}

/** An adjudicator that was just deployed. @example newModel({ chainId: 1n, adjudicator: "0x…" }) */
export function newModel(court: Court): Model {
  return {
    court,
    slots: new Map(),
    holdings: new Map(),
    paid: new Map(),
    released: new Map(),
    claimed: new Set(),
    turns: new Map(),
    resolved: new Map(),
    published: new Map(),
    credits: new Map(),
    nonces: new Set(),
  };
}

/** A draft of `model` for one call. The model is not touched by what is written to it. */
export function draftOf(model: Model, now: number, outside: Outside): Draft {
  return {
    court: model.court,
    outside,
    now,
    slots: new Map(model.slots),
    holdings: new Map(model.holdings),
    paid: new Map(model.paid),
    released: new Map(model.released),
    claimed: new Set(model.claimed),
    turns: new Map(model.turns),
    resolved: new Map(model.resolved),
    published: new Map(model.published),
    credits: new Map(model.credits),
    nonces: new Set(model.nonces),
    events: [],
    mayEmit: [],
    payments: [],
    pulls: [],
  };
}

/** The model that a draft became. */
export function modelOf(draft: Draft): Model {
  const { court, slots, holdings, paid, released, claimed, turns, resolved, published, credits, nonces } = draft;
  return { court, slots, holdings, paid, released, claimed, turns, resolved, published, credits, nonces };
}

/** The call reverts, with one of these errors. */
export class Refused extends Error {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    super(`refused: ${names.join(" or ")}`);
    this.name = "Refused";
    this.names = names;
  }
}

/** Reverts with one of `names` unless `holds`. */
export function need(holds: boolean, ...names: readonly string[]): asserts holds {
  if (!holds) throw new Refused(names);
}

/** Checks without an order among them: each that fails names an error that the call may end in. */
export function needAll(checks: readonly (readonly [holds: boolean, name: string])[]): void {
  const failing = checks.filter(([holds]) => !holds).map(([, name]) => name);
  if (failing.length > 0) throw new Refused([...new Set(failing)]);
}

/** Runs `body`; where it is refused, the errors of `also` that apply are allowed too, as no order is stated for them. */
export function unordered<T>(also: readonly (readonly [holds: boolean, name: string])[], body: () => T): T {
  const failing = also.filter(([holds]) => !holds).map(([, name]) => name);
  try {
    const result = body();
    if (failing.length > 0) throw new Refused([...new Set(failing)]);
    return result;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refused([...new Set([...error.names, ...failing])]);
  }
}

const NO_PAGE: Page = { even: 0n, odd: 0n, closed: false };
const NO_SLOT: Slot = { version: 0, deadline: 0, status: 0, fingerprint: `0x${"0".repeat(40)}` };

/** What is registered; all zero for an id that nothing was ever written for. */
export const slotOf = (model: Pick<Model, "slots">, channelId: Hex): Slot => model.slots.get(channelId) ?? NO_SLOT;

/** The page that a participant's net lies in. */
export const pageOf = (model: Pick<Model, "holdings">, channelId: Hex, assetKey: Hex, participant: number): Page =>
  model.holdings.get(at(channelId, assetKey, participant >> 1)) ?? NO_PAGE;

/** A participant's deposits less what it was paid. */
export function netOf(model: Pick<Model, "holdings">, channelId: Hex, assetKey: Hex, participant: number): bigint {
  const page = pageOf(model, channelId, assetKey, participant);
  return participant % 2 === 0 ? page.even : page.odd;
}

/** Writes a participant's net. */
export function putNet(draft: Draft, channelId: Hex, assetKey: Hex, participant: number, net: bigint): void {
  const page = pageOf(draft, channelId, assetKey, participant);
  draft.holdings.set(
    at(channelId, assetKey, participant >> 1),
    participant % 2 === 0 ? { ...page, even: net } : { ...page, odd: net },
  );
}

/** Adds to a count under a key. */
export function add(counts: Map<string, bigint>, key: string, amount: bigint): void {
  counts.set(key, (counts.get(key) ?? 0n) + amount);
}
