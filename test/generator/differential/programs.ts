import type { Random } from "./random.ts";

// Random well-typed programs. Expressions have no side effects, since the order of those is left open and refused;
// statements have plenty.

const INTEGERS = [
  "uint8",
  "int8",
  "uint16",
  "int16",
  "uint32",
  "int32",
  "uint40",
  "int48",
  "uint48",
  "uint64",
  "int64",
  "uint128",
  "int256",
  "uint256",
];
const VALUES = [...INTEGERS, "bool", "bytes4", "bytes32", "Kind", "Amount"];
const ARRAYS = [
  "uint256[] memory",
  "uint8[3] memory",
  "int16[] memory",
  "Item[] memory",
  "uint256[][] memory",
  "uint8[3][] memory",
];
const REFERENCES = [...ARRAYS, "Item memory", "Pair memory", "bytes memory", "string memory"];
const IN_CALLDATA = [
  "Item",
  "Pair",
  "uint256[]",
  "Item[]",
  "uint256[][]",
  "uint8[3][]",
  "bytes",
  "string",
  "int16[]",
].map((type) => `${type} calldata`);
const FIELDS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "Item memory": [
    ["a", "uint256"],
    ["b", "int8"],
    ["on", "bool"],
    ["list", "uint8[3] memory"],
  ],
  "Pair memory": [
    ["first", "Item memory"],
    ["second", "Item memory"],
    ["n", "uint48"],
  ],
};
const ELEMENTS: Readonly<Record<string, string>> = {
  "uint256[] memory": "uint256",
  "uint8[3] memory": "uint8",
  "int16[] memory": "int16",
  "Item[] memory": "Item memory",
  "bytes memory": "bytes1",
  "uint256[][] memory": "uint256[] memory",
  "uint8[3][] memory": "uint8[3] memory",
};

/** The type with its parts in calldata, where the table speaks of memory. */
function inPlace(type: string, whole: string): string {
  return whole.endsWith(" calldata") ? type.replace(" memory", " calldata") : type;
}

function fieldsOf(type: string): readonly (readonly [string, string])[] {
  const fields = FIELDS[type.replace(" calldata", " memory")] ?? [];
  return fields.map(([name, field]) => [name, inPlace(field, type)]);
}

function elementOf(type: string): string | undefined {
  const element = ELEMENTS[type.replace(" calldata", " memory")];
  return element === undefined ? undefined : inPlace(element, type);
}

const HEAD = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;
enum Kind { A, B, C }
type Amount is uint64;
struct Item { uint256 a; int8 b; bool on; uint8[3] list; }
struct Pair { Item first; Item second; uint48 n; }
error Odd(uint256 x, Item item);
`;

interface Variable {
  readonly name: string;
  readonly type: string;
}

interface Signature {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly result: string;
}

/** Writes one program. */
class Writer {
  readonly #random: Random;
  readonly #functions: Signature[] = [];
  #scope: Variable[] = [];
  #names = 0;
  #result = "uint256";
  #loops = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  program(functions: number): string {
    let body = "";
    for (let i = 0; i < functions; i++) body += this.#function(i);
    const modifiers = `    modifier guard(uint256 x) { require(x % 7 != 3, "guard"); _; }
    modifier later(uint256 x) { uint256 y = x; unchecked { y++; } _; if (y % 11 == 5) revert("later"); }
    modifier skip(bool x) { if (x) return; _; }
`;
    return `${HEAD}contract P {\n${modifiers}${body}}\n`;
  }

  #name(): string {
    return `v${this.#names++}`;
  }

  #function(index: number): string {
    const random = this.#random;
    const parameters = Array.from({ length: 1 + random.below(4) }, () =>
      random.pick(random.once(3) ? REFERENCES : random.once(5) ? IN_CALLDATA : VALUES),
    );
    this.#result = random.pick(random.once(3) ? REFERENCES : VALUES);
    this.#scope = parameters.map((type) => ({ name: this.#name(), type }));
    this.#loops = 0;
    const head = this.#scope.map((v) => `${v.type} ${v.name}`).join(", ");
    const own = `f${index}`;
    const modifiers = random.once(4) ? this.#modifiers() : "";
    const count = 2 + random.below(6);
    const lines = Array.from({ length: count }, () => this.#statement(3)).join("\n");
    const result = this.#expression(this.#result, 3);
    this.#functions.push({ name: own, parameters, result: this.#result });
    return `    function ${own}(${head}) public pure ${modifiers}returns (${this.#result}) {\n${lines}\n        return ${result};\n    }\n`;
  }

  #modifiers(): string {
    const argument = this.#expression("uint256", 1);
    return this.#random.pick([
      `guard(${argument}) `,
      `later(${argument}) `,
      `skip(${this.#expression("bool", 1)}) `,
      `later(${argument}) guard(${argument}) `,
    ]);
  }

  /** A block with variables of its own. */
  #block(depth: number): string {
    const before = this.#scope;
    this.#scope = [...before];
    const lines = Array.from({ length: 1 + this.#random.below(3) }, () => this.#statement(depth)).join("\n");
    this.#scope = before;
    return `{\n${lines}\n}`;
  }

  #statement(depth: number): string {
    const random = this.#random;
    const choice = random.below(depth > 0 ? 15 : 8);
    switch (choice) {
      case 0:
      case 1:
        return this.#declaration();
      case 2:
      case 3:
        return this.#assignment();
      case 4:
        return this.#compound();
      case 5:
        return this.#step();
      case 6:
        return this.#deletion();
      case 7:
        return random.once(3) ? this.#failure() : this.#assignment();
      case 8:
        return `if (${this.#expression("bool", 2)}) ${this.#block(depth - 1)} else ${this.#block(depth - 1)}`;
      case 9:
        return `if (${this.#expression("bool", 2)}) ${this.#block(depth - 1)}`;
      case 10:
        return this.#loop(depth);
      case 11:
        return this.#callStatement();
      case 12:
        return this.#whileLoop(depth);
      case 13:
        return `unchecked ${this.#block(depth - 1).replace(/unchecked \{/g, "{")}`;
      default:
        return random.once(3)
          ? `if (${this.#expression("bool", 2)}) return ${this.#expression(this.#result, 2)};`
          : this.#tuple();
    }
  }

  #declaration(): string {
    const type = this.#random.pick(this.#random.once(3) ? REFERENCES : VALUES);
    const value = this.#random.once(5) ? "" : ` = ${this.#expression(type, 3)}`;
    const variable = { name: this.#name(), type };
    this.#scope.push(variable);
    return `${type} ${variable.name}${value};`;
  }

  #variables(type: string): readonly string[] {
    return this.#scope.filter((v) => v.type === type && !v.name.startsWith("i")).map((v) => v.name);
  }

  /** A call on its own, whose arguments may be references that it writes. */
  #callStatement(): string {
    const fit = this.#functions.filter((f) => f.parameters.every((p) => !p.endsWith("calldata")));
    if (fit.length === 0) return this.#assignment();
    const chosen = this.#random.pick(fit);
    const variable = { name: this.#name(), type: chosen.result };
    const args = chosen.parameters.map((p) => this.#expression(p, 0)).join(", ");
    const line = `${variable.type} ${variable.name} = ${chosen.name}(${args});`;
    this.#scope.push(variable);
    return line;
  }

  #whileLoop(depth: number): string {
    if (this.#loops >= 3) return this.#assignment();
    this.#loops++;
    const name = `i${this.#names++}`;
    const before = this.#scope;
    this.#scope = [...before, { name, type: "uint256" }];
    const inner = this.#block(depth - 1).slice(1, -1);
    const leave = this.#random.pick(["break", "continue"]);
    const condition = this.#expression("bool", 2);
    this.#scope = before;
    const head = `uint256 ${name} = 0;`;
    const body = `{ ${name}++; if (${condition}) ${leave}; ${inner} }`;
    return this.#random.once(2) ? `${head} while (${name} < 4) ${body}` : `${head} do ${body} while (${name} < 3);`;
  }

  /** A place of some type that can be written, and its type. */
  #place(): { readonly code: string; readonly type: string } {
    const random = this.#random;
    const writable = this.#scope.filter((v) => !v.name.startsWith("i") && !v.type.endsWith("calldata"));
    if (writable.length === 0) return { code: `Item(1, 2, true, [1, 2, 3]).a`, type: "uint256" };
    let place = random.pick(writable);
    for (let steps = random.below(4); steps > 0; steps--) {
      const fields = fieldsOf(place.type);
      const element = elementOf(place.type);
      if (fields.length > 0) {
        const [name, type] = random.pick(fields);
        place = { name: `${place.name}.${name}`, type };
      } else if (element !== undefined) {
        place = { name: `${place.name}[${this.#index()}]`, type: element };
      }
    }
    return { code: place.name, type: place.type };
  }

  #index(): string {
    return this.#random.once(4) ? this.#expression("uint256", 1) : String(this.#random.below(3));
  }

  #assignment(): string {
    const { code, type } = this.#place();
    return `${code} = ${this.#expression(type, 3)};`;
  }

  #compound(): string {
    const { code, type } = this.#place();
    if (!INTEGERS.includes(type)) return `${code} = ${this.#expression(type, 2)};`;
    const operator = this.#random.pick(["+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="]);
    const right = operator.length === 3 ? this.#expression("uint8", 1) : this.#expression(type, 2);
    return `${code} ${operator} ${right};`;
  }

  #step(): string {
    const { code, type } = this.#place();
    if (!INTEGERS.includes(type)) return `${code} = ${this.#expression(type, 1)};`;
    return this.#random.pick([`${code}++;`, `--${code};`, `${code}--;`, `++${code};`]);
  }

  #deletion(): string {
    const { code, type } = this.#place();
    return type === "Amount" ? `${code} = Amount.wrap(0);` : `delete ${code};`;
  }

  #tuple(): string {
    const type = this.#random.pick(VALUES);
    const [a, b] = [this.#variables(type), this.#variables("uint256")];
    if (a.length === 0 || b.length === 0) return this.#declaration();
    return `(${this.#random.pick(a)}, ${this.#random.pick(b)}) = (${this.#expression(type, 1)}, ${this.#expression("uint256", 1)});`;
  }

  #failure(): string {
    const condition = this.#expression("bool", 2);
    return this.#random.pick([
      `require(${condition}, "no");`,
      `require(${condition});`,
      `assert(${condition});`,
      `require(${condition}, Odd(${this.#expression("uint256", 2)}, ${this.#expression("Item memory", 1)}));`,
    ]);
  }

  #loop(depth: number): string {
    if (this.#loops >= 3) return this.#assignment();
    this.#loops++;
    const name = `i${this.#names++}`;
    const before = this.#scope;
    this.#scope = [...before, { name, type: "uint256" }];
    const block = this.#block(depth - 1);
    this.#scope = before;
    return `for (uint256 ${name} = 0; ${name} < ${1 + this.#random.below(5)}; ${name}++) ${block}`;
  }

  #expression(type: string, depth: number): string {
    const random = this.#random;
    const known = this.#scope.filter((v) => v.type.replace(" calldata", " memory") === type).map((v) => v.name);
    if (known.length > 0 && (depth === 0 || random.once(3))) return random.pick(known);
    if (depth > 0 && random.once(8))
      return `(${this.#expression("bool", depth - 1)} ? ${this.#expression(type, depth - 1)} : ${this.#expression(type, depth - 1)})`;
    if (depth > 0 && random.once(6)) {
      const inside = this.#inside(type);
      if (inside !== null) return inside;
    }
    if (depth > 0 && random.once(8)) {
      const called = this.#call(type, depth);
      if (called !== null) return called;
    }
    if (INTEGERS.includes(type)) return depth > 0 ? this.#integer(type, depth) : this.#literal(type);
    return REFERENCES.includes(type) ? this.#reference(type, depth) : this.#value(type, depth);
  }

  /** A field or element of the type, of a variable that has one. */
  #inside(type: string): string | null {
    const found = this.#scope.flatMap((v) => [
      ...fieldsOf(v.type)
        .filter(([, t]) => t.replace(" calldata", " memory") === type)
        .map(([name]) => `${v.name}.${name}`),
      ...(elementOf(v.type)?.replace(" calldata", " memory") === type ? [`${v.name}[${this.#index()}]`] : []),
    ]);
    return found.length === 0 ? null : this.#random.pick(found);
  }

  /** A call of an earlier function that takes no references, so that it changes nothing here. */
  #call(type: string, depth: number): string | null {
    const fit = this.#functions.filter((f) => f.result === type && f.parameters.every((p) => VALUES.includes(p)));
    if (fit.length === 0) return null;
    const chosen = this.#random.pick(fit);
    return `${chosen.name}(${chosen.parameters.map((p) => this.#expression(p, depth - 1)).join(", ")})`;
  }

  #literal(type: string): string {
    const bits = Number(/\d+/.exec(type)?.[0]);
    const value = type.startsWith("u") ? this.#random.bits(bits) : BigInt.asIntN(bits, this.#random.bits(bits));
    return value < 0n ? `${type}(${value})` : `${type}(${value})`;
  }

  #integer(type: string, depth: number): string {
    const random = this.#random;
    const operand = (): string => this.#expression(type, depth - 1);
    switch (random.below(9)) {
      case 0:
      case 1:
        return `(${operand()} ${random.pick(["+", "-", "*", "/", "%"])} ${operand()})`;
      case 2:
        return `(${operand()} ${random.pick(["&", "|", "^"])} ${operand()})`;
      case 3:
        return `(${operand()} ${random.pick(["<<", ">>"])} ${this.#expression("uint8", depth - 1)})`;
      case 4:
        return `(~${operand()})`;
      case 5:
        return type.startsWith("int") ? `(-${operand()})` : `(${operand()} ** ${this.#random.below(4)})`;
      case 6:
        return this.#converted(type, depth);
      default:
        return this.#literal(type);
    }
  }

  /** The type from another one, through at most two conversions. */
  #converted(type: string, depth: number): string {
    const from = this.#random.pick(INTEGERS);
    const inner = this.#expression(from, depth - 1);
    if (from.startsWith("u") === type.startsWith("u")) return `${type}(${inner})`;
    const bits = /\d+/.exec(from)?.[0] ?? "256";
    return `${type}(${type.startsWith("u") ? "uint" : "int"}${bits}(${inner}))`;
  }

  #value(type: string, depth: number): string {
    const random = this.#random;
    const less = Math.max(0, depth - 1);
    switch (type) {
      case "bool": {
        if (depth === 0) return random.pick(["true", "false"]);
        const of = random.pick([...INTEGERS, "bytes4", "bytes32", "Kind"]);
        const compare = `(${this.#expression(of, less)} ${random.pick(["<", "<=", "==", "!=", ">", ">="])} ${this.#expression(of, less)})`;
        return random.once(3)
          ? `(${compare} ${random.pick(["&&", "||", "==", "!="])} !${this.#expression("bool", less)})`
          : compare;
      }
      case "Kind":
        return depth > 0 && random.once(3)
          ? `Kind(${this.#expression("uint8", less)} % 4)`
          : `Kind.${random.pick(["A", "B", "C"])}`;
      case "Amount":
        return `Amount.wrap(${this.#expression("uint64", less)})`;
      case "bytes1":
        return depth > 0 ? `bytes1(${this.#expression("uint8", less)})` : "bytes1(0x7f)";
      case "bytes4":
        return depth > 0
          ? random.pick([
              `bytes4(${this.#expression("uint32", less)})`,
              `bytes4(${this.#expression("bytes32", less)})`,
              `(${this.#expression("bytes4", less)} ^ ${this.#expression("bytes4", less)})`,
            ])
          : "bytes4(0xdeadbeef)";
      default:
        return depth > 0
          ? random.pick([
              `keccak256(abi.encode(${this.#expression(random.pick(VALUES), less)}, ${this.#expression(random.pick(REFERENCES), less)}))`,
              `bytes32(${this.#expression("uint256", less)})`,
              `bytes32(${this.#expression("bytes4", less)})`,
              `(${this.#expression("bytes32", less)} >> ${this.#expression("uint8", less)})`,
            ])
          : 'bytes32("text")';
    }
  }

  #reference(type: string, depth: number): string {
    const random = this.#random;
    const less = Math.max(0, depth - 1);
    if (depth > 0 && random.once(4)) {
      const plain = type.replace(" memory", "");
      return `abi.decode(abi.encode(${this.#expression(type, less)}), (${plain}))`;
    }
    switch (type) {
      case "uint8[3] memory":
        return `[${this.#expression("uint8", less)}, ${this.#expression("uint8", less)}, ${this.#expression("uint8", less)}]`;
      case "Item memory":
        return `Item(${this.#expression("uint256", less)}, ${this.#expression("int8", less)}, ${this.#expression("bool", less)}, ${this.#expression("uint8[3] memory", less)})`;
      case "Pair memory":
        return `Pair(${this.#expression("Item memory", less)}, ${this.#expression("Item memory", less)}, ${this.#expression("uint48", less)})`;
      case "string memory":
        if (depth === 0) return 'string("some text")';
        return random.pick([
          `string("some text")`,
          `string.concat(${this.#expression("string memory", less)}, "-")`,
          `string(abi.encodePacked(${this.#expression(random.pick(VALUES), less)}))`,
        ]);
      case "bytes memory":
        return random.pick([
          `abi.encode(${this.#expression(random.pick(VALUES), less)})`,
          `abi.encodePacked(${this.#expression(random.pick(VALUES), less)}, ${this.#expression(random.pick(INTEGERS), less)})`,
          `bytes(hex"0102030405")`,
          `bytes.concat(${this.#expression("bytes32", less)}, ${this.#expression("bytes4", less)})`,
        ]);
      default:
        return `new ${type.replace(" memory", "")}(${random.below(5)})`;
    }
  }
}

/** A random program: a contract `P` of so many public functions. */
export function randomProgram(random: Random, functions: number): string {
  return new Writer(random).program(functions);
}
