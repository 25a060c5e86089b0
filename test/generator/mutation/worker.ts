import { parentPort, workerData } from "node:worker_threads";
import type { Case } from "./cases.ts";
import { type Catch, load, tryCase } from "./trial.ts";

// Tries one mutant after the other, apart from the process that asks: a mutant may never end, or take all memory.

/** What the worker is asked: a file of the project and its changed text. */
export interface Task {
  readonly path: string;
  readonly content: string;
}

/** What it says: that it goes on, or what came of the mutant. */
export type Word = { readonly alive: true } | { readonly alive: false; readonly caught: Catch | null };

// the cases that the parent made
let cases = [...(workerData as readonly Case[])];

/** The case that caught the last mutant comes first: the next one is likely of the same rule. */
function tryAll(task: Task, say: (word: Word) => void): Catch | null {
  let loaded: ReturnType<typeof load>;
  try {
    loaded = load(task.path, task.content);
  } catch {
    return { by: "loading it", how: "throws" };
  }
  for (const given of cases) {
    say({ alive: true });
    const caught = tryCase(loaded, given);
    if (caught === null) continue;
    cases = [given, ...cases.filter((other) => other !== given)];
    return caught;
  }
  return null;
}

parentPort?.on("message", (task: Task) => {
  const say = (word: Word): void => parentPort?.postMessage(word);
  say({ alive: false, caught: tryAll(task, say) });
});
