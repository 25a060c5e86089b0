// Whether what happened is what the model says.
import { ANY_ERROR, type ModelEvent, type Outcome, type Payment, type Pull } from "./calls.ts";
import { ANY_MASK } from "./paying.ts";

/** What the real contract did, decoded: the error's name (Solidity's own and those of others as they are), or all it emitted. */
export type Actual =
  | { readonly reverted: string }
  | { readonly events: readonly ModelEvent[]; readonly payments: readonly Payment[]; readonly pulls: readonly Pull[] };

/** A value as text, fields in the order of their names; bigints with an n. Equal values have equal texts. */
export function textOf(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([name, one]) => `${name}:${textOf(one)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

const textOfEvent = (event: ModelEvent): string => textOf(event.name === "Paid" ? { ...event, mask: ANY_MASK } : event);

/** Those of `left` that are not in `right`, each counted as often as it is there. */
function without(left: readonly string[], right: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const one of right) counts.set(one, (counts.get(one) ?? 0) + 1);
  return left.filter((one) => {
    const count = counts.get(one) ?? 0;
    counts.set(one, count - 1);
    return count <= 0;
  });
}

function compareLists(what: string, expected: readonly string[], actual: readonly string[]): readonly string[] {
  return [
    ...without(expected, actual).map((one) => `missing ${what}: ${one}`),
    ...without(actual, expected).map((one) => `unexpected ${what}: ${one}`),
  ];
}

/**
 * The differences between what the model says of a call and what happened, in words; none: they agree. Order does not count.
 *
 * @example differences({ reverted: ["Closed"] }, { reverted: "HeldTooLow" }) // ["reverted with HeldTooLow, …"]
 */
export function differences(expected: Outcome, actual: Actual): readonly string[] {
  if ("reverted" in actual) {
    if (!("reverted" in expected)) return [`reverted with ${actual.reverted}, the model goes through`];
    const allowed = expected.reverted.includes(ANY_ERROR) || expected.reverted.includes(actual.reverted);
    return allowed ? [] : [`reverted with ${actual.reverted}, the model with ${expected.reverted.join(" or ")}`];
  }
  if ("reverted" in expected) return [`went through, the model reverts with ${expected.reverted.join(" or ")}`];
  const may = (expected.mayEmit ?? []).map(textOfEvent);
  const emitted = actual.events.map(textOfEvent);
  const wanted = expected.events.map(textOfEvent);
  const beyond = without(emitted, wanted);
  return [
    ...without(wanted, emitted).map((one) => `missing event: ${one}`),
    ...without(beyond, may).map((one) => `unexpected event: ${one}`),
    ...compareLists("payment", expected.payments.map(textOf), actual.payments.map(textOf)),
    ...compareLists("pull", expected.pulls.map(textOf), actual.pulls.map(textOf)),
  ];
}
