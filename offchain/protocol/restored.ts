import { entries, get } from "../channel/hexMap.ts";
import { type OpId, sameId } from "../channel/operation.ts";
import { leaves } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import { type ChannelState, inLineage, isKind, possible } from "./channelState.ts";
import { expired } from "./consent.ts";
import { channelEnv, type Invoice } from "./nodeState.ts";
import { failUpstream, failureCode, finish, saveForward, saveInvoice } from "./payments.ts";
import { type Run, start } from "./run.ts";

/** Whether an operation, or the leaf it made, is anywhere in what this node knows of a channel. */
function isThere(state: ChannelState, id: OpId): boolean {
  const decided = state.life === "fixed" || state.life === "closed";
  const contents = state.outcome !== null ? [state.outcome] : decided ? [] : possible(state);
  return (
    state.pending.some(({ op }) => sameId(op.id, id)) ||
    state.unfinal.some(({ op }) => sameId(op.id, id)) ||
    (!decided && state.candidates.some((candidate) => inLineage(candidate, id, Number.POSITIVE_INFINITY))) ||
    contents.some(({ tree }) => leaves(tree).some(([, { by }]) => sameId(by, id)))
  );
}

const wasIn = ({ held }: ChannelState, id: OpId): boolean => (held.content.seqs[id.participant] ?? 0) >= id.seq;

/**
 * Protocol V2, at each start and once a channel has caught up: what an old disk says is under way, and no state knows of, is not.
 * An operation that never went in never will; of one that did go in, only that it is over is known.
 */
export function reconcile(run: Run, channelId: Hex): void {
  const channel = get(run.state.channels, channelId);
  if (channel === undefined) return;
  // While something may still turn up nothing is given up; once the chain has decided nothing can.
  if (channel.life === "open" && (channel.behind !== null || channel.held.content.version < channel.unknownUpTo))
    return;
  for (const [, payment] of entries(run.state.payments)) {
    if (payment.direction !== "out" || payment.status !== "inFlight" || payment.channelId !== channelId) continue;
    if (isThere(channel, payment.op)) continue;
    const failure = wasIn(channel, payment.op)
      ? "unknown: this node was restored from an old disk and has forgotten how the payment ended; ask the payee before paying again"
      : "given up: this node was restored from an old disk before the payment was signed";
    finish(run, payment, "failed", { failure });
  }
  for (const [, invoice] of entries(run.state.invoices))
    if (invoice.status === "accepted" && invoice.by?.channelId === channelId) claimAgain(run, channel, invoice);
  forwards(run, channel);
}

/**
 * The preimage was shown: a claim that was discarded with everything pending is made again while its lock is in every possible state;
 * where the lock is nowhere, it was paid.
 */
function claimAgain(run: Run, channel: ChannelState, invoice: Invoice): void {
  const { by, preimage } = invoice;
  if (by === null || channel.pending.some(({ op }) => isKind(op, "paid") && op.body.preimage === preimage)) return;
  if (!isThere(channel, by.op)) return saveInvoice(run, { ...invoice, status: "settled" });
  const places = possible(channel).map(({ tree }) => leaves(tree).find(([, leaf]) => sameId(leaf.by, by.op))?.[0]);
  const [index] = places;
  if (channel.life === "open" && index !== undefined && places.every((place) => place !== undefined))
    start(run, channel.genesis.channelId, { kind: "paid", index, lock: by.op, preimage });
}

function forwards(run: Run, channel: ChannelState): void {
  const { channelId } = channel.genesis;
  for (const [, forward] of entries(run.state.forwards)) {
    const { incoming, outgoing, status, preimage } = forward;
    if (status === "settled" || status === "failed") continue;
    const returned = preimage === null || expired(channelEnv(run.env, run.state), forward.hash, forward.until);
    if (incoming.channelId === channelId && !isThere(channel, incoming.op))
      saveForward(run, { ...forward, status: returned ? "failed" : "settled" });
    else if (
      outgoing?.channelId === channelId &&
      preimage === null &&
      // A lock out in a state that is forgotten may still be paid: until its time is over nothing is given back for it (H4).
      (channel.life === "open" || channel.outcome !== null) &&
      !isThere(channel, outgoing.op) &&
      !wasIn(channel, outgoing.op)
    )
      failUpstream(run, forward, failureCode("unspecified"));
  }
}
