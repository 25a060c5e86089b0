// What `npm run gas` measures: the keys, and what each should cost at most.

/** Gas at most, or null where there is nothing to reach: what is told only. */
export const TARGETS = {
  deploy: null,
  fundEthFirst: 47_000,
  fundEthSecond: 30_000,
  fundErc20: 66_000,
  concludeEth: 75_000,
  concludeErc20: 82_000,
  challenge: 71_000,
  checkpointInDispute: 53_000,
  settleEth: 63_000,
  checkpointOpen: 62_000,
  withdrawPartialEth: 80_000,
  challenge1: 72_000,
  challenge10: 72_000,
  challenge100: 72_000,
  challenge10000: 72_000,
  publish1: null,
  publish100: 2_600_000,
  claim1: 60_000,
  claim10: 130_000,
  claim100: 800_000,
  challengeN3: 77_000,
  challengeN10: 116_000,
  virtualOpenCloseCooperative: null,
  virtualDisputed: null,
} as const satisfies Record<string, number | null>;

export type FigureName = keyof typeof TARGETS;

/** What each cost; null for what the contract cannot do yet. */
export type Figures = Readonly<Record<FigureName, number | null>>;

export const FIGURE_NAMES: readonly FigureName[] = Object.keys(TARGETS).filter(
  (name): name is FigureName => name in TARGETS,
);

/** What each is, in a few words, for the table. */
export const MEANINGS: Readonly<Record<FigureName, string>> = {
  deploy: "the adjudicator, by the deployment proxy",
  fundEthFirst: "first deposit of a channel, ETH",
  fundEthSecond: "second deposit, ETH, with `minHeld`",
  fundErc20: "first deposit, ERC-20, this much allowed before",
  concludeEth: "cooperative close of two, ETH, both paid",
  concludeErc20: "the same, ERC-20",
  challenge: "challenge with a newer state, by a participant",
  checkpointInDispute: "newer state in a running dispute",
  settleEth: "both paid after the deadline, ETH",
  checkpointOpen: "newer state in an open channel",
  withdrawPartialEth: "newer state, one of two paid, the channel stays open",
  challenge1: "challenge, 1 interaction pending",
  challenge10: "challenge, 10 pending",
  challenge100: "challenge, 100 pending",
  challenge10000: "challenge, 10,000 pending",
  publish1: "1 preimage published",
  publish100: "100 preimages published",
  claim1: "1 hash lock of 1 claimed, its preimage published",
  claim10: "10 of 10 claimed",
  claim100: "100 of 100 claimed",
  challengeN3: "challenge, 3 participants",
  challengeN10: "challenge, 10 participants",
  virtualOpenCloseCooperative: "a virtual channel opened and closed by agreement: no transaction",
  virtualDisputed: "a virtual channel and both its parents disputed, legs claimed, all paid",
};
