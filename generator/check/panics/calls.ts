import type { AstNode } from "../../read/ast.ts";
import { parametersOf, returnsOf } from "../../read/ast.ts";
import { branch } from "./conditions.ts";
import type { Env } from "./env.ts";
import { copyEnv, joinInto, setPlace } from "./env.ts";
import { evaluate, say } from "./expressions.ts";
import type { Interval } from "./interval.ts";
import { AMOUNT, BOOL, hull, isWithin, only, sayInterval } from "./interval.ts";
import type { Frame, Machine } from "./machine.ts";
import { placeOf } from "./places.ts";
import { isReference, rangeOf, typeNameOf } from "./types.ts";

/** More elements than memory is asked for. */
const MOST_ELEMENTS = 65_536n;

/** What a call may give, its effects done to `env`. */
export function evaluateCall(machine: Machine, node: AstNode, env: Env): Interval {
  const callee = node.expression;
  const type = typeNameOf(node);
  if (node.kind === "typeConversion") return convert(machine, node, env);
  const declaration = machine.spec.declarations.get(callee?.referencedDeclaration ?? -1);
  if (declaration !== undefined && machine.spec.functions.includes(declaration))
    return call(machine, declaration, node.arguments ?? [], env);
  if (callee?.nodeType === "Identifier") {
    if (callee.name === "require" || callee.name === "assert") {
      const [yes] = branch(machine, node.arguments?.[0], env);
      Object.assign(env, yes);
      return only(0n);
    }
    if (callee.name === "revert") {
      env.dead = true;
      return only(0n);
    }
  }
  const given = (node.arguments ?? []).map((argument) => evaluate(machine, argument, env));
  if (callee?.nodeType === "NewExpression") checkLength(machine, node, given[0] ?? only(0n));
  if (callee?.name === "addmod" || callee?.name === "mulmod") checkModulus(machine, node, given[2] ?? only(0n));
  if (callee?.nodeType !== "MemberAccess") return rangeOf(machine.spec, type);
  if (callee.memberName === "wrap" || callee.memberName === "unwrap") return given[0] ?? only(0n);
  return word(machine, node, callee, given, env) ?? rangeOf(machine.spec, type);
}

/** The words of Rules.sol. They do not panic but where they are given a seat or an asset that there is not. */
function word(
  machine: Machine,
  node: AstNode,
  callee: AstNode,
  given: readonly Interval[],
  env: Env,
): Interval | undefined {
  const on = typeNameOf(callee.expression);
  if (on === "struct Pot") {
    const seats = callee.memberName === "heldBy" ? given.slice(1, 2) : given.slice(1, 3);
    const [asset, ...from] = [given[0] ?? only(0n), ...seats];
    checkPlace(machine, node, 0, "asset", asset, machine.assets);
    for (const [i, seat] of from.entries()) checkPlace(machine, node, i + 1, "seat", seat, machine.seats);
    return callee.memberName === "heldBy" ? AMOUNT : only(0n);
  }
  evaluate(machine, callee.expression, env);
  if (on === "Seats" && callee.memberName === "count") return { lo: 0n, hi: 32n };
  return on === "Seats" && callee.memberName === "has" ? BOOL : undefined;
}

function checkPlace(machine: Machine, node: AstNode, at: number, what: string, value: Interval, count: bigint): void {
  if (isWithin(value, { lo: 0n, hi: count - 1n })) return;
  const argument = node.arguments?.[at];
  machine.undecided({
    node: argument ?? node,
    what: `${say(machine, argument)} may be no ${what}: it is ${sayInterval(value)}, there are ${count}`,
    instead: `Name the ${what} by its constant, or keep in the state only what a move's \`by\` gave`,
  });
}

function checkLength(machine: Machine, node: AstNode, length: Interval): void {
  if (length.hi <= MOST_ELEMENTS) return;
  machine.undecided({
    node,
    what: `${say(machine, node)} may ask for more memory than there is: the length is ${sayInterval(length)}`,
    instead: "Give it its length by `s.pot.seats` or a constant",
  });
}

function checkModulus(machine: Machine, node: AstNode, modulus: Interval): void {
  if (modulus.lo > 0n) return;
  machine.undecided({
    node,
    what: `${say(machine, node)} may divide by zero: the modulus is ${sayInterval(modulus)}`,
    instead: "Test the modulus first: `if (modulus == 0) return;`",
  });
}

/** `uint64(x)` cuts, `Phase(x)` panics. */
function convert(machine: Machine, node: AstNode, env: Env): Interval {
  const argument = node.arguments?.[0];
  const value = evaluate(machine, argument, env);
  const [type, from] = [typeNameOf(node), typeNameOf(argument)];
  const range = rangeOf(machine.spec, type);
  if (type.startsWith("enum ") && !isWithin(value, range))
    machine.undecided({
      node,
      what: `${say(machine, node)} may name no member: ${say(machine, argument)} is ${sayInterval(value)}, the members are ${sayInterval(range)}`,
      instead: "Name the member, or test the number first",
    });
  // Bytes are moved to the left as they grow: only words of one width keep their number.
  if (/^bytes/.test(type) !== /^bytes/.test(from)) return isWithin(value, range) ? value : range;
  if (/^bytes/.test(type) && type !== from) return range;
  return isWithin(value, range) ? value : range;
}

/** Runs a function of the spec here. */
export function call(
  machine: Machine,
  fn: AstNode,
  given: readonly AstNode[],
  env: Env,
  onReturn?: Frame["onReturn"],
): Interval {
  const parameters = parametersOf(fn);
  const values = given.map((argument) => evaluate(machine, argument, env));
  const places = given.map((argument) => placeOf(machine, argument, env));
  parameters.forEach((parameter, i) => {
    const place = places[i];
    env.names.delete(parameter.id);
    if (!isReference(typeNameOf(parameter))) setPlace(env, `v${parameter.id}`, values[i] ?? only(0n));
    else if (place !== undefined) env.names.set(parameter.id, place);
  });
  return runBody(machine, fn, env, onReturn);
}

/** Runs a function whose parameters are set. */
export function runBody(machine: Machine, fn: AstNode, env: Env, onReturn?: Frame["onReturn"]): Interval {
  const frame: Frame = { fn, returned: undefined, result: undefined, onReturn };
  const named = returnsOf(fn)[0];
  if (named !== undefined) setPlace(env, `v${named.id}`, only(0n));
  machine.frames.push(frame);
  const { unchecked } = machine;
  machine.unchecked = false;
  machine.on.execute(machine, fn.body, env);
  machine.unchecked = unchecked;
  machine.frames.pop();
  if (!env.dead && named !== undefined) {
    const end = env.known.get(`v${named.id}`) ?? only(0n);
    frame.result = frame.result === undefined ? end : hull(frame.result, end);
  }
  joinInto(env, frame.returned, machine.fallback);
  return frame.result ?? rangeOf(machine.spec, typeNameOf(named));
}

/** Notes a `return` in the frame, and ends the path. */
export function leave(machine: Machine, expression: AstNode | null | undefined, env: Env): void {
  const frame = machine.frames.at(-1);
  if (frame === undefined) return;
  const value = expression === null || expression === undefined ? undefined : evaluate(machine, expression, env);
  const named = returnsOf(frame.fn)[0];
  const result = value ?? (named === undefined ? undefined : env.known.get(`v${named.id}`));
  if (result !== undefined) frame.result = frame.result === undefined ? result : hull(frame.result, result);
  frame.onReturn?.(expression, env);
  if (frame.returned === undefined) frame.returned = copyEnv(env);
  else joinInto(frame.returned, env, machine.fallback);
  env.dead = true;
}
