import { decodeMessage, encodeMessage, type Message } from "../../../../offchain/protocol/messages.ts";
import { act } from "../../../simulation/actions.ts";
import { faultsOf } from "../../../simulation/kinds.ts";
import { randomOf } from "../../../simulation/random.ts";
import { openChannels } from "../../../simulation/setup.ts";
import { Simulation } from "../../../simulation/simulation.ts";

const zero = `0x${"0".repeat(64)}` as const;

/** Messages that a run does not bring about. */
const RARE: readonly Message[] = [
  { kind: "decline", channelId: zero, reason: "no; größer als erlaubt" },
  { kind: "warn", channelId: zero, code: 13, text: "this node speaks protocol 1" },
  { kind: "fetch", channelId: zero, digest: zero },
  { kind: "watched", channelId: zero, sequence: 2 ** 47 },
  {
    kind: "watch",
    channel: { participants: [], challengeDuration: 48, appGas: 1, salt: 2n ** 64n - 1n, child: zero },
    participant: 1,
    chainId: 31_337,
    sequence: 1,
    possible: [],
    preimages: [zero],
  },
];

/** Frames as nodes really send them, a few of each kind. */
export function corpus(): readonly Uint8Array[] {
  const run = new Simulation(4, 3, faultsOf("crashes", 4, 3));
  const found = new Map<string, Uint8Array[]>();
  const take = (frame: Uint8Array): void => {
    const { kind } = decodeMessage(frame);
    const known = found.get(kind) ?? [];
    if (known.length < 40) found.set(kind, [...known, frame]);
  };
  const send = run.network.send.bind(run.network);
  run.network.send = (frame) => {
    take(frame.bytes);
    send(frame);
  };
  openChannels(run);
  const input = randomOf(9);
  for (let i = 0; i < 600; i++) act(run, input.below(256));
  for (const message of RARE) take(encodeMessage(message));
  return [...found.values()].flat();
}
