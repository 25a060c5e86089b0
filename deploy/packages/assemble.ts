import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

/** What a package holds, as patterns: `entries` below the compiled tree, `texts` below the project. */
export interface Shipped {
  readonly folder: string;
  readonly entries: readonly string[];
  readonly texts: readonly string[];
  /** Texts that the package has elsewhere: where TypeScript would take them for its modules. */
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

/** A package put together: where it is, and what it is called. */
export interface Assembled {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly files: number;
}

/** The members of a package.json that are read here; in a manifest.json `dependencies` is a list of names. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const IMPORT = /(?<=(?:from|import)\s*\(?\s*")(\.{1,2}\/[^"]+)(?=")/g;
/** Programs that a module starts are named by their address. */
const ADDRESS = /new URL\("([^"]+)\.ts", import\.meta\.url\)/g;

const importsOf = (path: string, text: string): string[] =>
  [...text.matchAll(IMPORT)].map((match) => posix.join(posix.dirname(path), (match[1] ?? "").replace(/\.ts$/, ".js")));

/** The modules given and all that they import, with their declarations' imports. */
function closure(build: string, entries: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = entries.flatMap((pattern) => globSync(pattern, { cwd: build })).sort();
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const file of [path, path.replace(/\.js$/, ".d.ts")])
      if (existsSync(join(build, file))) open.push(...importsOf(path, readFileSync(join(build, file), "utf8")));
  }
  return found;
}

/** A module as its package has it: what another package ships is imported from there by name. */
function shippedText(path: string, text: string, taken: ReadonlyMap<string, string>): string {
  const elsewhere = (named: string): string | null => {
    const target = posix.join(posix.dirname(path), named);
    const owner = taken.get(target);
    return owner === undefined ? null : `${owner}/internal/${target.replace(/\.js$/, "")}`;
  };
  return text
    .replace(ADDRESS, (_, at: string) => {
      const name = elsewhere(`${at}.js`);
      return name === null ? `new URL("${at}.js", import.meta.url)` : `import.meta.resolve("${name}")`;
    })
    .replace(IMPORT, (at) => {
      const named = at.replace(/\.ts$/, ".js");
      return elsewhere(named) ?? named;
    });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A package.json: its manifest.json here with the version, and each dependency at the version that this project has. */
function manifestOf(root: string, folder: string): Manifest {
  const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest; // npm's own file
  // Ours, where versions are left out: they are those of the project.
  const given = JSON.parse(readFileSync(join(root, "deploy/packages", folder, "manifest.json"), "utf8")) as Omit<
    Manifest,
    "dependencies"
  > & { readonly dependencies: readonly string[]; readonly exports: Readonly<Record<string, string>> };
  const versions = given.dependencies.map((name) => {
    const version = name === own.name ? own.version : own.dependencies[name];
    if (version === undefined)
      throw new Error(`deploy/packages/${folder}/manifest.json: ${name} is no dependency of the project`);
    return [name, version] as const;
  });
  return { ...given, version: own.version, dependencies: Object.fromEntries(versions) };
}

/**
 * Puts a package together in a folder of its own. What earlier packages have is not shipped twice; `taken` says who has what, and
 * gets this package's.
 *
 * @throws Error where a dependency has no version.
 */
export function assemble(
  root: string,
  build: string,
  folder: string,
  shipped: Shipped,
  taken: Map<string, string>,
): Assembled {
  const manifest = manifestOf(root, shipped.folder);
  const modules = [...closure(build, shipped.entries)].filter((path) => !taken.has(path));
  for (const path of modules)
    for (const file of [path, path.replace(/\.js$/, ".d.ts")])
      if (existsSync(join(build, file)))
        write(join(folder, file), shippedText(path, readFileSync(join(build, file), "utf8"), taken));
  const texts = shipped.texts.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }));
  for (const entry of texts.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    cpSync(path, join(folder, path.slice(root.length + 1)));
  }
  for (const { from, to } of shipped.moved ?? [])
    cpSync(join(root, from), join(folder, to), { recursive: true, filter: (path) => !/\.(?!ts$)\w+$/.test(path) });
  for (const name of ["LICENSE"]) cpSync(join(root, name), join(folder, name));
  cpSync(join(root, "deploy/packages", shipped.folder, "README.md"), join(folder, "README.md"));
  write(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const path of modules) taken.set(path, manifest.name);
  return { folder, name: manifest.name, version: manifest.version, files: modules.length + texts.length };
}
