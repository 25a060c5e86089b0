import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import type { Hex } from "../../evm/hex.ts";
import { bytesToHex, concat, hexToBytes } from "../../evm/hex.ts";
import type { ChannelPort, SecretStore } from "./port.ts";

/** Where a backup is kept: a file on another device, a server, the browser's storage. */
export interface SecretCopy {
  /** The text that `write` was last given; null as long as there is none. */
  read(): Promise<string | null>;
  /** Resolves when the text is safe; replaces what was there whole, or not at all. */
  write(text: string): Promise<void>;
}

/** The backup is there and cannot be read. It is left as it is. */
export class BackupUnreadable extends Error {
  constructor(why: string) {
    super(`the backup of secrets cannot be read: ${why}; nothing was written over it`);
    this.name = "BackupUnreadable";
  }
}

const MARK = "chenilles-secrets-1 ";
const NONCE_BYTES = 24;
const KEY_BYTES = 32;

/**
 * A store whose secrets are in its backup too before `put` resolves, so that no seal is sent whose secret one machine alone knows.
 * What the store has lost is taken from the backup. The backup is encrypted under `key` (32 bytes, from the owner's own seed), and
 * never replaced by one that has less.
 *
 * @throws BackupUnreadable where there is one under another key, or a damaged one.
 * @example const secrets = await backedUpSecrets(storageSecrets(localStorage), copy, key);
 */
export async function backedUpSecrets(store: SecretStore, copy: SecretCopy, key: Hex): Promise<SecretStore> {
  let kept = await readCopy(copy, key);
  let last: Promise<void> = Promise.resolve();
  const save = async (name: string, secret: Hex): Promise<void> => {
    // Another device may have written since: its secrets stay.
    const next = new Map([...(await readCopy(copy, key)), ...kept, [name, secret] as const]);
    await copy.write(sealed(next, key));
    kept = next;
  };
  return {
    async get(name) {
      const near = await store.get(name);
      const far = near === undefined ? kept.get(name) : undefined;
      if (far !== undefined) await store.put(name, far);
      return near ?? far;
    },
    async put(name, secret) {
      await store.put(name, secret);
      const saved = last.then(() => save(name, secret));
      last = saved.catch(() => {}); // this one's failure is its caller's; the next one is tried all the same
      await saved;
    },
  };
}

/**
 * A channel whose secrets are backed up.
 *
 * @throws BackupUnreadable as `backedUpSecrets` does.
 * @example const channel = channelClient(await withBackup(port, copy, key));
 */
export async function withBackup(port: ChannelPort, copy: SecretCopy, key: Hex): Promise<ChannelPort> {
  return { ...port, secrets: await backedUpSecrets(port.secrets, copy, key) };
}

async function readCopy(copy: SecretCopy, key: Hex): Promise<ReadonlyMap<string, Hex>> {
  const text = await copy.read();
  if (text === null) return new Map();
  if (!text.startsWith(MARK)) throw new BackupUnreadable("it is not a backup of secrets, or of a later version");
  return opened(text, key);
}

function keyBytes(key: Hex): Uint8Array {
  const bytes = hexToBytes(key);
  if (bytes.length !== KEY_BYTES) throw new BackupUnreadable(`a key has ${KEY_BYTES} bytes, this one ${bytes.length}`);
  return bytes;
}

function sealed(secrets: ReadonlyMap<string, Hex>, key: Hex): string {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(Object.fromEntries(secrets)));
  return MARK + bytesToHex(concat(nonce, xchacha20poly1305(keyBytes(key), nonce).encrypt(plain)));
}

function opened(text: string, key: Hex): ReadonlyMap<string, Hex> {
  const cipher = keyBytes(key);
  try {
    const bytes = hexToBytes(text.slice(MARK.length).trim() as Hex); // anything else throws
    const plain = xchacha20poly1305(cipher, bytes.subarray(0, NONCE_BYTES)).decrypt(bytes.subarray(NONCE_BYTES));
    // Our own text: the cipher has shown that nobody else wrote it.
    const read = JSON.parse(new TextDecoder().decode(plain)) as Readonly<Record<string, Hex>>;
    return new Map(Object.entries(read));
  } catch {
    throw new BackupUnreadable("another key, or damaged");
  }
}
