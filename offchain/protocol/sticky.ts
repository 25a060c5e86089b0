import type { Content } from "../channel/content.ts";
import { type Op, sameId } from "../channel/operation.ts";
import { type ChannelState, isKind, pathTo } from "./channelState.ts";

/**
 * What is irreversible on chain once a state that has it is held (protocol §1.4): the final flag, and withdrawals, which the entry
 * `withdraw` pays out of whatever state was shown to it. Every later state has them too (S5).
 */
export const isSticky = (op: Op): boolean => isKind(op, "finalize") || isKind(op, "withdraw");

/** Whether a state has every withdrawal that another has: they are cumulative, so the totals say it (finding C3). */
export function keepsWithdrawals(content: Content, of: Content): boolean {
  return of.books.every((book, a) =>
    book.withdrawn.every((total, i) => (content.books[a]?.withdrawn[i] ?? 0n) >= total),
  );
}

/** Whether a state that is signed on top of the held one carries something irreversible: the guard remembers it. */
export function carriesSticky({ held }: ChannelState, content: Content): boolean {
  return content.isFinal || !keepsWithdrawals(held.content, content);
}

/** The withdrawals of states that were signed and may still be shown: the next proposal has to have them (protocol P1, T3). */
export function owedWithdrawals({ held, candidates, standings }: ChannelState): readonly Op[] {
  const found: Op[] = [];
  const signed = candidates.flatMap((candidate) => pathTo(candidate).map(({ op }) => op));
  for (const op of [...signed, ...standings.flatMap((one) => one?.sticky ?? [])]) {
    const isIn = op.id.seq <= (held.content.seqs[op.id.participant] ?? 0);
    if (isKind(op, "withdraw") && !isIn && !found.some(({ id }) => sameId(id, op.id))) found.push(op);
  }
  return found;
}

/** `owed` among `ops`: each before what its originator asked for later, since operations of one participant go in in their order. */
export function withOwed(ops: readonly Op[], owed: readonly Op[]): Op[] {
  const all = [...ops];
  for (const op of owed) {
    if (all.some(({ id }) => sameId(id, op.id))) continue;
    const later = all.findIndex(({ id }) => id.participant === op.id.participant && id.seq > op.id.seq);
    all.splice(later < 0 ? all.length : later, 0, op);
  }
  return all;
}

/** `owed` before everything else: what then comes too late for its place among an originator's operations is left out. */
export function owedFirst(ops: readonly Op[], owed: readonly Op[]): Op[] {
  const isOwed = (op: Op): boolean => owed.some(({ id }) => sameId(id, op.id));
  return [...withOwed([], owed), ...ops.filter((op) => !isOwed(op))];
}
