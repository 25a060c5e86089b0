import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import type { GuardLine } from "../channel/records.ts";
import { type DurableFile, flushDirectory, type OpenDurable } from "./durableFile.ts";

/** A line of the guard is unreadable although later lines are good: not a torn end, but damage. */
export class GuardDamaged extends Error {
  constructor(path: string, at: number) {
    super(
      `the guard file ${path} is damaged at byte ${at}, before its end; it says what this node has signed, so the node will not start with it. ` +
        "Check the disk; restore the file from the same moment as the database, or move it away to recover from the peers",
    );
    this.name = "GuardDamaged";
  }
}

/** The newest versions signed and held, per channel, and the sequence number they belong to. */
export interface GuardContent {
  readonly logSeq: number;
  readonly lines: readonly GuardLine[];
}

/** The guard on its own file. `append` calls must not overlap. */
export interface GuardFile {
  /** What the file said when it was opened; null where nothing was ever written. */
  readonly content: GuardContent | null;
  /** Adds one commit; resolves when it is on the device. */
  readonly append: (logSeq: number, lines: readonly GuardLine[]) => Promise<void>;
  readonly close: () => void;
}

const HEADER = "chenilles guard 1";
/** Zeros kept ahead of the last line, so that an append changes no file size. */
const ROOM = 1 << 20;

type Packed = readonly [string, number, string, number, 0 | 1];

function encodeLine(text: string): Buffer {
  return Buffer.from(`${crc32(text).toString(16).padStart(8, "0")} ${text}\n`, "latin1");
}

/** The text of a line, or null where its checksum is wrong. */
function decodeLine(line: string): string | null {
  const text = line.slice(9);
  return line[8] === " " && line.slice(0, 8) === crc32(text).toString(16).padStart(8, "0") ? text : null;
}

function encodeContent(logSeq: number, lines: Iterable<GuardLine>): Buffer {
  const packed: Packed[] = [];
  for (const line of lines) packed.push([line.channelId, line.maxSigned, line.digest, line.held, line.sticky ? 1 : 0]);
  return encodeLine(JSON.stringify({ s: logSeq, c: packed }));
}

interface Read {
  readonly logSeq: number | null;
  readonly lines: Map<string, GuardLine>;
}

function applyLine(text: string, lines: Map<string, GuardLine>): number {
  // Written by encodeContent: the checksum has just been compared.
  const read = JSON.parse(text) as { s: number; c: Packed[] };
  for (const [channelId, maxSigned, digest, held, sticky] of read.c) {
    lines.set(channelId, {
      channelId: channelId as `0x${string}`,
      maxSigned,
      digest: digest as `0x${string}`,
      held,
      sticky: sticky === 1,
    });
  }
  return read.s;
}

/** Reads line by line up to the first bad one; what follows must be a torn end (protocol §1.1 G). */
function readGuard(path: string): Read {
  const lines = new Map<string, GuardLine>();
  if (!existsSync(path)) return { logSeq: null, lines };
  const text = readFileSync(path, "latin1");
  let logSeq: number | null = null;
  let at = 0;
  for (let first = true; ; first = false) {
    const end = text.indexOf("\n", at);
    const body = end < 0 ? null : decodeLine(text.slice(at, end));
    if (body === null || (first && body !== HEADER)) break;
    if (!first) logSeq = applyLine(body, lines);
    at = end + 1;
  }
  const later = text.slice(at).split("\n").slice(1);
  if (later.some((line) => decodeLine(line) !== null)) throw new GuardDamaged(path, at);
  if (at === 0 && /[^\0]/.test(text)) throw new GuardDamaged(path, 0);
  return { logSeq, lines };
}

/** Writes a compact copy beside the file and puts it in its place; returns where its last line ends. */
function rewrite(path: string, logSeq: number | null, lines: Map<string, GuardLine>): { at: number; size: number } {
  const header = encodeLine(HEADER);
  const body = logSeq === null ? header : Buffer.concat([header, encodeContent(logSeq, lines.values())]);
  const size = body.length + Math.max(ROOM, body.length);
  const fd = openSync(`${path}.new`, "w", 0o600);
  try {
    writeAll(fd, Buffer.concat([body, Buffer.alloc(size - body.length)]));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
  flushDirectory(dirname(path));
  return { at: body.length, size };
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

/**
 * Opens the guard: reads it, drops a torn end, compacts it.
 * The caller holds the node's lock.
 * @throws GuardDamaged where a line before the end is unreadable.
 * @example const guard = openGuard("/var/lib/node/guard", openDurable)
 */
export function openGuard(path: string, open: OpenDurable): GuardFile {
  const { logSeq: found, lines } = readGuard(path);
  const content = found === null ? null : { logSeq: found, lines: [...lines.values()] };
  let place = rewrite(path, found, lines);
  let file: DurableFile = open(path);
  return {
    content,
    append: async (logSeq, changed) => {
      for (const line of changed) lines.set(line.channelId, line);
      const bytes = encodeContent(logSeq, changed);
      if (place.at + bytes.length > place.size) {
        file.close();
        place = rewrite(path, logSeq, lines);
        file = open(path);
        return;
      }
      const at = place.at;
      place = { at: at + bytes.length, size: place.size };
      await file.write(bytes, at);
    },
    close: () => file.close(),
  };
}
