import type { StructModel } from "../model/protocolModel.ts";
import { elementOf } from "../read/typeStrings.ts";
import type { SolidityType } from "./solidityTypes.ts";
import { parseType } from "./solidityTypes.ts";

/** A parameter in a contract's JSON ABI. */
export interface AbiParameter {
  readonly name: string;
  readonly type: string;
  readonly internalType?: string;
}

/** A function in a contract's JSON ABI. */
export interface AbiFunction {
  readonly type: "function";
  readonly name: string;
  readonly inputs: readonly AbiParameter[];
  readonly outputs: readonly AbiParameter[];
}

/** An `AbiType` as TypeScript text; a struct is the constant `<Struct>Abi`. */
export function abiTypeLiteral(type: SolidityType): string {
  switch (type.kind) {
    case "uint":
    case "int":
      return `{ kind: "${type.kind}", bits: ${type.bits} }`;
    case "bytesN":
      return `{ kind: "bytesN", size: ${type.size} }`;
    case "struct":
      return `{ kind: "tuple", fields: ${type.name}Abi }`;
    case "array":
      return `{ kind: "array", of: ${abiTypeLiteral(type.of)}, length: ${type.length} }`;
    case "bool":
    case "address":
    case "bytes":
    case "string":
      return `{ kind: "${type.kind}" }`;
    default:
      return type satisfies never;
  }
}

/** An `AbiField` as TypeScript text. */
export function abiFieldLiteral(name: string, type: string): string {
  return `{ name: ${JSON.stringify(name)}, type: ${abiTypeLiteral(parseType(type))} }`;
}

/** A parameter's type with its struct by name: `tuple[]` of `struct State[]` -> `State[]`. */
export function parameterType(parameter: AbiParameter): string {
  return (parameter.internalType ?? parameter.type).replace(/^(struct|enum|contract) /, "").replace(/^\w+\./, "");
}

/** Structs in such an order that each comes after those it holds. */
export function innerFirst(structs: readonly StructModel[]): StructModel[] {
  const ordered: StructModel[] = [];
  const add = (struct: StructModel): void => {
    if (ordered.includes(struct)) return;
    for (const field of struct.fields) {
      const inner = structs.find((candidate) => candidate.name === elementOf(field.type));
      if (inner !== undefined) add(inner);
    }
    ordered.push(struct);
  };
  for (const struct of structs) add(struct);
  return ordered;
}
