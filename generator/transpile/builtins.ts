import { type AstNode, bare, child, children, text, texts, typeIdentifier } from "./ast.ts";
import { callLibrary, emit, emitAs, parameterList, type Scope, temporary } from "./context.ts";
import { refuse } from "./diagnostics.ts";
import { modularOrder } from "./eitherOrder.ts";
import {
  decodeArguments,
  encodeArguments,
  encodeCallData,
  type Kept,
  packArguments,
  revertWithError,
  revertWithText,
} from "./encoding.ts";
import { declarationOf, typeOf } from "./program.ts";
import { isSafe } from "./purity.ts";
import { describe, mobile, tsType, underlying, zeroOf } from "./representation.ts";
import type { SolidityType } from "./solidityType.ts";

const UINT256: SolidityType = { kind: "uint", bits: 256 };
const BYTES32: SolidityType = { kind: "fixedBytes", size: 32 };
const BYTES: SolidityType = { kind: "bytes", location: "memory" };

/** A call of a function that the language has by itself; `kind` is what the compiler calls it. */
export function builtin(scope: Scope, node: AstNode, kind: string): string {
  const args = children(node, "arguments");
  switch (kind) {
    case "require":
      return `(${requireCode(scope, node)})`;
    case "assert":
      return `(${emit(scope, one(node))} || ${callLibrary(scope, "panic", 1)})`;
    case "revert":
      return args[0] === undefined ? callLibrary(scope, "revertEmpty") : revertWithText(scope, args[0]);
    case "keccak256":
    case "sha256":
    case "ripemd160":
      return callLibrary(scope, "bytesToWord", callLibrary(scope, kind, hashInput(scope, one(node))));
    case "ecrecover":
      return callLibrary(
        scope,
        "ecrecover",
        ...typed(scope, args, [BYTES32, { kind: "uint", bits: 8 }, BYTES32, BYTES32]),
      );
    case "addmod":
    case "mulmod":
      return modular(scope, kind, args);
    case "wrap":
    case "unwrap":
      return emitAs(scope, one(node), underlying(scope.module, typeOf(node), node));
    case "objectcreation":
      return creation(scope, node);
    default:
      return coding(scope, node, kind);
  }
}

function coding(scope: Scope, node: AstNode, kind: string): string {
  const args = children(node, "arguments");
  switch (kind) {
    case "abiencode":
      return encodeArguments(scope, args, null);
    case "abiencodepacked":
    case "bytesconcat":
    case "stringconcat":
      return packArguments(scope, args);
    case "abiencodewithselector":
    case "abiencodewithsignature":
    case "abiencodecall":
      return encodeCallData(scope, node, kind);
    case "abidecode":
      return decodeArguments(scope, node);
    default:
      return refuse(node, `${kind} is not something a pure function can do, or is not translated`);
  }
}

/** `addmod` or `mulmod`. */
function modular(scope: Scope, kind: string, args: readonly AstNode[]): string {
  const operands = args.map((node) => ({ node, code: emitAs(scope, node, UINT256), tsType: "bigint" }));
  const { steps, codes } = modularOrder(scope, operands);
  const made = callLibrary(scope, kind, ...codes);
  return steps.length === 0 ? made : `(${[...steps, made].join(", ")})`;
}

function one(node: AstNode): AstNode {
  return children(node, "arguments")[0] ?? refuse(node, "an argument is missing");
}

function typed(scope: Scope, args: readonly AstNode[], types: readonly SolidityType[]): string[] {
  return args.map((arg, i) => emitAs(scope, arg, types[i] ?? typeOf(arg)));
}

/** What is hashed is only read, so that calldata need not be copied. */
function hashInput(scope: Scope, node: AstNode): string {
  const type = typeOf(bare(node));
  return type.kind === "literal" ? emitAs(scope, node, BYTES) : emit(scope, node);
}

/** The failure of a `require`: a custom error, a text or nothing. */
function failure(scope: Scope, reason: AstNode | undefined, kept: Kept): string {
  if (reason === undefined) return callLibrary(scope, "revertEmpty");
  return isError(reason) ? revertWithError(scope, bare(reason), kept) : revertWithText(scope, reason, kept);
}

/** Arguments by name in `require`: the newer pipeline encodes them as they are written, the older one as they are declared. */
function checkNames(scope: Scope, call: AstNode): void {
  const declared = declarationOf(scope.module.program, bare(child(call, "expression")));
  const order = declared === null ? [] : parameterList(declared, "parameters").map((p) => text(p, "name"));
  const names = texts(call, "names");
  if (names.some((name, i) => name !== order[i]))
    refuse(call, "the names are not in the order of the error's declaration, and then the compiler's pipelines differ");
}

function isError(reason: AstNode): boolean {
  const inner = bare(reason);
  return (
    inner.nodeType === "FunctionCall" && typeIdentifier(child(inner, "expression")).startsWith("t_function_error_")
  );
}

/** What the EVM computes of a reason although the condition holds: all that may fail or change something. */
function computedEarly(reason: AstNode | undefined): readonly AstNode[] {
  if (reason === undefined) return [];
  return (isError(reason) ? children(bare(reason), "arguments") : [reason]).filter((node) => !isSafe(node));
}

/** `require(condition, reason)` as an expression that is true or reverts. */
export function requireCode(scope: Scope, node: AstNode): string {
  const [condition, reason] = children(node, "arguments");
  if (condition === undefined) return refuse(node, "a condition is missing");
  if (reason !== undefined && isError(reason)) checkNames(scope, bare(reason));
  const early = computedEarly(reason);
  if (early.length === 0) return `${emit(scope, condition)} || ${failure(scope, reason, new Map())}`;
  const holds = temporary(scope, "boolean");
  const steps = [`${holds} = ${emit(scope, condition)}`];
  const kept = new Map<AstNode, string>();
  for (const part of early) {
    const type = mobile(typeOf(bare(part)));
    const name = temporary(scope, tsType(scope.module, type, part));
    steps.push(`${name} = ${emit(scope, part)}`);
    kept.set(part, name);
  }
  return [...steps, `${holds} || ${failure(scope, reason, kept)}`].join(", ");
}

function creation(scope: Scope, node: AstNode): string {
  const type = typeOf(node);
  const length = emitAs(scope, one(node), UINT256);
  if (type.kind === "bytes" || type.kind === "string") return callLibrary(scope, "newBytes", length);
  if (type.kind !== "array") return refuse(node, `creating ${describe(type)} is not translated`);
  const element = type.element;
  return callLibrary(
    scope,
    "newArray",
    scope.module.failures === null ? length : callLibrary(scope, "lengthInBoth", length),
    `(): ${tsType(scope.module, element, node)} => ${zeroOf(scope.module, element, node)}`,
  );
}
