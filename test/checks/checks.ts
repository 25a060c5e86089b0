// The checks of `npm run check`, as data: each is a name, what it holds, and how to run it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { staleDocuments, writeDocuments } from "../audits/documents.ts";
import { checkErrors } from "./errors.ts";
import { checkLockFile } from "./lockFile.ts";
import { checkNatspec } from "./natspec.ts";
import { checkReferences } from "./references.ts";
import { checkSolidityArrows } from "./solidityArrows.ts";

/** What a check came to: `ok`, and what it has to say (the lines that tell what is wrong and where). */
export interface Verdict {
  readonly ok: boolean;
  readonly text: string;
}

export interface Check {
  readonly name: string;
  readonly holds: string;
  /** Run on the tree at `root`. With `fix`, mend what can be mended first. */
  readonly run: (root: string, fix: boolean) => Promise<Verdict>;
}

const BIN = join(import.meta.dirname, "..", "..", "node_modules", ".bin");

/** Run a program of node_modules/.bin in `root`; its output is the text, its exit code the verdict. */
export function runProgram(root: string, command: string, args: readonly string[]): Promise<Verdict> {
  return new Promise((resolve) => {
    const child = spawn(join(BIN, command), args, { cwd: root, env: { ...process.env, NO_COLOR: "1" } });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.on("error", (error) => resolve({ ok: false, text: `cannot start ${command}: ${error.message}` }));
    child.on("close", (code) => resolve({ ok: code === 0, text: text.trim() }));
  });
}

function program(command: string, args: readonly string[], fixArgs: readonly string[] = args): Check["run"] {
  return (root, fix) => runProgram(root, command, fix ? fixArgs : args);
}

function lines(problems: readonly string[]): Verdict {
  return { ok: problems.length === 0, text: problems.join("\n") };
}

const SOLIDITY = ["contracts/**/*.sol", "test/**/*.sol"];
const PACKAGES = ["offchain", "generator", "deploy"];

export const CHECKS: readonly Check[] = [
  { name: "types", holds: "tsc, strict", run: program("tsc", ["--noEmit", "--pretty", "false", "-p", "."]) },
  {
    name: "biome",
    holds: "lint and format of TypeScript, JavaScript and JSON",
    run: program(
      "biome",
      ["check", "--error-on-warnings", "--max-diagnostics=50", "."],
      ["check", "--write", "--error-on-warnings", "--max-diagnostics=50", "."],
    ),
  },
  {
    name: "arrows",
    holds: "who may import whom in TypeScript",
    run: (root) =>
      runProgram(root, "depcruise", [
        "--config",
        ".dependency-cruiser.cjs",
        "--output-type",
        "err-long",
        ...PACKAGES.filter((folder) => existsSync(join(root, folder))),
      ]),
  },
  {
    name: "solidity-arrows",
    holds: "who may import whom in contracts/",
    run: async (root) => lines(checkSolidityArrows(root)),
  },
  {
    name: "natspec",
    holds: "interfaces of contracts are explained, assembly has its proof beside it",
    run: async (root) => lines(checkNatspec(root)),
  },
  {
    name: "solhint",
    holds: "lint of Solidity, no warnings; no function above 40 lines",
    run: program("solhint", ["--max-warnings", "0", "--noPoster", "--disc", "contracts/**/*.sol"]),
  },
  {
    name: "solidity-format",
    holds: "format of Solidity",
    run: program(
      "prettier",
      ["--check", "--no-error-on-unmatched-pattern", ...SOLIDITY],
      ["--write", "--no-error-on-unmatched-pattern", "--log-level", "warn", ...SOLIDITY],
    ),
  },
  {
    name: "lock-file",
    holds: "package-lock.json installs on every platform",
    run: async (root, fix) => lines(checkLockFile(root, fix)),
  },
  {
    name: "references",
    holds: "rules and findings quoted in the code are in docs/, links lead somewhere",
    run: async (root) => lines(checkReferences(root)),
  },
  {
    name: "errors",
    holds: "docs/errors.md knows every error that a user can meet",
    run: async (root) => lines(checkErrors(root)),
  },
  {
    name: "audits",
    holds: "papers for auditors are what the sources give",
    run: async (root, fix) => {
      if (fix) await writeDocuments(root);
      return lines((await staleDocuments(root)).map((file) => `${file} is stale: npm run audits`));
    },
  },
  {
    name: "generated",
    holds: "generated files are what the sources give",
    run: (root, fix) => runProgram(root, "node", ["generator/cli.ts", "generate", ...(fix ? [] : ["--check"])]),
  },
];
