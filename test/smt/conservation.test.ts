import { expect } from "chai";
import { BROKEN, broken } from "./broken.ts";
import { conservationSource, prove } from "./prove.ts";

describe("conservation, by the compiler's model checker (rules 1, 2, 8)", function () {
  this.timeout(300_000);
  const source = conservationSource();

  it("proves every assertion of every entry", async () => {
    const { proved, violated, open } = await prove(source);
    expect(open).to.deep.equal([]);
    expect(violated).to.deep.equal([]);
    expect(new Set(proved).size).to.equal(source.match(/assert\(/g)?.length);
  });

  // One here; `npm run prove` removes them all.
  it("finds a violation once a check is gone", async () => {
    const [first] = BROKEN;
    if (first === undefined) throw new Error("nothing to remove");
    expect((await prove(broken(source, first))).violated).to.not.deep.equal([]);
  });

  it("knows where each check stands", () => {
    for (const one of BROKEN) expect(broken(source, one)).to.not.equal(source);
  });
});
