import { type AstNode, walk } from "./ast.ts";
import { refuse } from "./diagnostics.ts";

/** What the translator does with a node of the compiler's AST. */
export type Rule =
  | { readonly translated: true; readonly by: string }
  | { readonly translated: false; readonly because: string };

const yes = (by: string): Rule => ({ translated: true, by });
const no = (because: string): Rule => ({ translated: false, because });

/** Every node that may stand inside a function. What is not listed is refused; the conformance ledger is made from this. */
export const RULES: Readonly<Record<string, Rule>> = {
  Assignment: yes("assignments"),
  BinaryOperation: yes("operators"),
  Block: yes("statements"),
  Break: yes("statements"),
  Conditional: yes("expressions"),
  Continue: yes("statements"),
  DoWhileStatement: yes("statements, metered"),
  ElementaryTypeName: yes("types"),
  ElementaryTypeNameExpression: yes("types"),
  ExpressionStatement: yes("statements"),
  ForStatement: yes("statements, metered"),
  FunctionCall: yes("calls, built-in functions, conversions, struct constructors"),
  FunctionDefinition: yes("functions"),
  ArrayTypeName: yes("types"),
  Identifier: yes("local variables and constants"),
  IdentifierPath: yes("types and modifiers"),
  IfStatement: yes("statements"),
  IndexAccess: yes("access"),
  IndexRangeAccess: yes("access, of calldata"),
  Literal: yes("conversions"),
  MemberAccess: yes("access"),
  ModifierDefinition: yes("functions"),
  ModifierInvocation: yes("functions"),
  NewExpression: yes("arrays and bytes in memory"),
  OverrideSpecifier: yes("resolved by the compiler"),
  ParameterList: yes("functions"),
  PlaceholderStatement: yes("modifiers"),
  Return: yes("statements"),
  RevertStatement: yes("failures"),
  StructuredDocumentation: yes("carried over"),
  TupleExpression: yes("expressions"),
  UnaryOperation: yes("operators"),
  UncheckedBlock: yes("operators that wrap around"),
  UserDefinedTypeName: yes("types"),
  VariableDeclaration: yes("local variables and constants"),
  VariableDeclarationStatement: yes("statements"),
  WhileStatement: yes("statements, metered"),
  EmitStatement: no("an event is written to a chain; a pure function emits none"),
  FunctionCallOptions: no("value and gas belong to calls that leave the contract"),
  FunctionTypeName: no("function pointers are not translated: name the function that is called"),
  InlineAssembly: no("assembly is not translated: write it in Solidity"),
  Mapping: no("mappings are in storage; only pure functions are translated"),
  TryStatement: no("try calls another contract; only pure functions of the contract's own are translated"),
};

/**
 * Refuses a definition that contains a node which is not translated.
 * @throws Refused at the first such node.
 */
export function checkNodes(definition: AstNode): void {
  for (const node of walk(definition)) {
    const rule = RULES[node.nodeType];
    if (rule === undefined) refuse(node, `${node.nodeType} is not known to the translator`);
    if (!rule.translated) refuse(node, rule.because);
  }
}
