import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, normalize, relative } from "node:path";
import { parseArgs } from "node:util";
import { transpile } from "../index.ts";
import type { Sources } from "./compile.ts";
import { type Diagnostic, TranspileError } from "./diagnostics.ts";

const HELP = `chenilles transpile: translate a contract's pure functions to TypeScript, exact to the bit

  transpile FILE [--contract NAME] [--out FILE] [--json]

  --contract  the contract or library to translate (default: the last one of FILE)
  --out       where the module is written (default: the terminal)
  --json      one JSON object: { ok, code } (with --out: { ok, out }), or { ok, diagnostics }

  The module stands alone and exports call(calldata): { success, data }, with the bytes that the EVM returns or
  reverts with. Whatever is not translated exactly is refused, with the place and the reason.
  Exit codes: 0 done, 2 wrong use, 3 refused.

  Example: npx chenilles transpile contracts/Rates.sol --out rates.ts
`;

/** Where an import leads: beside the importing file, or into the nearest node_modules. */
function imported(from: string, path: string): string | null {
  if (path.startsWith(".")) return normalize(join(dirname(from), path));
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const found = join(folder, "node_modules", path);
    if (existsSync(found)) return found;
    if (folder === dirname(folder) || folder === ".") return existsSync(path) ? path : null;
  }
}

/**
 * A Solidity file and all that it imports, by the names under which they import each other; the file itself comes last.
 * @throws Error where a file cannot be read.
 */
export function readSources(file: string): Sources {
  const found = new Map<string, { readonly content: string }>();
  const read = (path: string, name: string): void => {
    if (found.has(name)) return;
    const content = readFileSync(path, "utf8");
    found.set(name, { content });
    for (const match of content.matchAll(/^\s*(?:import|\}\s*from)\b[^;"']*["']([^"']+)["']/gm)) {
      const target = match[1] ?? "";
      const at = imported(path, target);
      if (at !== null) read(at, target.startsWith(".") ? at : target);
    }
  };
  const own = isAbsolute(file) ? relative(process.cwd(), file) : normalize(file);
  const name = own.startsWith("..") ? file : own;
  read(name, name);
  const { [name]: last = { content: "" }, ...rest } = Object.fromEntries(found);
  return { ...rest, [name]: last };
}

/** A diagnostic as compilers show it: the place, the line of source and a caret. */
export function showDiagnostic(diagnostic: Diagnostic, sources: Sources): string {
  const { file, line, column, message, node } = diagnostic;
  const source = sources[file]?.content.split("\n")[line - 1];
  const head = `${file}:${line}:${column}: ${message} [${node}]`;
  if (source === undefined) return head;
  const blank = source.slice(0, column - 1).replace(/[^\t]/g, " ");
  return `${head}\n  ${source}\n  ${blank}^`;
}

interface Options {
  readonly file: string;
  readonly contract?: string;
  readonly out?: string;
  readonly json: boolean;
  readonly help: boolean;
}

function readOptions(args: readonly string[]): Options {
  const options = {
    contract: { type: "string" },
    out: { type: "string" },
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [command, file, ...more] = positionals;
  const help = values.help === true;
  if (!help && (command !== "transpile" || file === undefined || more.length > 0))
    throw new Error("name one Solidity file");
  const { contract, out } = values;
  return {
    file: file ?? "",
    help,
    json: values.json === true,
    ...(contract === undefined ? {} : { contract }),
    ...(out === undefined ? {} : { out }),
  };
}

/**
 * Runs `transpile FILE …` and gives the exit code.
 * @example transpileCommand(["transpile", "A.sol"], console.log, console.error)
 */
export function transpileCommand(
  args: readonly string[],
  print: (text: string) => void,
  complain: (text: string) => void,
): number {
  let sources: Sources = {};
  try {
    const { file, contract, out, json, help } = readOptions(args);
    if (help) {
      print(HELP);
      return 0;
    }
    sources = readSources(file);
    const { code } = transpile({ sources, ...(contract === undefined ? {} : { contract }) });
    if (out !== undefined) writeFileSync(out, code);
    if (json) print(JSON.stringify(out === undefined ? { ok: true, code } : { ok: true, out }));
    else if (out === undefined) print(code);
    return 0;
  } catch (error) {
    const diagnostics = error instanceof TranspileError ? error.diagnostics : null;
    const message = error instanceof Error ? error.message : String(error);
    if (args.includes("--json"))
      print(JSON.stringify(diagnostics === null ? { ok: false, error: message } : { ok: false, diagnostics }));
    if (diagnostics === null) complain(`${message}\nRun \`chenilles transpile --help\`.`);
    else complain(diagnostics.map((diagnostic) => showDiagnostic(diagnostic, sources)).join("\n"));
    return diagnostics === null ? 2 : 3;
  }
}
