import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";

const FOLDER = new URL("./", import.meta.url);
const WRITE = "CHENILLES_TREES=write npx hardhat test mocha test/contracts/trees.test.ts";

/** Entry points and views that have a file of their own; `support` and whole-contract tests have no tree. */
const ENTRIES = [
  "challenge",
  "checkpoint",
  "children",
  "claim",
  "claimAll",
  "conclude",
  "fund",
  "progress",
  "publish",
  "resume",
  "settle",
  "sweep",
  "timeout",
  "withdraw",
  "withdrawCredit",
];

/** Entries whose tests are in another's file. */
const TOLD_TOGETHER: ReadonlyMap<string, string> = new Map([
  ["fundETH", "fund"],
  ...["checkpoint", "challenge", "conclude", "claim", "progress", "timeout"].map(
    (entry) => [`${entry}Child`, "children"] as const,
  ),
]);

/** Sections (`// --- given …`, `// --- when …`) and the tests below each, as a tree to read and to review. */
function treeOf(entry: string, source: string): string {
  const sections: { readonly title: string; readonly tests: string[] }[] = [];
  for (const line of source.split("\n")) {
    const title = /^ {4}\/\/ --- (.*)$/.exec(line)?.[1];
    if (title !== undefined) sections.push({ title, tests: [] });
    const test = /^ {4}function (test(?:Fuzz)?)_(\w+)/.exec(line);
    if (test?.[2] !== undefined) sections.at(-1)?.tests.push(sentence(test[2], test[1] === "testFuzz"));
  }
  const branches = sections.map(({ title, tests }, at) => branchOf(title, tests, at === sections.length - 1));
  return `${entry}\n${branches.join("")}`;
}

function branchOf(title: string, tests: readonly string[], last: boolean): string {
  const stem = last ? "    " : "│   ";
  const leaves = tests.map((test, at) => `${stem}${at === tests.length - 1 ? "└" : "├"}── ${test}\n`);
  return `${last ? "└" : "├"}── ${title}\n${leaves.join("")}`;
}

function sentence(name: string, fuzz: boolean): string {
  return `it: ${name.replaceAll("_", " ")}${fuzz ? " (fuzz)" : ""}`;
}

describe("given / when / it", () => {
  for (const entry of ENTRIES) {
    it(`${entry}.tree says what ${entry}.t.sol tests`, () => {
      const source = readFileSync(new URL(`${entry}.t.sol`, FOLDER), "utf8");
      const tree = treeOf(entry, source);
      expect(tree).to.match(/── (given|when) /);
      for (const title of tree.match(/(?<=^[├└]── ).*$/gm) ?? []) expect(title).to.match(/^(given|when) /);
      if (process.env["CHENILLES_TREES"] === "write") writeFileSync(new URL(`${entry}.tree`, FOLDER), tree);

      const tests = source.match(/^ {4}function test/gm)?.length;
      expect(tree.match(/── it: /g)?.length, "every test is in a section").to.equal(tests);
      expect(readFileSync(new URL(`${entry}.tree`, FOLDER), "utf8"), `write it anew: ${WRITE}`).to.equal(tree);
    });
  }

  it("leaves no entry of the adjudicator without tests", () => {
    const face = readFileSync(new URL("../../contracts/interfaces/IAdjudicator.sol", FOLDER), "utf8");
    const writing = face.slice(0, face.indexOf("// --- views")).matchAll(/^ {4}function (\w+)/gm);
    const tested = new Set(readdirSync(FOLDER).map((file) => file.replace(/\.tree$/, "")));
    for (const [, entry = ""] of writing) expect([...tested]).to.include(TOLD_TOGETHER.get(entry) ?? entry);
  });

  it("leaves no entry of the cashier without tests", () => {
    const face = readFileSync(new URL("../../contracts/interfaces/ICashier.sol", FOLDER), "utf8");
    const writing = [...face.matchAll(/^ {4}function (\w+)\([^;]*\) external(?: payable)?;/gm)];
    expect(writing.length).to.be.above(0);
    const tested = readdirSync(new URL("../world/", FOLDER));
    for (const [, entry = ""] of writing) expect(tested).to.include(`${entry}.test.ts`);
  });
});
