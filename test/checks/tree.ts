// A tree on disk for one test: the files given, the project's own configuration files, and its node_modules by a link.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../steps.ts";
import { CHECKS, type Verdict } from "./checks.ts";

/** Make a tree of `files` (path to text) with copies of `copied` (paths of the project), hand it to `use`, remove it. */
export async function withTree<T>(
  files: Readonly<Record<string, string>>,
  copied: readonly string[],
  use: (root: string) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), "chenilles-check-"));
  try {
    symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
    for (const path of copied) cpSync(join(ROOT, path), join(root, path), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The verdict of the check `name` on such a tree. */
export function verdictOn(
  name: string,
  files: Readonly<Record<string, string>>,
  copied: readonly string[],
): Promise<Verdict> {
  const check = CHECKS.find((candidate) => candidate.name === name);
  if (check === undefined) throw new Error(`no check "${name}"`);
  return withTree(files, copied, (root) => check.run(root, false));
}
