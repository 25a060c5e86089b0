/** Branches that nothing can reach, by function, condition and outcome, and why. */
export const UNREACHED: Readonly<Record<string, string>> = {
  "ChannelId.derive: count > 0 && count <= MAX_PARTICIPANTS: false":
    "the plain definition of an id: no entry runs it, the cheap one is fuzzed against it",
  "Merkle.node: left == 0 && right == 0: true": "a path begins at the hash of a leaf, which is never 0",
};
