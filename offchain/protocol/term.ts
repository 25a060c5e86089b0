import type { ChannelState } from "./channelState.ts";

/** Versions may have gaps, within this (protocol S2). */
export const MAX_JUMP = 65_536;
/** No term is that high: a Status that says so is not believed. */
export const MAX_TERM = 2 ** 31;

/** The participant that makes the updates of a term (protocol §1, Roles). */
export const proposerIn = ({ genesis }: ChannelState, term: number): number => term % genesis.nodes.length;
/** The participant that makes the updates of the present term. */
export const proposerOf = (state: ChannelState): number => proposerIn(state, state.term);
/** Whether that is this node. */
export const amProposer = (state: ChannelState): boolean => proposerOf(state) === state.genesis.me;

/**
 * Whether a proposer may begin (protocol T3): in a term above 0 everybody's Status of that term is here, the newest state among them is
 * held, and nobody has signed what nothing may follow.
 */
export function termBegun({ genesis, term, standings, held }: ChannelState): boolean {
  if (term === 0) return true;
  return standings.every(
    (standing, i) =>
      i === genesis.me ||
      (standing !== null &&
        standing.held <= held.content.version &&
        !standing.sticky.some(({ body }) => body.kind === "finalize")),
  );
}
