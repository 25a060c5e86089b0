import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix } from "node:path";
import type { Hex } from "../../offchain/evm/hex.ts";
import { compileWith } from "../generator/differential/evm.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const require = createRequire(import.meta.url);

/** Sources as solc takes them, by the name that they are imported under. */
export type Sources = Record<string, { content: string }>;

/** These files of the project, and all that they import. */
export function sourcesOf(files: readonly string[]): Sources {
  const sources: Sources = {};
  const wanted = [...files];
  for (let file = wanted.pop(); file !== undefined; file = wanted.pop()) {
    if (sources[file] !== undefined) continue;
    const content = readFileSync(file.startsWith("@") ? require.resolve(file) : join(ROOT, file), "utf8");
    sources[file] = { content };
    for (const [, path = ""] of content.matchAll(/^import [^;]*?"([^"]+)";/gm)) wanted.push(resolved(file, path));
  }
  return sources;
}

function resolved(from: string, path: string): string {
  return path.startsWith(".") ? posix.join(posix.dirname(from), path) : path;
}

/** The init code of contracts, by name, compiled as for deployment. */
export function initCodes(sources: Sources, names: readonly string[]): ReadonlyMap<string, Hex> {
  const selection = Object.fromEntries(names.map((name) => [name, ["evm.bytecode.object"]]));
  const output = compileWith(sources, { viaIR: true }, selection);
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  const made = new Map<string, Hex>();
  for (const contracts of Object.values(output.contracts ?? {})) {
    for (const [name, contract] of Object.entries(contracts)) {
      // The shape of standard JSON is solc's documented output; only what was selected is in it.
      const code = (contract.evm as unknown as { bytecode?: { object: string } } | undefined)?.bytecode?.object;
      if (code !== undefined && code !== "") made.set(name, `0x${code}`);
    }
  }
  return made;
}
