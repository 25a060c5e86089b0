// docs/errors.md knows every error that a user can meet: codes of the API, the command line and deployment, errors of contracts and adapters.
// What an app refuses is said in its spec.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Those of the core are in capitals there, and in small letters when they reach a user. */
const CODE =
  /(?:new (?:ApiError|RequestError|DeploymentRefused)\(\s*|\bcode = |\bcode: |\bcode \?\? )"([A-Za-z][A-Za-z_]*)"/g;
const SOLIDITY_ERROR = /^\s*error (\w+)\(/gm;

function found(root: string, pattern: string, expression: RegExp): ReadonlyMap<string, string> {
  const where = new Map<string, string>();
  for (const file of globSync(pattern, { cwd: root }).sort()) {
    const text = readFileSync(join(root, file), "utf8");
    for (const match of text.matchAll(expression)) {
      const at = `${file}:${text.slice(0, match.index + match[0].length).split("\n").length}`;
      const name = expression === CODE ? match[1]?.toLowerCase() : match[1];
      if (name !== undefined && !where.has(name)) where.set(name, at);
    }
  }
  return where;
}

/** What docs/errors.md does not say, or says of errors that nobody throws; one line each. */
export function checkErrors(root: string): readonly string[] {
  const paper = readFileSync(join(root, "docs", "errors.md"), "utf8");
  const documented = new Set([...paper.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? ""));
  const thrown = new Map([
    ...found(root, "offchain/{api,cli,runtime,adapters,protocol}/**/*.ts", CODE),
    ...found(root, "deploy/*.ts", CODE),
    ...found(root, "contracts/{types,interfaces,generated}/*.sol", SOLIDITY_ERROR),
  ]);
  const rows = [...paper.matchAll(/^\| ((?:`\w+`(?:, )?)+) *\|/gm)].flatMap((row) => (row[1] ?? "").split(", "));
  return [
    ...[...thrown]
      .filter(([name]) => !documented.has(name))
      .map(([name, at]) => `${at} ${name} is not in docs/errors.md`),
    ...rows
      .map((name) => name.replaceAll("`", ""))
      .filter((name) => !thrown.has(name))
      .map((name) => `docs/errors.md: nothing throws ${name}`),
  ];
}
