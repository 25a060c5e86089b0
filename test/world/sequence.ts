import type { Call, Outcome } from "../model/calls.ts";
import { channelIdOf } from "../model/identity.ts";
import type { Model } from "../model/state.ts";
import { type Random, randomOf } from "../simulation/random.ts";
import { calldataOf, type Duel, type Happening } from "./duel.ts";
import type { Cast, CastToken } from "./outside/cast.ts";
import { PAYEE_MOODS, TOKEN_MOODS } from "./outside/surroundings.ts";
import { shrunk } from "./shrink.ts";
import type { Tally } from "./tally.ts";
import type { Weather } from "./weather.ts";
import { DEPLOYER } from "./world.ts";

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
    const before = random.once(WEATHER) ? between(duel, random, author) : [];
    for (const happening of [...before, null]) {
      const next = happening ?? ({ kind: "call", call: author.next(duel.model) } as const);
      happenings.push(next);
      const { actual, expected, differences } = await duel.play(next);
      if (expected !== null) author.note(expected);
      if (actual !== null && next.kind === "call") tally.count(next.call, actual);
      if (differences.length > 0) return { seed, happenings, differences };
    }
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

/** Some sensible call is made from inside of a transfer: the next one, of a deposit. */
function armed(duel: Duel, { at, token }: CastToken, author: Author): readonly Happening[] {
  const call = author.next(duel.model);
  if (!ATTACKS.has(call.entry) || !("channel" in call)) return [];
  const attack = calldataOf(duel.world, call);
  const [sender = DEPLOYER] = duel.cast.people;
  const channelId = channelIdOf(duel.model.court, call.channel);
  const what = { channelId, participant: 0, token, id: 0n, amount: 10n, minHeld: 0n };
  const deposit: Call = { entry: "fund", ...what, sender, now: call.now };
  const arm = { kind: "arm", contract: "ReenteringToken", at } as const;
  return [
    { kind: "weather", weather: { ...arm, attack } },
    { kind: "call", call: deposit },
    // Payments have less gas than deposits: what is too long to be sent with it is taken back.
    ...(attack.length > 2 + 2 * ATTACK ? [{ kind: "weather", weather: { ...arm, attack: "0x" } } as const] : []),
  ];
}

/** What happens between two calls. */
function between(duel: Duel, random: Random, author: Author): readonly Happening[] {
  const caller = duel.cast.tokens.find(({ kind }) => kind === "ReenteringToken");
  if (caller !== undefined && random.once(4)) return armed(duel, caller, author);
  const weather = weatherOf(duel.cast, random);
  return weather === null ? [] : [{ kind: "weather", weather }];
}

/** Some change outside: of a payee or of a token. */
function weatherOf(cast: Cast, random: Random): Weather | null {
  const payee = random.pick(cast.payees);
  const token = random.pick(cast.tokens);
  if (payee === undefined || token === undefined) return null;
  if (random.once(3)) return { kind: "payee", payee, mood: random.pick(PAYEE_MOODS) ?? "takes" };
  if (token.kind === "RebasingToken") return { kind: "rebase", at: token.at, percent: BigInt(90 + random.below(11)) };
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
