/** Branches that nothing can reach, by function, condition and outcome, and why. */
export const UNREACHED: Readonly<Record<string, string>> = {};
