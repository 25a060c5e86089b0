import { createRequire } from "node:module";
import { HOME } from "../layout.ts";
import { readCompilerPin } from "../read/compiler.ts";

const { version, settings } = readCompilerPin(HOME);

/**
 * The compiler of adapters for Hardhat, out of this package: its version, its pinned settings, where it is.
 *
 * @example export default defineConfig({ plugins: [chenilles], solidity });
 */
export const solidity: {
  readonly version: string;
  readonly path: string;
  readonly settings: Readonly<Record<string, unknown>>;
} = { version, settings, path: createRequire(import.meta.url).resolve("solc/soljson.js") };
