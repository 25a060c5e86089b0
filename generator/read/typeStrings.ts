import type { FieldModel, StructModel } from "../model/protocolModel.ts";

/** One `Name(type field,…)` of an EIP-712 type string. */
export interface TypeStringPart {
  readonly name: string;
  readonly fields: readonly FieldModel[];
}

/** An EIP-712 type string: the type itself, then those it refers to. */
export interface TypeString {
  readonly primary: TypeStringPart;
  readonly referenced: readonly TypeStringPart[];
}

/**
 * Splits an EIP-712 type string. Throws an `Error` naming the part that cannot be read.
 *
 * @example parseTypeString("Leg(uint16 index,bytes32 child,uint16[] seats)").primary.name // "Leg"
 */
export function parseTypeString(text: string): TypeString {
  const parts = [...text.matchAll(/([A-Za-z]\w*)\(([^()]*)\)/g)].map(([, name = "", list = ""]) => ({
    name,
    fields: list === "" ? [] : list.split(",").map(parseField),
  }));
  const [primary, ...referenced] = parts;
  const printed = parts
    .map((part) => `${part.name}(${part.fields.map((f) => `${f.type} ${f.name}`).join(",")})`)
    .join("");
  if (primary === undefined || printed !== text)
    throw new Error(`"${text}" is no EIP-712 type string: write Name(type field,…)`);
  return { primary, referenced };
}

function parseField(text: string): FieldModel {
  const [type = "", name = ""] = text.split(" ");
  return { type, name };
}

/** What differs between a type string, the name of its constant and the structs; empty if nothing does. */
export function checkTypeString(constant: string, text: string, structs: readonly StructModel[]): string[] {
  let parsed: TypeString;
  try {
    parsed = parseTypeString(text);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  const { primary, referenced } = parsed;
  const problems: string[] = [];
  if (constant !== `${upperSnake(primary.name)}_TYPEHASH`)
    problems.push(`${constant} hashes the type ${primary.name}: call it ${upperSnake(primary.name)}_TYPEHASH`);
  problems.push(
    ...compareFields(primary, structs, true),
    ...referenced.flatMap((part) => compareFields(part, structs, false)),
  );
  const needed = referencesOf(primary, structs);
  const given = referenced.map((part) => part.name);
  if (needed.join() !== given.join())
    problems.push(
      `${constant}: the types referred to are ${given.join(", ") || "none"}, they must be ${needed.join(", ") || "none"}, in this order`,
    );
  return problems;
}

function compareFields(part: TypeStringPart, structs: readonly StructModel[], mayLead: boolean): string[] {
  const struct = structs.find((candidate) => candidate.name === part.name);
  if (struct === undefined) return [`there is no struct ${part.name} in contracts/types`];
  const show = (fields: readonly FieldModel[]): string =>
    fields.map((field) => `${field.type} ${field.name}`).join(", ");
  const own = mayLead ? part.fields.slice(part.fields.length - struct.fields.length) : part.fields;
  if (show(own) === show(struct.fields)) return [];
  return [`${part.name} is (${show(part.fields)}) in the type string, but (${show(struct.fields)}) in ${struct.file}`];
}

/** The struct types that a type refers to, directly or not, sorted by name as EIP-712 asks. */
function referencesOf(primary: TypeStringPart, structs: readonly StructModel[]): string[] {
  const found = new Set<string>();
  const add = (fields: readonly FieldModel[]): void => {
    for (const field of fields) {
      const struct = structs.find((candidate) => candidate.name === elementOf(field.type));
      if (struct === undefined || found.has(struct.name)) continue;
      found.add(struct.name);
      add(struct.fields);
    }
  };
  add(primary.fields);
  return [...found].sort();
}

/** `AssetState[]` -> `AssetState`. */
export function elementOf(type: string): string {
  return type.replace(/(\[\d*\])+$/, "");
}

/** `AssetState` -> `ASSET_STATE`. */
export function upperSnake(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase();
}
