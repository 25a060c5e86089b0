import type { AstNode } from "../read/ast.ts";
import { parametersOf, typeName, walk } from "../read/ast.ts";
import type { Diagnostic } from "../read/diagnostic.ts";
import { writtenBy } from "../read/flow.ts";
import type { Spec } from "../read/spec.ts";
import { functionOf } from "../read/spec.ts";
import type { Rule } from "./rule.ts";
import { functionFor, say } from "./rule.ts";

/** What a spec's functions may be made of. Everything else is refused by name: new kinds of nodes are not in the language until they are listed here. */
const ALLOWED_NODES: ReadonlySet<string> = new Set([
  "Assignment",
  "BinaryOperation",
  "Block",
  "Break",
  "Conditional",
  "Continue",
  "ElementaryTypeName",
  "ElementaryTypeNameExpression",
  "ArrayTypeName",
  "ExpressionStatement",
  "ForStatement",
  "FunctionCall",
  "Identifier",
  "IdentifierPath",
  "IfStatement",
  "IndexAccess",
  "Literal",
  "MemberAccess",
  "NewExpression",
  "Return",
  "RevertStatement",
  "TupleExpression",
  "UnaryOperation",
  "UncheckedBlock",
  "UserDefinedTypeName",
  "VariableDeclaration",
  "VariableDeclarationStatement",
]);

function eachBody(spec: Spec, visit: (node: AstNode, fn: AstNode) => Diagnostic | undefined): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const fn of spec.functions)
    walk(fn.body, (node) => {
      const diagnostic = visit(node, fn);
      if (diagnostic !== undefined) found.push(diagnostic);
    });
  return found;
}

const typeOf = (node: AstNode | null | undefined): string => node?.typeDescriptions?.typeString ?? "";

/** Only nodes of the language. */
export const allowedNodes: Rule = (spec) =>
  eachBody(spec, (node) => {
    if (node.nodeType === "Identifier" && node.typeDescriptions?.typeString === "msg")
      return say(spec, node, "node", "msg is not in the language: a spec sees its terms, its state and its arguments");
    const tupleWrite = node.nodeType === "Assignment" && node.leftHandSide?.nodeType === "TupleExpression";
    const several = node.nodeType === "VariableDeclarationStatement" && (node.declarations?.length ?? 0) > 1;
    if (!ALLOWED_NODES.has(node.nodeType) || tupleWrite || several)
      return say(
        spec,
        node,
        "node",
        `${tupleWrite || several ? "tuple assignment" : node.nodeType} is not in the language`,
      );
    return undefined;
  });

/** `for (uint256 i = a; i < N; i++)`, with a bound that nobody can stretch. */
export const boundedLoops: Rule = (spec) =>
  eachBody(spec, (node) => {
    if (node.nodeType !== "ForStatement") return undefined;
    const variable = node.initializationExpression?.declarations?.[0];
    const { condition } = node;
    const bound = condition?.rightExpression;
    const step = node.loopExpression?.expression;
    const bounded =
      bound?.nodeType === "Literal" ||
      spec.declarations.get(bound?.referencedDeclaration ?? -1)?.constant === true ||
      (bound?.nodeType === "MemberAccess" && ["seats", "length"].includes(bound.memberName ?? ""));
    const counts =
      variable != null &&
      condition?.operator === "<" &&
      condition.leftExpression?.name === variable.name &&
      step?.operator === "++" &&
      step.subExpression?.name === variable.name;
    if (!bounded || !counts)
      return say(
        spec,
        node,
        "loop",
        "write `for (uint256 i = a; i < N; i++)`, N a constant, `s.pot.seats` or a length",
      );
    let changed: AstNode | undefined;
    walk(node.body, (inner) => {
      if (writtenBy(inner).some((target) => target?.nodeType === "Identifier" && target.name === variable.name))
        changed = inner;
    });
    return changed === undefined ? undefined : say(spec, changed, "loop", "the loop variable is changed in the body");
  });

/** Of the pot one says `pay`, `payUpTo`, `heldBy` and `seats`, and nothing else: that is what conserves assets. */
export const potOnlyPaid: Rule = (spec) => {
  const fine = new Set<number>();
  for (const fn of spec.functions)
    walk(fn.body, (node) => {
      if (
        node.nodeType === "MemberAccess" &&
        ["pay", "payUpTo", "heldBy", "seats"].includes(node.memberName ?? "") &&
        node.expression
      )
        fine.add(node.expression.id);
    });
  return eachBody(spec, (node) => {
    const isPot = typeOf(node).startsWith("struct Pot");
    if (node.nodeType === "MemberAccess" && isPot && !fine.has(node.id))
      return say(
        spec,
        node,
        "pot",
        "of the pot one may say pay, payUpTo, heldBy and seats, nothing else: that is what conserves assets",
      );
    if (node.nodeType === "FunctionCall" && node.kind === "structConstructorCall" && /Pot|State/.test(typeOf(node)))
      return say(spec, node, "pot", "the adjudicator makes the pot and the state");
    return written(spec, node);
  });
};

function written(spec: Spec, node: AstNode): Diagnostic | undefined {
  for (const target of writtenBy(node)) {
    let touchesPot = false;
    walk(target, (inner) => {
      if (
        inner.nodeType === "MemberAccess" &&
        (inner.memberName === "pot" || typeOf(inner.expression).startsWith("struct Pot"))
      )
        touchesPot = true;
    });
    if (touchesPot)
      return say(spec, node, "pot", "the pot is changed by `pay` and `payUpTo` only: that is what conserves assets");
    if (typeOf(target).startsWith(`struct ${spec.name}.State`))
      return say(spec, node, "pot", "the state as a whole is not assigned");
    let touchesTerms = false;
    walk(target, (inner) => {
      if (typeOf(inner).startsWith(`struct ${spec.name}.Terms`)) touchesTerms = true;
    });
    if (touchesTerms) return say(spec, node, "terms", "the terms do not change");
  }
  return undefined;
}

/** The pot, the state and the terms have one name in a function. */
export const noAlias: Rule = (spec) => {
  const owned = new RegExp(`^struct (Pot|${spec.name}\\.(State|Terms))( |$)`);
  const pot = /^struct Pot( |$)/;
  return spec.functions.flatMap((fn) => {
    const parameters = parametersOf(fn);
    const found: Diagnostic[] = [];
    walk([fn.parameters, fn.returnParameters, fn.body], (node) => {
      if (node.nodeType !== "VariableDeclaration") return;
      if (pot.test(typeOf(node)) || (owned.test(typeOf(node)) && !parameters.includes(node)))
        found.push(say(spec, node, "alias", `${node.name}: no second name for the pot, the state or the terms`));
    });
    return found;
  });
};

const isUnsized = (type: string): boolean => /^(bytes|string)$|\[\]/.test(type);

/** Arguments have a fixed size; lists of the state get theirs once, in `start`. */
export const boundedTypes: Rule = (spec, model) => {
  const found: Diagnostic[] = [];
  for (const move of model.moves)
    for (const arg of move.args)
      if (isUnsized(arg.type))
        found.push(
          say(
            spec,
            functionFor(spec, move.name),
            "bounded-type",
            `${move.name}: ${arg.name} is ${arg.type}: arguments have a fixed size`,
          ),
        );
  const terms = spec.structs.find((node) => node.name === "Terms");
  for (const field of model.terms)
    if (isUnsized(field.type))
      found.push(say(spec, terms, "bounded-type", `Terms.${field.name} is ${field.type}: terms have a fixed size`));
  const struct = spec.structs.find((node) => node.name === "State");
  for (const field of model.state) {
    if (/^(bytes|string)/.test(field.type) && !/^bytes\d/.test(field.type))
      found.push(say(spec, struct, "bounded-type", `State.${field.name} is ${field.type}`));
    else if (isUnsized(field.type) && !isSizedInStart(spec, field.name))
      found.push(
        say(
          spec,
          struct,
          "bounded-type",
          `State.${field.name} is ${field.type}: give it its length once, in start, by s.pot.seats or a constant`,
        ),
      );
  }
  return found;
};

function isSizedInStart(spec: Spec, field: string): boolean {
  const start = functionOf(spec, "start");
  const sizes: boolean[] = [];
  for (const fn of spec.functions)
    walk(fn.body, (node) => {
      const target = node.nodeType === "Assignment" ? node.leftHandSide : undefined;
      if (
        target?.nodeType !== "MemberAccess" ||
        target.memberName !== field ||
        !typeName(target.expression ?? target, spec.name).startsWith("State")
      )
        return;
      const length = node.rightHandSide?.arguments?.[0];
      sizes.push(
        fn === start &&
          node.rightHandSide?.expression?.nodeType === "NewExpression" &&
          (length?.memberName === "seats" || length?.nodeType === "Literal"),
      );
    });
  return sizes.length === 1 && sizes[0] === true;
}
