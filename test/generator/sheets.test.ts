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
      const rows = rowsOf(sheet, "Bounds").map((row) => row.split("|").map((cell) => cell.trim()));
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
      const sum = (pot: string): number => pot.split("/").reduce((total, n) => total + Number(n), 0);
      for (const [, before = "", after = ""] of rows.flatMap((row) => [...row.matchAll(/(\d[\d/]*) → (\d[\d/]*)/g)]))
        expect(sum(after)).to.equal(sum(before));
    });
  }
});
