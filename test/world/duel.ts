import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { assetKey } from "../../offchain/generated/protocol/rules.ts";
import { newModel, type Stepped, step } from "../model/adjudicator.ts";
import type { Call, Outcome } from "../model/calls.ts";
import { type Actual, differences } from "../model/compare.ts";
import { type History, historyAfter, NO_HISTORY } from "../model/history.ts";
import { channelIdOf } from "../model/identity.ts";
import { violations } from "../model/rules.ts";
import type { Model } from "../model/state.ts";
import type { Snapshot } from "./chain.ts";
import { encodeCall, sendingOf } from "./encoding.ts";
import { PEOPLE } from "./keys.ts";
import { modelEvents } from "./modelEvents.ts";
import { type AppAnswers, askingApps, Unanswered } from "./outside/apps.ts";
import type { Cast } from "./outside/cast.ts";
import { answering, type Surroundings } from "./outside/surroundings.ts";
import { tokenBalance } from "./outside/tokens.ts";
import { movedBy } from "./payments.ts";
import { type Expected, Watch } from "./watch.ts";
import { change, type Weather } from "./weather.ts";
import { COURT_ABI, DEPLOYER, ETH, type World } from "./world.ts";

/** One thing that happens: a call of the adjudicator, or a change outside of it. */
export type Happening =
  | { readonly kind: "call"; readonly call: Call }
  | { readonly kind: "weather"; readonly weather: Weather };

/** What came of one: how the contract answered (null: there was no call), and in what it is not what the model says. */
export interface Round {
  readonly actual: Actual | null;
  /** What the model says; null without a call. */
  readonly expected: Outcome | null;
  readonly gasUsed: number;
  readonly differences: readonly string[];
}

/**
 * The compiled adjudicator and the reference model, side by side: every call goes to both, and after each the outcome, the
 * views of all that was ever named and everybody's balances are compared.
 */
export class Duel {
  readonly world: World;
  readonly cast: Cast;
  model: Model;
  around: Surroundings;
  history: History = NO_HISTORY;
  readonly #apps: AppAnswers;
  readonly #collectibles: ReadonlySet<Address>;
  readonly #rich: ReadonlyMap<Address, bigint>;
  /** By asset key. */
  readonly #assets: ReadonlyMap<Hex, { readonly at: Address; readonly id: bigint }>;
  #start: Snapshot;
  #watch: Watch;
  #wei: Map<Address, bigint>;

  private constructor(world: World, cast: Cast, start: Snapshot, rich: ReadonlyMap<Address, bigint>) {
    this.world = world;
    this.cast = cast;
    this.#start = start;
    this.#rich = rich;
    this.#assets = new Map(
      cast.tokens.flatMap(({ at, token, ids }) => ids.map((id) => [assetKey(token, id), { at, id }] as const)),
    );
    this.#apps = askingApps(world.chain, DEPLOYER);
    this.#collectibles = new Set(cast.tokens.filter(({ kind }) => kind.endsWith("Collectible")).map(({ at }) => at));
    this.around = cast.surroundings;
    this.model = this.#newModel();
    this.#watch = this.#newWatch();
    this.#wei = new Map(rich);
  }

  static async between(world: World, cast: Cast): Promise<Duel> {
    const rich = new Map<Address, bigint>();
    for (const account of [...PEOPLE, ...cast.payees, ...cast.wallets, world.court])
      rich.set(account, await world.balanceOf(account));
    return new Duel(world, cast, await world.snapshot(), rich);
  }

  /** Back to the beginning: nothing has been called. */
  async restart(): Promise<void> {
    this.#start = await this.world.restore(this.#start);
    this.around = this.cast.surroundings;
    this.model = this.#newModel();
    this.history = NO_HISTORY;
    this.#watch = this.#newWatch();
    this.#wei = new Map(this.#rich);
  }

  /** One thing happens, to both. */
  async play(happening: Happening): Promise<Round> {
    if (happening.kind === "weather") {
      this.around = await change(this.world, this.around, happening.weather);
      return { actual: null, expected: null, gasUsed: 0, differences: [] };
    }
    const { call } = happening;
    for (const account of this.#watch.note(call))
      if (!this.#wei.has(account)) this.#wei.set(account, await this.world.balanceOf(account));
    const { stepped, around } = await this.#expected(call);
    this.world.now = call.now;
    const { actual, gasUsed } = await this.#actual(call);
    const { model, outcome } = stepped;
    const before = this.model;
    this.model = model;
    this.around = around;
    this.history = historyAfter(this.history, model.court, call, outcome);
    moveWei(this.#wei, this.world.court, outcome);
    const readings = await this.#watch.after(this.world.chain, call, outcome, this.#all());
    const { history } = this;
    const again = (): Stepped => step(model, call, answering(around, call, this.#apps).outside);
    const balanceOf = (key: Hex): bigint => this.#held(key);
    const broken = violations({ before, call, outcome, after: model, history, gasUsed, again, balanceOf });
    return {
      actual,
      expected: outcome,
      gasUsed,
      differences: [...differences(outcome, actual), ...readings, ...broken],
    };
  }

  /** What the adjudicator has of an asset; of one whose balances shrink by themselves, what it was given. */
  #held(key: Hex): bigint {
    if (key === ETH) return this.#wei.get(this.world.court) ?? 0n;
    const found = this.#assets.get(key);
    const twin = found === undefined ? undefined : this.around.tokens.get(found.at);
    if (found === undefined || twin === undefined || twin.kind === "RebasingToken")
      return this.history.balances.get(key) ?? 0n;
    return tokenBalance(twin, this.world.court, found.id);
  }

  /** What of everything that was ever named differs now. */
  readAll(): Promise<readonly string[]> {
    return this.#watch.all(this.world.chain, this.#all());
  }

  #all(): Expected {
    return { model: this.model, around: this.around, wei: this.#wei };
  }

  #newWatch(): Watch {
    // The model names channels that the contract refuses to name, too.
    return new Watch(this.world.court, this.cast, (channel) => channelIdOf(this.model.court, channel));
  }

  #newModel(): Model {
    return newModel({ chainId: BigInt(this.world.signing.chainId), adjudicator: this.world.court });
  }

  /** The model's answer; where it asks what only the chain knows, the chain is asked, and the model again. */
  async #expected(call: Call): Promise<{ readonly stepped: Stepped; readonly around: Surroundings }> {
    for (;;) {
      const asked = answering(this.around, call, this.#apps);
      try {
        const stepped = step(this.model, call, asked.outside);
        return { stepped, around: "reverted" in stepped.outcome ? this.around : asked.after() };
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
        await error.find();
      }
    }
  }

  async #actual(call: Call): Promise<{ readonly actual: Actual; readonly gasUsed: number }> {
    const { world } = this;
    const data = calldataOf(world, call);
    const { by: from, value } = sendingOf(call);
    const traced = await world.chain.trace({ from, to: world.court, data, value });
    if (!traced.ok) return { actual: { reverted: COURT_ABI.error(traced.data).name }, gasUsed: 0 };
    const moved = movedBy(world.court, traced.root, this.#collectibles);
    const events = world.eventsIn(traced.logs).flatMap(modelEvents);
    return { actual: { events, ...moved }, gasUsed: traced.gasUsed };
  }
}

/** Everybody's ETH after a call that came to `outcome`. */
function moveWei(wei: Map<Address, bigint>, court: Address, outcome: Outcome): void {
  const move = (from: Address, to: Address, amount: bigint): void => {
    wei.set(from, (wei.get(from) ?? 0n) - amount);
    wei.set(to, (wei.get(to) ?? 0n) + amount);
  };
  if ("reverted" in outcome) return;
  for (const { token, from, amount } of outcome.pulls) if (token === ETH) move(from, court, amount);
  for (const { token, to, amount, failed } of outcome.payments) if (token === ETH && !failed) move(court, to, amount);
}

/** Calldata of a call, for what calls back. */
export function calldataOf(world: World, call: Call): Hex {
  const { entry, args } = encodeCall(world.signing, call);
  return COURT_ABI.encode(entry, args);
}
