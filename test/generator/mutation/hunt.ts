import { Worker } from "node:worker_threads";
import type { Case } from "./cases.ts";
import type { Mutant } from "./mutants.ts";
import type { Catch } from "./trial.ts";
import type { Task, Word } from "./worker.ts";

/** Milliseconds that one case may take: far more than any needs. */
const PATIENCE = 15_000;

/** A mutant and what caught it; null where nothing did. */
export interface Outcome {
  readonly mutant: Mutant;
  readonly caught: Catch | null;
}

/** Tries mutants in a thread of their own, which is replaced when one of them does not end. */
export class Hunt {
  readonly #cases: readonly Case[];
  #worker: Worker | null = null;

  constructor(cases: readonly Case[]) {
    this.#cases = cases;
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
    const caught = await new Promise<Catch | null>((resolve) => {
      const give = (result: Catch | null, isOver: boolean): void => {
        clearTimeout(timer);
        worker.removeAllListeners();
        if (isOver) void this.stop();
        resolve(result);
      };
      const endless = (): void => give({ by: "waiting", how: "does not finish" }, true);
      let timer = setTimeout(endless, PATIENCE);
      worker.on("message", (word: Word) => {
        clearTimeout(timer);
        if (!word.alive) give(word.caught, false);
        else timer = setTimeout(endless, PATIENCE);
      });
      worker.on("error", () => give({ by: "running it", how: "does not finish" }, true));
      worker.postMessage({ path: mutant.file, content: mutant.content } satisfies Task);
    });
    return { mutant, caught };
  }

  /** Ends the thread. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
