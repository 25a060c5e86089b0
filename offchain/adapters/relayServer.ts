import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import { bytesToHex } from "../evm/hex.ts";
import { loadCurve } from "./curve.ts";
import { verifyNodeWith } from "./nodeKeys.ts";
import { createMailboxes, DEFAULT_MAILBOX_LIMITS, type Mailboxes, type MailboxLimits } from "./relayMailbox.ts";
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
} from "./relayWire.ts";

/** Something else listens on the port. */
export class PortTaken extends Error {
  readonly port: number;

  constructor(host: string, port: number) {
    super(`port ${port} on ${host} is taken by another program; stop that one, or choose another port`);
    this.name = "PortTaken";
    this.port = port;
  }
}

/** How a relay listens. */
export interface RelayOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly limits?: MailboxLimits;
  /** Milliseconds between pings; a client that answers none in two of them is let go. Default 15,000. */
  readonly pingEvery?: number;
}

/** Counters since the start, and what is held now. */
export interface RelayMetrics {
  readonly connections: number;
  readonly mailboxes: number;
  readonly queuedFrames: number;
  readonly queuedBytes: number;
  readonly framesIn: number;
  readonly framesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly refused: number;
  readonly badClients: number;
}

/** A relay that runs. */
export interface Relay {
  /** e.g. ws://127.0.0.1:9000 */
  readonly url: string;
  readonly port: number;
  readonly metrics: () => RelayMetrics;
  readonly close: () => Promise<void>;
}

/** Frames and bytes on their way to one client that it has not said to have. */
const WINDOW = { frames: 1024, bytes: 4 << 20 };
const PROVE_WITHIN = 10_000;

/** One client that has proved its node key. `inFlight` are the sizes of the oldest frames of its mailbox, sent in this session. */
interface Session {
  readonly node: string;
  readonly socket: WebSocket;
  readonly inFlight: number[];
  inFlightBytes: number;
  /** Of the next frame; the ones in flight are just below. */
  nextSeq: number;
  /** Records to go out at the end of this turn. */
  outgoing: Uint8Array[];
}

interface Counters {
  framesIn: number;
  framesOut: number;
  bytesIn: number;
  bytesOut: number;
  refused: number;
  badClients: number;
}

interface State {
  readonly sessions: Map<string, Session>;
  readonly mailboxes: Mailboxes;
  readonly counters: Counters;
  readonly verify: ReturnType<typeof verifyNodeWith>;
}

/** Sends what gathered in this turn, in one message where it fits. */
function flush(session: Session): void {
  const records = session.outgoing;
  session.outgoing = [];
  if (session.socket.readyState !== WebSocket.OPEN) return;
  for (const message of joinRecords(records)) session.socket.send(message);
}

function queue(session: Session, record: Uint8Array): void {
  if (session.outgoing.push(record) === 1) queueMicrotask(() => flush(session));
}

/** Sends the oldest frames that this session has not been given, as far as the window goes. */
function deliver(state: State, session: Session): void {
  const frames = state.mailboxes.of(session.node)?.frames ?? [];
  while (session.inFlight.length < Math.min(frames.length, WINDOW.frames) && session.inFlightBytes < WINDOW.bytes) {
    const frame = frames[session.inFlight.length];
    if (frame === undefined) return;
    queue(session, encodeRecord(RecordType.deliver, encodeSeq(session.nextSeq), frame.envelope));
    session.inFlight.push(frame.envelope.length);
    session.inFlightBytes += frame.envelope.length;
    session.nextSeq = (session.nextSeq + 1) >>> 0;
    state.counters.framesOut += 1;
    state.counters.bytesOut += frame.envelope.length;
  }
}

function accept(state: State, session: Session, body: Uint8Array): boolean {
  if (body.length < 33) return false;
  const receiver = Buffer.from(body.buffer, body.byteOffset, 33).toString("latin1");
  const reason = state.mailboxes.put(receiver, session.node, body.subarray(33));
  state.counters.framesIn += 1;
  state.counters.bytesIn += body.length;
  if (reason !== 0) {
    state.counters.refused += 1;
    queue(session, encodeRecord(RecordType.refused, body.subarray(0, 33), Uint8Array.of(reason)));
    return true;
  }
  const other = state.sessions.get(receiver);
  if (other !== undefined) deliver(state, other);
  return true;
}

function acknowledge(state: State, session: Session, body: Uint8Array): boolean {
  if (body.length !== 4) return false;
  const oldest = session.nextSeq - session.inFlight.length;
  const count = (decodeSeq(body) - oldest + 1) >>> 0;
  if (count > session.inFlight.length) return false;
  for (const size of session.inFlight.splice(0, count)) session.inFlightBytes -= size;
  state.mailboxes.drop(session.node, count);
  deliver(state, session);
  return true;
}

function handle(state: State, session: Session, message: Uint8Array): boolean {
  for (const { type, body } of decodeRecords(message) ?? [{ type: 0, body: message }]) {
    if (type === RecordType.send) {
      if (!accept(state, session, body)) return false;
    } else if (type === RecordType.received) {
      if (!acknowledge(state, session, body)) return false;
    } else return false;
  }
  return true;
}

/** The session of a client whose first message answers the challenge, or null. The newest session of a node is the one. */
function prove(state: State, socket: WebSocket, challenge: Uint8Array, message: Uint8Array): Session | null {
  const [answer] = decodeRecords(message) ?? [];
  if (answer?.type !== RecordType.answer || answer.body.length !== 97) return null;
  const id = answer.body.subarray(0, 33);
  const signature = bytesToHex(answer.body.subarray(33));
  if (!state.verify(bytesToHex(id), challengeDigest(challenge, id), signature)) return null;
  const node = Buffer.from(id).toString("latin1");
  state.sessions.get(node)?.socket.close(CloseCode.replaced, "a newer session of this node");
  const session: Session = { node, socket, inFlight: [], inFlightBytes: 0, nextSeq: 0, outgoing: [] };
  state.sessions.set(node, session);
  return session;
}

function bytesOf(raw: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(raw)) return Buffer.concat(raw);
  return raw instanceof ArrayBuffer ? new Uint8Array(raw) : raw;
}

function serve(state: State, socket: WebSocket): void {
  const challenge = randomBytes(32);
  let session: Session | null = null;
  const refuse = (code: number, why: string): void => {
    state.counters.badClients += 1;
    socket.close(code, why);
  };
  const late = setTimeout(() => refuse(CloseCode.notProved, "no answer to the challenge"), PROVE_WITHIN);
  socket.on("message", (raw) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    const message = bytesOf(raw);
    if (session !== null) {
      if (!handle(state, session, message)) refuse(CloseCode.badRecord, "a record that makes no sense");
      return;
    }
    session = prove(state, socket, challenge, message);
    if (session === null) return refuse(CloseCode.notProved, "the node key was not proved");
    clearTimeout(late);
    queue(session, encodeRecord(RecordType.welcome));
    deliver(state, session);
  });
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    clearTimeout(late);
    if (session !== null && state.sessions.get(session.node) === session) state.sessions.delete(session.node);
  });
  socket.send(encodeRecord(RecordType.challenge, challenge));
}

function metricsOf(state: State): RelayMetrics {
  const { mailboxes, frames, bytes } = state.mailboxes.totals();
  return { connections: state.sessions.size, mailboxes, queuedFrames: frames, queuedBytes: bytes, ...state.counters };
}

/** Metrics in Prometheus' text format, and a sign of life. */
function answerHttp(state: State, request: IncomingMessage, response: ServerResponse): void {
  if (request.method === "GET" && request.url === "/metrics") {
    const lines = Object.entries(metricsOf(state)).map(
      ([name, value]) => `chenilles_relay_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} ${value}\n`,
    );
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(lines.join(""));
  } else if (request.method === "GET" && request.url === "/health") {
    response.writeHead(200, { "content-type": "text/plain" }).end("ok\n");
  } else {
    response.writeHead(404, { "content-type": "text/plain" }).end("a relay: connect with a WebSocket\n");
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortTaken(host, port) : error);
    });
    // A TCP server's address is an AddressInfo once it listens.
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Pings every client, and lets go of those that did not answer the last one. */
function keepAlive(sockets: Set<WebSocket>, every: number): NodeJS.Timeout {
  const silent = new WeakSet<WebSocket>();
  return setInterval(() => {
    for (const socket of sockets) {
      if (silent.has(socket)) {
        socket.terminate();
        continue;
      }
      silent.add(socket);
      socket.once("pong", () => silent.delete(socket));
      socket.ping();
    }
  }, every);
}

/**
 * Starts a relay: it stores frames for nodes that are away and forwards them to those that are there, at least once each, and
 * reads none of them.
 * @throws PortTaken.
 * @example const relay = await startRelay({ port: 9735 }); relay.url // "ws://127.0.0.1:9735"
 */
export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  const host = options.host ?? "127.0.0.1";
  const state: State = {
    sessions: new Map(),
    mailboxes: createMailboxes(options.limits ?? DEFAULT_MAILBOX_LIMITS),
    counters: { framesIn: 0, framesOut: 0, bytesIn: 0, bytesOut: 0, refused: 0, badClients: 0 },
    verify: verifyNodeWith(loadCurve((text) => process.stderr.write(`${text}\n`))),
  };
  const server = createServer((request, response) => answerHttp(state, request, response));
  const port = await listen(server, host, options.port ?? 0);
  const sockets = new WebSocketServer({ server, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  sockets.on("connection", (socket) => serve(state, socket));
  const pings = keepAlive(sockets.clients, options.pingEvery ?? 15_000);
  return {
    url: `ws://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    metrics: () => metricsOf(state),
    close: () => {
      clearInterval(pings);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
