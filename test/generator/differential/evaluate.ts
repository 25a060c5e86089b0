import { stripTypeScriptTypes } from "node:module";
import * as calldata from "../../../offchain/evm/calldata.ts";
import * as codec from "../../../offchain/evm/codec.ts";
import * as failure from "../../../offchain/evm/failure.ts";
import * as hash from "../../../offchain/evm/hash.ts";
import * as hex from "../../../offchain/evm/hex.ts";
import * as integers from "../../../offchain/evm/integers.ts";
import * as memory from "../../../offchain/evm/memory.ts";
import * as meter from "../../../offchain/evm/meter.ts";
import * as precompiles from "../../../offchain/evm/precompiles.ts";
import * as words from "../../../offchain/evm/words.ts";
import type { Translated } from "./compare.ts";

// Emitted modules run without a file: ten thousand imported ones would never be freed.

/** The library's files by name, as an emitted module imports them from the folder "library". */
const LIBRARY: Readonly<Record<string, object>> = {
  calldata,
  codec,
  failure,
  hash,
  hex,
  integers,
  memory,
  meter,
  precompiles,
  words,
};

/**
 * Runs the code of an emitted module, whose library is copied into it or imported from a folder named "library".
 * @example evaluate(transpile({ sources, library: { folder: "library" } }).code).call(calldata)
 */
export function evaluate(code: string, library: Readonly<Record<string, object>> = LIBRARY): Translated {
  const plain = stripWarningFree(code)
    .replace(/^import \{([^}]*)\} from "library\/(\w+)\.ts";/gm, (_, names: string, file: string) => {
      return `const {${names}} = library.${file};`;
    })
    .replace(/^export /gm, "");
  // what a translated module exports is what transpile documents
  return new Function("library", `"use strict";\n${plain}\nreturn { call };`)(library) as Translated;
}

/** The code without its types; Node says once per process that this is experimental, which is no news here. */
export function stripWarningFree(code: string): string {
  const emit = process.emitWarning;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(code, { mode: "strip" });
  } finally {
    process.emitWarning = emit;
  }
}
