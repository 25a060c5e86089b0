import { type Content, digestOf } from "../../offchain/channel/content.ts";
import type { Op } from "../../offchain/channel/operation.ts";
import { leafAt, leaves } from "../../offchain/channel/tree.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import type { ChannelState } from "../../offchain/protocol/channelState.ts";
import type { Made } from "./oracle.ts";
import type { Simulation } from "./simulation.ts";

/** Base units per asset of a channel and per participant, by the asset's place. */
type Moved = bigint[][];

/**
 * What games have moved, by the states themselves: stakes that went in, pots that came out. Kept apart from the nodes' own records,
 * which know of payments alone.
 */
export class Games {
  readonly #run: Simulation;

  constructor(run: Simulation) {
    this.#run = run;
  }

  /** "token/payout" -> base units won or lost, over all channels. */
  gains(): Map<string, bigint> {
    const gains = new Map<string, bigint>();
    for (const channelId of this.#run.oracle.groups.keys()) {
      const state = this.#run.oracle.honestIn(channelId)[0]?.state;
      if (state === undefined) continue;
      const moved = this.#offChain(state);
      this.#claimed(channelId, state, moved);
      for (const [a, { token }] of state.genesis.assets.entries()) {
        for (const [p, { payout }] of state.genesis.channel.participants.entries()) {
          const key = `${token}/${payout}`;
          gains.set(key, (gains.get(key) ?? 0n) + (moved[a]?.[p] ?? 0n));
        }
      }
    }
    return gains;
  }

  /** From version 0 to the last state: the change of each delta, less what payments and locks did to it. */
  #offChain(state: ChannelState): Moved {
    const { made } = this.#run.oracle.group(state.genesis.channelId);
    const last = state.outcome ?? state.held.content;
    const moved = last.books.map(({ delta }) => delta.map(() => 0n));
    let at = made.get(digestOf(state.genesis.domain, state.genesis.channelId, last));
    while (at !== undefined && at.base !== null) {
      const base: Made | undefined = made.get(at.base);
      if (base === undefined) return moved;
      const plain = this.#plain(at.body, base.content);
      for (const [a, book] of at.content.books.entries())
        for (const [p, delta] of book.delta.entries())
          give(moved, a, p, delta - (base.content.books[a]?.delta[p] ?? 0n) - (plain[a]?.[p] ?? 0n));
      at = base;
    }
    return moved;
  }

  /** The change of each delta by payments and locks alone. */
  #plain(ops: readonly Op[], before: Content): Moved {
    const change = before.books.map(({ delta }) => delta.map(() => 0n));
    const locks = new Map(
      leaves(before.tree).flatMap(([index, leaf]) => (leaf.kind === "hashLock" ? [[index, leaf.leaf] as const] : [])),
    );
    for (const { id, body } of ops) {
      if (body.kind === "pay") {
        give(change, body.asset, id.participant, -body.amount);
        give(change, body.asset, body.to, body.amount);
      }
      if (body.kind === "leg")
        for (const { token, amounts } of body.terms.funding)
          for (const [k, amount] of amounts.entries())
            give(change, placeOf(before, token), body.seats[k] ?? -1, -amount);
      const leg = body.kind === "fold" ? leafAt(before.tree, body.index) : undefined;
      if (body.kind === "fold" && leg?.kind === "leg")
        for (const [f, row] of body.outcome.entries())
          for (const [k, amount] of row.entries())
            give(change, placeOf(before, leg.terms.funding[f]?.token), leg.leaf.seats[k] ?? -1, amount);
      if (body.kind === "add") give(change, body.asset, id.participant, -body.amount);
      if (body.kind === "paid" || body.kind === "failed") {
        const lock = locks.get(body.index);
        if (lock !== undefined) give(change, lock.asset, body.kind === "paid" ? lock.to : lock.from, lock.amount);
      }
    }
    return change;
  }

  /** Pots that the chain has paid out. */
  #claimed(channelId: Hex, state: ChannelState, moved: Moved): void {
    const onChain = this.#run.chain.head.world.channels.get(channelId);
    if (state.outcome === null || onChain === undefined) return;
    for (const [index, leaf] of leaves(state.outcome.tree)) {
      if (leaf.kind !== "app" || !onChain.claimed.includes(index)) continue;
      const last = onChain.events.filter((event) => event.index === index).at(-1)?.state ?? leaf.state;
      const { seats, locks } = leaf.leaf;
      for (const [k, held] of last.held.entries())
        give(moved, locks[Math.floor(k / seats.length)]?.asset ?? -1, seats[k % seats.length] ?? -1, held);
    }
  }
}

const placeOf = ({ books }: Content, token: Hex | undefined): number => books.findIndex((book) => book.token === token);

function give(moved: Moved, asset: number, participant: number, amount: bigint): void {
  const row = moved[asset];
  if (row !== undefined && participant >= 0) row[participant] = (row[participant] ?? 0n) + amount;
}
