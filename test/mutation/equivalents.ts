/**
 * Mutants that nothing can tell from the original, by their id, and why. The id changes with the function around the change,
 * so that an old reason never excuses new code.
 */
export const EQUIVALENTS: Readonly<Record<string, string>> = {
  "5a62daf7": "one unit of gas more or less than the reserve: what is left is enough either way",
  "3c04b6ac":
    "an extra of 95 bytes has no place inside itself for a channel that gives the leg's child: the hash refuses it",
  "43aeadd6": "the plain definition of an id, which no entry runs: it is what the cheap one is fuzzed against",
  "46023f58": "where nothing is locked nothing is left either, and what was released stays 0",
};
