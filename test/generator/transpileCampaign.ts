import { writeFileSync } from "node:fs";
import { PIPELINES, type Pipeline } from "./differential/batch.ts";
import { type LogLine, readLog } from "./differential/campaignLog.ts";

// Writes campaign.md from the log of a long run of the fuzz: `node test/generator/transpileCampaign.ts LOG`

/** What random programs have found, and what was done about it. */
const FOUND: readonly string[] = [
  "`[a[0], a[i]].length` with i out of bounds gave 2: the length is known from the type, but its array is computed all the same (mended; `KnownLengths` in foreign/Findings.sol)",
  "`return (c, keccak256(abi.encode(c)))` with c in calldata and malformed failed in the copy to memory before the digest: all values of a tuple are computed before any is copied (mended)",
  "`delete b[i]` of `bytes memory`: the older pipeline clears 32 bytes, the newer one a single byte (refused)",
  "a decoded array whose length is just below 2^64 gave Panic 0x41 where the EVM reverts without data (mended)",
];

/** What the compiler's own pipelines do differently; such calls are counted apart. */
const DISPUTED: readonly string[] = [
  "which of two failing operands of a binary operator fails first: the older pipeline computes the right one first",
  "an array of values that is copied from calldata: the older pipeline masks dirty bits when an element is read, the newer one reverts",
];

interface Row {
  readonly translator: string;
  readonly lines: LogLine[];
}

function rowsOf(lines: readonly LogLine[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const line of lines) {
    const row = rows.get(line.translator) ?? { translator: line.translator, lines: [] };
    rows.set(line.translator, row);
    row.lines.push(line);
  }
  return [...rows.values()];
}

function sum(lines: readonly LogLine[], of: (line: LogLine) => number): number {
  return lines.reduce((total, line) => total + of(line), 0);
}

function by(lines: readonly LogLine[], of: (line: LogLine) => Readonly<Partial<Record<Pipeline, number>>>): string {
  return PIPELINES.map((pipeline) => sum(lines, (line) => of(line)[pipeline] ?? 0).toLocaleString("en")).join(" | ");
}

function total(counts: Readonly<Partial<Record<Pipeline, number>>>): number {
  return PIPELINES.reduce((all, pipeline) => all + (counts[pipeline] ?? 0), 0);
}

function seeds(lines: readonly LogLine[]): string {
  const all = lines.map(({ seed }) => seed);
  return `${Math.min(...all)} to ${Math.max(...all)}`;
}

function rowText({ translator, lines }: Row): string {
  const shown = (of: (line: LogLine) => number): string => sum(lines, of).toLocaleString("en");
  return `| \`${translator}\` | ${seeds(lines)} | ${shown((l) => l.programs)} | ${shown((l) => total(l.calls))} | ${shown((l) => l.refused)} | ${shown((l) => l.failed)} | ${shown((l) => l.disputed)} | ${shown((l) => l.skipped)} | ${shown((l) => l.mismatches)} |`;
}

function campaign(lines: readonly LogLine[]): string {
  const rows = rowsOf(lines);
  const programs = sum(lines, (l) => l.programs);
  const refused = sum(lines, (l) => l.refused);
  const calls = sum(lines, (l) => total(l.calls));
  return [
    "# Random programs, over many runs",
    "",
    "Written by `node test/generator/transpileCampaign.ts LOG` from the log of `npm run fuzz -- generator --log LOG`.",
    "",
    `${programs.toLocaleString("en")} programs were translated and ${calls.toLocaleString("en")} calls compared with the EVM, by solc ${lines[0]?.solc ?? ""}.`,
    `${((100 * refused) / Math.max(1, programs + refused)).toFixed(1)} % more programs were refused by the translator, and are not among them.`,
    `Of the calls, ${sum(lines, (l) => l.returned).toLocaleString("en")} return and ${sum(lines, (l) => l.reverted).toLocaleString("en")} revert.`,
    "",
    "A row is a state of the translator and its library, by its fingerprint: the last line of",
    "`npm run fuzz -- generator --seconds 0` shows the one of a checkout. Disputed calls and skipped ones are in no other count.",
    "",
    "| translator | seeds | programs | calls | refused | not compiled | disputed | skipped | mismatches |",
    "|---|---|---|---|---|---|---|---|---|",
    ...rows.map(rowText),
    "",
    "| | legacy | legacyOptimised | ir | irQuick |",
    "|---|---|---|---|---|",
    `| programs | ${by(lines, (l) => l.programsBy)} |`,
    `| calls | ${by(lines, (l) => l.calls)} |`,
    "",
    "Skipped calls ran out of gas, stack or memory in the EVM, or out of steps in the translated code. Disputed calls are those",
    "on which the compiler's own pipelines differ; a module that stands alone throws then, and one with the library beside it, as here, does what the newer one does:",
    "",
    ...DISPUTED.map((text) => `- ${text}`),
    "",
    "What was found on the way:",
    "",
    ...FOUND.map((text) => `- ${text}`),
    "",
  ].join("\n");
}

const log = process.argv[2];
if (log === undefined) throw new Error("usage: node test/generator/transpileCampaign.ts LOG");
writeFileSync(new URL("./campaign.md", import.meta.url), campaign(readLog(log)));
