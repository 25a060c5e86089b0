import { type AstNode, bare, child, children, sparse, text } from "./ast.ts";
import { callLibrary, emit, emitAs, parameterList, type Scope, temporary, use } from "./context.ts";
import { convert, literalBytes } from "./conversion.ts";
import { refuse } from "./diagnostics.ts";
import { declarationOf, typeOf } from "./program.ts";
import { isSafe } from "./purity.ts";
import { bitsOf, codecOf, describe, mobile, tsType, underlying } from "./representation.ts";
import { inCalldata, relocate, type SolidityType } from "./solidityType.ts";

/** A value to be encoded, and the name of its codec. */
interface Encoded {
  readonly codec: string;
  readonly code: string;
}

/** A value where the encoder reads it: out of calldata step by step, with the encoder's own checks. */
export function forEncoding(scope: Scope, code: string, given: SolidityType, node: AstNode): Encoded {
  const type = underlying(scope.module, given, node);
  const codec = codecOf(scope.module, type, node);
  if (!inCalldata(type) || type.kind === "bytes" || type.kind === "string") return { codec, code };
  const dynamic = type.kind === "array" && type.length === null;
  return { codec, code: callLibrary(scope, dynamic ? "loadArray" : "loadPlace", codec, code) };
}

/** An argument as the type a parameter has, except that what lies in calldata is encoded from there. */
function argument(scope: Scope, node: AstNode, wanted: SolidityType | null, kept: string | null): Encoded {
  const own = mobile(typeOf(bare(node)));
  if (wanted === null || inCalldata(own)) return forEncoding(scope, kept ?? emit(scope, node), own, node);
  const target = relocate(wanted, "memory");
  const code = kept === null ? emitAs(scope, node, target) : convert(scope, kept, own, target, node);
  return { codec: codecOf(scope.module, target, node), code };
}

function encodeList(scope: Scope, items: readonly Encoded[]): string {
  if (items.length === 0) return "new Uint8Array(0)";
  return callLibrary(
    scope,
    "encode",
    `[${items.map((i) => i.codec).join(", ")}]`,
    `[${items.map((i) => i.code).join(", ")}]`,
  );
}

/** Values computed before, by their expressions. */
export type Kept = ReadonlyMap<AstNode, string>;

const NOTHING_KEPT: Kept = new Map();

/** `abi.encode(…)` of arguments, as their own types or as those of parameters. */
export function encodeArguments(
  scope: Scope,
  args: readonly AstNode[],
  wanted: readonly SolidityType[] | null,
  given: Kept = NOTHING_KEPT,
): string {
  const { steps, kept } = given.size > 0 ? { steps: [], kept: given } : keepBefore(scope, args, isLoaded);
  const list = encodeList(
    scope,
    args.map((node, i) => argument(scope, node, wanted === null ? null : (wanted[i] ?? null), kept.get(node) ?? null)),
  );
  return steps.length === 0 ? list : `(${[...steps, list].join(", ")})`;
}

/** Whether the encoder reads the value out of calldata. */
function isLoaded(type: SolidityType): boolean {
  return inCalldata(type) && type.kind !== "bytes" && type.kind !== "string";
}

/**
 * The EVM computes all arguments before it encodes the first: where a value that is encoded as it is computed is followed by
 * an argument that may change it or fail, all are computed first.
 */
function keepBefore(
  scope: Scope,
  args: readonly AstNode[],
  early: (type: SolidityType) => boolean,
): { readonly steps: readonly string[]; readonly kept: Kept } {
  const steps: string[] = [];
  const kept = new Map<AstNode, string>();
  const first = args.findIndex((node) => early(typeOf(bare(node))));
  if (first < 0 || args.slice(first + 1).every(isSafe)) return { steps, kept };
  for (const node of args) {
    const own = typeOf(bare(node));
    if (own.kind === "literal" || own.kind === "rational") continue;
    const name = temporary(scope, tsType(scope.module, own, node));
    steps.push(`${name} = ${emit(scope, node)}`);
    kept.set(node, name);
  }
  return { steps, kept };
}

/** Return values of an external function as bytes. */
export function encodeResults(
  scope: Scope,
  codes: readonly string[],
  types: readonly SolidityType[],
  node: AstNode,
): string {
  return encodeList(
    scope,
    codes.map((code, i) => forEncoding(scope, code, types[i] ?? refuse(node, "a result without a type"), node)),
  );
}

/** `abi.encodeWithSelector`, `WithSignature` and `encodeCall`. */
export function encodeCallData(scope: Scope, node: AstNode, kind: string): string {
  const [first, ...rest] = children(node, "arguments");
  if (first === undefined) return refuse(node, "no selector");
  if (kind === "abiencodewithselector") {
    const selector = callLibrary(scope, "fixedToBytes", emitAs(scope, first, { kind: "fixedBytes", size: 4 }), 4);
    return callLibrary(scope, "concat", selector, encodeArguments(scope, rest, null));
  }
  if (kind === "abiencodewithsignature") {
    const hash = callLibrary(scope, "keccak256", emitAs(scope, first, { kind: "string", location: "memory" }));
    return callLibrary(scope, "concat", `${hash}.subarray(0, 4)`, encodeArguments(scope, rest, null));
  }
  return encodeCall(scope, node, first, rest[0]);
}

function encodeCall(scope: Scope, node: AstNode, target: AstNode, args: AstNode | undefined): string {
  const definition = declarationOf(scope.module.program, bare(target));
  if (definition === null || typeof definition["functionSelector"] !== "string" || args === undefined)
    return refuse(node, "encodeCall of this is not translated");
  const inner = bare(args);
  const list =
    inner.nodeType === "TupleExpression" && inner["isInlineArray"] !== true
      ? sparse(inner, "components").flatMap((item) => item ?? [])
      : [inner];
  const selector = callLibrary(scope, "selectorBytes", Number.parseInt(text(definition, "functionSelector"), 16));
  const wanted = parameterList(definition, "parameters").map(typeOf);
  return callLibrary(scope, "concat", selector, encodeArguments(scope, list, wanted));
}

/** The unpadded bytes of one argument of `abi.encodePacked`, `bytes.concat` or `string.concat`; of its value if it has one. */
function packedPart(scope: Scope, node: AstNode, kept: string | undefined): string {
  const type = underlying(scope.module, typeOf(bare(node)), node);
  if (type.kind === "literal") return `new Uint8Array([${literalBytes(node).join(", ")}])`;
  const code = kept ?? emit(scope, node);
  if (bitsOf(type) > 0) return callLibrary(scope, "fixedToBytes", code, bitsOf(type) / 8);
  if (type.kind === "bool") return `new Uint8Array([${code} ? 1 : 0])`;
  if (type.kind === "enum") return `new Uint8Array([${code}])`;
  if (type.kind === "bytes" || type.kind === "string") return code;
  if (type.kind !== "array") return refuse(node, `packing ${describe(type)} is not translated`);
  const element = underlying(scope.module, type.element, node);
  if (bitsOf(element) === 0 && element.kind !== "bool" && element.kind !== "enum")
    return refuse(node, "packing an array of this is not translated");
  return callLibrary(
    scope,
    "packElements",
    codecOf(scope.module, element, node),
    forEncoding(scope, code, type, node).code,
  );
}

/** `abi.encodePacked`, `bytes.concat`, `string.concat`. */
export function packArguments(scope: Scope, args: readonly AstNode[]): string {
  const { steps, kept } = keepBefore(scope, args, (type) => type.kind === "array");
  const packed = callLibrary(scope, "pack", ...args.map((node) => packedPart(scope, node, kept.get(node))));
  return steps.length === 0 ? packed : `(${[...steps, packed].join(", ")})`;
}

/** `abi.decode(bytes, (types))`. */
export function decodeArguments(scope: Scope, node: AstNode): string {
  const source = children(node, "arguments")[0];
  if (source === undefined) return refuse(node, "nothing to decode");
  const type = typeOf(node);
  const bytes = emit(scope, source);
  if (type.kind !== "tuple") return callLibrary(scope, "decodeOne", codecOf(scope.module, type, node), bytes);
  const items = type.items.map((item) => item ?? refuse(node, "a hole"));
  if (items.length === 0) return refuse(node, "decoding nothing is not translated");
  const codecs = `[${items.map((item) => codecOf(scope.module, item, node)).join(", ")}]`;
  return `${use(scope, "decodeAll")}<${tsType(scope.module, relocate(type, "memory"), node)}>(${codecs}, ${bytes})`;
}

/** The revert with a custom error, as an expression. */
export function revertWithError(scope: Scope, call: AstNode, kept: Kept = NOTHING_KEPT): string {
  const definition = declarationOf(scope.module.program, bare(child(call, "expression")));
  if (definition === null || definition.nodeType !== "ErrorDefinition") return refuse(call, "no custom error");
  const wanted = parameterList(definition, "parameters");
  const args = orderedByName(call, wanted);
  const selector = `0x${text(definition, "errorSelector")}`;
  return callLibrary(scope, "revertWith", selector, encodeArguments(scope, args, wanted.map(typeOf), kept));
}

/** Arguments in the order of the parameters, where they were given by name. */
export function orderedByName(call: AstNode, parameters: readonly AstNode[]): readonly AstNode[] {
  const args = children(call, "arguments");
  const names = call["names"];
  if (!Array.isArray(names) || names.length === 0) return args;
  return parameters.flatMap((p) => args[names.indexOf(text(p, "name"))] ?? []);
}

/** The revert with `Error(string)`, as an expression. */
export function revertWithText(scope: Scope, message: AstNode, kept: Kept = NOTHING_KEPT): string {
  const text = kept.get(message) ?? emitAs(scope, message, { kind: "string", location: "memory" });
  return callLibrary(
    scope,
    "revertWith",
    "0x08c379a0",
    callLibrary(
      scope,
      "encode",
      `[${codecOf(scope.module, { kind: "string", location: "memory" }, message)}]`,
      `[${text}]`,
    ),
  );
}
