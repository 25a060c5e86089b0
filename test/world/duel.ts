import { sha256Hex } from "../../offchain/evm/hash.ts";
import { type Address, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import { newModel, type Stepped, step } from "../model/adjudicator.ts";
import type { Call, Outcome, View } from "../model/calls.ts";
import { type Actual, differences } from "../model/compare.ts";
import { type Model, Refused } from "../model/state.ts";
import { read } from "../model/views.ts";
import { type BalanceQuestion, tokenBalances } from "./balances.ts";
import type { Snapshot } from "./chain.ts";
import { encodeCall, sendingOf } from "./encoding.ts";
import { modelEvent } from "./modelEvents.ts";
import { type AppAnswers, askingApps, Unanswered } from "./outside/apps.ts";
import type { Cast } from "./outside/cast.ts";
import { answering, type Surroundings } from "./outside/surroundings.ts";
import { DEAD } from "./outside/tokens.ts";
import { Panel } from "./panel.ts";
import { movedBy } from "./payments.ts";
import { describeWords, questionOf, wordsOf } from "./readings.ts";
import { Seen } from "./seen.ts";
import { change, type Weather } from "./weather.ts";
import { COURT_ABI, DEPLOYER, ETH, type World } from "./world.ts";

/** One thing that happens: a call of the adjudicator, or a change outside of it. */
export type Happening =
  | { readonly kind: "call"; readonly call: Call }
  | { readonly kind: "weather"; readonly weather: Weather };

/** What came of one: how the contract answered (null: there was no call), and in what it is not what the model says. */
export interface Round {
  readonly actual: Actual | null;
  readonly gasUsed: number;
  readonly differences: readonly string[];
}

const NOBODY: Address = `0x${"00".repeat(20)}`;

/**
 * The compiled adjudicator and the reference model, side by side: every call goes to both, and after each the outcome, the
 * views of all that was ever named and everybody's balances are compared.
 */
export class Duel {
  readonly world: World;
  readonly cast: Cast;
  model: Model;
  around: Surroundings;
  readonly #apps: AppAnswers;
  readonly #collectibles: ReadonlySet<Address>;
  #start: Snapshot;
  #seen: Seen;
  #panel: Panel | null = null;
  #views: readonly View[] = [];
  #balances: readonly BalanceQuestion[] = [];
  #accounts: readonly Address[] = [];
  #wei: ReadonlyMap<Address, bigint> = new Map();
  #counted = -1;

  private constructor(world: World, cast: Cast, start: Snapshot) {
    this.world = world;
    this.cast = cast;
    this.#start = start;
    this.#apps = askingApps(world.chain, DEPLOYER);
    this.#collectibles = new Set(cast.tokens.filter(({ kind }) => kind.endsWith("Collectible")).map(({ at }) => at));
    this.around = cast.surroundings;
    this.model = this.#newModel();
    this.#seen = this.#newSeen();
  }

  static async between(world: World, cast: Cast): Promise<Duel> {
    return new Duel(world, cast, await world.snapshot());
  }

  /** Back to the beginning: nothing has been called. */
  async restart(): Promise<void> {
    this.#start = await this.world.restore(this.#start);
    this.around = this.cast.surroundings;
    this.model = this.#newModel();
    this.#seen = this.#newSeen();
    this.#counted = -1;
    this.#wei = new Map();
  }

  /** One thing happens, to both. */
  async play(happening: Happening): Promise<Round> {
    if (happening.kind === "weather") {
      this.around = await change(this.world, this.around, happening.weather);
      return { actual: null, gasUsed: 0, differences: [] };
    }
    const { call } = happening;
    this.#note(call);
    const { stepped, around } = await this.#expected(call);
    this.world.now = call.now;
    const before = await this.#weiBefore();
    const { actual, gasUsed } = await this.#actual(call);
    this.model = stepped.model;
    this.around = around;
    const found = [...differences(stepped.outcome, actual), ...(await this.#readings(before, stepped))];
    return { actual, gasUsed, differences: found };
  }

  #newModel(): Model {
    return newModel({ chainId: BigInt(this.world.signing.chainId), adjudicator: this.world.court });
  }

  #newSeen(): Seen {
    const seen = new Seen((channel) => this.world.idOf(channel));
    for (const account of [this.world.court, NOBODY, DEAD, DEPLOYER]) seen.accounts.add(account);
    return seen;
  }

  #note(call: Call): void {
    this.#seen.note(call);
    if (call.entry === "publish")
      for (const preimage of call.preimages) this.#seen.published(sha256Hex(hexToBytes(preimage)));
    if (this.#seen.count === this.#counted) return;
    this.#counted = this.#seen.count;
    this.#views = [...[...this.#seen.channels].flatMap((id) => this.#seen.viewsOf(id)), ...this.#seen.otherViews()];
    this.#accounts = [
      ...new Set([...this.#seen.accounts, ...this.cast.people, ...this.cast.payees, ...this.cast.wallets]),
    ];
    this.#balances = tokenBalances(this.cast, this.#accounts);
    this.#panel = new Panel(this.cast.reader, [
      ...this.#views.map((view) => questionOf(this.world.court, view)),
      ...this.#balances,
      ...this.#accounts.map((to) => ({ to, words: 1 })),
    ]);
  }

  /** The model's answer; where it asks what only the chain knows, the chain is asked, and the model again. */
  async #expected(call: Call): Promise<{ readonly stepped: Stepped; readonly around: Surroundings }> {
    for (;;) {
      const asked = answering(this.around, call, this.#apps);
      try {
        const stepped = step(this.model, call, asked.outside);
        return { stepped, around: "reverted" in stepped.outcome ? this.around : asked.after() };
      } catch (error) {
        if (error instanceof Refused || !(error instanceof Unanswered)) throw error;
        await error.find();
      }
    }
  }

  async #actual(call: Call): Promise<{ readonly actual: Actual; readonly gasUsed: number }> {
    const { entry, args } = encodeCall(this.world.signing, call);
    const answer = await this.world.act(entry, args, sendingOf(call));
    if (!answer.ok) return { actual: { reverted: answer.error.name }, gasUsed: 0 };
    const moved = movedBy(this.world.court, await this.world.chain.traced(answer.hash), this.#collectibles);
    return { actual: { events: answer.events.map(modelEvent), ...moved }, gasUsed: answer.gasUsed };
  }

  async #weiBefore(): Promise<ReadonlyMap<Address, bigint>> {
    const missing = this.#accounts.filter((account) => !this.#wei.has(account));
    const found = new Map(this.#wei);
    for (const account of missing) found.set(account, await this.world.chain.balanceOf(account));
    return found;
  }

  /** Views and balances, against the model and the twins of the tokens. */
  async #readings(before: ReadonlyMap<Address, bigint>, { outcome }: Stepped): Promise<readonly string[]> {
    const words = (await this.#panel?.read(this.world.chain)) ?? [];
    const found: string[] = [];
    const compare = (what: () => string, want: string, got = ""): void => {
      if (want !== got) found.push(`${what()} is ${describeWords(got)}, expected ${describeWords(want)}`);
    };
    this.#views.forEach((view, i) => {
      compare(() => describeView(view), wordsOf(view, read(this.model, view)), words[i]);
    });
    this.#balances.forEach((balance, i) => {
      compare(() => balance.what, balance.expected(this.around), words[this.#views.length + i]);
    });
    const wei = weiAfter(this.world.court, before, outcome);
    const first = this.#views.length + this.#balances.length;
    this.#accounts.forEach((account, i) => {
      compare(() => `ETH of ${account}`, (wei.get(account) ?? 0n).toString(16).padStart(64, "0"), words[first + i]);
    });
    this.#wei = wei;
    return found;
  }
}

/** Everybody's ETH after a call that came to `outcome`. */
function weiAfter(court: Address, before: ReadonlyMap<Address, bigint>, outcome: Outcome): Map<Address, bigint> {
  const wei = new Map(before);
  const move = (from: Address, to: Address, amount: bigint): void => {
    wei.set(from, (wei.get(from) ?? 0n) - amount);
    wei.set(to, (wei.get(to) ?? 0n) + amount);
  };
  if ("reverted" in outcome) return wei;
  for (const { token, from, amount } of outcome.pulls) if (token === ETH) move(from, court, amount);
  for (const { token, to, amount, failed } of outcome.payments) if (token === ETH && !failed) move(court, to, amount);
  return wei;
}

function describeView(view: View): string {
  const parts = Object.entries(view).filter(([name]) => name !== "view");
  return `${view.view}(${parts.map(([name, value]) => `${name} ${short(value)}`).join(", ")})`;
}

function short(value: unknown): string {
  const text = String(value);
  return text.length > 14 ? `${text.slice(0, 6)}…${text.slice(-4)}` : text;
}

/** Calldata of a call, for what calls back. */
export function calldataOf(world: World, call: Call): Hex {
  const { entry, args } = encodeCall(world.signing, call);
  return COURT_ABI.encode(entry, args);
}
