import { expect } from "chai";
import { countOutcome } from "../run.ts";

const counts = (output: string, code: number | null): readonly number[] => {
  const { passed, failed, skipped } = countOutcome("step", output, code, 1);
  return [passed, failed, skipped];
};

describe("the sum of npm test", () => {
  it("reads what mocha prints", () => {
    expect(counts("  a\n    ✔ b\n\n  12 passing (3s)\n  2 pending\n", 0)).to.deep.equal([12, 0, 2]);
    expect(counts("  12 passing (3s)\n  3 failing\n", 3)).to.deep.equal([12, 3, 0]);
  });

  it("reads through colours", () => {
    expect(counts("\u001b[92m \u001b[0m\u001b[32m 7 passing\u001b[0m\u001b[90m (1s)\u001b[0m\n", 0)).to.deep.equal([
      7, 0, 0,
    ]);
  });

  it("counts a failure when the process failed though its tests passed", () => {
    expect(counts("  12 passing (3s)\n", 1)).to.deep.equal([12, 1, 0]);
    expect(counts("  12 passing (3s)\n", null)).to.deep.equal([12, 1, 0]);
  });

  it("counts a failure when nothing ran", () => {
    expect(counts("", 0)).to.deep.equal([0, 1, 0]);
    expect(counts("  0 passing (1ms)\n", 0)).to.deep.equal([0, 1, 0]);
  });

  it("is not led astray by a test's own words", () => {
    expect(counts("    ✔ prints 99 passing\n\n  1 passing (3ms)\n", 0)).to.deep.equal([1, 0, 0]);
  });
});
