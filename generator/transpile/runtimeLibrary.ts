import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

// The library that generated code calls is offchain/evm. It is read as text: either its files are named in imports, or
// they are copied into the module.

/** In the package, where modules are compiled, their text is beside this one. */
const SHIPPED = new URL("./library/", import.meta.url);
const FOLDER = existsSync(SHIPPED) ? SHIPPED : new URL("../../offchain/evm/", import.meta.url);
const FILES = ["hex", "failure", "meter", "integers", "memory", "words", "codec", "calldata", "hash", "precompiles"];

/** Files that depend on packages have a twin without, for modules that stand alone. */
const ALONE: Readonly<Record<string, string>> = { hash: "standalone/hash", precompiles: "standalone/precompiles" };

/** One file of the library. */
interface LibraryFile {
  readonly name: string;
  readonly content: string;
  readonly exports: readonly string[];
  /** Names of library files that it imports. */
  readonly needs: readonly string[];
}

function readFile(name: string, path: string): LibraryFile {
  const content = readFileSync(fileURLToPath(new URL(`${path}.ts`, FOLDER)), "utf8");
  const exports = [
    ...content.matchAll(/^export (?:abstract )?(?:function|const|class|interface|type|let) (\w+)/gm),
  ].map((m) => m[1] ?? "");
  const needs = [...content.matchAll(/^import [^;]*? from "\.\.?\/(\w+)\.ts";/gm)].map((m) => m[1] ?? "");
  return { name, content, exports, needs };
}

const read = new Map<boolean, readonly LibraryFile[]>();

/** The library's files, with their packages or standing alone; read once. */
function readLibrary(alone: boolean): readonly LibraryFile[] {
  const known = read.get(alone);
  if (known !== undefined) return known;
  const files = FILES.map((name) => readFile(name, alone ? (ALONE[name] ?? name) : name));
  read.set(alone, files);
  return files;
}

/** Names that an emitted declaration may not have. */
export function libraryNames(alone: boolean): readonly string[] {
  const files = readLibrary(alone);
  const locals = files.flatMap((f) =>
    [...f.content.matchAll(/^(?:async )?(?:function|const|let|class|type|interface) (\w+)/gm)].map((m) => m[1] ?? ""),
  );
  return [...files.flatMap((f) => f.exports), ...locals];
}

/** Import lines for the names, each from its file under `folder`. */
export function importLines(names: ReadonlySet<string>, types: ReadonlySet<string>, folder: string): string[] {
  return readLibrary(false).flatMap((file) => {
    const used = file.exports.filter((name) => names.has(name) || types.has(name)).sort();
    if (used.length === 0) return [];
    const onlyTypes = used.every((name) => !names.has(name));
    const list = used
      .map((name) => (types.has(name) && !names.has(name) && !onlyTypes ? `type ${name}` : name))
      .join(", ");
    return [`import ${onlyTypes ? "type " : ""}{ ${list} } from "${folder}/${file.name}.ts";`];
  });
}

/** The text of the library's files that the names need, without imports and exports. */
export function inlined(names: ReadonlySet<string>, types: ReadonlySet<string>): string {
  const files = readLibrary(true);
  const wanted = new Set(
    files.filter((f) => f.exports.some((name) => names.has(name) || types.has(name))).map((f) => f.name),
  );
  for (let before = -1; before !== wanted.size; ) {
    before = wanted.size;
    for (const file of files) if (wanted.has(file.name)) for (const need of file.needs) wanted.add(need);
  }
  const texts = files
    .filter((f) => wanted.has(f.name))
    .map((f) => f.content.replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, ""));
  return texts.join("\n").replace(/\n{3,}/g, "\n\n");
}
