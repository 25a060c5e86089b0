import { type AstNode, child, children, text } from "./ast.ts";
import { type Module, use } from "./context.ts";
import { refuse } from "./diagnostics.ts";
import { fieldName } from "./names.ts";
import { nodeOf, typeOf } from "./program.ts";
import { inCalldata, relocate, type SolidityType } from "./solidityType.ts";

/** Integers of at most so many bits are JavaScript numbers, wider ones bigints. */
const SMALL = 48;

/** The type with user-defined value types, contracts and addresses replaced by what they are made of. */
export function underlying(module: Module, type: SolidityType, user: AstNode): SolidityType {
  if (type.kind === "address" || type.kind === "contract") return { kind: "uint", bits: 160 };
  if (type.kind !== "named") return type;
  return underlying(module, typeOf(child(nodeOf(module.program, type.id, user), "underlyingType")), user);
}

/** Bits of an integer or of bytesN; 0 for other types. */
export function bitsOf(type: SolidityType): number {
  if (type.kind === "uint" || type.kind === "int") return type.bits;
  return type.kind === "fixedBytes" ? 8 * type.size : 0;
}

/** Whether an integer or bytesN is a JavaScript number. */
export function isSmall(type: SolidityType): boolean {
  return bitsOf(type) <= SMALL;
}

/** How many members an enum has. */
export function enumSize(module: Module, id: number, user: AstNode): number {
  return children(nodeOf(module.program, id, user), "members").length;
}

/** The members of a struct with their types in a location. */
export function structMembers(
  module: Module,
  type: SolidityType & { kind: "struct" },
  user: AstNode,
): readonly { readonly name: string; readonly type: SolidityType }[] {
  return children(nodeOf(module.program, type.id, user), "members").map((member) => ({
    name: text(member, "name"),
    type: relocate(typeOf(member), type.location),
  }));
}

/** The interface that is emitted for a struct. */
export function structName(module: Module, id: number, user: AstNode): string {
  const known = module.structNames.get(id);
  if (known !== undefined) return known;
  const definition = nodeOf(module.program, id, user);
  const name = module.names.take(text(definition, "canonicalName").replaceAll(".", "_"));
  module.structNames.set(id, name);
  module.structs.push(definition);
  return name;
}

/** The function that makes a struct's zero value. */
function zeroName(module: Module, id: number, user: AstNode): string {
  const known = module.zeroNames.get(id);
  if (known !== undefined) return known;
  const name = module.names.take(`new${structName(module, id, user)}`);
  module.zeroNames.set(id, name);
  return name;
}

/** The TypeScript type of a value. */
export function tsType(module: Module, given: SolidityType, user: AstNode): string {
  const type = underlying(module, given, user);
  if ("location" in type && type.location === "storage")
    refuse(user, "what is in storage is not translated: only functions that need no chain are");
  switch (type.kind) {
    case "uint":
    case "int":
    case "fixedBytes":
      return isSmall(type) ? "number" : "bigint";
    case "bool":
      return "boolean";
    case "enum":
      return "number";
    case "bytes":
    case "string":
      return "Uint8Array";
    case "array":
      if (type.location !== "calldata") return `${tsType(module, type.element, user)}[]`;
      if (type.length === null) module.typeImports.add("CalldataArray");
      return type.length === null ? "CalldataArray" : "number";
    case "struct":
      return inCalldata(type) ? "number" : structName(module, type.id, user);
    case "tuple":
      return `[${type.items.map((item) => (item === null ? "unknown" : tsType(module, item, user))).join(", ")}]`;
    default:
      return refuse(user, `values of the type ${describe(type)} are not translated`);
  }
}

/** A type in words, for messages. */
export function describe(type: SolidityType): string {
  return type.kind === "other"
    ? type.text
        .replace(/^t_/, "")
        .replace(/_\$.*$/, "")
        .replaceAll("$_", " ")
    : type.kind;
}

/** The value that a variable has before it is assigned. */
export function zeroOf(module: Module, given: SolidityType, user: AstNode): string {
  const type = underlying(module, given, user);
  switch (type.kind) {
    case "uint":
    case "int":
    case "fixedBytes":
      return isSmall(type) ? "0" : "0n";
    case "bool":
      return "false";
    case "enum":
      return "0";
    case "bytes":
    case "string":
      return "new Uint8Array(0)";
    case "array":
      if (inCalldata(type)) return type.length === null ? "{ at: 0, length: 0 }" : "0";
      if (type.length === null) return "[]";
      return `${use({ module }, "zeroes")}(${type.length}, (): ${tsType(module, type.element, user)} => ${zeroOf(module, type.element, user)})`;
    case "struct":
      if (inCalldata(type)) return "0";
      return `${zeroName(module, type.id, user)}()`;
    default:
      return refuse(user, `a variable of the type ${describe(type)} is not translated`);
  }
}

/** Whether a type is held by reference in memory. */
export function isReference(type: SolidityType): boolean {
  return type.kind === "struct" || type.kind === "array" || type.kind === "bytes" || type.kind === "string";
}

/** Expression that names the codec of a type, emitted as a constant of the module. */
export function codecOf(module: Module, given: SolidityType, user: AstNode): string {
  const type = underlying(module, relocate(given, "memory"), user);
  if (type.kind === "bool") return use({ module }, "boolCodec");
  if (type.kind === "bytes" || type.kind === "string") return use({ module }, "bytesCodec");
  const [wanted, made] = codecSource(module, type, user);
  const key = type.kind === "struct" ? `struct ${type.id}` : wanted;
  const known = module.codecNames.get(key);
  if (known !== undefined) return known;
  const name = module.names.take(`${wanted}Codec`);
  module.codecNames.set(key, name);
  module.codecs.push(`const ${name} = ${made};`);
  return name;
}

function primitive(module: Module, type: SolidityType, maker: string, size: number): readonly [string, string] {
  const word = type.kind === "fixedBytes" ? "bytes" : type.kind;
  return [`${word}${size}`, `${use({ module }, maker)}(${size})`];
}

/** A readable name for the codec, unique among types, and the expression that makes it. */
function codecSource(module: Module, type: SolidityType, user: AstNode): readonly [string, string] {
  switch (type.kind) {
    case "uint":
      return primitive(module, type, isSmall(type) ? "smallUintCodec" : "uintCodec", type.bits);
    case "int":
      return primitive(module, type, isSmall(type) ? "smallIntCodec" : "intCodec", type.bits);
    case "fixedBytes":
      return primitive(module, type, isSmall(type) ? "smallBytesCodec" : "fixedBytesCodec", type.size);
    case "enum":
      return [
        `enum${enumSize(module, type.id, user)}`,
        `${use({ module }, "enumCodec")}(${enumSize(module, type.id, user)})`,
      ];
    case "array": {
      const element = codecOf(module, type.element, user);
      const stem = element.replace(/Codec(_\d+)?$/, "$1");
      if (type.length === null) return [`${stem}Array`, `${use({ module }, "arrayCodec")}(${element})`];
      return [`${stem}x${type.length}`, `${use({ module }, "fixedCodec")}(${element}, ${type.length})`];
    }
    case "struct":
      return structCodecSource(module, type, user);
    default:
      return refuse(user, `the type ${describe(type)} has no ABI encoding that is translated`);
  }
}

function structCodecSource(
  module: Module,
  type: SolidityType & { kind: "struct" },
  user: AstNode,
): readonly [string, string] {
  const name = structName(module, type.id, user);
  const members = structMembers(module, type, user).map(
    (m) => `  ${fieldName(m.name)}: ${codecOf(module, m.type, user)},\n`,
  );
  return [name, `${use({ module }, "structCodec")}<${name}>({\n${members.join("")}})`];
}

/** Interface and zero value of a struct. */
export function structLines(module: Module, definition: AstNode): readonly string[] {
  const name = structName(module, definition.id, definition);
  const members = children(definition, "members").map((member) => ({
    name: fieldName(text(member, "name")),
    type: relocate(typeOf(member), "memory"),
  }));
  return [
    `export interface ${name} {`,
    ...members.map((m) => `  ${m.name}: ${tsType(module, m.type, definition)};`),
    "}",
    "",
    ...zeroLines(module, definition, name),
  ];
}

/** The function that makes a struct's zero value, if anything calls it. */
function zeroLines(module: Module, definition: AstNode, name: string): readonly string[] {
  const maker = module.zeroNames.get(definition.id);
  if (maker === undefined) return [];
  const members = children(definition, "members").map((member) => ({
    name: fieldName(text(member, "name")),
    type: relocate(typeOf(member), "memory"),
  }));
  return [
    `function ${maker}(): ${name} {`,
    `  return { ${members.map((m) => `${m.name}: ${zeroOf(module, m.type, definition)}`).join(", ")} };`,
    "}",
    "",
  ];
}

/** The type that an expression of literals takes by itself. */
export function mobile(type: SolidityType): SolidityType {
  if (type.kind === "literal") return { kind: "string", location: "memory" };
  if (type.kind !== "rational" || type.denominator !== 1n) return type;
  const value = type.numerator;
  const kind = value < 0n ? "int" : "uint";
  for (let bits = 8; bits <= 256; bits += 8) {
    const fits = value < 0n ? value >= -(1n << BigInt(bits - 1)) : value < 1n << BigInt(bits);
    if (fits) return { kind, bits };
  }
  return type;
}

/** Whether the type's ABI encoding has an offset in the head, and the bytes of its place there. */
export function headOf(
  module: Module,
  given: SolidityType,
  user: AstNode,
): { readonly dynamic: boolean; readonly bytes: number } {
  const type = underlying(module, given, user);
  switch (type.kind) {
    case "bytes":
    case "string":
      return { dynamic: true, bytes: 32 };
    case "array": {
      const element = headOf(module, type.element, user);
      const dynamic = type.length === null || element.dynamic;
      return { dynamic, bytes: dynamic ? 32 : (type.length ?? 0) * element.bytes };
    }
    case "struct": {
      const heads = structMembers(module, type, user).map((m) => headOf(module, m.type, user));
      const dynamic = heads.some((h) => h.dynamic);
      return { dynamic, bytes: dynamic ? 32 : heads.reduce((sum, h) => sum + h.bytes, 0) };
    }
    default:
      return { dynamic: false, bytes: 32 };
  }
}
