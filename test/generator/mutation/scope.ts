import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Random } from "../differential/random.ts";
import { LIBRARY, TRANSLATOR, textOf } from "./loader.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";

/** Files of the translator that have no say in what is answered: the compiler's call, the command, words for the user. */
const OUTSIDE = new Set(["command.ts", "compile.ts", "diagnostics.ts"]);

const IN_LIBRARY = [
  "hex",
  "failure",
  "meter",
  "integers",
  "memory",
  "words",
  "codec",
  "calldata",
  "standalone/hash",
  "standalone/precompiles",
];

/** The files that are mutated, by their path in the project. */
export function mutatedFiles(): readonly string[] {
  const folder = fileURLToPath(new URL(`../../../${TRANSLATOR}`, import.meta.url));
  const translator = readdirSync(folder).filter((file) => file.endsWith(".ts") && !OUTSIDE.has(file));
  return [...translator.sort().map((file) => TRANSLATOR + file), ...IN_LIBRARY.map((name) => `${LIBRARY}${name}.ts`)];
}

/** All mutants whose rule starts with one of the words; all there are without words. */
export function allMutants(rules: readonly string[] = []): readonly Mutant[] {
  const all = mutatedFiles().flatMap((path) => mutantsOf(path.replace(/^.*\/|\.ts$/g, ""), path, textOf(path)));
  return rules.length === 0 ? all : all.filter(({ rule }) => rules.some((word) => rule.startsWith(word)));
}

/** The items in an order that the seed decides. */
export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const left = [...items];
  return items.map(() => {
    const at = random.below(left.length);
    const [taken] = left.splice(at, 1);
    if (taken === undefined) throw new Error("nothing is left");
    return taken;
  });
}
