import { type AstNode, children, text } from "./transpile/ast.ts";
import { compile, type Sources } from "./transpile/compile.ts";
import { TranspileError } from "./transpile/diagnostics.ts";
import { emitModule, type Library } from "./transpile/module.ts";

export type { Diagnostic } from "./transpile/diagnostics.ts";
export { TranspileError } from "./transpile/diagnostics.ts";

/** What to translate, and how. */
export interface TranspileInput {
  /** Solidity sources by the name under which they import each other. */
  readonly sources: Sources;
  /** The contract or library whose pure public and external functions are translated; the sources' last one if left out. */
  readonly contract?: string;
  /** `inline` (the default): one module that stands alone. A folder: imports from there, e.g. `../../evm`. */
  readonly library?: "inline" | { readonly folder: string };
}

/**
 * Translates a contract's pure functions to a TypeScript module that exports
 * `call(calldata: Uint8Array): { success: boolean, data: Uint8Array }`: exactly the bytes that the EVM returns or reverts
 * with. Calls that would take more steps than any transaction throw `OutOfSteps`; functions that need a chain, `NotTranslated`.
 * @throws TranspileError with a diagnostic for each place that is not translated exactly, and for each compiler error.
 * @example transpile({ sources: { "A.sol": { content: source } } }).code
 */
export function transpile(input: TranspileInput): { readonly code: string } {
  const compiled = compile(input.sources);
  const library: Library = input.library ?? "inline";
  const contracts = compiled.units.flatMap(({ file, ast }) =>
    children(ast, "nodes").flatMap((node) => (node.nodeType === "ContractDefinition" ? [{ file, node }] : [])),
  );
  const wanted = input.contract;
  const found =
    wanted === undefined
      ? (contracts.findLast(({ node }) => isDeployable(node)) ?? contracts.at(-1))
      : contracts.findLast(({ node }) => text(node, "name") === wanted);
  if (found === undefined) {
    const message = wanted === undefined ? "the sources hold no contract" : `the sources hold no contract ${wanted}`;
    throw new TranspileError([
      { file: Object.keys(input.sources)[0] ?? "", line: 1, column: 1, node: "SourceUnit", message },
    ]);
  }
  return { code: emitModule(compiled, found.file, found.node, input.sources, library) };
}

/** Whether something can be called at an address: interfaces and abstract contracts have no code. */
function isDeployable(contract: AstNode): boolean {
  return contract["abstract"] !== true && text(contract, "contractKind") !== "interface";
}
