#!/usr/bin/env node
// The command `chenilles` under any Node from 18 on: finds Node 24 and hands over to offchain/cli/chenilles.ts.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const NODE_MAJOR = 24;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return process.execPath;
  const local = join(ROOT, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(local) ? local : null;
}

const node = findNode();
if (node === null || !existsSync(join(ROOT, "node_modules"))) {
  process.stderr.write("chenilles: not set up yet. Run `node setup.mjs install` in the project's folder first.\n");
  process.exit(1);
}

const path = [join(ROOT, "node_modules", ".bin"), dirname(node), process.env.PATH ?? ""].join(delimiter);
const env = { ...process.env, NODE: node, npm_node_execpath: node, PATH: path };
const program = join(ROOT, "offchain", "cli", "chenilles.ts");
const child = spawn(node, [program, ...process.argv.slice(2)], { env, stdio: "inherit" });
for (const signal of SIGNALS) {
  process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal)));
}
child.on("error", (error) => {
  process.stderr.write(`chenilles: cannot start ${node}: ${error.message}\n`);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
