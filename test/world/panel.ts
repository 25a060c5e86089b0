import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { Chain } from "./chain.ts";

/** A view to read: who is asked (no `data`: how much ETH it has), and how many words it answers. */
export interface Question {
  readonly to: Address;
  readonly data?: Hex;
  readonly words: number;
}

/** Digits of a word. */
const WORD = 64;

/** Many views read by one call. The questions are encoded once. */
export class Panel {
  readonly questions: readonly Question[];
  readonly #reader: Address;
  readonly #data: Hex;
  readonly #digits: number;

  /** `reader`: a deployed contracts/mocks/Reader.sol. */
  constructor(reader: Address, questions: readonly Question[]) {
    this.questions = questions;
    this.#reader = reader;
    this.#data = `0x${questions.map(encoded).join("")}`;
    this.#digits = questions.reduce((sum, { words }) => sum + WORD * words, 0);
  }

  /** The words that each question is answered with, as digits without 0x, in order. */
  async read(chain: Chain): Promise<readonly string[]> {
    if (this.questions.length === 0) return [];
    const all = await chain.call(this.#reader, this.#data);
    if (all.length !== 2 + this.#digits)
      throw new Error(`the views answer ${all.length - 2} digits, ${this.#digits} were expected`);
    let at = 2;
    return this.questions.map(({ words }) => {
      at += WORD * words;
      return all.slice(at - WORD * words, at);
    });
  }
}

function encoded({ to, data = "0x" }: Question): string {
  const size = (data.length - 2) / 2;
  return `${to.slice(2)}${size.toString(16).padStart(4, "0")}${data.slice(2)}`;
}
