import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { appTargets } from "./appTargets.ts";
import type { Layout } from "./layout.ts";
import { isGenerated, layoutOf } from "./layout.ts";
import { protocolTargets, stampFor } from "./protocolTargets.ts";
import { readCompilerPin } from "./read/compiler.ts";
import type { GeneratedFile, Project, Target } from "./target.ts";

/** What became of the generated files. */
export interface GenerateReport {
  /** Files written, or with `check` those that would be: missing, out of date or edited. */
  readonly stale: readonly string[];
  /** Files in generated folders that nothing generates: removed, or with `check` reported. */
  readonly orphans: readonly string[];
  /** Files that are as they should be. */
  readonly fresh: number;
}

/** What `generate` is told. */
export interface GenerateOptions {
  readonly root: string;
  /** Write nothing: only say what is stale. */
  readonly check: boolean;
  /** Called as the work goes on. */
  readonly progress?: (line: string) => void;
}

/** What is remembered of a target between runs: the key of its inputs, and the hashes of its files. */
interface Remembered {
  readonly key: string;
  readonly files: Readonly<Record<string, string>>;
}
type Memory = Record<string, Remembered>;

const MEMORY = "cache/chenilles-generate.json";

/**
 * Brings the generated files of a project up to date, or says which are not. A target whose sources, compiler and generator
 * have not changed since its files were written is not made again.
 *
 * @throws Refused where the sources are refused.
 * @example generate({ root: process.cwd(), check: true }).stale // []
 */
export function generate(options: GenerateOptions): GenerateReport {
  const layout = layoutOf(options.root);
  const project: Project = { root: options.root, pin: readCompilerPin(layout.pinned) };
  const memory = readMemory(options.root);
  const report = { stale: [] as string[], orphans: [] as string[], fresh: 0 };
  const expected = new Set<string>();
  const generator = generatorHash();
  // The apps' targets compile adapters, which must exist: `appTargets` hands their text on instead of reading it back.
  const targets = [...(layout.kind === "protocol" ? protocolTargets(project) : []), ...appTargets(project)];
  if (targets.length === 1) throw new NoSpecs(options.root);
  for (const target of targets) {
    for (const path of target.outputs) expected.add(path);
    const key = `${stampFor(project, target.sources)}-${generator}-${layout.imports}`;
    const started = Date.now();
    const stale = isRemembered(options.root, memory[target.name], key, target)
      ? []
      : bringUpToDate(options, layout, target, key, memory);
    report.stale.push(...stale);
    report.fresh += target.outputs.length - stale.length;
    options.progress?.(
      `${target.name}: ${stale.length === 0 ? "up to date" : options.check ? "stale" : `${stale.length} written`} (${Date.now() - started} ms)`,
    );
  }
  for (const path of filesBelow(options.root, layout)) if (!expected.has(path)) report.orphans.push(path);
  if (!options.check) for (const path of report.orphans) rmSync(join(options.root, path));
  writeMemory(options.root, memory);
  return report;
}

/** There is nothing to derive anything from. */
export class NoSpecs extends Error {
  constructor(root: string) {
    super(`no spec in ${join(root, "contracts/apps")}: write one, or let \`chenilles init\` make a first one`);
    this.name = "NoSpecs";
  }
}

/** A file in the way that the generator has not written. */
export class NotGenerated extends Error {
  constructor(path: string) {
    super(`${path} was not written by \`chenilles generate\`, and its place is needed: move or rename it`);
    this.name = "NotGenerated";
  }
}

/** Makes a target's files and writes those that differ; returns their paths. */
function bringUpToDate(
  options: GenerateOptions,
  layout: Layout,
  target: Target,
  key: string,
  memory: Memory,
): string[] {
  const files = target.emit().map(layout.fit);
  for (const { path } of files) {
    const text = textAt(options.root, path);
    if (layout.kind === "app" && text !== undefined && !isGenerated(text)) throw new NotGenerated(path);
  }
  const stale = files.filter((file) => textAt(options.root, file.path) !== file.text);
  if (!options.check) for (const file of stale) writeGenerated(options.root, file);
  if (!options.check || stale.length === 0)
    memory[target.name] = { key, files: Object.fromEntries(files.map((file) => [file.path, hashOf(file.text)])) };
  return stale.map((file) => file.path);
}

function isRemembered(root: string, remembered: Remembered | undefined, key: string, target: Target): boolean {
  if (remembered?.key !== key) return false;
  return target.outputs.every((path) => {
    const text = textAt(root, path);
    return text !== undefined && hashOf(text) === remembered.files[path];
  });
}

function writeGenerated(root: string, file: GeneratedFile): void {
  mkdirSync(dirname(join(root, file.path)), { recursive: true });
  writeFileSync(join(root, file.path), file.text);
}

function textAt(root: string, path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Every file in the generated folders; in a project of somebody else, those that say so themselves. */
function filesBelow(root: string, { kind, folders }: Layout): string[] {
  const all = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/")),
    );
  return kind === "protocol" ? all : all.filter((path) => isGenerated(textAt(root, path) ?? ""));
}

/** The hash of the generator's own sources: another generator gives other files. */
function generatorHash(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return hashOf(paths.map((path) => `${relative(folder, path)}\0${readFileSync(path, "utf8")}`).join("\0"));
}

function readMemory(root: string): Memory {
  try {
    // Our own file; a wrong entry only means that a target is made again.
    return JSON.parse(readFileSync(join(root, MEMORY), "utf8")) as Memory;
  } catch {
    return {};
  }
}

function writeMemory(root: string, memory: Memory): void {
  mkdirSync(dirname(join(root, MEMORY)), { recursive: true });
  writeFileSync(join(root, MEMORY), JSON.stringify(memory, null, 1));
}
