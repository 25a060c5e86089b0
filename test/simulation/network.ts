import type { NodeId } from "../../offchain/channel/keys.ts";
import type { Random } from "./random.ts";

/** A frame on its way; the network may lose, repeat, delay and reorder it. */
export interface Frame {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly bytes: Uint8Array;
}

const OLD = 256;

/** Mailboxes of all nodes, and what has been delivered before, for it may come again. */
export class Network {
  readonly #random: Random;
  #frames: Frame[] = [];
  #cut: ReadonlySet<NodeId> = new Set();
  #old: Frame[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  get size(): number {
    return this.#frames.length;
  }

  send(frame: Frame): void {
    this.#frames.push(frame);
  }

  /** From now on nothing passes between these nodes and the others; none: everything passes again. */
  partition(side: ReadonlySet<NodeId>): void {
    this.#cut = side;
  }

  /** The next frame that can pass: in order, or any. */
  take(inOrder: boolean, to: NodeId | null = null): Frame | null {
    const whole = this.#cut.size === 0;
    const here = whole ? this.#frames : this.#frames.filter((one) => this.#cut.has(one.from) === this.#cut.has(one.to));
    const mine = to === null ? here : here.filter((frame) => frame.to === to);
    const found = inOrder ? mine[0] : this.#random.pick(mine);
    if (found === undefined) return null;
    this.#frames = this.#frames.filter((frame) => frame !== found);
    this.#old = [...this.#old, found].slice(-OLD);
    return found;
  }

  /** Takes the first frame of a kind out of the box. */
  takeThe(wanted: (frame: Frame) => boolean): Frame | null {
    const found = this.#frames.find(wanted);
    this.#frames = this.#frames.filter((frame) => frame !== found);
    return found ?? null;
  }

  /** A frame that stays in the box, to come a second time. */
  peek(): Frame | null {
    return this.#random.pick(this.#frames) ?? null;
  }

  /** A frame of long ago. */
  again(): Frame | null {
    return this.#random.pick(this.#old) ?? null;
  }

  drop(): void {
    const found = this.peek();
    this.#frames = this.#frames.filter((frame) => frame !== found);
  }

  clear(): void {
    this.#frames = [];
  }
}
