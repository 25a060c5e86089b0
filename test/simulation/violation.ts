/** A rule of design.md (or a finding that a rule hangs on) does not hold: which, and what was seen. */
export class Violation extends Error {
  readonly rule: string;

  constructor(rule: string, text: string) {
    super(`rule ${rule}: ${text}`);
    this.name = "Violation";
    this.rule = rule;
  }
}

/** @throws Violation */
export function hold(rule: string, holds: boolean, text: () => string): void {
  if (!holds) throw new Violation(rule, text());
}
