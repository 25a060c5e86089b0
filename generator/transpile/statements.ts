import { assignmentCode, incrementCode } from "./assignments.ts";
import { type AstNode, bare, child, children, optional, sparse, text, typeIdentifier, walk } from "./ast.ts";
import { requireCode } from "./builtins.ts";
import { callLibrary, emit, emitAs, type Scope } from "./context.ts";
import { refuse } from "./diagnostics.ts";
import { revertWithError } from "./encoding.ts";
import { typeOf } from "./program.ts";
import { tsType, zeroOf } from "./representation.ts";
import type { SolidityType } from "./solidityType.ts";

/** The lines of a statement, not indented. */
export function statement(scope: Scope, node: AstNode): string[] {
  switch (node.nodeType) {
    case "Block":
      return ["{", ...indent(block(scope, node)), "}"];
    case "UncheckedBlock":
      return ["{", ...indent(uncheckedBlock(scope, node)), "}"];
    case "ExpressionStatement":
      return [`${expressionStatement(scope, child(node, "expression"))};`];
    case "VariableDeclarationStatement":
      return declaration(scope, node);
    case "IfStatement":
      return conditional(scope, node);
    case "ForStatement":
      return forLoop(scope, node);
    case "WhileStatement":
      return [
        `while (${bareCondition(emit(scope, child(node, "condition")))}) {`,
        ...body(scope, child(node, "body")),
        "}",
      ];
    case "DoWhileStatement":
      return [
        "do {",
        ...body(scope, child(node, "body")),
        `} while (${bareCondition(emit(scope, child(node, "condition")))});`,
      ];
    case "Break":
      return ["break;"];
    case "Continue":
      return ["continue;"];
    case "Return":
      return [returned(scope, node)];
    case "RevertStatement":
      return [`${revertWithError(scope, child(node, "errorCall"))};`];
    case "PlaceholderStatement":
      return [scope.placeholder ?? refuse(node, "_ outside a modifier")];
    default:
      return refuse(node, `${node.nodeType} is not translated`);
  }
}

/** Lines one level deeper. */
export function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? line : `  ${line}`));
}

/** The statements of a block. */
export function block(scope: Scope, node: AstNode): string[] {
  return children(node, "statements").flatMap((inner) => statement(scope, inner));
}

function uncheckedBlock(scope: Scope, node: AstNode): string[] {
  const before = scope.unchecked;
  scope.unchecked = true;
  const lines = block(scope, node);
  scope.unchecked = before;
  return lines;
}

/** A loop's body, with a tick of the meter. */
function body(scope: Scope, node: AstNode): string[] {
  return indent([`${callLibrary(scope, "tick")};`, ...branch(scope, node)]);
}

function branch(scope: Scope, node: AstNode): string[] {
  return node.nodeType === "Block" ? block(scope, node) : statement(scope, node);
}

/** A condition without its outer parentheses. */
export function bareCondition(code: string): string {
  if (!code.startsWith("(") || !code.endsWith(")")) return code;
  let depth = 0;
  for (const letter of code.slice(1, -1)) {
    if (letter === "(") depth++;
    if (letter === ")" && --depth < 0) return code;
  }
  return code.slice(1, -1);
}

/** A call, assignment or increment whose value nobody reads. */
function expressionStatement(scope: Scope, given: AstNode): string {
  const node = bare(given);
  if (node.nodeType === "Assignment") return assignmentCode(scope, node);
  if (node.nodeType === "UnaryOperation" && ["++", "--"].includes(text(node, "operator")))
    return incrementCode(scope, node);
  if (node.nodeType === "FunctionCall" && typeIdentifier(child(node, "expression")).startsWith("t_function_require_"))
    return requireCode(scope, node);
  if (isNameOnly(node)) return "void 0";
  const code = emit(scope, node);
  return /^[[{]|^function\b|^let\b/.test(code) ? `void (${code})` : code;
}

/** A type, a function, `msg`, `this` or the like that stands by itself, with no effect. */
function isNameOnly(node: AstNode): boolean {
  if (!["Identifier", "MemberAccess", "ElementaryTypeNameExpression", "IndexAccess"].includes(node.nodeType))
    return false;
  const type = typeIdentifier(node);
  const names =
    /^t_(type|magic|module|super)/.test(type) ||
    (node.nodeType === "Identifier" && /^t_(function|contract)/.test(type));
  return (
    names &&
    [...walk(node)].every((inner) => /^(Identifier|MemberAccess|Elementary|IndexAccess|Literal)/.test(inner.nodeType))
  );
}

function conditional(scope: Scope, node: AstNode): string[] {
  const condition = bareCondition(emit(scope, child(node, "condition")));
  const lines = [`if (${condition}) {`, ...indent(branch(scope, child(node, "trueBody")))];
  const other = optional(node, "falseBody");
  if (other === null) return [...lines, "}"];
  if (other.nodeType !== "IfStatement") return [...lines, "} else {", ...indent(branch(scope, other)), "}"];
  const [head, ...rest] = conditional(scope, other);
  return [...lines, `} else ${head}`, ...rest];
}

function forLoop(scope: Scope, node: AstNode): string[] {
  const start = optional(node, "initializationExpression");
  const condition = optional(node, "condition");
  const step = optional(node, "loopExpression");
  const first = start === null ? [] : statement(scope, start);
  const test = condition === null ? "" : ` ${bareCondition(emit(scope, condition))}`;
  const next = step === null ? "" : ` ${expressionStatement(scope, child(step, "expression"))}`;
  const inner = body(scope, child(node, "body"));
  const only = first[0];
  if (first.length <= 1) return [`for (${only ?? ";"}${test};${next}) {`, ...inner, "}"];
  return ["{", ...indent([...first, `for (;${test};${next}) {`, ...inner, "}"]), "}"];
}

/** Gives a variable its name in the function. */
export function declare(scope: Scope, variable: AstNode): string {
  const name = scope.names.take(text(variable, "name") === "" ? "unnamed" : text(variable, "name"));
  scope.locals.set(variable.id, name);
  return name;
}

function declaration(scope: Scope, node: AstNode): string[] {
  const variables = sparse(node, "declarations");
  const value = optional(node, "initialValue");
  const [only] = variables;
  if (variables.length === 1 && only !== null && only !== undefined) return [single(scope, only, value)];
  if (value === null) return refuse(node, "a tuple of variables without a value");
  const given = typeOf(bare(value));
  const items = given.kind === "tuple" ? given.items : [];
  const types = variables.map(
    (v, i): SolidityType => (v === null ? (items[i] ?? { kind: "other", text: "hole" }) : typeOf(v)),
  );
  const code = emitAs(scope, value, { kind: "tuple", items: types });
  const names = variables.map((v) => (v === null ? "" : declare(scope, v)));
  const typed = `[${types.map((type) => tsType(scope.module, type, node)).join(", ")}]`;
  return [`let [${names.join(", ")}] = ${code} as ${typed};`];
}

function single(scope: Scope, variable: AstNode, value: AstNode | null): string {
  const type = typeOf(variable);
  const code = value === null ? zeroOf(scope.module, type, variable) : emitAs(scope, value, type);
  return `let ${declare(scope, variable)}: ${tsType(scope.module, type, variable)} = ${code};`;
}

/** The expression that a function gives when it ends: its return variables. */
export function resultCode(scope: Scope): string {
  const names = scope.returns.map((r) => r.variable);
  return names.length <= 1 ? (names[0] ?? "") : `[${names.join(", ")}]`;
}

function returned(scope: Scope, node: AstNode): string {
  const value = optional(node, "expression");
  if (value === null) return `return ${resultCode(scope)};`.replace("return ;", "return;");
  const types = scope.returns.map((r) => r.type);
  const only = types[0];
  if (types.length === 0) return `${emit(scope, value)}; return;`;
  if (types.length === 1 && only !== undefined) return `return ${bareCondition(emitAs(scope, value, only))};`;
  return `return ${emitAs(scope, value, { kind: "tuple", items: types })};`;
}
