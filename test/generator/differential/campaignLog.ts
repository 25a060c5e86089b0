import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Pipeline } from "./batch.ts";

// A run of days is many runs of hours: what each batch came to is a line of a file, and the next run goes on after the last.

/** What one batch of programs, or one round of calls of a fixed contract, came to. */
export interface LogLine {
  readonly kind: "programs" | "contract";
  readonly seed: number;
  /** The fingerprint of the translator and of its library. */
  readonly translator: string;
  readonly solc: string;
  readonly programs: number;
  readonly refused: number;
  readonly failed: number;
  readonly calls: Readonly<Record<Pipeline, number>>;
  readonly programsBy: Readonly<Record<Pipeline, number>>;
  readonly returned: number;
  readonly reverted: number;
  readonly skipped: number;
  readonly disputed: number;
  readonly mismatches: number;
  readonly seconds: number;
}

const TRANSLATOR = new URL("../../../generator/transpile/", import.meta.url);
const LIBRARY = new URL("../../../offchain/evm/", import.meta.url);

/** Twelve hexadecimal digits that change with every change of the translator or its library. */
export function fingerprint(): string {
  const hash = createHash("sha256");
  for (const folder of [TRANSLATOR, LIBRARY]) {
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort())
      if (file.endsWith(".ts")) hash.update(file).update(readFileSync(new URL(file, folder)));
  }
  return hash.digest("hex").slice(0, 12);
}

/** The lines of a log; none where there is no such file. */
export function readLog(path: string): readonly LogLine[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  // written by appendLine
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as LogLine);
}

/** Adds a line to a log. */
export function appendLine(path: string, line: LogLine): void {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** The first seed that no line of the log has. */
export function nextSeed(lines: readonly LogLine[], start: number): number {
  return lines.reduce((next, { seed }) => Math.max(next, seed + 1), start);
}

/** Where findings are kept, for the next test to take them in. */
export function findingPath(seed: number): string {
  return fileURLToPath(new URL(`../foreign/Finding${seed}.sol`, import.meta.url));
}
