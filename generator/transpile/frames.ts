import { type AstNode, bare, child, children, isNode, optional, text, typeIdentifier, walk } from "./ast.ts";
import { parameterList } from "./context.ts";
import { calledFunction, handedValues } from "./effects.ts";
import { nodeOf, type Program, typeOf } from "./program.ts";

// How many words of the EVM's stack an open call takes, counted as the compiler's older pipeline lays them out: it takes more than
// the newer one.

/** The words of a value on the stack. */
function words(node: AstNode): number {
  const type = typeOf(node);
  if (type.kind === "tuple") return type.items.length * 2;
  const inCalldata = "location" in type && type.location === "calldata";
  const dynamic = type.kind === "bytes" || type.kind === "string" || (type.kind === "array" && type.length === null);
  return inCalldata && dynamic ? 2 : 1;
}

function sum(nodes: readonly AstNode[]): number {
  return nodes.reduce((total, node) => total + words(node), 0);
}

/** The words that one open call of a function takes: its return address, all its variables, and what is computed half. */
export function frameOf(program: Program, definition: AstNode): number {
  const modifiers = children(definition, "modifiers").flatMap((use) => modifierOf(program, use) ?? []);
  const bodies = [optional(definition, "body"), ...modifiers.map((modifier) => optional(modifier, "body"))];
  const heads = [definition, ...modifiers].flatMap((node) => parameterList(node, "parameters"));
  const results = parameterList(definition, "returnParameters");
  const locals = bodies.flatMap((body) =>
    body === null ? [] : [...walk(body)].filter((node) => node.nodeType === "VariableDeclaration"),
  );
  const open = bodies.map((body) => (body === null ? 0 : halfComputed(program, body, 0)));
  return 1 + sum(heads) + sum(results) + sum(locals) + Math.max(0, ...open);
}

function modifierOf(program: Program, use: AstNode): AstNode | null {
  const id = child(use, "modifierName")["referencedDeclaration"];
  const found = typeof id === "number" ? nodeOf(program, id, use) : null;
  return found?.nodeType === "ModifierDefinition" ? found : null;
}

/** The most words that lie on the stack below a call of an own function: operands, and arguments of other calls. */
function halfComputed(program: Program, node: AstNode, below: number): number {
  let most = calledFunction(program, node) === null ? 0 : below;
  for (const [part, extra] of parts(node)) most = Math.max(most, halfComputed(program, part, below + extra));
  return most;
}

/** The parts of a node, each with the words that are there when it is computed; more rather than fewer. */
function parts(node: AstNode): readonly (readonly [AstNode, number])[] {
  switch (node.nodeType) {
    case "BinaryOperation":
      return [
        [child(node, "leftExpression"), ["&&", "||"].includes(text(node, "operator")) ? 0 : 1],
        [child(node, "rightExpression"), isConstant(child(node, "leftExpression")) ? 0 : 2],
      ];
    case "Assignment":
      return [
        [child(node, "rightHandSide"), 0],
        [child(node, "leftHandSide"), words(child(node, "rightHandSide"))],
      ];
    case "IndexAccess": {
      const index = optional(node, "indexExpression");
      const base = child(node, "baseExpression");
      return index === null
        ? []
        : [
            [base, 0],
            [index, words(base)],
          ];
    }
    case "FunctionCall":
      return ofCall(node);
    case "TupleExpression":
      return inTurn(children(node, "components"), node["isInlineArray"] === true ? 2 : 0);
    default:
      return Object.values(node)
        .flatMap((value) => (Array.isArray(value) ? value : [value]))
        .flatMap((item) => (isNode(item) ? [[item, 0] as const] : []));
  }
}

function isConstant(node: AstNode): boolean {
  return typeOf(bare(node)).kind === "rational";
}

/** Arguments: the return address or places in memory, and the arguments before; or after, in some built-in functions. */
function ofCall(node: AstNode): readonly (readonly [AstNode, number])[] {
  const args = children(node, "arguments");
  const callee = bare(child(node, "expression"));
  if (node["kind"] === "typeConversion") return args.map((arg) => [arg, 0] as const);
  if (/^t_function_(add|mul)mod_/.test(typeIdentifier(callee)))
    return args.map((arg, i) => [arg, args.slice(i + 1).length] as const);
  const all = handedValues(node);
  const receiver = all.length > args.length ? all[0] : undefined;
  const internal = typeIdentifier(callee).startsWith("t_function_internal_");
  const before = inTurn(args, internal ? 1 : 3);
  return receiver === undefined ? before : [...before, [receiver, 1 + sum(args)] as const];
}

function inTurn(nodes: readonly AstNode[], first: number): readonly (readonly [AstNode, number])[] {
  return nodes.map((node, i) => [node, first + sum(nodes.slice(0, i))] as const);
}
