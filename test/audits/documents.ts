import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { invariants } from "./invariants.ts";
import { scope, scopeHash } from "./scope.ts";
import { staticAnalysis } from "./staticAnalysis.ts";

/** The papers for auditors that are made, not written. */
export const DOCUMENTS: readonly { readonly file: string; readonly text: (root: string) => string }[] = [
  { file: "audits/scope.md", text: scope },
  { file: "audits/invariants.md", text: invariants },
  { file: "audits/static-analysis.md", text: (root) => staticAnalysis(root, scopeHash(root)) },
];

const made = (root: string, text: (root: string) => string): Promise<string> =>
  format(text(root), { parser: "markdown" });

/** Writes them all; returns those that were not as they are now. */
export async function writeDocuments(root: string): Promise<readonly string[]> {
  const stale = await staleDocuments(root);
  for (const { file, text } of DOCUMENTS)
    if (stale.includes(file)) writeFileSync(join(root, file), await made(root, text));
  return stale;
}

/** Those that the sources no longer give. */
export async function staleDocuments(root: string): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const { file, text } of DOCUMENTS) {
    const path = join(root, file);
    if (!existsSync(path) || readFileSync(path, "utf8") !== (await made(root, text))) stale.push(file);
  }
  return stale;
}
