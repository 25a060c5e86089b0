import type { Simulation } from "./simulation.ts";

/** Turns the scenario's bad node bad. */
export function corrupt(run: Simulation): void {
  if (run.faults.byzantine === null) return;
}
