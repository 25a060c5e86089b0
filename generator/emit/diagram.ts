import type { AppModel } from "../model/appModel.ts";

/** An arrow of an app's diagram. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isTimeout: boolean;
}

/** The arrows of an app, phase by phase: moves, then silence. */
export function arrowsOf(model: AppModel): Arrow[] {
  return model.phases.flatMap((phase) => [
    ...model.moves
      .filter((move) => move.in === phase.name)
      .flatMap((move) => {
        const who = move.who === "one" ? "" : `${move.who} `;
        const label = `${move.name} (${who}${move.roles.map((role) => role.toLowerCase()).join(", ")})`;
        const targets = [...move.to, ...(move.stays && !move.to.includes(phase.name) ? [phase.name] : [])];
        return targets.map((to) => ({ from: phase.name, to, label, isTimeout: false }));
      }),
    ...model.timeouts
      .filter((timeout) => timeout.phase === phase.name)
      .flatMap((timeout) =>
        timeout.to.map((to) => ({
          from: phase.name,
          to,
          label: `${timeout.function} [${clockSaid(timeout.clock)}]`,
          isTimeout: true,
        })),
      ),
  ]);
}

/** `after moveTime`, `after grace from expiry`, `at expiry`. */
export function clockSaid(clock: AppModel["timeouts"][number]["clock"]): string {
  if (clock.kind === "at") return `at ${clock.time}`;
  return clock.from === null ? `after ${clock.duration}` : `after ${clock.duration} from ${clock.from}`;
}

/** The diagram for viewers that draw Mermaid. */
export function mermaidOf(model: AppModel): string {
  const [first] = model.phases;
  return [
    "stateDiagram-v2",
    `  [*] --> ${first?.name ?? ""}`,
    ...arrowsOf(model).map((arrow) => `  ${arrow.from} --> ${arrow.to}: ${arrow.label}`),
    ...model.phases.filter((phase) => phase.final).map((phase) => `  ${phase.name} --> [*]`),
  ].join("\n");
}
