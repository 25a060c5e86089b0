// The least that figures above their targets could cost under the rules: what the EVM itself charges for what has to happen.
import type { Sent } from "./court.ts";
import type { FigureName, Figures } from "./keys.ts";

/** What the EVM charges (Cancun), in gas. */
const PRICES = {
  transaction: 21_000,
  /** The reentrancy guard: asked, and where something is called, set and cleared as well. */
  guardAsked: 100,
  guardHeld: 300,
  slotRead: 2_100,
  slotReadAgain: 100,
  slotFirstWritten: 22_100,
  slotChanged: 5_000,
  slotReadThenChanged: 2_900,
  slotCleared: -4_800,
  /** The call and the precompile. */
  signature: 3_100,
  accountMet: 2_600,
  accountMetAgain: 100,
  /** To an account that exists and was met; the stipend comes back. */
  etherSent: 6_800,
  /** An event with one indexed field and one more; with two more; with four; a token's with two indexed and one more. */
  event: 1_381,
  eventOfTwo: 1_637,
  eventOfFive: 2_149,
  eventOfToken: 1_756,
} as const;

type Part = keyof typeof PRICES;

interface Bill {
  readonly parts: readonly (readonly [count: number, part: Part])[];
  /** Why there cannot be fewer. */
  readonly rule: string;
}

const BILLS: Partial<Readonly<Record<FigureName, Bill>>> = {
  fundErc20: {
    parts: [
      [1, "transaction"],
      [1, "guardHeld"],
      [1, "accountMet"],
      [2, "accountMetAgain"],
      [1, "slotRead"],
      [1, "slotReadThenChanged"],
      [1, "slotReadAgain"],
      [2, "slotChanged"],
      [1, "slotCleared"],
      [1, "slotFirstWritten"],
      [1, "eventOfToken"],
      [1, "eventOfFive"],
    ],
    rule: "the token is asked for the balance before and after, so that no other kind passes for an amount (finding H13); the rest is what the token and the adjudicator compute",
  },
  checkpointOpen: {
    parts: [
      [1, "transaction"],
      [1, "guardAsked"],
      [1, "slotFirstWritten"],
      [1, "slotRead"],
      [2, "signature"],
      [1, "event"],
    ],
    rule: "the channel's slot is written for the first time, as in `challenge` (rule 4: from then on no older state counts); the holdings are read (finding C2)",
  },
  withdrawPartialEth: {
    parts: [
      [1, "transaction"],
      [1, "guardHeld"],
      [2, "slotFirstWritten"],
      [1, "slotChanged"],
      [2, "signature"],
      [1, "etherSent"],
      [1, "event"],
      [1, "eventOfTwo"],
    ],
    rule: "two words are written for the first time: the slot, since version 0 would not be solvent after a withdrawal beyond one's own deposits (adjudicator §11), and what was withdrawn, since the amounts in states only grow (finding C3)",
  },
  claim1: {
    parts: [
      [1, "transaction"],
      [1, "guardHeld"],
      [2, "slotRead"],
      [1, "slotFirstWritten"],
      [1, "etherSent"],
      [1, "eventOfTwo"],
    ],
    rule: "one word is written for the first time, that nothing is claimed twice, nor more than is locked (attack 34, finding M6)",
  },
  challengeN10: {
    parts: [
      [1, "transaction"],
      [1, "guardAsked"],
      [1, "slotFirstWritten"],
      [5, "slotRead"],
      [10, "signature"],
      [1, "event"],
    ],
    rule: "five pages of holdings are read (finding C2), and ten signatures checked over all of what they sign",
  },
};

/** Figures, and the least that each could cost. */
export type Floors = Partial<Readonly<Record<FigureName, number>>>;

/** The floors of the figures that have a bill, with the calldata of the calls that they were measured on. */
export function floorsOf(figures: Figures, calls: readonly Sent[]): Floors {
  const floors: Partial<Record<FigureName, number>> = {};
  // Sound: the keys of BILLS are names of figures.
  for (const [name, { parts }] of Object.entries(BILLS) as [FigureName, Bill][]) {
    // A figure is one call's gas; were there two of the same gas, they would be of the same kind.
    const sent = calls.find(({ gas }) => gas === figures[name]);
    if (sent === undefined) throw new Error(`${name} is not the gas of one call`);
    floors[name] = parts.reduce((sum, [count, part]) => sum + count * PRICES[part], sent.calldata);
  }
  return floors;
}

/** Why a figure cannot cost less than its floor; undefined for one without. @example ruleOf("claim1") // one word is written… */
export function ruleOf(name: FigureName): string | undefined {
  return BILLS[name]?.rule;
}
