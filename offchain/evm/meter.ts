import { OutOfSteps } from "./failure.ts";

/** Loop rounds and recursive calls that one call may make. A transaction of 30 million gas has room for far fewer. */
export const STEP_LIMIT = 2_000_000;

/** Recursive calls that may be open at once: the EVM's stack has 1,024 words, and each call takes several. */
export const DEPTH_LIMIT = 120;

/** 32-byte words that one call may allocate. */
export const WORD_LIMIT = 1 << 18;

let steps = 0;
let words = 0;
let depth = 0;

/** Starts the count anew: the first thing in each call. */
export function resetMeter(): void {
  steps = 0;
  words = 0;
  depth = 0;
}

/** One round of a loop. */
export function tick(): void {
  if (++steps > STEP_LIMIT) throw new OutOfSteps("loop rounds");
}

/** Runs a recursive call one level deeper. Whatever it throws leaves the whole call, so the depth need not be restored then. */
export function deeper<T>(call: () => T): T {
  tick();
  if (++depth > DEPTH_LIMIT) throw new OutOfSteps("recursion");
  const result = call();
  depth--;
  return result;
}

/** Words of memory taken. */
export function useMemory(count: number): void {
  words += count;
  if (words > WORD_LIMIT) throw new OutOfSteps("memory");
}
