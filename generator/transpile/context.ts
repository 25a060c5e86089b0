import { type AstNode, child, children, text } from "./ast.ts";
import type { Names } from "./names.ts";
import type { Program } from "./program.ts";
import type { SolidityType } from "./solidityType.ts";

/** Ways in which an expression may fail: a panic's code, a text, or `*` and a place that gives different bytes at times. */
export type Failures = ReadonlySet<string>;

/** How each function may fail, by the id of its definition. */
export type FailureSummaries = ReadonlyMap<number, Failures>;

/** A function of the module, by the definition it comes from. */
export interface EmittedFunction {
  readonly name: string;
  readonly lines: readonly string[];
  /** Stack words that one call of it takes in the EVM, about. */
  readonly frame: number;
  /** Names of emitted functions that it calls. */
  readonly calls: ReadonlySet<string>;
}

/** The translation of expressions, handed to the files that expressions are made of. */
export interface Expressions {
  emit(scope: Scope, node: AstNode): string;
  emitAs(scope: Scope, node: AstNode, wanted: SolidityType): string;
}

/** What is asked for while functions are translated, and emitted in the end. */
export interface Module {
  readonly program: Program;
  readonly expressions: Expressions;
  readonly names: Names;
  /** Functions of the library that the module calls. */
  readonly imports: Set<string>;
  /** Types of the library that the module names. */
  readonly typeImports: Set<string>;
  /** Functions asked for, by definition id; translated until none is left. */
  readonly functionNames: Map<number, string>;
  readonly pending: AstNode[];
  readonly structNames: Map<number, string>;
  readonly structs: AstNode[];
  /** What a function may write of its caller's memory, by definition id. */
  readonly summaries: Map<number, ReadonlySet<string>>;
  /** How functions may fail, where it is to be found out at each failure whether both of the compiler's pipelines fail alike. */
  readonly failures: FailureSummaries | null;
  /** Functions that make a struct's zero value, where one is made, by definition id. */
  readonly zeroNames: Map<number, string>;
  readonly constantNames: Map<number, string>;
  readonly constants: string[];
  readonly codecNames: Map<string, string>;
  readonly codecs: string[];
}

/** The function that is being translated. */
export interface Scope {
  readonly module: Module;
  /** The contract or library the function stands in; null for a free function. */
  readonly owner: AstNode | null;
  readonly names: Names;
  readonly locals: Map<number, string>;
  /** Declarations of temporaries, at the head of the function. */
  readonly temporaries: string[];
  readonly calls: Set<string>;
  /** Inside an `unchecked` block. */
  unchecked: boolean;
  /** What `return` without a value gives, and what `return x` is converted to. */
  readonly returns: readonly Result[];
  /** In a modifier, the statement for `_`. */
  readonly placeholder: string | null;
}

/** A return parameter: its type, and its variable if it has one. */
export interface Result {
  readonly type: SolidityType;
  readonly variable: string;
}

/** Notes that a library function is used; gives its name. */
export function use(scope: { readonly module: Module }, name: string): string {
  scope.module.imports.add(name);
  return name;
}

/** A function call of the library. */
export function callLibrary(
  scope: { readonly module: Module },
  name: string,
  ...args: readonly (string | number)[]
): string {
  return `${use(scope, name)}(${args.join(", ")})`;
}

/** A variable of the function for an intermediate result. */
export function temporary(scope: Scope, tsType: string): string {
  const name = scope.names.take("t");
  scope.temporaries.push(`let ${name}: ${tsType};`);
  return name;
}

/** {@link temporary}, of which TypeScript cannot see that it is set before it is read. */
export function lateTemporary(scope: Scope, tsType: string): string {
  const name = scope.names.take("t");
  scope.temporaries.push(`let ${name}!: ${tsType};`);
  return name;
}

/** The name of the emitted function for a definition. */
export function functionName(scope: Scope, definition: AstNode): string {
  const module = scope.module;
  const known = module.functionNames.get(definition.id);
  if (known !== undefined) {
    scope.calls.add(known);
    return known;
  }
  const owner = module.program.ownerOf.get(definition.id);
  const own = text(definition, "name") === "" ? text(definition, "kind") : text(definition, "name");
  const name = module.names.take(
    owner === undefined || owner.id === module.program.contract.id ? own : `${text(owner, "name")}_${own}`,
  );
  module.functionNames.set(definition.id, name);
  module.pending.push(definition);
  scope.calls.add(name);
  return name;
}

/** The parameters of a definition, by the property that lists them. */
export function parameterList(definition: AstNode, property: "parameters" | "returnParameters"): readonly AstNode[] {
  return children(child(definition, property), "parameters");
}

/** The code of an expression, its value of the node's own type; literals as their mobile type. */
export function emit(scope: Scope, node: AstNode): string {
  return scope.module.expressions.emit(scope, node);
}

/** The code of an expression as a value of the wanted type. */
export function emitAs(scope: Scope, node: AstNode, wanted: SolidityType): string {
  return scope.module.expressions.emitAs(scope, node, wanted);
}
