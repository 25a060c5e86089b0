import type { AstNode } from "../../read/ast.ts";
import { branch } from "./conditions.ts";
import type { Env } from "./env.ts";
import { evaluate } from "./expressions.ts";
import type { Interval } from "./interval.ts";
import { AMOUNT, meet } from "./interval.ts";
import type { Machine } from "./machine.ts";
import { placeOf } from "./places.ts";

/**
 * Takes from the terms in `env` what would make this stake too large: the adapter refuses amounts of 2^128 and more, and whatever
 * overflows on the way, before anybody signs.
 */
export function admit(machine: Machine, expression: AstNode | null | undefined, env: Env): void {
  limit(machine, expression, AMOUNT, env);
}

function limit(machine: Machine, node: AstNode | null | undefined, to: Interval, env: Env): void {
  if (node?.nodeType === "TupleExpression" && node.components?.length === 1)
    return limit(machine, node.components[0], to, env);
  if (node?.nodeType === "FunctionCall" && node.kind === "typeConversion")
    return limit(machine, node.arguments?.[0], to, env);
  if (node?.nodeType === "Conditional") {
    const [yes, no] = branch(machine, node.condition, env);
    if (yes.dead !== no.dead) limit(machine, yes.dead ? node.falseExpression : node.trueExpression, to, env);
    return;
  }
  if (node?.nodeType === "BinaryOperation") return limitOperation(machine, node, to, env);
  const place = placeOf(machine, node, env);
  if (place === undefined || !place.startsWith("t.") || place.includes("[]")) return;
  const kept = meet(evaluate(machine, node, env), to);
  if (kept === undefined) env.dead = true;
  else env.known.set(place, kept);
}

/** Sums and products of what is not negative: each part is bounded by the whole. */
function limitOperation(machine: Machine, node: AstNode, to: Interval, env: Env): void {
  const [left, right] = [node.leftExpression, node.rightExpression];
  const [a, b] = [evaluate(machine, left, env), evaluate(machine, right, env)];
  if (a.lo < 0n || b.lo < 0n) return;
  const most = (hi: bigint): Interval => ({ lo: 0n, hi });
  if (node.operator === "+") {
    limit(machine, left, most(to.hi - b.lo), env);
    limit(machine, right, most(to.hi - a.lo), env);
  } else if (node.operator === "*") {
    if (b.lo > 0n) limit(machine, left, most(to.hi / b.lo), env);
    if (a.lo > 0n) limit(machine, right, most(to.hi / a.lo), env);
  } else if (node.operator === "/" && b.hi > 0n) limit(machine, left, most((to.hi + 1n) * b.hi - 1n), env);
}
