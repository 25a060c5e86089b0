// Contracts that have one function for each operator of each type, and for each pair of types that convert: written by
// rule, since nobody reads a thousand of them.

const HEAD = "// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.30;\n";

/** A source with one contract. */
export interface Source {
  readonly name: string;
  readonly content: string;
}

export const INTEGERS: readonly string[] = [
  "uint8",
  "int8",
  "uint24",
  "int24",
  "uint32",
  "int32",
  "uint40",
  "int40",
  "uint48",
  "int48",
  "uint56",
  "int56",
  "uint64",
  "int64",
  "uint128",
  "int128",
  "uint160",
  "int248",
  "uint256",
  "int256",
];

export const FIXED_BYTES: readonly string[] = [
  "bytes1",
  "bytes2",
  "bytes4",
  "bytes5",
  "bytes6",
  "bytes7",
  "bytes8",
  "bytes16",
  "bytes20",
  "bytes31",
  "bytes32",
];

const CHECKABLE: Readonly<Record<string, string>> = {
  add: "a + b",
  sub: "a - b",
  mul: "a * b",
  div: "a / b",
  mod: "a % b",
};
const BITWISE: Readonly<Record<string, string>> = { and: "a & b", or: "a | b", xor: "a ^ b" };
const COMPARING: Readonly<Record<string, string>> = {
  lt: "a < b",
  le: "a <= b",
  gt: "a > b",
  ge: "a >= b",
  eq: "a == b",
  ne: "a != b",
};

function pure(name: string, parameters: string, result: string, body: string): string {
  return `    function ${name}(${parameters}) external pure returns (${result}) { ${body} }\n`;
}

/** A function, and its twin in an unchecked block. */
function both(name: string, parameters: string, result: string, body: string): string {
  return pure(name, parameters, result, body) + pure(`${name}Unchecked`, parameters, result, `unchecked { ${body} }`);
}

/** Every operator of one integer type. */
export function integerContract(type: string): Source {
  const two = `${type} a, ${type} b`;
  const signed = type.startsWith("int");
  let body = "";
  for (const [name, code] of Object.entries(CHECKABLE)) body += both(name, two, type, `return ${code};`);
  for (const [name, code] of Object.entries(BITWISE)) body += pure(name, two, type, `return ${code};`);
  body += pure(
    "compare",
    two,
    "bool, bool, bool, bool, bool, bool",
    `return (${Object.values(COMPARING).join(", ")});`,
  );
  for (const [name, code] of [
    ["increment", "a++"],
    ["preIncrement", "++a"],
    ["decrement", "a--"],
    ["preDecrement", "--a"],
  ]) {
    body += both(name ?? "", `${type} a`, `${type} r, ${type}`, `r = ${code}; return (r, a);`);
  }
  body += pure("not", `${type} a`, type, "return ~a;");
  if (signed) body += both("negate", `${type} a`, type, "return -a;");
  for (const amount of ["uint8", "uint256", "uint40"]) {
    body += pure(`left_${amount}`, `${type} a, ${amount} b`, type, "return a << b;");
    body += pure(`right_${amount}`, `${type} a, ${amount} b`, type, "return a >> b;");
    body += both(`power_${amount}`, `${type} a, ${amount} b`, type, "return a ** b;");
    body += both(`powerSmall_${amount}`, `${type} a, ${amount} b`, type, "b %= 9; return a ** b;");
  }
  body += pure(
    "literals",
    `${type} a`,
    `${type}, ${type}, bool, ${type}, ${type}`,
    "return (a & 0x7f, a | 1, a > 100, a << 3, a >> 2);",
  );
  for (const operator of ["+=", "-=", "*=", "/=", "%="])
    body += both(`assign${name(operator)}`, two, type, `a ${operator} b; return a;`);
  for (const operator of ["&=", "|=", "^="])
    body += pure(`assign${name(operator)}`, two, type, `a ${operator} b; return a;`);
  for (const operator of ["<<=", ">>="])
    body += pure(`assign${name(operator)}`, `${type} a, uint16 b`, type, `a ${operator} b; return a;`);
  return { name: `Op_${type}`, content: `${HEAD}contract Op_${type} {\n${body}}\n` };
}

const OPERATOR_NAMES: Readonly<Record<string, string>> = {
  "+=": "Add",
  "-=": "Sub",
  "*=": "Mul",
  "/=": "Div",
  "%=": "Mod",
  "&=": "And",
  "|=": "Or",
  "^=": "Xor",
  "<<=": "Left",
  ">>=": "Right",
};

function name(operator: string): string {
  return OPERATOR_NAMES[operator] ?? operator;
}

/** Every operator of one bytesN type. */
export function fixedBytesContract(type: string): Source {
  const two = `${type} a, ${type} b`;
  let body = pure(
    "compare",
    two,
    "bool, bool, bool, bool, bool, bool",
    `return (${Object.values(COMPARING).join(", ")});`,
  );
  for (const [name, code] of Object.entries(BITWISE)) body += pure(name, two, type, `return ${code};`);
  body += pure("not", `${type} a`, type, "return ~a;");
  body += pure("shifts", `${type} a, uint256 b`, `${type}, ${type}`, "return (a << b, a >> b);");
  body += pure("index", `${type} a, uint256 b`, "bytes1, uint8", "return (a[b], a.length);");
  return { name: `Op_${type}`, content: `${HEAD}contract Op_${type} {\n${body}}\n` };
}

function bits(type: string): number {
  return Number(/\d+/.exec(type)?.[0]) * (type.startsWith("bytes") ? 8 : 1);
}

/** Whether the compiler allows `to(value of from)` in one step. */
function converts(from: string, to: string): boolean {
  const [signedFrom, signedTo] = [from.startsWith("int"), to.startsWith("int")];
  if (from.startsWith("bytes") && to.startsWith("bytes")) return true;
  if (from.startsWith("bytes") || to.startsWith("bytes")) return !signedFrom && !signedTo && bits(from) === bits(to);
  return signedFrom === signedTo || bits(from) === bits(to);
}

/** Whether `to x = value of from` is allowed. */
function implicit(from: string, to: string): boolean {
  if (from.startsWith("bytes") !== to.startsWith("bytes")) return false;
  if (from.startsWith("bytes")) return bits(to) >= bits(from);
  return from.startsWith("uint") === to.startsWith("uint") && bits(to) >= bits(from);
}

/** All conversions from one type. */
export function conversionContract(from: string): Source {
  let body = "";
  for (const to of [...INTEGERS, ...FIXED_BYTES, "uint16"]) {
    if (to !== from && converts(from, to)) body += pure(`to_${to}`, `${from} a`, to, `return ${to}(a);`);
    if (to !== from && implicit(from, to) && !from.startsWith("bytes"))
      body += both(`mix_${to}`, `${from} a, ${to} b`, `${to}, bool`, `return (a * b + a, a < b);`);
    if (to !== from && implicit(from, to)) body += pure(`as_${to}`, `${from} a`, `${to} b`, "b = a;");
  }
  return { name: `From_${from}`, content: `${HEAD}contract From_${from} {\n${body}}\n` };
}

/** All of them. */
export function operatorContracts(): readonly Source[] {
  const types = [...INTEGERS, ...FIXED_BYTES];
  return [...INTEGERS.map(integerContract), ...FIXED_BYTES.map(fixedBytesContract), ...types.map(conversionContract)];
}

/** A few types that between them take every path of the operators: small and wide, signed and not, at the ends of both. */
const DIRECTED = new Set(
  "uint8 int8 uint24 uint32 int32 uint48 int48 uint56 int64 uint256 int256 bytes1 bytes4 bytes6 bytes7 bytes32".split(
    " ",
  ),
);

/** The contracts of those types: what mutants of the translator are held against first. */
export function directedContracts(): readonly Source[] {
  return operatorContracts().filter(({ name }) => DIRECTED.has(name.replace(/^\w+?_/, "")));
}

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  ...{ add: ["+"], sub: ["-"], mul: ["*"], div: ["/"], mod: ["%"], and: ["&"], or: ["|"], xor: ["^"] },
  ...{ not: ["~ (unary)"], negate: ["- (unary)"], compare: ["<", "<=", ">", ">=", "==", "!="] },
  ...{ increment: ["++ (unary)"], preIncrement: ["++ (unary)"] },
  ...{ decrement: ["-- (unary)"], preDecrement: ["-- (unary)"] },
  ...{ left: ["<<"], right: [">>"], shifts: ["<<", ">>"], power: ["**"], powerSmall: ["**"] },
  ...Object.fromEntries(Object.entries(OPERATOR_NAMES).map(([operator, word]) => [`assign${word}`, [operator]])),
};

/**
 * The operators that a function of these contracts is about.
 * @example operatorsOf("addUnchecked") // ["+"]
 */
export function operatorsOf(name: string): readonly string[] {
  return OPERATORS[name.replace(/Unchecked|_.*$/g, "")] ?? [];
}
