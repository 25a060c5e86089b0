import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { Channel } from "../../offchain/generated/protocol/structs.ts";
import type { Call, Outcome, View } from "../model/calls.ts";
import type { Model } from "../model/state.ts";
import { read } from "../model/views.ts";
import { amountOf, ownerOf } from "./balances.ts";
import type { Chain } from "./chain.ts";
import type { Cast, CastToken } from "./outside/cast.ts";
import type { Surroundings } from "./outside/surroundings.ts";
import { assetKindOf } from "./outside/tokens.ts";
import { Panel, type Question } from "./panel.ts";
import { describeWords, questionOf, wordsOf } from "./readings.ts";
import { Seen } from "./seen.ts";
import { ETH } from "./world.ts";

/** What everything should read as. */
export interface Expected {
  readonly model: Model;
  readonly around: Surroundings;
  readonly wei: ReadonlyMap<Address, bigint>;
}

/** Something to read, and what it should be, in words. */
export interface Item {
  readonly question: Question;
  readonly what: () => string;
  readonly want: (expected: Expected) => string;
}

/** How many items beside those that a call touches are read after it, in turns. */
const IN_TURN = 24;
const wordOf = (value: bigint): string => BigInt.asUintN(256, value).toString(16).padStart(64, "0");

/**
 * Reads everything that calls ever named, and holds it against what it should be. After a call: all of the channels it named, the
 * accounts and assets that moved, and of the rest some in turn; `all` reads everything.
 */
export class Watch {
  readonly #cast: Cast;
  readonly #court: Address;
  readonly #items = new Map<string, Item>();
  readonly #seen: Seen;
  #list: readonly Item[] = [];
  #turn = 0;

  constructor(court: Address, cast: Cast, idOf: (channel: Channel) => Hex) {
    this.#court = court;
    this.#cast = cast;
    this.#seen = new Seen(idOf);
  }

  /** Notes what a call names; returns the accounts that are new. */
  note(call: Call): readonly Address[] {
    const before = this.#seen.accounts.size;
    this.#seen.note(call);
    return [...this.#seen.accounts].slice(before);
  }

  /** What reads otherwise than expected after a call. */
  after(chain: Chain, call: Call, outcome: Outcome, expected: Expected): Promise<readonly string[]> {
    const views = this.#seen.touchedBy(call).flatMap((id) => this.#seen.viewsOf(id));
    const items = [...views.map((view) => this.#viewItem(view)), ...this.#moved(outcome), ...this.#inTurn()];
    return this.#compare(chain, [...new Set(items)], expected);
  }

  /** What of all reads otherwise than expected. */
  all(chain: Chain, expected: Expected): Promise<readonly string[]> {
    for (const id of this.#seen.channels) for (const view of this.#seen.viewsOf(id)) this.#viewItem(view);
    for (const view of this.#seen.otherViews()) this.#viewItem(view);
    for (const account of this.#seen.accounts) this.#weiItem(account);
    for (const token of this.#cast.tokens)
      for (const account of [this.#court, ...this.#cast.people, ...this.#cast.payees, ...this.#cast.wallets])
        this.#tokenItems(token, account);
    return this.#compare(chain, [...this.#items.values()], expected);
  }

  async #compare(chain: Chain, items: readonly Item[], expected: Expected): Promise<readonly string[]> {
    const words = await new Panel(
      this.#cast.reader,
      items.map(({ question }) => question),
    ).read(chain);
    return items.flatMap(({ want, what }, i) => {
      const [wanted, got = ""] = [want(expected), words[i]];
      return wanted === got ? [] : [`${what()} is ${describeWords(got)}, expected ${describeWords(wanted)}`];
    });
  }

  #moved(outcome: Outcome): readonly Item[] {
    if ("reverted" in outcome) return [this.#weiItem(this.#court)];
    const moves = [
      ...outcome.payments.map(({ token, id, to }) => ({ token, id, account: to })),
      ...outcome.pulls.map(({ token, id, from }) => ({ token, id, account: from })),
    ];
    return moves.flatMap(({ token, id, account }): readonly Item[] => {
      const credit = this.#viewItem({ view: "credit", owner: account, token, id });
      if (token === ETH) return [credit, this.#weiItem(account), this.#weiItem(this.#court)];
      const known = this.#cast.tokens.find((one) => one.token === token);
      const balances =
        known === undefined ? [] : [account, this.#court].flatMap((who) => this.#tokenItems(known, who, id));
      return [credit, ...balances];
    });
  }

  #inTurn(): readonly Item[] {
    if (this.#list.length !== this.#items.size) this.#list = [...this.#items.values()];
    const from = this.#turn % Math.max(1, this.#list.length);
    this.#turn = from + IN_TURN;
    return this.#list.slice(from, from + IN_TURN);
  }

  #item(key: string, make: () => Item): Item {
    const item = this.#items.get(key) ?? make();
    this.#items.set(key, item);
    return item;
  }

  #viewItem(view: View): Item {
    return this.#item(Object.values(view).join("/"), () => ({
      question: questionOf(this.#court, view),
      what: () => describeView(view),
      want: ({ model }) => wordsOf(view, read(model, view)),
    }));
  }

  #weiItem(account: Address): Item {
    return this.#item(account, () => ({
      question: { to: account, words: 1 },
      what: () => `ETH of ${account}`,
      want: ({ wei }) => wordOf(wei.get(account) ?? 0n),
    }));
  }

  #tokenItems(token: CastToken, account: Address, only?: bigint): readonly Item[] {
    const ids = only === undefined ? token.ids : token.ids.filter((id) => id === only);
    if (assetKindOf(token.kind) === 2)
      return ids.map((id) => this.#item(`${token.at}/${id}`, () => ownerOf(token, id)));
    return ids.map((id) => this.#item(`${token.at}/${id}/${account}`, () => amountOf(token, id, account)));
  }
}

function describeView(view: View): string {
  const parts = Object.entries(view).filter(([name]) => name !== "view");
  return `${view.view}(${parts.map(([name, value]) => `${name} ${short(value)}`).join(", ")})`;
}

function short(value: unknown): string {
  const text = String(value);
  return text.length > 14 ? `${text.slice(0, 6)}…${text.slice(-4)}` : text;
}
