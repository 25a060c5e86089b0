import { formatEther, parseEther } from "ethers";
import { ETH_TOKEN } from "../amounts.ts";
import type { Actor } from "./actors.ts";
import type { Cast } from "./cast.ts";
import { channelOf } from "./channelFacts.ts";
import type { Narrator } from "./narrator.ts";
import type { Channels } from "./openingAct.ts";
import { eventsOf, type Stage } from "./stage.ts";
import { eventually } from "./waiting.ts";

const PAYMENT = parseEther("0.1");
/** Before the copy is made, and after. */
const PAYMENTS_BEFORE = 2;
const PAYMENTS = 5;

async function slotOf(
  stage: Stage,
  channelId: string,
): Promise<{ readonly version: number; readonly status: number; readonly deadline: number }> {
  const { version, status, deadline } = await stage.adjudicator.getFunction("slotOf").staticCall(channelId);
  return { version: Number(version), status: Number(status), deadline: Number(deadline) };
}

/** Alice's directory as it is now: what mallory will know. Alice stands still meanwhile. */
async function copyAlice(say: Narrator, cast: Cast): Promise<Actor> {
  return say.step("mallory copies alice's directory, keys included", async () => {
    await cast.nodes.alice.end("SIGTERM");
    const mallory = cast.nodes.alice.copyTo("mallory", cast.folder);
    await cast.startNode("alice");
    return mallory;
  });
}

async function payBob(say: Narrator, cast: Cast, channelId: string, times: number): Promise<void> {
  const { alice } = cast.nodes;
  await eventually("alice and bob have greeted each other", async () =>
    (await channelOf(alice, channelId))?.stage === "open" ? true : null,
  );
  await say.step(`alice pays bob ${times} times ${formatEther(PAYMENT)} eth in that channel`, async () => {
    for (let i = 0; i < times; i++) {
      await alice.request("sendpayment", {
        peer: cast.ids.bob.nodeId,
        token: ETH_TOKEN,
        amount: PAYMENT.toString(),
        channelId,
      });
    }
  });
}

/**
 * Mallory, who is alice with an old copy of her disk, challenges with a stale state while bob is offline; bob's watcher answers.
 * Whether the answer stood in the end and bob was paid by the newest state.
 */
export async function cheat(
  say: Narrator,
  stage: Stage,
  cast: Cast,
  { cheat: { channelId } }: Channels,
): Promise<boolean> {
  const { alice, bob } = cast.nodes;
  await payBob(say, cast, channelId, PAYMENTS_BEFORE);
  const mallory = await copyAlice(say, cast);
  const stale = await eventually("alice and bob have greeted each other", async () => {
    const channel = await channelOf(alice, channelId);
    return channel?.stage === "open" ? channel : null;
  });
  await payBob(say, cast, channelId, PAYMENTS);
  const wanted = stale.remote + PAYMENT * BigInt(PAYMENTS);
  const newest = await eventually("bob has it all", async () => {
    const channel = await channelOf(bob, channelId);
    return channel?.local === wanted ? channel : null;
  });
  await say.step("alice and bob go offline", async () => {
    await alice.end("SIGTERM");
    await bob.end("SIGTERM");
  });
  const before = await stage.provider.getBlockNumber();
  await say.step(`mallory challenges with version ${stale.version} of ${newest.version}`, async () => {
    cast.join(mallory);
    // No relay: she speaks to nobody but the chain.
    await mallory.start("start", "--relay", "ws://127.0.0.1:9");
    await mallory.request("closechannel", { channelId, force: true });
    await eventually("the challenge is on chain", async () =>
      (await slotOf(stage, channelId)).status === 1 ? true : null,
    );
  });
  const answered = await say.step("bob's watcher answers", () =>
    eventually(
      "a newer version is registered",
      async () => ((await slotOf(stage, channelId)).version >= newest.version ? slotOf(stage, channelId) : null),
      60,
    ).catch(() => null),
  );
  await mallory.end("SIGTERM");
  const versions = (await eventsOf(stage, channelId, "Registered")).filter(({ block }) => block > before);
  const by = versions.at(-1)?.from ?? "";
  const isWatcher = by === cast.ids.watcher.account;
  say.check(
    "the stale challenge was answered by bob's watcher",
    answered !== null && isWatcher,
    `version ${answered?.version ?? "?"} by ${by}`,
  );
  return (await settleByNewest(say, stage, cast, channelId, wanted)) && answered !== null && isWatcher;
}

async function settleByNewest(
  say: Narrator,
  stage: Stage,
  cast: Cast,
  channelId: string,
  wanted: bigint,
): Promise<boolean> {
  const { deadline } = await slotOf(stage, channelId);
  const before = await stage.provider.getBalance(cast.ids.bob.account);
  await stage.passTime(Math.max(1, deadline - (await stage.now()) + 1), "the rest of the challenge duration");
  await say.step("the channel is settled, bob still offline", () =>
    eventually(
      "bob is paid",
      async () => ((await stage.provider.getBalance(cast.ids.bob.account)) > before ? true : null),
      90,
    ),
  );
  const got = (await stage.provider.getBalance(cast.ids.bob.account)) - before;
  const right = say.check("bob is paid by the newest state", got === wanted, `${formatEther(got)} eth`);
  await say.step("alice and bob are back", async () => {
    await cast.startNode("alice");
    await cast.startNode("bob");
  });
  return right;
}
