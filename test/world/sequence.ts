import type { Address } from "../../offchain/evm/hex.ts";
import type { Call, Outcome } from "../model/calls.ts";
import type { Model } from "../model/state.ts";
import { type Random, randomOf } from "../simulation/random.ts";
import { calldataOf, type Duel, type Happening } from "./duel.ts";
import { PAYEE_MOODS, TOKEN_MOODS } from "./outside/surroundings.ts";
import { shrunk } from "./shrink.ts";
import type { Tally } from "./tally.ts";
import type { Weather } from "./weather.ts";

/** Who thinks of the next call, knowing the model, and hears what the model says of it. */
export interface Author {
  next(model: Model): Call;
  note(outcome: Outcome): void;
}

/** A sequence that shows a difference, and what it was at its last happening. */
export interface Finding {
  readonly seed: number;
  readonly happenings: readonly Happening[];
  readonly differences: readonly string[];
}

/** How a sequence is made: its seed, how many calls, and who writes it. */
export interface Plan {
  readonly seed: number;
  readonly depth: number;
  readonly author: Author;
}

/** One time in so many the weather changes before a call. */
const WEATHER = 8;

/** Bytes of calldata at most that a token can read from its storage and send within the gas of a payment. */
const ATTACK = 1_280;

/** Plays one sequence from the beginning, up to the first difference; null where there is none. */
export async function playSequence(duel: Duel, { seed, depth, author }: Plan, tally: Tally): Promise<Finding | null> {
  await duel.restart();
  const random = randomOf(seed ^ 0x5eed);
  const happenings: Happening[] = [];
  tally.sequences += 1;
  for (let calls = 0; calls < depth; calls++) {
    if (random.once(WEATHER)) {
      const weather = weatherOf(duel, random, author);
      if (weather !== null) {
        const happening = { kind: "weather", weather } as const;
        happenings.push(happening);
        await duel.play(happening);
      }
    }
    const call = author.next(duel.model);
    const happening = { kind: "call", call } as const;
    happenings.push(happening);
    const { actual, expected, differences } = await duel.play(happening);
    if (expected !== null) author.note(expected);
    if (actual !== null) tally.count(call, actual);
    if (differences.length > 0) return { seed, happenings, differences };
  }
  const differences = await duel.readAll();
  return differences.length > 0 ? { seed, happenings, differences } : null;
}

/** Plays what happened in a sequence again, up to the first difference. */
export async function replay(duel: Duel, happenings: readonly Happening[]): Promise<readonly string[]> {
  await duel.restart();
  for (const happening of happenings) {
    const { differences } = await duel.play(happening);
    if (differences.length > 0) return differences;
  }
  return duel.readAll();
}

/** The same finding with as few happenings as it needs. */
export async function shortened(duel: Duel, { seed, happenings }: Finding): Promise<Finding> {
  const small = await shrunk(happenings, async (part) => (await replay(duel, part)).length > 0);
  return { seed, happenings: small, differences: await replay(duel, small) };
}

/** Entries that anybody may call, and that would change something. `publish` has no lock, and is no attack. */
const ATTACKS: ReadonlySet<Call["entry"]> = new Set([
  "settle",
  "claim",
  "claimAll",
  "sweep",
  "withdraw",
  "checkpoint",
  "conclude",
]);

/** Some sensible call, from inside of a transfer. */
function armed(duel: Duel, at: Address, author: Author): Weather | null {
  const call = author.next(duel.model);
  if (!ATTACKS.has(call.entry)) return null;
  const attack = calldataOf(duel.world, call);
  return attack.length > 2 + 2 * ATTACK ? null : { kind: "arm", contract: "ReenteringToken", at, attack };
}

/** Some change outside: of a payee, of a token, or of what calls back. */
function weatherOf(duel: Duel, random: Random, author: Author): Weather | null {
  const { cast } = duel;
  const payee = random.pick(cast.payees);
  const caller = cast.tokens.find(({ kind }) => kind === "ReenteringToken");
  const token = random.once(3) ? caller : random.pick(cast.tokens);
  if (payee === undefined || token === undefined) return null;
  if (random.once(3)) return { kind: "payee", payee, mood: random.pick(PAYEE_MOODS) ?? "takes" };
  if (token.kind === "RebasingToken") return { kind: "rebase", at: token.at, percent: BigInt(90 + random.below(11)) };
  if (token.kind === "ReenteringToken") return armed(duel, token.at, author);
  if (token.kind === "RefusingToken") {
    const mood = random.pick(["plain", "reverts", "returnsFalse", "blacklists"] as const) ?? "plain";
    return {
      kind: "token",
      at: token.at,
      mood,
      blacklisted: random.pick([...cast.people, cast.surroundings.court]) ?? payee,
    };
  }
  const moods = TOKEN_MOODS[token.kind];
  return moods === undefined ? null : { kind: "token", at: token.at, mood: random.pick(moods) ?? "plain" };
}
