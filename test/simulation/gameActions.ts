import { leaves } from "../../offchain/channel/tree.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { swapCode } from "../../offchain/generated/apps/swap.ts";
import { ticTacToeCode } from "../../offchain/generated/apps/ticTacToe.ts";
import type { ChannelState } from "../../offchain/protocol/channelState.ts";
import { margin } from "../../offchain/protocol/profile.ts";
import { PROFILE, type Simulation } from "./simulation.ts";

const words = (...values: readonly number[]): Hex =>
  `0x${values.map((value) => value.toString(16).padStart(64, "0")).join("")}`;

/** Two of a group; not always the one that offers. */
function someSeats({ random }: Simulation, { genesis }: ChannelState): number[] {
  const all = genesis.nodes.map((_, i) => i);
  const first = random.once(4) ? random.below(all.length) : genesis.me;
  const second = random.pick(all.filter((i) => i !== first)) ?? 0;
  return random.once(2) ? [first, second] : [second, first];
}

/** Offers a game for a stake, or a swap of one asset of the channel against another. */
export function offerGame(run: Simulation): void {
  const { random } = run;
  const from = random.pick(run.nodes);
  const channel = from === undefined ? undefined : random.pick(from.channels());
  if (from === undefined || channel === undefined) return;
  const moveTime = PROFILE.inclusion + margin(PROFILE) + random.below(20);
  const places = channel.genesis.assets.map((_, a) => a);
  const first = random.below(places.length);
  const swaps = places.length > 1 && random.once(2);
  // Mostly another asset; the same one twice is allowed too.
  const second = random.once(9) ? first : (first + 1 + random.below(places.length - 1)) % places.length;
  const stake = (): number => random.below(400);
  const offer = {
    offerId: random.hex(32),
    app: swaps ? swapCode.address : ticTacToeCode.address,
    terms: swaps ? words(stake(), stake(), random.below(500), moveTime) : words(stake(), moveTime),
    seats: channel.genesis.nodes.length > 2 ? someSeats(run, channel) : random.once(2) ? [0, 1] : [1, 0],
    assets: swaps ? [first, second] : [first],
    notBefore: 0,
    fallbackDelay: moveTime + margin(PROFILE) + random.below(10),
  };
  run.request(from, { kind: "offerApp", channelId: channel.genesis.channelId, offer });
}

/** A move in some game, valid or not. */
export function play(run: Simulation): void {
  const { random } = run;
  const games = run.nodes.flatMap((node) =>
    node
      .channels()
      .flatMap((channel) =>
        leaves((channel.outcome ?? channel.held.content).tree).flatMap(([index, leaf]) =>
          leaf.kind === "app" ? [{ node, channelId: channel.genesis.channelId, index, app: leaf.leaf.app }] : [],
        ),
      ),
  );
  const game = random.pick(games);
  if (game === undefined) return;
  run.request(game.node, {
    kind: "play",
    channelId: game.channelId,
    index: game.index,
    move: 0,
    args: game.app === swapCode.address ? "0x" : words(random.below(10)),
  });
}
