import type { AstNode } from "./ast.ts";
import type { Unit } from "./sources.ts";
import { offsetOf, placeOf } from "./sources.ts";

/** The tags of the language (spec-language §1). */
export type TagName = "role" | "asset" | "move" | "reveals" | "timeout";

/** Their names. */
export const TAGS: readonly string[] = ["role", "asset", "move", "reveals", "timeout"] satisfies TagName[];

/** `@custom:<name> <text>` in a doc comment. */
export interface Tag {
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

/**
 * The tags of a declaration, read from the text of its comment: the compiler's `devdoc` joins repeated tags, and refuses capital
 * letters in their names without saying so.
 */
export function tagsOf(unit: Unit, node: AstNode): Tag[] {
  const comment = node.documentation;
  if (comment === null || comment === undefined) return [];
  const first = placeOf(unit, offsetOf(comment)).line;
  return (comment.text ?? "").split("\n").flatMap((line, i) => {
    const match = /^\s*@custom:(\S+)\s*(.*)$/.exec(line);
    return match === null ? [] : [{ name: match[1] ?? "", text: (match[2] ?? "").trim(), line: first + i }];
  });
}

/** What a doc comment says to people: its lines without tags and title. */
export function noticeOf(node: AstNode): string {
  return (node.documentation?.text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("@custom") && !line.startsWith("@title"))
    .map((line) => line.replace(/^@notice\s+/, ""))
    .join(" ");
}

/** The `@title` of a doc comment, or nothing. */
export function titleOf(node: AstNode): string {
  return /@title\s+(.*)/.exec(node.documentation?.text ?? "")?.[1]?.trim() ?? "";
}

/** How many tags the text has, wherever they are, those with a slip before the colon too. More than were read: one is lost. */
export function countTags(text: string): number {
  return (text.match(/\bcustom\s*:/gi) ?? []).length;
}
