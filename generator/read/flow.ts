import type { AstNode } from "./ast.ts";
import { walk } from "./ast.ts";
import type { Spec } from "./spec.ts";

/** The functions of the spec that a function calls directly. */
export function calleesOf(spec: Spec, fn: AstNode): AstNode[] {
  const found = new Set<AstNode>();
  walk(fn.body, (node) => {
    if (node.nodeType !== "FunctionCall") return;
    const callee = spec.declarations.get(node.expression?.referencedDeclaration ?? -1);
    if (callee !== undefined && spec.functions.includes(callee)) found.add(callee);
  });
  return [...found];
}

/** A function and all of the spec's functions that it reaches. */
export function reachedFrom(spec: Spec, fn: AstNode, seen = new Set<AstNode>()): Set<AstNode> {
  if (seen.has(fn)) return seen;
  seen.add(fn);
  for (const callee of calleesOf(spec, fn)) reachedFrom(spec, callee, seen);
  return seen;
}

/** Whether an expression is the state's `phase` field. */
export function isPhase(spec: Spec, node: AstNode | null | undefined): boolean {
  return (
    node?.nodeType === "MemberAccess" &&
    node.memberName === "phase" &&
    node.typeDescriptions?.typeString === `enum ${spec.name}.Phase`
  );
}

/** Whether an expression is written to by this node. */
export function writtenBy(node: AstNode): readonly (AstNode | null)[] {
  if (node.nodeType === "Assignment") {
    const left = node.leftHandSide;
    return left?.nodeType === "TupleExpression" ? (left.components ?? []) : left === undefined ? [] : [left];
  }
  if (node.nodeType === "UnaryOperation" && ["++", "--", "delete"].includes(node.operator ?? ""))
    return node.subExpression === undefined ? [] : [node.subExpression];
  return [];
}

/** A phase assignment: the phases named, or null where one is computed. */
export interface PhaseAssignment {
  readonly node: AstNode;
  readonly phases: readonly (string | null)[];
}

/** All assignments of the phase in a function and what it reaches. */
export function phaseAssignments(spec: Spec, fn: AstNode): PhaseAssignment[] {
  const found: PhaseAssignment[] = [];
  for (const reached of reachedFrom(spec, fn))
    walk(reached.body, (node) => {
      const targets = writtenBy(node);
      if (!targets.some((target) => isPhase(spec, target))) return;
      found.push({
        node,
        phases:
          targets.length === 1 && node.rightHandSide !== undefined && node.operator === "="
            ? namedPhases(spec, node.rightHandSide)
            : [null],
      });
    });
  return found;
}

function namedPhases(spec: Spec, node: AstNode): (string | null)[] {
  if (node.nodeType === "Conditional")
    return [node.trueExpression, node.falseExpression].flatMap((branch) =>
      branch === undefined ? [null] : namedPhases(spec, branch),
    );
  const inner = node.nodeType === "TupleExpression" && node.components?.length === 1 ? node.components[0] : undefined;
  if (inner) return namedPhases(spec, inner);
  const name =
    node.nodeType === "MemberAccess" &&
    node.expression?.typeDescriptions?.typeString === `type(enum ${spec.name}.Phase)`
      ? node.memberName
      : undefined;
  return [name !== undefined && spec.phases.includes(name) ? name : null];
}

/** The phases that a function may lead to, in their order. */
export function phasesSet(spec: Spec, fn: AstNode): string[] {
  const names = new Set(phaseAssignments(spec, fn).flatMap((assignment) => assignment.phases));
  return spec.phases.filter((phase) => names.has(phase));
}

interface Flow {
  /** The phase is assigned on every path so far. */
  readonly assigned: boolean;
  /** No path goes on from here. */
  readonly ends: boolean;
  /** Some path has returned without an assignment. */
  readonly bad: boolean;
}

/** Whether every path that returns assigns the phase. */
export function alwaysAssignsPhase(spec: Spec, fn: AstNode, above: readonly AstNode[] = []): boolean {
  if (above.includes(fn)) return false;
  const flow = (node: AstNode | null | undefined, assigned: boolean): Flow => {
    if (node?.nodeType === "Block") return blockFlow(node.statements ?? [], assigned, flow);
    if (node?.nodeType === "IfStatement") {
      const [a, b] = [flow(node.trueBody, assigned), flow(node.falseBody, assigned)];
      return {
        assigned: (a.ends || a.assigned) && (b.ends || b.assigned),
        ends: a.ends && b.ends,
        bad: a.bad || b.bad,
      };
    }
    if (node?.nodeType === "Return") return { assigned, ends: true, bad: !assigned };
    const expression = node?.nodeType === "ExpressionStatement" ? node.expression : undefined;
    if (expression?.nodeType === "Assignment" && isPhase(spec, expression.leftHandSide))
      return { assigned: true, ends: false, bad: false };
    const callee = spec.declarations.get(expression?.expression?.referencedDeclaration ?? -1);
    if (callee !== undefined && spec.functions.includes(callee) && alwaysAssignsPhase(spec, callee, [...above, fn]))
      return { assigned: true, ends: false, bad: false };
    return { assigned, ends: false, bad: containsReturn(node) && !assigned };
  };
  const whole = flow(fn.body, false);
  return !whole.bad && (whole.ends || whole.assigned);
}

function blockFlow(
  statements: readonly AstNode[],
  assigned: boolean,
  flow: (node: AstNode, assigned: boolean) => Flow,
): Flow {
  let so: Flow = { assigned, ends: false, bad: false };
  for (const statement of statements) {
    if (so.ends) break;
    const next = flow(statement, so.assigned);
    so = { assigned: next.assigned, ends: next.ends, bad: so.bad || next.bad };
  }
  return so;
}

/** A loop may return early: its body is not followed further than this. */
function containsReturn(node: AstNode | null | undefined): boolean {
  let found = false;
  walk(node, (inner) => {
    if (inner.nodeType === "Return") found = true;
  });
  return found;
}

/** What may revert in a function and what it reaches: `require`, `revert`, `assert`, `pay`. Panics are not among them. */
export function failuresOf(spec: Spec, fn: AstNode): { node: AstNode; what: string }[] {
  const found: { node: AstNode; what: string }[] = [];
  for (const reached of reachedFrom(spec, fn))
    walk(reached.body, (node) => {
      if (node.nodeType === "RevertStatement") found.push({ node, what: "revert" });
      if (node.nodeType !== "FunctionCall") return;
      const callee = node.expression;
      if (callee?.nodeType === "Identifier" && ["require", "revert", "assert"].includes(callee.name ?? ""))
        found.push({ node, what: callee.name ?? "" });
      if (callee?.nodeType === "MemberAccess" && callee.memberName === "pay")
        found.push({ node, what: "pay (use payUpTo)" });
    });
  return found;
}
