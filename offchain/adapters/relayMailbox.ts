import { RefusalReason } from "./relayWire.ts";

/** A frame that waits for its receiver to say that it has it. */
export interface StoredFrame {
  readonly sender: string;
  readonly envelope: Uint8Array;
}

/** Bounds of a relay's mailboxes; bytes count envelopes. */
export interface MailboxLimits {
  readonly frames: number;
  readonly bytes: number;
  /** The part of a mailbox that one sender may fill, e.g. 0.25. */
  readonly senderShare: number;
  /** Of all mailboxes together. */
  readonly totalBytes: number;
}

export const DEFAULT_MAILBOX_LIMITS: MailboxLimits = {
  frames: 10_000,
  bytes: 64 << 20,
  senderShare: 0.25,
  totalBytes: 512 << 20,
};

/** One receiver's frames, oldest first. The oldest are kept; what does not fit is refused. */
export interface Mailbox {
  readonly frames: StoredFrame[];
  bytes: number;
  readonly bySender: Map<string, { frames: number; bytes: number }>;
}

/** All mailboxes of a relay, by node id (33 bytes as latin1 text). Empty ones are forgotten. */
export interface Mailboxes {
  readonly of: (receiver: string) => Mailbox | undefined;
  /** Stores a copy; returns 0, or the reason of a refusal. */
  readonly put: (receiver: string, sender: string, envelope: Uint8Array) => number;
  /** Forgets the oldest `count` frames. */
  readonly drop: (receiver: string, count: number) => void;
  readonly totals: () => { readonly mailboxes: number; readonly frames: number; readonly bytes: number };
}

function emptyMailbox(): Mailbox {
  return { frames: [], bytes: 0, bySender: new Map() };
}

/** A copy with memory of its own: a view would keep alive the whole message that it came in. */
function copyOf(envelope: Uint8Array): Uint8Array {
  const copy = Buffer.allocUnsafeSlow(envelope.length);
  copy.set(envelope);
  return copy;
}

/**
 * Mailboxes in memory, bounded each, per sender and together.
 * @example mailboxes.put(bob, alice, envelope) === 0
 */
export function createMailboxes(limits: MailboxLimits = DEFAULT_MAILBOX_LIMITS): Mailboxes {
  const boxes = new Map<string, Mailbox>();
  let totalFrames = 0;
  let totalBytes = 0;
  return {
    of: (receiver) => boxes.get(receiver),
    put: (receiver, sender, envelope) => {
      const size = envelope.length;
      if (totalBytes + size > limits.totalBytes) return RefusalReason.relayFull;
      const box = boxes.get(receiver) ?? emptyMailbox();
      if (box.frames.length >= limits.frames || box.bytes + size > limits.bytes) return RefusalReason.mailboxFull;
      const used = box.bySender.get(sender) ?? { frames: 0, bytes: 0 };
      const { frames, bytes, senderShare } = limits;
      if (used.frames + 1 > frames * senderShare || used.bytes + size > bytes * senderShare) {
        return RefusalReason.shareUsed;
      }
      boxes.set(receiver, box);
      box.bySender.set(sender, used);
      used.frames += 1;
      used.bytes += size;
      box.frames.push({ sender, envelope: copyOf(envelope) });
      box.bytes += size;
      totalFrames += 1;
      totalBytes += size;
      return 0;
    },
    drop: (receiver, count) => {
      const box = boxes.get(receiver);
      if (box === undefined) return;
      for (const { sender, envelope } of box.frames.splice(0, count)) {
        box.bytes -= envelope.length;
        totalBytes -= envelope.length;
        totalFrames -= 1;
        const used = box.bySender.get(sender);
        if (used === undefined) continue;
        used.frames -= 1;
        used.bytes -= envelope.length;
        if (used.frames === 0) box.bySender.delete(sender);
      }
      if (box.frames.length === 0) boxes.delete(receiver);
    },
    totals: () => ({ mailboxes: boxes.size, frames: totalFrames, bytes: totalBytes }),
  };
}
