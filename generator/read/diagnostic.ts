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
  /** What to write instead. */
  readonly instead?: string;
  /** The line of the source, and how many characters of it are meant. */
  readonly source?: { readonly text: string; readonly width: number };
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

/**
 * A diagnostic for people: the same first line, the line of the source with what is meant underlined, and what to write instead.
 *
 * @example
 * showDiagnostic(diagnostic)
 * // TicTacToe.sol:38:9: turn only reads [turn-reads]
 * //    38 |         s.moves++;
 * //       |         ^^^^^^^^^
 * //       = instead: only read the state in `turn`; …
 */
export function showDiagnostic(d: Diagnostic): string {
  const gutter = " ".repeat(Math.max(5, String(d.line).length + 1));
  const lines = [formatDiagnostic(d)];
  if (d.source !== undefined && d.source.text.trim() !== "") {
    // Tabs stay tabs, so that the caret stands below its character.
    const before = d.source.text.slice(0, d.column - 1).replace(/[^\t]/g, " ");
    lines.push(`${String(d.line).padStart(gutter.length)} | ${d.source.text}`);
    lines.push(`${gutter} | ${before}${"^".repeat(Math.max(1, d.source.width))}`);
  }
  if (d.instead !== undefined) lines.push(`${gutter} = instead: ${d.instead}`);
  return lines.join("\n");
}

/** Files in order of their names, lines in order. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule),
  );
}
