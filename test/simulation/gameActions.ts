import { leaves } from "../../offchain/channel/tree.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../offchain/generated/apps/ticTacToe.ts";
import { margin } from "../../offchain/protocol/profile.ts";
import { PROFILE, type Simulation } from "./simulation.ts";

const word = (value: bigint): string => value.toString(16).padStart(64, "0");

/** Offers a game for a stake. */
export function offerGame(run: Simulation): void {
  const { random } = run;
  const from = random.pick(run.nodes);
  const channel = from === undefined ? undefined : random.pick(from.channels());
  if (from === undefined || channel === undefined) return;
  const moveTime = PROFILE.inclusion + margin(PROFILE) + random.below(20);
  const terms: Hex = `0x${word(BigInt(random.below(400)))}${word(BigInt(moveTime))}`;
  const seats = random.once(2) ? [0, 1] : [1, 0];
  const offer = {
    offerId: random.hex(32),
    app: ticTacToeCode.address,
    terms,
    seats,
    assets: [0],
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
          leaf.kind === "app" ? [{ node, channelId: channel.genesis.channelId, index }] : [],
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
    args: `0x${word(BigInt(random.below(10)))}`,
  });
}
