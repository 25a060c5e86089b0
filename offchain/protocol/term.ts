import type { ChannelState } from "./channelState.ts";

/** Term 0 for ever with two participants: rotation comes with more (protocol §1.5). */
export const TERM = 0;
/** Versions may have gaps, within this (protocol S2). */
export const MAX_JUMP = 65_536;

/** The participant that makes the updates of this term. */
export const proposerOf = (state: ChannelState): number => TERM % state.genesis.nodes.length;
export const amProposer = (state: ChannelState): boolean => proposerOf(state) === state.genesis.me;
