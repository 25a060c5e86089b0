import type { AppModel } from "../model/appModel.ts";
import type { Arrow } from "./diagram.ts";
import { arrowsOf } from "./diagram.ts";

/** Pixels that a letter takes at most: fonts differ, and nobody measures them here. */
const LETTER = 8;
const ROW = 44;
const TOP = 74;
const BOX = { top: 14, height: 34, margin: 18, double: 4 };
const LEAST_LANE = 180;
const LOOP = 34;
const LEGEND = 34;

/** Light and dark, as the reader's browser says; a viewer without styles shows the light one. */
const STYLE = `
  .paper { fill: #ffffff } .lane { stroke: #c8ccd2 } .ink { stroke: #2b2f36 } .dot, .tip { fill: #2b2f36 }
  .box { fill: #e9eefb; stroke: #2b2f36 } .final { fill: #e6f4e8; stroke: #2b2f36 } .outer { fill: none; stroke: #2b2f36 }
  text { fill: #16181c; stroke: #ffffff; stroke-width: 4px; paint-order: stroke; stroke-linejoin: round }
  .name { font-weight: bold; stroke: none } .faint { fill: #5b6270 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #14171c } .lane { stroke: #3a4049 } .ink { stroke: #d5d9e0 } .dot, .tip { fill: #d5d9e0 }
    .box { fill: #24304d; stroke: #d5d9e0 } .final { fill: #1f3a26; stroke: #d5d9e0 } .outer { stroke: #d5d9e0 }
    text { fill: #eceff4; stroke: #14171c } .faint { fill: #a3abb8 }
  }
`;

interface Lane {
  readonly name: string;
  readonly final: boolean;
  readonly x: number;
}

/**
 * The diagram for everybody: a lane for each phase, a row for each arrow; silence is dashed, final phases have a double frame. It
 * needs no script, no font and no tool, and follows the reader's light or dark.
 */
export function svgOf(model: AppModel): string {
  const arrows = arrowsOf(model);
  const lane = Math.max(LEAST_LANE, ...model.phases.map(({ name }) => widthOf(name) + 2 * BOX.margin + 24));
  const lanes = model.phases.map(({ name, final }, i): Lane => ({ name, final, x: lane / 2 + i * lane }));
  const at = (name: string): number => lanes.find((each) => each.name === name)?.x ?? 0;
  const ends = arrows.map((arrow) => labelAt(at(arrow.from), at(arrow.to)) + widthOf(arrow.label) + 12);
  const [width, bottom] = [Math.max(lane * lanes.length, ...ends, widthOf(KEY) + 24), TOP + ROW * arrows.length];
  const height = bottom + LEGEND;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="13" role="img">`,
    `<title>${escaped(model.title)}: phases and moves</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}" fill="#ffffff"/>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
    ...lanes.flatMap((each) => laneLines(each, lane, bottom)),
    ...arrows.flatMap((arrow, i) => arrowLines(arrow, at(arrow.from), at(arrow.to), TOP + ROW * i + 26)),
    `<text class="faint" x="12" y="${height - 12}">${escaped(KEY)}</text>`,
    "</svg>",
  ].join("\n")}\n`;
}

const KEY = "solid: a move; dashed: silence; double frame: final";

const widthOf = (text: string): number => LETTER * text.length;

/** Where a label begins: right of the lane where the arrow, drawn left to right, begins. */
const labelAt = (from: number, to: number): number => (from === to ? from + 8 : Math.min(from, to) + 10);

function laneLines({ name, final, x }: Lane, lane: number, bottom: number): string[] {
  const width = lane - 2 * BOX.margin;
  const frame = (grow: number, kind: string): string =>
    `<rect class="${kind}" x="${x - width / 2 - grow}" y="${BOX.top - grow}" width="${width + 2 * grow}" height="${BOX.height + 2 * grow}" rx="6"/>`;
  return [
    `<line class="lane" x1="${x}" y1="${BOX.top + BOX.height}" x2="${x}" y2="${bottom}"/>`,
    ...(final ? [frame(BOX.double, "outer")] : []),
    frame(0, final ? "final" : "box"),
    `<text class="name" x="${x}" y="${BOX.top + 22}" text-anchor="middle">${escaped(name)}</text>`,
  ];
}

function arrowLines(arrow: Arrow, from: number, to: number, y: number): string[] {
  const style = `class="ink" fill="none" marker-end="url(#tip)"${arrow.isTimeout ? ' stroke-dasharray="5 4"' : ""}`;
  const label = `<text x="${labelAt(from, to)}" y="${y - 8}">${escaped(arrow.label)}</text>`;
  if (from === to) return [`<path d="M${from} ${y - 2}h${LOOP}v14h-${LOOP}" ${style}/>`, label];
  return [
    `<circle class="dot" cx="${from}" cy="${y}" r="3"/>`,
    `<line x1="${from}" y1="${y}" x2="${to}" y2="${y}" ${style}/>`,
    label,
  ];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
