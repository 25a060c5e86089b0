import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { expect } from "chai";
import { DEFENCES } from "./defences.ts";

describe("defences of the contracts", function () {
  this.timeout(600_000);

  it("each taken out by itself makes its test fail", () => {
    // In a process of its own: the tests are loaded there, and run against other code.
    const run = spawnSync(process.execPath, [join(import.meta.dirname, "trial.ts")], { encoding: "utf8" });
    expect(run.stdout.split("\n").filter((line) => line.startsWith("BAD"))).to.deep.equal([]);
    expect(run.stdout, run.stderr).to.contain(`${DEFENCES.length} defences, 0 that no test holds`);
    expect(run.status).to.equal(0);
  });
});
