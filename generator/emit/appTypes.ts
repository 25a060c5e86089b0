import type { AppModel } from "../model/appModel.ts";
import type { FieldModel } from "../model/protocolModel.ts";
import type { Prelude } from "../read/prelude.ts";
import type { SolidityType } from "./solidityTypes.ts";
import { NUMBER_BITS, parseType } from "./solidityTypes.ts";

/** A spec's type resolved to what lies on the wire, with the TypeScript that the client shows. */
export interface ClientType {
  readonly ts: string;
  /** An `AbiType` as TypeScript text. */
  readonly abi: string;
  /** The canonical ABI type, for selectors. */
  readonly canonical: string;
}

/**
 * Resolves the types of a spec: enums become unions of their names, value types what they stand for, durations and times
 * (`uint64`) plain numbers of seconds.
 *
 * @throws Error naming a type that is neither elementary nor declared in the spec or the prelude.
 */
export function clientType(text: string, model: AppModel, prelude: Prelude): ClientType {
  const type = parseType(text);
  if (type.kind === "array") {
    const of = clientType(text.replace(/\[\d*\]$/, ""), model, prelude);
    return {
      ts: `readonly ${of.ts}[]`,
      abi: `{ kind: "array", of: ${of.abi}, length: ${type.length} }`,
      canonical: `${of.canonical}[${type.length ?? ""}]`,
    };
  }
  if (type.kind !== "struct") return elementary(text, type);
  return named(type.name, model, prelude);
}

function elementary(text: string, type: Exclude<SolidityType, { kind: "struct" | "array" }>): ClientType {
  switch (type.kind) {
    case "uint":
    case "int": {
      const small = type.kind === "uint" && type.bits === 64;
      return {
        ts: small || type.bits <= NUMBER_BITS ? "number" : "bigint",
        abi: `{ kind: "${type.kind}", bits: ${type.bits}${small ? ", small: true" : ""} }`,
        canonical: `${type.kind}${type.bits}`,
      };
    }
    case "bytesN":
      return { ts: "Hex", abi: `{ kind: "bytesN", size: ${type.size} }`, canonical: text };
    case "bool":
      return { ts: "boolean", abi: `{ kind: "bool" }`, canonical: text };
    case "address":
      return { ts: "Address", abi: `{ kind: "address" }`, canonical: text };
    case "bytes":
      return { ts: "Hex", abi: `{ kind: "bytes" }`, canonical: text };
    case "string":
      return { ts: "string", abi: `{ kind: "string" }`, canonical: text };
    default:
      return type satisfies never;
  }
}

function named(name: string, model: AppModel, prelude: Prelude): ClientType {
  const values =
    name === "Phase" ? model.phases.map((phase) => phase.name) : model.enums.find((item) => item.name === name)?.values;
  if (values !== undefined)
    return { ts: name, abi: `{ kind: "enum", names: ${JSON.stringify(values)} }`, canonical: "uint8" };
  if (name === "Seats") return { ts: "ReadonlySet<number>", abi: `{ kind: "set" }`, canonical: "uint256" };
  const underlying = prelude.valueTypes[name];
  if (underlying !== undefined) return clientType(underlying, model, prelude);
  const struct = [...model.structs, ...prelude.structs].find((item) => item.name === name);
  if (struct === undefined) throw new Error(`${model.file}: ${name} is no type of the spec or of Rules.sol`);
  const fields = struct.fields.map((field) => ({ field, type: clientType(field.type, model, prelude) }));
  return {
    ts: name,
    abi: `{ kind: "tuple", fields: [${fields.map(({ field, type }) => `{ name: ${JSON.stringify(field.name)}, type: ${type.abi} }`).join(", ")}] }`,
    canonical: `(${fields.map(({ type }) => type.canonical).join(",")})`,
  };
}

/** An `AbiField` as TypeScript text. */
export function clientField(field: FieldModel, model: AppModel, prelude: Prelude): string {
  return `{ name: ${JSON.stringify(field.name)}, type: ${clientType(field.type, model, prelude).abi} }`;
}

/** The structs of Rules.sol, the pot apart, that a spec's fields and arguments mention, directly or inside others. */
export function usedStructs(model: AppModel, prelude: Prelude): Prelude["structs"] {
  const found = new Set<Prelude["structs"][number]>();
  const look = (fields: readonly FieldModel[]): void => {
    for (const field of fields) {
      const struct = prelude.structs.find((item) => item.name === field.type.replace(/\[.*$/, ""));
      if (struct === undefined || struct.name === "Pot" || found.has(struct)) continue;
      found.add(struct);
      look(struct.fields);
    }
  };
  look([
    ...model.terms,
    ...model.state,
    ...model.moves.flatMap((move) => move.args),
    ...model.structs.flatMap((struct) => struct.fields),
  ]);
  return [...found];
}
