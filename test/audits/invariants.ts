import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tableText } from "./tables.ts";

const TESTS = [
  "test/**/*.test.ts",
  "test/**/*.t.sol",
  "test/contracts/support/*.sol",
  "test/simulation/*.ts",
  "test/model/**/*.ts",
];
/** "rule 4", "rules 9, 10", "rules 1, 2 and 8", "rules 1 to 3". */
const QUOTE = /\brules? (\d+(?:(?:, | and | to |-|–)\d+)*)/g;

/** The numbers that a quotation names. @example numbersOf("1 to 3, 8") // [1, 2, 3, 8] */
export function numbersOf(text: string): readonly number[] {
  return text.split(/, | and /).flatMap((part) => {
    const [from = 0, to = from] = part.split(/ to |-|–/).map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  });
}

/** The numbered safety rules, as docs/spec.md has them. */
export function rulesOf(root: string): readonly { readonly number: number; readonly text: string }[] {
  const [, rest = ""] = readFileSync(join(root, "docs/spec.md"), "utf8").split("## Safety rules");
  const [section = ""] = rest.split("\n## ");
  return [...section.matchAll(/^(\d+)\. (.+(?:\n {3}.+)*)/gm)].map(([, number, text = ""]) => ({
    number: Number(number),
    text: text.replace(/\s+/g, " "),
  }));
}

/** How often each test file quotes each rule. */
export function quotedIn(root: string): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const found = new Map<number, Map<string, number>>();
  for (const file of TESTS.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    const text = readFileSync(join(root, file), "utf8");
    for (const [, quoted = ""] of text.matchAll(QUOTE))
      for (const number of numbersOf(quoted)) {
        const files = found.get(number) ?? new Map<string, number>();
        found.set(number, files.set(file.replaceAll("\\", "/"), (files.get(file) ?? 0) + 1));
      }
  }
  return found;
}

/** audits/invariants.md. */
export function invariants(root: string): string {
  const quoted = quotedIn(root);
  const rows = rulesOf(root).map(({ number, text }) => {
    const files = [...(quoted.get(number) ?? [])].map(([file]) => `[${file.replace(/^test\//, "")}](../${file})`);
    return [String(number), text, files.length === 0 ? "**nowhere**" : files.join(", ")];
  });
  return `# Invariants, and where each is tested

Written by \`npm run audits\`; \`npm run check audits\` fails when it is stale. A file is named where it quotes the rule.

Rules 1 to 8, 13, 14 and 17 are checked after every call of random sequences against the compiled contract, beside a
reference model that was written from the rules alone (\`npm run fuzz -- contracts\`); 1, 2 and 8 are proved for the arithmetic
of one channel (\`npm run prove\`); all rules of nodes are checked by the simulator (\`npm run simulate\`). Findings and attacks
have [tests of their own](../docs/attacks.md), each shown to fail without its defence (\`npm run mutate -- contracts\`).

${tableText(["rule", "what it says", "tests that quote it"], rows)}
`;
}
