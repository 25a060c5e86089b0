import { type ChainAction, type ChannelFacts, depositedIn } from "../channel/chain.ts";
import { stateOf } from "../channel/content.ts";
import { type ChannelState, finalSigned, possible } from "../protocol/channelState.ts";
import { deposit, joined, short } from "./wish.ts";

/**
 * What a node itself wants of the chain for an open channel: its own deposits and withdrawals. A watcher does neither: it has no
 * money of the node's, and nothing is lost by waiting.
 */
export function resizingOf(state: ChannelState): readonly ChainAction[] {
  const { view, life, force } = state;
  if (
    state.genesis.child !== undefined ||
    life !== "open" ||
    view === null ||
    view.head.status !== 0 ||
    force !== null ||
    finalSigned(state)
  )
    return [];
  return [...topUp(state, view.head), ...withdraw(state, view.head)];
}

/** L3: more than was agreed at the opening. Its name has the sum of all deposits: a second one of the same amount is another one. */
function topUp({ genesis, goals }: ChannelState, head: ChannelFacts): ChainAction[] {
  return genesis.assets.flatMap((_, a) => {
    const goal = goals[a] ?? 0n;
    const missing = goal - depositedIn(head, a, genesis.me);
    return missing <= 0n ? [] : [deposit(genesis, a, missing, `topUp/${genesis.channelId}/${a}/${goal}`)];
  });
}

/** L4: what this node withdraws in every state that the chain could be shown, and was not paid yet. */
function withdraw(state: ChannelState, head: ChannelFacts): ChainAction[] {
  const { genesis, held, unknownUpTo, behind } = state;
  const { content } = held;
  const { channelId, channel, me } = genesis;
  if (behind !== null || content.version < unknownUpTo || head.version > content.version) return [];
  const owed = content.books.flatMap(({ withdrawn }, a) => {
    const total = withdrawn[me] ?? 0n;
    const sure = possible(state).every(({ books }) => (books[a]?.withdrawn[me] ?? 0n) >= total);
    return sure && total > (head.paid[a]?.[me] ?? 0n) ? [{ a, total }] : [];
  });
  if (owed.length === 0) return [];
  const mask = owed.reduce((bits, { a }) => bits | (1n << BigInt(a)), 0n);
  return [
    {
      id: `withdraw/${channelId}/${owed.map(({ a, total }) => `${a}:${total}`).join(".")}`,
      fn: "withdraw",
      args: [channel, stateOf(content), joined(held.signatures), mask],
      why: `withdraw from channel ${short(channelId)} at version ${content.version}`,
    },
  ];
}
