import { entries } from "../channel/hexMap.ts";
import type { Hex } from "../evm/hex.ts";
import type { ChainPort } from "../ports/chain.ts";
import type { Store } from "../ports/store.ts";
import type { Transport } from "../ports/transport.ts";
import { decodeMessage, encodeMessage, type Message } from "../protocol/messages.ts";
import type { Input } from "../protocol/node.ts";
import type { NodeEnv, NodeEvent, NodeState, Reply } from "../protocol/nodeState.ts";
import { interestOf, mediatedInterests, type Turn, turn, type Wish } from "./core.ts";

/** How many inputs one turn takes: few, so that two nodes do not run in lock step; many, so that a burst is one update. */
const MAX_INPUTS = 256;

/** What the loop is made of. `now` is monotonic milliseconds. */
export interface LoopParts {
  readonly env: Omit<NodeEnv, "now">;
  readonly store: Store;
  readonly transport: Transport;
  readonly chain: ChainPort;
  readonly now: () => number;
  readonly onEvent: (event: NodeEvent) => void;
  /** Messages between a node and its watcher, which the core does not read. */
  readonly onWatchMessage: (from: Hex, message: Message) => void;
  /** After each turn that changed something durable, or what is known of a channel. */
  readonly onTurn: (before: NodeState, after: NodeState) => void;
  /** The disk failed: nothing may be sent any more, the process has to end. */
  readonly onFatal: (error: unknown) => void;
}

/** A running core: inputs go in, requests are answered. */
export interface Loop {
  readonly input: (input: Input) => void;
  readonly request: (request: Extract<Input, { kind: "request" }>["request"]) => Promise<Reply>;
  readonly frame: (from: Hex, frame: Uint8Array) => void;
  readonly state: () => NodeState;
  readonly stop: () => Promise<void>;
}

/**
 * Runs the pure core: takes what has come in, makes one turn, waits for the disk, and only then lets anything leave (rule 10).
 * While the disk works, inputs gather, so a burst becomes one update.
 */
export function startLoop(parts: LoopParts, start: NodeState): Loop {
  const { store, transport, chain } = parts;
  let state = start;
  let queue: Input[] = [];
  let running: Promise<void> | null = null;
  let stopped = false;
  let requests = 0;
  const waiting = new Map<string, (reply: Reply) => void>();
  const wanted = new Map<Hex, string>();
  const interests = new Map<Hex, string>();

  const tellChain = ({ channelId, interest, actions }: Wish): void => {
    const indices = interest.indices.join();
    if (interests.get(channelId) !== indices) {
      interests.set(channelId, indices);
      chain.interest(interest);
    }
    const ids = actions.map(({ id }) => id).join();
    if ((wanted.get(channelId) ?? "") === ids) return;
    wanted.set(channelId, ids);
    chain.want(channelId, actions);
  };

  const release = ({ effects, wishes }: Turn): void => {
    for (const effect of effects) {
      if (effect.kind === "send") transport.send(effect.to, encodeMessage(effect.message));
      else if (effect.kind === "event") parts.onEvent(effect.event);
      else {
        waiting.get(effect.request)?.(effect.reply);
        waiting.delete(effect.request);
      }
    }
    for (const wish of wishes) tellChain(wish);
  };

  const run = async (): Promise<void> => {
    while (queue.length > 0 && !stopped) {
      const inputs = queue.slice(0, MAX_INPUTS);
      queue = queue.slice(MAX_INPUTS);
      const before = state;
      const made = turn({ ...parts.env, now: parts.now() }, before, inputs);
      if (made.commit !== null) await store.commit(made.commit);
      state = made.state;
      release(made);
      // What the chain shows of a channel is not on disk, and a change all the same.
      if (made.commit !== null || before.channels !== state.channels) parts.onTurn(before, state);
    }
  };

  const wake = (): void => {
    if (running !== null || stopped) return;
    running = new Promise<void>((resolve) => setImmediate(resolve))
      .then(run)
      .catch((error: unknown) => {
        stopped = true;
        parts.onFatal(error);
      })
      .finally(() => {
        running = null;
        if (queue.length > 0) wake();
      });
  };

  const input = (one: Input): void => {
    if (stopped) return;
    queue.push(one);
    wake();
  };

  for (const [, channel] of entries(start.channels))
    tellChain({ channelId: channel.genesis.channelId, interest: interestOf(channel), actions: [] });

  for (const interest of mediatedInterests(start)) tellChain({ channelId: interest.channelId, interest, actions: [] });

  return {
    input,
    state: () => state,
    request: (request) =>
      new Promise((resolve) => {
        const id = String(++requests);
        waiting.set(id, resolve);
        input({ kind: "request", id, request });
      }),
    frame: (from, frame) => {
      let message: Message;
      try {
        message = decodeMessage(frame);
      } catch (error) {
        parts.onEvent({
          type: "alarm",
          channelId: null,
          text: `peer ${from} sent a frame that is no message: ${error instanceof Error ? error.message : String(error)}`,
        });
        return;
      }
      if (message.kind === "watch" || message.kind === "watched") parts.onWatchMessage(from, message);
      else input({ kind: "message", from, message });
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}
