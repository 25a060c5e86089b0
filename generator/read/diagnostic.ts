/** One thing that is wrong in a source, and what to write instead. */
export interface Diagnostic {
  /** Path of the file from the project's root, with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** The name of the rule, as in the language reference. */
  readonly rule: string;
  readonly message: string;
}

/** The sources were refused; `diagnostics` says where and why. */
export class Refused extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n"));
    this.name = "Refused";
    this.diagnostics = diagnostics;
  }
}

/**
 * One line for a terminal or an editor: `file:line:column: message [rule]`.
 *
 * @example formatDiagnostic({ file: "a.sol", line: 3, column: 5, rule: "role", message: "no role" }) // "a.sol:3:5: no role [role]"
 */
export function formatDiagnostic(d: Diagnostic): string {
  return `${d.file}:${d.line}:${d.column}: ${d.message} [${d.rule}]`;
}

/** Files in order of their names, lines in order. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule),
  );
}
