import { type Node, nodeAt, nodesAt, textAt, typeOf } from "./ast.ts";

// The mutation operators of Solidity: at a node of the syntax tree, what might stand there instead.

/** What a change replaces: a value, a whole statement, a modifier of a function, a value or a statement of assembly. */
export type Shape = "value" | "statement" | "modifier" | "yulValue" | "yulStatement";

/** A change of one node. `after` is Solidity, or Yul that may use ORIGINAL once and again, and IS for 1 where it applies. */
export interface Change {
  readonly shape: Shape;
  readonly operator: string;
  readonly after: string;
}

/** Gives the text of a node as it stands in the file. */
export type Text = (node: Node) => string;

const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
};

const ARITHMETIC: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "<<": ">>",
  ">>": "<<",
  "&": "|",
  "|": "&",
  "^": "|",
  "&&": "||",
  "||": "&&",
};

const YUL_SWAPS: Readonly<Record<string, string>> = {
  add: "sub",
  sub: "add",
  mul: "add",
  div: "mul",
  shl: "shr",
  shr: "shl",
  and: "or",
  or: "and",
  lt: "gt",
  gt: "lt",
};

const YUL_TRUTHS = new Set(["eq", "iszero", "lt", "gt", "slt", "sgt", "staticcall", "call", "delegatecall"]);
const YUL_EFFECTS = /^(mstore8?|calldatacopy|returndatacopy|codecopy|mcopy|revert|return|sstore|tstore|pop|log\d)$/;

const INTEGER = /^u?int\d+$/;
const LITERAL = /^int_const -?\d+$/;

/** The type to give a literal so that it means in the middle of a conditional what it means by itself. */
function literalType(node: Node, parent: Node | undefined): string | null {
  if (parent === undefined) return null;
  if (parent.nodeType === "BinaryOperation") {
    const operator = textAt(parent, "operator");
    if (["<<", ">>", "**"].includes(operator)) return "uint256";
    const common = typeOf(parent, "commonType");
    return INTEGER.test(common) ? common : null;
  }
  if (parent.nodeType === "Assignment") {
    const left = nodeAt(parent, "leftHandSide");
    const type = left === undefined ? "" : typeOf(left);
    return INTEGER.test(type) ? type : null;
  }
  if (parent.nodeType === "IndexAccess" || parent.nodeType === "VariableDeclarationStatement") return "uint256";
  if (parent.nodeType === "Conditional" || parent.nodeType === "Return") return "uint256";
  if (parent.nodeType === "FunctionCall") return argumentType(node, parent);
  return null;
}

function argumentType(node: Node, call: Node): string | null {
  const expression = nodeAt(call, "expression");
  if (textAt(call, "kind") === "typeConversion") return "uint256";
  if (expression === undefined || textAt(call, "kind") !== "functionCall") return null;
  const parameters = /^function \(([^)]*)\)/.exec(typeOf(expression))?.[1]?.split(",") ?? [];
  const type = parameters[nodesAt(call, "arguments").indexOf(node)];
  return type !== undefined && INTEGER.test(type) ? type : null;
}

function valuesOfLiteral(node: Node, parent: Node | undefined): readonly Change[] {
  const type = literalType(node, parent);
  const value = BigInt(typeOf(node).slice("int_const ".length));
  if (type === null || value < 0n) return [];
  const near = value === 0n ? [1n] : [value + 1n, value - 1n];
  return near.map((other) => ({ shape: "value", operator: "constant", after: `${type}(${other})` }));
}

/** The type for the unchanged literal beside its changes; "" where the node is no literal. */
export function castOf(node: Node, parent: Node | undefined): string {
  return isConstantNumber(node) ? (literalType(node, parent) ?? "") : "";
}

function isConstantNumber(node: Node): boolean {
  return LITERAL.test(typeOf(node)) && ["Literal", "BinaryOperation", "TupleExpression"].includes(node.nodeType);
}

function valuesOfBinary(node: Node, text: Text): readonly Change[] {
  const [left, right] = [nodeAt(node, "leftExpression"), nodeAt(node, "rightExpression")];
  if (left === undefined || right === undefined) return [];
  const operator = textAt(node, "operator");
  const with_ = (other: string): string => `(${text(left)}) ${other} (${text(right)})`;
  const compared = COMPARISONS[operator] ?? [];
  if (compared.length > 0)
    return compared.map((other) => ({ shape: "value", operator: "comparison", after: with_(other) }));
  const other = ARITHMETIC[operator];
  if (other === undefined) return [];
  const kind = operator === "&&" || operator === "||" ? "connective" : /[<>&|^]/.test(operator) ? "bits" : "arithmetic";
  return [{ shape: "value", operator: kind, after: with_(other) }];
}

/** What a function gives back, replaced by the neutral value of its type. */
function valuesOfReturn(node: Node, text: Text): readonly Change[] {
  const type = typeOf(node);
  if (isConstantNumber(node) || node.nodeType === "TupleExpression") return [];
  const neutral = INTEGER.test(type)
    ? `${type}(0)`
    : /^bytes\d+$/.test(type)
      ? `${type}(0)`
      : type === "bool"
        ? `!(${text(node)})`
        : type === "address"
          ? "address(0)"
          : null;
  return neutral === null ? [] : [{ shape: "value", operator: "return", after: neutral }];
}

function isCondition(node: Node, parent: Node): boolean {
  return ["IfStatement", "Conditional"].includes(parent.nodeType) && nodeAt(parent, "condition") === node;
}

function isRequirement(node: Node, parent: Node): boolean {
  return parent.nodeType === "FunctionCall" && isRequire(parent) && nodesAt(parent, "arguments")[0] === node;
}

/** Is a value the condition that decides where the code goes on: of a branch, a loop or a requirement? */
export function decides(node: Node, parent: Node): boolean {
  const loops = ["ForStatement", "WhileStatement"].includes(parent.nodeType) && nodeAt(parent, "condition") === node;
  return loops || isCondition(node, parent) || isRequirement(node, parent);
}

/** Is this a call of `require`? */
export function isRequire(call: Node): boolean {
  const called = nodeAt(call, "expression");
  return called?.nodeType === "Identifier" && textAt(called, "name") === "require";
}

/** What may stand in the place of a value. */
export function valueChanges(node: Node, parent: Node | undefined, text: Text): readonly Change[] {
  const changes: Change[] = [];
  if (isConstantNumber(node)) return valuesOfLiteral(node, parent);
  if (node.nodeType === "BinaryOperation") changes.push(...valuesOfBinary(node, text));
  if (node.nodeType === "UnaryOperation") changes.push(...valuesOfUnary(node, text));
  if (node.nodeType === "Identifier" || node.nodeType === "MemberAccess") changes.push(...valuesOfConstant(node, text));
  if (parent !== undefined && isRequirement(node, parent))
    changes.push({ shape: "value", operator: "require", after: "true" });
  if (parent !== undefined && isCondition(node, parent))
    for (const after of ["true", "false"]) changes.push({ shape: "value", operator: "branch", after });
  if (parent?.nodeType === "Return") changes.push(...valuesOfReturn(node, text));
  return changes;
}

function valuesOfUnary(node: Node, text: Text): readonly Change[] {
  const operand = nodeAt(node, "subExpression");
  if (operand === undefined || !["!", "-", "~"].includes(textAt(node, "operator"))) return [];
  return [{ shape: "value", operator: "unary", after: `(${text(operand)})` }];
}

/** A constant's name, where it is used: the value one higher. */
function valuesOfConstant(node: Node, text: Text): readonly Change[] {
  const name = text(node);
  if (!/^([A-Z]\w+\.)?[A-Z][A-Z0-9_]+$/.test(name)) return [];
  const type = typeOf(node);
  return INTEGER.test(type) ? [{ shape: "value", operator: "constant", after: `${name} + 1` }] : [];
}

/** What may stand in the place of a statement. */
export function statementChanges(node: Node, text: Text): readonly Change[] {
  const removed: Change = { shape: "statement", operator: "statement", after: "" };
  if (["EmitStatement", "Continue", "RevertStatement"].includes(node.nodeType)) return [removed];
  if (node.nodeType === "Return" && nodeAt(node, "expression") === undefined) return [removed];
  if (node.nodeType !== "ExpressionStatement") return [];
  const expression = nodeAt(node, "expression");
  if (expression === undefined || (expression.nodeType === "FunctionCall" && isRequire(expression))) return [];
  const [left, right] = [nodeAt(expression, "leftHandSide"), nodeAt(expression, "rightHandSide")];
  const swap = ARITHMETIC[textAt(expression, "operator").replace(/=$/, "")];
  if (expression.nodeType !== "Assignment" || left === undefined || right === undefined) return [removed];
  if (/ calldata$| storage pointer$/.test(typeOf(left))) return []; // never without a value
  if (textAt(expression, "operator") === "=" || swap === undefined) return [removed];
  return [removed, { shape: "statement", operator: "arithmetic", after: `${text(left)} ${swap}= ${text(right)};` }];
}

/** What may stand in the place of a piece of assembly. */
export function yulChanges(node: Node, text: Text): readonly Change[] {
  const value = (operator: string, after: string): Change => ({ shape: "yulValue", operator, after });
  if (node.nodeType === "YulLiteral" && textAt(node, "kind") === "number")
    return [value("assembly", "add(ORIGINAL, IS)")];
  if (node.nodeType === "YulExpressionStatement") {
    const call = nodeAt(node, "expression");
    const name = call === undefined ? undefined : nodeAt(call, "functionName");
    const removes = name !== undefined && YUL_EFFECTS.test(textAt(name, "name"));
    return removes ? [{ shape: "yulStatement", operator: "assembly", after: "" }] : [];
  }
  if (node.nodeType !== "YulFunctionCall") return [];
  const name = textAt(nodeAt(node, "functionName") ?? node, "name");
  const given = nodesAt(node, "arguments").map(text).join(", ");
  const swap = YUL_SWAPS[name];
  if (YUL_TRUTHS.has(name)) return [value("assembly", "xor(ORIGINAL, IS)")];
  if (swap !== undefined)
    return [value("assembly", `xor(ORIGINAL, mul(IS, xor(${name}(${given}), ${swap}(${given}))))`)];
  return ["mload", "calldataload", "keccak256", "byte"].includes(name)
    ? [value("assembly", "mul(ORIGINAL, iszero(IS))")]
    : [];
}
