import type { ClockModel, MoveModel, RoleModel, TimeoutModel } from "../model/appModel.ts";
import type { FieldModel } from "../model/protocolModel.ts";
import type { AstNode } from "./ast.ts";
import { parametersOf, typeName } from "./ast.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { alwaysAssignsPhase, phasesSet } from "./flow.ts";
import { diagnosticAt } from "./sources.ts";
import type { Spec } from "./spec.ts";
import type { Tag } from "./tags.ts";
import { noticeOf } from "./tags.ts";

const MOVE =
  /^(?:(each|any|turns) )?([A-Z_][A-Z0-9_]*(?:, [A-Z_][A-Z0-9_]*)*) in ([A-Z]\w*)(?:, at most (\d+) on chain)?$/;
const TIMEOUT = /^([A-Z]\w*) (?:after (\w+)(?: from (\w+))?|at (\w+))$/;

/** The moves, in order of the file. */
export function readMoves(spec: Spec, roles: readonly RoleModel[], diagnostics: Diagnostic[]): MoveModel[] {
  const moves = spec.functions.flatMap((fn) =>
    tagsNamed(spec, fn, "move").flatMap((tag) => readMove(spec, fn, tag, roles, diagnostics)),
  );
  return moves.map((move) => ({ ...move, opener: moves.find((other) => other.reveals === move.name)?.name ?? null }));
}

/** The timeouts, in order of the file; a function with several tags serves several phases. */
export function readTimeouts(spec: Spec, diagnostics: Diagnostic[]): TimeoutModel[] {
  return spec.functions.flatMap((fn) =>
    tagsNamed(spec, fn, "timeout").flatMap((tag) => readTimeout(spec, fn, tag, diagnostics)),
  );
}

function tagsNamed(spec: Spec, fn: AstNode, name: string): Tag[] {
  return (spec.tags.get(fn) ?? []).filter((tag) => tag.name === name);
}

function readMove(
  spec: Spec,
  fn: AstNode,
  tag: Tag,
  roles: readonly RoleModel[],
  diagnostics: Diagnostic[],
): MoveModel[] {
  const match = MOVE.exec(tag.text);
  const taken = match === null ? undefined : parametersOfStep(spec, fn, "by", diagnostics);
  if (match === null)
    diagnostics.push(
      diagnosticAt(
        spec.unit,
        tag.line,
        "move",
        `'${tag.text}': write '[each|any|turns] ROLE, … in Phase[, at most N on chain]'`,
      ),
    );
  if (match === null || taken === undefined) return [];
  const names = (match[2] ?? "").split(", ");
  const seats = names.reduce((sum, name) => sum + (roles.find((role) => role.name === name)?.max ?? 1), 0);
  const word = match[1] as "each" | "any" | "turns" | undefined; // the expression above
  const reveals = tagsNamed(spec, fn, "reveals")[0]?.text ?? null;
  return [
    {
      name: fn.name ?? "",
      notice: noticeOf(fn),
      // A move of several seats without a word is refused by the checker: `any` here stands for nothing.
      who: seats > 1 ? (word ?? "any") : word === "any" ? "any" : "one",
      roles: names,
      in: match[3] ?? "",
      to: phasesSet(spec, fn),
      stays: !alwaysAssignsPhase(spec, fn),
      atMostOnChain: Number(match[4] ?? 1),
      takes: { terms: taken.terms, by: taken.third },
      args: taken.args,
      seals: taken.args.find((arg) => arg.type === "Seal")?.name ?? null,
      opener: null,
      reveals,
      secrets: reveals === null ? [] : taken.args.slice(0, -1).map((arg) => arg.name),
    },
  ];
}

function readTimeout(spec: Spec, fn: AstNode, tag: Tag, diagnostics: Diagnostic[]): TimeoutModel[] {
  const match = TIMEOUT.exec(tag.text);
  const taken = match === null ? undefined : parametersOfStep(spec, fn, "published", diagnostics);
  if (match === null)
    diagnostics.push(
      diagnosticAt(
        spec.unit,
        tag.line,
        "timeout",
        `'${tag.text}': write 'Phase after duration [from time]' or 'Phase at time', naming fields of Terms`,
      ),
    );
  if (match === null || taken === undefined) return [];
  if (taken.args.length > 0)
    diagnostics.push(
      diagnosticAt(spec.unit, fn, "params", `${fn.name}: a timeout takes no arguments: anyone makes it`),
    );
  const clock: ClockModel =
    match[4] === undefined
      ? { kind: "after", duration: match[2] ?? "", from: match[3] ?? null }
      : { kind: "at", time: match[4] };
  return [
    {
      phase: match[1] ?? "",
      function: fn.name ?? "",
      notice: noticeOf(fn),
      clock,
      readsPublished: taken.third,
      to: phasesSet(spec, fn),
      takes: { terms: taken.terms },
      waitsFor: [],
    },
  ];
}

interface StepParameters {
  readonly terms: boolean;
  /** Whether the third parameter, `by` or `published`, is there. */
  readonly third: boolean;
  readonly args: FieldModel[];
}

/** `(Terms t)?, State s, (uint256 by | uint64 published)?`, then the move's own. */
function parametersOfStep(
  spec: Spec,
  fn: AstNode,
  third: "by" | "published",
  diagnostics: Diagnostic[],
): StepParameters | undefined {
  const left = parametersOf(fn).map((node) => ({ name: node.name ?? "", type: typeName(node, spec.name) }));
  const terms = left[0]?.type === "Terms";
  if (terms) left.shift();
  if (left.shift()?.type !== "State") {
    diagnostics.push(
      diagnosticAt(
        spec.unit,
        fn,
        "params",
        `${fn.name}: parameters are (Terms t)?, State s, (${third === "by" ? "uint256 by" : "uint64 published"})?, then the move's own`,
      ),
    );
    return undefined;
  }
  const has = left[0]?.name === third && left[0].type === (third === "by" ? "uint256" : "uint64");
  if (has) left.shift();
  return { terms, third: has, args: left };
}
