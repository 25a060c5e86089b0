import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { argon2id } from "hash-wasm";
import { bytesToHex, hexToBytes } from "../evm/hex.ts";
import { ensurePrivateDirectory, flushDirectory } from "./durableFile.ts";

/** There is a keystore already; keys are never overwritten. */
export class KeystoreExists extends Error {
  constructor(path: string) {
    super(
      `${path} exists already and is never overwritten; choose another directory, or move it away if its keys hold nothing`,
    );
    this.name = "KeystoreExists";
  }
}

/** There is no keystore. */
export class KeystoreMissing extends Error {
  constructor(path: string) {
    super(`there is no keystore at ${path}; make one with \`chenilles create\`, or name the right directory`);
    this.name = "KeystoreMissing";
  }
}

/** The file is not a keystore that this program reads. */
export class KeystoreDamaged extends Error {
  constructor(path: string, why: string) {
    super(`${path} is not a keystore that can be read (${why}); restore it from a copy, or from the 24 words`);
    this.name = "KeystoreDamaged";
  }
}

/** The password does not open the keystore. */
export class WrongPassword extends Error {
  constructor(path: string) {
    super(
      `the password does not open ${path}; try again. If it is surely right, the file was changed: restore it from a copy`,
    );
    this.name = "WrongPassword";
  }
}

/** An empty password protects nothing. */
export class EmptyPassword extends Error {
  constructor() {
    super("the password is empty; choose one");
    this.name = "EmptyPassword";
  }
}

/** What guessing one password costs (argon2id): memory in KiB, passes over it. */
export interface KeystoreCost {
  readonly memory: number;
  readonly passes: number;
}

/** 64 MiB, three passes: about a third of a second. */
export const DEFAULT_COST: KeystoreCost = { memory: 65_536, passes: 3 };
/** A file that asks for more is not ours, and would stop the machine. */
const MOST: KeystoreCost = { memory: 1 << 20, passes: 32 };
const LARGEST_FILE = 4096;

interface KeystoreText {
  readonly format: "chenilles keystore 1";
  readonly kdf: { readonly name: "argon2id"; readonly memory: number; readonly passes: number; readonly salt: string };
  readonly cipher: { readonly name: "xchacha20-poly1305"; readonly nonce: string; readonly text: string };
}

async function keyOf(password: string, kdf: KeystoreText["kdf"]): Promise<Uint8Array> {
  return argon2id({
    password: password.normalize("NFKC"),
    salt: hexToBytes(kdf.salt),
    memorySize: kdf.memory,
    iterations: kdf.passes,
    parallelism: 1,
    hashLength: 32,
    outputType: "binary",
  });
}

/** What is not secret is bound to the secret. */
function boundOf(kdf: KeystoreText["kdf"]): Uint8Array {
  return Buffer.from(["chenilles keystore 1", kdf.name, kdf.memory, kdf.passes, kdf.salt].join(" "));
}

/** Puts a whole file in its place at once, unless there is one; only its owner reads it. */
function writeNew(path: string, text: string): void {
  ensurePrivateDirectory(dirname(path));
  const draft = `${path}.${bytesToHex(randomBytes(6)).slice(2)}.new`;
  const fd = openSync(draft, "wx", 0o600);
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
    linkSync(draft, path);
  } catch (error) {
    if (existsSync(path)) throw new KeystoreExists(path);
    throw error;
  } finally {
    closeSync(fd);
    unlinkSync(draft);
  }
  flushDirectory(dirname(path));
}

/**
 * Writes a node's 24 words to a new file, encrypted. `cost` is lowered in tests only.
 * @throws KeystoreExists, EmptyPassword.
 * @example await createKeystore("/var/lib/node/keystore.json", newMnemonic(), password)
 */
export async function createKeystore(
  path: string,
  mnemonic: string,
  password: string,
  cost: KeystoreCost = DEFAULT_COST,
): Promise<void> {
  const file = resolve(path);
  if (password === "") throw new EmptyPassword();
  if (existsSync(file)) throw new KeystoreExists(file);
  const kdf: KeystoreText["kdf"] = { name: "argon2id", ...cost, salt: bytesToHex(randomBytes(16)) };
  const nonce = new Uint8Array(randomBytes(24));
  const text = xchacha20poly1305(await keyOf(password, kdf), nonce, boundOf(kdf)).encrypt(Buffer.from(mnemonic));
  const cipher = { name: "xchacha20-poly1305", nonce: bytesToHex(nonce), text: bytesToHex(text) } as const;
  const content: KeystoreText = { format: "chenilles keystore 1", kdf, cipher };
  writeNew(file, `${JSON.stringify(content, null, 2)}\n`);
}

function isHex(value: unknown, least: number, most: number): boolean {
  return (
    typeof value === "string" &&
    /^0x([0-9a-f]{2})*$/.test(value) &&
    value.length >= 2 + 2 * least &&
    value.length <= 2 + 2 * most
  );
}

function isCount(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

function parse(path: string, text: string): KeystoreText {
  if (text.length > LARGEST_FILE) throw new KeystoreDamaged(path, `larger than ${LARGEST_FILE} bytes`);
  let value: Partial<KeystoreText> | null;
  try {
    value = JSON.parse(text) as Partial<KeystoreText> | null; // every field is looked at below
  } catch {
    throw new KeystoreDamaged(path, "not JSON");
  }
  const { format, kdf, cipher } = value ?? {};
  if (format !== "chenilles keystore 1") throw new KeystoreDamaged(path, "another format, or a newer one");
  const kdfFits =
    kdf?.name === "argon2id" &&
    isCount(kdf.memory, 8, MOST.memory) &&
    isCount(kdf.passes, 1, MOST.passes) &&
    isHex(kdf.salt, 16, 64);
  if (!kdfFits) throw new KeystoreDamaged(path, "key derivation unknown or out of bounds");
  const cipherFits =
    cipher?.name === "xchacha20-poly1305" && isHex(cipher.nonce, 24, 24) && isHex(cipher.text, 17, 1024);
  if (!cipherFits) throw new KeystoreDamaged(path, "cipher unknown or its text cut");
  return { format, kdf, cipher };
}

/**
 * The 24 words in a keystore.
 * @throws KeystoreMissing, KeystoreDamaged, WrongPassword.
 * @example const keys = nodeKeysOf(await openKeystore(path, password))
 */
export async function openKeystore(path: string, password: string): Promise<string> {
  const file = resolve(path);
  if (!existsSync(file)) throw new KeystoreMissing(file);
  const { kdf, cipher } = parse(file, readFileSync(file, "utf8"));
  if (password === "") throw new WrongPassword(file);
  const key = await keyOf(password, kdf);
  try {
    const plain = xchacha20poly1305(key, hexToBytes(cipher.nonce), boundOf(kdf)).decrypt(hexToBytes(cipher.text));
    return Buffer.from(plain).toString("utf8");
  } catch {
    throw new WrongPassword(file);
  }
}
