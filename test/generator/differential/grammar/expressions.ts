import { bytesValue, hashValue, stringValue } from "./builtins.ts";
import { callOf } from "./calls.ts";
import { type Context, same } from "./context.ts";
import { bareLiteral, literal } from "./literals.ts";
import { placesOf } from "./places.ts";
import {
  BOOL,
  BYTES,
  BYTES4,
  BYTES32,
  fitsIn,
  type Integer,
  isInteger,
  isReference,
  type ReferenceType,
  randomInteger,
  spell,
  type Type,
  UINT8,
  UINT256,
  type ValueType,
} from "./types.ts";

/**
 * An expression of a type. Not `strict`: one of a type that converts to it by itself will do, calldata for memory and narrow
 * integers for wide ones.
 */
export function expression(context: Context, type: Type, depth: number, strict = true): string {
  const { random } = context;
  if (!strict && random.once(4)) {
    const narrow = context.pool.filter((t) => !same(t, type) && fitsIn(t, type));
    if (narrow.length > 0) return expression(context, random.pick(narrow), depth);
  }
  if (depth <= 0 || random.once(2 * depth)) {
    const known = placesOf(context, type, strict);
    if (known.length > 0 && !random.once(9)) return random.pick(known).write();
  }
  if (depth > 0 && random.once(9)) return ternary(context, type, depth);
  if (depth > 0 && random.once(7)) {
    const called = callOf(context, type, depth);
    if (called !== null) return called;
  }
  if (context.risky && random.once(5)) {
    const effect = sideEffect(context, type, depth);
    if (effect !== null) return effect;
  }
  return isReference(type) ? reference(context, type, depth) : value(context, type, depth);
}

function ternary(context: Context, type: Type, depth: number): string {
  return `(${expression(context, BOOL, depth - 1)} ? ${expression(context, type, depth - 1)} : ${expression(context, type, depth - 1)})`;
}

/** An expression that changes a variable beside having a value. */
function sideEffect(context: Context, type: Type, depth: number): string | null {
  const { random } = context;
  const found = placesOf(context, type, true).filter((p) => !p.fixed && !(context.readOnly && p.inMemory));
  if (found.length === 0) return null;
  const place = random.pick(found).write();
  if (isInteger(type) && random.once(2))
    return `(${random.pick([`${place}++`, `++${place}`, `${place}--`, `--${place}`])})`;
  if (isInteger(type) && random.once(2))
    return `(${place} ${random.pick(["+=", "-=", "^=", "*="])} ${expression(context, type, depth - 1)})`;
  return `(${place} = ${expression(context, type, depth - 1)})`;
}

function value(context: Context, type: ValueType, depth: number): string {
  const { random } = context;
  if (depth <= 0) return (random.once(4) ? null : fromPlace(context, type)) ?? literal(random, type);
  if (random.once(15)) return literal(random, type);
  if (random.once(14)) return decoded(context, type, depth);
  switch (type.kind) {
    case "uint":
    case "int":
      return integer(context, type, depth);
    case "bool":
      return condition(context, depth);
    case "address":
      return address(context, depth);
    case "fixed":
      return fixed(context, type, depth);
    case "enum":
      return random.once(2)
        ? literal(random, type)
        : `${type.name}(${expression(context, randomInteger(random), depth - 1)} % ${random.once(4) ? type.members.length + 1 : type.members.length})`;
    case "defined":
      return random.once(2)
        ? `(${expression(context, type, depth - 1)} ${random.pick(["+", "-", "&"])} ${expression(context, type, depth - 1)})`
        : `${type.name}.wrap(${expression(context, type.under, depth - 1)})`;
  }
}

/** A variable of another type, converted or compared. */
function fromPlace(context: Context, type: ValueType): string | null {
  const { random } = context;
  const from = type.kind === "fixed" ? "fixed" : "integer";
  const found = [...context.scope, ...context.constants].filter((v) =>
    from === "fixed" ? v.type.kind === "fixed" : isInteger(v.type),
  );
  if (found.length === 0) return null;
  const { name, type: own } = random.pick(found);
  if (type.kind === "fixed") return `${spell(type)}(${name})`;
  if (!isInteger(own)) return null;
  if (type.kind === "bool") return `(${name} ${random.pick(["<", ">=", "!="])} ${bareLiteral(random, own) ?? "1"})`;
  if (type.kind === "enum") return own.kind === "uint" ? `${type.name}(${name} % ${type.members.length})` : null;
  if (!isInteger(type)) return null;
  return own.kind === type.kind ? `${spell(type)}(${name})` : `${spell(type)}(${own.kind}${type.bits}(${name}))`;
}

function integer(context: Context, type: Integer, depth: number): string {
  const { random } = context;
  const less = depth - 1;
  const operand = (): string => expression(context, type, less);
  const other = (): string =>
    random.once(4) ? (bareLiteral(random, type) ?? operand()) : expression(context, type, less, false);
  switch (random.below(14)) {
    case 0:
    case 1:
    case 2:
      return `(${operand()} ${random.pick(["+", "-", "*"])} ${other()})`;
    case 3:
      return `(${operand()} ${random.pick(["/", "%"])} ${expression(context, type, less, false)})`;
    case 4:
      return `(${operand()} ${random.pick(["&", "|", "^"])} ${other()})`;
    case 5:
      return `(${operand()} ${random.pick(["<<", ">>"])} ${amount(context, less)})`;
    case 6:
      return type.kind === "int" ? `(-${operand()})` : `(~${operand()})`;
    case 7:
      return power(context, type, less);
    case 8:
    case 9:
      return converted(context, type, less);
    case 10:
      return measured(context, type, less);
    case 11:
      return `(~${operand()})`;
    default:
      return `(${other()} ${random.pick(["+", "-", "*", "&", "^"])} ${operand()})`;
  }
}

/** A shift's amount: of any unsigned width. */
function amount(context: Context, depth: number): string {
  const { random } = context;
  if (random.once(2)) return String(random.pick([0, 1, 7, 8, 31, 32, 48, 64, 255, 256, 300]));
  return expression(context, random.pick([UINT8, UINT8, UINT256, { kind: "uint", bits: 40 }]), depth);
}

function power(context: Context, type: Integer, depth: number): string {
  const { random } = context;
  if (spell(type) === "uint256" && random.once(3))
    return `(${random.pick([2, 3, 10])} ** (${expression(context, UINT8, depth)} % 90))`;
  if (random.once(2)) return `(${expression(context, type, depth)} ** ${random.below(5)})`;
  return `(${expression(context, type, depth)} ** (${expression(context, UINT8, depth)} % 7))`;
}

/** The type from another one, through at most two conversions. */
function converted(context: Context, type: Integer, depth: number): string {
  const { random } = context;
  const enums = context.pool.filter((t) => t.kind === "enum");
  if (random.once(8) && enums.length > 0) {
    const member = `uint${type.bits}(${expression(context, random.pick(enums), depth)})`;
    return type.kind === "uint" ? member : `${spell(type)}(${member})`;
  }
  if (random.once(4)) {
    const bits = random.once(2) ? type.bits : 256;
    const inner = `uint${bits}(${expression(context, { kind: "fixed", size: bits / 8 }, depth)})`;
    return type.kind === "uint" ? `${spell(type)}(${inner})` : `${spell(type)}(int${bits}(${inner}))`;
  }
  const wide = context.pool.filter(isInteger);
  const from = wide.length > 0 && random.once(2) ? random.pick(wide) : randomInteger(random);
  const inner = expression(context, from, depth);
  if (from.kind === type.kind) return `${spell(type)}(${inner})`;
  return random.once(2)
    ? `${spell(type)}(${type.kind}${from.bits}(${inner}))`
    : `${spell(type)}(${from.kind}${type.bits}(${inner}))`;
}

/** A length, a user-defined value's content, a sum or product modulo. */
function measured(context: Context, type: Integer, depth: number): string {
  const { random } = context;
  const defined = context.pool.filter((t) => t.kind === "defined" && same(t.under, type));
  const found = defined[0];
  if (found !== undefined && random.once(2)) return `${spell(found)}.unwrap(${expression(context, found, depth)})`;
  const word = random.pick([
    () => `${expression(context, BYTES, depth)}.length`,
    () => `msg.data.length`,
    () =>
      `${random.pick(["addmod", "mulmod"])}(${expression(context, UINT256, depth)}, ${expression(context, UINT256, depth, false)}, ${expression(context, UINT256, 0)})`,
    () => arrayLength(context, depth),
    () => `uint256(uint160(${expression(context, { kind: "address" }, depth)}))`,
  ])();
  return spell(type) === "uint256"
    ? word
    : type.kind === "uint"
      ? `${spell(type)}(${word})`
      : `${spell(type)}(int256(${word}))`;
}

function arrayLength(context: Context, depth: number): string {
  const arrays = context.pool.filter((t) => t.kind === "array");
  return arrays.length === 0 ? "1" : `uint256(${expression(context, context.random.pick(arrays), depth)}.length)`;
}

function condition(context: Context, depth: number): string {
  const { random } = context;
  const less = depth - 1;
  if (random.once(4))
    return `(${expression(context, BOOL, less)} ${random.pick(["&&", "||", "&&", "||", "==", "!="])} ${expression(context, BOOL, less)})`;
  if (random.once(8)) return `(!${expression(context, BOOL, less)})`;
  const comparable = context.pool.filter((t) => !isReference(t) && t.kind !== "bool");
  const of = random.once(4) ? randomInteger(random) : random.pick([...comparable, UINT256]);
  const operators = of.kind === "defined" ? ["==", "<"] : ["<", "<=", "==", "!=", ">", ">="];
  const right =
    isInteger(of) && random.once(3)
      ? (bareLiteral(random, of) ?? "0")
      : expression(context, of, less, of.kind === "defined" || !isInteger(of));
  return `(${expression(context, of, less)} ${random.pick(operators)} ${right})`;
}

function address(context: Context, depth: number): string {
  const { random } = context;
  switch (random.below(5)) {
    case 0:
      return `address(${expression(context, { kind: "fixed", size: 20 }, depth - 1)})`;
    case 1:
      return `ecrecover(${expression(context, BYTES32, depth - 1)}, uint8(27) + ${expression(context, UINT8, 0)} % 3, ${expression(context, BYTES32, 0)}, ${expression(context, BYTES32, 0)})`;
    case 2:
      return `address(payable(${expression(context, { kind: "address" }, depth - 1)}))`;
    default:
      return `address(${expression(context, { kind: "uint", bits: 160 }, depth - 1)})`;
  }
}

function fixed(context: Context, type: { readonly kind: "fixed"; readonly size: number }, depth: number): string {
  const { random } = context;
  const less = depth - 1;
  const name = spell(type);
  if (type.size === 4 && random.once(4)) return random.pick(["msg.sig", "this.f0.selector"].slice(0, 1));
  if (type.size === 1 && random.once(3))
    return `${expression(context, random.pick([BYTES, BYTES32, BYTES4]), less)}[${expression(context, UINT8, less)} % ${random.pick([1, 4, 5])}]`;
  if ((type.size === 32 || type.size === 20) && random.once(2)) return hashValue(context, type.size, less);
  switch (random.below(7)) {
    case 0:
      return `(${expression(context, type, less)} ${random.pick(["&", "|", "^"])} ${expression(context, type, less)})`;
    case 1:
      return `(${expression(context, type, less)} ${random.pick(["<<", ">>"])} ${amount(context, less)})`;
    case 2:
      return `(~${expression(context, type, less)})`;
    case 3:
      return `${name}(${expression(context, { kind: "uint", bits: 8 * type.size }, less)})`;
    case 4:
      return `${name}(${expression(context, BYTES, less)})`;
    default: {
      const from = context.pool.filter((t) => t.kind === "fixed" && t.size !== type.size);
      return `${name}(${expression(context, from.length > 0 && random.once(2) ? random.pick(from) : { kind: "fixed", size: 1 + random.below(32) }, less)})`;
    }
  }
}

/** A value out of encoded ones, or out of any bytes at hand, which may be malformed. */
function decoded(context: Context, type: Type, depth: number): string {
  const { random } = context;
  const bytes = random.once(3)
    ? expression(context, BYTES, depth - 1, false)
    : `abi.encode(${expression(context, random.once(3) ? random.pick([...context.pool]) : type, depth - 1)})`;
  const code = `abi.decode(${bytes}, (${spell(type)}))`;
  return type.kind === "address" ? `address(${code})` : code;
}

function reference(context: Context, type: ReferenceType, depth: number): string {
  const { random } = context;
  const less = Math.max(0, depth - 1);
  if (depth > 0 && random.once(6)) return decoded(context, type, depth);
  switch (type.kind) {
    case "bytes":
      return depth <= 0 ? literal(random, type) : bytesValue(context, less);
    case "string":
      return depth <= 0 ? literal(random, type) : stringValue(context, less);
    case "struct": {
      const parts = type.fields.map((f) => [f.name, expression(context, f.type, less, false)] as const);
      if (random.once(2)) return `${type.name}(${parts.map(([, code]) => code).join(", ")})`;
      const from = random.below(parts.length);
      return `${type.name}({${[...parts.slice(from), ...parts.slice(0, from)].map(([name, code]) => `${name}: ${code}`).join(", ")}})`;
    }
    default:
      return arrayValue(context, type, less);
  }
}

function arrayValue(
  context: Context,
  type: { readonly kind: "array"; readonly element: Type; readonly length: number | null } & ReferenceType,
  depth: number,
): string {
  const { random } = context;
  const { length, element } = type;
  if (length === null)
    return `new ${spell(type)}(${random.once(3) ? `${expression(context, UINT8, depth)} % 5` : random.below(4)})`;
  const items = Array.from({ length }, () => expression(context, element, depth - 1));
  return `[${items.join(", ")}]`;
}
