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
