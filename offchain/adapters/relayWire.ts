import { sha256 } from "../evm/hash.ts";
import { bytesToHex, concat, type Hex } from "../evm/hex.ts";
import { ENVELOPE_OVERHEAD, MAX_FRAME } from "./envelope.ts";

// What a relay and its clients say to each other. A WebSocket message is a run of records: type u8, length u32, body.

/** The kinds of a record. Bodies: see each. Numbers are big-endian. */
export const RecordType = {
  /** Relay to client at connecting: 32 random bytes to sign. */
  challenge: 1,
  /** Client's answer: node id (33), signature (64). */
  answer: 2,
  /** Relay: the answer was right, frames may flow. Empty. */
  welcome: 3,
  /** Client: receiver (33), envelope. */
  send: 16,
  /** Relay: sequence number in this session (u32), envelope. */
  deliver: 17,
  /** Client: the highest sequence number received in this session (u32); covers all before. */
  received: 18,
  /** Relay: a frame for this receiver (33) was refused, reason u8 (see `RefusalReason`). */
  refused: 19,
} as const;

export const RefusalReason = { mailboxFull: 1, shareUsed: 2, relayFull: 3 } as const;

/** Close codes of the relay's own. */
export const CloseCode = { replaced: 4001, notProved: 4002, badRecord: 4003 } as const;

export const RECORD_HEADER: number = 5;
const LARGEST_BODY = 33 + MAX_FRAME + ENVELOPE_OVERHEAD;
/** The largest WebSocket message: one largest record. */
export const MAX_MESSAGE: number = RECORD_HEADER + LARGEST_BODY;

/** One record of a message; `body` is a view into it. */
export interface WireRecord {
  readonly type: number;
  readonly body: Uint8Array;
}

/** A record as bytes, its body from parts. */
export function encodeRecord(type: number, ...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const bytes = Buffer.allocUnsafe(RECORD_HEADER + length);
  bytes[0] = type;
  bytes.writeUInt32BE(length, 1);
  let at = RECORD_HEADER;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The records of a message, or null where it is not made of whole records. */
export function decodeRecords(message: Uint8Array): readonly WireRecord[] | null {
  const view = new DataView(message.buffer, message.byteOffset, message.length);
  const records: WireRecord[] = [];
  for (let at = 0; at < message.length; ) {
    if (at + RECORD_HEADER > message.length) return null;
    const end = at + RECORD_HEADER + view.getUint32(at + 1);
    if (end > message.length) return null;
    records.push({ type: view.getUint8(at), body: message.subarray(at + RECORD_HEADER, end) });
    at = end;
  }
  return records;
}

/** Runs of records as messages of at most `MAX_MESSAGE` bytes; a lone record is not copied. */
export function joinRecords(records: readonly Uint8Array[]): readonly Uint8Array[] {
  const messages: Uint8Array[] = [];
  let first = 0;
  let size = 0;
  for (let next = 0; next <= records.length; next++) {
    const length = records[next]?.length ?? MAX_MESSAGE + 1;
    if (size + length > MAX_MESSAGE && next > first) {
      const only = next - first === 1 ? records[first] : undefined;
      messages.push(only ?? Buffer.concat(records.slice(first, next), size));
      first = next;
      size = 0;
    }
    size += length;
  }
  return messages;
}

/** A u32 as four bytes. */
export function encodeSeq(seq: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, seq);
  return bytes;
}

/** The u32 at the start of a body of at least four bytes. */
export function decodeSeq(body: Uint8Array): number {
  return new DataView(body.buffer, body.byteOffset, 4).getUint32(0);
}

/** What a client signs with its node key to show that it owns its mailbox. */
export function challengeDigest(challenge: Uint8Array, nodeId: Uint8Array): Hex {
  return bytesToHex(sha256(concat(Buffer.from("chenilles relay 1"), challenge, nodeId)));
}
