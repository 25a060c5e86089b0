import process from "node:process";

const QUIET = 2_000;

/**
 * Waits for something; from 2 s on says on stderr, every 2 s, that and for how long it waits.
 * @example await withProgress("opening the channel", client.request("openchannel", params))
 */
export async function withProgress<T>(what: string, work: Promise<T>): Promise<T> {
  const started = performance.now();
  const timer = setInterval(() => {
    process.stderr.write(`${what}: ${Math.round((performance.now() - started) / 1000)} s\n`);
  }, QUIET);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
