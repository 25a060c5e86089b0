import * as fs from "node:fs";
import * as url from "node:url";
import type * as Translator from "../../../generator/transpile/module.ts";
import { stripWarningFree } from "../differential/evaluate.ts";

// The translator and its library, loaded from text, so that a mutant never is a file.

const ROOT = new URL("../../../", import.meta.url);

/** Where the translator's and the library's files are. */
export const TRANSLATOR = "generator/transpile/";
export const LIBRARY = "offchain/evm/";

/** Twins of library files, without packages: what users get. */
const ALONE = new Map([
  [`${LIBRARY}hash.ts`, `${LIBRARY}standalone/hash.ts`],
  [`${LIBRARY}precompiles.ts`, `${LIBRARY}standalone/precompiles.ts`],
]);

const texts = new Map<string, string>();
const compiled = new Map<string, Body>();

type Exports = Record<string, unknown>;
type Body = (load: (path: string) => Exports, exports: Exports, readFileSync: (path: string) => string) => void;

/** The text of a file of the project, read once. */
export function textOf(path: string): string {
  const known = texts.get(path);
  if (known !== undefined) return known;
  const text = fs.readFileSync(new URL(path, ROOT), "utf8");
  texts.set(path, text);
  return text;
}

function resolve(from: string, specifier: string): string {
  const path = new URL(specifier, `file:///${from}`).pathname.slice(1);
  return ALONE.get(path) ?? path;
}

/** A module as a function of what it imports; its own constants and functions become properties. */
function bodyOf(path: string, text: string): Body {
  const names: string[] = [];
  const plain = stripWarningFree(text)
    .replace(/^import\s+\{([^}]*)\}\s+from "(\.[^"]*)";/gm, (_, list: string, specifier: string) => {
      return `const {${list.replace(/\bas\b/g, ":")}} = $load("${resolve(path, specifier)}");`;
    })
    .replace(/^import\s+\{([^}]*)\}\s+from "node:(\w+)";/gm, (_, list: string, name: string) => {
      return `const {${list.replace(/\bas\b/g, ":")}} = $node.${name};`;
    })
    .replaceAll("import.meta.url", JSON.stringify(new URL(path, ROOT).href))
    .replace(/^export (abstract )?((?:function\*?|class|const|let)\s+(\w+))/gm, (_, __, head: string, name: string) => {
      names.push(name);
      return head;
    });
  const assigned = names.map((name) => `$exports.${name} = ${name};`).join("\n");
  const code = `"use strict";\n${plain}\n${assigned}\n//# sourceURL=${path}`;
  // what the function takes is what Body says
  const made = new Function("$load", "$exports", "$node", code);
  return (load, exports, read) => {
    made(load, exports, { fs: { ...fs, readFileSync: read }, url });
  };
}

/** A file's body; that of an unchanged file is compiled once. */
function bodyFor(path: string, changed: Readonly<Record<string, string>>): Body {
  const text = changed[path];
  if (text !== undefined) return bodyOf(path, text);
  const known = compiled.get(path) ?? bodyOf(path, textOf(path));
  compiled.set(path, known);
  return known;
}

/** Loads files and all that they import, each once, some with other texts. */
function loadAll(paths: readonly string[], changed: Readonly<Record<string, string>>): readonly Exports[] {
  const loaded = new Map<string, Exports>();
  const read = (path: string): string => {
    const inProject = path.slice(url.fileURLToPath(ROOT).length);
    return changed[inProject] ?? textOf(inProject);
  };
  const load = (path: string): Exports => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const exports: Exports = {};
    loaded.set(path, exports);
    bodyFor(path, changed)(load, exports, read);
    return exports;
  };
  return paths.map(load);
}

/** The translator's own entry, with changed files. */
export function loadTranslator(changed: Readonly<Record<string, string>>): typeof Translator {
  // the exports of the file that the type is of
  return loadAll([`${TRANSLATOR}module.ts`], changed)[0] as typeof Translator;
}

const LIBRARY_FILES = [
  "hex",
  "failure",
  "meter",
  "integers",
  "memory",
  "words",
  "codec",
  "calldata",
  "hash",
  "precompiles",
];

/** The library as emitted modules import it, with changed files. */
export function loadLibrary(changed: Readonly<Record<string, string>>): Readonly<Record<string, object>> {
  const paths = LIBRARY_FILES.map((name) => `${LIBRARY}${name}.ts`).map((path) => ALONE.get(path) ?? path);
  const exports = loadAll(paths, changed);
  return Object.fromEntries(LIBRARY_FILES.map((name, i) => [name, exports[i] ?? {}]));
}
