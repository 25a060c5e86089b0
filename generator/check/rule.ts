import type { AppModel, MoveModel, TimeoutModel } from "../model/appModel.ts";
import type { RuleName } from "../read/advice.ts";
import type { AstNode } from "../read/ast.ts";
import type { Diagnostic } from "../read/diagnostic.ts";
import { diagnosticAt } from "../read/sources.ts";
import type { Spec } from "../read/spec.ts";
import { functionOf } from "../read/spec.ts";

/** One of the checker's rules: what is wrong with a spec by it. */
export type Rule = (spec: Spec, model: AppModel) => readonly Diagnostic[];

/** A diagnostic at a node, or at a line; `instead` where the rule's own advice does not fit. */
export function say(
  spec: Spec,
  at: AstNode | number | undefined,
  rule: RuleName,
  message: string,
  instead?: string,
): Diagnostic {
  return diagnosticAt(spec.unit, at ?? spec.library, rule, message, instead);
}

/** The function of a move or a timeout. */
export function functionFor(spec: Spec, name: string): AstNode {
  const fn = functionOf(spec, name);
  if (fn === undefined) throw new Error(`${spec.name} has no function ${name}: the model was not read from this spec`);
  return fn;
}

/** The line of a move's tag. */
export function moveTagLine(spec: Spec, move: MoveModel): number | undefined {
  return spec.tags.get(functionFor(spec, move.name))?.find((tag) => tag.name === "move")?.line;
}

/** The line of a timeout's tag. */
export function timeoutTagLine(spec: Spec, timeout: TimeoutModel): number | undefined {
  return spec.tags
    .get(functionFor(spec, timeout.function))
    ?.find((tag) => tag.name === "timeout" && tag.text.startsWith(`${timeout.phase} `))?.line;
}
