import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GasReport, GasRequest } from "./evmGas.ts";

/**
 * Measures calls of a contract in an EVM. The outcome is kept in the project's `cache` folder under the hash of code and calls.
 *
 * @throws Error with what the EVM said, e.g. where a call fails there.
 */
export function measureGas(root: string, request: GasRequest): GasReport {
  const input = JSON.stringify(request);
  const kept = join(root, "cache/chenilles-gas", `${createHash("sha256").update(input).digest("hex")}.json`);
  // Our own file, written below under the hash of all that it depends on.
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as GasReport;
  const program = fileURLToPath(new URL("./evmGas.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`gas was not measured: ${stderr.trim().split("\n").slice(-6).join("\n")}`);
  mkdirSync(dirname(kept), { recursive: true });
  const fresh = `${kept}.${process.pid}`;
  writeFileSync(fresh, stdout);
  renameSync(fresh, kept);
  return JSON.parse(stdout) as GasReport; // the program's own output
}
