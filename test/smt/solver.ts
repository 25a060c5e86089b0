import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";

/** How long one question may take, milliseconds. */
const PATIENCE = 120_000;

/**
 * Z3 behind a call that waits: the compiler asks its questions in the middle of a synchronous call. The solver runs in a thread of its
 * own meanwhile.
 *
 * @example const solver = new Solver(); solver.ask("(check-sat)"); await solver.close();
 */
export class Solver {
  readonly #flag = new Int32Array(new SharedArrayBuffer(4));
  readonly #port: MessagePort;
  readonly #worker: Worker;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(new URL("./solverThread.ts", import.meta.url), {
      workerData: { port: port2, flag: this.#flag },
      transferList: [port2],
    });
  }

  /** The solver's answer to a script in SMT-LIB 2: `sat`, `unsat` or `unknown`, and a model after `sat`. */
  ask(query: string): string {
    Atomics.store(this.#flag, 0, 0);
    this.#port.postMessage(query);
    if (Atomics.wait(this.#flag, 0, 0, PATIENCE) === "timed-out") return "unknown";
    const answer: unknown = receiveMessageOnPort(this.#port)?.message;
    return typeof answer === "string" ? answer : "unknown";
  }

  async close(): Promise<void> {
    this.#port.close();
    await this.#worker.terminate();
  }
}
