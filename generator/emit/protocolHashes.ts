import type { FieldModel, HashModel, ProtocolModel } from "../model/protocolModel.ts";
import { render } from "./render.ts";
import type { SolidityType } from "./solidityTypes.ts";
import { maxLiteral, NUMBER_BITS, parseType, tsType } from "./solidityTypes.ts";

/** `offchain/generated/protocol/hashes.ts`: one function per EIP-712 type, laid out word by word. */
export function emitHashes(model: ProtocolModel): string {
  const exported = model.hashes;
  const hashes = exported.map((hash) => ({
    name: hash.struct,
    variable: lowerFirst(hash.struct),
    constant: hash.constant,
    typeString: hash.typeString,
    typeHash: hash.typeHash,
    words: 1 + hash.leading.length + hash.fields.length,
    declared: [...hash.leading.map((f) => `${f.name}: ${tsType(parseType(f.type))}`), `value: ${hash.struct}`].join(
      ", ",
    ),
    passed: [...hash.leading.map((f) => f.name), "value"].join(", "),
    lists: listsOf(hash),
    puts: putsOf(hash),
  }));
  return render("hashes.ts", { hashes, structs: exported.map((hash) => hash.struct).sort(), domain: model.domain });
}

function putsOf(hash: HashModel): string[] {
  const named = [
    ...hash.leading.map((f) => [f, f.name] as const),
    ...hash.fields.map((f) => [f, `value.${f.name}`] as const),
  ];
  return named.map(([field, expression], i) =>
    put(lowerFirst(hash.struct), (i + 1) * 32, field, expression, hash.struct),
  );
}

function put(layout: string, at: number, field: FieldModel, expression: string, struct: string): string {
  const type = parseType(field.type);
  if (type.kind === "array") return `putHash(${layout}, ${at}, ${listName(struct, field)}(${expression}));`;
  if (type.kind === "struct") return `putHash(${layout}, ${at}, ${lowerFirst(type.name)}Hash(${expression}));`;
  return putWord(layout, `${at}`, type, expression);
}

/** A statement that writes one value of a static elementary type. */
export function putWord(layout: string, at: string, type: SolidityType, expression: string): string {
  switch (type.kind) {
    case "bool":
      return `putBool(${layout}, ${at}, ${expression});`;
    case "address":
      return `putAddress(${layout}, ${at}, ${expression});`;
    case "bytesN":
      return `putBytes(${layout}, ${at}, ${expression}, ${type.size});`;
    case "uint":
      return `${type.bits <= NUMBER_BITS ? "putUint" : "putBigUint"}(${layout}, ${at}, ${expression}, ${maxLiteral(type)});`;
    case "int":
      return `${type.bits <= NUMBER_BITS ? "putInt" : "putBigInt"}(${layout}, ${at}, ${expression}, ${maxLiteral(type)});`;
    case "bytes":
    case "string":
    case "struct":
    case "array":
      throw new Error(`${type.kind} is not one word: EIP-712 types of the protocol have none`);
    default:
      return type satisfies never;
  }
}

/** One function per list field. */
function listsOf(hash: HashModel): object[] {
  return hash.fields.flatMap((field) => {
    const type = parseType(field.type);
    if (type.kind !== "array") return [];
    const item = type.of;
    const write =
      item.kind === "struct"
        ? `putHash(list, at, ${lowerFirst(item.name)}Hash(item));`
        : putWord("list", "at", item, "item");
    return [
      {
        name: listName(hash.struct, field),
        variable: `${lowerFirst(hash.struct)}${upperFirst(field.name)}`,
        type: tsType(type),
        write,
      },
    ];
  });
}

function listName(struct: string, field: FieldModel): string {
  return `${lowerFirst(struct)}${upperFirst(field.name)}Hash`;
}

/** `AssetState` -> `assetState`. */
export function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** `held` -> `Held`. */
export function upperFirst(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
