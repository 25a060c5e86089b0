import type { AstNode } from "../../read/ast.ts";
import { textOf } from "../../read/sources.ts";
import type { Env } from "./env.ts";
import { joinInto } from "./env.ts";
import type { Interval } from "./interval.ts";
import { arithmetic, hull, isWithin, meet, only, sayInterval } from "./interval.ts";
import type { Machine } from "./machine.ts";
import { tick } from "./machine.ts";
import { lengthOf, placeOf, readPlace, scalarPlace, writePlace } from "./places.ts";
import { enumMembers, isReference, literalValue, rangeOf, typeNameOf } from "./types.ts";

/** What an expression may be, its effects done to `env`. */
export function evaluate(machine: Machine, node: AstNode | null | undefined, env: Env): Interval {
  tick(machine);
  if (node === null || node === undefined) return only(0n);
  const range = (): Interval => rangeOf(machine.spec, typeNameOf(node));
  const known = literalValue(node);
  if (known !== undefined) return known;
  switch (node.nodeType) {
    case "Literal":
      return literal(machine, node);
    case "Identifier":
      return readName(machine, node, env);
    case "MemberAccess":
      return readMember(machine, node, env);
    case "IndexAccess":
      return readElement(machine, node, env);
    case "Assignment":
      return assign(machine, node, env);
    case "UnaryOperation":
      return unary(machine, node, env);
    case "BinaryOperation":
      return binary(machine, node, env);
    case "Conditional": {
      const [yes, no] = machine.on.branch(machine, node.condition, env);
      const [a, b] = [evaluate(machine, node.trueExpression, yes), evaluate(machine, node.falseExpression, no)];
      const value = yes.dead ? b : no.dead ? a : hull(a, b);
      joinInto(yes, no, machine.fallback);
      Object.assign(env, yes);
      return value;
    }
    case "TupleExpression":
      return tuple(machine, node, env);
    case "FunctionCall":
      return machine.on.evaluateCall(machine, node, env);
    default:
      return range();
  }
}

/** `(x)` is x; `[a, b]` holds both. */
function tuple(machine: Machine, node: AstNode, env: Env): Interval {
  const values = (node.components ?? []).map((each) => evaluate(machine, each, env));
  return values.reduce((all, value) => hull(all, value), values[0] ?? only(0n));
}

function literal(machine: Machine, node: AstNode): Interval {
  if (node.kind === "bool") return only(node.value === "true" ? 1n : 0n);
  return rangeOf(machine.spec, typeNameOf(node));
}

function readName(machine: Machine, node: AstNode, env: Env): Interval {
  const declaration = machine.spec.declarations.get(node.referencedDeclaration ?? -1);
  const value = declaration?.value;
  if (declaration?.constant === true && typeof value === "object" && value !== null)
    return evaluate(machine, value, env);
  const place = placeOf(machine, node, env);
  const type = typeNameOf(node);
  return place === undefined ? rangeOf(machine.spec, type) : readPlace(machine, place, type, env);
}

function readMember(machine: Machine, node: AstNode, env: Env): Interval {
  const base = node.expression;
  const type = typeNameOf(base);
  if (node.memberName === "length") return lengthOf(machine, placeOf(machine, base, env), type, env);
  if (type === "struct Pot" && node.memberName === "seats") return only(machine.seats);
  if (type.startsWith("type(enum ")) {
    const at = enumMembers(machine.spec, type)?.indexOf(node.memberName ?? "") ?? -1;
    return at < 0 ? rangeOf(machine.spec, typeNameOf(node)) : only(BigInt(at));
  }
  if (node.memberName === "max" || node.memberName === "min") {
    const range = rangeOf(machine.spec, /^type\((.*)\)$/.exec(type)?.[1] ?? "");
    return only(node.memberName === "max" ? range.hi : range.lo);
  }
  const place = placeOf(machine, node, env);
  if (place === undefined) {
    evaluate(machine, base, env);
    return rangeOf(machine.spec, typeNameOf(node));
  }
  checkIndexes(machine, base, env);
  return readPlace(machine, place, typeNameOf(node), env);
}

/** The indexes inside a place: `s.items[i].amount`. */
function checkIndexes(machine: Machine, node: AstNode | null | undefined, env: Env): void {
  if (node?.nodeType === "IndexAccess") readElement(machine, node, env);
  else if (node?.nodeType === "MemberAccess") checkIndexes(machine, node.expression, env);
}

function readElement(machine: Machine, node: AstNode, env: Env): Interval {
  const base = node.baseExpression;
  const place = placeOf(machine, base, env);
  if (place === undefined) evaluate(machine, base, env);
  else checkIndexes(machine, base, env);
  const index = evaluate(machine, node.indexExpression, env);
  const type = typeNameOf(base);
  const bytes = /^bytes(\d+)$/.exec(type)?.[1];
  const length = bytes === undefined ? lengthOf(machine, place, type, env) : only(BigInt(bytes));
  if (index.lo < 0n || index.hi >= length.lo)
    machine.undecided({
      node,
      what: `${say(machine, node)} may be out of range: ${say(machine, node.indexExpression)} is ${sayInterval(index)}, the length is ${sayInterval(length)}`,
      instead: `Test the index first, or run over the places with \`for (uint256 i = 0; i < N; i++)\``,
    });
  const elements = place === undefined ? undefined : `${place}[]`;
  return elements === undefined
    ? rangeOf(machine.spec, typeNameOf(node))
    : readPlace(machine, elements, typeNameOf(node), env);
}

function assign(machine: Machine, node: AstNode, env: Env): Interval {
  const target = node.leftHandSide;
  const type = typeNameOf(target);
  const given = evaluate(machine, node.rightHandSide, env);
  checkIndexes(machine, target, env);
  const place = placeOf(machine, target, env);
  if (isReference(type)) {
    bindReference(machine, node, place, node.rightHandSide, env);
    return given;
  }
  const operator = (node.operator ?? "=").slice(0, -1);
  const before = place === undefined ? rangeOf(machine.spec, type) : readPlace(machine, place, type, env);
  const value =
    operator === "" ? given : calculate(machine, node, operator, before, given, type, target, node.rightHandSide, env);
  if (place !== undefined) writePlace(machine, place, value, type, env);
  return value;
}

/** What a reference gets: a new array, a copy of values, or a second name, which is not followed. */
export function bindReference(
  machine: Machine,
  node: AstNode,
  place: string | undefined,
  given: AstNode | null | undefined,
  env: Env,
): void {
  if (place === undefined) return;
  if (given?.nodeType === "TupleExpression") {
    writePlace(machine, `${place}[]`, tuple(machine, given, env), elementType(typeNameOf(given)), env);
    return;
  }
  if (given?.expression?.nodeType === "NewExpression") {
    writePlace(machine, `${place}.length`, evaluate(machine, given.arguments?.[0], env), "uint256", env);
    env.known.set(`${place}[]`, only(0n));
    if (place.startsWith("s.")) machine.wrote(`${place}[]`, only(0n), elementType(typeNameOf(given)));
    return;
  }
  if (given?.kind === "structConstructorCall") {
    const names = machine.spec.declarations.get(given.expression?.referencedDeclaration ?? -1)?.members ?? [];
    (given.arguments ?? []).forEach((argument, i) => {
      const type = typeNameOf(names[i]);
      if (isReference(type)) bindReference(machine, node, `${place}.${names[i]?.name ?? ""}`, argument, env);
      else writePlace(machine, `${place}.${names[i]?.name ?? ""}`, evaluate(machine, argument, env), type, env);
    });
    return;
  }
  machine.undecided({
    node,
    what: `${say(machine, node)} gives memory a second name, which is not followed`,
    instead: "Copy the fields or elements that you need, one by one",
  });
}

function elementType(type: string): string {
  return type.replace(/\[\d*\]$/, "");
}

function unary(machine: Machine, node: AstNode, env: Env): Interval {
  const operand = node.subExpression;
  const type = typeNameOf(node);
  if (node.operator === "!") {
    const [yes, no] = machine.on.branch(machine, node, env);
    const value = { lo: no.dead ? 1n : 0n, hi: yes.dead ? 0n : 1n };
    joinInto(yes, no, machine.fallback);
    Object.assign(env, yes);
    return value;
  }
  if (node.operator === "delete") {
    const place = placeOf(machine, operand, env);
    checkIndexes(machine, operand, env);
    if (place === undefined) return only(0n);
    if (isReference(typeNameOf(operand))) bindReference(machine, node, place, node, env);
    else writePlace(machine, place, only(0n), typeNameOf(operand), env);
    return only(0n);
  }
  const before = evaluate(machine, operand, env);
  if (node.operator === "-") return calculate(machine, node, "-", only(0n), before, type, operand, operand, env);
  if (node.operator !== "++" && node.operator !== "--") return rangeOf(machine.spec, type);
  const after = calculate(machine, node, node.operator.slice(1), before, only(1n), type, operand, undefined, env);
  const place = placeOf(machine, operand, env);
  if (place !== undefined) writePlace(machine, place, after, type, env);
  // The compiler's tree says whether the operator stands before its operand.
  return (node as { readonly prefix?: boolean }).prefix === true ? after : before;
}

function binary(machine: Machine, node: AstNode, env: Env): Interval {
  const operator = node.operator ?? "";
  const type = typeNameOf(node);
  if (["&&", "||", "<", "<=", ">", ">=", "==", "!="].includes(operator)) {
    const [yes, no] = machine.on.branch(machine, node, env);
    const value = { lo: no.dead ? 1n : 0n, hi: yes.dead ? 0n : 1n };
    joinInto(yes, no, machine.fallback);
    Object.assign(env, yes);
    return value;
  }
  const [left, right] = [evaluate(machine, node.leftExpression, env), evaluate(machine, node.rightExpression, env)];
  return calculate(machine, node, operator, left, right, type, node.leftExpression, node.rightExpression, env);
}

/** An operation on numbers; where the checked one may panic, that is said. */
function calculate(
  machine: Machine,
  node: AstNode,
  operator: string,
  left: Interval,
  right: Interval,
  type: string,
  leftNode: AstNode | undefined,
  rightNode: AstNode | undefined,
  env: Env,
): Interval {
  const range = rangeOf(machine.spec, type);
  const divides = operator === "/" || operator === "%";
  if (divides && right.lo <= 0n && right.hi >= 0n)
    machine.undecided({
      node,
      what: `${say(machine, node)} may divide by zero: ${say(machine, rightNode)} is ${sayInterval(right)}`,
      instead: `Keep the divisor in a local and test it first: \`if (divisor == 0) return;\``,
    });
  const exact = ordered(arithmetic(operator, left, right));
  if (exact !== undefined && isWithin(exact, range)) return exact;
  const checked = ["+", "-", "*", "**"].includes(operator) || operator === "/";
  const isNumber = /^u?int/.test(type);
  if (!checked || !isNumber || (machine.unchecked && operator !== "/") || (divides && exact === undefined))
    return range;
  return overflow();

  /** Of two places that were compared, the difference is not negative. */
  function ordered(interval: Interval | undefined): Interval | undefined {
    if (operator !== "-" || interval === undefined || interval.lo >= 0n) return interval;
    const [a, b] = [scalarPlace(machine, leftNode, env), scalarPlace(machine, rightNode, env)];
    return a !== undefined && b !== undefined && env.atLeast.has(`${a}>=${b}`) ? { lo: 0n, hi: interval.hi } : interval;
  }

  function overflow(): Interval {
    const unsigned = range.lo === 0n;
    const sides = [
      [leftNode, left],
      [rightNode, right],
    ] as const;
    const values = sides
      .filter(([side]) => side !== undefined && side.nodeType !== "Literal")
      .map(([side, value]) => `${say(machine, side)} is ${sayInterval(value)}`);
    machine.undecided({
      node,
      what: `${say(machine, node)} may ${unsigned && operator === "-" ? "fall below zero" : "overflow"}: ${values.join(", ")}`,
      instead:
        "Bound the values first (a narrower type, `%`, a test with an early return), or pay what is left with payUpTo",
    });
    return (exact === undefined ? undefined : meet(exact, range)) ?? range;
  }
}

/** An expression as the source writes it, in backticks, on one line. */
export function say(machine: Machine, node: AstNode | null | undefined): string {
  if (node === null || node === undefined) return "it";
  return `\`${textOf(machine.spec.unit, node).replace(/\s+/g, " ")}\``;
}
