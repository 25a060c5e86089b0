import type { AstNode } from "../../read/ast.ts";
import type { Env } from "./env.ts";
import { setPlace } from "./env.ts";
import type { Interval } from "./interval.ts";
import { hull, isWithin, only } from "./interval.ts";
import type { Machine } from "./machine.ts";
import { lengthInType, rangeOf, typeNameOf } from "./types.ts";

/** The name of the place that an expression stands for; undefined for a value. */
export function placeOf(machine: Machine, node: AstNode | null | undefined, env: Env): string | undefined {
  switch (node?.nodeType) {
    case "Identifier":
      return placeOfName(machine, node, env);
    case "MemberAccess": {
      const base = node.expression;
      if (!typeNameOf(base).startsWith("struct ")) return undefined;
      const place = placeOf(machine, base, env);
      return place === undefined ? undefined : `${place}.${node.memberName ?? ""}`;
    }
    case "IndexAccess": {
      const base = node.baseExpression;
      if (lengthInType(typeNameOf(base)) === undefined) return undefined;
      const place = placeOf(machine, base, env);
      return place === undefined ? undefined : `${place}[]`;
    }
    case "TupleExpression":
      return node.components?.length === 1 && node.typeDescriptions?.typeString?.endsWith("]") !== true
        ? placeOf(machine, node.components[0], env)
        : undefined;
    default:
      return undefined;
  }
}

function placeOfName(machine: Machine, node: AstNode, env: Env): string | undefined {
  const id = node.referencedDeclaration ?? -1;
  const declaration = machine.spec.declarations.get(id);
  if (declaration?.nodeType !== "VariableDeclaration" || declaration.constant === true) return undefined;
  return env.names.get(id) ?? `v${id}`;
}

/** The place of an expression that is one number, not an element of an array; conversions that keep every value are looked through. */
export function scalarPlace(machine: Machine, node: AstNode | null | undefined, env: Env): string | undefined {
  const argument = node?.kind === "typeConversion" ? node.arguments?.[0] : undefined;
  if (argument !== undefined && /^u?int/.test(typeNameOf(argument))) {
    const [from, to] = [rangeOf(machine.spec, typeNameOf(argument)), rangeOf(machine.spec, typeNameOf(node))];
    return isWithin(from, to) ? scalarPlace(machine, argument, env) : undefined;
  }
  const place = placeOf(machine, node, env);
  return place === undefined || place.includes("[]") ? undefined : place;
}

/** What a place holds: what is known here, what holds of it everywhere, or anything of its type. */
export function readPlace(machine: Machine, place: string, type: string, env: Env): Interval {
  return env.known.get(place) ?? machine.fallback(place) ?? rangeOf(machine.spec, type);
}

/** Puts a value in a place. Elements of an array share one: theirs is joined. */
export function writePlace(machine: Machine, place: string, value: Interval, type: string, env: Env): void {
  const next = place.includes("[]") ? hull(readPlace(machine, place, type, env), value) : value;
  setPlace(env, place, next);
  if (place.startsWith("s.")) machine.wrote(place, value, type);
}

/** The length of an array by its place and type. */
export function lengthOf(machine: Machine, place: string | undefined, type: string, env: Env): Interval {
  const known = lengthInType(type)?.length;
  if (known !== undefined && known !== null) return only(known);
  const length =
    place === undefined ? undefined : (env.known.get(`${place}.length`) ?? machine.fallback(`${place}.length`));
  return length ?? { lo: 0n, hi: (1n << 64n) - 1n };
}
