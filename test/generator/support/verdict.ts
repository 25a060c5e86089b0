import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkApp } from "../../../generator/check/checkApp.ts";
import { readApp } from "../../../generator/read/app.ts";
import { parse, readCompilerPin } from "../../../generator/read/compiler.ts";
import type { Diagnostic } from "../../../generator/read/diagnostic.ts";
import { formatDiagnostic, Refused, sortDiagnostics } from "../../../generator/read/diagnostic.ts";
import { readSpec } from "../../../generator/read/spec.ts";
import { ROOT } from "./fixtureProject.ts";

const PRELUDE = readFileSync(join(ROOT, "contracts/apps/Rules.sol"), "utf8");
/** A file that specs may not import from. */
const OTHER = "// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.30;\n\nuint256 constant Other = 1;\n";
const pin = readCompilerPin(ROOT);

/** The text of one of the project's specs. */
export function specText(name: string): string {
  return readFileSync(join(ROOT, "contracts/apps", `${name}.sol`), "utf8");
}

const known = new Map<string, readonly Diagnostic[]>();

/** Everything that is wrong with a spec; asked twice, it is looked for once. */
export function diagnosticsOf(file: string, content: string): readonly Diagnostic[] {
  const key = `${file}\0${content}`;
  const found = known.get(key) ?? findDiagnostics(file, content);
  known.set(key, found);
  return found;
}

function findDiagnostics(file: string, content: string): readonly Diagnostic[] {
  try {
    const units = parse(
      { [file]: { content }, "Rules.sol": { content: PRELUDE }, "Other.sol": { content: OTHER } },
      pin,
    );
    const unit = units.get(file);
    if (unit === undefined) throw new Error(`${file} was not parsed`);
    const spec = readSpec(unit, units);
    if ("rule" in spec) return [spec];
    const { model, diagnostics } = readApp(spec);
    return sortDiagnostics([...diagnostics, ...checkApp(spec, model)]);
  } catch (error) {
    if (error instanceof Refused) return error.diagnostics;
    throw error;
  }
}

/** The same, a line each. */
export function verdict(file: string, content: string): string[] {
  return diagnosticsOf(file, content).map(formatDiagnostic);
}
