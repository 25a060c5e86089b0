import { randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/** Where a node of this directory listens, and with which token it is spoken to. */
export interface Endpoint {
  readonly port: number;
  readonly pid: number;
  readonly token: string;
}

const TOKEN_FILE = "api.token";
const ENDPOINT_FILE = "api.json";

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return null;
    throw error;
  }
}

/** The directory's bearer token, made at the first call; a file that only its owner reads. */
export function bearerToken(directory: string): string {
  const path = join(directory, TOKEN_FILE);
  const known = readIfThere(path)?.trim();
  if (known !== undefined && /^[0-9a-f]{64}$/.test(known)) return known;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const token = randomBytes(32).toString("hex");
  writeFileSync(path, `${token}\n`, { mode: 0o600 });
  return token;
}

/** Says in the directory where the API listens; taken away by the function returned. */
export function announce(directory: string, port: number): () => void {
  const path = join(directory, ENDPOINT_FILE);
  writeFileSync(path, `${JSON.stringify({ port, pid: process.pid })}\n`, { mode: 0o600 });
  return () => {
    const text = readIfThere(path);
    if (text !== null && Reflect.get(Object(JSON.parse(text)), "pid") === process.pid) rmSync(path, { force: true });
  };
}

/** Where the directory's API listens, as far as its files say; null: it never started, or stopped in order. */
export function readEndpoint(directory: string): Endpoint | null {
  const text = readIfThere(join(directory, ENDPOINT_FILE));
  const token = readIfThere(join(directory, TOKEN_FILE))?.trim();
  if (text === null || token === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    return { port: Number(Reflect.get(Object(value), "port")), pid: Number(Reflect.get(Object(value), "pid")), token };
  } catch {
    return null; // half-written by a crash: as good as none
  }
}

/** Compares without telling by its time how much was right. */
export function isSameToken(given: string, token: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}
