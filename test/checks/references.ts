// What code and tests quote exists: "adjudicator §6", "protocol H3", "finding C4", "rule 9", "attack 22", "spec-language §1" are
// looked up in docs/, and so is every relative link between the papers.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

type Kind = "adjudicator" | "protocol" | "finding" | "rule" | "attack" | "spec-language";

/** The ids that the papers define, by kind. */
export type Defined = Readonly<Record<Kind, ReadonlySet<string>>>;

const SOURCES = ["contracts/**/*.sol", "{generator,offchain,deploy,test}/**/*.{ts,sol,tree,hbs}"];
const ID = /(?:§\d+(?:\.\d+)?|[A-Z]\d+[a-z]?|(?<=(?:rule|attack)s? [\d, ]*)\d+)(?!\w|\.\d)/.source;
const QUOTE = new RegExp(`\\b(adjudicator|protocol|findings?|rules?|attacks?|spec-language) (${ID}(?:, ${ID})*)`, "g");

function ids(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map((found) => found[1] ?? "");
}

/** Ids in the first cells of tables, "| C1, C2 | …", and those of a paragraph, "P1 base = …". */
function rows(text: string): readonly string[] {
  return ids(text, /^\| ([^|]+?) *\|/gm).flatMap((cell) => cell.split(", "));
}

/** Read from the papers of `root` which ids exist. */
export function definedIds(root: string): Defined {
  const read = (name: string): string => readFileSync(join(root, "docs", name), "utf8");
  const [spec, attacks, language] = [read("spec.md"), read("attacks.md"), read("language.md")];
  const [beforeOff = "", off = ""] = spec.split("\n## Off chain");
  const [offChain = "", findings = ""] = off.split("\n## Findings");
  const sections = (text: string): readonly string[] => ids(text, /^#{2,3} (§[\d.]+)/gm);
  return {
    adjudicator: new Set([...sections(beforeOff), ...rows(findings)]),
    protocol: new Set(["§1", ...sections(offChain), ...ids(offChain, /\b([A-Z]\d+)\b/g)]),
    finding: new Set(rows(findings)),
    rule: new Set(ids(beforeOff.split("\n## On chain")[0] ?? "", /^(\d+)\. /gm)),
    attack: new Set([...rows(attacks), ...sections(attacks)]),
    "spec-language": new Set(sections(language)),
  };
}

/** The quotes of `source` that quote nothing, one line each. */
export function danglingQuotes(file: string, source: string, defined: Defined): readonly string[] {
  return [...source.matchAll(QUOTE)].flatMap((found) => {
    // QUOTE names exactly the kinds, in the singular or the plural.
    const kind = (found[1] ?? "").replace(/^(finding|rule|attack)s$/, "$1") as Kind;
    const quoted = (found[2] ?? "").split(", ");
    const line = source.slice(0, found.index).split("\n").length;
    return quoted
      .filter(
        (id) => ![id, id.replace(/[a-z]$/, ""), id.replace(/^(§6)\.\d+$/, "$1")].some((one) => defined[kind].has(one)),
      )
      .map((id) => `${file}:${line} quotes ${kind} ${id}, which docs/ does not have`);
  });
}

function brokenLinks(root: string, file: string): readonly string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/\]\((?!https?:)([^)#\s]+)(#[^)]*)?\)/g)]
    .filter((found) => !existsSync(join(root, dirname(file), found[1] ?? "")))
    .map(
      (found) => `${file}:${text.slice(0, found.index).split("\n").length} links to ${found[1]}, which is not there`,
    );
}

/** Check quotes in sources and links in papers; returns what is wrong, one line each. */
export function checkReferences(root: string): readonly string[] {
  const defined = definedIds(root);
  const sources = globSync(SOURCES, { cwd: root }).filter((file) => !file.endsWith("references.test.ts"));
  const papers = globSync(["*.md", "docs/**/*.md"], { cwd: root });
  return [
    ...sources.flatMap((file) => danglingQuotes(file, readFileSync(join(root, file), "utf8"), defined)),
    ...papers.flatMap((file) => brokenLinks(root, file)),
  ];
}
