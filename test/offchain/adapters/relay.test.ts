import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { expect } from "chai";
import { WebSocket } from "ws";
import { nativeCurve } from "../../../offchain/adapters/curve.ts";
import { ENVELOPE_OVERHEAD, envelopesOf, FrameTooLarge, MAX_FRAME } from "../../../offchain/adapters/envelope.ts";
import { type NodeKeys, newMnemonic, nodeKeysOf } from "../../../offchain/adapters/nodeKeys.ts";
import { DEFAULT_MAILBOX_LIMITS, type MailboxLimits } from "../../../offchain/adapters/relayMailbox.ts";
import { PortTaken, type Relay, type RelayOptions, startRelay } from "../../../offchain/adapters/relayServer.ts";
import {
  type RelayTransport,
  type RelayTransportOptions,
  type RelayTrouble,
  relayTransport,
} from "../../../offchain/adapters/relayTransport.ts";
import { challengeDigest, encodeRecord, encodeSeq, RecordType } from "../../../offchain/adapters/relayWire.ts";
import type { NodeId } from "../../../offchain/channel/keys.ts";
import { concat, hexToBytes } from "../../../offchain/evm/hex.ts";

const curve = nativeCurve();
const [alice, bob, carol] = [1, 2, 3].map(() => nodeKeysOf(newMnemonic(), curve)) as [NodeKeys, NodeKeys, NodeKeys]; // three

interface Peer extends RelayTransport {
  readonly got: { from: NodeId; frame: Uint8Array }[];
  readonly troubles: RelayTrouble[];
  connections: number;
}

async function until(what: string, condition: () => boolean, timeout = 5_000): Promise<void> {
  const end = Date.now() + timeout;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const text = (frame: Uint8Array | undefined) => Buffer.from(frame ?? []).toString();
const bytes = (value: string) => new Uint8Array(Buffer.from(value));

describe("relay", () => {
  let relay: Relay;
  const closing: (() => Promise<void>)[] = [];

  const start = async (options: RelayOptions = {}) => {
    relay = await startRelay(options);
    const mine = relay;
    closing.push(() => mine.close());
  };
  const join = (keys: NodeKeys, options: Partial<RelayTransportOptions> = {}): Peer => {
    const troubles: RelayTrouble[] = [];
    const onTrouble = (trouble: RelayTrouble) => troubles.push(trouble);
    const transport = relayTransport({ url: relay.url, keys, onTrouble, retries: [5, 20], ...options });
    const peer: Peer = { ...transport, got: [], troubles, connections: 0 };
    transport.onFrame((from, frame) => peer.got.push({ from, frame }));
    transport.onConnected(() => {
      peer.connections += 1;
    });
    closing.push(() => transport.close());
    return peer;
  };
  const limits = (changes: Partial<MailboxLimits>) => ({ limits: { ...DEFAULT_MAILBOX_LIMITS, ...changes } });

  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  describe("frames", () => {
    it("go both ways, unharmed, in order and with the sender proved", async () => {
      await start();
      const [a, b] = [join(alice), join(bob)];
      const sizes = [0, 1, 100, 70_000, MAX_FRAME];
      const sent = sizes.map((size) => new Uint8Array(randomBytes(size)));
      for (const frame of sent) a.send(bob.nodeId, frame);
      await until("all came", () => b.got.length === sent.length);
      expect(b.got.map(({ frame }) => frame)).to.deep.equal(sent);
      expect(new Set(b.got.map(({ from }) => from))).to.deep.equal(new Set([alice.nodeId]));
      b.send(alice.nodeId, bytes("back"));
      await until("the answer came", () => a.got.length === 1);
      expect(text(a.got[0]?.frame)).to.equal("back");
    });

    it("wait in the mailbox while the receiver is away, and leave nothing behind", async () => {
      await start();
      const a = join(alice);
      for (let i = 0; i < 300; i++) a.send(bob.nodeId, bytes(`frame ${i}`));
      await until("the relay has them", () => relay.metrics().queuedFrames === 300);
      const b = join(bob);
      await until("all came", () => b.got.length === 300);
      expect(b.got.map(({ frame }) => text(frame))).to.deep.equal(Array.from({ length: 300 }, (_, i) => `frame ${i}`));
      await until("the mailbox is empty", () => relay.metrics().queuedFrames === 0);
      expect(relay.metrics()).to.include({ mailboxes: 0, queuedBytes: 0, framesIn: 300, framesOut: 300, refused: 0 });
    });

    it("rule 14: come again to a new session when they were not acknowledged", async () => {
      await start();
      const a = join(alice);
      const deaf = new WebSocket(relay.url);
      const answered = new Promise<void>((resolve) => {
        deaf.on("message", (message: Buffer) => {
          if (message[0] === RecordType.challenge) {
            const id = hexToBytes(bob.nodeId);
            const signature = hexToBytes(bob.signAsNode(challengeDigest(message.subarray(5), id)));
            deaf.send(encodeRecord(RecordType.answer, concat(id, signature)));
          }
          if (message[0] === RecordType.deliver) resolve();
        });
      });
      a.send(bob.nodeId, bytes("once more"));
      await answered;
      deaf.terminate();
      const b = join(bob);
      await until("it came again", () => b.got.length === 1);
      expect(text(b.got[0]?.frame)).to.equal("once more");
    });

    it("over the limit are refused before they are sent", async () => {
      await start();
      expect(() => join(alice).send(bob.nodeId, new Uint8Array(MAX_FRAME + 1))).to.throw(FrameTooLarge);
    });

    it("sent before the connection stands are sent once it does", async () => {
      await start();
      const b = join(bob);
      join(alice).send(bob.nodeId, bytes("early"));
      await until("it came", () => b.got.length === 1);
    });

    it("sealed to somebody else are dropped, and said", async () => {
      await start();
      const b = join(bob);
      const a = join(alice);
      const toBob = hexToBytes(bob.nodeId);
      const sealedToCarol = envelopesOf(alice.nodeId, alice.agree).seal(carol.nodeId, bytes("for carol"));
      const raw = new WebSocket(relay.url);
      raw.on("message", (message: Buffer) => {
        const id = hexToBytes(carol.nodeId);
        if (message[0] === RecordType.challenge) {
          const signature = hexToBytes(carol.signAsNode(challengeDigest(message.subarray(5), id)));
          raw.send(encodeRecord(RecordType.answer, concat(id, signature)));
        }
        if (message[0] === RecordType.welcome) raw.send(encodeRecord(RecordType.send, toBob, sealedToCarol));
      });
      await until("bob said so", () => b.troubles.some(({ kind }) => kind === "unreadable"));
      a.send(bob.nodeId, bytes("fine"));
      await until("the next came", () => b.got.length === 1);
      raw.terminate();
    });
  });

  describe("mailboxes are bounded", () => {
    it("the oldest frames are kept, the newest refused with a notice", async () => {
      await start(limits({ frames: 10, senderShare: 1 }));
      const a = join(alice);
      for (let i = 0; i < 15; i++) a.send(bob.nodeId, bytes(`${i}`));
      await until("five were refused", () => a.troubles.filter(({ kind }) => kind === "refused").length === 5);
      expect(a.troubles[0]).to.deep.equal({ kind: "refused", to: bob.nodeId, why: "its mailbox is full" });
      const b = join(bob);
      await until("ten came", () => b.got.length === 10);
      expect(b.got.map(({ frame }) => text(frame)).join()).to.equal("0,1,2,3,4,5,6,7,8,9");
    });

    it("in bytes, per sender, and all together", async () => {
      const sealed = 1000 + ENVELOPE_OVERHEAD;
      await start(limits({ bytes: 8 * sealed, senderShare: 0.5, totalBytes: 6 * sealed }));
      const [a, c] = [join(alice), join(carol)];
      for (let i = 0; i < 5; i++) a.send(bob.nodeId, new Uint8Array(1000));
      await until("the share is used", () => a.troubles.length === 1);
      expect(a.troubles[0]).to.include({ why: "this node's share of its mailbox is used up" });
      for (let i = 0; i < 3; i++) c.send(bob.nodeId, new Uint8Array(1000));
      await until("the relay is full", () => c.troubles.length === 1);
      expect(c.troubles[0]).to.include({ why: "the relay is full" });
      const b = join(bob);
      await until("six came", () => b.got.length === 6);
      await until("room again", () => relay.metrics().queuedBytes === 0);
      a.send(bob.nodeId, new Uint8Array(1000));
      await until("the seventh came", () => b.got.length === 7);
    });

    it("a receiver far behind gets everything through the window", async () => {
      await start();
      const [a, c] = [join(alice), join(carol)];
      for (let i = 0; i < 2400; i++) a.send(bob.nodeId, bytes(`${i}`));
      for (let i = 0; i < 12; i++) c.send(bob.nodeId, new Uint8Array(MAX_FRAME));
      await until("the relay has them", () => relay.metrics().queuedFrames === 2412);
      const b = join(bob);
      await until("all came", () => b.got.length === 2412, 20_000);
      await until("nothing is left", () => relay.metrics().queuedFrames === 0);
    });
  });

  describe("connections", () => {
    it("are refused without proof of the node key", async () => {
      await start();
      const answers: (Uint8Array | null)[] = [
        null,
        concat(hexToBytes(bob.nodeId), new Uint8Array(64)),
        new Uint8Array(5),
      ];
      for (const answer of answers) {
        const socket = new WebSocket(relay.url);
        const code = new Promise<number>((resolve) => socket.on("close", resolve));
        socket.on("message", (message: Buffer) => {
          // a right signature, but by alice, in bob's name; or an answer made up
          const body =
            answer ??
            concat(
              hexToBytes(bob.nodeId),
              hexToBytes(alice.signAsNode(challengeDigest(message.subarray(5), hexToBytes(bob.nodeId)))),
            );
          socket.send(encodeRecord(RecordType.answer, body));
        });
        expect(await code).to.equal(4002);
      }
      expect(relay.metrics()).to.include({ badClients: 3, connections: 0 });
    });

    it("end at a record that makes no sense", async () => {
      await start();
      for (const nonsense of [
        encodeRecord(RecordType.received, encodeSeq(7)),
        encodeRecord(RecordType.send, new Uint8Array(5)),
        encodeRecord(99),
        new Uint8Array([16, 255, 255, 255, 255]),
      ]) {
        const socket = new WebSocket(relay.url);
        const code = new Promise<number>((resolve) => socket.on("close", resolve));
        socket.on("message", (message: Buffer) => {
          const id = hexToBytes(bob.nodeId);
          if (message[0] === RecordType.welcome) socket.send(nonsense);
          else {
            const signature = hexToBytes(bob.signAsNode(challengeDigest(message.subarray(5), id)));
            socket.send(encodeRecord(RecordType.answer, concat(id, signature)));
          }
        });
        expect(await code).to.equal(4003);
      }
    });

    it("end at a message over the limit, before it is read", async () => {
      await start();
      const socket = new WebSocket(relay.url);
      const code = new Promise<number>((resolve) => socket.on("close", resolve));
      socket.on("error", () => undefined);
      socket.on("open", () => socket.send(new Uint8Array(3 << 20)));
      expect([1006, 1009]).to.include(await code);
      expect(relay.metrics().connections).to.equal(0);
    });

    it("come back after the relay was away, say so, and lose nothing that waited here", async () => {
      await start();
      const { port } = relay;
      const [a, b] = [join(alice), join(bob)];
      await until("both are there", () => a.connected() && b.connected());
      await relay.close();
      await until("both know", () => !a.connected() && !b.connected());
      a.send(bob.nodeId, bytes("while away"));
      await until("tried in vain", () => a.troubles.length >= 3);
      expect(a.troubles[0]).to.include({ kind: "disconnected" });
      expect(JSON.stringify(a.troubles)).to.include("ECONNREFUSED");
      await start({ port });
      await until("it came", () => b.got.length === 1);
      expect([a.connections, b.connections]).to.deep.equal([2, 2]);
    });

    it("drop the oldest frames when too many wait, and say how many", async () => {
      await start();
      const { port } = relay;
      const b = join(bob);
      const a = join(alice);
      await until("both are there", () => a.connected() && b.connected());
      await relay.close();
      await until("alice knows", () => !a.connected());
      for (let i = 0; i < 4100; i++) a.send(bob.nodeId, bytes(`${i}`));
      await start({ port, ...limits({ senderShare: 1 }) });
      await until("the rest came", () => b.got.length === 4096);
      expect(text(b.got[0]?.frame)).to.equal("4");
      expect(a.troubles).to.deep.include({ kind: "dropped", frames: 4 });
    });

    it("of the same node replace each other, and the replaced one waits longest", async () => {
      await start();
      const first = join(alice, { retries: [5, 5, 60_000] });
      await until("the first is there", () => first.connected());
      const second = join(alice);
      await until("the second is there", () => second.connected() && !first.connected());
      expect(first.troubles[0]).to.include({ kind: "disconnected", why: "a newer session of this node" });
      expect((first.troubles[0] as { retryIn: number }).retryIn).to.be.greaterThan(50_000);
      join(bob).send(alice.nodeId, bytes("hello"));
      await until("the second gets the frames", () => second.got.length === 1);
      expect(first.got).to.deep.equal([]);
    });

    it("that answer no ping are let go, and a silent relay is left", async () => {
      await start({ pingEvery: 20 });
      const mute = new WebSocket(relay.url, { autoPong: false });
      const gone = new Promise((resolve) => mute.on("close", resolve));
      const a = join(alice);
      await gone;
      expect(a.connected()).to.equal(true);
      expect(a.connections).to.equal(1);

      const silent = createServer(() => undefined).listen(0, "127.0.0.1");
      await new Promise((resolve) => silent.once("listening", resolve));
      const { port } = silent.address() as { port: number }; // a TCP server that listens
      const b = join(bob, { url: `ws://127.0.0.1:${port}`, silence: 50 });
      await until("bob gave up", () => b.troubles.length > 0);
      silent.close();
    });
  });

  it("says which port is taken and what to do", async () => {
    await start();
    const error = await startRelay({ port: relay.port }).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(PortTaken);
    expect((error as PortTaken).message).to.match(new RegExp(`port ${relay.port} on 127.0.0.1 is taken.*another port`));
  });

  it("shows its counters over HTTP", async () => {
    await start();
    const [a, b] = [join(alice), join(bob)];
    a.send(bob.nodeId, bytes("x"));
    await until("it came", () => b.got.length === 1);
    const http = relay.url.replace("ws:", "http:");
    const metrics = await (await fetch(`${http}/metrics`)).text();
    expect(metrics).to.include("chenilles_relay_connections 2\n").and.include("chenilles_relay_frames_in 1\n");
    expect(await (await fetch(`${http}/health`)).text()).to.equal("ok\n");
    expect((await fetch(`${http}/other`)).status).to.equal(404);
  });

  it("takes well below a millisecond there and back", async () => {
    await start();
    const [a, b] = [join(alice), join(bob)];
    b.onFrame((from, frame) => b.send(from, frame));
    const frame = new Uint8Array(300);
    const times: number[] = [];
    for (let i = 0; i < 600; i++) {
      const before = performance.now();
      a.send(bob.nodeId, frame);
      await new Promise<void>((resolve) => {
        const seen = a.got.length;
        const poll = () => (a.got.length > seen ? resolve() : setImmediate(poll));
        poll();
      });
      if (i >= 100) times.push(performance.now() - before);
    }
    times.sort((x, y) => x - y);
    const median = times[times.length >> 1] ?? 99;
    console.log(`        median ${median.toFixed(3)} ms, all three in one process`);
    expect(median).to.be.lessThan(5); // generous: the machine may be busy
  });
});
