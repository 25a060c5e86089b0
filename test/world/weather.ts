import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { PAYEE_MOODS, type PayeeMood, type Surroundings, TOKEN_MOODS } from "./outside/surroundings.ts";
import { rebased, type TokenMood } from "./outside/tokens.ts";
import type { World } from "./world.ts";

/** A change outside of the adjudicator, between two calls. */
export type Weather =
  | { readonly kind: "payee"; readonly payee: Address; readonly mood: PayeeMood }
  | { readonly kind: "token"; readonly at: Address; readonly mood: TokenMood; readonly blacklisted?: Address }
  | { readonly kind: "rebase"; readonly at: Address; readonly percent: bigint }
  /** What calls back, when something moves, with this calldata. */
  | {
      readonly kind: "arm";
      readonly contract: "HostilePayee" | "ReenteringToken";
      readonly at: Address;
      readonly attack: Hex;
    };

/** Makes the change on the chain, and in what is known of it. */
export async function change(world: World, around: Surroundings, weather: Weather): Promise<Surroundings> {
  switch (weather.kind) {
    case "payee": {
      await world.tell("HostilePayee", weather.payee, "become", [PAYEE_MOODS.indexOf(weather.mood)]);
      return { ...around, payees: new Map([...around.payees, [weather.payee, weather.mood]]) };
    }
    case "token":
      await tellToken(world, around, weather);
      return withToken(around, weather.at, (twin) => ({
        ...twin,
        mood: weather.mood,
        blacklisted: weather.blacklisted ?? twin.blacklisted,
      }));
    case "rebase":
      await world.tell("RebasingToken", weather.at, "rebase", [weather.percent]);
      return withToken(around, weather.at, (twin) => rebased(twin, weather.percent));
    case "arm":
      await world.tell(weather.contract, weather.at, "arm", [around.court, weather.attack]);
      return around;
    default:
      weather satisfies never;
      throw new Error("unreachable");
  }
}

async function tellToken(world: World, around: Surroundings, weather: Weather & { kind: "token" }): Promise<void> {
  const twin = around.tokens.get(weather.at);
  if (twin === undefined) throw new Error(`no token at ${weather.at}`);
  const { kind } = twin;
  const tell = (entry: string, args: readonly unknown[]): Promise<void> => world.tell(kind, weather.at, entry, args);
  if (kind === "RefusingToken") {
    await tell("blacklist", [twin.blacklisted, false]);
    await tell("refuseAll", [
      weather.mood === "reverts" || weather.mood === "returnsFalse",
      weather.mood === "returnsFalse",
    ]);
    if (weather.mood === "blacklists") await tell("blacklist", [weather.blacklisted ?? twin.blacklisted, true]);
    return;
  }
  const number = TOKEN_MOODS[kind]?.indexOf(weather.mood) ?? -1;
  if (number < 0) throw new Error(`${kind} cannot be ${weather.mood}`);
  await tell("become", [number]);
}

function withToken(
  around: Surroundings,
  at: Address,
  become: (
    twin: NonNullable<ReturnType<Surroundings["tokens"]["get"]>>,
  ) => NonNullable<ReturnType<Surroundings["tokens"]["get"]>>,
): Surroundings {
  const twin = around.tokens.get(at);
  if (twin === undefined) throw new Error(`no token at ${at}`);
  return { ...around, tokens: new Map([...around.tokens, [at, become(twin)]]) };
}
