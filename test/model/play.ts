// A short way to write schedules down: one adjudicator, its model, and people with accounts.
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { hashChildTerms } from "../../offchain/generated/protocol/hashes.ts";
import type { AssetState, Channel, ChildTerms, State } from "../../offchain/generated/protocol/structs.ts";
import { newModel, step } from "./adjudicator.ts";
import type { OurLeaf } from "./arbitrary/ours.ts";
import { treeOf } from "./arbitrary/ours.ts";
import { type Levels, rootOf } from "./arbitrary/trees.ts";
import type { Call, Outcome, Outside, Payment, StateSignature } from "./calls.ts";
import { COURT, PLAYERS } from "./company.ts";
import { type History, historyAfter, NO_HISTORY } from "./history.ts";
import { channelIdOf, keyOf, ZERO } from "./identity.ts";
import { quiet } from "./outside.ts";
import { violations } from "./rules.ts";
import { type Model, netOf } from "./state.ts";

/** The first people of the company. */
export const [ALICE = "0x", BOB = "0x", IDA = "0x", MALLORY = "0x"] = PLAYERS.people;
/** How long a challenge lasts in these schedules, in seconds. */
export const DURATION = 100;
export const ETH: Hex = ZERO;
/** Tokens by their kinds. */
export const [COIN = { token: ZERO, id: 0n }, , CAT = { token: ZERO, id: 0n }] = PLAYERS.assets;

/** A call without its time: that is now. */
export type Wanted = Call extends infer C ? (C extends Call ? Omit<C, "now"> : never) : never;

/** A channel of some people, each paid where it signs. */
export const channelOf = (people: readonly Address[], salt = 1n, terms?: ChildTerms): Channel => ({
  participants: people.map((signer) => ({ signer, payout: signer })),
  challengeDuration: DURATION,
  appGas: 500_000,
  salt,
  child: terms === undefined ? ZERO : hashChildTerms(terms),
});

/** One asset of a state. */
export const asset = (token: Hex, delta: readonly bigint[], change: Partial<AssetState> = {}): AssetState => ({
  token,
  id: 0n,
  locked: 0n,
  delta,
  withdrawn: [],
  ...change,
});

/** A state with those assets. */
export const stateOf = (version: number, assets: readonly AssetState[], change: Partial<State> = {}): State => ({
  version,
  isFinal: false,
  interactionsRoot: ZERO,
  assets,
  ...change,
});

/** A state's interactions: the tree, and the state with its root. */
export function withLeaves(
  state: State,
  leaves: readonly OurLeaf[],
): { readonly state: State; readonly levels: Levels } {
  const levels = treeOf(leaves);
  return { levels, state: { ...state, interactionsRoot: rootOf(levels) } };
}

/** Everybody's signatures. */
export const signed = (channel: Channel): readonly StateSignature[] =>
  channel.participants.map(({ signer }) => ({ by: signer }));

/** One adjudicator; every call is held against the safety rules. */
export class Play {
  model: Model = newModel(COURT);
  history: History = NO_HISTORY;
  now = 1_000;
  readonly outside: Outside;

  constructor(outside: Outside = quiet(PLAYERS, { refusing: new Set() })) {
    this.outside = outside;
  }

  /** Calls now. What it came to; throws if a safety rule does not hold. */
  do(wanted: Wanted): Outcome {
    // Sound: a call less its time, and its time.
    const call = { ...wanted, now: this.now } as Call;
    const before = this.model;
    const { model, outcome } = step(before, call, this.outside);
    this.history = historyAfter(this.history, COURT, call, outcome);
    const again = () => step(model, call, this.outside);
    const broken = violations({ before, call, outcome, after: model, history: this.history, again });
    if (broken.length > 0) throw new Error(broken.join("\n"));
    this.model = model;
    return outcome;
  }

  /** Calls, and it goes through: what was paid. */
  pays(wanted: Wanted): readonly Payment[] {
    const outcome = this.do(wanted);
    if ("reverted" in outcome) throw new Error(`${wanted.entry} reverts: ${outcome.reverted.join(" or ")}`);
    return outcome.payments;
  }

  /** Calls, and it is refused: by which errors. */
  refuses(wanted: Wanted): string {
    const outcome = this.do(wanted);
    return "reverted" in outcome ? outcome.reverted.join(" or ") : "nothing";
  }

  wait(seconds: number): void {
    this.now += seconds;
  }

  // --- what schedules are made of

  fund(channel: Channel, participant: number, value: bigint): void {
    this.pays({ entry: "fundETH", channelId: this.idOf(channel), participant, minHeld: 0n, value, sender: ALICE });
  }

  fundToken(channel: Channel, participant: number, { token, id }: { token: Hex; id: bigint }, amount: bigint): void {
    const channelId = this.idOf(channel);
    this.pays({ entry: "fund", channelId, participant, token, id, amount, minHeld: 0n, sender: ALICE });
  }

  idOf(channel: Channel): Hex {
    return channelIdOf(COURT, channel);
  }

  checkpoint(channel: Channel, state: State, terms?: ChildTerms): Wanted {
    const call = { entry: "checkpoint", channel, state, signatures: signed(channel), sender: MALLORY } as const;
    return terms === undefined ? call : { ...call, terms };
  }

  /** A challenge by a participant; with nothing if no state is given. */
  challenge(channel: Channel, participant: number, state = stateOf(0, []), terms?: ChildTerms): Wanted {
    const sender = channel.participants[participant]?.signer ?? MALLORY;
    const signatures = state.version === 0 ? [] : signed(channel);
    const call = { entry: "challenge", channel, state, signatures, participant, sender } as const;
    return terms === undefined ? call : { ...call, terms };
  }

  /** Registers a state and lets its deadline come. */
  fix(channel: Channel, state: State, terms?: ChildTerms): void {
    this.pays(this.challenge(channel, 0, state, terms));
    this.wait(DURATION);
  }

  settle(channel: Channel, state: State, mask = 3n): Wanted {
    return { entry: "settle", channel, state, masks: state.assets.map(() => mask), sender: MALLORY };
  }

  sweep(channel: Channel, token: Hex, mask = 3n, state = stateOf(0, []), id = 0n): Wanted {
    return { entry: "sweep", channel, state, token, id, mask, sender: MALLORY };
  }

  conclude(channel: Channel, state: State, mask = 3n, signatures = signed(channel)): Wanted {
    return { entry: "conclude", channel, state, signatures, masks: state.assets.map(() => mask), sender: MALLORY };
  }

  withdraw(channel: Channel, state: State, signatures = signed(channel)): Wanted {
    return { entry: "withdraw", channel, state, signatures, assetMask: 0xffffn, sender: MALLORY };
  }

  net(channel: Channel, participant: number, token: Hex = ETH, id = 0n): bigint {
    return netOf(this.model, this.idOf(channel), keyOf(token, id), participant);
  }
}

/** What somebody gets in a list of payments. */
export const got = (payments: readonly Payment[], who: Address, token: Hex = ETH): bigint =>
  payments.filter((one) => one.to === who && one.token === token).reduce((sum, { amount }) => sum + amount, 0n);
