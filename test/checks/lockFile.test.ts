import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { checkLockFile, fillingOf, lockHoles } from "./lockFile.ts";
import { withTree } from "./tree.ts";

const TEXT = JSON.stringify({
  packages: {
    "node_modules/tool": {
      version: "1.0.0",
      dev: true,
      optionalDependencies: { "tool-darwin-arm64": "1.0.0", later: "^1" },
    },
  },
});

describe("lock-file", () => {
  it("names the platform packages that have no entry", async () => {
    const problems = await withTree({ "package-lock.json": TEXT }, [], async (root) => checkLockFile(root, false));
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include("tool-darwin-arm64@1.0.0");
  });

  it("fills them from their names", async () => {
    await withTree({ "package-lock.json": TEXT }, [], async (root) => {
      expect(checkLockFile(root, true)).to.deep.equal([]);
      expect(checkLockFile(root, false)).to.deep.equal([]);
      const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
      expect(packages["node_modules/tool-darwin-arm64"]).to.deep.equal({
        version: "1.0.0",
        cpu: ["arm64"],
        dev: true,
        optional: true,
        os: ["darwin"],
      });
    });
  });

  it("does not guess when the name says no platform", () => {
    expect(fillingOf({ name: "tool-extra", version: "1.0.0", dev: false })).to.equal(null);
    expect(lockHoles({ packages: {} })).to.deep.equal([]);
  });
});
