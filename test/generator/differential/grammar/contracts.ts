import type { Random } from "../random.ts";
import {
  type Callable,
  type Context,
  declare,
  fresh,
  newContext,
  newVariable,
  scoped,
  type Variable,
} from "./context.ts";
import { expression } from "./expressions.ts";
import { literal } from "./literals.ts";
import { returned, statements } from "./statements.ts";
import {
  BOOL,
  BYTES,
  BYTES32,
  declared,
  type Field,
  type Integer,
  isReference,
  randomInteger,
  randomValueType,
  STRING,
  spell,
  type Type,
  UINT8,
  UINT256,
} from "./types.ts";

const HEAD = "// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.30;\n";

/** A user-defined value type with its operators. */
function definedType(context: Context, under: Integer): string {
  const name = fresh(context, "U");
  context.pool.push({ kind: "defined", name, under });
  const two = `(${name} a, ${name} b) pure returns`;
  const open = (variable: string): string => `${name}.unwrap(${variable})`;
  const arithmetic = [
    ["+", "add"],
    ["-", "sub"],
    ["&", "and"],
  ].map(
    ([operator, word]) =>
      `function ${word}${name}${two} (${name}) { return ${name}.wrap(${open("a")} ${operator} ${open("b")}); }`,
  );
  const comparing = [
    ["==", "same"],
    ["<", "less"],
  ].map(([operator, word]) => `function ${word}${name}${two} (bool) { return ${open("a")} ${operator} ${open("b")}; }`);
  const using = `using {add${name} as +, sub${name} as -, and${name} as &, same${name} as ==, less${name} as <} for ${name} global;`;
  return [`type ${name} is ${spell(under)};`, ...arithmetic, ...comparing, using, ""].join("\n");
}

function enumType(context: Context): string {
  const name = fresh(context, "E");
  const members = Array.from({ length: 1 + context.random.below(4) }, (_, i) => `M${i}`);
  context.pool.push({ kind: "enum", name, members });
  return `enum ${name} { ${members.join(", ")} }\n`;
}

function structType(context: Context): string {
  const { random } = context;
  const name = fresh(context, "S");
  const fields: Field[] = Array.from({ length: 1 + random.below(3) }, (_, i) => ({
    name: `m${i}`,
    type: random.once(3) ? randomValueType(random) : random.pick(context.pool),
  }));
  context.pool.push({ kind: "struct", name, fields });
  return `struct ${name} { ${fields.map((f) => `${spell(f.type)} ${f.name};`).join(" ")} }\n`;
}

function arrayType(context: Context): void {
  const { random } = context;
  const element = random.pick(context.pool);
  context.pool.push({ kind: "array", element, length: random.once(2) ? null : 1 + random.below(3) });
}

/** The types of a program, most of them declared at file level. */
function declareTypes(context: Context): string {
  const { random } = context;
  context.pool.push(randomInteger(random), randomInteger(random), randomValueType(random), UINT256);
  let code = "";
  if (random.once(3)) code += enumType(context);
  if (random.once(4)) code += definedType(context, randomInteger(random));
  if (random.once(2)) context.pool.push(random.once(2) ? BYTES : STRING);
  if (random.once(2)) arrayType(context);
  if (random.once(2)) code += structType(context);
  if (random.once(3)) arrayType(context);
  if (random.once(4)) code += structType(context);
  return code;
}

function declareErrors(context: Context): string {
  const { random } = context;
  if (!random.once(2)) return "";
  const error = {
    name: fresh(context, "Wrong"),
    types: Array.from({ length: random.below(3) }, () => random.pick(context.pool)),
  };
  context.errors.push(error);
  return `error ${error.name}(${error.types.map(spell).join(", ")});\n`;
}

function declareConstants(context: Context): string {
  const { random } = context;
  if (!random.once(3)) return "";
  const values = context.pool.filter((t) => !isReference(t) && t.kind !== "defined");
  const type = random.once(5) ? STRING : random.pick(values);
  const variable: Variable = { ...newVariable(context, type, "memory", "C"), fixed: true };
  const code = `${spell(type)} constant ${variable.name} = ${literal(random, type)};\n`;
  context.constants.push(variable);
  return code;
}

interface Form {
  /** What stands between the parameters and `returns`. */
  readonly words: string;
  readonly name: string;
  readonly called: string;
  readonly attached?: boolean;
  /** Parameters of values only. */
  readonly plain?: boolean;
  readonly calldata?: boolean;
  readonly count: number;
  readonly modifiers?: readonly ((context: Context) => string)[];
  readonly depth: number;
  /** With a last result that is a digest of the variables. */
  readonly digested?: boolean;
}

function parametersFor(context: Context, form: Form): Variable[] {
  const { random } = context;
  const values = context.pool.filter((t) => !isReference(t));
  return Array.from({ length: form.count }, () => {
    const type =
      form.plain === true ? random.pick(values) : random.once(4) ? randomValueType(random) : random.pick(context.pool);
    return newVariable(context, type, form.calldata === true && random.once(2) ? "calldata" : "memory", "p");
  });
}

function resultsFor(context: Context, form: Form): readonly Type[] {
  const { random } = context;
  const values = context.pool.filter((t) => !isReference(t));
  const one = (): Type => random.pick(form.plain === true ? values : context.pool);
  return random.once(6) ? [one(), random.pick(values)] : [one()];
}

/** Writes a function, and makes it known to the ones after it. */
function writeFunction(context: Context, form: Form): string {
  const { random } = context;
  const parameters = parametersFor(context, form);
  const results = form.digested === true ? [...resultsFor(context, form), BYTES32] : resultsFor(context, form);
  const named = random.once(3);
  context.readOnly = !random.once(2) && form.plain !== true;
  context.loops = 0;
  context.unchecked = false;
  context.inLoop = false;
  context.results = results;
  context.digested = form.digested === true;
  const listed = (list: readonly Variable[]): string =>
    list.map((v) => `${declared(v.type, v.location === "calldata" ? "calldata" : "memory")} ${v.name}`).join(", ");
  const text = scoped(context, () => {
    context.scope = [];
    context.slots = 2 + results.length;
    for (const parameter of parameters) declare(context, parameter);
    const uses = (form.modifiers ?? []).filter(() => random.once(2)).map((use) => use(context));
    const outs = named ? results.map((type) => newVariable(context, type, "memory", "r")) : [];
    for (const out of outs) declare(context, out);
    const lines = statements(context, 1 + random.below(form.depth + 2), form.depth);
    const last = named && random.once(3) ? [] : [returned(context, 2)];
    const returns = named ? listed(outs) : results.map((type) => declared(type)).join(", ");
    return `function ${form.name}(${listed(parameters)}) ${form.words} ${[...uses, ""].join(" ")}returns (${returns}) {\n${[...lines, ...last].join("\n")}\n}\n`;
  });
  const writes = !context.readOnly && parameters.some((p) => p.location === "memory");
  if (form.called !== "")
    context.callables.push({ called: form.called, parameters, results, writes, attached: form.attached === true });
  return text;
}

/** Calls itself a few times at most. */
function recursiveFunction(context: Context): string {
  const name = fresh(context, "f");
  const values = context.pool.filter((t) => !isReference(t));
  const type = context.random.pick(values);
  const [n, x] = [newVariable(context, UINT8, "memory", "p"), newVariable(context, type, "memory", "p")];
  context.readOnly = true;
  const [stop, next, last] = scoped(context, () => {
    context.scope = [n, x];
    return [expression(context, type, 1), expression(context, type, 2), expression(context, BOOL, 1)];
  });
  context.callables.push({ called: name, parameters: [n, x], results: [type], writes: false, attached: false });
  return `function ${name}(uint8 ${n.name}, ${spell(type)} ${x.name}) internal pure returns (${spell(type)}) {
    ${n.name} %= 7;
    if (${n.name} == 0) return ${stop};
    if (${last}) return ${name}(${n.name} - 1, ${x.name});
    return ${name}(${n.name} - 1, ${next});
}
`;
}

const MODIFIERS = `modifier guard(uint256 x) { require(x % 7 != 3, "guard"); _; }
modifier later(uint256 x) { uint256 y = x; unchecked { y++; } _; if (y % 11 == 5) revert("later"); }
modifier skip(bool x) { if (x) return; _; }
modifier both(bool x) { if (x) { _; } else { _; } }
`;

function modifiersOf(random: Random): readonly ((context: Context) => string)[] {
  if (!random.once(4)) return [];
  return random.pick([
    [(c: Context) => `guard(${expression(c, UINT256, 1)})`],
    [(c: Context) => `later(${expression(c, UINT256, 1)})`, (c: Context) => `guard(${expression(c, UINT256, 1)})`],
    [(c: Context) => `skip(${expression(c, BOOL, 1)})`],
    [(c: Context) => `skip(${expression(c, BOOL, 1)})`, (c: Context) => `later(${expression(c, UINT256, 1)})`],
  ]);
}

/** A library whose function is attached to the type of its first parameter. */
function library(context: Context): { readonly text: string; readonly using: string } {
  const name = fresh(context, "L");
  const text = writeFunction(context, {
    words: "internal pure",
    name: "g",
    called: `${name}.g`,
    attached: true,
    count: 1 + context.random.below(2),
    depth: 1,
  });
  const first = context.callables.at(-1)?.parameters[0];
  return {
    text: `library ${name} {\n${text}}\n`,
    using: first === undefined ? "" : `using ${name} for ${spell(first.type)};\n`,
  };
}

/** Two parents, a function that each overrides, and what `P` inherits from. */
function parents(context: Context): { readonly text: string; readonly inherits: string } {
  const before = context.callables;
  const count = 1 + context.random.below(2);
  const first = writeFunction(context, {
    words: "internal pure virtual",
    name: "h",
    called: "super.h",
    plain: true,
    count,
    depth: 1,
  });
  const base = context.callables.at(-1);
  if (base === undefined) return { text: "", inherits: "" };
  const second = overriding(context, base, "h");
  context.callables = [...before, { ...base, called: "h" }, { ...base, called: "super.h" }];
  return { text: `abstract contract A {\n${first}}\nabstract contract B is A {\n${second}}\n`, inherits: " is B" };
}

/** A function with the signature of another one, which it may call. */
function overriding(context: Context, base: Callable, name: string): string {
  return scoped(context, () => {
    context.scope = [];
    for (const parameter of base.parameters) declare(context, parameter);
    context.slots = 5;
    context.results = base.results;
    context.digested = false;
    const inside = base.parameters.map((p) => `${spell(p.type)} ${p.name}`).join(", ");
    const lines = statements(context, 2, 1);
    return `function ${name}(${inside}) internal pure virtual override returns (${base.results.map(spell).join(", ")}) {\n${[...lines, returned(context, 2)].join("\n")}\n}\n`;
  });
}

/**
 * A random well-typed program: a contract `P` of a few external functions, with the types, libraries, parents and functions
 * that it needs. `risky`: with side effects inside expressions, which the translator may refuse.
 */
export function randomContract(
  random: Random,
  options: { readonly external: number; readonly risky: boolean },
): string {
  const context = newContext(random, options.risky, 2);
  const types = declareTypes(context);
  let file = types + declareErrors(context) + declareConstants(context);
  if (random.once(4))
    file += writeFunction(context, {
      words: "pure",
      name: "free",
      called: "free",
      count: 1 + random.below(2),
      depth: 1,
    });
  let inherits = "";
  if (random.once(4)) {
    const made = library(context);
    file += made.text + made.using;
  }
  if (random.once(4)) {
    const made = parents(context);
    file += made.text;
    inherits = made.inherits;
  }
  const internal = random.once(2)
    ? writeFunction(context, {
        words: "internal pure",
        name: "inner",
        called: "inner",
        count: 1 + random.below(3),
        calldata: random.once(4),
        depth: 2,
      })
    : "";
  const recursive = random.once(6) ? recursiveFunction(context) : "";
  let body = internal + recursive;
  const guards = modifiersOf(random);
  for (let i = 0; i < options.external; i++) {
    const visible = random.once(3) ? "public" : "external";
    body += writeFunction(context, {
      words: `${visible} pure`,
      name: `f${i}`,
      called: visible === "public" ? `f${i}` : "",
      count: 1 + random.below(3),
      calldata: true,
      modifiers: guards,
      depth: 2,
      digested: true,
    });
  }
  return `${HEAD}${file}contract P${inherits} {\n${guards.length > 0 ? MODIFIERS : ""}${body}}\n`;
}
