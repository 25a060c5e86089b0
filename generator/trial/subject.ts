import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { AppDescriptor } from "../../offchain/protocol/client/descriptor.ts";
import { readCheckedApp } from "../appTargets.ts";
import { layoutOf } from "../layout.ts";
import type { AppModel } from "../model/appModel.ts";
import type { Exploration } from "../play/explore.ts";
import { explore } from "../play/explore.ts";
import type { Call, GameCall } from "../play/game.ts";
import { sampleTerms } from "../play/samples.ts";
import type { CompilerPin } from "../read/compiler.ts";
import { readCompilerPin } from "../read/compiler.ts";
import { closureOf } from "../read/sources.ts";

/** What a trial is told: the project, the spec in it, and what was generated from it. */
export interface TrialOptions {
  /** The project's folder. */
  readonly root: URL | string;
  /** The spec, from there. */
  readonly spec: string;
  /** The generated client. */
  readonly app: AppDescriptor;
  /** The generated transitions. */
  readonly call: Call;
}

/** An app on trial, and the games that the generated code plays with sample terms: all that is reached, by moves and by silence. */
export interface Subject {
  readonly root: string;
  readonly pin: CompilerPin;
  readonly app: AppDescriptor;
  readonly call: Call;
  readonly model: AppModel;
  readonly explorations: readonly Exploration[];
  /** The calls that the games made, none of them refused. */
  readonly calls: readonly GameCall[];
}

/**
 * Reads the spec again and plays it with the generated code.
 *
 * @throws Refused where the spec has been broken since.
 */
export function loadSubject({ root: given, spec, app, call }: TrialOptions): Subject {
  const root = typeof given === "string" ? given : fileURLToPath(given);
  const path = isAbsolute(spec) ? relative(root, spec) : spec;
  const pin = readCompilerPin(layoutOf(root).pinned);
  const { model, prelude } = readCheckedApp({ root, pin }, path, closureOf(root, [path]));
  const seats = model.roles.reduce((sum, role) => sum + role.min, 0);
  const calls: GameCall[] = [];
  const explorations = sampleTerms(model, prelude).flatMap((terms) => {
    const made = explore(model, prelude, call, terms, seats, (heard) => calls.push(heard));
    return made === null ? [] : [made];
  });
  return { root, pin, app, call, model, explorations, calls };
}

/** The seats of a role, in a game of so many. */
export function seatsIn(model: AppModel, role: string, seats: number): number[] {
  const found = model.roles.find((each) => each.name.toLowerCase() === role);
  if (found === undefined) throw new Error(`${model.app} has no role ${role}`);
  return Array.from({ length: found.max }, (_, i) => found.seat + i).filter((seat) => seat < seats);
}

/** The number of a phase. */
export function phaseNumber(model: AppModel, phase: string): number {
  const number = model.phases.findIndex((each) => each.name === phase);
  if (number < 0) throw new Error(`${model.app} has no phase ${phase}`);
  return number;
}
