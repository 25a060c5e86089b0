/** What was waited for did not come. */
export class TookTooLong extends Error {
  constructor(what: string, seconds: number) {
    super(`waited ${seconds} s in vain: ${what}`);
    this.name = "TookTooLong";
  }
}

/**
 * Asks again until there is an answer that is not null.
 * @throws TookTooLong after `seconds`; the first error of `ask`.
 * @example const channel = await eventually("the channel is open", () => openChannel("bob"))
 */
export async function eventually<T>(what: string, ask: () => Promise<T | null>, seconds = 60): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > end) throw new TookTooLong(what, seconds);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Does `work` for each item, at most `width` at a time; results in order. */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T, at); // at is within bounds
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}
