import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const ROOT: string = join(import.meta.dirname, "../../..");

const LINKED = [
  "contracts/types",
  "contracts/interfaces",
  "contracts/libraries",
  "contracts/mocks",
  "contracts/Adjudicator.sol",
  "contracts/Annex.sol",
  "contracts/Cashier.sol",
  "contracts/apps/Rules.sol",
  "deploy/compiler.json",
  "node_modules",
];
const LINKED_OFFCHAIN = ["offchain/evm", "offchain/protocol", "offchain/generated/protocol", "cache/chenilles-code"];

/** A project of its own in a temporary folder, with these specs for apps; everything else is the real one's. Code already compiled is not compiled again. */
export function fixtureProject(specs: readonly string[], copied = false): string {
  const root = mkdtempSync(join(tmpdir(), "chenilles-fixture-"));
  const paths = copied ? LINKED : [...LINKED, ...LINKED_OFFCHAIN];
  if (copied) cpSync(join(ROOT, "offchain/generated"), join(root, "offchain/generated"), { recursive: true });
  if (copied) cpSync(join(ROOT, "contracts/generated"), join(root, "contracts/generated"), { recursive: true });
  if (copied)
    for (const folder of [
      "audits/apps",
      "test/generated",
      "cache/chenilles-code",
      "cache/chenilles-gas",
      "cache/chenilles-play",
    ])
      if (existsSync(join(ROOT, folder))) cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (existsSync(join(ROOT, path))) symlinkSync(join(ROOT, path), join(root, path));
  }
  for (const spec of specs) cpSync(spec, join(root, "contracts/apps", spec.split("/").at(-1) ?? ""));
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  return root;
}
