import { closeSync, existsSync, openSync } from "node:fs";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import type { Commit, GuardLine } from "../channel/records.ts";
import type { Disk, Store } from "../ports/store.ts";
import { ensurePrivateDirectory, flushDirectory, type OpenDurable, openDurable } from "./durableFile.ts";
import { type GuardContent, type GuardFile, openGuard } from "./guardFile.ts";

/** Another process has the database open. */
export class DatabaseInUse extends Error {
  readonly path: string;

  constructor(path: string) {
    super(
      `the database ${path} is in use by another process; stop that node first, or give this one another directory`,
    );
    this.name = "DatabaseInUse";
    this.path = path;
  }
}

/** The database was written by a newer version of this program. */
export class DatabaseTooNew extends Error {
  constructor(path: string, have: number, want: number) {
    super(
      `the database ${path} has schema ${have}, this program knows schemas up to ${want}; run the newer version that wrote it`,
    );
    this.name = "DatabaseTooNew";
  }
}

/** The file is not a database of this program, or damaged. */
export class NotOurDatabase extends Error {
  constructor(path: string, why: string) {
    super(`${path} is not a database of this program, or it is damaged (${why}); check the path and the disk`);
    this.name = "NotOurDatabase";
  }
}

/** A write or a flush failed. Nothing may be signed or sent any more: the process has to end. */
export class DiskFailed extends Error {
  constructor(what: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `writing ${what} failed (${reason}); the node stops, since it may not sign what it cannot keep. Free space or repair the disk, then start again`,
      { cause },
    );
    this.name = "DiskFailed";
  }
}

/** Where a store lives. */
export interface StoreOptions {
  /** The node's directory; made (0700) where it is not there. */
  readonly directory: string;
  /** Directory of the guard file, best on another device; the node's directory where it is absent. */
  readonly guardDirectory?: string;
  /** How files are opened for durable writing; for tests of failing disks. */
  readonly open?: OpenDurable;
}

const SCHEMA = 2;
/** "Chen" in ASCII: marks the file as ours. */
const APPLICATION = 0x4368656e;
const FILE = "node.sqlite";

function codeOf(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : "";
}

function createPrivate(path: string): void {
  if (existsSync(path)) return; // opening and closing it here would drop a lock that this process holds on it
  try {
    closeSync(openSync(path, "ax", 0o600));
  } catch (error) {
    if (!existsSync(path)) throw error; // else another process was faster, and the lock decides
  }
}

/** Locks the file (the first read already does), reads its schema and brings it up to date. */
function openDatabase(path: string): Database.Database {
  const db = new Database(path, { timeout: 0 });
  try {
    db.pragma("locking_mode = EXCLUSIVE");
    const application = Number(db.pragma("application_id", { simple: true }));
    const schema = Number(db.pragma("user_version", { simple: true }));
    const tables = Number(db.prepare("SELECT count(*) FROM sqlite_master").pluck().get());
    if (application !== APPLICATION && (application !== 0 || tables > 0))
      throw new NotOurDatabase(path, "another program's mark");
    if (schema > SCHEMA) throw new DatabaseTooNew(path, schema, SCHEMA);
    db.pragma("journal_mode = WAL");
    // What FULL adds, a flush of the log at each commit, `flushLog` does: at the same time as the guard's and after the write.
    db.pragma("synchronous = NORMAL");
    db.exec(`BEGIN EXCLUSIVE;
      CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS log (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, opened INTEGER NOT NULL);
      INSERT INTO log VALUES (1, 0, 1) ON CONFLICT (id) DO UPDATE SET opened = opened + 1;
      PRAGMA application_id = ${APPLICATION};
      PRAGMA user_version = ${SCHEMA};
      COMMIT`);
    return db;
  } catch (error) {
    db.close();
    if (codeOf(error).startsWith("SQLITE_BUSY") || codeOf(error).startsWith("SQLITE_LOCKED"))
      throw new DatabaseInUse(path);
    if (codeOf(error) === "SQLITE_NOTADB" || codeOf(error).startsWith("SQLITE_CORRUPT"))
      throw new NotOurDatabase(path, codeOf(error));
    throw error;
  }
}

function prepare(db: Database.Database) {
  return {
    begin: db.prepare("BEGIN IMMEDIATE"),
    end: db.prepare("COMMIT"),
    put: db.prepare("INSERT INTO entries VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
    remove: db.prepare("DELETE FROM entries WHERE key = ?"),
    seq: db.prepare("UPDATE log SET seq = ? WHERE id = 1"),
    readSeq: db.prepare("SELECT seq FROM log WHERE id = 1").pluck(),
    get: db.prepare("SELECT value FROM entries WHERE key = ?").pluck(),
    all: db.prepare("SELECT key, value FROM entries ORDER BY key").raw(),
    under: db.prepare("SELECT key, value FROM entries WHERE key >= ? AND key < ? ORDER BY key").raw(),
  };
}

type Statements = ReturnType<typeof prepare>;

function writeEntries(statements: Statements, commit: Commit): void {
  statements.begin.run();
  for (const key of commit.deletes) statements.remove.run(key);
  for (const [key, value] of commit.puts) statements.put.run(key, value);
  statements.seq.run(commit.logSeq);
  statements.end.run();
}

/** What waits for the next turn of the guard: the newest line of each channel. */
interface Waiting {
  logSeq: number;
  lines: Map<string, GuardLine>;
  readonly done: Promise<void>;
}

/**
 * Makes log and guard durable: the log is written first, so that a killed process never leaves the guard ahead (protocol §1.6 V1);
 * then both are flushed at the same time. Commits that come meanwhile share the next turn.
 */
function durability(guard: GuardFile, flushLog: () => void, closed: () => void) {
  let running: Promise<void> | null = null;
  let waiting: Waiting | null = null;
  let failure: DiskFailed | null = null;
  let closing = false;

  const fail = (what: string, cause: unknown): DiskFailed => {
    failure ??= new DiskFailed(what, cause);
    return failure;
  };
  const turn = async (logSeq: number, lines: readonly GuardLine[]): Promise<void> => {
    const guarded = guard
      .append(logSeq, lines)
      .catch((cause: unknown) => Promise.reject(fail("the guard file", cause)));
    try {
      flushLog();
    } catch (cause) {
      guarded.catch(() => undefined);
      throw fail("the database", cause);
    }
    await guarded;
  };
  const start = (logSeq: number, lines: readonly GuardLine[]): Promise<void> => {
    const mine = turn(logSeq, lines).finally(() => {
      running = null;
      if (closing && waiting === null) closed();
    });
    running = mine;
    return mine;
  };
  const enqueue = (commit: Commit): Promise<void> => {
    if (waiting === null) {
      const current = running ?? Promise.resolve();
      const next: Waiting = {
        logSeq: commit.logSeq,
        lines: new Map(),
        done: current.then(() => {
          waiting = null;
          return start(next.logSeq, [...next.lines.values()]);
        }),
      };
      waiting = next;
    }
    waiting.logSeq = commit.logSeq;
    for (const line of commit.guard) waiting.lines.set(line.channelId, line);
    return waiting.done;
  };
  return {
    commit: (commit: Commit, writeLog: () => void): Promise<void> => {
      if (failure !== null) return Promise.reject(failure);
      try {
        writeLog();
      } catch (cause) {
        return Promise.reject(fail("the database", cause));
      }
      return running === null && waiting === null ? start(commit.logSeq, commit.guard) : enqueue(commit);
    },
    close: () => {
      if (closing) return;
      closing = true;
      if (running === null && waiting === null) closed();
    },
  };
}

function readDisk(statements: Statements, guard: GuardContent | null): Disk {
  // Both columns are TEXT and `seq` an INTEGER, by the schema above.
  const entries = new Map(statements.all.all() as [string, string][]);
  return { entries, logSeq: Number(statements.readSeq.get()), guard };
}

/**
 * Opens (or makes) a node's database and its guard, and keeps both for this process alone.
 * @throws DatabaseInUse, DatabaseTooNew, NotOurDatabase, GuardDamaged.
 * @example const store = openStore({ directory: "/var/lib/chenilles/alice" })
 */
export function openStore(options: StoreOptions): Store {
  const directory = resolve(options.directory);
  const guardDirectory = resolve(options.guardDirectory ?? directory);
  ensurePrivateDirectory(directory);
  ensurePrivateDirectory(guardDirectory);
  const path = join(directory, FILE);
  createPrivate(path);
  const db = openDatabase(path);
  try {
    return storeOn(db, path, join(guardDirectory, "guard"), options.open ?? openDurable);
  } catch (error) {
    db.close();
    throw error;
  }
}

function storeOn(db: Database.Database, path: string, guardPath: string, open: OpenDurable): Store {
  const guard = openGuard(guardPath, open);
  const log = open(`${path}-wal`);
  log.flush();
  flushDirectory(join(path, ".."));
  const statements = prepare(db);
  const durable = durability(guard, log.flush, () => {
    guard.close();
    log.close();
    db.close();
  });
  return {
    load: () => readDisk(statements, guard.content),
    commit: (commit) => durable.commit(commit, () => writeEntries(statements, commit)),
    get: (key) => statements.get.get(key) as string | undefined, // TEXT NOT NULL, by the schema
    list: (prefix) => statements.under.all(prefix, `${prefix}\u{10ffff}`) as [string, string][],
    close: durable.close,
  };
}
