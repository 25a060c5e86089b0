import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { KnownApps } from "../runtime/apps.ts";
import { UsageError } from "./exitCodes.ts";

type App = KnownApps["descriptors"][number];

/** Whether an export is an app as data: what `chenilles generate` writes of one under its own name. */
function isApp(value: unknown): value is App {
  const fields = ["code", "roles", "phases", "moves", "watch"];
  return typeof value === "object" && value !== null && fields.every((name) => Reflect.get(value, name) !== undefined);
}

/**
 * The apps in generated files that the owner names, e.g. `generated/apps/race.ts` or `generated/apps/all.ts`.
 *
 * @throws UsageError where a file is not there, cannot be loaded, or holds no app.
 */
export async function loadApps(files: readonly string[]): Promise<readonly App[]> {
  const found: App[] = [];
  for (const file of files) {
    const path = resolve(file);
    if (!existsSync(path))
      throw new UsageError(`there is no file ${file}`, "name a generated file, e.g. --app generated/apps/race.ts");
    const loaded: object = await import(pathToFileURL(path).href).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new UsageError(
        `${file} cannot be loaded: ${why}`,
        "run it where the package chenilles is installed, and generate it again",
      );
    });
    const apps = Object.values(loaded)
      .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
      .filter(isApp);
    if (apps.length === 0)
      throw new UsageError(
        `${file} holds no app`,
        "name what `chenilles generate` wrote, e.g. --app generated/apps/race.ts",
      );
    found.push(...apps);
  }
  return found;
}
