/** A node of the compiler's syntax tree: the members that this folder reads. The compiler leaves out those a node has not. */
export interface AstNode {
  readonly id: number;
  readonly nodeType: string;
  /** `offset:length:file`, in bytes. */
  readonly src: string;
  readonly nameLocation?: string;
  readonly name?: string;
  readonly documentation?: AstNode | null;
  readonly text?: string;
  readonly nodes?: readonly AstNode[];
  readonly members?: readonly AstNode[];
  readonly value?: AstNode | string | null;
  readonly kind?: string;
  readonly hexValue?: string;
  readonly constant?: boolean;
  readonly contractKind?: string;
  readonly visibility?: string;
  readonly stateMutability?: string;
  readonly modifiers?: readonly AstNode[];
  readonly parameters?: AstNode;
  readonly returnParameters?: AstNode;
  readonly body?: AstNode | null;
  readonly statements?: readonly AstNode[];
  readonly expression?: AstNode | null;
  readonly arguments?: readonly AstNode[];
  readonly leftHandSide?: AstNode;
  readonly rightHandSide?: AstNode;
  readonly leftExpression?: AstNode;
  readonly rightExpression?: AstNode;
  readonly subExpression?: AstNode;
  readonly baseExpression?: AstNode;
  readonly indexExpression?: AstNode | null;
  readonly condition?: AstNode;
  readonly trueExpression?: AstNode;
  readonly falseExpression?: AstNode;
  readonly trueBody?: AstNode;
  readonly falseBody?: AstNode | null;
  readonly initializationExpression?: AstNode | null;
  readonly loopExpression?: AstNode | null;
  readonly declarations?: readonly (AstNode | null)[];
  readonly components?: readonly (AstNode | null)[];
  readonly operator?: string;
  readonly memberName?: string;
  readonly referencedDeclaration?: number;
  readonly typeDescriptions?: { readonly typeString?: string; readonly typeIdentifier?: string };
  readonly absolutePath?: string;
}

/** Calls `visit` for the node and all below it, in source order; `false` from `visit` leaves out what is below. */
export function walk(node: unknown, visit: (node: AstNode) => unknown): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
    return;
  }
  if (!isNode(node)) return;
  if (visit(node) === false) return;
  for (const [key, child] of Object.entries(node))
    if (key !== "typeDescriptions" && typeof child === "object") walk(child, visit);
}

/** Whether a value out of the compiler's JSON is a node. Objects without `nodeType` (a function's `overrides` list and such) are not. */
export function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && "nodeType" in value;
}

/** The direct children of one kind. */
export function childrenOf(node: AstNode, nodeType: string): AstNode[] {
  return (node.nodes ?? []).filter((child) => child.nodeType === nodeType);
}

/** The parameters of a function, an error or an event. */
export function parametersOf(node: AstNode): readonly AstNode[] {
  // The compiler's ParameterList has a member of the same name as the one that leads to it.
  const list = node.parameters as unknown as { readonly parameters: readonly AstNode[] } | undefined;
  return list?.parameters ?? [];
}

/** The return parameters of a function. */
export function returnsOf(node: AstNode): readonly AstNode[] {
  const list = node.returnParameters as unknown as { readonly parameters: readonly AstNode[] } | undefined;
  return list?.parameters ?? [];
}

/** The type of a declaration or an expression as Solidity writes it, without `struct`, `enum`, `memory` and a library's name in front. */
export function typeName(node: AstNode, library?: string): string {
  const bare = (node.typeDescriptions?.typeString ?? "")
    .replace(/\b(struct|enum|contract) /g, "")
    .replace(/ (memory|calldata|storage ref|storage pointer)$/, "");
  return library === undefined ? bare : bare.replaceAll(`${library}.`, "");
}
