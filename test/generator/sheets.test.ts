import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { APPS } from "./support/apps.ts";
import { ROOT } from "./support/fixtureProject.ts";

/** The rows of a section's table, without its head. */
function rowsOf(sheet: string, section: string): string[] {
  const body = sheet.split(`\n## ${section}\n`)[1]?.split("\n## ")[0] ?? "";
  return body
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("|---"))
    .slice(1);
}

/** The cells of the rows of the table that begins with a head. */
function cellsOf(sheet: string, head: string): string[][] {
  const table = sheet.slice(sheet.indexOf(head)).split("\n\n")[0] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((row) => row.split("|").map((cell) => cell.trim()));
}

const numberOf = (cell: string | undefined): number => Number(cell?.replaceAll(",", ""));

/** Every element of an SVG with its attributes, and what stands in it. */
function elementsOf(
  svg: string,
  name: string,
): { readonly at: Readonly<Record<string, string>>; readonly text: string }[] {
  return [...svg.matchAll(new RegExp(`<${name}\\b([^>]*?)/?>([^<]*)`, "g"))].map(([, attributes = "", text = ""]) => ({
    at: Object.fromEntries(
      [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]),
    ),
    text,
  }));
}

/** A letter of a wide font at 13 pixels, on average. */
const LETTER = 7.6;

describe("the auditor's sheets", () => {
  for (const app of APPS) {
    const { name, codeHash, address } = app.code;
    const sheet = readFileSync(join(ROOT, `audits/apps/${name}.md`), "utf8");
    const svg = readFileSync(join(ROOT, `audits/apps/${name}.svg`), "utf8");

    it(`${name}: names the code that is deployed`, () => {
      expect(sheet).to.include(codeHash).and.to.include(address);
    });

    it(`${name}: the diagram has every phase, move and timeout, in Mermaid and in SVG`, () => {
      for (const phase of app.phases) expect(svg).to.include(`>${phase.name}</text>`);
      const labels = [
        ...app.moves.map((move) => `${move.name} (`),
        ...app.phases.flatMap((phase) => (phase.timeout === null ? [] : [`${phase.timeout} [`])),
      ];
      for (const label of labels) {
        expect(svg).to.include(`>${label}`);
        expect(sheet).to.include(`: ${label}`);
      }
      expect(svg.match(/<[a-z]/g)?.length).to.equal(
        (svg.match(/<\/[a-z]/g)?.length ?? 0) + (svg.match(/\/>/g)?.length ?? 0),
      );
    });

    it(`${name}: what the diagram says fits into it, and into its boxes; light and dark`, () => {
      const [whole] = elementsOf(svg, "svg");
      const [, , width = 0, height = 0] = (whole?.at["viewBox"] ?? "").split(" ").map(Number);
      const boxes = elementsOf(svg, "rect").filter(({ at }) => at["class"] !== "paper");
      const rows = new Set<string>();
      for (const { at, text } of elementsOf(svg, "text")) {
        const half = at["text-anchor"] === "middle" ? (LETTER * text.length) / 2 : 0;
        const [left, right, y] = [
          Number(at["x"]) - half,
          Number(at["x"]) + (half || LETTER * text.length),
          Number(at["y"]),
        ];
        expect(left >= 0 && right <= width && y > 10 && y < height, text).to.equal(true);
        if (half === 0) expect(rows.has(`${y}`), `${text} has a row of its own`).to.equal(false);
        rows.add(`${y}`);
        if (half === 0) continue;
        const around = boxes.filter(
          (box) => Number(box.at["x"]) <= left && right <= Number(box.at["x"]) + Number(box.at["width"]),
        );
        expect(around, `${text} in its box`).not.to.deep.equal([]);
      }
      for (const { at } of elementsOf(svg, "line"))
        for (const key of ["x1", "x2"]) expect(Number(at[key]) <= width).to.equal(true);
      expect(svg)
        .to.include("prefers-color-scheme: dark")
        .and.not.match(/<script|<foreignObject|href=|@import|url\(http/);
    });

    it(`${name}: hashes of spec, words and compiler are those of the files`, () => {
      const hashOf = (path: string): string =>
        createHash("sha256")
          .update(readFileSync(join(ROOT, path)))
          .digest("hex");
      expect(sheet)
        .to.include(hashOf(`contracts/apps/${name}.sol`))
        .and.include(hashOf("contracts/apps/Rules.sol"));
      expect(sheet).to.include(hashOf("node_modules/solc/soljson.js"));
    });

    it(`${name}: the worst case of each role is the sum of what is measured`, () => {
      const gas = new Map(cellsOf(sheet, "| call | most gas |").map(([, what = "", most]) => [what, numberOf(most)]));
      const step = (what: string): number => (gas.get(what) ?? Number.NaN) + 2 * (gas.get("status") ?? Number.NaN);
      const rows = cellsOf(sheet, "| role | its moves | gas of them |");
      expect(rows.map(([, role]) => role)).to.deep.equal(app.roles.map((role) => role.name));
      const timeouts = app.phases.filter((phase) => !phase.final).length * step("expire");
      for (const [, role, counted = "", moves, , total] of rows) {
        const own = [...counted.matchAll(/(\d+) × (\w+)/g)].map(
          ([, times, move]) => Number(times) * step(`play: ${move}`),
        );
        const sum = own.reduce((all, each) => all + each, 0);
        expect(numberOf(moves), role).to.equal(sum);
        expect(numberOf(total), role).to.equal(sum + timeouts);
      }
    });

    it(`${name}: the watcher's table is total: a row for each role in each phase that waits`, () => {
      const rows = rowsOf(sheet, "What the watcher does");
      const waiting = app.phases.filter((phase) => !phase.final);
      for (const phase of waiting)
        for (const role of app.roles)
          expect(
            rows.some((row) => row.startsWith(`| ${phase.name} | ${role.name} |`)),
            `${phase.name} ${role.name}`,
          ).to.equal(true);
      expect(rows.length).to.equal(waiting.length * app.roles.length + 1);
    });

    it(`${name}: gas of each move was measured, and fits twice into what a node signs for`, () => {
      const rows = cellsOf(sheet, "| call | most gas |");
      for (const move of app.moves)
        expect(
          rows.some(([, what]) => what === `play: ${move.name}`),
          move.name,
        ).to.equal(true);
      for (const [, what, most] of rows) {
        const gas = Number(most?.replaceAll(",", ""));
        expect(gas, what).to.be.greaterThan(1000);
        expect(2 * gas, what).to.be.lessThan(500_000);
      }
    });

    it(`${name}: silence was played in every phase that waits, and no pot lost anything`, () => {
      const rows = rowsOf(sheet, "Who loses what by doing nothing").filter((row) => row.includes("→"));
      for (const phase of app.phases.filter((each) => !each.final))
        expect(
          rows.some((row) => row.startsWith(`| ${phase.name} |`)),
          phase.name,
        ).to.equal(true);
      for (const row of rows) {
        const [, , , , loses = "", pot = ""] = row.split("|").map((cell) => cell.trim());
        const falls = [...pot.matchAll(/(\d[\d/]*) → (\d[\d/]*)/g)].some(([, before = "", after = ""]) =>
          before.split("/").some((held, seat) => Number(held) > Number(after.split("/")[seat])),
        );
        expect(loses === "nobody", row).to.equal(!falls);
      }
      const sum = (pot: string): number => pot.split("/").reduce((total, n) => total + Number(n), 0);
      for (const [, before = "", after = ""] of rows.flatMap((row) => [...row.matchAll(/(\d[\d/]*) → (\d[\d/]*)/g)]))
        expect(sum(after)).to.equal(sum(before));
    });
  }
});
