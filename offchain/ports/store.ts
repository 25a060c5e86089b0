import type { Commit, GuardLine } from "../channel/records.ts";

/** What is on disk at the start. `guard` is null when the guard's file is not there (or was never written). */
export interface Disk {
  readonly entries: ReadonlyMap<string, string>;
  readonly logSeq: number;
  readonly guard: { readonly logSeq: number; readonly lines: readonly GuardLine[] } | null;
}

/**
 * Durable key-value storage with a guard on a second file.
 * `commit` resolves when store and guard are both on disk (fsynced); any failure of either is fatal for the process and never
 * retried. One process at a time (exclusive lock).
 */
export interface Store {
  readonly load: () => Disk;
  readonly commit: (commit: Commit) => Promise<void>;
  /** Reads back one value, or all under a prefix, newest keys last; for records that the core has let go of. */
  readonly get: (key: string) => string | undefined;
  readonly list: (prefix: string) => readonly (readonly [string, string])[];
  readonly close: () => void;
}
