/** A node of solc's JSON AST. What else it has depends on `nodeType`; the functions below read it with a check. */
export interface AstNode {
  readonly nodeType: string;
  readonly id: number;
  /** `start:length:file`, in bytes. */
  readonly src: string;
  readonly [property: string]: unknown;
}

/** The AST has not the form that this compiler version documents. */
export class UnexpectedAst extends Error {
  constructor(node: AstNode, property: string) {
    super(
      `${node.nodeType} ${node.id} (${node.src}) has no ${property} of the expected form; is the compiler the pinned one?`,
    );
    this.name = "UnexpectedAst";
  }
}

/** Whether a value is an AST node. */
export function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && "nodeType" in value;
}

/** A child that must be there. */
export function child(node: AstNode, property: string): AstNode {
  const value = node[property];
  if (!isNode(value)) throw new UnexpectedAst(node, property);
  return value;
}

/** A child that may be missing. */
export function optional(node: AstNode, property: string): AstNode | null {
  const value = node[property];
  return isNode(value) ? value : null;
}

/** A list of children; null where a component of a tuple is left out. */
export function sparse(node: AstNode, property: string): readonly (AstNode | null)[] {
  const value = node[property];
  if (!Array.isArray(value)) throw new UnexpectedAst(node, property);
  return value.map((item: unknown) => (isNode(item) ? item : null));
}

/** A list of children, empty where there is none. */
export function children(node: AstNode, property: string): readonly AstNode[] {
  const value = node[property];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** A property that is text. */
export function text(node: AstNode, property: string): string {
  const value = node[property];
  if (typeof value !== "string") throw new UnexpectedAst(node, property);
  return value;
}

/** A property that is text, or nothing. */
export function optionalText(node: AstNode, property: string): string | null {
  const value = node[property];
  return typeof value === "string" ? value : null;
}

/** A property that is a number, or nothing. */
export function optionalNumber(node: AstNode, property: string): number | null {
  const value = node[property];
  return typeof value === "number" ? value : null;
}

/** A property that is a list of numbers, empty where there is none. */
export function numbers(node: AstNode, property: string): readonly number[] {
  const value = node[property];
  return Array.isArray(value) ? value.filter((item) => typeof item === "number") : [];
}

/** A property that is a list of texts, empty where there is none. */
export function texts(node: AstNode, property: string): readonly string[] {
  const value = node[property];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** solc's machine-readable name of the node's type, e.g. `t_uint256`; empty where it has none. */
export function typeIdentifier(node: AstNode, property = "typeDescriptions"): string {
  const descriptions = node[property];
  if (typeof descriptions !== "object" || descriptions === null || !("typeIdentifier" in descriptions)) return "";
  return typeof descriptions.typeIdentifier === "string" ? descriptions.typeIdentifier : "";
}

/** Every node of a tree, the root first. */
export function* walk(root: AstNode): Generator<AstNode> {
  yield root;
  for (const value of Object.values(root)) {
    if (isNode(value)) yield* walk(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) yield* walk(item);
  }
}

/** The expression without the parentheses around it. */
export function bare(node: AstNode): AstNode {
  if (node.nodeType !== "TupleExpression" || node["isInlineArray"] === true) return node;
  const components = sparse(node, "components");
  const only = components[0];
  return components.length === 1 && only !== null && only !== undefined ? bare(only) : node;
}
