import { type AstNode, children, optionalText, text } from "./transpile/ast.ts";
import { type Compiled, compile, type Sources } from "./transpile/compile.ts";
import { TranspileError } from "./transpile/diagnostics.ts";
import { emitModule, type Library } from "./transpile/module.ts";

export type { Diagnostic } from "./transpile/diagnostics.ts";
export { TranspileError } from "./transpile/diagnostics.ts";

/** What to translate, and how. */
export interface TranspileInput {
  /** Solidity sources by the name under which they import each other. */
  readonly sources: Sources;
  /** The contract or library whose pure public and external functions are translated; the sources' last one that can be called if left out. `file:Name` where files share a name. */
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
      ? lastOf(contracts, compiled)
      : contracts.findLast(({ file, node }) => [text(node, "name"), `${file}:${text(node, "name")}`].includes(wanted));
  if (found === undefined) {
    const message = wanted === undefined ? "the sources hold no contract" : `the sources hold no contract ${wanted}`;
    throw new TranspileError([
      { file: Object.keys(input.sources)[0] ?? "", line: 1, column: 1, node: "SourceUnit", message },
    ]);
  }
  return { code: emitModule(compiled, found.file, found.node, input.sources, library) };
}

interface Declared {
  readonly file: string;
  readonly node: AstNode;
}

/**
 * The last contract that has code; where nothing of that can be called (a library of internal functions), the last one that
 * can, first in files that no other imports.
 */
function lastOf(contracts: readonly Declared[], compiled: Compiled): Declared | undefined {
  const last = contracts.findLast(({ node }) => isDeployable(node)) ?? contracts.at(-1);
  const callable = contracts.filter((one) => isDeployable(one.node) && isCallable(one, compiled));
  if (last === undefined || callable.includes(last) || callable.length === 0) return last;
  const imported = new Set(
    compiled.units.flatMap(({ ast }) =>
      children(ast, "nodes").flatMap((node) => (node.nodeType === "ImportDirective" ? text(node, "absolutePath") : [])),
    ),
  );
  return callable.findLast(({ file }) => !imported.has(file)) ?? callable.at(-1);
}

function isCallable({ file, node }: Declared, compiled: Compiled): boolean {
  const selectors = compiled.selectors[file]?.[text(node, "name")] ?? {};
  const special = children(node, "nodes").some((m) => ["fallback", "receive"].includes(optionalText(m, "kind") ?? ""));
  return special || Object.keys(selectors).length > 0;
}

/** Whether something can be called at an address: interfaces and abstract contracts have no code. */
function isDeployable(contract: AstNode): boolean {
  return contract["abstract"] !== true && text(contract, "contractKind") !== "interface";
}
