import { type AstNode, bare, child, text, walk } from "./ast.ts";
import { typeOf } from "./program.ts";

const CHANGES = new Set(["Assignment", "FunctionCall"]);

/** Whether the expression changes nothing; it may fail. Calls count as changes, conversions do not. */
export function isCalm(node: AstNode): boolean {
  for (const inner of walk(node)) {
    if (CHANGES.has(inner.nodeType) && inner["kind"] !== "typeConversion") return false;
    if (inner.nodeType === "UnaryOperation" && ["++", "--", "delete"].includes(text(inner, "operator"))) return false;
    if (inner.nodeType === "BinaryOperation" || inner.nodeType === "UnaryOperation") {
      if (typeof inner["function"] === "number") return false;
    }
  }
  return true;
}

/** Whether the expression assigns anything itself, called functions aside. */
export function assigns(node: AstNode): boolean {
  for (const inner of walk(node)) {
    if (inner.nodeType === "Assignment") return true;
    if (inner.nodeType === "UnaryOperation" && ["++", "--", "delete"].includes(text(inner, "operator"))) return true;
  }
  return false;
}

/** Whether the expression neither changes anything nor can fail, so that it does not matter when it is computed. */
export function isSafe(given: AstNode): boolean {
  const node = bare(given);
  const type = typeOf(node);
  if (type.kind === "rational" || type.kind === "literal") return true;
  switch (node.nodeType) {
    case "Literal":
      return true;
    case "Identifier":
      return type.kind !== "other";
    case "MemberAccess":
      return isSafe(child(node, "expression")) && !isInCalldata(child(node, "expression"));
    case "BinaryOperation":
      return (
        ["&", "|", "^", "&&", "||", "==", "!=", "<", ">", "<=", ">="].includes(text(node, "operator")) &&
        typeof node["function"] !== "number" &&
        isSafe(child(node, "leftExpression")) &&
        isSafe(child(node, "rightExpression"))
      );
    case "UnaryOperation":
      return (
        ["!", "~"].includes(text(node, "operator")) &&
        typeof node["function"] !== "number" &&
        isSafe(child(node, "subExpression"))
      );
    default:
      return false;
  }
}

function isInCalldata(node: AstNode): boolean {
  const type = typeOf(node);
  return "location" in type && type.location === "calldata";
}

/** Whether the expression names a place by identifiers and members alone, whose reading cannot fail. */
export function isPlainPath(given: AstNode): boolean {
  const node = bare(given);
  if (node.nodeType === "Identifier") return true;
  return node.nodeType === "MemberAccess" && isPlainPath(child(node, "expression"));
}

/** Whether the node is a name and no more. */
export function isName(given: AstNode): boolean {
  return bare(given).nodeType === "Identifier";
}
