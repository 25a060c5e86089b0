import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { lowerFirst } from "../emit/protocolHashes.ts";
import { render } from "../emit/render.ts";
import { HOME, layoutOf } from "../layout.ts";
import { withPlugin } from "./config.ts";
import type { Found, Manifest } from "./project.ts";
import { look, Unsure } from "./project.ts";
import { PAGE_NEEDS, VERSIONS } from "./versions.ts";

/** What `init` is told. */
export interface InitOptions {
  readonly root: string;
  /** The name of the first app. */
  readonly app: string;
  /** Whether a page is wanted; in a new project it is unless said otherwise. */
  readonly page: boolean | null;
}

/** What `init` did. Paths are from the project's folder. */
export interface InitReport {
  readonly kind: Found["kind"];
  readonly created: readonly string[];
  /** Files that were there, and what was added to each. */
  readonly changed: readonly { readonly path: string; readonly added: readonly string[] }[];
  /** Files that were there and are as they were. */
  readonly kept: readonly string[];
  /** What is left to do by hand. */
  readonly byHand: readonly string[];
  /** The commands to go on with. */
  readonly next: readonly string[];
}

/** The name cannot be a spec's. */
export class BadAppName extends Error {
  constructor(name: string) {
    super(`'${name}' cannot be the name of an app: write a capital, then letters and digits, e.g. Race; and not Rules`);
    this.name = "BadAppName";
  }
}

const BUILD = "esbuild page/main.ts --bundle --format=esm --outdir=page/dist";

interface Work {
  readonly root: string;
  readonly created: string[];
  readonly changed: { readonly path: string; readonly added: readonly string[] }[];
  readonly kept: string[];
  readonly byHand: string[];
}

/**
 * Makes a project of a first app, or adds to a Hardhat 3 project what it lacks for one. What is there is never written over: files are
 * made where there are none, package.json and Hardhat's config are added to, and where it is not plain how, it is said instead.
 *
 * @throws Unsure where the folder holds something that it is not sure about. BadAppName.
 * @example init({ root: process.cwd(), app: "Race", page: null }).next // ["npm install", …]
 */
export function init({ root, app, page }: InitOptions): InitReport {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(app) || app === "Rules") throw new BadAppName(app);
  if (layoutOf(root).kind === "protocol" || resolve(root) === resolve(HOME))
    throw new Unsure("this is the folder of Chenilles itself", "Run init in a folder of your own");
  const found = look(root);
  if (found.kind === "new" && found.manifest !== null && found.manifest.type !== "module" && hasCode(root))
    throw new Unsure(
      'Hardhat 3 wants "type": "module" in package.json, and this project has code that is something else',
      "Say so there if your code can be modules, or run init in a folder of its own",
    );
  const withPage = page ?? found.kind === "new";
  const work: Work = { root, created: [], changed: [], kept: [], byHand: [] };
  if (found.kind === "new") addProject(work);
  else addPluginTo(work, found.config ?? "");
  addApp(work, app, withPage, found.runner);
  const installs = addManifest(work, found, withPage);
  const next = [
    ...(installs ? ["npm install"] : []),
    "npx hardhat chenilles generate",
    "npx hardhat test",
    ...(withPage ? ["npm run page"] : []),
  ];
  return { kind: found.kind, created: work.created, changed: work.changed, kept: work.kept, byHand: work.byHand, next };
}

/** Whether a folder has programs of its own, not only what `npm init` makes. */
function hasCode(root: string): boolean {
  return readdirSync(root).some((name) => /\.(js|ts|jsx|tsx)$/.test(name) || ["src", "lib", "test"].includes(name));
}

function make(work: Work, path: string, template: string, view: object = {}): void {
  const at = join(work.root, path);
  if (existsSync(at)) {
    work.kept.push(path);
    return;
  }
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, render(`starter/${template}`, view));
  work.created.push(path);
}

function addProject(work: Work): void {
  make(work, "hardhat.config.ts", "hardhat.config.ts");
  make(work, "tsconfig.json", "tsconfig.json");
  make(work, ".gitignore", "gitignore");
}

function addPluginTo(work: Work, config: string): void {
  const text = readFileSync(join(work.root, config), "utf8");
  const added = withPlugin(text);
  if (added === "same") work.kept.push(config);
  else if (added === null)
    work.byHand.push(`${config}: add \`import chenilles from "chenilles/hardhat";\` and \`chenilles\` to \`plugins\``);
  else {
    writeFileSync(join(work.root, config), added);
    work.changed.push({ path: config, added: ["import of chenilles/hardhat", "chenilles in plugins"] });
  }
}

function addApp(work: Work, app: string, page: boolean, runner: Found["runner"]): void {
  const { imports } = layoutOf(work.root);
  const view = { app, constant: lowerFirst(app), imports, page, nodeTest: runner === "node:test" };
  make(work, `contracts/apps/${app}.sol`, "app.sol", view);
  if (runner === null)
    work.byHand.push("tests: this project has no test runner that is known here; mocha and node:test are");
  else make(work, `test/${app}.ts`, "test.ts", view);
  if (!page) return;
  make(work, "page/index.html", "index.html", view);
  make(work, "page/deal.ts", "deal.ts", view);
  make(work, "page/main.ts", "main.ts", view);
}

/** npm's own placeholder is no script. */
const isMissing = (script: string | undefined): boolean => script === undefined || script.includes("no test specified");

/** Adds to package.json what it lacks; whether there is something to install. */
function addManifest(work: Work, { kind, manifest }: Found, page: boolean): boolean {
  const path = join(work.root, "package.json");
  const before: Manifest = manifest ?? { name: packageName(work.root), version: "0.1.0" };
  const known = { ...before.dependencies, ...before.devDependencies };
  const wanted: Record<string, string> = {
    chenilles: ownVersion(),
    ...(kind === "new" ? VERSIONS : page ? Object.fromEntries(PAGE_NEEDS.map((name) => [name, VERSIONS[name]])) : {}),
  };
  const needs = Object.entries(wanted).filter(([name]) => known[name] === undefined);
  const scripts = Object.entries({
    generate: "hardhat chenilles generate",
    ...(kind === "new" ? { test: "hardhat test" } : {}),
    ...(page ? { page: BUILD, "page:serve": `${BUILD} --servedir=page --serve=127.0.0.1:8000` } : {}),
  }).filter(([name]) => isMissing(before.scripts?.[name]));
  const asModule = kind === "new" && before.type !== "module";
  const added = [
    ...(asModule ? ['"type": "module"'] : []),
    ...scripts.map(([name]) => `script ${name}`),
    ...needs.map(([name]) => `devDependency ${name}`),
  ];
  if (added.length === 0) {
    work.kept.push("package.json");
    return false;
  }
  const sorted = Object.entries({ ...before.devDependencies, ...Object.fromEntries(needs) }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const after = {
    ...before,
    ...(manifest === null ? { private: true } : {}),
    ...(asModule ? { type: "module" } : {}),
    scripts: { ...before.scripts, ...Object.fromEntries(scripts) },
    devDependencies: Object.fromEntries(sorted),
  };
  writeFileSync(path, `${JSON.stringify(after, null, indentOf(path))}\n`);
  if (manifest === null) work.created.push("package.json");
  else work.changed.push({ path: "package.json", added });
  return needs.length > 0;
}

function indentOf(path: string): string {
  return (existsSync(path) ? /^([ \t]+)"/m.exec(readFileSync(path, "utf8"))?.[1] : undefined) ?? "  ";
}

function packageName(root: string): string {
  return (
    basename(resolve(root))
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, "-")
      .replace(/^-+|-+$/g, "") || "app"
  );
}

/** This package's version: what a project asks for that has not installed it yet. */
function ownVersion(): string {
  return (JSON.parse(readFileSync(join(HOME, "package.json"), "utf8")) as { version: string }).version; // our own file
}
