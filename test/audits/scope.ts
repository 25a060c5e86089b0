import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { getBytes, keccak256 } from "ethers";
import { adjudicatorAddress } from "../../deploy/deployAdjudicator.ts";
import { ADJUDICATOR_INIT_CODE } from "../../offchain/generated/protocol/adjudicator.ts";
import { tableText } from "./tables.ts";

const ENTRY = "contracts/Adjudicator.sol";
const IMPORT = /^import\s+(?:[^;]*?from\s+)?"([^"]+)";/gm;

/** One source that the deployed contract is made of. */
interface Source {
  readonly file: string;
  readonly text: string;
}

/** Everything that the adjudicator is compiled from, its own files first. */
export function sourcesOf(root: string): readonly Source[] {
  const found = new Map<string, string>();
  const open = [ENTRY];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    const text = readFileSync(file.startsWith("@") ? join(root, "node_modules", file) : join(root, file), "utf8");
    found.set(file, text);
    for (const [, path = ""] of text.matchAll(IMPORT))
      open.push(path.startsWith(".") ? normalize(join(dirname(file), path)).replaceAll("\\", "/") : path);
  }
  return [...found].map(([file, text]) => ({ file, text })).sort((a, b) => order(a.file).localeCompare(order(b.file)));
}

const order = (file: string): string => (file.startsWith("@") ? `~${file}` : file);

/** Lines that are neither empty nor comment. */
export function codeLines(text: string): number {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");
  return bare.split("\n").filter((line) => line.trim() !== "").length;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** One hash over all of them: what a report is about. @example scopeHash(".") // 64 hex digits */
export function scopeHash(root: string): string {
  return sha256(
    sourcesOf(root)
      .map(({ file, text }) => `${sha256(text)}  ${file}\n`)
      .join(""),
  );
}

/** audits/scope.md. */
export function scope(root: string): string {
  const sources = sourcesOf(root);
  const own = sources.filter(({ file }) => !file.startsWith("@"));
  const others = sources.filter(({ file }) => file.startsWith("@"));
  const compiler = JSON.parse(readFileSync(join(root, "deploy/compiler.json"), "utf8")) as {
    readonly version: string;
    readonly settings: unknown;
  };
  const rows = (list: readonly Source[]): string[][] =>
    list.map(({ file, text }) => [`\`${file}\``, String(codeLines(text)), `\`${sha256(text)}\``]);
  const total = own.reduce((sum, { text }) => sum + codeLines(text), 0);
  const openZeppelin = JSON.parse(
    readFileSync(join(root, "node_modules/@openzeppelin/contracts/package.json"), "utf8"),
  ) as { readonly version: string };
  return `# Scope and build

Written by \`npm run audits\`; \`npm run check audits\` fails when it is stale.

## In scope

The adjudicator and all that it is compiled from: ${own.length} files, ${total} lines that are neither empty nor comment. Hash
of the whole (SHA-256 over the lines "hash, two spaces, file" of both tables): \`${scopeHash(root)}\`.

${tableText(["file", "lines", "SHA-256"], rows(own))}

From OpenZeppelin Contracts ${openZeppelin.version}, unchanged:

${tableText(["file", "lines", "SHA-256"], rows(others))}

Not in scope: \`contracts/apps\` and \`contracts/generated\` (apps: each has a [sheet](apps) of its own; the adjudicator trusts
none of them), \`contracts/mocks\`.

## Build

\`npm ci && npx hardhat build\`, with Node 24; nothing of the machine enters. solc ${compiler.version} from npm, settings:

\`\`\`json
${JSON.stringify(compiler.settings, null, 2)}
\`\`\`

There are no constructor arguments and no metadata in the code, so these follow from the sources alone:

${tableText(
  ["what", "value"],
  [
    ["init code, bytes", String(getBytes(ADJUDICATOR_INIT_CODE).length)],
    ["keccak256 of the init code", `\`${keccak256(ADJUDICATOR_INIT_CODE)}\``],
    ["address, wherever CREATE2 is standard", `\`${adjudicatorAddress()}\``],
  ],
)}

\`npm run generate -- --check\` compiles the sources again and compares the init code byte by byte with the one that is
committed; \`npx hardhat chenilles deploy --dry-run\` prints hash and address.
`;
}

/** Whether a file is there: reports that other commands write. */
export const isThere = (root: string, file: string): boolean => existsSync(join(root, file));
