#!/usr/bin/env node
// The first step of every command: have Node 24, have the dependencies, then run the target under both.
// Plain JavaScript that Node 18 and newer run, without dependencies. What it says goes to stderr: stdout belongs to the target.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const ROOT = dirname(fileURLToPath(import.meta.url));
const MODULES = join(ROOT, "node_modules");
const BIN = join(MODULES, ".bin");
const NODE_MAJOR = 24;
const WINDOWS = process.platform === "win32";

/** What each target runs under Node 24: the arguments of `node`, to which the user's are added. */
const TARGETS = {
  start: ["offchain/cli/chenilles.ts", "devnet"],
  test: ["test/run.ts"],
  check: ["test/checks/run.ts"],
  generate: ["generator/cli.ts", "generate"],
  pack: ["deploy/packages/pack.ts"],
  bench: ["test/bench/run.ts"],
  gas: ["test/gas/run.ts"],
  prove: ["test/smt/run.ts"],
  audits: ["test/audits/run.ts"],
  simulate: ["test/simulation/main.ts"],
  fuzz: ["test/run.ts", "--fuzz"],
  mutate: ["test/run.ts", "--mutate"],
  coverage: ["test/run.ts", "--coverage", "contracts"],
  lint: ["test/checks/run.ts", "biome", "solhint", "arrows", "solidity-arrows"],
  format: ["test/checks/run.ts", "--fix"],
  install: [],
};

class SetupError extends Error {}

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

function majorOf(version) {
  return Number.parseInt(version.replace(/^v/, ""), 10);
}

/** The path of an installed Node that is new enough, or null. Asked of the program itself, not of package.json. */
function usableNode() {
  if (majorOf(process.versions.node) >= NODE_MAJOR) return process.execPath;
  const local = join(MODULES, "node", "bin", WINDOWS ? "node.exe" : "node");
  if (!existsSync(local)) return null;
  const asked = spawnSync(local, ["--version"], { encoding: "utf8" });
  return asked.status === 0 && majorOf(asked.stdout) >= NODE_MAJOR ? local : null;
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function lockHash() {
  return createHash("sha256")
    .update(readFileSync(join(ROOT, "package-lock.json")))
    .digest("hex");
}

const STAMP = join(MODULES, ".chenilles-setup");

function writeStamp() {
  writeFileSync(STAMP, `${lockHash()}\n`);
}

/** The C library of a Linux machine, asked once. */
function libc() {
  if (process.platform !== "linux") return null;
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl";
}

/** Is an optional package of the lock file meant for this machine? Others are rightly absent. */
function isForThisMachine(entry, ownLibc) {
  const allows = (list, value) =>
    list === undefined || list.includes(value) || list.some((x) => x[0] === "!" && x !== `!${value}`);
  const libcFits = ownLibc === null || allows(entry.libc, ownLibc);
  return allows(entry.os, process.platform) && allows(entry.cpu, process.arch) && libcFits;
}

/** Does what npm says it installed agree with the lock file? Then a hand-made `npm install` is as good as ours. */
function agreesWithLock() {
  const installed = join(MODULES, ".package-lock.json");
  if (!existsSync(installed)) return false;
  const have = readJson(installed).packages ?? {};
  const want = Object.entries(readJson(join(ROOT, "package-lock.json")).packages);
  const ownLibc = libc();
  return want.every(([path, entry]) => {
    if (path === "" || entry.link || (entry.optional && !isForThisMachine(entry, ownLibc))) return true;
    return have[path]?.version === entry.version && existsSync(join(ROOT, path, "package.json"));
  });
}

function isInstalled() {
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8").trim() === lockHash()) return true;
  if (!agreesWithLock()) return false;
  writeStamp();
  return true;
}

/** `npm` as a command line: the one that started us if there is one, so that no other is looked up. */
function npmCommand(node) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli) && existsSync(cli)) return [node, [cli]];
  return ["npm", []];
}

/**
 * Install under Node 24 always: under an older Node `npm ci` leaves out native packages without a word.
 * Without Node 24 the npm package `node`, at the version of package.json, lends one.
 */
function installCommand() {
  if (majorOf(process.versions.node) >= NODE_MAJOR && !process.execPath.startsWith(MODULES)) {
    const [command, args] = npmCommand(process.execPath);
    return { command, args: [...args, "ci", "--no-audit", "--no-fund"], path: dirname(process.execPath) };
  }
  const version = readJson(join(ROOT, "package.json")).dependencies.node;
  return { command: "npx", args: ["-y", "-p", `node@${version}`, "-c", "npm ci --no-audit --no-fund"], path: null };
}

const CAUSES = [
  [/ENOSPC|no space left/i, "the disk is full: free about 1 GB, then run the same command again."],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network/i,
    "the package registry cannot be reached: check the network or proxy (`npm ping`), then run the same command again.",
  ],
  [/EACCES|EPERM/i, "npm may not write here: make the folder and ~/.npm yours, then run the same command again."],
  [
    /in sync|Missing: .* from lock file/i,
    "package.json and package-lock.json disagree: run `npm install` under Node 24, then `npm run format`, and commit the lock file.",
  ],
  [/EINTEGRITY/i, "a downloaded package is damaged: run `npm cache verify`, then the same command again."],
];

function explain(output, code) {
  const found = CAUSES.find(([pattern]) => pattern.test(output));
  return found
    ? found[1]
    : `npm stopped with exit code ${code}; its own words are above. Run \`npm ci\` under Node ${NODE_MAJOR} to see them all.`;
}

function runInstall() {
  const { command, args, path } = installCommand();
  say(`installing the dependencies of package-lock.json under Node ${NODE_MAJOR}: ${command} ${args.join(" ")}`);
  const started = Date.now();
  const env = { ...process.env, ...(path ? { PATH: `${path}${delimiter}${process.env.PATH ?? ""}` } : {}) };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"], shell: WINDOWS });
    let tail = "";
    const keep = (chunk) => {
      tail = (tail + chunk).slice(-65536);
      process.stderr.write(chunk);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const beat = setInterval(() => say(`still installing, ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
    child.on("error", (error) => {
      clearInterval(beat);
      const why =
        error.code === "ENOENT"
          ? `\`${command}\` is not on the PATH: install npm (it comes with Node.js)`
          : error.message;
      reject(new SetupError(why));
    });
    child.on("close", (code) => {
      clearInterval(beat);
      if (code !== 0) return reject(new SetupError(explain(tail, code)));
      say(`installed in ${Math.round((Date.now() - started) / 1000)} s`);
      resolve();
    });
  });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** One set-up at a time: a second command started meanwhile waits for the first one's. */
async function withLock(work) {
  const folder = join(ROOT, ".chenilles");
  const lock = join(folder, "setup.lock");
  mkdirSync(folder, { recursive: true });
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const owner = Number(existsSync(lock) ? readFileSync(lock, "utf8") : "");
      if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true });
      else if (waited === 0) say(`another set-up (process ${owner}) is at work; waiting for it`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function setUp() {
  if (usableNode() === null || !isInstalled()) {
    await withLock(async () => {
      if (usableNode() !== null && isInstalled()) return;
      rmSync(STAMP, { force: true });
      await runInstall();
      writeStamp();
    });
  }
  const node = usableNode();
  if (node === null) {
    throw new SetupError(
      `no Node ${NODE_MAJOR} after the installation: its install script did not run. Try \`npm rebuild node\`, or install Node ${NODE_MAJOR} yourself.`,
    );
  }
  return node;
}

/** Run the target as if it were us: same streams, same signals, same exit. */
function runTarget(node, args) {
  const env = { ...process.env, NODE: node, npm_node_execpath: node };
  env.PATH = [BIN, dirname(node), process.env.PATH ?? ""].join(delimiter);
  const child = spawn(node, args, { cwd: ROOT, env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // On a terminal Ctrl-C reaches the target by itself; a second one would be taken for impatience.
    process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal)));
  }
  child.on("error", (error) => fail(new SetupError(`cannot start ${node}: ${error.message}`)));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fail(error) {
  say(error instanceof SetupError ? `failed: ${error.message}` : `failed: ${error.stack}`);
  process.exit(1);
}

async function main() {
  const [name = "", ...args] = process.argv.slice(2);
  const target = Object.hasOwn(TARGETS, name) ? TARGETS[name] : null;
  if (target === null) {
    throw new SetupError(
      `unknown target "${name}". Usage: node setup.mjs <${Object.keys(TARGETS).join("|")}> [arguments]`,
    );
  }
  const node = await setUp();
  if (target.length > 0) runTarget(node, [...target, ...args]);
}

main().catch(fail);
