import type { Mutant } from "./mutant.ts";
import type { Scenario } from "./simulate.ts";
import { CALM, type Faults } from "./simulation.ts";

/** The kinds of runs, by what goes wrong in them besides the network. */
export const KINDS = ["calm", "crashes", "stale", "byzantine", "everything"] as const;
export type Kind = (typeof KINDS)[number];

/** What a kind of run has; who is bad depends on the seed. */
export function faultsOf(kind: Kind, seed: number, nodes: number): Faults {
  const bad = seed % nodes;
  switch (kind) {
    case "calm":
      return CALM;
    case "crashes":
      return { ...CALM, crashes: true, reorgs: true };
    case "stale":
      return { ...CALM, crashes: true, reorgs: true, stale: true };
    case "byzantine":
      return { ...CALM, byzantine: bad };
    case "everything":
      return { ...CALM, crashes: true, reorgs: true, byzantine: bad };
    default:
      return kind satisfies never;
  }
}

/** A run with a known bug in the hub. */
export function mutantScenario(mutant: Mutant, seed: number, actions: number): Scenario {
  const kind: Kind = mutant.faults;
  const faults = faultsOf(kind, seed, 3);
  const bad = faults.byzantine === null ? null : (seed % 2) * 2;
  const group = mutant.group === true ? 3 : 0;
  const resizing = mutant.resizing === true;
  return {
    seed,
    actions,
    nodes: 3,
    group,
    resizing,
    faults: { ...faults, byzantine: bad, mutant: { node: 1, mutant } },
  };
}
