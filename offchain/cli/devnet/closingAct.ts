import { formatEther } from "ethers";
import { rowsOf, textOf } from "../context.ts";
import type { Cast, OpenedChannel } from "./cast.ts";
import { channelOf, type NodeChannel } from "./channelFacts.ts";
import type { Narrator } from "./narrator.ts";
import type { Channels } from "./openingAct.ts";
import { eventsOf, leftOf, type Stage } from "./stage.ts";
import { eventually } from "./waiting.ts";

async function isGone(cast: Cast, { from, to, channelId }: OpenedChannel): Promise<boolean> {
  for (const name of [from, to]) {
    if ((await channelOf(cast.nodes[name], channelId)) !== null) return false;
    const { channels } = await cast.nodes[name].request("pendingchannels");
    if (rowsOf(channels).some((row) => textOf(row["channelId"]) === channelId)) return false;
  }
  return true;
}

async function untilGreeted(cast: Cast, { from, to, channelId }: OpenedChannel): Promise<NodeChannel> {
  return eventually(`${from} and ${to} have greeted each other`, async () => {
    const channel = await channelOf(cast.nodes[from], channelId);
    return channel?.stage === "open" ? channel : null;
  });
}

/** One channel by agreement, in one transaction. */
export async function closeCooperatively(
  say: Narrator,
  stage: Stage,
  cast: Cast,
  { aliceHubToken: channel }: Channels,
): Promise<boolean> {
  await say.step("alice and the hub close their token channel by agreement", async () => {
    await untilGreeted(cast, channel);
    await cast.nodes.alice.request("closechannel", { channelId: channel.channelId });
    await eventually("both have closed it", async () => ((await isGone(cast, channel)) ? true : null), 90);
  });
  const concluded = await eventsOf(stage, channel.channelId, "Concluded");
  const left = await leftOf(stage, channel.channelId, channel.token);
  return say.check("concluded on chain, nothing left in it", concluded.length === 1 && left === 0n);
}

/** One channel by force: challenge, the challenge duration, settle. */
export async function closeByForce(
  say: Narrator,
  stage: Stage,
  cast: Cast,
  { aliceHubEth: channel }: Channels,
): Promise<boolean> {
  const { alice } = cast.nodes;
  const last = await untilGreeted(cast, channel);
  const deposited = await leftOf(stage, channel.channelId, channel.token);
  await say.step("alice closes her ETH channel with the hub by force", async () => {
    await alice.request("closechannel", { channelId: channel.channelId, force: true });
    await eventually("the challenge is on chain", async () =>
      (await stage.adjudicator.getFunction("slotOf").staticCall(channel.channelId)).status === 1n ? true : null,
    );
  });
  const slot = await stage.adjudicator.getFunction("slotOf").staticCall(channel.channelId);
  await stage.passTime(Number(slot.deadline) - (await stage.now()) + 1, "the challenge duration");
  await say.step("it is settled", () =>
    eventually("both have closed it", async () => ((await isGone(cast, channel)) ? true : null), 90),
  );
  const left = await leftOf(stage, channel.channelId, channel.token);
  const right = Number(slot.version) === last.version && left === 0n && last.local + last.remote === deposited;
  return say.check(
    "settled by the newest state",
    right,
    `version ${slot.version}, ${formatEther(last.local)} and ${formatEther(last.remote)} eth`,
  );
}
