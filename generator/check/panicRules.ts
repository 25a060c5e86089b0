import type { Diagnostic } from "../read/diagnostic.ts";
import { boundsOf, undecidedIn } from "./panics/analysis.ts";
import { TooLong } from "./panics/machine.ts";
import type { Rule } from "./rule.ts";
import { say } from "./rule.ts";

const WHO: Readonly<Record<string, string>> = { turn: "turn", stake: "stake" };

/**
 * Timeouts, `turn` and `stake` do not panic, whatever moves were made with whatever arguments: decided by intervals, for every
 * number of seats, under the bound on amounts. What intervals do not decide is refused (adjudicator S16).
 */
export const noPanics: Rule = (spec, model) => {
  const least = model.roles.reduce((sum, role) => sum + role.min, 0);
  const most = model.roles.reduce((sum, role) => sum + role.max, 0);
  const found = new Map<number, Diagnostic>();
  try {
    for (let seats = least; seats <= most; seats++)
      undecidedIn(spec, model, boundsOf(spec, model, BigInt(seats)), (fn, { node, what, instead }) => {
        const who = WHO[fn] === undefined ? `a timeout cannot fail, but in ${fn}` : `${fn} cannot fail, but`;
        if (!found.has(node.id)) found.set(node.id, say(spec, node, "panic", `${who} ${what}`, instead));
      });
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    return [
      say(spec, spec.library, "panic", "panics of the timeouts are not decided: the loops are too long to follow"),
    ];
  }
  return [...found.values()];
};
