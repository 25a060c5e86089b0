import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { expect } from "chai";
import { ROOT } from "../steps.ts";
import { withTree } from "./tree.ts";

interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A target that shows what it was given: arguments, version and signal. */
const TARGET = `
import process from "node:process";
const [, , ...args] = process.argv;
if (args.includes("--wait")) {
  process.on("SIGTERM", () => process.exit(43));
  setInterval(() => {}, 1000);
  process.stderr.write("waiting");
} else if (args.includes("--die")) {
  process.kill(process.pid, "SIGKILL");
} else {
  console.log(JSON.stringify({ args, major: process.versions.node.split(".")[0], first: process.env.PATH?.split(":")[0] }));
  process.exitCode = args.includes("--fail") ? 42 : 0;
}
`;

const PROJECT = { "offchain/cli/chenilles.ts": TARGET };
const COPIED = ["setup.mjs", "bin", "package.json", "package-lock.json"];

/** A tree that is set up: an own node_modules, stamped with the hash of its lock file. */
function withProject<T>(use: (root: string) => Promise<T>): Promise<T> {
  return withTree(PROJECT, COPIED, (root) => {
    rmSync(join(root, "node_modules"));
    mkdirSync(join(root, "node_modules"));
    const hash = createHash("sha256")
      .update(readFileSync(join(root, "package-lock.json")))
      .digest("hex");
    writeFileSync(join(root, "node_modules", ".chenilles-setup"), hash);
    return use(root);
  });
}

function run(
  root: string,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  kill = false,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, program), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
      if (kill && stderr.includes("waiting")) child.kill("SIGTERM");
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** A stand-in for npm, which says `words`, makes a little node_modules if it is to succeed, and exits with `code`. */
function fakeNpm(root: string, words: string, code: number): NodeJS.ProcessEnv {
  const cli = join(root, "npm-cli.cjs");
  const make =
    "const fs = require('fs'); fs.mkdirSync('node_modules/node/bin', { recursive: true });" +
    "fs.writeFileSync('npm-arguments', process.argv.slice(2).join(' '));";
  writeFileSync(join(root, "package.json"), '{ "type": "module", "dependencies": { "node": "24.0.0" } }');
  writeFileSync(cli, `${make} console.error(${JSON.stringify(words)}); process.exit(${code});`);
  rmSync(join(root, "node_modules"), { recursive: true });
  return { npm_execpath: cli };
}

const FAILURES: readonly (readonly [string, string])[] = [
  ["npm error code ENOSPC", "disk is full"],
  ["npm error network request failed, reason: getaddrinfo ENOTFOUND", "registry cannot be reached"],
  ["npm error code EACCES", "may not write"],
  ["npm error `npm ci` can only install packages when in sync", "disagree"],
  ["npm error something else", "exit code 7"],
];

describe("set-up", () => {
  for (const program of ["setup.mjs", "bin/chenilles.mjs"]) {
    const first = program === "setup.mjs" ? ["start"] : ["devnet"];

    it(`${program} runs the target under Node 24 or newer, with node_modules/.bin first, and adds nothing to stdout`, async () => {
      const { code, stdout } = await withProject((root) => run(root, program, [...first, "--json"], {}));
      expect(code).to.equal(0);
      const said = JSON.parse(stdout);
      expect(said.args).to.deep.equal(["devnet", "--json"]);
      expect(Number(said.major)).to.be.at.least(24);
      expect(said.first).to.match(/node_modules.\.bin$/);
    });

    it(`${program} exits as the target does`, async () => {
      await withProject(async (root) => {
        expect((await run(root, program, [...first, "--fail"], {})).code).to.equal(42);
        expect((await run(root, program, [...first, "--die"], {})).signal).to.equal("SIGKILL");
      });
    });

    it(`${program} passes a signal on`, async () => {
      const ran = await withProject((root) => run(root, program, [...first, "--wait"], {}, true));
      expect(ran.code).to.equal(43);
    });
  }

  it("installs when node_modules is missing, and not again", async () => {
    await withProject(async (root) => {
      const env = fakeNpm(root, "added 1 package", 0);
      const ran = await run(root, "setup.mjs", ["start"], env);
      expect(ran.code, ran.stderr).to.equal(0);
      expect(ran.stderr).to.include("installing").and.include("installed in");
      expect(readFileSync(join(root, "npm-arguments"), "utf8")).to.match(/^ci /);
      rmSync(join(root, "npm-arguments"));
      expect((await run(root, "setup.mjs", ["start"], env)).stderr).to.equal("");
      expect(existsSync(join(root, "npm-arguments"))).to.equal(false);
    });
  });

  it("installs again when the lock file has changed", async () => {
    await withProject(async (root) => {
      const env = fakeNpm(root, "added 1 package", 0);
      await run(root, "setup.mjs", ["start"], env);
      const lock = join(root, "package-lock.json");
      writeFileSync(
        lock,
        readFileSync(lock, "utf8").replace('"packages": {', '"packages": { "node_modules/new": {"version": "1.0.0"},'),
      );
      expect((await run(root, "setup.mjs", ["start"], env)).stderr).to.include("installed in");
    });
  });

  for (const [words, said] of FAILURES) {
    it(`says what to do about: ${words}`, async () => {
      const ran = await withProject((root) => run(root, "setup.mjs", ["start"], fakeNpm(root, words, 7)));
      expect(ran.code).to.equal(1);
      expect(ran.stdout).to.equal("");
      expect(ran.stderr).to.include(words).and.include(said);
    });
  }

  it("says so when npm is missing", async () => {
    const ran = await withProject((root) => {
      fakeNpm(root, "", 0);
      const alone = join(root, "alone", "node");
      mkdirSync(dirname(alone));
      cpSync(process.execPath, alone);
      chmodSync(alone, 0o755);
      return new Promise<Ran>((resolve) => {
        const child = spawn(alone, [join(root, "setup.mjs"), "start"], { env: { PATH: dirname(alone) } });
        let stderr = "";
        child.stderr.on("data", (chunk: Buffer) => {
          stderr += chunk.toString();
        });
        child.on("close", (code, signal) => resolve({ code, signal, stdout: "", stderr }));
      });
    });
    expect(ran.code).to.equal(1);
    expect(ran.stderr).to.include("not on the PATH: install npm");
  });

  it("names its targets when it does not know one", async () => {
    const ran = await run(ROOT, "setup.mjs", ["strat"], {});
    expect(ran.code).to.equal(1);
    expect(ran.stderr).to.include('unknown target "strat"').and.include("start|test");
  });

  it("tells the launcher's user to set up first", async () => {
    const ran = await withProject((root) => {
      rmSync(join(root, "node_modules"), { recursive: true });
      return run(root, "bin/chenilles.mjs", ["getinfo"], {});
    });
    expect(ran.code).to.equal(1);
    expect(ran.stderr).to.include("node setup.mjs install");
  });
});
