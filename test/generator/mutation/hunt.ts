import { Worker } from "node:worker_threads";
import type { Case } from "./cases.ts";
import type { Mutant } from "./mutants.ts";
import type { Catch } from "./trial.ts";
import type { Result, Task, Word } from "./worker.ts";

/** Milliseconds that one case may take: far more than any needs. */
const PATIENCE = 30_000;

const ENDLESS: Result = { alive: false, caught: { by: "waiting", how: "does not finish" }, broken: [] };

/** A mutant and what caught it; null where nothing did. */
export interface Outcome {
  readonly mutant: Mutant;
  readonly caught: Catch | null;
  /** Functions of the thorough cases that it breaks. */
  readonly broken: readonly string[];
}

/** Tries mutants in a thread of their own, which is replaced when one of them does not end. */
export class Hunt {
  readonly #cases: readonly Case[];
  readonly #thorough: readonly string[];
  readonly #patience: number;
  #worker: Worker | null = null;

  constructor(cases: readonly Case[], thorough: readonly string[] = [], patience = PATIENCE) {
    this.#cases = cases;
    this.#thorough = thorough;
    this.#patience = patience;
  }

  #start(): Worker {
    return new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: this.#cases,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
  }

  /** What catches a mutant. */
  async try(mutant: Mutant): Promise<Outcome> {
    const worker = this.#worker ?? this.#start();
    this.#worker = worker;
    const { caught, broken } = await new Promise<Result>((resolve) => {
      const give = (result: Result, isOver: boolean): void => {
        clearTimeout(timer);
        worker.off("message", hear);
        worker.off("error", fail);
        if (isOver) void this.stop();
        resolve(result);
      };
      const wait = (): NodeJS.Timeout => setTimeout(() => give(ENDLESS, true), this.#patience);
      let timer = wait();
      const hear = (word: Word): void => {
        clearTimeout(timer);
        if (word.alive) timer = wait();
        else give(word, false);
      };
      const fail = (): void => give(ENDLESS, true); // out of memory
      worker.on("message", hear);
      worker.on("error", fail);
      const task: Task = { path: mutant.file, content: mutant.content, thorough: this.#thorough };
      worker.postMessage(task);
    });
    return { mutant, caught, broken };
  }

  /** Ends the thread. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
