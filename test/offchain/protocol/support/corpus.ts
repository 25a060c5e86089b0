import { decodeMessage, encodeMessage, type Message } from "../../../../offchain/protocol/messages.ts";
import { act } from "../../../simulation/actions.ts";
import { faultsOf } from "../../../simulation/kinds.ts";
import { randomOf } from "../../../simulation/random.ts";
import { openChannels } from "../../../simulation/setup.ts";
import { Simulation } from "../../../simulation/simulation.ts";

const zero = `0x${"0".repeat(64)}` as const;

const NODE = `0x02${"ab".repeat(32)}` as const;
const CHILD = {
  participants: [{ signer: `0x${"01".repeat(20)}`, payout: `0x${"02".repeat(20)}` }],
  challengeDuration: 48,
  appGas: 1,
  salt: 5n,
  child: zero,
} as const;
const TERMS = { expiry: 2 ** 40 - 1, resolveBy: 0, funding: [{ token: zero, id: 0n, amounts: [1n, 2n] }] } as const;

/** Messages that a run does not bring about. */
const RARE: readonly Message[] = [
  { kind: "decline", channelId: zero, reason: "no; größer als erlaubt" },
  { kind: "warn", channelId: zero, code: 13, text: "this node speaks protocol 1" },
  { kind: "fetch", channelId: zero, digest: zero },
  { kind: "watched", channelId: zero, sequence: 2 ** 47 },
  {
    kind: "watch",
    channel: { participants: [], challengeDuration: 48, appGas: 1, salt: 2n ** 64n - 1n, child: zero },
    terms: null,
    participant: 1,
    chainId: 31_337,
    sequence: 1,
    possible: [],
    preimages: [zero],
  },
  { kind: "openChild", channel: CHILD, terms: TERMS, nodes: [NODE, NODE], hub: NODE, chainId: 31_337 },
  {
    kind: "propose",
    channelId: zero,
    term: 1,
    version: 2,
    base: zero,
    ops: [
      {
        id: { participant: 0, seq: 1 },
        body: { kind: "leg", child: zero, channel: CHILD, terms: TERMS, seats: [0, 1] },
      },
      { id: { participant: 0, seq: 2 }, body: { kind: "fold", index: 3, child: zero, outcome: [[1n, 2n ** 112n]] } },
    ],
    digest: zero,
    signature: `0x${"11".repeat(65)}`,
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
