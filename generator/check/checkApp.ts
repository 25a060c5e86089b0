import type { AppModel } from "../model/appModel.ts";
import type { Diagnostic } from "../read/diagnostic.ts";
import { sortDiagnostics } from "../read/diagnostic.ts";
import type { Spec } from "../read/spec.ts";
import { allowedNodes, boundedLoops, boundedTypes, noAlias, potOnlyPaid } from "./bodyRules.ts";
import { names, plainConstants, shapes } from "./nameRules.ts";
import { noPanics } from "./panicRules.ts";
import { clocks, namedPhases, oneTimeout, timeoutsGoForward, totalFunctions } from "./phaseRules.ts";
import type { Rule } from "./rule.ts";
import { reveals } from "./secretRules.ts";
import {
  appLibrary,
  declarations,
  functionShape,
  knownTags,
  moveTags,
  placedTags,
  seatsAndAssets,
} from "./shapeRules.ts";
import { encodedSizes } from "./sizeRules.ts";
import { namedRefusals, watchable } from "./watchRules.ts";

const RULES: readonly Rule[] = [
  appLibrary,
  declarations,
  functionShape,
  shapes,
  names,
  plainConstants,
  seatsAndAssets,
  knownTags,
  placedTags,
  moveTags,
  allowedNodes,
  namedRefusals,
  boundedLoops,
  boundedTypes,
  potOnlyPaid,
  noAlias,
  namedPhases,
  oneTimeout,
  timeoutsGoForward,
  totalFunctions,
  clocks,
  reveals,
  watchable,
  encodedSizes,
];

/** Everything that is wrong with a spec (spec-language §5), in order of its lines. Empty: the spec is accepted. */
export function checkApp(spec: Spec, model: AppModel): Diagnostic[] {
  const found = RULES.flatMap((rule) => rule(spec, model));
  // Following values takes functions that end and names that are found: only a spec with nothing else wrong has them.
  return sortDiagnostics(found.length > 0 ? found : noPanics(spec, model));
}
