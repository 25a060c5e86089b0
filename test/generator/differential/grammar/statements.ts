import { callables, callCode } from "./calls.ts";
import { type Context, declare, fresh, newVariable, same, scoped, type Variable } from "./context.ts";
import { expression } from "./expressions.ts";
import { textLiteral } from "./literals.ts";
import { type Place, placesOf, writable } from "./places.ts";
import { BOOL, declared, isInteger, isReference, randomValueType, type Type, UINT8, UINT256 } from "./types.ts";

/** Stack words that variables may take before the older pipeline cannot reach them all. */
const SLOTS = 7;

/** Some statements, the last ones of a function or block aside. */
export function statements(context: Context, count: number, depth: number): string[] {
  return Array.from({ length: count }, () => statement(context, depth));
}

/** A block with variables of its own. */
function block(context: Context, depth: number): string {
  const lines = scoped(context, () => statements(context, 1 + context.random.below(2), depth - 1));
  return `{\n${lines.join("\n")}\n}`;
}

function statement(context: Context, depth: number): string {
  const { random } = context;
  switch (random.below(depth > 0 ? 20 : 12)) {
    case 0:
    case 1:
    case 2:
      return declaration(context);
    case 3:
    case 4:
      return assignment(context);
    case 5:
    case 6:
      return compound(context);
    case 7:
      return step(context);
    case 8:
      return deletion(context);
    case 9:
      return random.once(2) ? failure(context) : assignment(context);
    case 10:
    case 11:
      return callStatement(context);
    case 12:
      return `if (${expression(context, BOOL, 2)}) ${block(context, depth)} else ${block(context, depth)}`;
    case 13:
      return conditionalExit(context, depth);
    case 14:
    case 15:
      return loop(context, depth);
    case 16:
    case 17:
      return unchecked(context, depth);
    case 18:
      return tuple(context);
    default:
      return block(context, depth);
  }
}

function declaration(context: Context): string {
  const { random } = context;
  if (context.slots >= SLOTS) return assignment(context);
  const type = random.once(3) ? randomValueType(random) : random.pick(context.pool);
  if (isReference(type) && random.once(4)) {
    const found = placesOf(context, type, false).filter((p) => p.location === "calldata");
    const place = found[0];
    if (place !== undefined) return aliasOfCalldata(context, type, place);
  }
  const variable = newVariable(context, type);
  const code = random.once(6) ? "" : ` = ${expression(context, type, 2, false)}`;
  declare(context, variable);
  return `${declared(type)} ${variable.name}${code};`;
}

/** A variable that points into calldata, perhaps at a slice of it. */
function aliasOfCalldata(context: Context, type: Type, place: Place): string {
  const { random } = context;
  const variable = newVariable(context, type, "calldata");
  const open = type.kind === "bytes" || (type.kind === "array" && type.length === null);
  const cut =
    open && random.once(2)
      ? random.pick([`[${random.below(3)}:]`, `[:${random.below(3)}]`, `[${random.below(2)}:${1 + random.below(2)}]`])
      : "";
  const code = `${place.write()}${cut}`;
  declare(context, variable);
  return `${declared(type, "calldata")} ${variable.name} = ${code};`;
}

function pickPlace(context: Context, fits: (type: Type) => boolean = () => true): Place | null {
  const found = writable(context).filter((p) => fits(p.type));
  return found.length === 0 ? null : context.random.pick(found);
}

/** A statement where there is nothing to assign. */
function check(context: Context): string {
  return `require(${expression(context, BOOL, 2)});`;
}

function assignment(context: Context): string {
  const place = pickPlace(context);
  return place === null ? check(context) : `${place.write()} = ${expression(context, place.type, 2, false)};`;
}

function compound(context: Context): string {
  const { random } = context;
  const place = pickPlace(context, (t) => isInteger(t) || t.kind === "fixed");
  if (place === null) return assignment(context);
  if (place.type.kind === "fixed")
    return `${place.write()} ${random.pick(["&=", "|=", "^="])} ${expression(context, place.type, 2)};`;
  const operator = random.pick(["+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="]);
  const right =
    operator.length === 3
      ? expression(context, random.pick([UINT8, UINT256]), 1)
      : expression(context, place.type, 2, false);
  return `${place.write()} ${operator} ${right};`;
}

function step(context: Context): string {
  const place = pickPlace(context, isInteger);
  if (place === null) return assignment(context);
  const code = place.write();
  return context.random.pick([`${code}++;`, `--${code};`, `${code}--;`, `++${code};`]);
}

function deletion(context: Context): string {
  // a byte of bytes is not deleted: the pipelines differ, and the translator refuses it
  const place = pickPlace(context, (t) => t.kind !== "defined" && !(t.kind === "fixed" && t.size === 1));
  return place === null ? check(context) : `delete ${place.write()};`;
}

function failure(context: Context): string {
  const { random } = context;
  const condition = expression(context, BOOL, 2);
  const error = context.errors.length === 0 ? null : random.pick(context.errors);
  const args = error === null ? "" : error.types.map((t) => expression(context, t, 1, false)).join(", ");
  return random.pick([
    `require(${condition}, ${textLiteral(random)});`,
    `assert(${condition});`,
    `if (${condition}) revert(${textLiteral(random)});`,
    `if (${condition}) revert();`,
    ...(error === null
      ? []
      : [`require(${condition}, ${error.name}(${args}));`, `if (${condition}) revert ${error.name}(${args});`]),
  ]);
}

/** A call on its own, whose arguments may be references that it writes. */
function callStatement(context: Context): string {
  const { random } = context;
  const fit = callables(context, false);
  if (fit.length === 0) return compound(context);
  const chosen = random.pick(fit);
  const code = callCode(context, chosen, 1);
  if (code === null) return assignment(context);
  const room = context.slots + chosen.results.length <= SLOTS + 1;
  if (chosen.results.length === 0 || !room || random.once(4)) return `${code};`;
  const kept = chosen.results.map((type) =>
    chosen.results.length > 1 && random.once(3) ? null : newVariable(context, type),
  );
  const list = kept.map((v) => (v === null ? "" : `${declared(v.type)} ${v.name}`));
  for (const variable of kept) if (variable !== null) declare(context, variable);
  if (list.every((item) => item === "")) return `${code};`;
  return list.length === 1 ? `${list[0]} = ${code};` : `(${list.join(", ")}) = ${code};`;
}

/** `if` with a way out: of the loop, or of the function. */
function conditionalExit(context: Context, depth: number): string {
  const condition = `if (${expression(context, BOOL, 2)})`;
  if (context.inLoop && context.random.once(2)) return `${condition} ${context.random.pick(["break;", "continue;"])}`;
  return context.random.once(2) ? `${condition} ${returned(context, 1)}` : `${condition} ${block(context, depth)}`;
}

/** What an external function gives beside its results: a digest of its variables, so that none is computed for nothing. */
function digest(context: Context): string {
  const names = context.scope.filter((v) => !v.fixed).map((v) => v.name);
  const first = context.random.below(Math.max(1, names.length - 3));
  return `keccak256(abi.encode(${names.slice(first, first + 4).join(", ")}))`;
}

/** `return` with values of the function's results. */
export function returned(context: Context, depth: number): string {
  const types = context.digested ? context.results.slice(0, -1) : context.results;
  const codes = types.map((type) => expression(context, type, depth, false));
  if (context.digested) codes.push(digest(context));
  if (codes.length === 0) return "return;";
  return codes.length === 1 ? `return ${codes[0]};` : `return (${codes.join(", ")});`;
}

function loop(context: Context, depth: number): string {
  const { random } = context;
  if (context.loops >= 2 || context.slots >= SLOTS) return assignment(context);
  context.loops++;
  const counter: Variable = { name: fresh(context, "i"), type: UINT256, location: "value", fixed: true };
  const rounds = 1 + random.below(4);
  const inside = scoped(context, () => {
    declare(context, counter);
    const before = context.inLoop;
    context.inLoop = true;
    const lines = statements(context, 1 + random.below(2), depth - 1);
    context.inLoop = before;
    return lines.join("\n");
  });
  const i = counter.name;
  if (random.once(2))
    return `for (uint256 ${i} = 0; ${i} < ${rounds}; ${random.pick([`${i}++`, `++${i}`, `${i} += 1`])}) {\n${inside}\n}`;
  const body = `{\n${i}++;\n${inside}\n}`;
  return random.once(2)
    ? `{ uint256 ${i}; while (${i} < ${rounds}) ${body} }`
    : `{ uint256 ${i}; do ${body} while (${i} < ${rounds}); }`;
}

function unchecked(context: Context, depth: number): string {
  if (context.unchecked) return block(context, depth);
  context.unchecked = true;
  const inner = block(context, depth);
  context.unchecked = false;
  return `unchecked ${inner}`;
}

/** Several assignments at once, with holes, often a swap. */
function tuple(context: Context): string {
  const { random } = context;
  const [a, b] = [pickPlace(context), pickPlace(context)];
  if (a === null || b === null) return check(context);
  const second = writable(context).filter((p) => same(p.type, a.type));
  if (second.length > 0 && random.once(2)) {
    const [x, y] = [a.write(), random.pick(second).write()];
    return `(${x}, ${y}) = (${y}, ${x});`;
  }
  const right = `(${expression(context, a.type, 1)}, ${expression(context, b.type, 1)})`;
  return random.once(3) ? `(${a.write()}, ) = ${right};` : `(${a.write()}, ${b.write()}) = ${right};`;
}
