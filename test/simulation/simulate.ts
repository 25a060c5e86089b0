import { act } from "./actions.ts";
import { corrupt } from "./byzantine.ts";
import type { Crypto } from "./fakeKeys.ts";
import { randomOf } from "./random.ts";
import { settle } from "./settle.ts";
import { openChannels } from "./setup.ts";
import { type Faults, Simulation } from "./simulation.ts";
import { Violation } from "./violation.ts";

/** One run: what makes it, and it is the same again. */
export interface Scenario {
  readonly seed: number;
  readonly actions: number;
  readonly nodes: number;
  /** How many of them share one channel; none where it is left out. */
  readonly group?: number;
  /** Whether money goes into and out of open channels. */
  readonly resizing?: boolean;
  /** Whether there are channels inside of channels. */
  readonly virtual?: boolean;
  readonly faults: Faults;
  readonly crypto?: Crypto;
}

/** How a run ended; `at` is the action during which it went wrong, `actions` where it did so while settling. */
export interface Outcome {
  readonly ok: boolean;
  readonly at: number;
  readonly rule: string | null;
  readonly text: string | null;
  readonly stack: string | null;
  readonly checks: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly reverted: readonly string[];
}

/** Plays a scenario to its end: each byte an action, and after the last everything is settled. */
export function simulate(
  { seed, actions, nodes, group = 0, resizing = false, virtual = false, faults, crypto }: Scenario,
  trace?: (line: string) => void,
): Outcome {
  const run = new Simulation(seed, { nodes, group, resizing, virtual }, faults, crypto);
  const input = randomOf(seed ^ 0x5eed);
  let at = 0;
  const end = (error: unknown): Outcome => {
    const rule = error instanceof Violation ? error.rule : error === null ? null : "crash";
    const text = error === null ? null : error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? (error.stack ?? null) : null;
    return {
      ok: error === null,
      at,
      rule,
      text,
      stack,
      checks: run.oracle.checks,
      counts: run.counts,
      reverted: run.chain.reverted,
    };
  };
  try {
    openChannels(run);
    corrupt(run);
    for (; at < actions; at++) {
      const name = act(run, input.below(256));
      trace?.(`${at} ${name}`);
    }
    settle(run);
    return end(null);
  } catch (error) {
    return end(error);
  }
}

/** The shortest prefix of a failing scenario's input that still ends in a violation. */
export function shortest(scenario: Scenario, failedAt: number): number {
  let low = 0;
  let high = Math.min(failedAt + 1, scenario.actions);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (simulate({ ...scenario, actions: middle }).ok) low = middle + 1;
    else high = middle;
  }
  return low;
}
