import type { FieldModel } from "../model/protocolModel.ts";
import type { AstNode } from "./ast.ts";
import { childrenOf, typeName, walk } from "./ast.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Unit } from "./sources.ts";
import { diagnosticAt } from "./sources.ts";
import type { Tag } from "./tags.ts";
import { tagsOf } from "./tags.ts";

/** A spec's parts in the syntax tree: what the reader and the checks work on. */
export interface Spec {
  readonly unit: Unit;
  readonly name: string;
  readonly library: AstNode;
  readonly functions: readonly AstNode[];
  readonly enums: readonly AstNode[];
  readonly structs: readonly AstNode[];
  readonly constants: readonly AstNode[];
  readonly errors: readonly AstNode[];
  readonly tags: ReadonlyMap<AstNode, readonly Tag[]>;
  /** Every declaration by its id, those of imported files too. */
  readonly declarations: ReadonlyMap<number, AstNode>;
  readonly phases: readonly string[];
}

/** Finds the parts of a spec; a diagnostic if the file is not one library of its name. */
export function readSpec(unit: Unit, units: ReadonlyMap<string, Unit>): Spec | Diagnostic {
  const name = unit.path.replace(/^.*\//, "").replace(/\.sol$/, "");
  const libraries = childrenOf(unit.ast, "ContractDefinition");
  const library = libraries[0];
  if (libraries.length !== 1 || library?.contractKind !== "library" || library.name !== name)
    return diagnosticAt(unit, library ?? 1, "app-library", `a spec is one library named ${name}, nothing else`);
  const declarations = new Map<number, AstNode>();
  for (const { ast } of units.values()) walk(ast, (node) => void declarations.set(node.id, node));
  const enums = childrenOf(library, "EnumDefinition");
  const nodes = library.nodes ?? [];
  return {
    unit,
    name,
    library,
    functions: childrenOf(library, "FunctionDefinition"),
    enums,
    structs: childrenOf(library, "StructDefinition"),
    constants: childrenOf(library, "VariableDeclaration"),
    errors: childrenOf(library, "ErrorDefinition"),
    tags: new Map([library, ...nodes].map((node) => [node, tagsOf(unit, node)])),
    declarations,
    phases: enums.find((node) => node.name === "Phase")?.members?.map((member) => member.name ?? "") ?? [],
  };
}

/** The fields of a struct of the spec; undefined if it has no such struct. */
export function fieldsOf(spec: Spec, struct: string): FieldModel[] | undefined {
  const node = spec.structs.find((candidate) => candidate.name === struct);
  return node?.members?.map((member) => ({ name: member.name ?? "", type: typeName(member, spec.name) }));
}

/** A function of the spec by name. */
export function functionOf(spec: Spec, name: string): AstNode | undefined {
  return spec.functions.find((node) => node.name === name);
}
