import type { AppModel } from "../model/appModel.ts";
import type { Exploration } from "./explore.ts";
import { show } from "./findings.ts";

/** What silence does to a pot. */
export interface SilenceRow {
  readonly phase: string;
  /** `0, 1`, the seats whose move is awaited. */
  readonly silent: string;
  /** What the registry says, where the timeout reads it. */
  readonly published: string | null;
  /** By asset: `MONEY 10/10 -> 0/20`. */
  readonly pot: string;
  readonly leadsTo: string;
  /** What each seat that loses something loses: `seat 0: 10 MONEY`; empty where nobody does. */
  readonly loses: readonly string[];
}

/** One row for each phase and set of late seats, from the first state of the kind that play reaches. */
export function silenceRows(model: AppModel, exploration: Exploration): SilenceRow[] {
  const rows = new Map<string, SilenceRow>();
  for (const place of exploration.places) {
    const phase = model.phases[place.state.phase]?.name ?? "";
    for (const { published, to } of place.silence) {
      const readsRegistry = place.silence.length > 1;
      const key = `${place.state.phase} ${place.due.join()} ${published}`;
      if (to === null || rows.has(key)) continue;
      rows.set(key, {
        phase,
        silent: place.due.join(", ") || "nobody",
        published: readsRegistry ? (published === 0n ? "never" : String(published)) : null,
        pot: potSaid(model, place.state.held, to.held),
        leadsTo: model.phases[to.phase]?.name ?? "",
        loses: losses(model, place.state.held, to.held),
      });
    }
  }
  const order = (row: SilenceRow): number => model.phases.findIndex((phase) => phase.name === row.phase);
  return [...rows.values()].sort((a, b) => order(a) - order(b) || a.silent.localeCompare(b.silent));
}

function potSaid(model: AppModel, before: readonly bigint[], after: readonly bigint[]): string {
  const seats = before.length / model.assets.length;
  return model.assets
    .map(
      (asset, i) =>
        `${asset.name} ${show(before.slice(i * seats, (i + 1) * seats))} → ${show(after.slice(i * seats, (i + 1) * seats))}`,
    )
    .join(", ");
}

function losses(model: AppModel, before: readonly bigint[], after: readonly bigint[]): string[] {
  const seats = before.length / model.assets.length;
  return Array.from({ length: seats }, (_, seat) => seat).flatMap((seat) => {
    const lost = model.assets.flatMap(({ name }, asset) => {
      const amount = (before[asset * seats + seat] ?? 0n) - (after[asset * seats + seat] ?? 0n);
      return amount > 0n ? [`${amount} ${name}`] : [];
    });
    return lost.length > 0 ? [`seat ${seat}: ${lost.join(" and ")}`] : [];
  });
}
