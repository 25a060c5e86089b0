// Runs a paper's commands as its reader does: every ```sh block, in order, in one shell. A ```text block right after one shows
// what it says: each of its lines has to be among the lines said, … standing for anything.
import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";

/** One block of commands and the lines that the paper shows of its output. `line` is where the block starts. */
export interface Block {
  readonly line: number;
  readonly commands: string;
  readonly shown: readonly string[];
}

/**
 * The blocks of a paper.
 *
 * @example tutorialBlocks("```sh\necho a\n```\n")[0]?.commands // "echo a\n"
 */
export function tutorialBlocks(paper: string): readonly Block[] {
  const found = paper.matchAll(/^```sh\n([\s\S]*?)^```\n(?:\s*^```text\n([\s\S]*?)^```\n)?/gm);
  return [...found].map((match) => ({
    line: paper.slice(0, match.index).split("\n").length,
    commands: match[1] ?? "",
    shown: (match[2] ?? "").split("\n").filter((line) => line.trim() !== ""),
  }));
}

function matcher(shown: string): RegExp {
  const parts = shown.trim().split("…");
  return new RegExp(
    parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+")).join(".*"),
  );
}

/** The lines shown that nobody said. */
export function unsaid(shown: readonly string[], output: string): readonly string[] {
  return shown.filter((line) => !output.split("\n").some((said) => matcher(line).test(said)));
}

const END = "=== end of block";

/** A shell that stays open between blocks, so that variables and processes in the background last. */
export interface Shell {
  /** Runs one block and resolves to what it said. @throws Error when a command of it fails, or it takes longer than that. */
  readonly run: (block: Block, seconds: number) => Promise<string>;
  /** Ends the shell and everything it has started. */
  readonly close: () => Promise<void>;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

/** Open a shell in `folder`, whose home is `home`, for a paper. */
export function openShell(folder: string, home: string, paper = "docs/tutorial.md"): Shell {
  // A process group of its own: closing it reaches what still runs in the background.
  const child = spawn("bash", ["-euo", "pipefail"], {
    cwd: folder,
    env: { ...process.env, HOME: home },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  let changed = (): void => {};
  const hear = (chunk: Buffer): void => {
    output += chunk.toString();
    changed();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const run = async (block: Block, seconds: number): Promise<string> => {
    output = "";
    child.stdin.write(`${block.commands}\necho '${END}'\n`);
    await new Promise<void>((resolve, reject) => {
      const stop = (why: string): void => reject(new Error(`${paper}:${block.line} ${why}:\n${output}`));
      const timer = setTimeout(() => stop(`took longer than ${seconds} s`), seconds * 1000);
      const settle = (): void => {
        if (!output.includes(END) && child.exitCode === null) return;
        clearTimeout(timer);
        child.off("exit", settle);
        if (output.includes(END)) resolve();
        else stop(`failed with exit code ${child.exitCode}`);
      };
      child.once("exit", settle);
      changed = settle;
    });
    return output.slice(0, output.indexOf(END));
  };
  const close = async (): Promise<void> => {
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal);
      } catch {
        break; // Nobody is left in the group.
      }
      await Promise.race([ended(child), new Promise((resolve) => setTimeout(resolve, 5000))]);
    }
  };
  return { run, close };
}
