import { type MessagePort, workerData } from "node:worker_threads";
import { init } from "z3-solver";

interface Given {
  readonly port: MessagePort;
  readonly flag: Int32Array;
}

// What `Solver` starts this thread with.
const { port, flag } = workerData as Given;
const { Z3 } = await init();

async function answer(query: string): Promise<string> {
  const context = Z3.mk_context(Z3.mk_config());
  try {
    return await Z3.eval_smtlib2_string(context, query);
  } catch (error) {
    return `unknown ${String(error)}`;
  } finally {
    Z3.del_context(context);
  }
}

port.on("message", async (query: string) => {
  port.postMessage(await answer(query));
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
