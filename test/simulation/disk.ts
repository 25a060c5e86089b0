import type { Commit, GuardLine } from "../../offchain/channel/records.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import type { OnDisk } from "../../offchain/protocol/disk.ts";

/** The log of a node: what a crash leaves, and what a backup may bring back. */
export interface Log {
  readonly entries: ReadonlyMap<string, string>;
  readonly logSeq: number;
}

/** A store and its guard in memory; what is not committed is lost with the process. */
export class ModelDisk {
  #entries = new Map<string, string>();
  #logSeq = 0;
  #guardSeq = 0;
  #lines = new Map<Hex, GuardLine>();
  #written = false;

  writeLog({ puts, deletes, logSeq }: Commit): void {
    for (const [key, value] of puts) this.#entries.set(key, value);
    for (const key of deletes) this.#entries.delete(key);
    this.#logSeq = logSeq;
  }

  writeGuard({ guard, logSeq }: Commit): void {
    for (const line of guard) this.#lines.set(line.channelId, line);
    this.#guardSeq = logSeq;
    this.#written = true;
  }

  /** A copy of the log alone. */
  snapshot(): Log {
    return { entries: new Map(this.#entries), logSeq: this.#logSeq };
  }

  /** Brings an older log back; the guard stays, unless it is `lost` with it. */
  restore({ entries, logSeq }: Log): void {
    this.#entries = new Map(entries);
    this.#logSeq = logSeq;
  }

  /** Makes the guard say what the log says: what must never be done. */
  forgetGuard(lines: readonly GuardLine[]): void {
    this.#lines = new Map(lines.map((line) => [line.channelId, line]));
    this.#guardSeq = this.#logSeq;
  }

  get lines(): ReadonlyMap<Hex, GuardLine> {
    return this.#lines;
  }

  get(key: string): string | undefined {
    return this.#entries.get(key);
  }

  load(): OnDisk {
    const guard = this.#written ? { logSeq: this.#guardSeq, lines: [...this.#lines.values()] } : null;
    return { entries: this.#entries, logSeq: this.#logSeq, guard };
  }
}
