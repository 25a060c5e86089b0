import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isThere } from "./scope.ts";
import { tableText } from "./tables.ts";
import { TRIAGE } from "./triage.ts";

/** What `runSlither.py` leaves: made by hand where slither can be had, kept with the hash of what it was made from. */
export const SLITHER_FILE = "audits/slither.json";

interface Found {
  readonly check: string;
  readonly impact: string;
  readonly where: string;
}

export interface Slither {
  readonly version: string;
  readonly scope: string;
  readonly detectors: number;
  readonly found: readonly Found[];
}

const IMPACTS: readonly string[] = ["High", "Medium", "Low", "Informational", "Optimization"];

/** audits/static-analysis.md. */
export function staticAnalysis(root: string, hash: string): string {
  const { rules } = JSON.parse(readFileSync(join(root, ".solhint.json"), "utf8")) as {
    readonly rules: Readonly<Record<string, unknown>>;
  };
  const level = (rule: unknown): string =>
    [rule]
      .flat()
      .map((part) => (typeof part === "object" ? JSON.stringify(part) : String(part)))
      .join(" ");
  const on = Object.entries(rules).filter(([, rule]) => level(rule) !== "off");
  const off = Object.entries(rules).filter(([, rule]) => level(rule) === "off");
  return `# Static analysis

Written by \`npm run audits\`; \`npm run check audits\` fails when it is stale.

## solhint

\`npm run check solhint\`: every rule below is an error, no warning is allowed, the run is part of every \`npm test\`.

${tableText(
  ["rule", "setting"],
  on.map(([name, rule]) => [name, level(rule)]),
)}

Off: ${off.map(([name]) => `\`${name}\``).join(", ")}: low-level calls are how payments are bounded (their proofs are beside
them), errors are custom errors, and visibility is the compiler's affair.

## slither

${isThere(root, SLITHER_FILE) ? slitherPart(JSON.parse(readFileSync(join(root, SLITHER_FILE), "utf8")) as Slither, hash) : "Not run yet."}
`;
}

function slitherPart({ version, scope, detectors, found }: Slither, hash: string): string {
  const checks = [...new Set(found.map(({ check }) => check))];
  const impactOf = (check: string): string => found.find((one) => one.check === check)?.impact ?? "";
  const sorted = checks.sort(
    (a, b) => IMPACTS.indexOf(impactOf(a)) - IMPACTS.indexOf(impactOf(b)) || a.localeCompare(b),
  );
  const fresh =
    scope === hash ? "the sources as they are" : `an earlier state of the sources (\`${scope.slice(0, 16)}\`)`;
  const rows = sorted.map((check) => {
    const places = [...new Set(found.filter((one) => one.check === check).map(({ where }) => where))];
    const some = places.slice(0, 4).map((place) => `\`${place}\``);
    return [
      impactOf(check),
      check,
      String(found.filter((one) => one.check === check).length),
      `${some.join(", ")}${places.length > 4 ? ", …" : ""}`,
      TRIAGE[check] ?? "**open**",
    ];
  });
  return `Slither ${version}, ${detectors} detectors, on ${fresh}. It is a Python program and not needed for anything else: \`npm run
audits -- --slither\` runs it where \`python3 -c "import slither"\` works, and updates \`${SLITHER_FILE}\`.

${tableText(["impact", "detector", "times", "where", "answer"], rows)}`;
}
