import { get } from "../../../../offchain/channel/hexMap.ts";
import { sha256Hex } from "../../../../offchain/evm/hash.ts";
import { type Hex, hexToBytes } from "../../../../offchain/evm/hex.ts";
import type { ChannelState } from "../../../../offchain/protocol/channelState.ts";
import { decodeMessage, encodeMessage, type Message, type MessageOf } from "../../../../offchain/protocol/messages.ts";
import type { Payment } from "../../../../offchain/protocol/nodeState.ts";
import { wrap } from "../../../../offchain/protocol/onion.ts";
import { openChannels } from "../../../simulation/setup.ts";
import type { SimNode } from "../../../simulation/simNode.ts";
import { CALM, ETH, Simulation } from "../../../simulation/simulation.ts";

type Kind = Message["kind"];
const text = (value: string, length: number): Hex =>
  `0x${Buffer.from(value.padEnd(length, "."))
    .toString("hex")
    .slice(0, 2 * length)}`;

/**
 * Nodes in a line with open channels, and a hand on each message between them. In each channel in ETH the first of two proposes. With a
 * `group`, the first so many share one channel in ETH.
 */
export class Line {
  readonly run: Simulation;
  readonly nodes: readonly SimNode[];

  constructor(count = 2, seed = 1, group = 0) {
    this.run = new Simulation(seed, { nodes: count, group }, CALM);
    this.nodes = this.run.nodes;
    openChannels(this.run);
    this.run.network.clear();
  }

  node(at: number): SimNode {
    const found = this.nodes[at];
    if (found === undefined) throw new Error(`there is no node ${at}`);
    return found;
  }

  /** The channel in ETH between two neighbours, as one of them sees it. */
  channel(at: number, other = at === 0 ? 1 : at - 1): ChannelState {
    const peer = this.node(other).keys.nodeId;
    const found = this.node(at)
      .channels()
      .find(({ genesis }) => genesis.nodes.includes(peer) && genesis.assets[0]?.token === ETH);
    if (found === undefined) throw new Error("no such channel");
    return found;
  }

  /** Delivers the next message of a kind to a node, from one node if that is said. */
  pass<K extends Kind>(kind: K, to: number, from?: number): MessageOf<K> {
    const message = this.take(kind, to, from);
    this.say(this.#sender, to, message);
    return message;
  }

  #sender = 0;

  /** Takes a message of a kind off the wire: lost, unless it is said later. */
  take<K extends Kind>(kind: K, to: number, from?: number): MessageOf<K> {
    const receiver = this.node(to).keys.nodeId;
    const sender = from === undefined ? null : this.node(from).keys.nodeId;
    const frame = this.run.network.takeThe(
      (one) =>
        one.to === receiver && (sender === null || one.from === sender) && decodeMessage(one.bytes).kind === kind,
    );
    if (frame === null) throw new Error(`no ${kind} is on its way to ${this.node(to).name}`);
    this.#sender = this.nodes.findIndex(({ keys }) => keys.nodeId === frame.from);
    // Its kind has just been looked at.
    return decodeMessage(frame.bytes) as MessageOf<K>;
  }

  /** Whether a message of a kind is on its way to a node. */
  pending(kind: Kind, to: number): boolean {
    const receiver = this.node(to).keys.nodeId;
    const frame = this.run.network.takeThe((one) => one.to === receiver && decodeMessage(one.bytes).kind === kind);
    if (frame !== null) this.run.network.send(frame);
    return frame !== null;
  }

  /** Says something in a node's name. */
  say(from: number, to: number, message: Message): void {
    this.run.deliver([
      { from: this.node(from).keys.nodeId, to: this.node(to).keys.nodeId, bytes: encodeMessage(message) },
    ]);
  }

  /** Everything that is on its way arrives, in order, and whatever follows from it. */
  passAll(): void {
    for (let i = 0; i < 500; i++) {
      const frame = this.run.network.take(true);
      if (frame === null) return;
      this.run.deliver([frame]);
    }
  }

  /** Virtual seconds without faults. */
  seconds(count: number): void {
    for (let i = 0; i < count; i++) this.run.round();
  }

  payDirect(from: number, to: number, amount: bigint, id = "direct"): Hex {
    const paymentId = text(`${id}${from}${amount}`, 16);
    const channelId = this.channel(from, to).genesis.channelId;
    this.run.request(this.node(from), {
      kind: "payDirect",
      paymentId,
      to: this.node(to).keys.nodeId,
      token: ETH,
      amount,
      channelId,
    });
    return paymentId;
  }

  /** A request at the last node of a path, and a hash-locked payment to it; fees as given per hop. */
  payLocked(
    path: readonly number[],
    amount: bigint,
    { fee = 2n, until = 60, asked = true, secret = text("secret", 32) } = {},
  ): { paymentId: Hex; hash: Hex; preimage: Hex } {
    const preimage = text(`preimage${path.join("")}${amount}`, 32);
    const hash = sha256Hex(hexToBytes(preimage));
    const [first = 0, ...rest] = path;
    const last = this.node(rest.at(-1) ?? 0);
    const now = this.now;
    if (asked)
      this.run.request(last, {
        kind: "addInvoice",
        invoice: {
          hash,
          preimage,
          secret: text("secret", 32),
          token: ETH,
          amount,
          memo: "",
          expiresAt: now + 500,
          status: "open",
          received: 0n,
          by: null,
          at: now,
        },
      });
    const hops = rest.map((node, i) => ({
      node: this.node(node).keys.nodeId,
      amount: amount + fee * BigInt(rest.length - 1 - i),
    }));
    const onion = wrap(
      this.run.crypto.seal,
      hops,
      secret,
      hops.map(() => new Uint8Array(32)),
    );
    const paymentId = text(`locked${path.join("")}${amount}`, 16);
    const total = hops[0]?.amount ?? amount;
    this.run.request(this.node(first), {
      kind: "payLocked",
      paymentId,
      first: hops[0]?.node ?? "0x",
      to: last.keys.nodeId,
      token: ETH,
      amount,
      fee: total - amount,
      hash,
      until: now + until,
      onion,
    });
    return { paymentId, hash, preimage };
  }

  payment(at: number, id: Hex): Payment | undefined {
    return get(this.node(at).state.payments, id);
  }

  get now(): number {
    return this.run.chain.head.ref.timestamp;
  }
}
