import type { Random } from "../random.ts";
import { isReference, spell, type Type } from "./types.ts";

export type Location = "value" | "memory" | "calldata";

export interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly location: Location;
  /** A loop's counter or a constant: read only. */
  readonly fixed: boolean;
}

/** A function that later functions may call. */
export interface Callable {
  /** What stands before the parenthesis: `f1`, `L.f2`, `super.f3`. */
  readonly called: string;
  readonly parameters: readonly Variable[];
  readonly results: readonly Type[];
  /** Whether it may write memory that its caller holds: then it is called in statements only. */
  readonly writes: boolean;
  /** Whether it is attached to the type of its first parameter. */
  readonly attached: boolean;
}

/** A custom error. */
export interface CustomError {
  readonly name: string;
  readonly types: readonly Type[];
}

/** What the writer of a program knows while it writes. */
export interface Context {
  readonly random: Random;
  /** Types that variables are declared with. */
  readonly pool: Type[];
  readonly errors: CustomError[];
  readonly constants: Variable[];
  callables: Callable[];
  scope: Variable[];
  /** Words of the stack that the function's variables take: the older pipeline has sixteen in reach. */
  slots: number;
  /** No write of memory. */
  readOnly: boolean;
  /** Side effects inside expressions, whose order the translator may refuse. */
  readonly risky: boolean;
  /** Rather the whole language than one call of it per program: how many statements and how deep. */
  readonly size: number;
  unchecked: boolean;
  loops: number;
  inLoop: boolean;
  results: readonly Type[];
  /** Whether the function gives a digest of its variables as well. */
  digested: boolean;
  names: number;
}

export function newContext(random: Random, risky: boolean, size: number): Context {
  return {
    random,
    pool: [],
    errors: [],
    constants: [],
    callables: [],
    scope: [],
    slots: 0,
    readOnly: false,
    risky,
    size,
    unchecked: false,
    loops: 0,
    inLoop: false,
    results: [],
    digested: false,
    names: 0,
  };
}

/** A name that nothing else has. */
export function fresh(context: Context, stem: string): string {
  return `${stem}${context.names++}`;
}

export function newVariable(
  context: Context,
  type: Type,
  location: "memory" | "calldata" = "memory",
  stem = "v",
): Variable {
  return { name: fresh(context, stem), type, location: isReference(type) ? location : "value", fixed: false };
}

/** Stack words of a variable. */
export function slotsOf(variable: Variable): number {
  const dynamic = variable.type.kind === "bytes" || variable.type.kind === "string";
  const open = variable.type.kind === "array" && variable.type.length === null;
  return variable.location === "calldata" && (dynamic || open) ? 2 : 1;
}

/** Puts a variable in scope. */
export function declare(context: Context, variable: Variable): void {
  context.scope.push(variable);
  context.slots += slotsOf(variable);
}

export function same(a: Type, b: Type): boolean {
  return spell(a) === spell(b);
}

/** Runs `write` with variables of its own, which are gone afterwards. */
export function scoped<T>(context: Context, write: () => T): T {
  const [scope, slots] = [context.scope, context.slots];
  context.scope = [...scope];
  const result = write();
  context.scope = scope;
  context.slots = slots;
  return result;
}
