// The safety rules of design.md that the contract keeps, as functions over one call: rules 1 to 8, 13, 14, 17.
import type { Hex } from "../../offchain/evm/hex.ts";
import { hashState } from "../../offchain/generated/protocol/hashes.ts";
import type { Call, Outcome } from "./calls.ts";
import { differences, textOf } from "./compare.ts";
import { channelOf, type History, payoutsOf, stateIn } from "./history.ts";
import { fingerprintOf, hasCanonicalAssets, isChild, isChildId, isWellFormed, keyOf, withdrawnOf } from "./identity.ts";
import { isEditable, isFixed } from "./registration.ts";
import { at, type Model, netOf, pageOf, slotOf } from "./state.ts";

/** One call: what was before, what it came to, what is after, and all that was up to now, this call included. */
export interface Moment {
  readonly before: Model;
  readonly call: Call;
  readonly outcome: Outcome;
  readonly after: Model;
  readonly history: History;
  /** What the adjudicator has of an asset, by its key; the history's sum if absent. */
  readonly balanceOf?: (assetKey: Hex) => bigint;
  /** The same call once more, right after: for rule 14. */
  readonly again?: () => { readonly model: Model; readonly outcome: Outcome };
  /** Gas that the call took, for rule 17. */
  readonly gasUsed?: number;
}

/** A rule: what it finds wrong, in words. Nothing: it holds. */
export type Rule = (moment: Moment) => readonly string[];

const wentThrough = ({ outcome }: Moment): boolean => !("reverted" in outcome);

const sumBy = <K>(entries: Iterable<readonly [K, bigint]>): Map<K, bigint> => {
  const sums = new Map<K, bigint>();
  for (const [key, amount] of entries) sums.set(key, (sums.get(key) ?? 0n) + amount);
  return sums;
};

/** Per asset: nets of all roots, less what claims have paid of them, and credits. */
function owedBy({ after, history }: Moment): ReadonlyMap<Hex, bigint> {
  const nets = [...after.holdings].map(([key, { even, odd }]) => [key.split("/")[1] as Hex, even + odd] as const); // (channel, asset, page)
  const released = [...after.released].flatMap(([key, amount]) => {
    const [channelId, place] = key.split("/") as [Hex, string]; // (channel, place)
    const assetKey = history.places.get(channelId)?.[Number(place)];
    return assetKey === undefined || isChildId(channelId) ? [] : [[assetKey, -amount] as const];
  });
  const credits = [...after.credits].map(([key, amount]) => [key.split("/")[1] as Hex, amount] as const); // (owner, asset)
  return sumBy([...nets, ...released, ...credits]);
}

/** Rule 1: per asset, the balance is at least all holdings and credits. */
const rule1: Rule = (moment) => {
  const balanceOf = moment.balanceOf ?? ((key: Hex) => moment.history.balances.get(key) ?? 0n);
  return [...owedBy(moment)]
    .filter(([key, owed]) => balanceOf(key) < owed)
    .map(([key, owed]) => `asset ${key}: ${balanceOf(key)} is there, ${owed} is owed`);
};

/** Rule 2: what a channel pays of an asset is at most what was deposited there; nobody pays in by being paid. */
const rule2: Rule = ({ history, outcome }) => [
  ...[...history.paidOut]
    .filter(([key, amount]) => amount > (history.deposited.get(key) ?? 0n))
    .map(([key, amount]) => `${key} has paid ${amount} of ${history.deposited.get(key) ?? 0n}`),
  ...("reverted" in outcome ? [] : outcome.payments)
    .filter(({ amount }) => amount <= 0n)
    .map(({ to, amount }) => `${to} was paid ${amount}`),
];

/** The keys under which two maps differ. */
function changed<K, V>(before: ReadonlyMap<K, V>, after: ReadonlyMap<K, V>): readonly K[] {
  if (before === after) return [];
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter(
    (key) => before.get(key) !== after.get(key) && textOf(before.get(key)) !== textOf(after.get(key)),
  );
}

const asMap = (set: ReadonlySet<string>): ReadonlyMap<string, boolean> => new Map([...set].map((key) => [key, true]));

/** Rule 3: a call changes its own channel and no other. */
const rule3: Rule = ({ before, after, call }) => {
  const own = channelOf(before.court, call);
  const keys = [
    ...changed(before.slots, after.slots),
    ...changed(before.holdings, after.holdings),
    ...changed(before.paid, after.paid),
    ...changed(before.released, after.released),
    ...changed(before.turns, after.turns),
    ...changed(before.resolved, after.resolved),
    ...changed(asMap(before.claimed), asMap(after.claimed)),
  ];
  return keys.filter((key) => key.split("/")[0] !== own).map((key) => `${key} changed by a call about ${own}`);
};

const termsIn = (call: Call) => ("terms" in call ? (call.terms ?? null) : null);

/** Rule 4: versions and deadlines never decrease, what is closed stays closed, what is fixed stays as it is. */
const rule4: Rule = ({ before, after, call }) =>
  [...before.slots].flatMap(([channelId, was]) => {
    const is = slotOf(after, channelId);
    const terms = channelOf(before.court, call) === channelId ? termsIn(call) : null;
    const fixed = isFixed(was, terms, call.now);
    return [
      ...(is.version < was.version ? [`${channelId}: version ${was.version} became ${is.version}`] : []),
      ...(is.deadline < was.deadline ? [`${channelId}: deadline ${was.deadline} became ${is.deadline}`] : []),
      ...(was.status === 2 && is.status !== 2 ? [`${channelId}: reopened`] : []),
      ...(fixed && textOf(was) !== textOf(is) ? [`${channelId}: changed although it was fixed`] : []),
    ];
  });

/** Rule 5: what is registered now is what everybody signed: shown by the call that registers it. */
const rule5: Rule = ({ before, after, call }) => {
  const channelId = channelOf(before.court, call);
  if (channelId === null) return [];
  const was = slotOf(before, channelId);
  const is = slotOf(after, channelId);
  const state = stateIn(call);
  if (was.version === is.version && was.fingerprint === is.fingerprint) return [];
  if (state === null || !("signatures" in call) || !("state" in call)) return [`${channelId}: registered by no state`];
  const wanted = hashState(channelId, state);
  const signed = call.channel.participants.every(({ signer }, i) => {
    const { by, over, flaw } = call.signatures[i] ?? {};
    return (
      by === signer && flaw === undefined && (over === undefined || hashState(over.channelId, over.state) === wanted)
    );
  });
  const fits = fingerprintOf(channelId, state) === is.fingerprint && state.version === is.version;
  return signed && fits ? [] : [`${channelId}: version ${is.version} registered without everybody's signature on it`];
};

/**
 * Rule 6, as far as a contract can keep it: nobody's account is short. What a payout was paid apart from claims is what its
 * participants deposited, less their nets, plus what a conclusion added to these; and a fixed state can pay everybody.
 */
const rule6: Rule = ({ after, call, history }) => {
  const channelId = channelOf(after.court, call);
  if (channelId === null || isChildId(channelId)) return [];
  const keys = new Set(
    [...history.deposited.keys()].filter((key) => key.startsWith(channelId)).map((key) => key.split("/")[1] as Hex),
  ); // (channel, asset)
  const short = [...payoutsOf(call)].flatMap(([payout, participants]) =>
    [...keys].flatMap((key) => {
      const due = participants.map((i) => {
        const mine = at(channelId, key, i);
        const added = history.concluded.get(mine) ?? 0n;
        return (history.depositedBy.get(mine) ?? 0n) + added - netOf(after, channelId, key, i);
      });
      const wanted = due.reduce((sum, amount) => sum + amount, 0n);
      const got = history.received.get(at(channelId, key, payout)) ?? 0n;
      return wanted === got ? [] : [`${payout} was paid ${got} of ${key}, not ${wanted}`];
    }),
  );
  return [...short, ...unpayable(after, call, channelId)];
};

/** In a registered state nobody has less than nothing. */
function unpayable(after: Model, call: Call, channelId: Hex): readonly string[] {
  const state = stateIn(call);
  const slot = slotOf(after, channelId);
  // A concluded root is paid by its final state, and what that does not list is swept.
  if (
    state === null ||
    slot.status === 2 ||
    slot.version !== state.version ||
    slot.fingerprint !== fingerprintOf(channelId, state)
  )
    return [];
  return state.assets.flatMap((asset) => {
    const key = keyOf(asset.token, asset.id);
    if (pageOf(after, channelId, key, 0).closed) return [];
    return asset.delta
      .map((delta, i) => netOf(after, channelId, key, i) + delta)
      .flatMap((payout, i) => (payout < 0n ? [`participant ${i} of ${channelId} would be paid ${payout}`] : []));
  });
}

/** Rule 7: the clock is started by a challenge alone, and ends at most one challenge duration later. */
const rule7: Rule = ({ before, after, call }) =>
  [...after.slots].flatMap(([channelId, is]) => {
    const was = slotOf(before, channelId);
    if (is.deadline === was.deadline) return [];
    if (call.entry !== "challenge") return [`${channelId}: deadline moved by ${call.entry}`];
    const latest = Math.max(call.now + call.channel.challengeDuration, was.deadline + 1);
    const isLate =
      is.deadline > latest || (call.terms !== undefined && call.terms.expiry !== 0 && is.deadline > call.terms.expiry);
    return isLate ? [`${channelId}: deadline ${is.deadline}, at most ${latest}`] : [];
  });

/** Rule 8: a payment that fails is a credit of exactly that, and nothing else is. */
const rule8: Rule = ({ before, after, outcome, call }) => {
  if ("reverted" in outcome) return [];
  const failed = outcome.payments
    .filter((payment) => payment.failed)
    .map(({ to, token, id, amount }) => [at(to, keyOf(token, id)), amount] as const);
  const wanted = sumBy(failed);
  const isWithdrawal = call.entry === "withdrawCredit" || call.entry === "redirect";
  return changed(before.credits, after.credits).flatMap((key) => {
    const gained = (after.credits.get(key) ?? 0n) - (before.credits.get(key) ?? 0n);
    if (isWithdrawal && gained < 0n && !after.credits.has(key)) return [];
    return gained === (wanted.get(key) ?? 0n)
      ? []
      : [`credit ${key} changed by ${gained}, failed: ${wanted.get(key) ?? 0n}`];
  });
};

/** Rule 13: what is released never exceeds what the fixed state locks; what is claimed was not claimed before. */
const rule13: Rule = ({ before, after, outcome, call }) => {
  const channelId = channelOf(before.court, call);
  const state = stateIn(call);
  if (channelId === null || state === null || "reverted" in outcome) return [];
  const claims = outcome.events.flatMap((event) => (event.name === "Claimed" ? [event.index] : []));
  const twice = claims.filter((index, k) => before.claimed.has(at(channelId, index)) || claims.indexOf(index) !== k);
  const over =
    claims.length === 0
      ? []
      : state.assets.flatMap(({ locked }, place) => {
          const released = after.released.get(at(channelId, place)) ?? 0n;
          return released > locked ? [`${channelId}: ${released} released of ${locked}`] : [];
        });
  return [...twice.map((index) => `${channelId}: interaction ${index} claimed twice`), ...over];
};

const ONCE: ReadonlySet<Call["entry"]> = new Set(["fundETH", "fund", "fundMany"]);

/** Rule 14: the same call once more, at the same time, changes and pays nothing; deposits apart. */
const rule14: Rule = (moment) => {
  const { call, after, again } = moment;
  if (again === undefined || !wentThrough(moment) || ONCE.has(call.entry)) return [];
  const { model, outcome } = again();
  if ("reverted" in outcome) return [];
  const paid = differences(
    { events: [], payments: [], pulls: [] },
    { events: [], payments: outcome.payments, pulls: outcome.pulls },
  );
  const maps = ["slots", "holdings", "paid", "released", "turns", "resolved", "published", "credits"] as const;
  const keys = maps.flatMap((name) => changed<string, unknown>(after[name], model[name]));
  return [...paid, ...keys].map((what) => `${call.entry} twice: ${what}`);
};

/** The gas that one transaction may take (EIP-7825). */
export const GAS_CAP = 16_777_216;

/** Whether a node would sign this state now: everybody can spend at least nothing, and no withdrawal is taken back (C3). */
function isAcceptable({ before, call }: Moment): boolean {
  if (call.entry !== "checkpoint" || call.terms !== undefined || isChild(call.channel)) return false;
  const { state, channel } = call;
  const channelId = channelOf(before.court, call) ?? "0x";
  const n = channel.participants.length;
  if (n < 1 || n > 32 || !hasCanonicalAssets(state) || !isWellFormed(state, n, false)) return false;
  return state.assets.every((asset) => {
    const key = keyOf(asset.token, asset.id);
    return asset.delta.every((delta, i) => {
      const paid = before.paid.get(at(channelId, key, i)) ?? 0n;
      const deposited = netOf(before, channelId, key, i) + paid;
      const spendable = deposited + delta - withdrawnOf(asset, i);
      return spendable >= 0n && withdrawnOf(asset, i) >= paid && !pageOf(before, channelId, key, i).closed;
    });
  });
}

/** Rule 17: what a node accepts registers while the channel can be edited, within the gas cap. */
const rule17: Rule = (moment) => {
  const { before, call, outcome, gasUsed } = moment;
  if (call.entry !== "checkpoint") return [];
  const channelId = channelOf(before.court, call) ?? "0x";
  const slot = slotOf(before, channelId);
  const isNewer = isEditable(slot, null, call.now) && call.state.version > slot.version;
  if (!isNewer || !isAcceptable(moment)) return [];
  if ("reverted" in outcome) {
    const isSigned = !outcome.reverted.every((name) => name === "BadSignature" || name === "BadSignatures");
    return isSigned ? [`a state that a node accepts does not register: ${outcome.reverted.join(" or ")}`] : [];
  }
  return (gasUsed ?? 0) > GAS_CAP ? [`registering takes ${gasUsed} gas`] : [];
};

/** The rules by their numbers. */
export const RULES: Readonly<Record<number, Rule>> = {
  1: rule1,
  2: rule2,
  3: rule3,
  4: rule4,
  5: rule5,
  6: rule6,
  7: rule7,
  8: rule8,
  13: rule13,
  14: rule14,
  17: rule17,
};

/** All that is wrong with a call, by rule. @example violations(moment) // ["rule 2: …"] */
export function violations(moment: Moment): readonly string[] {
  return Object.entries(RULES).flatMap(([number, rule]) => rule(moment).map((what) => `rule ${number}: ${what}`));
}
