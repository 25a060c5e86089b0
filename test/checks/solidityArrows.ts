// Who may import whom in contracts/: types <- libraries <- Annex, Cashier <- Adjudicator; interfaces -> types; apps -> Rules.sol alone;
// generated -> apps, interfaces, types; nothing hand-written imports generated code. Inheritance is of interfaces only.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

interface Layer {
  readonly from: RegExp;
  readonly to: RegExp;
  readonly rule: string;
}

const LAYERS: readonly Layer[] = [
  { from: /^types\//, to: /^types\//, rule: "types import only types" },
  {
    from: /^libraries\//,
    to: /^(types|libraries|interfaces)\/|^@openzeppelin\//,
    rule: "libraries import only types, interfaces and libraries",
  },
  { from: /^interfaces\//, to: /^(types|interfaces)\//, rule: "interfaces import only types" },
  { from: /^apps\//, to: /^apps\/Rules\.sol$/, rule: "an app imports only Rules.sol" },
  {
    from: /^generated\//,
    to: /^(apps|interfaces|types)\//,
    rule: "generated adapters import only apps, interfaces and types",
  },
  {
    from: /^Adjudicator\.sol$/,
    to: /^(types|libraries|interfaces)\/|^@openzeppelin\/|^(Annex|Cashier)\.sol$/,
    rule: "a deployed contract imports only types, libraries and interfaces, and the adjudicator its annex and cashier",
  },
  {
    from: /^[^/]+\.sol$/,
    to: /^(types|libraries|interfaces)\/|^@openzeppelin\//,
    rule: "a deployed contract imports only types, libraries and interfaces",
  },
  { from: /^mocks\//, to: /^(?!generated\/)/, rule: "hand-written code never imports generated code" },
];

const IMPORT = /^\s*import\s+([^;]*?)["']([^"']+)["']\s*;/gm;
const INHERITS = /^\s*(?:abstract\s+)?contract\s+(\w+)\s+is\s+([^{]+)\{/gm;

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}

function importProblems(file: string, source: string): readonly string[] {
  const layer = LAYERS.find(({ from }) => from.test(file));
  if (layer === undefined) return [`contracts/${file}:1 is in no folder of the design`];
  return [...source.matchAll(IMPORT)].flatMap((found) => {
    const [whole, names = "", target = ""] = found;
    const at = `contracts/${file}:${lineAt(source, found.index + whole.search(/\S/))}`;
    const to = target.startsWith(".") ? normalize(join(dirname(file), target)) : target;
    const problems = layer.to.test(to) ? [] : [`${at} imports ${target}: ${layer.rule}`];
    if (!names.trim().startsWith("{")) problems.push(`${at} imports ${target} whole: name what is imported`);
    return problems;
  });
}

function inheritanceProblems(file: string, source: string): readonly string[] {
  if (file.startsWith("mocks/")) return [];
  return [...source.matchAll(INHERITS)].flatMap((found) => {
    const parents = (found[2] ?? "").split(",").map((parent) => parent.trim().replace(/\(.*$/, ""));
    return parents
      .filter((parent) => !/^I[A-Z]/.test(parent))
      .map(
        (parent) =>
          `contracts/${file}:${lineAt(source, found.index + found[0].search(/\S/))} ${found[1]} inherits ${parent}: inherit interfaces only`,
      );
  });
}

/**
 * What breaks the arrows in `root`/contracts: one line each, with file and line.
 *
 * @example checkSolidityArrows(process.cwd()) // []
 */
export function checkSolidityArrows(root: string): readonly string[] {
  const contracts = join(root, "contracts");
  const files = globSync("**/*.sol", { cwd: contracts }).sort();
  if (files.length === 0) return [`${relative(root, contracts)} has no Solidity file`];
  return files.flatMap((file) => {
    const source = readFileSync(join(contracts, file), "utf8");
    return [...importProblems(file, source), ...inheritanceProblems(file, source)];
  });
}
