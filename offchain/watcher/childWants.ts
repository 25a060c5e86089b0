import type { ChainAction, ChannelFacts } from "../channel/chain.ts";
import { stateOf } from "../channel/content.ts";
import type { ChildTerms } from "../generated/protocol/structs.ts";
import type { ChannelState, Env } from "../protocol/channelState.ts";
import { isFixedChild, isRegistered, lastSigning } from "../protocol/child.ts";
import { joined, NOTHING, short } from "./wish.ts";

/**
 * What an end of a child, or a watcher for it, wants of the chain (protocol §1.10): a stale challenge answered; what is held on chain
 * before the expiry, which fixes the child without any transaction; its own challenge; its final state, where no fold comes of it.
 */
export function childWants(
  env: Env,
  state: ChannelState,
  head: ChannelFacts,
  terms: ChildTerms,
): readonly ChainAction[] {
  const { genesis, held, force, behind, closing } = state;
  const { channelId, channel, me } = genesis;
  if (isFixedChild(head, terms, env.chainTime)) return [];
  const shown = held.content.version === 0 ? [NOTHING, "0x"] : [stateOf(held.content), joined(held.signatures)];
  const newer = head.version < held.content.version;
  const name = short(channelId);
  if (head.status === 1)
    return newer
      ? [
          {
            id: `answer/${channelId}/${held.content.version}`,
            fn: "checkpointChild",
            args: [channel, terms, ...shown],
            by: env.chainTime + Math.floor((head.deadline - env.chainTime) / 2),
            why: `answer the stale version ${head.version} of channel ${name} with version ${held.content.version}`,
          },
        ]
      : [];
  const waited = env.chainTime >= (closing?.since ?? env.chainTime) + env.profile.patience / 1_000;
  if (held.content.isFinal && !isRegistered(channelId, held.content, head) && (waited || force !== null))
    return [
      {
        id: `conclude/${channelId}`,
        fn: "concludeChild",
        args: [channel, terms, ...shown],
        why: `fix channel ${name} at its final state, for its parents`,
      },
    ];
  if (force !== null && behind === null)
    return [
      {
        id: `challenge/${channelId}/${head.deadline}`,
        fn: "challengeChild",
        args: [channel, terms, ...shown, BigInt(me), "0x"],
        why: `challenge channel ${name}: ${force}`,
      },
    ];
  // K4: nothing is signed any more; what is registered at the expiry is the outcome.
  if (newer && env.chainTime >= lastSigning(env, genesis))
    return [
      {
        id: `register/${channelId}/${held.content.version}`,
        fn: "checkpointChild",
        args: [channel, terms, ...shown],
        by: terms.expiry - env.profile.inclusion,
        why: `register version ${held.content.version} of channel ${name} before it expires`,
      },
    ];
  return [];
}
