import { WebSocket } from "ws";
import type { NodeId } from "../channel/keys.ts";
import { bytesToHex, concat, hexToBytes } from "../evm/hex.ts";
import type { Transport } from "../ports/transport.ts";
import { type Envelopes, envelopesOf } from "./envelope.ts";
import type { NodeKeys } from "./nodeKeys.ts";
import {
  CloseCode,
  challengeDigest,
  decodeRecords,
  decodeSeq,
  encodeRecord,
  encodeSeq,
  joinRecords,
  MAX_MESSAGE,
  RecordType,
  RefusalReason,
} from "./relayWire.ts";

/** What goes wrong between a node and its relay, for the operator. */
export type RelayTrouble =
  | { readonly kind: "disconnected"; readonly why: string; readonly retryIn: number }
  | { readonly kind: "refused"; readonly to: NodeId; readonly why: string }
  | { readonly kind: "dropped"; readonly frames: number }
  | { readonly kind: "unreadable" };

/** How a node reaches its relay. */
export interface RelayTransportOptions {
  /** e.g. ws://127.0.0.1:9735 */
  readonly url: string;
  readonly keys: Pick<NodeKeys, "nodeId" | "agree" | "signAsNode">;
  readonly onTrouble?: (trouble: RelayTrouble) => void;
  /** Milliseconds before each new attempt, the last one again and again. */
  readonly retries?: readonly number[];
  /** Milliseconds without a word of the relay (its pings count) after which the connection is given up. Default 45,000. */
  readonly silence?: number;
}

/** A transport that also says whether the relay is reached. */
export interface RelayTransport extends Transport {
  readonly connected: () => boolean;
}

const RETRIES: readonly number[] = [100, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
/** What may wait to be sent, while the relay is away or slow. */
const WAITING = { frames: 4096, bytes: 32 << 20 };
/** Bytes handed to the socket and not gone yet, above which frames wait here. */
const SOCKET_FULL = 8 << 20;
/** What was received is reported with the next frame that leaves, at the latest after this many frames or milliseconds. */
const RECEIVED_EVERY = 64;
const RECEIVED_WITHIN = 5;

/** Where a transport stands; mutable, one per transport. */
interface Link {
  socket: WebSocket | null;
  ready: boolean;
  closed: boolean;
  attempt: number;
  waiting: Uint8Array[];
  waitingBytes: number;
  dropped: number;
  flushing: boolean;
  /** Frames received and not yet reported as such, and the newest one's number. */
  unreported: number;
  lastSeq: number;
  report: NodeJS.Timeout | undefined;
  retry: NodeJS.Timeout | undefined;
  watchdog: NodeJS.Timeout | undefined;
}

interface Wiring {
  readonly link: Link;
  readonly options: RelayTransportOptions;
  readonly envelopes: Envelopes;
  readonly frames: ((from: NodeId, frame: Uint8Array) => void)[];
  readonly connections: (() => void)[];
  readonly trouble: (trouble: RelayTrouble) => void;
}

function reportReceived(link: Link): void {
  clearTimeout(link.report);
  link.report = undefined;
  if (link.unreported === 0 || link.socket === null) return;
  link.unreported = 0;
  link.socket.send(encodeRecord(RecordType.received, encodeSeq(link.lastSeq)));
}

/** Sends everything that waits, records of one turn in one message, together with the word of what was received. */
function flush(wiring: Wiring): void {
  const { link, trouble } = wiring;
  link.flushing = false;
  if (!link.ready || link.socket === null) return;
  if (link.socket.bufferedAmount > SOCKET_FULL) {
    scheduleFlush(wiring);
    return;
  }
  if (link.dropped > 0) {
    trouble({ kind: "dropped", frames: link.dropped });
    link.dropped = 0;
  }
  const records = link.waiting;
  if (link.unreported > 0) {
    link.unreported = 0;
    records.push(encodeRecord(RecordType.received, encodeSeq(link.lastSeq)));
  }
  link.waiting = [];
  link.waitingBytes = 0;
  for (const message of joinRecords(records)) link.socket.send(message);
}

function scheduleFlush(wiring: Wiring): void {
  const { link } = wiring;
  if (link.flushing || !link.ready || link.socket === null) return;
  link.flushing = true;
  if (link.socket.bufferedAmount > SOCKET_FULL) setTimeout(() => flush(wiring), 10);
  else queueMicrotask(() => flush(wiring));
}

/** Keeps a record for sending; the oldest go when there are too many. */
function enqueue(wiring: Wiring, record: Uint8Array): void {
  const { link } = wiring;
  link.waiting.push(record);
  link.waitingBytes += record.length;
  while (link.waiting.length > WAITING.frames || link.waitingBytes > WAITING.bytes) {
    link.waitingBytes -= link.waiting.shift()?.length ?? 0;
    link.dropped += 1;
  }
  scheduleFlush(wiring);
}

function receive(wiring: Wiring, body: Uint8Array): void {
  const { link, envelopes } = wiring;
  if (body.length < 4) return;
  link.lastSeq = decodeSeq(body);
  link.unreported += 1;
  link.report ??= setTimeout(() => reportReceived(link), RECEIVED_WITHIN);
  if (link.unreported >= RECEIVED_EVERY) reportReceived(link);
  const opened = envelopes.open(body.subarray(4));
  if (opened === null) {
    wiring.trouble({ kind: "unreadable" });
    return;
  }
  for (const listener of wiring.frames) listener(opened.from, opened.frame);
}

const REFUSALS: Readonly<Record<number, string>> = {
  [RefusalReason.mailboxFull]: "its mailbox is full",
  [RefusalReason.shareUsed]: "this node's share of its mailbox is used up",
  [RefusalReason.relayFull]: "the relay is full",
};

function handle(wiring: Wiring, message: Uint8Array): void {
  const { link, options } = wiring;
  for (const { type, body } of decodeRecords(message) ?? []) {
    switch (type) {
      case RecordType.deliver:
        receive(wiring, body);
        break;
      case RecordType.refused: {
        const why = REFUSALS[body[33] ?? 0] ?? "the relay refused it";
        wiring.trouble({ kind: "refused", to: bytesToHex(body.subarray(0, 33)), why });
        break;
      }
      case RecordType.challenge: {
        const id = hexToBytes(options.keys.nodeId);
        const signature = hexToBytes(options.keys.signAsNode(challengeDigest(body, id)));
        link.socket?.send(encodeRecord(RecordType.answer, concat(id, signature)));
        break;
      }
      case RecordType.welcome:
        link.ready = true;
        link.attempt = 0;
        for (const listener of wiring.connections) listener();
        scheduleFlush(wiring);
        break;
      default: // a newer relay's word: not for us
    }
  }
}

function heard(wiring: Wiring, socket: WebSocket): void {
  clearTimeout(wiring.link.watchdog);
  wiring.link.watchdog = setTimeout(() => socket.terminate(), wiring.options.silence ?? 45_000);
}

function ended(wiring: Wiring, socket: WebSocket, why: string, code: number): void {
  const { link, options } = wiring;
  if (link.socket !== socket) return;
  link.socket = null;
  link.ready = false;
  link.unreported = 0;
  clearTimeout(link.watchdog);
  if (link.closed) return;
  const retries = options.retries ?? RETRIES;
  // Another session of this node took over: coming back at once would only throw that one out again.
  const step = code === CloseCode.replaced ? retries.length - 1 : Math.min(link.attempt, retries.length - 1);
  const retryIn = Math.round((retries[step] ?? 1_000) * (0.9 + Math.random() * 0.2));
  link.attempt += 1;
  wiring.trouble({ kind: "disconnected", why, retryIn });
  link.retry = setTimeout(() => connect(wiring), retryIn);
}

function connect(wiring: Wiring): void {
  const { link, options } = wiring;
  const socket = new WebSocket(options.url, { perMessageDeflate: false, maxPayload: MAX_MESSAGE });
  let why = "the relay closed the connection";
  link.socket = socket;
  heard(wiring, socket);
  socket.on("message", (raw) => {
    // `binaryType` is left at nodebuffer: each message is one Buffer.
    handle(wiring, raw as Buffer);
  });
  socket.on("ping", () => heard(wiring, socket));
  socket.on("error", (error) => {
    why = error.message === "" ? `${options.url} is not reached` : error.message;
  });
  socket.on("close", (code, reason) => ended(wiring, socket, reason.length > 0 ? reason.toString() : why, code));
}

/**
 * Reaches other nodes through a relay: connects, proves the node key, comes back after every failure, and keeps a bounded number
 * of frames meanwhile.
 * @throws NotANodeId, FrameTooLarge in `send`.
 * @example const transport = relayTransport({ url: "ws://127.0.0.1:9735", keys })
 */
export function relayTransport(options: RelayTransportOptions): RelayTransport {
  const link: Link = {
    socket: null,
    ready: false,
    closed: false,
    attempt: 0,
    waiting: [],
    waitingBytes: 0,
    dropped: 0,
    flushing: false,
    unreported: 0,
    lastSeq: 0,
    report: undefined,
    retry: undefined,
    watchdog: undefined,
  };
  const envelopes = envelopesOf(options.keys.nodeId, options.keys.agree);
  const trouble = options.onTrouble ?? (() => undefined);
  const wiring: Wiring = { link, options, envelopes, frames: [], connections: [], trouble };
  connect(wiring);
  return {
    send: (to, frame) => {
      if (!link.closed) enqueue(wiring, encodeRecord(RecordType.send, hexToBytes(to), envelopes.seal(to, frame)));
    },
    onFrame: (listener) => void wiring.frames.push(listener),
    onConnected: (listener) => void wiring.connections.push(listener),
    connected: () => link.ready,
    close: () => closeLink(link),
  };
}

function closeLink(link: Link): Promise<void> {
  link.closed = true;
  clearTimeout(link.retry);
  clearTimeout(link.watchdog);
  reportReceived(link);
  const { socket } = link;
  if (socket === null || socket.readyState === WebSocket.CLOSED) return Promise.resolve();
  return new Promise((resolve) => {
    const impatience = setTimeout(() => socket.terminate(), 500);
    socket.once("close", () => {
      clearTimeout(impatience);
      resolve();
    });
    socket.close();
  });
}
