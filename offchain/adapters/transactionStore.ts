import { chmodSync } from "node:fs";
import Database from "better-sqlite3";
import type { Hex } from "../evm/hex.ts";

/** One signed transaction for a wish; a later one with the same nonce and a higher fee replaces it. */
export interface Attempt {
  readonly hash: Hex;
  readonly raw: Hex;
  /** Wei per gas. */
  readonly maxFee: bigint;
  readonly priority: bigint;
  /** The newest block when it was made. */
  readonly block: number;
}

/** Where the chain has it. */
export interface Mined {
  readonly hash: Hex;
  readonly block: number;
  readonly blockHash: Hex;
  readonly ok: boolean;
  readonly gasUsed: bigint;
}

/** A wish that has taken a nonce. */
export interface SentWish {
  readonly id: string;
  readonly fn: string;
  readonly nonce: number;
  readonly to: Hex;
  readonly calldata: Hex;
  readonly value: bigint;
  readonly gasLimit: bigint;
  /** Chain time in seconds by which it should be in; null: none. */
  readonly by: number | null;
  /** Oldest first, never empty. */
  readonly attempts: readonly Attempt[];
  readonly mined: Mined | null;
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS sent (id TEXT PRIMARY KEY, nonce INTEGER NOT NULL, record TEXT NOT NULL) STRICT`;

function toText(wish: SentWish): string {
  return JSON.stringify(wish, (_, value: unknown) => (typeof value === "bigint" ? { wei: value.toString() } : value));
}

function fromText(record: string): SentWish {
  const revive = (_: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && "wei" in value ? BigInt(String(value.wei)) : value;
  return JSON.parse(record, revive) as SentWish; // only `toText` writes these rows
}

/** The durable record of what was signed, so that a restart sends the same bytes again. */
export class TransactionStore {
  readonly #db: Database.Database;
  readonly #wishes = new Map<string, SentWish>();

  /** Opens or makes the file; every write is on disk when it returns. */
  constructor(path: string) {
    this.#db = new Database(path);
    if (path !== ":memory:") chmodSync(path, 0o600);
    this.#db.pragma("journal_mode = WAL");
    this.#db.pragma("synchronous = FULL");
    this.#db.exec(SCHEMA);
    for (const row of this.#db.prepare<[], { record: string }>("SELECT record FROM sent ORDER BY nonce").all()) {
      const wish = fromText(row.record);
      this.#wishes.set(wish.id, wish);
    }
  }

  get(id: string): SentWish | undefined {
    return this.#wishes.get(id);
  }

  /** All of them, by nonce. */
  all(): readonly SentWish[] {
    return [...this.#wishes.values()].sort((a, b) => a.nonce - b.nonce);
  }

  put(wish: SentWish): void {
    this.#db.prepare("INSERT OR REPLACE INTO sent VALUES (?, ?, ?)").run(wish.id, wish.nonce, toText(wish));
    this.#wishes.set(wish.id, wish);
  }

  delete(id: string): void {
    this.#db.prepare("DELETE FROM sent WHERE id = ?").run(id);
    this.#wishes.delete(id);
  }

  close(): void {
    this.#db.close();
  }
}
