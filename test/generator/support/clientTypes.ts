import type { XView } from "../../../offchain/generated/apps/ticTacToe.ts";
import { ticTacToe } from "../../../offchain/generated/apps/ticTacToe.ts";
import type { ChannelClient } from "../../../offchain/protocol/client/channelClient.ts";
import type { Interaction } from "../../../offchain/protocol/client/interaction.ts";

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
