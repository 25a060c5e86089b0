import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";

const PROGRAM = join(import.meta.dirname, "../../offchain/cli/chenilles.ts");

/** How a command ended. */
export interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** File for CHENILLES_PASSWORD_FILE. */
  readonly password?: string;
  readonly input?: string;
}

/** `chenilles` with these arguments, as a process. */
export function chenillesProcess(args: readonly string[], { password }: RunOptions): ChildProcess {
  const { CHENILLES_PASSWORD_FILE: _, ...rest } = process.env;
  const env = password === undefined ? rest : { ...rest, CHENILLES_PASSWORD_FILE: password };
  return spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ["pipe", "pipe", "pipe"] });
}

/** Runs `chenilles` with these arguments to its end, as a user does. */
export function chenilles(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = chenillesProcess(args, options);
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  child.stdin?.end(options.input ?? "");
  return new Promise((resolve) => child.once("close", (exit) => resolve({ exit, out, err })));
}

/** A command that stays, e.g. `start`. */
export interface Staying {
  readonly child: ChildProcess;
  /** The first line of its stdout. */
  readonly ready: string;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Starts a command that stays, and waits for its first line; rejects with its stderr where it ends before. */
export function stays(args: readonly string[], options: RunOptions = {}): Promise<Staying> {
  const child = chenillesProcess(args, options);
  let out = "";
  let err = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (signal: NodeJS.Signals = "SIGTERM"): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`\`chenilles ${args.join(" ")}\` ended with ${code}: ${err}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes("\n")) resolve({ child, ready: out.slice(0, out.indexOf("\n")), stop });
    });
  });
}
