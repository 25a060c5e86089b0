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

  /** The next frame: in order, or any. */
  take(inOrder: boolean, to: NodeId | null = null): Frame | null {
    const mine = to === null ? this.#frames : this.#frames.filter((frame) => frame.to === to);
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
