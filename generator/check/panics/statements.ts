import type { AstNode } from "../../read/ast.ts";
import { leave } from "./calls.ts";
import { branch } from "./conditions.ts";
import type { Env } from "./env.ts";
import { copyEnv, joinInto, newEnv, setPlace } from "./env.ts";
import { bindReference, evaluate } from "./expressions.ts";
import { only } from "./interval.ts";
import type { Loop, Machine } from "./machine.ts";
import { tick } from "./machine.ts";
import { placeOf } from "./places.ts";
import { isReference, lengthInType, typeNameOf } from "./types.ts";

/** Runs a statement: `env` becomes what is known after it. */
export function execute(machine: Machine, node: AstNode | null | undefined, env: Env): void {
  tick(machine);
  if (node === null || node === undefined || env.dead) return;
  switch (node.nodeType) {
    case "Block":
      for (const statement of node.statements ?? []) execute(machine, statement, env);
      return;
    case "UncheckedBlock": {
      const { unchecked } = machine;
      machine.unchecked = true;
      for (const statement of node.statements ?? []) execute(machine, statement, env);
      machine.unchecked = unchecked;
      return;
    }
    case "IfStatement": {
      const [yes, no] = branch(machine, node.condition, env);
      execute(machine, node.trueBody, yes);
      execute(machine, node.falseBody, no);
      joinInto(yes, no, machine.fallback);
      Object.assign(env, yes);
      return;
    }
    case "ForStatement":
      return run(machine, node, env);
    case "VariableDeclarationStatement":
      return declare(machine, node, env);
    case "ExpressionStatement":
      evaluate(machine, node.expression, env);
      return;
    case "Return":
      return leave(machine, node.expression, env);
    case "RevertStatement":
      env.dead = true;
      return;
    case "Break":
    case "Continue": {
      const loop = machine.loops.at(-1);
      if (loop !== undefined) put(machine, loop, node.nodeType === "Break" ? "breaks" : "continues", env);
      env.dead = true;
      return;
    }
    default:
      return;
  }
}

function put(machine: Machine, loop: Loop, where: "breaks" | "continues", env: Env): void {
  const there = loop[where];
  if (there === undefined) loop[where] = copyEnv(env);
  else joinInto(there, env, machine.fallback);
}

/** A loop is run turn by turn: the checker has seen to it that it counts up to a bound. */
function run(machine: Machine, node: AstNode, env: Env): void {
  execute(machine, node.initializationExpression, env);
  const left = { ...newEnv(), dead: true };
  while (!env.dead) {
    tick(machine);
    const [again, done] = branch(machine, node.condition, env);
    joinInto(left, done, machine.fallback);
    const loop: Loop = { breaks: undefined, continues: undefined };
    machine.loops.push(loop);
    execute(machine, node.body as AstNode | null | undefined, again);
    machine.loops.pop();
    joinInto(again, loop.continues, machine.fallback);
    joinInto(left, loop.breaks, machine.fallback);
    execute(machine, node.loopExpression as AstNode | null | undefined, again);
    Object.assign(env, again);
  }
  Object.assign(env, left);
}

function declare(machine: Machine, node: AstNode, env: Env): void {
  const declaration = node.declarations?.[0];
  if (declaration === null || declaration === undefined) return;
  // The compiler's tree: a declaration statement has its first value beside its names.
  const { initialValue } = node as { readonly initialValue?: AstNode | null };
  const place = `v${declaration.id}`;
  const type = typeNameOf(declaration);
  env.names.delete(declaration.id);
  for (const known of [...env.known.keys()])
    if (known.startsWith(`${place}[`) || known.startsWith(`${place}.`)) env.known.delete(known);
  if (!isReference(type)) {
    setPlace(env, place, initialValue == null ? only(0n) : evaluate(machine, initialValue, env));
    return;
  }
  const other = placeOf(machine, initialValue, env);
  if (other !== undefined) {
    evaluate(machine, initialValue, env);
    env.names.set(declaration.id, other);
  } else if (initialValue == null) {
    env.known.set(`${place}[]`, only(0n));
    if (lengthInType(type)?.length === null) env.known.set(`${place}.length`, only(0n));
  } else bindReference(machine, node, place, initialValue, env);
}
