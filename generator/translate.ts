import { TranspileError, transpile } from "./index.ts";
import { ADVICE } from "./read/advice.ts";
import { Refused } from "./read/diagnostic.ts";
import type { Sources } from "./read/sources.ts";

/** For `offchain/generated/*` the library is imported, for the generator's own use it is inlined. */
export type Use = "generated" | "inline";

/**
 * Translates a contract.
 *
 * @throws Refused with what the translator refuses, each place under the rule `node`.
 */
export function translate(sources: Sources, contract: string, use: Use = "generated"): { readonly code: string } {
  try {
    return transpile({ sources, contract, library: use === "inline" ? use : { folder: "../../evm" } });
  } catch (error) {
    if (!(error instanceof TranspileError)) throw error;
    throw new Refused(
      error.diagnostics.map(({ node, ...place }) => ({
        ...place,
        rule: "node",
        message: `${node}: ${place.message}`,
        instead: ADVICE.node,
        source: { text: sources[place.file]?.content.split("\n")[place.line - 1] ?? "", width: 1 },
      })),
    );
  }
}
