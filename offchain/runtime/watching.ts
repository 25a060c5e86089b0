import { changed, entries, get } from "../channel/hexMap.ts";
import { leaves } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import type { Transport } from "../ports/transport.ts";
import type { ChannelState } from "../protocol/channelState.ts";
import { toWire } from "../protocol/full.ts";
import { encodeMessage, type Message, type MessageOf } from "../protocol/messages.ts";
import { channelEnv, type NodeEnv, type NodeState } from "../protocol/nodeState.ts";

const RESEND = 2_000;

interface Streamed {
  /** What is being sent, until it is acknowledged. */
  sending: { readonly sequence: number; readonly frame: Uint8Array; at: number } | null;
  stale: boolean;
  acknowledged: number;
}

/** Keeps a node's watcher up to date (protocol W1, W3): always the newest of each channel, one at a time, until acknowledged. */
export interface Watching {
  readonly changedBetween: (before: NodeState | null, after: NodeState) => void;
  readonly onMessage: (from: Hex, message: Message) => void;
  readonly tick: () => void;
  /** How many channels the watcher does not know the newest of. */
  readonly behind: () => number;
}

/** What a watcher holds of a channel: every possible state with its content, and the preimages that must not be late. */
function recordOf(env: NodeEnv, state: NodeState, channel: ChannelState, sequence: number): MessageOf<"watch"> {
  const { genesis, held, candidates } = channel;
  const seen = channelEnv(env, state);
  const contents = [held.content, ...candidates.map(({ content }) => content)];
  const hashes = contents.flatMap((content) =>
    leaves(content.tree).flatMap(([, found]) =>
      found.kind === "hashLock" && found.leaf.to === genesis.me ? [found.leaf.hash] : [],
    ),
  );
  const preimages = [...new Set(hashes)].flatMap((hash) => seen.preimage(hash) ?? []);
  const possible = [
    { content: toWire(held.content), signatures: held.signatures.length === 0 ? null : held.signatures },
    ...candidates.map(({ content }) => ({ content: toWire(content), signatures: null })),
  ];
  return {
    kind: "watch",
    channel: genesis.channel,
    terms: genesis.child?.terms ?? null,
    participant: genesis.me,
    chainId: genesis.chainId,
    sequence,
    possible: possible.slice(0, 9),
    preimages: preimages.slice(0, 1_024),
  };
}

/** Streams to one watcher. @example const watching = streamTo(watcher, transport, env, Date.now, () => state) */
export function streamTo(
  watcher: Hex,
  transport: Transport,
  env: NodeEnv,
  now: () => number,
  state: () => NodeState,
): Watching {
  const streams = new Map<Hex, Streamed>();
  let sequence = state().logSeq * 1_000;

  const sendNewest = (channelId: Hex, stream: Streamed): void => {
    const channel = get(state().channels, channelId);
    if (channel === undefined || stream.sending !== null || !stream.stale) return;
    stream.stale = false;
    if (channel.life === "opening" || channel.life === "closed") return;
    sequence = Math.max(sequence + 1, state().logSeq * 1_000);
    const frame = encodeMessage(recordOf(env, state(), channel, sequence));
    stream.sending = { sequence, frame, at: now() };
    transport.send(watcher, frame);
  };

  const mark = (channelId: Hex): void => {
    const stream = streams.get(channelId) ?? { sending: null, stale: true, acknowledged: 0 };
    stream.stale = true;
    streams.set(channelId, stream);
    sendNewest(channelId, stream);
  };

  return {
    changedBetween: (before, after) => {
      const channels = before === null ? entries(after.channels) : changed(before.channels, after.channels).set;
      for (const [id, channel] of channels) {
        const known = before === null ? undefined : get(before.channels, id);
        const same =
          known !== undefined &&
          known.held === channel.held &&
          known.candidates === channel.candidates &&
          known.life === channel.life;
        if (!same || before?.invoices !== after.invoices || before.forwards !== after.forwards)
          mark(channel.genesis.channelId);
      }
    },
    onMessage: (from, message) => {
      if (from !== watcher || message.kind !== "watched") return;
      const stream = streams.get(message.channelId);
      if (stream === undefined || stream.sending?.sequence !== message.sequence) return;
      stream.acknowledged = message.sequence;
      stream.sending = null;
      sendNewest(message.channelId, stream);
    },
    tick: () => {
      for (const [channelId, stream] of streams) {
        if (stream.sending !== null && now() - stream.sending.at > RESEND) {
          stream.sending.at = now();
          transport.send(watcher, stream.sending.frame);
        }
        sendNewest(channelId, stream);
      }
    },
    behind: () => [...streams.values()].filter(({ sending, stale }) => sending !== null || stale).length,
  };
}
