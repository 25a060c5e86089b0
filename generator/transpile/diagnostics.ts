import type { AstNode } from "./ast.ts";

/** One refusal, and where; line and column count from 1. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The AST node's type, or what the compiler calls its error. */
  readonly node: string;
  readonly message: string;
}

/** The sources do not compile, or have something that the translator does not know exactly. */
export class TranspileError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => `${d.file}:${d.line}:${d.column}: ${d.message} [${d.node}]`).join("\n"));
    this.name = "TranspileError";
    this.diagnostics = diagnostics;
  }
}

/** Thrown to give up a declaration; the diagnostic says why. */
export class Refused extends Error {
  readonly node: AstNode;

  constructor(node: AstNode, message: string) {
    super(message);
    this.name = "Refused";
    this.node = node;
  }
}

/**
 * Refuses a node.
 * @throws Refused always.
 */
export function refuse(node: AstNode, message: string): never {
  throw new Refused(node, message);
}

/** The line and column of a byte offset. */
export function lineAndColumn(content: string, offset: number): { readonly line: number; readonly column: number } {
  const before = new TextDecoder().decode(new TextEncoder().encode(content).subarray(0, Math.max(0, offset)));
  const lines = before.split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
