import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { GenerateReport } from "./generate.ts";
import { generate } from "./generate.ts";
import { Refused, showDiagnostic, sortDiagnostics } from "./read/diagnostic.ts";

const HELP = `chenilles generate: derive everything from the contracts

  generate [--check] [--json] [--root FOLDER]

  --check   write nothing; fail if a generated file is missing, out of date or edited
  --json    the last line of the output is one JSON object
  --root    the project's folder (default: the current one)

  Reads contracts/ with the compiler of deploy/compiler.json; writes contracts/generated/,
  offchain/generated/ and the auditor's sheets in audits/apps/.
  Exit codes: 0 done, 1 stale or failed, 2 wrong use, 3 a spec or contract was refused.

  Example: npx chenilles generate --check
`;

/**
 * Runs `generate …` and gives the exit code.
 * @example generateCommand(["generate", "--check"], console.log, console.error)
 */
export function generateCommand(
  args: readonly string[],
  print: (line: string) => void,
  complain: (line: string) => void,
): number {
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions(args);
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\nRun \`chenilles generate --help\`.`);
    return 2;
  }
  if (options.help) {
    print(HELP);
    return 0;
  }
  return run(options.check, options.json, options.root, print, complain);
}

function readOptions(args: readonly string[]): { check: boolean; json: boolean; help: boolean; root: string } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      check: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
      root: { type: "string", default: "." },
    },
  });
  if (!values.help && (positionals[0] !== "generate" || positionals.length > 1))
    throw new Error(`generate takes no '${positionals.slice(1).join(" ")}'`);
  return { check: values.check, json: values.json, help: values.help, root: resolve(values.root) };
}

function run(
  check: boolean,
  json: boolean,
  root: string,
  print: (line: string) => void,
  complain: (line: string) => void,
): number {
  try {
    const report = generate({ root, check, progress: complain });
    for (const line of sayReport(report, check)) print(line);
    if (json) print(JSON.stringify({ ok: !check || isFresh(report), ...report }));
    return check && !isFresh(report) ? 1 : 0;
  } catch (error) {
    const diagnostics = error instanceof Refused ? sortDiagnostics(error.diagnostics) : [];
    for (const diagnostic of diagnostics) complain(showDiagnostic(diagnostic));
    if (!(error instanceof Refused)) complain(error instanceof Error ? error.message : String(error));
    if (json) print(JSON.stringify({ ok: false, diagnostics, error: error instanceof Refused ? null : String(error) }));
    return error instanceof Refused ? 3 : 1;
  }
}

function isFresh(report: GenerateReport): boolean {
  return report.stale.length === 0 && report.orphans.length === 0;
}

function sayReport(report: GenerateReport, check: boolean): string[] {
  if (isFresh(report)) return [`${report.fresh} generated files are up to date`];
  const lines = [
    ...report.stale.map((path) => (check ? `${path}: not what the sources give` : `${path}: written`)),
    ...report.orphans.map((path) =>
      check ? `${path}: nothing generates it` : `${path}: removed, nothing generates it`,
    ),
  ];
  return check
    ? [
        ...lines,
        "Run `npx chenilles generate` and commit what it writes. Generated files are never edited: change the contract or the template.",
      ]
    : lines;
}
