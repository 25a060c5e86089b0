import { brokenConforms, codeIsDeployed, playConforms } from "./conformance.ts";
import type { Bench } from "./onChain.ts";
import { openBench, restIsPlayedOnChain } from "./onChain.ts";
import { everybodyMayStop } from "./stops.ts";
import type { Subject, TrialOptions } from "./subject.ts";
import { loadSubject } from "./subject.ts";
import type { Outcome } from "./suite.ts";
import {
  anothersMoveIsFollowed,
  budgetIsCounted,
  clockOverEnds,
  dueMoveIsTaken,
  otherwiseOneWaits,
  registryDecides,
} from "./table.ts";

export type { TrialOptions } from "./subject.ts";
export type { Check, Outcome } from "./suite.ts";
export { describe, it } from "./suite.ts";

/** The checks of an app's generated tests. Each throws an Error that says what is wrong and where. */
export interface Trial {
  /** Every call that play made gives the same bytes in the EVM and in TypeScript (design rule 16). */
  conforms(): Promise<Outcome>;
  /** The same calls, broken: the same answers and the same revert bytes. */
  conformsBroken(): Promise<Outcome>;
  /** The client's init code deploys the adapter that the spec and the pinned compiler give. */
  isDeployed(): Promise<Outcome>;
  /** Each seat of the role stops at each state of the phase: it ends, the others get what they were promised. */
  stops(phase: string, role: string): Outcome;
  /** The same from some states, the rest played on chain: everybody is paid what the rules say. */
  stopsOnChain(phase: string, role: string): Promise<Outcome>;
  /** A due seat that has used up its moves on chain ends the app with the pot as it stands. */
  counts(phase: string): Outcome;
  /** The watcher's table, column by column, played on chain. */
  due(phase: string, role: string, move: string): Promise<Outcome>;
  waits(phase: string, role: string): Promise<Outcome>;
  over(phase: string, role: string): Promise<Outcome>;
  another(phase: string, role: string, move: string): Promise<Outcome>;
  registry(phase: string, role: string): Promise<Outcome>;
}

/**
 * Puts an app on trial: reads its spec, plays it with the generated code, and holds both against the EVM and the adjudicator. The
 * work is done when the first check asks for it.
 *
 * @example
 * const trial = openTrial({ root: new URL("../..", import.meta.url), spec: "contracts/apps/TicTacToe.sol", app: ticTacToe, call });
 * it("x stops in Playing", () => trial.stops("Playing", "x"));
 */
export function openTrial(options: TrialOptions): Trial {
  let loaded: Subject | undefined;
  let opened: Promise<Bench> | undefined;
  const subject = (): Subject => {
    loaded ??= loadSubject(options);
    return loaded;
  };
  const bench = (): Promise<Bench> => {
    opened ??= openBench(subject());
    return opened;
  };
  return {
    conforms: () => playConforms(subject()),
    conformsBroken: () => brokenConforms(subject()),
    isDeployed: () => codeIsDeployed(subject()),
    stops: (phase, role) => everybodyMayStop(subject(), phase, role),
    stopsOnChain: async (phase, role) => restIsPlayedOnChain(subject(), await bench(), phase, role),
    counts: (phase) => budgetIsCounted(subject(), phase),
    due: async (phase, role, move) => dueMoveIsTaken(subject(), await bench(), phase, role, move),
    waits: async (phase, role) => otherwiseOneWaits(subject(), await bench(), phase, role),
    over: async (phase, role) => clockOverEnds(subject(), await bench(), phase, role),
    another: async (phase, role, move) => anothersMoveIsFollowed(subject(), await bench(), phase, role, move),
    registry: (phase, role) => registryDecides(subject(), phase, role),
  };
}
