import { type AstNode, bare } from "./ast.ts";
import { emit, emitAs, type Scope, temporary } from "./context.ts";
import { convert } from "./conversion.ts";
import { typeOf } from "./program.ts";
import { isSafe } from "./purity.ts";
import { tsType } from "./representation.ts";
import { inCalldata, type SolidityType } from "./solidityType.ts";

/** Values that are handed over together: steps that come first, then their codes, as the types wanted. */
export interface HandedOver {
  readonly prepare: readonly string[];
  readonly codes: readonly string[];
}

/** Whether the value is copied out of calldata, which fails where it is malformed. */
function isCopied(node: AstNode, wanted: SolidityType): boolean {
  const own = typeOf(bare(node));
  const held = own.kind === "struct" || own.kind === "array";
  return held && inCalldata(own) && !inCalldata(wanted);
}

/** Whether a value copied out of calldata stands before one whose computing can fail. */
function copiesEarly(nodes: readonly (AstNode | null)[], wanted: readonly (SolidityType | null)[]): boolean {
  const first = nodes.findIndex((node, i) => {
    const type = wanted[i];
    return node !== null && type !== null && type !== undefined && isCopied(node, type);
  });
  return first >= 0 && nodes.slice(first + 1).some((node) => node !== null && !isSafe(node));
}

/**
 * Arguments of a call or parts of a tuple as the types wanted. All are computed before the first is copied out of calldata:
 * that can be seen only where one fails, and then the others' failures come first.
 */
export function handOver(scope: Scope, nodes: readonly AstNode[], wanted: readonly SolidityType[]): HandedOver {
  const typed = nodes.map((node, i) => ({ node, type: wanted[i] ?? typeOf(bare(node)) }));
  if (!copiesEarly(nodes, wanted))
    return { prepare: [], codes: typed.map(({ node, type }) => emitAs(scope, node, type)) };
  const prepare: string[] = [];
  const codes = typed.map(({ node, type }) => {
    const own = typeOf(bare(node));
    if (own.kind === "rational" || own.kind === "literal" || own.kind === "tuple") return emitAs(scope, node, type);
    const name = temporary(scope, tsType(scope.module, own, node));
    prepare.push(`${name} = ${emit(scope, node)}`);
    return convert(scope, name, own, type, node);
  });
  return { prepare, codes };
}
