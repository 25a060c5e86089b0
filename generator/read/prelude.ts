import type { FieldModel } from "../model/protocolModel.ts";
import type { AstNode } from "./ast.ts";
import { childrenOf, isNode, typeName } from "./ast.ts";
import type { Unit } from "./sources.ts";

/** The words of Rules.sol that specs may use as types. */
export interface Prelude {
  /** User-defined value types with what they stand for. */
  readonly valueTypes: Readonly<Record<string, string>>;
  readonly structs: readonly { readonly name: string; readonly fields: readonly FieldModel[] }[];
  /** Errors that the prelude's functions raise. */
  readonly errors: readonly { readonly name: string; readonly args: readonly FieldModel[] }[];
}

/** Reads Rules.sol. */
export function readPrelude(unit: Unit): Prelude {
  const valueTypes = childrenOf(unit.ast, "UserDefinedValueTypeDefinition").map((node) => {
    const { underlyingType } = node as AstNode & { readonly underlyingType?: unknown };
    return [node.name ?? "", isNode(underlyingType) ? typeName(underlyingType) : ""];
  });
  const structs = childrenOf(unit.ast, "StructDefinition").map((node) => ({
    name: node.name ?? "",
    fields: fields(node.members ?? []),
  }));
  const errors = childrenOf(unit.ast, "ErrorDefinition").map((node) => {
    const list = node.parameters as unknown as { readonly parameters: readonly AstNode[] }; // a ParameterList
    return { name: node.name ?? "", args: fields(list.parameters) };
  });
  return { valueTypes: Object.fromEntries(valueTypes), structs, errors };
}

function fields(nodes: readonly AstNode[]): FieldModel[] {
  return nodes.map((node) => ({ name: node.name ?? "", type: typeName(node) }));
}
