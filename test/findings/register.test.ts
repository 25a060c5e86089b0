import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect } from "chai";
import { definedIds } from "../checks/references.ts";
import { ROOT } from "../steps.ts";
import { withTests } from "./attackTable.ts";
import { sourcesOf } from "./compile.ts";
import { DEFENCES } from "./defences.ts";
import { REGISTER, type Shown } from "./register.ts";
import { placeOf } from "./removals.ts";

const upTo = (letter: string, last: number, ...others: readonly string[]): string[] => [
  ...Array.from({ length: last }, (_, n) => `${letter}${n + 1}`),
  ...others,
];

/** S15 is none: a timeout that panics reverts, and the fallback pays the same. */
const FINDINGS = [
  ...upTo("C", 8),
  ...upTo("H", 14),
  ...upTo("M", 14),
  ...upTo("L", 7),
  ...upTo("S", 25, "S1b", "S8b", "S13c", "S16b").filter((id) => id !== "S15"),
  ...["W1", "R1"],
];
const ATTACKS = upTo("attack ", 41);
const PAPER = join(ROOT, "docs", "attacks.md");
const WRITE = "CHENILLES_ATTACKS=write npx mocha test/findings/register.test.ts";

describe("the register of findings and attacks", () => {
  it("has every finding and every attack, once, and nothing else", () => {
    expect(REGISTER.map(({ id }) => id)).to.have.members([...FINDINGS, ...ATTACKS]);
  });

  it("knows all that docs/spec.md and docs/attacks.md know", () => {
    const { finding, attack } = definedIds(ROOT);
    const ids = new Set(REGISTER.map(({ id }) => id));
    for (const id of finding) if (/^[A-Z]\d+[a-z]?$/.test(id)) expect([...ids]).to.include(id);
    for (const number of attack) if (/^\d+$/.test(number)) expect([...ids]).to.include(`attack ${number}`);
  });

  it("names tests that are there, or says why there is none", () => {
    const missing = REGISTER.flatMap(({ id, tests }) =>
      tests.filter((test) => !isThere(test)).map((test) => [id, test]),
    );
    expect(missing).to.deep.equal([]);
    for (const { id, tests, why } of REGISTER) expect(tests.length > 0, id).to.equal(why === undefined);
  });

  it("names each test of this folder that plays one", () => {
    const shown = new Set(REGISTER.flatMap(({ tests }) => tests.map(({ title }) => title)));
    for (const name of ["critical", "high", "medium", "apps", "attacks", "kinds", "offchain"])
      for (const title of titlesIn(`test/findings/${name}.test.ts`)) expect([...shown]).to.include(title);
  });

  it("has a removable defence for whatever the contract meets, and each defence stands in one place", () => {
    const sources = sourcesOf(["contracts/Adjudicator.sol"]);
    for (const defence of DEFENCES) placeOf(defence, sources[defence.file]?.content ?? "");
    const held = new Set(DEFENCES.map(({ test }) => test));
    const bare = REGISTER.filter(
      ({ where, tests }) => where.includes("contract") && !tests.some(({ title }) => held.has(title)),
    );
    expect(bare.map(({ id }) => id)).to.deep.equal(NOTHING_TO_REMOVE);
  });

  it("is the last column of docs/attacks.md", () => {
    const paper = readFileSync(PAPER, "utf8");
    if (process.env["CHENILLES_ATTACKS"] === "write") writeFileSync(PAPER, withTests(paper));
    expect(readFileSync(PAPER, "utf8"), `write it anew: ${WRITE}`).to.equal(withTests(paper));
  });

  it("sees a test that is not there", () => {
    expect(isThere({ file: "test/findings/critical.test.ts", title: "C9: there is no such finding" })).to.equal(false);
    expect(isThere({ file: "test/findings/none.test.ts", title: "C1" })).to.equal(false);
  });
});

/** What the contract meets without code of its own: it counts no blocks and has no owner. */
const NOTHING_TO_REMOVE: readonly string[] = ["attack 8", "attack 37"];

function isThere({ file, title }: Shown): boolean {
  const path = join(ROOT, file);
  return existsSync(path) && readFileSync(path, "utf8").includes(title);
}

function titlesIn(file: string): string[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  return [...source.matchAll(/^ {2}it\("([^"]+)"/gm)].map(([, title = ""]) => title);
}
