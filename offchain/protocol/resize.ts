import { depositedIn } from "../channel/chain.ts";
import { spendable } from "../channel/content.ts";
import { get, set } from "../channel/hexMap.ts";
import { assetText, heldText } from "../channel/token.ts";
import type { Hex } from "../evm/hex.ts";
import { type ChannelState, finalSigned, isKind, ready } from "./channelState.ts";
import { withdrawalDigest } from "./consent.ts";
import { wait } from "./games.ts";
import { pledged, totalWithdrawn } from "./payments.ts";
import { answer, emit, type Run, start } from "./run.ts";

/** More into a channel, or something out of it, without closing it; base units of one of its assets. */
export interface Resizing {
  readonly channelId: Hex;
  readonly token: Hex;
  readonly amount: bigint;
}

/** The channel and the asset's place, or why nothing can be done now. */
function resizable(
  run: Run,
  { channelId, token }: Resizing,
): { readonly channel: ChannelState; readonly asset: number } | string {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined) return `there is no channel ${channelId}`;
  if (channel.genesis.child !== undefined)
    return "a virtual channel has neither deposits nor withdrawals: close it and open another of the size wanted";
  const asset = channel.held.content.books.findIndex((book) => book.token === token);
  if (asset < 0)
    return `the channel ${channelId} does not hold ${assetText(token)}; it holds ${heldText(channel.genesis.assets)}`;
  if (channel.held.content.draining || finalSigned(channel)) return "the channel is closing";
  if (!ready(channel))
    return `the channel is ${channel.life}, and not everybody in it has been heard or a challenge is on chain`;
  return { channel, asset };
}

/**
 * Asks the group that this node's withdrawals become so much more (protocol L4): its signed `Withdrawal` goes into the next update,
 * and once that is FINAL the entry `withdraw` pays it. Answers `id` then, or says why not.
 */
export function withdraw(run: Run, id: string, request: Resizing): string | null {
  const found = resizable(run, request);
  if (typeof found === "string") return found;
  const { channel, asset } = found;
  const { genesis, held } = channel;
  const book = held.content.books[asset];
  const named = genesis.assets[asset];
  if (book === undefined || named === undefined) return "no such asset";
  const have = spendable(book, genesis.me) - pledged(channel, asset);
  if (request.amount <= 0n) return "nothing is to be withdrawn";
  if (have < request.amount) return `${have} is spendable, ${request.amount} is to be withdrawn`;
  const total = totalWithdrawn(channel, asset) + request.amount;
  const signature = run.env.keys.sign(withdrawalDigest(genesis, genesis.me, named, total));
  const op = start(run, request.channelId, { kind: "withdraw", asset, total, signature });
  if (op === null) return "no such channel";
  wait(run, request.channelId, op, id);
  return null;
}

/** Wants more of this node's money in a channel (protocol L3): the deposit first; once it is final the group counts it. */
export function deposit(run: Run, id: string, request: Resizing): string | null {
  const found = resizable(run, request);
  if (typeof found === "string") return found;
  const { channel, asset } = found;
  const { genesis, view } = channel;
  if (view === null) return "the chain has not been read yet";
  if (request.amount <= 0n) return "nothing is to be deposited";
  const there = depositedIn(view.head, asset, genesis.me);
  // A second one would be sent beside the first, and both could get in.
  if ((channel.goals[asset] ?? 0n) > depositedIn(view.final, asset, genesis.me))
    return "a deposit is on its way already";
  const goal = there + request.amount;
  const goals = channel.goals.map((value, a) => (a === asset ? goal : value));
  run.state = { ...run.state, channels: set(run.state.channels, request.channelId, { ...channel, goals }) };
  emit(run, {
    type: "channel",
    channelId: request.channelId,
    what: "updated",
    text: `depositing ${request.amount} more`,
  });
  answer(run, id, { ok: true, value: { channelId: request.channelId, asset, deposits: goal } });
  return null;
}

/** What is final on chain and not counted yet: any participant may propose to count it, and this node does so for its own (L3). */
export function countDeposits(run: Run, channelId: Hex): void {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined || channel.view === null || channel.held.content.draining || finalSigned(channel)) return;
  const { genesis, held, view, pending } = channel;
  // Once a dispute has run its course what the chain shows is no deposit any more.
  if (!ready(channel) || view.final.status !== 0) return;
  for (const [asset, { deposits }] of held.content.books.entries()) {
    const seen = depositedIn(view.final, asset, genesis.me);
    const asked = pending.some(({ op }) => isKind(op, "topUp") && op.body.asset === asset);
    if (seen > (deposits[genesis.me] ?? 0n) && !asked)
      start(run, channelId, { kind: "topUp", participant: genesis.me, asset, deposits: seen });
  }
}
