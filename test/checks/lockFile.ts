// package-lock.json must know every platform's package: `npm ci` refuses a lock file that lacks one, on every platform.
// A registry that lags for one platform leaves such a hole when the lock file is written; `--fix` fills it from the name.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface LockFile {
  packages: Record<string, LockEntry>;
}

/** A package that the lock file names as an optional dependency and does not describe. */
export interface Hole {
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
}

const EXACT = /^\d+\.\d+\.\d+/;

/**
 * The optional dependencies of exact version that have no entry of their own.
 *
 * @example lockHoles({ packages: {} }) // []
 */
export function lockHoles(lock: Readonly<LockFile>): readonly Hole[] {
  return Object.values(lock.packages).flatMap((entry) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => EXACT.test(version) && lock.packages[`node_modules/${name}`] === undefined)
      .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
  );
}

const CPU: Readonly<Record<string, string>> = { amd64: "x64", x64: "x64", arm64: "arm64" };

/** An entry for a hole, from what its name says of system and processor; null when the name says neither. */
export function fillingOf({ name, version, dev }: Hole): object | null {
  const [, os, cpu] = /(darwin|linux|win32|android)-(amd64|arm64|x64)(?:-|$)/.exec(name) ?? [];
  if (os === undefined || cpu === undefined) return null;
  return { version, cpu: [CPU[cpu]], ...(dev ? { dev } : {}), optional: true, os: [os] };
}

/** Check (or fill) the lock file of `root`; returns what is wrong, one line each. */
export function checkLockFile(root: string, fix: boolean): readonly string[] {
  const path = join(root, "package-lock.json");
  // The lock file is npm's own; its shape is npm's promise.
  const lock = JSON.parse(readFileSync(path, "utf8")) as LockFile;
  const holes = lockHoles(lock);
  const left = holes.filter((hole) => {
    const filling = fix ? fillingOf(hole) : null;
    if (filling !== null) lock.packages[`node_modules/${hole.name}`] = filling;
    return filling === null;
  });
  if (left.length < holes.length) {
    const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
    lock.packages = Object.fromEntries(sorted);
    writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  }
  return left.map((hole) => `package-lock.json: no entry for ${hole.name}@${hole.version}; run \`npm run format\``);
}
