// The adjudicator as a pure function, written from adjudicator.md alone: what the contract is compared with, call by call.
import { timeout as appTimeout, progress } from "./apps.ts";
import type { Call, Outcome, Outside } from "./calls.ts";
import { claim, claimAll, publish } from "./claims.ts";
import { redirect, withdrawCredit } from "./credits.ts";
import { fund, fundETH, fundFor, fundMany } from "./funding.ts";
import { challenge, checkpoint, conclude, resume, settle, sweep, withdraw } from "./lifecycle.ts";
import { type Draft, draftOf, type Model, modelOf, Refused } from "./state.ts";

export { newModel } from "./state.ts";

function run(draft: Draft, call: Call): void {
  switch (call.entry) {
    case "fundETH":
      return fundETH(draft, call);
    case "fund":
      return fund(draft, call);
    case "fundMany":
      return fundMany(draft, call);
    case "fundFor":
      return fundFor(draft, call);
    case "checkpoint":
      return checkpoint(draft, call);
    case "challenge":
      return challenge(draft, call);
    case "resume":
      return resume(draft, call);
    case "conclude":
      return conclude(draft, call);
    case "withdraw":
      return withdraw(draft, call);
    case "settle":
      return settle(draft, call);
    case "sweep":
      return sweep(draft, call);
    case "claim":
      return claim(draft, call);
    case "claimAll":
      return claimAll(draft, call);
    case "progress":
      return progress(draft, call);
    case "timeout":
      return appTimeout(draft, call);
    case "publish":
      return publish(draft, call);
    case "withdrawCredit":
      return withdrawCredit(draft, call);
    case "redirect":
      return redirect(draft, call);
    default:
      return call satisfies never;
  }
}

/** What a call leads to: the model after it, and what it came to. */
export interface Stepped {
  readonly model: Model;
  readonly outcome: Outcome;
}

/**
 * One call of the adjudicator at `call.now`. Pure: the model given is not changed; a call that reverts leads to the same one.
 *
 * @example step(newModel(court), { entry: "publish", sender, now: 10, preimages: [] }, outside).outcome
 */
export function step(model: Model, call: Call, outside: Outside): Stepped {
  const draft = draftOf(model, call.now, outside);
  try {
    run(draft, call);
  } catch (error) {
    if (error instanceof Refused) return { model, outcome: { reverted: error.names } };
    throw error;
  }
  const { events, mayEmit, payments, pulls } = draft;
  return { model: modelOf(draft), outcome: { events, mayEmit, payments, pulls } };
}
