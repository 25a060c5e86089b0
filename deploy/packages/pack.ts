// `npm run pack`: makes the packages that other projects install, into dist/packages. Each is compiled JavaScript with
// declarations, the files that it reads as text, and a package.json whose versions are those of this project.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { assemble, type Shipped } from "./assemble.ts";

const ROOT = join(import.meta.dirname, "../..");
const BUILD = join(ROOT, "dist/build");
const OUT = join(ROOT, "dist/packages");

/** What each package holds: programs and modules by their entries, all they import, and texts. In the order of installation. */
const PACKAGES: readonly Shipped[] = [
  {
    folder: "chenilles",
    entries: [
      "deploy/packages/chenilles/*.js",
      "generator/{cli,index}.js",
      "generator/hardhat/*.js",
      "generator/measure/evmGas.js",
      "generator/trial/index.js",
      "offchain/evm/**/*.js",
      "offchain/protocol/client/*.js",
      "offchain/generated/**/*.js",
    ],
    texts: [
      "generator/templates/**/*",
      "contracts/{apps/Rules,interfaces/IApp,types/*}.sol",
      "deploy/compiler.json",
      "docs/{language,tutorial-app}.md",
    ],
    moved: [{ from: "offchain/evm", to: "generator/transpile/library" }],
  },
  {
    folder: "node",
    entries: ["deploy/packages/node/*.js", "offchain/cli/chenilles.js"],
    texts: ["deploy/chains/*.json", "deploy/compiler.json", "contracts/**/*.sol"],
  },
];

/** Runs a program to its end; what it says goes to stderr, what it prints is returned. */
function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(" ")} failed${error === undefined ? "" : `: ${error.message}`}\n${stdout}`);
}

function main(): void {
  rmSync(join(ROOT, "dist"), { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  run(join(ROOT, "node_modules/.bin/tsc"), ["-p", "deploy/packages"], ROOT);
  const taken = new Map<string, string>();
  for (const shipped of PACKAGES) {
    const { folder, name, version, files } = assemble(ROOT, BUILD, join(OUT, shipped.folder), shipped, taken);
    const [packed = ""] = run("npm", ["pack", "--silent", "--pack-destination", OUT], folder)
      .trim()
      .split("\n")
      .slice(-1);
    process.stderr.write(`${name} ${version}: ${files} files\n`);
    process.stdout.write(`dist/packages/${packed}\n`);
  }
}

main();
