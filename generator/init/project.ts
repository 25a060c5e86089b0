import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The members of a package.json that `init` reads or adds to. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What is in a folder before `init`: nothing of Hardhat, or a Hardhat 3 project. */
export interface Found {
  readonly kind: "new" | "hardhat";
  /** Null where there is no package.json. */
  readonly manifest: Manifest | null;
  /** The file name of Hardhat's config. */
  readonly config: string | null;
  /** How the project's tests are run; null where it has no runner that is known. */
  readonly runner: "mocha" | "node:test" | null;
}

/** The folder holds something that `init` is not sure about. */
export class Unsure extends Error {
  constructor(what: string, todo: string) {
    super(`${what}. ${todo}`);
    this.name = "Unsure";
  }
}

const CONFIGS = ["ts", "js", "mts", "mjs", "cts", "cjs"].map((extension) => `hardhat.config.${extension}`);
const MOCHA = ["@nomicfoundation/hardhat-mocha", "@nomicfoundation/hardhat-toolbox-mocha-ethers"];
const NODE_TEST = ["@nomicfoundation/hardhat-node-test-runner", "@nomicfoundation/hardhat-toolbox-viem"];

function readManifest(root: string): Manifest | null {
  const path = join(root, "package.json");
  if (!existsSync(path)) return null;
  try {
    // npm's file: members that are not what npm asks for are left alone.
    return JSON.parse(readFileSync(path, "utf8")) as Manifest;
  } catch {
    throw new Unsure("package.json is not JSON", "Mend it, then run `chenilles init` again");
  }
}

/** The version of Hardhat: that installed, or what package.json asks for. */
function hardhatVersion(root: string, manifest: Manifest | null): string | null {
  const installed = join(root, "node_modules/hardhat/package.json");
  if (existsSync(installed)) return (JSON.parse(readFileSync(installed, "utf8")) as { version: string }).version; // npm's file
  return manifest?.devDependencies?.["hardhat"] ?? manifest?.dependencies?.["hardhat"] ?? null;
}

/**
 * Looks at a folder.
 *
 * @throws Unsure where there is a Hardhat project that is not of Hardhat 3, or not an ES module.
 */
export function look(root: string): Found {
  const manifest = readManifest(root);
  const configs = CONFIGS.filter((name) => existsSync(join(root, name)));
  const [config = null] = configs;
  if (config === null) return { kind: "new", manifest, config, runner: "mocha" };
  if (configs.length > 1) throw new Unsure(`there is ${configs.join(" and ")}`, "Keep one of them");
  const version = hardhatVersion(root, manifest);
  if (version === null)
    throw new Unsure(
      `there is ${config}, and no package here asks for hardhat`,
      "Run init in the folder of its package.json",
    );
  if (!/^[^\d]*3\b/.test(version))
    throw new Unsure(
      `this is a project of Hardhat ${version}, the plugin is for Hardhat 3`,
      "Update Hardhat first, or run init in an empty folder beside it",
    );
  if (manifest?.type !== "module")
    throw new Unsure(
      'package.json does not say "type": "module", which Hardhat 3 wants',
      "Add it, then run init again",
    );
  const needs = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const has = (names: readonly string[]): boolean => names.some((name) => needs.includes(name));
  const [mocha, nodeTest] = [has(MOCHA), has(NODE_TEST)];
  return { kind: "hardhat", manifest, config, runner: mocha ? "mocha" : nodeTest ? "node:test" : null };
}
