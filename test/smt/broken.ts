/** Checks of the arithmetic, each with what stands there when it is gone: the model checker must then find a violation. */
export const BROKEN: readonly { readonly what: string; readonly text: string; readonly without: string }[] = [
  { what: "solvency is not checked (finding C2)", text: "require(netB + dB - unpaid(wB, paidB) >= 0);", without: "" },
  { what: "sums are not checked (attack 33)", text: "require(dA + dB + lock == 0);", without: "" },
  {
    what: "claims are not bounded by what is locked (finding M6)",
    text: " && released + amount <= locked",
    without: "",
  },
  { what: "a settled holding stays as it was (finding H6)", text: "netA = -deltaA;", without: "" },
  {
    what: "unpaid withdrawals go below zero (finding C3)",
    text: "total > paid ? total - paid : int256(0)",
    without: "total - paid",
  },
];

/** The source with one check gone; an error if it is not there any more. */
export function broken(source: string, { what, text, without }: (typeof BROKEN)[number]): string {
  if (!source.includes(text))
    throw new Error(`${what}: Conservation.sol no longer says "${text}"; adapt test/smt/broken.ts`);
  return source.replace(text, without);
}
