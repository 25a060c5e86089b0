import { readFileSync } from "node:fs";
import process from "node:process";
import { UsageError } from "./exitCodes.ts";

const HOW = "put it alone in a file and give that with --password_file or in CHENILLES_PASSWORD_FILE";

function fromFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `cannot read the password file ${path}: ${error instanceof Error ? error.message : String(error)}`,
      HOW,
    );
  }
  const password = text.replace(/\r?\n$/, "");
  if (password === "") throw new UsageError(`the password file ${path} is empty`, HOW);
  return password;
}

/** Reads a line from the terminal without showing it. */
function ask(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.resume();
  return new Promise((resolve, reject) => {
    let typed = "";
    const end = (finish: () => void): void => {
      stdin.off("data", onData);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write("\n");
      finish();
    };
    const onData = (chunk: Buffer): void => {
      for (const key of chunk.toString("utf8")) {
        if (key === "\r" || key === "\n") return end(() => resolve(typed));
        if (key === "\u0003") return end(() => reject(new UsageError("no password given", HOW)));
        typed = key === "\u007f" ? typed.slice(0, -1) : typed + key;
      }
    };
    stdin.on("data", onData);
  });
}

/**
 * The password: from the file of --password_file, else of CHENILLES_PASSWORD_FILE, else asked on the terminal. Never from the
 * command line, which every process of the machine can read.
 * @throws UsageError
 */
export async function readPassword(file: string | undefined, purpose: "open" | "choose"): Promise<string> {
  const path = file ?? process.env["CHENILLES_PASSWORD_FILE"];
  if (path !== undefined && path !== "") return fromFile(path);
  if (!process.stdin.isTTY) throw new UsageError("no password: stdin is no terminal to ask on", HOW);
  const password = await ask(purpose === "choose" ? "Choose a password: " : "Password: ");
  if (password === "") throw new UsageError("an empty password protects nothing", HOW);
  if (purpose === "choose" && (await ask("Once more: ")) !== password)
    throw new UsageError("the two passwords differ", "try again");
  return password;
}
