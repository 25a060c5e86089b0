import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { InitReport } from "./init.ts";
import { BadAppName, init } from "./init.ts";
import { Unsure } from "./project.ts";

const HELP = `chenilles init: make a project of a first app, or add one to a Hardhat 3 project

  init [NAME] [--page | --no-page] [--json] [--root FOLDER]

  NAME        the first app's name (default: Race)
  --page      with a page on which both players play; a new project has one unless --no-page is given
  --json      the last line of the output is one JSON object
  --root      the project's folder (default: the current one)

  Writes contracts/apps/NAME.sol, a test, in a new project also package.json, hardhat.config.ts, tsconfig.json and .gitignore.
  What is there is never written over; Hardhat's config and package.json get what they lack.
  Exit codes: 0 done, 2 wrong use, 3 not sure what the folder holds: nothing was written.

  Example: npx chenilles init Race
`;

interface Options {
  readonly app: string;
  readonly page: boolean | null;
  readonly json: boolean;
  readonly help: boolean;
  readonly root: string;
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      page: { type: "boolean" },
      "no-page": { type: "boolean" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
      root: { type: "string", default: "." },
    },
  });
  const [, app = "Race", ...more] = positionals;
  if (more.length > 0) throw new TypeError(`init takes one name, not '${more.join(" ")}' too`);
  const page = values["no-page"] === true ? false : values.page === true ? true : null;
  return { app, page, json: values.json, help: values.help, root: resolve(values.root) };
}

function sayReport(report: InitReport): string[] {
  return [
    report.kind === "new" ? "A new project:" : "In this Hardhat 3 project:",
    ...report.created.map((path) => `  ${path}: made`),
    ...report.changed.map(({ path, added }) => `  ${path}: added ${added.join(", ")}`),
    ...report.kept.map((path) => `  ${path}: is there, left as it is`),
    ...(report.byHand.length > 0 ? ["By hand:", ...report.byHand.map((line) => `  ${line}`)] : []),
    "Next:",
    ...report.next.map((command) => `  ${command}`),
  ];
}

/**
 * Runs `init …` and gives the exit code.
 * @example initCommand(["init", "Race"], console.log, console.error)
 */
export function initCommand(
  args: readonly string[],
  print: (line: string) => void,
  complain: (line: string) => void,
): number {
  try {
    const { help, json, ...options } = readOptions(args);
    if (help) {
      print(HELP);
      return 0;
    }
    const report = init(options);
    for (const line of sayReport(report)) print(line);
    if (json) print(JSON.stringify({ ok: true, ...report }));
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (args.includes("--json")) print(JSON.stringify({ ok: false, error: message }));
    complain(error instanceof Unsure ? message : `${message}\nRun \`chenilles init --help\`.`);
    return error instanceof Unsure ? 3 : error instanceof BadAppName || error instanceof TypeError ? 2 : 1;
  }
}
