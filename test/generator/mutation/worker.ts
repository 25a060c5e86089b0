import { parentPort, workerData } from "node:worker_threads";
import type { Case } from "./cases.ts";
import { type Catch, type Loaded, load, tryCase } from "./trial.ts";

// Tries one mutant after the other, apart from the process that asks: a mutant may never end, or take all memory.

/** What the worker is asked: a file of the project and its changed text. */
export interface Task {
  readonly path: string;
  readonly content: string;
  /** Cases of which all calls are made, to see which functions a mutant breaks. */
  readonly thorough: readonly string[];
}

/** What it says: that it goes on, or what came of the mutant. */
export type Word = { readonly alive: true } | Result;

/** What caught a mutant, null where nothing did, and the functions of the thorough cases that it breaks. */
export interface Result {
  readonly alive: false;
  readonly caught: Catch | null;
  readonly broken: readonly string[];
}

// the cases that the parent made
let cases = [...(workerData as readonly Case[])];

function loadOf(task: Task): Loaded | null {
  try {
    return load(task.path, task.content);
  } catch {
    return null;
  }
}

/** The case that caught the last mutant comes first: the next one is likely of the same rule. */
function firstCatch(loaded: Loaded, say: (word: Word) => void): Catch | null {
  for (const given of cases) {
    say({ alive: true });
    const caught = tryCase(loaded, given);
    if (caught === null) continue;
    cases = [given, ...cases.filter((other) => other !== given)];
    return caught;
  }
  return null;
}

/** The functions that a mutant breaks. A contract that is no longer translated at all says nothing of its functions. */
function brokenFunctions(loaded: Loaded, names: readonly string[], say: (word: Word) => void): readonly string[] {
  const broken = new Set<string>();
  for (const given of cases.filter(({ name }) => names.includes(name))) {
    say({ alive: true });
    tryCase(loaded, given, (from) => broken.add(from));
  }
  return [...broken].sort();
}

function resultOf(task: Task, say: (word: Word) => void): Result {
  const loaded = loadOf(task);
  if (loaded === null) return { alive: false, caught: { by: "loading it", how: "throws" }, broken: [] };
  const caught = firstCatch(loaded, say);
  return { alive: false, caught, broken: caught === null ? [] : brokenFunctions(loaded, task.thorough, say) };
}

parentPort?.on("message", (task: Task) => {
  const say = (word: Word): void => parentPort?.postMessage(word);
  say(resultOf(task, say));
});
