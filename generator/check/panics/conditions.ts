import type { AstNode } from "../../read/ast.ts";
import type { Env } from "./env.ts";
import { copyEnv, joinInto } from "./env.ts";
import { evaluate } from "./expressions.ts";
import type { Interval } from "./interval.ts";
import { isOnly, isSame, meet } from "./interval.ts";
import type { Machine } from "./machine.ts";
import { placeOf, scalarPlace } from "./places.ts";
import { isReference, typeNameOf } from "./types.ts";

const OPPOSITE: Readonly<Record<string, string>> = {
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">",
  "==": "!=",
  "!=": "==",
};
const MIRRORED: Readonly<Record<string, string>> = {
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};

/** What is known where a condition holds, and where it does not. */
export function branch(machine: Machine, node: AstNode | null | undefined, env: Env): [yes: Env, no: Env] {
  if (node?.nodeType === "TupleExpression" && node.components?.length === 1)
    return branch(machine, node.components[0], env);
  if (node?.nodeType === "UnaryOperation" && node.operator === "!") {
    const [yes, no] = branch(machine, node.subExpression, env);
    return [no, yes];
  }
  const operator = node?.nodeType === "BinaryOperation" ? (node.operator ?? "") : "";
  if (operator === "&&" || operator === "||") return both(machine, node, operator, env);
  if (operator in OPPOSITE && !isReference(typeNameOf(node?.leftExpression)))
    return compared(machine, node, operator, env);
  const value = evaluate(machine, node, env);
  const [yes, no] = [copyEnv(env), copyEnv(env)];
  yes.dead ||= value.hi === 0n;
  no.dead ||= value.lo === 1n;
  const place = placeOf(machine, node, env);
  if (place !== undefined && !place.includes("[]")) {
    yes.known.set(place, { lo: 1n, hi: 1n });
    no.known.set(place, { lo: 0n, hi: 0n });
  }
  return [yes, no];
}

function both(machine: Machine, node: AstNode | null | undefined, operator: "&&" | "||", env: Env): [Env, Env] {
  const [yes, no] = branch(machine, node?.leftExpression, env);
  const [goesOn, isDone] = operator === "&&" ? [yes, no] : [no, yes];
  const [yesAfter, noAfter] = goesOn.dead ? [goesOn, copyEnv(goesOn)] : branch(machine, node?.rightExpression, goesOn);
  const joined = operator === "&&" ? noAfter : yesAfter;
  joinInto(joined, isDone, machine.fallback);
  return [yesAfter, noAfter];
}

function compared(machine: Machine, node: AstNode | null | undefined, operator: string, env: Env): [Env, Env] {
  const left = evaluate(machine, node?.leftExpression, env);
  const right = evaluate(machine, node?.rightExpression, env);
  const make = (relation: string): Env => {
    const made = copyEnv(env);
    narrow(machine, node?.leftExpression, left, relation, right, made);
    narrow(machine, node?.rightExpression, right, MIRRORED[relation] ?? "", left, made);
    order(machine, node, relation, made);
    return made;
  };
  return [make(operator), make(OPPOSITE[operator] ?? "")];
}

/** Notes which of two places is at least the other. */
function order(machine: Machine, node: AstNode | null | undefined, relation: string, env: Env): void {
  const [a, b] = [scalarPlace(machine, node?.leftExpression, env), scalarPlace(machine, node?.rightExpression, env)];
  if (a === undefined || b === undefined) return;
  if ([">", ">=", "=="].includes(relation)) env.atLeast.add(`${a}>=${b}`);
  if (["<", "<=", "=="].includes(relation)) env.atLeast.add(`${b}>=${a}`);
}

/** Takes from a value what cannot stand in the relation with `other`. */
function narrow(
  machine: Machine,
  node: AstNode | null | undefined,
  value: Interval,
  relation: string,
  other: Interval,
  env: Env,
): void {
  const kept = keep(value, relation, other);
  if (kept === undefined) env.dead = true;
  const place = placeOf(machine, node, env);
  if (kept === undefined || isSame(kept, value) || place === undefined || place.includes("[]")) return;
  env.known.set(place, kept);
}

function keep(value: Interval, relation: string, other: Interval): Interval | undefined {
  switch (relation) {
    case "<":
      return meet(value, { lo: value.lo, hi: other.hi - 1n });
    case "<=":
      return meet(value, { lo: value.lo, hi: other.hi });
    case ">":
      return meet(value, { lo: other.lo + 1n, hi: value.hi });
    case ">=":
      return meet(value, { lo: other.lo, hi: value.hi });
    case "==":
      return meet(value, other);
    default:
      if (!isOnly(other)) return value;
      if (isSame(value, other)) return undefined;
      if (value.lo === other.lo) return { lo: value.lo + 1n, hi: value.hi };
      return value.hi === other.lo ? { lo: value.lo, hi: value.hi - 1n } : value;
  }
}
