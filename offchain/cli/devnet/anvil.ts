import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import process from "node:process";

/** A local EVM node as a process of its own. */
export interface Anvil {
  readonly url: string;
  readonly port: number;
  readonly chainId: number;
  readonly process: ChildProcess;
  /** Asks a method of the node, e.g. `evm_increaseTime`. */
  readonly send: (method: string, params: readonly unknown[]) => Promise<unknown>;
  /** Kills it and waits for its end. */
  readonly stop: () => Promise<void>;
}

/** How the node behaves; a block each `blockTime` seconds, and at once for a transaction unless `instant` is false. */
export interface AnvilOptions {
  readonly port?: number;
  readonly chainId?: number;
  readonly blockTime?: number;
  readonly instant?: boolean;
  /** Whose rules it follows, e.g. `cancun`; not given: `prague`. */
  readonly hardFork?: string;
  /** Without the deployment proxy, which it has otherwise from its first block on. */
  readonly bare?: boolean;
}

/** The EVM node could not be started. */
export class AnvilFailed extends Error {
  constructor(reason: string) {
    super(`the local EVM node (anvil) did not start: ${reason}; run \`npm start\` again, or reinstall with \`npm ci\``);
    this.name = "AnvilFailed";
  }
}

/** anvil's binary out of the npm package for this machine. */
function anvilBinary(): string {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  const name = `@foundry-rs/anvil-${process.platform}-${arch}`;
  const require = createRequire(import.meta.url);
  try {
    const folder = dirname(require.resolve(`${name}/package.json`));
    const file = join(folder, "bin", process.platform === "win32" ? "anvil.exe" : "anvil");
    if (existsSync(file)) return file;
  } catch {
    // said below
  }
  throw new AnvilFailed(`the npm package ${name} is not installed`);
}

/** A port of the loopback interface that nobody listens on. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

async function ask(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const answer: unknown = await response.json();
  const error: unknown = Reflect.get(Object(answer), "error");
  if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
  return Reflect.get(Object(answer), "result");
}

async function untilUp(child: ChildProcess, url: string, output: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new AnvilFailed(output().trim().split("\n").at(-1) ?? "it ended at once");
    try {
      await ask(url, "eth_chainId", []);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new AnvilFailed("it did not answer within 15 s");
}

/**
 * Starts anvil on the loopback interface and waits until it answers.
 * @throws AnvilFailed
 * @example const anvil = await startAnvil({}); await anvil.send("evm_mine", []); await anvil.stop()
 */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  const port = options.port ?? (await freePort());
  const chainId = options.chainId ?? 31337;
  const mining = options.instant === false ? [] : ["--mixed-mining"];
  const args = ["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(chainId)];
  const rules = [
    "--hardfork",
    options.hardFork ?? "prague",
    ...(options.bare ? ["--disable-default-create2-deployer"] : []),
  ];
  const every = ["--block-time", String(options.blockTime ?? 1)];
  const child = spawn(anvilBinary(), [...args, ...rules, ...every, ...mining], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-4096);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.on("error", (error) => keep(Buffer.from(error.message)));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilUp(child, url, () => output);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, port, chainId, process: child, send: (method, params) => ask(url, method, params), stop };
}
