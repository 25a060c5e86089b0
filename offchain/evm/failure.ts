import { concat } from "./hex.ts";

/** What the EVM's `revert` gives its caller. Thrown; not an `Error`, since a refused move is an answer and needs no stack. */
export class Reverted {
  readonly data: Uint8Array;

  constructor(data: Uint8Array) {
    this.data = data;
  }
}

/** The call took more steps, memory or depth than this module allows: whether it would end in the EVM depends on the gas given. */
export class OutOfSteps extends Error {
  constructor(what: string) {
    super(`the call needs more ${what} than is allowed off chain; in the EVM the outcome would depend on the gas`);
    this.name = "OutOfSteps";
  }
}

/** Two parts of one expression failed, and the compiler's pipelines differ in which of them is computed first. */
export class OrderLeftOpen extends Error {
  constructor() {
    super(
      "two parts of one expression fail, and which is computed first the language leaves open: the compiler's pipelines revert with different bytes; compute them in two statements",
    );
    this.name = "OrderLeftOpen";
  }
}

/** The compiler's pipelines answer differently: which of them made the contract, the module cannot know. */
export class PipelinesDiffer extends Error {
  constructor(what: string) {
    super(`${what}: the compiler's older pipeline answers otherwise than its newer one, which refuses it`);
    this.name = "PipelinesDiffer";
  }
}

const PANIC = [0x4e, 0x48, 0x7b, 0x71];

/**
 * Reverts as the compiler's own checks do, with `Panic(code)`.
 * @example panic(0x11) // arithmetic overflow
 */
export function panic(code: number): never {
  const data = new Uint8Array(36);
  data.set(PANIC);
  data[35] = code;
  throw new Reverted(data);
}

/** Reverts without data, as malformed calldata and a bare `revert()` do. */
export function revertEmpty(): never {
  throw new Reverted(new Uint8Array(0));
}

/**
 * Reverts with a selector and encoded arguments: a custom error, or `Error(string)`.
 * @example revertWith(0x08c379a0, encodedMessage)
 */
export function revertWith(selector: number, encoded: Uint8Array): never {
  throw new Reverted(concat(selectorBytes(selector), encoded));
}

/** Four bytes of a selector. */
export function selectorBytes(selector: number): Uint8Array {
  return new Uint8Array([selector >>> 24, (selector >>> 16) & 255, (selector >>> 8) & 255, selector & 255]);
}

/** The called function was not translated: it is not pure, and needs a chain to run. */
export class NotTranslated extends Error {
  constructor(name: string) {
    super(`${name} is not a pure function: it has no answer without a chain`);
    this.name = "NotTranslated";
  }
}

/** @throws NotTranslated always. */
export function notTranslated(name: string): never {
  throw new NotTranslated(name);
}
