// What the contract's views answer, read from the model; and what there is to read.
import type { Answers, View } from "./calls.ts";
import { isChildId, keyOf, participantsOf, turnFingerprint } from "./identity.ts";
import { at, type Model, netOf, pageOf, slotOf } from "./state.ts";

/** Any answer of a view. */
export type Answer = Answers[keyof Answers];

/** What the view `asked` answers. @example read(model, { view: "slot", channelId }) */
export function read(model: Model, asked: View): Answer {
  switch (asked.view) {
    case "slot":
      return slotOf(model, asked.channelId);
    case "holding": {
      const key = keyOf(asked.token, asked.id);
      const { closed } = pageOf(model, asked.channelId, key, asked.participant);
      return { net: netOf(model, asked.channelId, key, asked.participant), closed };
    }
    case "paid":
    case "resolved": {
      const key = at(asked.channelId, keyOf(asked.token, asked.id), asked.participant);
      return model[asked.view].get(key) ?? 0n;
    }
    case "released":
      return model.released.get(at(asked.channelId, asked.asset)) ?? 0n;
    case "claimed":
      return model.claimed.has(at(asked.channelId, asked.index));
    case "turn":
      return readTurn(model, asked.channelId, asked.index);
    case "published":
      return model.published.get(asked.hash) ?? 0;
    case "credit":
      return model.credits.get(at(asked.owner, keyOf(asked.token, asked.id))) ?? 0n;
    case "nonce":
      return model.nonces.has(at(asked.owner, asked.nonce));
    default:
      return asked satisfies never;
  }
}

function readTurn(model: Model, channelId: `0x${string}`, index: number): Answers["turn"] {
  const known = model.turns.get(at(channelId, index));
  if (known === undefined) return { turn: 0, enteredAt: 0, done: false, fingerprint: `0x${"0".repeat(44)}` };
  const { turn, enteredAt, done, stateHash, entryHash, used } = known;
  return { turn, enteredAt, done, fingerprint: turnFingerprint(stateHash, entryHash, used) };
}

/** An asset that may be held, and the accounts that may have a credit of it. */
export interface Seen {
  readonly channelIds: readonly `0x${string}`[];
  readonly assets: readonly { readonly token: `0x${string}`; readonly id: bigint }[];
  readonly owners: readonly `0x${string}`[];
  readonly hashes: readonly `0x${string}`[];
  /** The highest index of a leaf that is asked for. */
  readonly indices: number;
}

/** Every view of some channels, assets, owners and hashes: what to compare after a call. */
export function viewsOf({ channelIds, assets, owners, hashes, indices }: Seen): readonly View[] {
  return [
    ...channelIds.flatMap((channelId) => viewsOfChannel(channelId, assets, indices)),
    ...owners.flatMap((owner) => assets.map(({ token, id }): View => ({ view: "credit", owner, token, id }))),
    ...hashes.map((hash): View => ({ view: "published", hash })),
  ];
}

function viewsOfChannel(channelId: `0x${string}`, assets: Seen["assets"], indices: number): readonly View[] {
  const participants = Array.from({ length: participantsOf(channelId) }, (_, i) => i);
  const kinds = isChildId(channelId) ? (["resolved"] as const) : (["holding", "paid"] as const);
  return [
    { view: "slot", channelId },
    ...assets.flatMap(({ token, id }, asset): readonly View[] => [
      { view: "released", channelId, asset },
      ...participants.flatMap((participant) =>
        kinds.map((view): View => ({ view, channelId, token, id, participant })),
      ),
    ]),
    ...Array.from({ length: indices }, (_, index): readonly View[] => [
      { view: "claimed", channelId, index },
      { view: "turn", channelId, index },
    ]).flat(),
  ];
}
