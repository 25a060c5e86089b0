// What the mutator reads of the compiler's syntax tree.

/** A node of the syntax tree; `src` is "start:length:file", in bytes. Everything else depends on its kind. */
export interface Node {
  readonly nodeType: string;
  readonly src: string;
  readonly [field: string]: unknown;
}

/** A piece of a source file, in bytes. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}

/** The node in a field; undefined where there is none. */
export function nodeAt(node: Node, field: string): Node | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

/** The nodes in a field that holds a list. */
export function nodesAt(node: Node, field: string): readonly Node[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The text in a field; "" where there is none. */
export function textAt(node: Node, field: string): string {
  const value = node[field];
  return typeof value === "string" ? value : "";
}

/** The type that the compiler gave an expression, as it prints it. */
export function typeOf(node: Node, field = "typeDescriptions"): string {
  const value = node[field];
  if (typeof value !== "object" || value === null || !("typeString" in value)) return "";
  return typeof value.typeString === "string" ? value.typeString : "";
}

export function spanOf(node: Node): Span {
  const [start = 0, length = 0] = node.src.split(":").map(Number);
  return { start, end: start + length };
}

/** The nodes directly below, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (const [field, value] of Object.entries(node)) {
    if (field === "typeDescriptions" || field === "documentation") continue;
    if (isNode(value)) found.push(value);
    else if (Array.isArray(value)) found.push(...value.flat().filter(isNode));
  }
  return found.sort((a, b) => spanOf(a).start - spanOf(b).start);
}
