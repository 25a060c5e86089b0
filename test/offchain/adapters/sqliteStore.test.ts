import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "better-sqlite3";
import { expect } from "chai";
import { type DurableFile, openDurable } from "../../../offchain/adapters/durableFile.ts";
import { GuardDamaged } from "../../../offchain/adapters/guardFile.ts";
import {
  DatabaseInUse,
  DatabaseTooNew,
  DiskFailed,
  NotOurDatabase,
  openStore,
} from "../../../offchain/adapters/sqliteStore.ts";
import type { Commit, GuardLine } from "../../../offchain/channel/records.ts";
import type { Store } from "../../../offchain/ports/store.ts";

const STORE = pathToFileURL(join(import.meta.dirname, "../../../offchain/adapters/sqliteStore.ts")).href;

function line(channel: number, maxSigned: number, held = maxSigned - 1): GuardLine {
  const word = channel.toString(16).padStart(64, "0");
  return {
    channelId: `0x${word}`,
    maxSigned,
    digest: `0x${maxSigned.toString(16).padStart(64, "0")}`,
    held,
    sticky: false,
  };
}

function commit(logSeq: number, puts: Record<string, string>, guard: GuardLine[] = [], deletes: string[] = []): Commit {
  return { logSeq, puts: new Map(Object.entries(puts)), deletes: new Set(deletes), guard };
}

/** Opens durable files that record what happens in order, and fail when `failing` says so. */
function faulty(events: string[], failing: (what: string) => Error | null) {
  const nameOf = (path: string) => (path.endsWith("-wal") ? "log" : "guard");
  return (path: string): DurableFile => {
    const real = openDurable(path);
    const name = nameOf(path);
    return {
      write: async (bytes, at) => {
        events.push(`${name} write`);
        const error = failing(`${name} write`);
        if (error !== null) throw error;
        await real.write(bytes, at);
        events.push(`${name} written`);
      },
      flush: () => {
        events.push(`${name} flush`);
        const error = failing(`${name} flush`);
        if (error !== null) throw error;
        real.flush();
      },
      close: real.close,
    };
  };
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail("should have been rejected"),
    (error: unknown) => error,
  );
}

describe("sqliteStore", () => {
  let directory: string;
  let opened: Store[];
  const open = (
    options: { directory?: string; guardDirectory?: string; open?: (path: string) => DurableFile } = {},
  ) => {
    const store = openStore({ directory, ...options });
    opened.push(store);
    return store;
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "store-"));
    opened = [];
  });
  afterEach(() => {
    for (const store of opened) store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it("gives back after a restart what was committed, guard included", async () => {
    const first = open();
    expect(first.load()).to.deep.equal({ entries: new Map(), logSeq: 0, guard: null });
    await first.commit(commit(2, { "head/0x01": "a", "op/1": "b" }, [line(1, 5)]));
    await first.commit(commit(3, { "head/0x01": "c" }, [line(1, 6), line(2, 1)], ["op/1"]));
    first.close();
    const disk = open().load();
    expect([...disk.entries]).to.deep.equal([["head/0x01", "c"]]);
    expect(disk.logSeq).to.equal(3);
    expect(disk.guard).to.deep.equal({ logSeq: 3, lines: [line(1, 6), line(2, 1)] });
  });

  it("reads single values and prefixes in key order", async () => {
    const store = open();
    await store.commit(commit(1, { "pay/2": "two", "pay/1": "one", paz: "no", pay: "no" }));
    expect(store.get("pay/2")).to.equal("two");
    expect(store.get("pay/3")).to.equal(undefined);
    expect(store.list("pay/")).to.deep.equal([
      ["pay/1", "one"],
      ["pay/2", "two"],
    ]);
  });

  it("carries the sequence number to the guard when no line changed, so that a dropped op is covered (G)", async () => {
    const store = open();
    await store.commit(commit(1, {}, [line(1, 1)]));
    await store.commit(commit(2, { "drop/1": "x" }));
    store.close();
    expect(open().load().guard?.logSeq).to.equal(2);
  });

  it("orders commits that overlap, and both are durable when they resolve", async () => {
    const store = open();
    const all = Array.from({ length: 50 }, (_, i) =>
      store.commit(commit(i + 1, { [`k/${i}`]: "v" }, [line(i % 3, i + 1)])),
    );
    await Promise.all([...all, all[0]?.then(() => store.commit(commit(51, { last: "v" }, [line(0, 60)])))]);
    store.close();
    const disk = open().load();
    expect(disk.logSeq).to.equal(51);
    expect(disk.guard?.logSeq).to.equal(51);
    expect(disk.guard?.lines).to.deep.equal([line(0, 60), line(1, 50), line(2, 48)]);
  });

  it("finishes what is under way when it is closed", async () => {
    const store = open();
    const two = [store.commit(commit(1, { a: "1" }, [line(1, 1)])), store.commit(commit(2, { a: "2" }, [line(1, 2)]))];
    store.close();
    await Promise.all(two);
    expect(open().load().guard).to.deep.equal({ logSeq: 2, lines: [line(1, 2)] });
  });

  it("rule 10: writes the log before the guard, and resolves after both were flushed (V1)", async () => {
    const events: string[] = [];
    const store = open({ open: faulty(events, () => null) });
    events.length = 0;
    const before = statSync(join(directory, "node.sqlite-wal")).size;
    const done = store.commit(commit(1, { a: "x".repeat(9000) }, [line(1, 1)])).then(() => events.push("resolved"));
    expect(statSync(join(directory, "node.sqlite-wal")).size).to.be.greaterThan(before);
    await done;
    expect(events).to.deep.equal(["guard write", "log flush", "guard written", "resolved"]);
  });

  it("keeps files to their owner: 0600, directories 0700", async () => {
    const store = open({ directory: join(directory, "node"), guardDirectory: join(directory, "other", "guard") });
    await store.commit(commit(1, { a: "b" }, [line(1, 1)]));
    const mode = (path: string) => (statSync(join(directory, path)).mode & 0o777).toString(8);
    expect(["node", "other/guard"].map(mode)).to.deep.equal(["700", "700"]);
    expect(["node/node.sqlite", "node/node.sqlite-wal", "other/guard/guard"].map(mode)).to.deep.equal([
      "600",
      "600",
      "600",
    ]);
  });

  describe("lock", () => {
    it("refuses a second opening in the same process, and the first goes on", async () => {
      const store = open();
      expect(() => openStore({ directory })).to.throw(DatabaseInUse, /in use by another process; stop that node/);
      await store.commit(commit(1, { a: "b" }, [line(1, 1)]));
      expect(store.get("a")).to.equal("b");
    });

    it("refuses while another process has it, and opens once that one is killed", async () => {
      const script = `import { openStore } from ${JSON.stringify(STORE)};
        const store = openStore({ directory: ${JSON.stringify(directory)} });
        await store.commit({ puts: new Map([["a", "b"]]), deletes: new Set(), logSeq: 7, guard: [] });
        globalThis.kept = store; // a store that nobody holds is collected, and its lock with it
        console.log("open"); setInterval(() => {}, 1000);`;
      const child: ChildProcess = spawn(process.execPath, ["--input-type=module", "-e", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      try {
        await once(child.stdout ?? child, "data");
        expect(() => openStore({ directory })).to.throw(DatabaseInUse);
      } finally {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
      expect(open().load().logSeq).to.equal(7);
    });
  });

  describe("schema", () => {
    it("refuses a database of a newer version", () => {
      open().close();
      const db = new Database(join(directory, "node.sqlite"));
      db.pragma("user_version = 99");
      db.close();
      expect(() => openStore({ directory })).to.throw(DatabaseTooNew, /schema 99.*up to 2.*newer version/);
    });

    it("refuses another program's database and a file that is none", () => {
      const db = new Database(join(directory, "node.sqlite"));
      db.exec("CREATE TABLE other (x)");
      db.close();
      expect(() => openStore({ directory })).to.throw(NotOurDatabase);
      writeFileSync(
        join(directory, "node.sqlite"),
        "not a database at all, but long enough to be read as one".repeat(40),
      );
      expect(() => openStore({ directory })).to.throw(NotOurDatabase);
    });
  });

  describe("guard", () => {
    const path = () => join(directory, "guard");
    const written = async () => {
      const store = open();
      await store.commit(commit(1, { a: "1" }, [line(1, 1)]));
      await store.commit(commit(2, { a: "2" }, [line(1, 2)]));
      store.close();
      return readFileSync(path());
    };
    const endOf = (bytes: Buffer) => bytes.indexOf(0);

    it("cuts a torn end at the last good checksum, wherever it was torn", async () => {
      const bytes = await written();
      const start = bytes.lastIndexOf("\n", endOf(bytes) - 2) + 1;
      for (let cut = start; cut < endOf(bytes); cut += 7) {
        writeFileSync(path(), Buffer.concat([bytes.subarray(0, cut), Buffer.alloc(100)]));
        const store = openStore({ directory });
        expect(store.load().guard, `cut at ${cut}`).to.deep.equal({ logSeq: 1, lines: [line(1, 1)] });
        store.close();
      }
    });

    it("goes on after a torn end", async () => {
      const bytes = await written();
      writeFileSync(path(), bytes.subarray(0, endOf(bytes) - 3));
      const store = open();
      await store.commit(commit(3, { a: "3" }, [line(1, 3)]));
      store.close();
      expect(open().load().guard).to.deep.equal({ logSeq: 3, lines: [line(1, 3)] });
    });

    it("refuses damage before the end instead of forgetting what follows", async () => {
      const bytes = await written();
      const at = bytes.indexOf("\n") + 20;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path(), bytes);
      expect(() => openStore({ directory })).to.throw(GuardDamaged, /damaged at byte/);
      writeFileSync(path(), "something else");
      expect(() => openStore({ directory })).to.throw(GuardDamaged);
    });

    it("is null when its file is lost, and shows when the database is the older one", async () => {
      await written();
      rmSync(path());
      const lost = open();
      expect(lost.load()).to.include({ logSeq: 2, guard: null });
      lost.close();

      const old = join(directory, "old.sqlite");
      cpSync(join(directory, "node.sqlite"), old);
      const store = open();
      await store.commit(commit(3, { a: "3" }, [line(1, 3)]));
      store.close();
      cpSync(old, join(directory, "node.sqlite"));
      const disk = open().load();
      expect([disk.logSeq, disk.guard?.logSeq]).to.deep.equal([2, 3]);
    });

    it("is compacted when it has grown, and keeps every channel", async () => {
      const store = open();
      for (let turn = 0; turn < 8; turn++) {
        const lines = Array.from({ length: 1000 }, (_, i) => line(i, turn * 1000 + i + 1));
        await store.commit(commit(turn + 1, {}, lines));
      }
      await store.commit(commit(9, {}, [line(5, 9999)]));
      store.close();
      expect(statSync(path()).size).to.be.lessThan(2_000_000);
      const guard = open().load().guard;
      expect(guard?.logSeq).to.equal(9);
      expect(guard?.lines).to.have.length(1000);
      expect(guard?.lines[5]).to.deep.equal(line(5, 9999));
      expect(guard?.lines[6]).to.deep.equal(line(6, 7007));
    });
  });

  describe("disk failures are fatal and never retried", () => {
    for (const [what, message, name] of [
      ["guard write", "ENOSPC: no space left on device, write", "the guard file"],
      ["log flush", "EIO: i/o error, fdatasync", "the database"],
    ] as const) {
      it(`${message} at ${what}`, async () => {
        const events: string[] = [];
        let armed = false;
        const store = open({ open: faulty(events, (at) => (armed && at === what ? new Error(message) : null)) });
        await store.commit(commit(1, { a: "1" }, [line(1, 1)]));
        armed = true;
        const error = await failureOf(store.commit(commit(2, { a: "2" }, [line(1, 2)])));
        expect(error).to.be.instanceOf(DiskFailed);
        expect((error as DiskFailed).message)
          .to.include(message)
          .and.include(name);
        armed = false;
        events.length = 0;
        expect(await failureOf(store.commit(commit(3, { a: "3" }, [line(1, 3)])))).to.equal(error);
        expect(events, "nothing is written after a failure").to.deep.equal([]);
      });
    }

    it("fails the commits that waited behind the failed one", async () => {
      const store = open({ open: faulty([], (at) => (at === "guard write" ? new Error("EIO") : null)) });
      const results = await Promise.allSettled([1, 2, 3].map((seq) => store.commit(commit(seq, { a: "x" }))));
      expect(results.map(({ status }) => status)).to.deep.equal(["rejected", "rejected", "rejected"]);
    });

    it("a full disk under the database itself", async () => {
      const script = `import { openStore } from ${JSON.stringify(STORE)};
        const store = openStore({ directory: ${JSON.stringify(directory)} });
        const of = (i) => ({ puts: new Map([["k" + i, "x".repeat(4000)]]), deletes: new Set(), logSeq: i, guard: [] });
        try { for (let i = 1; ; i++) await store.commit(of(i)); }
        catch (error) { console.log(error.name + "|" + error.message); process.exit(0); }`;
      const limited = 'ulimit -f 2500; trap \'\' XFSZ; exec "$0" --input-type=module -e "$1"';
      const child = spawn("bash", ["-c", limited, process.execPath, script], { stdio: ["ignore", "pipe", "pipe"] });
      let text = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      await once(child, "close");
      expect(text).to.match(/^DiskFailed\|writing the database failed/);
    }).timeout(20_000);
  });

  it("rule 10: a killed process lost nothing it was told is kept, and never seems behind its guard (V1)", async () => {
    const script = `import { openStore } from ${JSON.stringify(STORE)};
      import { writeSync } from "node:fs";
      const store = openStore({ directory: ${JSON.stringify(directory)} });
      for (let i = store.load().logSeq + 1; ; i++) {
        const guard = [{ channelId: "0x01", maxSigned: i, digest: "0x02", held: i, sticky: false }];
        await store.commit({ puts: new Map([["k/" + (i % 50), "x".repeat(500)]]), deletes: new Set(), logSeq: i, guard });
        writeSync(1, i + "\\n");
      }`;
    for (let round = 0; round < 4; round++) {
      const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let told = "";
      child.stdout.on("data", (chunk: Buffer) => (told += chunk.toString()));
      await once(child.stdout, "data");
      await new Promise((resolve) => setTimeout(resolve, 30 + 37 * round));
      child.kill("SIGKILL");
      await once(child, "close");
      const last = Number(told.slice(0, told.lastIndexOf("\n")).split("\n").at(-1));
      const store = openStore({ directory });
      const { logSeq, guard } = store.load();
      store.close();
      expect(last).to.be.greaterThan(1);
      expect(logSeq).to.be.within(last, last + 1);
      expect(guard?.logSeq).to.be.within(last, logSeq);
    }
  });

  it("ignores bytes after the guard's end that are no lines", async () => {
    const store = open();
    await store.commit(commit(1, {}, [line(1, 1)]));
    store.close();
    appendFileSync(join(directory, "guard"), "half a li");
    expect(open().load().guard?.logSeq).to.equal(1);
  });
});
