import { OutOfSteps, panic } from "./failure.ts";

/** Loop rounds and recursive calls that one call may make. A transaction of 30 million gas has room for far fewer. */
export const STEP_LIMIT = 2_000_000;

/** Stack words that open recursive calls may take: the EVM has 1,024, some are left for other functions. */
export const STACK_LIMIT = 900;

/** 32-byte words that one call may allocate. */
export const WORD_LIMIT = 1 << 18;

/** Bytes from which on an allocation is Panic 0x41: memory addresses end at 2^64, and some is in use already. */
export const ADDRESS_LIMIT = 2 ** 64 - 4096;

let steps = 0;
let words = 0;
let stack = 0;

/** Starts the count anew: the first thing in each call. */
export function resetMeter(): void {
  steps = 0;
  words = 0;
  stack = 0;
}

/** One round of a loop. */
export function tick(): void {
  if (++steps > STEP_LIMIT) throw new OutOfSteps("loop rounds");
}

/**
 * Runs a recursive call that takes so many words of the stack; `reserved` are to be left for other functions, beyond what always
 * is. What it throws ends all calls: nothing to restore then.
 */
export function deeper<T>(frame: number, call: () => T, reserved = 0): T {
  tick();
  stack += frame;
  if (stack > STACK_LIMIT - reserved) throw new OutOfSteps("recursion");
  const result = call();
  stack -= frame;
  return result;
}

/** Words of memory taken. */
export function useMemory(count: number): void {
  words += count;
  if (words > WORD_LIMIT) throw new OutOfSteps("memory");
}

/** The last address of memory that the compiler uses. */
const LAST_ADDRESS = 0xffffffffffffffffn;

/** Bytes of memory that are in use before anything is decoded, and at most once as much is as we allow. */
const FIRST_FREE = 0x80n;
const MOST_IN_USE = 32n * BigInt(WORD_LIMIT) + FIRST_FREE;

/**
 * Panic 0x41 where an array of so many elements has no addresses in memory: its end, from the first free byte on, is past 2^64.
 * @throws OutOfSteps where that depends on how much is in use.
 */
export function checkAddresses(length: bigint, stride: number): void {
  const size = ((length * BigInt(stride) + 31n) & ~31n) + 32n;
  if (length > LAST_ADDRESS || FIRST_FREE + size > LAST_ADDRESS) panic(0x41);
  if (MOST_IN_USE + size > LAST_ADDRESS) throw new OutOfSteps("addresses of memory");
}
