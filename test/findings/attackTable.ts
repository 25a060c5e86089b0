import { basename } from "node:path";
import { REGISTER, type Shown } from "./register.ts";

/** What docs/attacks.md says of the tests of an attack, by its number: the last cell of its row. */
export function shownBy(attack: number): string {
  const found = REGISTER.find(({ id }) => id === `attack ${attack}`);
  if (found === undefined) throw new Error(`the register has no attack ${attack}`);
  if (found.tests.length === 0) return "_none:_ it is disclosed";
  return found.tests.map(cellOf).join("; ");
}

function cellOf({ file, title }: Shown): string {
  return `${title.replaceAll("|", "\\|")} ([${basename(file)}](../${file}))`;
}

/** The table of docs/attacks.md with its last column as the register has it, whatever it was. */
export function withTests(paper: string): string {
  const lines = paper.split("\n");
  const first = lines.findIndex((line) => line.startsWith("| # "));
  const count = lines.slice(first).findIndex((line) => !line.startsWith("|"));
  const rows = lines.slice(first, first + count).map((line) => cellsOf(line).slice(0, 3));
  const table = rows.map((cells, n) => [...cells, n === 0 ? "shown by" : n === 1 ? "---" : shownBy(Number(cells[0]))]);
  return [...lines.slice(0, first), ...table.map(rowOf), ...lines.slice(first + count)].join("\n");
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => (/^-+$/.test(cell) ? "---" : cell)).join(" | ")} |`;
}
