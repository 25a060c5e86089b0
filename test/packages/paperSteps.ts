// A paper that shows files besides commands, as its reader follows it: a line with nothing but a path in code and a colon, then
// the file in a fenced block, is written; a ```sh block is typed.
import { type Block, tutorialBlocks } from "../e2e/tutorialShell.ts";

/** A file that the paper shows: its path and all of its text. `line` is where the paper names it. */
export interface ShownFile {
  readonly kind: "file";
  readonly line: number;
  readonly path: string;
  readonly text: string;
}

/** Commands that the paper shows. */
export interface ShownCommands extends Block {
  readonly kind: "commands";
}

/**
 * Files and commands of a paper, in its order.
 *
 * @example paperSteps("`a.txt`:\n\n```text\nhello\n```\n") // [{ kind: "file", line: 1, path: "a.txt", text: "hello\n" }]
 */
export function paperSteps(paper: string): readonly (ShownFile | ShownCommands)[] {
  const shown = paper.matchAll(/^`([^`\n]+)`:\n\n```\w+\n([\s\S]*?)^```\n/gm);
  const files = [...shown].map((match) => ({
    kind: "file" as const,
    line: paper.slice(0, match.index).split("\n").length,
    path: match[1] ?? "",
    text: match[2] ?? "",
  }));
  const commands = tutorialBlocks(paper).map((block) => ({ kind: "commands" as const, ...block }));
  return [...files, ...commands].sort((a, b) => a.line - b.line);
}
