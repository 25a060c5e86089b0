/**
 * Mutants that nothing can tell from the original, by their id, and why. The id changes with the function around the change,
 * so that an old reason never excuses new code.
 */
export const EQUIVALENTS: Readonly<Record<string, string>> = {
  "5a62daf7": "one unit of gas more or less than the reserve: what is left is enough either way",
};
