import { spendable } from "../channel/content.ts";
import { assetText } from "../channel/token.ts";
import type { ChannelState } from "./channelState.ts";
import type { Offer } from "./messages.ts";
import type { Policy } from "./nodeState.ts";
import { pledged } from "./payments.ts";
import type { Run } from "./run.ts";

/** What a participant puts into an app, by the channel's asset: two of the app's assets may be the same of the channel. */
function stakesOf(run: Run, offer: Offer, participant: number): ReadonlyMap<number, bigint> {
  const begun = run.env.apps.get(offer.app)?.begin(offer.terms, BigInt(offer.seats.length));
  const seat = offer.seats.indexOf(participant);
  const stakes = new Map<number, bigint>();
  if (begun?.ok !== true || seat < 0) return stakes;
  for (const [k, asset] of offer.assets.entries())
    stakes.set(asset, (stakes.get(asset) ?? 0n) + (begun.value.held[k * offer.seats.length + seat] ?? 0n));
  return stakes;
}

/** What this node would stake beyond its limits, or null. */
export function overLimit(run: Run, { genesis }: ChannelState, offer: Offer, { maxStakes }: Policy): string | null {
  for (const [asset, stake] of stakesOf(run, offer, genesis.me)) {
    const token = genesis.assets[asset]?.token ?? "0x";
    const most = maxStakes[token] ?? 0n;
    if (stake > most) return `a stake of ${stake} of ${assetText(token)} is asked of this node, its limit is ${most}`;
  }
  return null;
}

/** Who cannot stake what the app asks now, as this node sees it, or null. */
export function shortage(run: Run, channel: ChannelState, offer: Offer): string | null {
  const { genesis, held } = channel;
  for (const participant of offer.seats) {
    for (const [asset, stake] of stakesOf(run, offer, participant)) {
      const book = held.content.books[asset];
      if (book === undefined) continue;
      const have = spendable(book, participant) - (participant === genesis.me ? pledged(channel, asset) : 0n);
      const who = participant === genesis.me ? "this node" : `participant ${participant}`;
      if (have < stake) return `${who} has ${have} of ${assetText(book.token)} to stake here, ${stake} is needed`;
    }
  }
  return null;
}
