import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { HashModel, LimitModel, ProtocolModel, StructModel } from "../model/protocolModel.ts";
import type { AstNode } from "./ast.ts";
import { childrenOf, isNode, typeName } from "./ast.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { Refused } from "./diagnostic.ts";
import type { Unit } from "./sources.ts";
import { commentAbove, diagnosticAt } from "./sources.ts";
import { checkTypeString, parseTypeString } from "./typeStrings.ts";

/** Type strings that are no struct's hash: the domain's, and the channel id's, whose formula is a rule (adjudicator §1). */
const NOT_STRUCT_HASHES: readonly string[] = ["DOMAIN_TYPEHASH", "CHANNEL_TYPEHASH"];

/**
 * Reads structs, type strings and limits, and holds the type strings against the structs.
 *
 * @throws Refused if a type string and its struct differ.
 */
export function readProtocol(units: ReadonlyMap<string, Unit>): ProtocolModel {
  const typeUnits = [...units.values()].filter(
    (unit) => unit.path.startsWith("contracts/types/") || unit.path === "contracts/interfaces/IApp.sol",
  );
  const structs = typeUnits.flatMap(readStructs);
  const constants = new Map(
    typeUnits.flatMap((unit) =>
      childrenOf(unit.ast, "VariableDeclaration").map((node) => [node.name ?? "", { unit, node }] as const),
    ),
  );
  const diagnostics: Diagnostic[] = [];
  const hashes: HashModel[] = [];
  for (const [name, { unit, node }] of constants) {
    if (!name.endsWith("_TYPEHASH") || name === "DOMAIN_TYPEHASH") continue;
    const typeString = hashedString(node);
    if (typeString === undefined) {
      diagnostics.push(diagnosticAt(unit, node, "type-string", `${name}: write keccak256("Name(type field,…)")`));
      continue;
    }
    const problems = checkTypeString(name, typeString, structs);
    diagnostics.push(...problems.map((problem) => diagnosticAt(unit, node, "type-string", problem)));
    if (problems.length === 0 && !NOT_STRUCT_HASHES.includes(name)) hashes.push(hashModel(name, typeString, structs));
  }
  if (diagnostics.length > 0) throw new Refused(diagnostics);
  return {
    structs,
    hashes,
    limits: typeUnits.filter((unit) => unit.path.endsWith("/Limits.sol")).flatMap(readLimits),
    domain: readDomain(constants),
  };
}

/** The structs of a file, in source order, those of its contracts and interfaces left out. */
export function readStructs(unit: Unit): StructModel[] {
  return childrenOf(unit.ast, "StructDefinition").map((node) => ({
    name: node.name ?? "",
    file: unit.path,
    comment: commentAbove(unit, node),
    fields: (node.members ?? []).map((member) => ({ name: member.name ?? "", type: typeName(member) })),
  }));
}

function hashModel(constant: string, typeString: string, structs: readonly StructModel[]): HashModel {
  const { name, fields } = parseTypeString(typeString).primary;
  const own = structs.find((struct) => struct.name === name)?.fields ?? [];
  return {
    struct: name,
    constant,
    typeString,
    typeHash: hashText(typeString),
    leading: fields.slice(0, fields.length - own.length),
    fields: own,
  };
}

/** `keccak256("…")` as the value of a constant. */
function hashedString(node: AstNode): string | undefined {
  const call = isNode(node.value) ? node.value : undefined;
  const literal = call?.expression?.name === "keccak256" ? call.arguments?.[0] : undefined;
  return typeof literal?.value === "string" ? literal.value : undefined;
}

function readDomain(constants: ReadonlyMap<string, { unit: Unit; node: AstNode }>): ProtocolModel["domain"] {
  const text = (name: string): string => {
    const value = constants.get(name)?.node.value;
    const literal = isNode(value) ? value.value : undefined;
    if (typeof literal !== "string") throw new Error(`contracts/types/TypeHashes.sol has no string constant ${name}`);
    return literal;
  };
  const domain = constants.get("DOMAIN_TYPEHASH");
  const typeString = domain === undefined ? undefined : hashedString(domain.node);
  if (typeString !== "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
    throw new Error(
      "contracts/types/TypeHashes.sol: DOMAIN_TYPEHASH must be that of (name, version, chainId, verifyingContract)",
    );
  return { typeHash: hashText(typeString), name: text("DOMAIN_NAME"), version: text("DOMAIN_VERSION") };
}

function readLimits(unit: Unit): LimitModel[] {
  const nodes = childrenOf(unit.ast, "VariableDeclaration");
  return nodes.map((node) => {
    const value = isNode(node.value) ? constantValue(node.value) : undefined;
    if (value === undefined)
      throw new Refused([diagnosticAt(unit, node, "limit", `${node.name}: a limit is a number or a shift of numbers`)]);
    return { name: node.name ?? "", comment: commentAbove(unit, node), value: value.toString() };
  });
}

/** The value of a constant expression of literals; undefined for anything else. */
function constantValue(node: AstNode): bigint | undefined {
  if (node.nodeType === "Literal" && typeof node.value === "string" && /^[0-9_]+$/.test(node.value))
    return BigInt(node.value.replaceAll("_", ""));
  if (node.nodeType !== "BinaryOperation" || node.leftExpression === undefined || node.rightExpression === undefined)
    return undefined;
  const [left, right] = [constantValue(node.leftExpression), constantValue(node.rightExpression)];
  if (left === undefined || right === undefined) return undefined;
  if (node.operator === "<<") return left << right;
  if (node.operator === "*") return left * right;
  if (node.operator === "+") return left + right;
  if (node.operator === "-") return left - right;
  return undefined;
}

/** keccak256 of a text, with 0x. */
export function hashText(text: string): string {
  return `0x${bytesToHex(keccak_256(new TextEncoder().encode(text)))}`;
}
