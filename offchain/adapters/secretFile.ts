import { randomBytes } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { ensurePrivateDirectory, flushDirectory } from "./durableFile.ts";

/**
 * A file that holds a backup of secrets, readable by its owner only: written whole or not at all, on the device when `write`
 * resolves. Best on another device than the node's own.
 *
 * @throws errors of the file system, as they are: EACCES, ENOSPC, EIO.
 * @example const port = await withBackup(channelPort(node.running, id), secretFile("/media/key/secrets"), key);
 */
export function secretFile(path: string): { read(): Promise<string | null>; write(text: string): Promise<void> } {
  return {
    async read() {
      try {
        return await readFile(path, "utf8");
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
    async write(text) {
      ensurePrivateDirectory(dirname(path));
      const fresh = `${path}.${randomBytes(6).toString("hex")}`;
      const file = await open(fresh, "wx", 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
        await file.close();
        await rename(fresh, path);
      } catch (error) {
        await file.close().catch(() => {});
        await rm(fresh, { force: true });
        throw error;
      }
      flushDirectory(dirname(path));
    },
  };
}
