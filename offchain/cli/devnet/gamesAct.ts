import { formatEther, parseEther } from "ethers";
import type { Json } from "../../runtime/json.ts";
import { fieldText } from "./actors.ts";
import type { Cast } from "./cast.ts";
import { channelOf } from "./channelFacts.ts";
import type { Narrator } from "./narrator.ts";
import type { Channels } from "./openingAct.ts";
import { eventsOf, leftOfAll, type Stage } from "./stage.ts";
import { eventually } from "./waiting.ts";

const STAKE = parseEther("0.25");
/** Seconds for a move: more than inclusion and margin of the local chain. */
const MOVE_TIME = 60;

const terms = { stake: STAKE.toString(), moveTime: String(MOVE_TIME) };

async function openGame(cast: Cast, channelId: string): Promise<number> {
  await cast.nodes.bob.request("acceptapp", { app: "TicTacToe", maxStake: STAKE.toString() });
  const game = { channelId, app: "TicTacToe", terms, role: "X", assets: { money: "eth" } };
  const opened = await cast.nodes.alice.request("openapp", game);
  return Number(fieldText(opened, "index"));
}

function mark(cast: Cast, who: "alice" | "bob", channelId: string, index: number, cell: number): Promise<unknown> {
  const params: Json = { channelId, index, move: "mark", args: { cell } };
  return cast.nodes[who].request("playapp", params);
}

/** A game to its end off chain: alice has a line, bob's stake is hers. Whether she was paid. */
export async function playOffChain(say: Narrator, cast: Cast, { games }: Channels): Promise<boolean> {
  const { channelId } = games;
  const before = await channelOf(cast.nodes.alice, channelId);
  const index = await say.step(`alice opens tic-tac-toe for ${formatEther(STAKE)} eth, bob accepts`, () =>
    openGame(cast, channelId),
  );
  const cells = [
    ["alice", 0],
    ["bob", 3],
    ["alice", 1],
    ["bob", 4],
    ["alice", 2],
  ] as const;
  await say.step("they play: X 0, O 3, X 1, O 4, X 2", async () => {
    for (const [who, cell] of cells) await mark(cast, who, channelId, index, cell);
  });
  const wanted = (before?.local ?? 0n) + STAKE;
  const after = await say.step("the pot is paid out off chain", () =>
    eventually("alice has the pot", async () => {
      const channel = await channelOf(cast.nodes.alice, channelId);
      return channel?.local === wanted && channel.inFlight === 0n ? channel : null;
    }),
  );
  return say.check(
    "alice has won bob's stake, off chain",
    after.local === wanted,
    `${formatEther(after.local)} eth spendable`,
  );
}

/**
 * A game in which bob falls silent: the rest is played on chain. Whether alice was paid there.
 * Alice's next move goes in by `progress`, bob's clock runs out, `timeout` makes her the winner, `claim` and `settle` pay.
 */
export async function playOnChain(say: Narrator, stage: Stage, cast: Cast, { games }: Channels): Promise<boolean> {
  const { channelId } = games;
  const { alice, bob } = cast.nodes;
  const index = await say.step("alice opens a second game, bob accepts", () => openGame(cast, channelId));
  await say.step("they play: X 0, O 3", async () => {
    await mark(cast, "alice", channelId, index, 0);
    await mark(cast, "bob", channelId, index, 3);
  });
  const before = await channelOf(alice, channelId);
  await say.step("bob falls silent (his process is stopped)", () => bob.end("SIGTERM"));
  const bobsMoney = await stage.provider.getBalance(cast.ids.bob.account);
  // No answer comes from bob: the move stays pending and is made on chain.
  const pending = mark(cast, "alice", channelId, index, 1).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await say.step("alice challenges", async () => {
    await alice.request("closechannel", { channelId, force: true });
    await eventually("the challenge is on chain", async () =>
      (await stage.adjudicator.getFunction("slotOf").staticCall(channelId)).status === 1n ? true : null,
    );
  });
  await stage.passTime(stage.challengeDuration + 1, "the challenge duration");
  await step(say, stage, channelId, "Moved", "alice's move goes in on chain (progress)");
  await stage.passTime(MOVE_TIME + 1, "bob's time to move");
  await step(say, stage, channelId, "TimedOut", "bob's time is over (timeout)");
  await step(say, stage, channelId, "Claimed", "the game's outcome is claimed (claim)");
  const paid = await say.step("both are paid (settle)", () =>
    eventually("nothing of the channel is left", async () =>
      (await leftOfAll(stage, channelId)) === 0n ? true : null,
    ),
  );
  void pending;
  const bobsRest = (await stage.provider.getBalance(cast.ids.bob.account)) - bobsMoney;
  const owed = before?.remote ?? 0n;
  await say.step("bob is back", () => cast.startNode("bob"));
  return say.check(
    "bob is paid what the game left him, alice has both stakes",
    paid && bobsRest === owed,
    `bob got ${formatEther(bobsRest)} eth, ${formatEther(owed)} are his`,
  );
}

async function step(
  say: Narrator,
  stage: Stage,
  channelId: string,
  event: "Moved" | "TimedOut" | "Claimed",
  what: string,
): Promise<void> {
  await say.step(what, () =>
    eventually(
      `${event} is on chain`,
      async () => ((await eventsOf(stage, channelId, event)).length > 0 ? true : null),
      90,
    ),
  );
}
