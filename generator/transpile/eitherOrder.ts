import type { AstNode } from "./ast.ts";
import { callLibrary, type Failures, lateTemporary, type Scope } from "./context.ts";
import { differ, failuresOf } from "./failures.ts";

// The newer pipeline computes operands from left to right, the older one some from right to left (record 0018). Where two of
// them may fail, each in its own way, code is emitted that does either: a call that reverts is run in both orders, and its bytes
// are an answer only if they are the same.

/** An operand: its node, its code and the type of its value in TypeScript. */
export interface Operand {
  readonly node: AstNode;
  readonly code: string;
  readonly tsType: string;
}

/** How an operand may fail; nothing, where the module does not look for the difference. */
export function failures(scope: Scope, node: AstNode): Failures {
  const summaries = scope.module.failures;
  return summaries === null ? new Set() : failuresOf(scope.module.program, summaries, node, scope.unchecked);
}

/** Whether two of the operands may fail in ways that differ. */
function shows(all: readonly Failures[]): boolean {
  return all.some((a, i) => all.slice(i + 1).some((b) => differ(a, b)));
}

/** Steps to be taken first, and the operands' codes after them. */
export interface Ordered {
  readonly steps: readonly string[];
  readonly codes: readonly string[];
}

/**
 * The first operand and the others, which the older pipeline computes before it, in the order of `others`; `check` is what the
 * older pipeline looks at once it has them.
 */
export function eitherOrder(scope: Scope, first: Operand, others: readonly Operand[], older = others): Ordered {
  const rest = new Set(others.flatMap((operand) => [...failures(scope, operand.node)]));
  if (!shows([failures(scope, first.node), rest])) return { steps: [], codes: [first, ...others].map((o) => o.code) };
  return forced(scope, first, others, older, []);
}

/** Both orders, `check` following the first of the older order. */
export function forced(
  scope: Scope,
  first: Operand,
  others: readonly Operand[],
  older: readonly Operand[],
  check: readonly string[],
): Ordered {
  const rightFirst = callLibrary(scope, "rightFirst");
  const names = new Map([first, ...others].map((operand) => [operand, lateTemporary(scope, operand.tsType)]));
  const set = (operand: Operand): string => `${names.get(operand)} = ${operand.code}`;
  const [head, ...tail] = older.map(set);
  const before = [
    ...(head === undefined ? [] : [head]),
    ...check.map((c) => c.replaceAll("$", names.get(older[0] ?? first) ?? "")),
    ...tail,
  ];
  return {
    steps: [
      `${rightFirst} && (${before.join(", ")}, true)`,
      set(first),
      `${rightFirst} || (${others.map(set).join(", ")})`,
    ],
    codes: [first, ...others].map((operand) => names.get(operand) ?? operand.code),
  };
}

/** The arguments of `addmod` and `mulmod`: the older pipeline computes the modulus first, and fails at once if it is zero. */
export function modularOrder(scope: Scope, args: readonly Operand[]): Ordered {
  const [a, b, m] = args;
  const all = args.map((operand) => failures(scope, operand.node));
  const zero: Failures = new Set(["12"]);
  const plain = { steps: [], codes: args.map((operand) => operand.code) };
  if (a === undefined || b === undefined || m === undefined || scope.module.failures === null) return plain;
  if (!shows([...all.slice(0, 2), new Set([...(all[2] ?? []), ...zero])])) return plain;
  return forced(scope, a, [b, m], [m, b], [`$ === 0n && ${callLibrary(scope, "panic", "0x12")}`]);
}

/** Arguments by name, as written and in the order of the parameters, each set to its variable. */
export function eitherSequence(
  scope: Scope,
  nodes: readonly AstNode[],
  written: readonly string[],
  declared: readonly string[],
): readonly string[] {
  const same = written.every((step, i) => step === declared[i]);
  if (same || !shows(nodes.map((node) => failures(scope, node)))) return written;
  return [`${callLibrary(scope, "rightFirst")} ? (${declared.join(", ")}) : (${written.join(", ")})`];
}
