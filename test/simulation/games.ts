import { type Content, digestOf } from "../../offchain/channel/content.ts";
import type { Op } from "../../offchain/channel/operation.ts";
import { leaves } from "../../offchain/channel/tree.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import type { ChannelState } from "../../offchain/protocol/channelState.ts";
import type { Made } from "./oracle.ts";
import type { Simulation } from "./simulation.ts";

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
      const token = state.genesis.assets[0]?.token;
      moved.forEach((amount, p) => {
        const key = `${token}/${state.genesis.channel.participants[p]?.payout}`;
        gains.set(key, (gains.get(key) ?? 0n) + amount);
      });
    }
    return gains;
  }

  /** From version 0 to the last state: the change of each delta, less what payments and locks did to it. */
  #offChain(state: ChannelState): bigint[] {
    const { made } = this.#run.oracle.group(state.genesis.channelId);
    const last = state.outcome ?? state.held.content;
    const moved = state.genesis.nodes.map(() => 0n);
    let at = made.get(digestOf(state.genesis.domain, state.genesis.channelId, last));
    while (at !== undefined && at.base !== null) {
      const base: Made | undefined = made.get(at.base);
      if (base === undefined) return moved;
      const plain = this.#plain(at.body, base.content);
      at.content.books[0]?.delta.forEach((delta, p) => {
        moved[p] = (moved[p] ?? 0n) + delta - (base.content.books[0]?.delta[p] ?? 0n) - (plain[p] ?? 0n);
      });
      at = base;
    }
    return moved;
  }

  /** The change of each delta by payments and locks alone. */
  #plain(ops: readonly Op[], before: Content): bigint[] {
    const change = before.books[0]?.delta.map(() => 0n) ?? [];
    const locks = new Map(
      leaves(before.tree).flatMap(([index, leaf]) => (leaf.kind === "hashLock" ? [[index, leaf.leaf] as const] : [])),
    );
    const give = (p: number, amount: bigint): void => {
      change[p] = (change[p] ?? 0n) + amount;
    };
    for (const { id, body } of ops) {
      if (body.kind === "pay") {
        give(id.participant, -body.amount);
        give(body.to, body.amount);
      }
      if (body.kind === "add") give(id.participant, -body.amount);
      if (body.kind === "paid" || body.kind === "failed") {
        const lock = locks.get(body.index);
        if (lock !== undefined) give(body.kind === "paid" ? lock.to : lock.from, lock.amount);
      }
    }
    return change;
  }

  /** Pots that the chain has paid out. */
  #claimed(channelId: Hex, state: ChannelState, moved: bigint[]): void {
    const onChain = this.#run.chain.head.world.channels.get(channelId);
    if (state.outcome === null || onChain === undefined) return;
    for (const [index, leaf] of leaves(state.outcome.tree)) {
      if (leaf.kind !== "app" || !onChain.claimed.includes(index)) continue;
      const last = onChain.events.filter((event) => event.index === index).at(-1)?.state ?? leaf.state;
      leaf.leaf.seats.forEach((participant, seat) => {
        moved[participant] = (moved[participant] ?? 0n) + (last.held[seat] ?? 0n);
      });
    }
  }
}
