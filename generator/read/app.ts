import type { AppModel, BoundsModel, Mode, MoveModel, PhaseModel, RoleModel, TimeoutModel } from "../model/appModel.ts";
import type { AstNode } from "./ast.ts";
import { parametersOf, typeName } from "./ast.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { diagnosticAt } from "./sources.ts";
import type { Spec } from "./spec.ts";
import { fieldsOf, functionOf } from "./spec.ts";
import { readMoves, readTimeouts } from "./steps.ts";
import type { Tag } from "./tags.ts";
import { noticeOf, titleOf } from "./tags.ts";

/** A model, and what was wrong while it was read. With diagnostics the model is not fit for use. */
export interface ReadApp {
  readonly model: AppModel;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a spec into its model. What cannot be read is a diagnostic; what can be read but is no good is the checker's. */
export function readApp(spec: Spec): ReadApp {
  const diagnostics: Diagnostic[] = [];
  const roles = readRoles(spec, diagnostics);
  const assets = tagged(spec, "asset").map(([node]) => ({ name: node.name ?? "", index: numberOf(node) }));
  const terms = fieldsOf(spec, "Terms") ?? [];
  const timeouts = readTimeouts(spec, diagnostics);
  const moves = readMoves(spec, roles, diagnostics);
  const model: AppModel = {
    app: spec.name,
    title: titleOf(spec.library),
    notice: noticeOf(spec.library),
    file: spec.unit.path,
    tags: [...spec.tags.values()].flat().length,
    roles,
    assets,
    phases: spec.phases.map((name) => phaseModel(name, moves, timeouts)),
    terms,
    state: fieldsOf(spec, "State") ?? [],
    enums: spec.enums
      .filter((node) => node.name !== "Phase")
      .map((node) => ({ name: node.name ?? "", values: node.members?.map((member) => member.name ?? "") ?? [] })),
    structs: spec.structs
      .filter((node) => !["Terms", "State"].includes(node.name ?? ""))
      .map((node) => ({ name: node.name ?? "", fields: fieldsOf(spec, node.name ?? "") ?? [] })),
    errors: spec.errors.map((node) => ({
      name: node.name ?? "",
      args: parametersOf(node).map((p) => ({ name: p.name ?? "", type: typeName(p, spec.name) })),
    })),
    hasStart: functionOf(spec, "start") !== undefined,
    hasTurn: functionOf(spec, "turn") !== undefined,
    moves,
    timeouts: timeouts.map((timeout) => ({
      ...timeout,
      waitsFor: [...new Set(moves.filter((move) => move.in === timeout.phase).flatMap((move) => move.roles))],
    })),
    bounds: boundsOf(roles, moves, timeouts, spec.phases),
  };
  return { model, diagnostics };
}

/** The constants with a tag, in order of the file. */
function tagged(spec: Spec, name: string): [AstNode, Tag][] {
  return spec.constants.flatMap((node) =>
    (spec.tags.get(node) ?? []).filter((tag) => tag.name === name).map((tag): [AstNode, Tag] => [node, tag]),
  );
}

function readRoles(spec: Spec, diagnostics: Diagnostic[]): RoleModel[] {
  return tagged(spec, "role").flatMap(([node, tag]) => {
    const match = /^(?:(\d+)(?: to (\d+))?)?$/.exec(tag.text);
    if (match === null) {
      diagnostics.push(
        diagnosticAt(
          spec.unit,
          tag.line,
          "role",
          `'${tag.text}': write nothing, a number of seats, or 'least to most'`,
        ),
      );
      return [];
    }
    const min = Number(match[1] ?? 1);
    return [{ name: node.name ?? "", seat: numberOf(node), min, max: Number(match[2] ?? min) }];
  });
}

function numberOf(node: AstNode): number {
  const value = node.value;
  return Number(typeof value === "object" ? value?.value : value);
}

function phaseModel(name: string, moves: readonly MoveModel[], timeouts: readonly TimeoutModel[]): PhaseModel {
  const here = moves.filter((move) => move.in === name);
  const timeout = timeouts.find((candidate) => candidate.phase === name);
  return {
    name,
    final: here.length === 0 && timeout === undefined,
    moves: here.map((move) => move.name),
    timeout: timeout?.function ?? null,
    mode: modeOf(here),
  };
}

/** The mode of moves of one phase: a phase has one (the checker sees to it). */
export function modeOf(moves: readonly MoveModel[]): Mode {
  if (moves.some((move) => move.who === "turns")) return "turns";
  return moves.some((move) => move.who === "each") ? "each" : "any";
}

function boundsOf(
  roles: readonly RoleModel[],
  moves: readonly MoveModel[],
  timeouts: readonly TimeoutModel[],
  phases: readonly string[],
): BoundsModel {
  const exits = phases.flatMap((phase) => {
    const clock = timeouts.find((timeout) => timeout.phase === phase)?.clock;
    if (clock === undefined) return [];
    if (clock.kind === "at") return [`until ${clock.time}`];
    if (clock.from !== null) return [`until ${clock.from}, then ${clock.duration}`];
    const here = moves.filter((move) => move.in === phase);
    const rounds =
      modeOf(here) === "turns" ? 1 + here.reduce((sum, move) => sum + move.atMostOnChain * move.roles.length, 0) : 1;
    return [rounds > 1 ? `${rounds} x ${clock.duration}` : clock.duration];
  });
  return {
    onChainMoves: roles.map((role) => ({
      role: role.name,
      moves: moves.filter((move) => move.roles.includes(role.name)).reduce((sum, move) => sum + move.atMostOnChain, 0),
    })),
    forcedExit: ["challenge", ...exits].join(" + "),
  };
}
