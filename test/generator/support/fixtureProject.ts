import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { appTargets } from "../../../generator/appTargets.ts";
import { readCompilerPin } from "../../../generator/read/compiler.ts";
import type { AppCode } from "../../../offchain/generated/protocol/app.ts";
import type { AppClient } from "../../../offchain/protocol/client/descriptor.ts";

export const ROOT: string = join(import.meta.dirname, "../../..");
export const SPECS: string = join(import.meta.dirname, "../specs");

const LINKED = [
  "contracts/types",
  "contracts/interfaces",
  "contracts/libraries",
  "contracts/mocks",
  "contracts/Adjudicator.sol",
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
  if (copied && existsSync(join(ROOT, "cache/chenilles-code")))
    cpSync(join(ROOT, "cache/chenilles-code"), join(root, "cache/chenilles-code"), { recursive: true });
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (existsSync(join(ROOT, path))) symlinkSync(join(ROOT, path), join(root, path));
  }
  for (const spec of specs) cpSync(spec, join(root, "contracts/apps", spec.split("/").at(-1) ?? ""));
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** An app generated from a fixture spec, loaded. */
export interface FixtureApp {
  readonly root: string;
  readonly client: AppClient<unknown, unknown, string, Record<string, unknown>, unknown>;
  readonly code: AppCode;
  readonly call: (calldata: Uint8Array) => { readonly success: boolean; readonly data: Uint8Array };
  readonly adapter: string;
}

/** Generates a spec of `test/generator/specs` and imports what came out. */
export async function fixtureApp(name: string): Promise<FixtureApp> {
  const root = fixtureProject([join(SPECS, `${name}.sol`)]);
  const target = appTargets({ root, pin: readCompilerPin(root) }).find((each) => each.name === name);
  if (target === undefined) throw new Error(`no spec ${name}`);
  for (const file of target.emit()) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true });
    writeFileSync(join(root, file.path), file.text);
  }
  const constant = name.slice(0, 1).toLowerCase() + name.slice(1);
  const load = (file: string): Promise<Record<string, unknown>> =>
    import(pathToFileURL(join(root, "offchain/generated/apps", file)).href);
  const client = (await load(`${constant}.ts`))[constant] as FixtureApp["client"]; // the module's one client
  const call = (await load(`${constant}Code.ts`))["call"] as FixtureApp["call"]; // what transpile documents
  return { root, client, code: client.code, call, adapter: `contracts/generated/${name}App.sol` };
}
