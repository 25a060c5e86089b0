import type { Hex } from "../../evm/hex.ts";
import type { SecretStore } from "./port.ts";

/** What `localStorage` is, as far as secrets need it. */
export interface KeyedStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/**
 * Secrets in the memory of the program: gone when it ends. For rehearsals, and as the near store of one that is backed up.
 *
 * @example const secrets = memorySecrets();
 */
export function memorySecrets(): SecretStore {
  const kept = new Map<string, Hex>();
  return {
    get: async (key) => kept.get(key),
    put: async (key, secret) => void kept.set(key, secret),
  };
}

/**
 * Secrets of a page, in the browser's storage: they survive a reload. Other pages of the same origin can read them.
 *
 * @example const secrets = storageSecrets(localStorage);
 */
export function storageSecrets(storage: KeyedStorage, prefix = "chenilles/"): SecretStore {
  return {
    async get(key) {
      const found = storage.getItem(prefix + key);
      return found?.startsWith("0x") ? (found as Hex) : undefined; // what `put` below wrote
    },
    put: async (key, secret) => storage.setItem(prefix + key, secret),
  };
}
