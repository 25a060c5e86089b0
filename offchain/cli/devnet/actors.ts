import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type ApiClient, apiClient } from "../../api/apiClient.ts";
import type { Json } from "../../runtime/json.ts";
import { fieldsOf, textOf } from "../context.ts";

const PROGRAM = fileURLToPath(new URL("../chenilles.ts", import.meta.url));
const START_LIMIT = 60_000;

/** A process of the scenario ended, or did not come up. */
export class ActorFailed extends Error {
  constructor(name: string, what: string, log: string) {
    super(`${name} ${what}; the last it said:\n${log.trimEnd().replace(/^/gm, "    ")}`);
    this.name = "ActorFailed";
  }
}

/** One operating-system process of the scenario, started through the command line like any other. */
export class Actor {
  readonly name: string;
  readonly directory: string;
  readonly #password: string;
  readonly #client: ApiClient;
  #child: ChildProcess | null = null;
  #log = "";

  /** `folder`: the scenario's; the actor's directory is made in it. */
  constructor(name: string, folder: string, password: string) {
    this.name = name;
    this.directory = join(folder, name);
    this.#password = password;
    this.#client = apiClient(this.directory);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get log(): string {
    return this.#log;
  }

  /** Runs one command to its end and gives the JSON of its last line. @throws ActorFailed */
  async run(...args: readonly string[]): Promise<Json> {
    const child = this.#spawn([...args, "--json"]);
    let last = "";
    createInterface({ input: child.stdout ?? process.stdin }).on("line", (line) => {
      last = line;
    });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    if (code !== 0)
      throw new ActorFailed(this.name, `failed at \`chenilles ${args.join(" ")}\` (exit ${code})`, this.#log);
    return JSON.parse(last) as Json; // JSON.parse gives nothing else
  }

  /** Starts a command that stays, and waits for the line that says it is ready. @throws ActorFailed */
  async start(...args: readonly string[]): Promise<{ readonly [key: string]: Json }> {
    const child = this.#spawn([...args, "--json"]);
    this.#child = child;
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    return new Promise((resolve, reject) => {
      const fail = (what: string): void => reject(new ActorFailed(this.name, what, this.#log));
      const limit = setTimeout(() => fail(`was not ready within ${START_LIMIT / 1000} s`), START_LIMIT);
      child.once("exit", (code, signal) => {
        clearTimeout(limit);
        fail(`ended before it was ready (${signal ?? `exit ${code}`})`);
      });
      lines.once("line", (line) => {
        clearTimeout(limit);
        resolve(fieldsOf(JSON.parse(line) as Json)); // JSON.parse gives nothing else
      });
    });
  }

  /** Asks the actor over its API. */
  async request(method: string, params: Json = {}): Promise<{ readonly [key: string]: Json }> {
    return fieldsOf(await this.#client.request(method, params));
  }

  /** Ends the process: by SIGTERM in order, by SIGKILL as a crash. Waits until it is gone. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await gone;
    clearTimeout(late);
  }

  /** A copy of this actor's directory as it is on disk now, keys included. The actor must not run. */
  copyTo(name: string, folder: string): Actor {
    const copy = new Actor(name, folder, this.#password);
    cpSync(this.directory, copy.directory, { recursive: true });
    return copy;
  }

  #spawn(args: readonly string[]): ChildProcess {
    if (!existsSync(this.directory)) mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    const env = { ...process.env, CHENILLES_PASSWORD_FILE: this.#password };
    const child = spawn(process.execPath, [PROGRAM, "--dir", this.directory, ...args], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (chunk: Buffer): void => {
      this.#log = (this.#log + chunk.toString()).slice(-16_384);
      appendFileSync(`${this.directory}.log`, chunk);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    return child;
  }
}

/** Writes the password all actors of a scenario share; gives the file. */
export function passwordFile(folder: string, password: string): string {
  const path = join(folder, "password");
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return path;
}

/** A field of an answer as text; "" where it is not there. */
export function fieldText(answer: { readonly [key: string]: Json }, name: string): string {
  return textOf(answer[name]);
}
