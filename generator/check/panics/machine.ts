import type { AstNode } from "../../read/ast.ts";
import type { Spec } from "../../read/spec.ts";
import type { Env, Fallback } from "./env.ts";
import type { Interval } from "./interval.ts";

/** A place where the EVM might panic, and why. */
export interface Undecided {
  readonly node: AstNode;
  /** What may happen, and to which values: `s.moves + 1 may overflow: s.moves is 0 to 2^256 - 1`. */
  readonly what: string;
  /** What to write instead. */
  readonly instead: string;
}

/** Where a function's `return`s and a loop's `break`s go. */
export interface Frame {
  readonly fn: AstNode;
  returned: Env | undefined;
  result: Interval | undefined;
  /** Told of each `return` that is reached. */
  readonly onReturn: ((expression: AstNode | null | undefined, env: Env) => void) | undefined;
}

export interface Loop {
  breaks: Env | undefined;
  continues: Env | undefined;
}

/** What the parts of the analysis call each other by: an expression may hold a call, a call runs statements, these hold expressions. */
export interface Interpreter {
  readonly branch: (machine: Machine, condition: AstNode | null | undefined, env: Env) => [yes: Env, no: Env];
  readonly evaluateCall: (machine: Machine, node: AstNode, env: Env) => Interval;
  readonly execute: (machine: Machine, node: AstNode | null | undefined, env: Env) => void;
}

/** An abstract run of a spec's functions for one number of seats. */
export interface Machine {
  readonly on: Interpreter;
  readonly spec: Spec;
  readonly seats: bigint;
  readonly assets: bigint;
  /** What is known of the terms' order: `t.limit>=t.reserve`. */
  readonly order: ReadonlySet<string>;
  readonly fallback: Fallback;
  /** Told of each value that a place of the state gets. */
  readonly wrote: (place: string, value: Interval, type: string) => void;
  readonly undecided: (found: Undecided) => void;
  readonly frames: Frame[];
  readonly loops: Loop[];
  unchecked: boolean;
  /** Steps left. */
  steps: number;
}

/** The analysis would take too long. */
export class TooLong extends Error {}

export function tick(machine: Machine): void {
  if (--machine.steps < 0) throw new TooLong();
}
