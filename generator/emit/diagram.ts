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

const LANE = 190;
const ROW = 44;
const TOP = 70;

/** The diagram for everybody: a lane for each phase, a row for each arrow; silence is dashed, final phases have a double frame. */
export function svgOf(model: AppModel): string {
  const arrows = arrowsOf(model);
  const lanes = model.phases.map((phase, i) => ({ name: phase.name, x: LANE / 2 + i * LANE, final: phase.final }));
  const [width, height] = [LANE * lanes.length + 60, TOP + ROW * arrows.length + 20];
  const at = (name: string): number => lanes.find((lane) => lane.name === name)?.x ?? 0;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="13" role="img" aria-label="${escaped(model.title)}: phases and moves">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#333"/></marker></defs>',
    ...lanes.flatMap((lane) => laneLines(lane, height)),
    ...arrows.flatMap((arrow, i) => arrowLines(arrow, at(arrow.from), at(arrow.to), TOP + ROW * i + 26)),
    "</svg>",
  ].join("\n")}\n`;
}

function laneLines(
  lane: { readonly name: string; readonly x: number; readonly final: boolean },
  height: number,
): string[] {
  const frame = (grow: number): string =>
    `<rect x="${lane.x - 70 - grow}" y="${14 - grow}" width="${140 + 2 * grow}" height="${34 + 2 * grow}" rx="6" fill="${lane.final ? "#eef6ee" : "#eef2fb"}" stroke="#333"/>`;
  return [
    `<line x1="${lane.x}" y1="48" x2="${lane.x}" y2="${height - 10}" stroke="#ccc"/>`,
    ...(lane.final ? [frame(4)] : []),
    frame(0),
    `<text x="${lane.x}" y="36" text-anchor="middle" font-weight="bold">${escaped(lane.name)}</text>`,
  ];
}

function arrowLines(arrow: Arrow, from: number, to: number, y: number): string[] {
  const style = `fill="none" stroke="#333" marker-end="url(#tip)"${arrow.isTimeout ? ' stroke-dasharray="5 4"' : ""}`;
  const text = (x: number, anchor: string): string =>
    `<text x="${x}" y="${y - 7}" text-anchor="${anchor}">${escaped(arrow.label)}</text>`;
  if (from === to) return [`<path d="M${from} ${y - 2}h34v14h-34" ${style}/>`, text(from + 6, "start")];
  return [
    `<circle cx="${from}" cy="${y}" r="3" fill="#333"/>`,
    `<line x1="${from}" y1="${y}" x2="${to}" y2="${y}" ${style}/>`,
    text(Math.min(from, to) + 8, "start"),
  ];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
