import { close, constants, fdatasync, fdatasyncSync, fsyncSync, mkdirSync, openSync, write } from "node:fs";
import { promisify } from "node:util";

const writeAt = promisify(write);
const flushAsync = promisify(fdatasync);

/** A file whose writes are on the device when they resolve. */
export interface DurableFile {
  /** Writes all bytes at an offset; resolves when they are on the device. */
  readonly write: (bytes: Uint8Array, at: number) => Promise<void>;
  /** Flushes what others wrote to the same file; blocks until it is on the device. */
  readonly flush: () => void;
  readonly close: () => void;
}

/** Opens an existing file for durable writing. */
export type OpenDurable = (path: string) => DurableFile;

// Linux: a write that returns when the device has it, one call instead of two. Elsewhere: write, then flush.
const DSYNC: number = process.platform === "linux" ? constants.O_DSYNC : 0;

/**
 * Opens a file for durable writing; errors of the device (ENOSPC, EIO) reject.
 * @example await openDurable("guard").write(line, 4096)
 */
export const openDurable: OpenDurable = (path) => {
  const fd = openSync(path, constants.O_RDWR | DSYNC);
  return {
    write: async (bytes, at) => {
      let done = 0;
      while (done < bytes.length) done += (await writeAt(fd, bytes, done, bytes.length - done, at + done)).bytesWritten;
      if (DSYNC === 0) await flushAsync(fd);
    },
    flush: () => fdatasyncSync(fd),
    close: () => close(fd),
  };
};

/** Makes a directory's entries durable: after a file was created or renamed in it. */
export function flushDirectory(path: string): void {
  if (process.platform === "win32") return;
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    close(fd);
  }
}

/** Makes a directory that only its owner reads (0700), with its parents; leaves one that exists as it is. */
export function ensurePrivateDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}
