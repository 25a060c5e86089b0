import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../steps.ts";

const BIN = join(ROOT, "bin/chenilles.mjs");
const SPEC = "contract Twice { function of_(uint256 x) external pure returns (uint256) { return 2 * x; } }";

describe("the generator's commands, as processes through bin/chenilles.mjs", function () {
  this.timeout(60_000);
  let folder: string;

  const run = (
    ...args: readonly string[]
  ): { readonly code: number | null; readonly out: string; readonly err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: folder, encoding: "utf8" });
    return { code: status, out: stdout, err: stderr };
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "chenilles-commands-"));
    writeFileSync(
      join(folder, "Twice.sol"),
      `// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.30;\n${SPEC}\n`,
    );
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("transpile writes the module where --out says", () => {
    expect(run("transpile", "Twice.sol", "--contract", "Twice", "--out", "twice.ts")).to.deep.equal({
      code: 0,
      out: "",
      err: "",
    });
    expect(readFileSync(join(folder, "twice.ts"), "utf8")).to.include("export function call(");
  });

  it("transpile prints the module, or one line of JSON", () => {
    const { code, out } = run("transpile", "Twice.sol");
    expect(code).to.equal(0);
    expect(JSON.parse(run("transpile", "Twice.sol", "--json").out)).to.deep.equal({ ok: true, code: out.slice(0, -1) });
  });

  it("transpile refuses with place and caret, exit code 3", () => {
    writeFileSync(
      join(folder, "Bad.sol"),
      readFileSync(join(folder, "Twice.sol"), "utf8").replace("2 * x", "gasleft()"),
    );
    const { code, err } = run("transpile", "Bad.sol");
    expect(code).to.equal(3);
    expect(err).to.include("Bad.sol:3:");
    const json = run("--json", "transpile", "Bad.sol");
    expect(JSON.parse(json.out)).to.have.nested.property("diagnostics[0].line", 3);
  });

  it("says what is wrong with the command line, exit code 2", () => {
    for (const args of [
      ["transpile", "None.sol"],
      ["transpile", "Twice.sol", "--ot", "x"],
    ]) {
      const { code, err } = run(...args);
      expect(code, args.join(" ")).to.equal(2);
      expect(err).to.include("transpile --help");
    }
    expect(run("generate", "--chek").code).to.equal(2);
    expect(run("init", "--help").out).to.include("Example:");
  });
});

describe("the command of the package chenilles", function () {
  this.timeout(60_000);
  const program = join(ROOT, "deploy/packages/chenilles/bin.ts");
  let folder: string;

  const run = (
    ...args: readonly string[]
  ): { readonly code: number | null; readonly out: string; readonly err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { code: status, out: stdout, err: stderr };
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "chenilles-bin-"));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("has the generator's commands, and names the package of all others", () => {
    expect(run("--help").out).to.include("init").and.include("generate");
    expect(run("--json", "generate").code).to.equal(1);
    expect(run("generate").err).to.include("no spec in");
    const { code, err } = run("getinfo", "--help");
    expect(code).to.equal(2);
    expect(err).to.include("'getinfo' is a command of the node: npm install @chenilles/node");
  });

  it("hands a node's commands over where its package is installed", () => {
    const node = join(folder, "node_modules/@chenilles/node");
    mkdirSync(join(node, "offchain/cli"), { recursive: true });
    writeFileSync(join(node, "package.json"), '{ "name": "@chenilles/node", "type": "module" }');
    writeFileSync(join(node, "offchain/cli/chenilles.js"), "console.log(process.argv.slice(2).join());");
    expect(run("getinfo", "--help").out).to.equal("getinfo,--help\n");
    expect(run("generate").err).to.include("no spec in");
  });
});
