import { expect } from "chai";
import { ROOT } from "../steps.ts";
import { danglingQuotes, definedIds } from "./references.ts";
import { verdictOn } from "./tree.ts";

const defined = definedIds(ROOT);
const dangling = (source: string): readonly string[] => danglingQuotes("a.ts", source, defined);

describe("references", () => {
  it("finds what the papers define", () => {
    for (const quote of [
      "adjudicator §9",
      "adjudicator M4",
      "protocol §1.4",
      "protocol §1",
      "protocol S4",
      "finding C2",
      "findings C1, H14",
      "findings S1 and S24b",
      "rule 18",
      "rules 1, 2",
      "attack 41",
      "attacks §3",
      "spec-language §5",
    ]) {
      expect(dangling(`// so says ${quote}.`), quote).to.deep.equal([]);
    }
  });

  it("refuses what they do not", () => {
    for (const quote of [
      "adjudicator §13",
      "protocol §1.12",
      "protocol Z1",
      "finding C9",
      "findings C1, C9",
      "rule 19",
      "attack 42",
      "spec-language §9",
    ]) {
      expect(dangling(`\n// so says ${quote}.`), quote).to.have.length(1);
    }
    expect(dangling("\n// rule 19")[0]).to.equal("a.ts:2 quotes rule 19, which docs/ does not have");
  });

  it("refuses a link that leads nowhere", async () => {
    const { ok, text } = await verdictOn("references", { "README.md": "a\n[b](docs/none.md)\n" }, ["docs"]);
    expect(ok).to.equal(false);
    expect(text).to.include("README.md:2 links to docs/none.md");
  });
});
