import type { Players } from "../model/arbitrary/players.ts";
import { Arbitrary } from "../model/arbitrary.ts";
import { BEGINNING } from "./chain.ts";
import { Duel } from "./duel.ts";
import { assemble } from "./outside/cast.ts";
import { playersOf } from "./players.ts";
import { type Finding, playSequence, shortened } from "./sequence.ts";
import { Tally } from "./tally.ts";
import { Words } from "./words.ts";
import { World, type WorldOptions } from "./world.ts";

/** What to play: sequences of `depth` calls with seeds from `seed` on, until so many or so many seconds have passed. */
export interface CampaignPlan {
  readonly seed: number;
  readonly depth: number;
  readonly sequences?: number;
  readonly seconds?: number;
  /** How many findings to collect before it ends; 1 if not said. */
  readonly findings?: number;
  /** Tell findings as they are, without looking for the fewest calls. */
  readonly whole?: boolean;
  /** Told after each sequence. */
  readonly heard?: (tally: Tally) => void;
}

/** A finding, and in words. */
export interface Told {
  readonly finding: Finding;
  readonly lines: readonly string[];
}

/** What a campaign came to. */
export interface CampaignResult {
  readonly tally: Tally;
  readonly findings: readonly Told[];
  /** Seconds of play, without setting up. */
  readonly seconds: number;
}

/** A world with everybody in it, ready to play. */
export interface Stage {
  readonly world: World;
  readonly duel: Duel;
  readonly players: Players;
}

/** Sets a stage: some two seconds. */
export async function stageOf(options: WorldOptions = {}): Promise<Stage> {
  const world = await World.begin(options);
  const cast = await assemble(world);
  const players = await playersOf(world, cast);
  return { world, players, duel: await Duel.between(world, cast) };
}

/**
 * Plays sequences on the compiled adjudicator and on the model, and tells every difference with the calls that show it.
 *
 * @example (await campaign(await stageOf(), { seed: 1, depth: 200, sequences: 10 })).findings // []
 */
export async function campaign({ duel, players }: Stage, plan: CampaignPlan): Promise<CampaignResult> {
  const { seed, depth, sequences = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY } = plan;
  const tally = new Tally();
  const findings: Told[] = [];
  const begun = performance.now();
  const elapsed = (): number => (performance.now() - begun) / 1000;
  for (let n = 0; n < sequences && elapsed() < seconds; n++) {
    const author = new Arbitrary(seed + n, players, BEGINNING);
    const found = await playSequence(duel, { seed: seed + n, depth, author }, tally);
    plan.heard?.(tally);
    if (found === null) continue;
    findings.push(told(duel, found, plan.whole === true ? found : await shortened(duel, found)));
    if (findings.length >= (plan.findings ?? 1)) break;
  }
  return { tally, findings, seconds: elapsed() };
}

function told(duel: Duel, found: Finding, finding: Finding): Told {
  const words = new Words(duel.cast);
  const lines = [
    `seed ${found.seed}, ${found.happenings.length} happenings, shortened to ${finding.happenings.length}:`,
    ...finding.happenings.map((happening) => words.of(happening)),
    ...finding.differences.map((difference) => `  => ${difference}`),
  ];
  return { finding, lines };
}
