import process from "node:process";

/** Milliseconds in which further signals change nothing: launchers and terminals pass the same one on twice. */
const GRACE = 5_000;
const INTERRUPTED = 130;

/** Resolves at the first Ctrl-C or its like, so that the command ends in order; one more after 5 s ends the process at once. */
export function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    let first: number | null = null;
    const onSignal = (signal: string): void => {
      if (first !== null && performance.now() - first > GRACE) process.exit(INTERRUPTED);
      first ??= performance.now();
      resolve(signal);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => onSignal(signal));
  });
}
