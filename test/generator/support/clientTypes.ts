import type { PlayerView } from "../../../offchain/generated/apps/rockPaperScissors.ts";
import { rockPaperScissors } from "../../../offchain/generated/apps/rockPaperScissors.ts";
import { sealedBidAuction } from "../../../offchain/generated/apps/sealedBidAuction.ts";
import type { XView } from "../../../offchain/generated/apps/ticTacToe.ts";
import { ticTacToe } from "../../../offchain/generated/apps/ticTacToe.ts";
import type { ChannelClient } from "../../../offchain/protocol/client/channelClient.ts";
import type { Interaction } from "../../../offchain/protocol/client/interaction.ts";
import { refusalOf } from "../../../offchain/protocol/client/refusal.ts";

/** Never called: what follows must not compile, and says so to the compiler. */
export async function typesOnly(x: Interaction<XView>, client: ChannelClient): Promise<void> {
  const over = await x.until("Over");
  // @ts-expect-error a game that is over has no moves
  over.moves;
  // @ts-expect-error no such phase
  await x.until("Begun");
  const view = x.view();
  if (view.phase === "Playing") {
    // @ts-expect-error it may not be one's turn
    view.moves.mark({ cell: 1 });
    // @ts-expect-error a cell is a number
    view.moves?.mark({ cell: "1" });
    // @ts-expect-error X has no such move
    view.moves?.erase({ cell: 1 });
    // @ts-expect-error nothing is paid yet
    view.payout;
  }
  const [option] = x.whatCanIDo();
  // @ts-expect-error X has no such move
  if (option?.move === "erase") return;
  if (view.phase === "Playing") {
    // @ts-expect-error the phase of this game ends after a duration, not at a time
    if (view.deadline.kind === "at") return;
  }
  const offer = {
    terms: { stake: 10n, moveTime: 3600 },
    seats: { x: "0x11", o: "0x22" },
    assets: { money: { kind: "eth" } },
  } as const;
  await client.propose(ticTacToe, "o", offer);
  // @ts-expect-error no such role
  await client.propose(ticTacToe, "z", offer);
  // @ts-expect-error the seats are x and o
  await client.propose(ticTacToe, "x", { ...offer, seats: { x: "0x11" } });
  // @ts-expect-error amounts are bigint
  await client.propose(ticTacToe, "x", { ...offer, terms: { stake: 10, moveTime: 3600 } });
}

/** Never called either: secrets, events, refusals, and what runs after a restart. */
export async function moreTypesOnly(
  client: ChannelClient,
  game: Interaction<PlayerView>,
  error: unknown,
): Promise<void> {
  const choosing = await game.until("Choosing");
  await choosing.moves?.choose({ hand: "Paper" });
  // @ts-expect-error there is no such hand
  await choosing.moves?.choose({ hand: "Well" });
  // @ts-expect-error the salt is the client's
  await choosing.moves?.choose({ hand: "Paper", salt: "0x" });
  const showing = await game.until("Showing");
  // @ts-expect-error what was sealed is shown, nothing else
  await showing.moves?.show({ hand: "Paper" });
  for await (const event of game.events()) {
    // @ts-expect-error only an event that leaves a phase says which
    event.from;
    if (event.kind === "ended" && event.view.phase === "Over") event.view.payout.money satisfies readonly bigint[];
  }
  const refusal = refusalOf(ticTacToe, error);
  if (refusal?.error === "NotACell") refusal.cell satisfies number;
  // @ts-expect-error tic-tac-toe has no such error
  if (refusal?.error === "NotTheSealedHand") return;
  const [running] = client.running(rockPaperScissors, "player");
  running?.view().phase satisfies "Choosing" | "Showing" | "Over" | undefined;
  // @ts-expect-error no such role
  client.running(rockPaperScissors, "x");
  const goods = { kind: "erc20", token: "0x90" } as const;
  const auction = await client.propose(sealedBidAuction, "bidder", {
    terms: { goods: 1n, reserve: 10n, limit: 100n, window: 3600 },
    seats: { seller: "0x01", bidder: ["0x02", "0x03"] },
    assets: { goods, money: { kind: "eth" } },
  });
  await (await auction.until("Bidding")).moves?.bid({ amount: 42n });
  (await auction.until("Over")).payout.goods satisfies readonly bigint[];
}
