import type { AstNode } from "../read/ast.ts";
import { isNode, parametersOf, typeName, walk } from "../read/ast.ts";
import type { Unit } from "../read/sources.ts";
import { abiFieldLiteral } from "./abiLiteral.ts";
import { putWord } from "./protocolHashes.ts";
import type { SolidityType } from "./solidityTypes.ts";
import { NUMBER_BITS, parseType, tsType } from "./solidityTypes.ts";

/** A rule whose body is conditionals over `keccak256(abi.encode(…))`: written out as TypeScript with fixed layouts. */
export interface ExpressionRule {
  readonly name: string;
  readonly comment: string;
  readonly declared: string;
  readonly returns: string;
  /** Declarations in front of the function. */
  readonly layouts: readonly string[];
  readonly lines: readonly string[];
}

/** Thrown inside, where a body is anything else: the rule is then translated as a whole. */
class NotAnExpression extends Error {}

type Names = ReadonlyMap<number, { readonly text: string; readonly type: SolidityType }>;

interface Writing {
  readonly layouts: string[];
  readonly name: string;
}

/** All declarations of some files by their ids. */
export function declarationsOf(units: ReadonlyMap<string, Unit>): ReadonlyMap<number, AstNode> {
  const found = new Map<number, AstNode>();
  for (const { ast } of units.values()) walk(ast, (node) => void found.set(node.id, node));
  return found;
}

/**
 * Writes a function of `ProtocolRules` that only hands its parameters to a library function of conditionals and hashes;
 * undefined if it is of another kind.
 */
export function expressionRule(fn: AstNode, declarations: ReadonlyMap<number, AstNode>): ExpressionRule | undefined {
  try {
    const call = returned(fn);
    const target = declarations.get(call.expression?.referencedDeclaration ?? -1);
    if (target?.nodeType !== "FunctionDefinition") return undefined;
    const names = namesOf(fn, call, target);
    const writing: Writing = { layouts: [], name: fn.name ?? "" };
    const lines = (target.body?.statements ?? []).map((statement) =>
      statementText(statement, names, writing, resultType(target)),
    );
    const declared = parametersOf(fn).map((p) => `${cleanName(p)}: ${tsType(parseType(typeName(p)))}`);
    return {
      name: fn.name ?? "",
      comment: (target.documentation?.text ?? "").replace(/^@\w+ /, ""),
      declared: declared.join(", "),
      returns: tsType(resultType(target)),
      layouts: writing.layouts,
      lines,
    };
  } catch (error) {
    if (error instanceof NotAnExpression) return undefined;
    throw error;
  }
}

/** `channelId_` (Solidity avoids a shadow so) -> `channelId`. */
export function cleanName(node: AstNode): string {
  return (node.name ?? "").replace(/_$/, "");
}

function returned(fn: AstNode): AstNode {
  const [only, ...more] = fn.body?.statements ?? [];
  if (only?.nodeType !== "Return" || more.length > 0 || !isNode(only.expression)) throw new NotAnExpression();
  return only.expression;
}

function namesOf(fn: AstNode, call: AstNode, target: AstNode): Names {
  const outer = parametersOf(fn);
  return new Map(
    parametersOf(target).map((parameter, i) => {
      const given = outer.find((p) => p.id === call.arguments?.[i]?.referencedDeclaration);
      if (given === undefined) throw new NotAnExpression();
      return [parameter.id, { text: cleanName(given), type: parseType(typeName(parameter)) }];
    }),
  );
}

function resultType(fn: AstNode): SolidityType {
  const list = fn.returnParameters as unknown as { readonly parameters: readonly AstNode[] }; // a ParameterList
  const [only, ...more] = list.parameters;
  if (only === undefined || more.length > 0) throw new NotAnExpression();
  return parseType(typeName(only));
}

function statementText(node: AstNode, names: Names, writing: Writing, result: SolidityType): string {
  if (node.nodeType === "Return" && isNode(node.expression))
    return `return ${valueText(node.expression, names, writing, result)};`;
  if (
    node.nodeType === "IfStatement" &&
    node.condition !== undefined &&
    node.trueBody?.nodeType === "Return" &&
    !node.falseBody
  )
    return `if (${conditionText(node.condition, names)}) ${statementText(node.trueBody, names, writing, result)}`;
  throw new NotAnExpression();
}

function conditionText(node: AstNode, names: Names): string {
  const { leftExpression: left, rightExpression: right } = node;
  if (node.nodeType !== "BinaryOperation" || left === undefined || right === undefined) throw new NotAnExpression();
  if (node.operator === "&&" || node.operator === "||")
    return `${conditionText(left, names)} ${node.operator} ${conditionText(right, names)}`;
  const name = names.get(left.referencedDeclaration ?? -1);
  if (node.operator !== "==" || name === undefined || right.nodeType !== "Literal") throw new NotAnExpression();
  return `${name.text} === ${literalText(right, name.type)}`;
}

function literalText(node: AstNode, type: SolidityType): string {
  if (type.kind === "bytesN" && node.value === "0") return JSON.stringify(`0x${"00".repeat(type.size)}`);
  if (type.kind === "uint" && typeof node.value === "string" && /^\d+$/.test(node.value))
    return type.bits <= NUMBER_BITS ? node.value : `${node.value}n`;
  throw new NotAnExpression();
}

function valueText(node: AstNode, names: Names, writing: Writing, wanted: SolidityType): string {
  if (node.nodeType === "Literal") return literalText(node, wanted);
  if (
    node.nodeType === "Conditional" &&
    node.condition !== undefined &&
    node.trueExpression !== undefined &&
    node.falseExpression !== undefined
  )
    return `${conditionText(node.condition, names)} ? ${valueText(node.trueExpression, names, writing, wanted)} : ${valueText(node.falseExpression, names, writing, wanted)}`;
  if (node.nodeType !== "FunctionCall") throw new NotAnExpression();
  if (node.kind === "typeConversion") return conversionText(node, names, writing);
  if (node.expression?.name === "keccak256") return hashText(node.arguments?.[0], names, writing);
  throw new NotAnExpression();
}

/** bytes32(0), uint256(bytes32), and a cut to fewer bits. */
function conversionText(node: AstNode, names: Names, writing: Writing): string {
  const inner = node.arguments?.[0];
  const to = parseType(typeName(node));
  if (inner === undefined) throw new NotAnExpression();
  if (inner.nodeType === "Literal") return literalText(inner, to);
  const from = parseType(typeName(inner));
  const text = valueText(inner, names, writing, from);
  if (from.kind === "bytesN" && from.size === 32 && to.kind === "uint" && to.bits === 256) return `BigInt(${text})`;
  if (
    from.kind === "uint" &&
    to.kind === "uint" &&
    from.bits > NUMBER_BITS &&
    to.bits > NUMBER_BITS &&
    to.bits <= from.bits
  )
    return `BigInt.asUintN(${to.bits}, ${text})`;
  throw new NotAnExpression();
}

/** keccak256(abi.encode(parameters)). */
function hashText(node: AstNode | undefined, names: Names, writing: Writing): string {
  const encode = node?.expression;
  if (node === undefined || encode?.memberName !== "encode" || encode.expression?.name !== "abi")
    throw new NotAnExpression();
  const values = (node.arguments ?? []).map((argument) => {
    const name = names.get(argument.referencedDeclaration ?? -1);
    if (name === undefined) throw new NotAnExpression();
    return name;
  });
  const layout = `${writing.name}Layout`;
  if (writing.layouts.length > 0) throw new NotAnExpression();
  if (values.every(({ type }) => ["bool", "address", "bytesN", "uint", "int"].includes(type.kind))) {
    const puts = values.map(({ text, type }, i) => `  ${putWord(layout, `${i * 32}`, type, text)}`);
    const parameters = values.map(({ text, type }) => `${text}: ${tsType(type)}`).join(", ");
    writing.layouts.push(
      `const ${layout} = fixedLayout(${values.length});\n\nfunction ${writing.name}Hash(${parameters}): Hex {\n${puts.join("\n")}\n  return keccakHex(${layout}.bytes);\n}\n`,
    );
    return `${writing.name}Hash(${values.map((v) => v.text).join(", ")})`;
  }
  const fields = values.map(({ text, type }) => abiFieldLiteral(text, typeText(type)));
  writing.layouts.push(`const ${layout} = [${fields.join(", ")}] as const satisfies readonly AbiField[];\n`);
  return `keccakHex(abiEncode(${layout}, { ${values.map((v) => v.text).join(", ")} }))`;
}

function typeText(type: SolidityType): string {
  switch (type.kind) {
    case "uint":
    case "int":
      return `${type.kind}${type.bits}`;
    case "bytesN":
      return `bytes${type.size}`;
    case "struct":
      return type.name;
    case "array":
      return `${typeText(type.of)}[${type.length ?? ""}]`;
    default:
      return type.kind;
  }
}
