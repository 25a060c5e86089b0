// What has been deposited, paid and signed so far, counted from calls and outcomes alone: what rules hold the model against.
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { State } from "../../offchain/generated/protocol/structs.ts";
import type { Call, Outcome } from "./calls.ts";
import { channelIdOf, keyOf, ZERO } from "./identity.ts";
import { at, type Court } from "./state.ts";

/** Sums since the beginning. Assets by their keys; amounts in base units. */
export interface History {
  /** Deposits less successful payments, by asset. */
  readonly balances: ReadonlyMap<Hex, bigint>;
  /** (channel, asset) */
  readonly deposited: ReadonlyMap<string, bigint>;
  /** (channel, asset): paid out, credits of failed payments included. */
  readonly paidOut: ReadonlyMap<string, bigint>;
  /** (channel, asset, participant) */
  readonly depositedBy: ReadonlyMap<string, bigint>;
  /** (channel, asset, payout): what it was paid or credited, by claims and otherwise. */
  readonly received: ReadonlyMap<string, bigint>;
  readonly claimed: ReadonlyMap<string, bigint>;
  /** (channel, asset, participant): deltas that a conclusion has put into the holdings. */
  readonly concluded: ReadonlyMap<string, bigint>;
  /** (channel, asset key) of what has been listed in a call that went through. */
  readonly places: ReadonlyMap<Hex, readonly Hex[]>;
}

/** Nothing has happened. */
export const NO_HISTORY: History = {
  balances: new Map(),
  deposited: new Map(),
  paidOut: new Map(),
  depositedBy: new Map(),
  received: new Map(),
  claimed: new Map(),
  concluded: new Map(),
  places: new Map(),
};

/** The channel that a call is about; null for publications and credits. */
export function channelOf(court: Court, call: Call): Hex | null {
  if ("channel" in call) return channelIdOf(court, call.channel);
  if ("channelId" in call) return call.channelId;
  return call.entry === "fundFor" ? call.deposit.channelId : null;
}

/** The state that a call gives, if it gives one. */
export const stateIn = (call: Call): State | null => ("state" in call ? call.state : null);

class Sums<K extends string> {
  readonly map: Map<K, bigint>;

  constructor(from: ReadonlyMap<K, bigint>) {
    this.map = new Map(from);
  }

  add(key: K, amount: bigint): void {
    this.map.set(key, (this.map.get(key) ?? 0n) + amount);
  }
}

const isClaim = ({ entry }: Call): boolean => entry === "claim" || entry === "claimAll";

interface Funded {
  readonly channelId: Hex;
  readonly key: Hex;
  readonly participant: number;
  readonly amount: bigint;
}

/** The deposits that an outcome tells of. */
function depositsIn(outcome: Outcome): readonly Funded[] {
  if ("reverted" in outcome) return [];
  return outcome.events.flatMap((event): readonly Funded[] => {
    if (event.name === "FundedETH") return [{ ...event, key: ZERO }];
    return event.name === "Funded" ? [{ ...event, key: keyOf(event.token, event.id) }] : [];
  });
}

/** The history after a call that came to `outcome`. */
export function historyAfter(history: History, court: Court, call: Call, outcome: Outcome): History {
  if ("reverted" in outcome) return history;
  const balances = new Sums(history.balances);
  const deposited = new Sums(history.deposited);
  const paidOut = new Sums(history.paidOut);
  const depositedBy = new Sums(history.depositedBy);
  const received = new Sums(history.received);
  const claimed = new Sums(history.claimed);
  const concluded = new Sums(history.concluded);
  const places = new Map(history.places);
  const channelId = channelOf(court, call);
  for (const { token, id, amount } of outcome.pulls) balances.add(keyOf(token, id), amount);
  for (const { channelId: to, key, participant, amount } of depositsIn(outcome)) {
    deposited.add(at(to, key), amount);
    depositedBy.add(at(to, key, participant), amount);
  }
  for (const { token, id, to, amount, failed } of outcome.payments) {
    const key = keyOf(token, id);
    if (!failed) balances.add(key, -amount);
    if (channelId === null) continue;
    paidOut.add(at(channelId, key), amount);
    (isClaim(call) ? claimed : received).add(at(channelId, key, to), amount);
  }
  const state = stateIn(call);
  if (channelId !== null && state !== null && isClaim(call))
    places.set(
      channelId,
      state.assets.map(({ token, id }) => keyOf(token, id)),
    );
  if (channelId !== null && call.entry === "conclude" && call.terms === undefined)
    noteConcluded(concluded, channelId, call.state);
  return {
    balances: balances.map,
    deposited: deposited.map,
    paidOut: paidOut.map,
    depositedBy: depositedBy.map,
    received: received.map,
    claimed: claimed.map,
    concluded: concluded.map,
    places,
  };
}

function noteConcluded(concluded: Sums<string>, channelId: Hex, state: State): void {
  for (const { token, id, delta } of state.assets)
    delta.forEach((amount, i) => {
      concluded.add(at(channelId, keyOf(token, id), i), amount);
    });
}

/** The payouts of a channel that a call names, with the participants paid there. */
export function payoutsOf(call: Call): ReadonlyMap<Address, readonly number[]> {
  const found = new Map<Address, number[]>();
  if (!("channel" in call)) return found;
  call.channel.participants.forEach(({ payout }, i) => {
    found.set(payout, [...(found.get(payout) ?? []), i]);
  });
  return found;
}
