#!/usr/bin/env node
// The command `chenilles` of the package: the generator's commands are here, all others are the node's, in a package of its own.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const HERE: readonly string[] = ["generate", "transpile", "init"];
/** From here on Node runs TypeScript as it is: the generator plays apps by their own translation. */
const NODE = [22, 18] as const;

function isOldNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < NODE[0] || (major === NODE[0] && minor < NODE[1]);
}

/** The node's program, where its package is installed beside the project or beside this package. */
function nodeProgram(): string | null {
  for (const from of [join(process.cwd(), "package.json"), import.meta.filename]) {
    try {
      const found = createRequire(from).resolve("@chenilles/node/package.json");
      const program = join(found, "../offchain/cli/chenilles.js");
      if (existsSync(program)) return program;
    } catch {
      // not there
    }
  }
  return null;
}

async function run(args: readonly string[]): Promise<number | null> {
  const complain = (line: string): void => void process.stderr.write(`${line}\n`);
  const name = args.find((word) => HERE.includes(word));
  const program = name === undefined ? nodeProgram() : null;
  if (program !== null) {
    await import(pathToFileURL(program).href);
    return null;
  }
  const asksForHelp = args.every((word) => word === "--help" || word === "-h");
  if (name === undefined && !asksForHelp) {
    complain(`chenilles: '${args[0]}' is a command of the node: npm install @chenilles/node, then run it again`);
    return 2;
  }
  if (isOldNode(process.versions.node)) {
    complain(`chenilles: the generator needs Node ${NODE.join(".")} or newer, this is ${process.versions.node}`);
    return 1;
  }
  const { main } = await import("../../../generator/cli.ts");
  const rest = args.filter((_, i) => i !== args.indexOf(name ?? ""));
  return main(
    name === undefined ? ["--help"] : [name, ...rest],
    (line) => void process.stdout.write(`${line}\n`),
    complain,
  );
}

// Who reads may stop reading, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const code = await run(process.argv.slice(2));
if (code !== null) process.exitCode = code;
