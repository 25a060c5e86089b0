import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { openShell, type Shell, unsaid } from "../e2e/tutorialShell.ts";
import { ROOT } from "../steps.ts";
import { fakeDocument, submit } from "./fakeDocument.ts";
import { paperSteps } from "./paperSteps.ts";
import { TYPED_USE } from "./typedUse.ts";

const PAPER = readFileSync(join(ROOT, "docs/tutorial-app.md"), "utf8");
const PROJECT = "pennies";
const VIEM = "2.56.9";
const COUNTER = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;

contract Counter {
    uint256 public count;
}
`;
/** A config that somebody has written: with a compiler of its own, here the one that is at hand, and settings of its own. */
const OWN_CONFIG = `import { createRequire } from "node:module";
import mocha from "@nomicfoundation/hardhat-mocha";
import { defineConfig } from "hardhat/config";

const path = createRequire(import.meta.url).resolve("solc/soljson.js");

export default defineConfig({
  plugins: [mocha],
  solidity: { version: "0.8.30", path },
});
`;

/** What is installed comes from the registry: without it nothing here can be shown, and that is said. */
function explain(error: Error): never {
  if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ENOTCACHED/.test(error.message)) throw error;
  throw new Error(
    `the package registry cannot be reached (\`npm ping\`); this test installs packages from it\n${error.message}`,
  );
}

async function eventually(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
  if (!holds()) throw new Error(`not so after 4 s: ${what}`);
}

/** What npm is told by default, asked before HOME is another. */
function npmConfig(name: string): string {
  const { stdout, status } = spawnSync("npm", ["config", "get", name, "--loglevel=error"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`npm config get ${name} failed`);
  return stdout.trim();
}

describe("docs/tutorial-app.md, as its reader types it", function () {
  this.timeout(600_000);
  this.bail(true);
  let home = "";
  let shell: Shell;
  const environment = { ...process.env };

  before(() => {
    home = mkdtempSync(join(tmpdir(), "chenilles-tutorial-app-"));
    // Another home, but npm's own cache and settings: what is installed here is not fetched again.
    Object.assign(process.env, {
      npm_config_cache: npmConfig("cache"),
      npm_config_userconfig: npmConfig("userconfig"),
      npm_config_prefer_offline: "true",
      npm_config_audit: "false",
      npm_config_fund: "false",
      npm_config_loglevel: "error",
    });
    shell = openShell(ROOT, home, "docs/tutorial-app.md");
  });

  after(async () => {
    await shell.close();
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    rmSync(home, { recursive: true, force: true });
  });

  for (const step of paperSteps(PAPER))
    if (step.kind === "file")
      it(`line ${step.line}: ${step.path}`, () => {
        const path = join(home, PROJECT, step.path);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, step.text);
      });
    else
      it(`line ${step.line}: ${step.commands.trim().split("\n")[0]}`, async () => {
        const output = await shell.run(step, 300).catch(explain);
        expect(unsaid(step.shown, output), `not said in\n${output}`).to.deep.equal([]);
      });

  const project = (path: string): string => join(home, PROJECT, path);
  const type = (...commands: readonly string[]): Promise<string> =>
    shell.run({ line: 0, commands: commands.join("\n"), shown: [] }, 300).catch(explain);

  it("the page holds nothing of Node, and is played by its forms", async () => {
    const script = project("page/dist/main.js");
    expect(readFileSync(script, "utf8")).to.not.match(/(from|import|require)\s*\(?\s*"(node:|fs"|crypto"|buffer")/);
    const { main, document } = fakeDocument();
    Reflect.set(globalThis, "document", document);
    try {
      await import(pathToFileURL(script).href);
      await eventually("both sides are shown", () => main.all("form").length === 1);
      submit(main, "hider", "hide", { side: "Tails" });
      await eventually("the guesser is asked", () => main.text.includes("guesser: Guessing"));
      submit(main, "guesser", "guess", { side: "Heads" });
      await eventually("it is over for both", () => main.text.split("Over, it is over").length === 3);
      expect(main.text.replace(/\s/g, "")).to.include('"payout":{"money":["20","0"]}');
    } finally {
      Reflect.deleteProperty(globalThis, "document");
    }
  });

  it("ethers and viem infer types from what was generated", async () => {
    writeFileSync(project("typedUse.ts"), TYPED_USE);
    writeFileSync(
      project("tsconfig.typed.json"),
      '{ "extends": "./tsconfig.json", "include": ["typedUse.ts", "play.ts"] }',
    );
    const said = await type(
      `npm install --save-dev --save-exact viem@${VIEM}`,
      "npx tsc -p tsconfig.typed.json",
      "node typedUse.ts",
    );
    expect(said).to.include("agreed");
  });

  it("both commands are there, and speak for a node", async () => {
    const said = await type("npx chenilles --version", "npx chenilles-node getinfo --dir nowhere || echo exit $?");
    expect(unsaid(["0.1.0", "exit 3"], said)).to.deep.equal([]);
  });

  it("in a Hardhat 3 project that was there before: added, generated, compiled to the same code", async () => {
    rmSync(project("play.ts"));
    for (const folder of ["generated", "test", "page", "audits", "cache", "artifacts", "contracts"])
      rmSync(project(folder), { recursive: true, force: true });
    mkdirSync(project("contracts"));
    writeFileSync(project("contracts/Counter.sol"), COUNTER);
    writeFileSync(project("hardhat.config.ts"), OWN_CONFIG);
    writeFileSync(project("tsconfig.json"), '{ "compilerOptions": { "module": "node20", "types": ["node"] } }');
    const said = await type(
      "npx chenilles init Race",
      "npx hardhat chenilles generate",
      "npx hardhat chenilles generate --check",
      "npx hardhat test mocha test/Race.ts",
    );
    expect(
      unsaid(
        [
          "In this Hardhat 3 project:",
          "hardhat.config.ts: added …",
          "generated files are up to date",
          "pays who comes to 21",
        ],
        said,
      ),
    ).to.deep.equal([]);
    const artifact = JSON.parse(
      readFileSync(project("artifacts/contracts/generated/RaceApp.sol/RaceApp.json"), "utf8"),
    );
    expect(readFileSync(project("generated/apps/race.ts"), "utf8")).to.include(`initCode: "${artifact.bytecode}"`);
    expect(readFileSync(project("generated/apps/race.ts"), "utf8")).to.include('from "./raceCode.js"');
  });
});
