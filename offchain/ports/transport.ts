import type { NodeId } from "../channel/keys.ts";

/**
 * Moves frames between nodes: sealed and authenticated from node key to node key, so that whoever carries them can only lose,
 * delay and repeat. Nothing is promised about order or delivery.
 */
export interface Transport {
  /** Hands a frame (at most 1 MiB) over for delivery; never throws for a peer that is away. */
  readonly send: (to: NodeId, frame: Uint8Array) => void;
  readonly onFrame: (listener: (from: NodeId, frame: Uint8Array) => void) => void;
  /** Called at each new session with the carrier: the moment to say Hello again. */
  readonly onConnected: (listener: () => void) => void;
  readonly close: () => Promise<void>;
}
