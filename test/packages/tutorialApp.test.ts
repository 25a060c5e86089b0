import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { expect } from "chai";
import { openShell, type Shell, unsaid } from "../e2e/tutorialShell.ts";
import { ROOT } from "../steps.ts";
import { paperSteps } from "./paperSteps.ts";

const PAPER = readFileSync(join(ROOT, "docs/tutorial-app.md"), "utf8");
const PROJECT = "pennies";

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
        const output = await shell.run(step, 300);
        expect(unsaid(step.shown, output), `not said in\n${output}`).to.deep.equal([]);
      });
});
