import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { Call } from "../model/calls.ts";
import { BEGINNING } from "./chain.ts";
import type { Happening } from "./duel.ts";
import { PEOPLE } from "./keys.ts";
import type { Cast } from "./outside/cast.ts";

/** Says what happened in words, with names for what a cast knows. */
export class Words {
  readonly #names = new Map<string, string>();

  constructor(cast: Cast) {
    PEOPLE.forEach((person, n) => {
      this.#names.set(person, `P${n}`);
    });
    cast.payees.forEach((payee, n) => {
      this.#names.set(payee, `payee${n}`);
    });
    cast.wallets.forEach((wallet, n) => {
      this.#names.set(wallet, `wallet${n}`);
    });
    for (const { kind, at, token } of cast.tokens) {
      this.#names.set(at, kind);
      this.#names.set(token, kind);
    }
    this.#names.set(cast.surroundings.court, "the court");
    this.#names.set(`0x${"00".repeat(32)}`, "0");
    this.#names.set(cast.apps.scripted, "ScriptedApp");
    this.#names.set(cast.apps.ticTacToe, "TicTacToe");
  }

  /** One happening on one line. */
  of(happening: Happening): string {
    if (happening.kind === "weather") return `- ${this.#value(happening.weather)}`;
    const { entry, sender, now, value, ...rest } = happening.call as Call & { readonly value?: bigint };
    const wei = value === undefined || value === 0n ? "" : ` with ${value} wei`;
    return `- at +${now - BEGINNING} ${this.#value(sender)}${wei}: ${entry} ${this.#value(rest)}`;
  }

  /** Gives a long word a short name from now on. */
  name(word: Hex | Address, name: string): void {
    this.#names.set(word, name);
  }

  #value(value: unknown): string {
    if (typeof value === "string")
      return this.#names.get(value) ?? (value.length > 20 ? `${value.slice(0, 8)}…${value.slice(-4)}` : value);
    if (Array.isArray(value)) return `[${value.map((item) => this.#value(item)).join(", ")}]`;
    if (typeof value !== "object" || value === null) return String(value);
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{${fields.map(([name, field]) => `${name}: ${this.#value(field)}`).join(", ")}}`;
  }
}
