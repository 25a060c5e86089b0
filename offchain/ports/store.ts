import type { Hex } from "../evm/hex.ts";

/** What the guard remembers of one channel (protocol §1.1 G). Version numbers, not bytes. */
export interface GuardLine {
  readonly channelId: Hex;
  /** The newest version this node has signed, and its digest. */
  readonly maxSigned: number;
  readonly digest: Hex;
  /** The newest version all have signed. */
  readonly held: number;
  /** Whether the newest signed state carries something irreversible (a withdrawal, the final flag). */
  readonly sticky: boolean;
}

/** One turn's durable changes: all or nothing. Keys are paths ("head/0x…"), values are text. */
export interface Commit {
  readonly puts: ReadonlyMap<string, string>;
  readonly deletes: ReadonlySet<string>;
  /** Sequence number of the last record of this turn; strictly increasing. */
  readonly logSeq: number;
  /** The guard's lines that changed. */
  readonly guard: readonly GuardLine[];
}

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
