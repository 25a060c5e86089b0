import { formatEther, parseEther } from "ethers";
import { ETH_TOKEN } from "../amounts.ts";
import { fieldText } from "./actors.ts";
import type { Cast } from "./cast.ts";
import { channelOf } from "./channelFacts.ts";
import type { Narrator } from "./narrator.ts";
import type { Channels } from "./openingAct.ts";
import type { Stage } from "./stage.ts";
import { eventually } from "./waiting.ts";

const BRINGS = parseEther("0.5");
const PAYMENT = parseEther("0.05");
const PAYMENTS = 5;

/** What the hub may spend in its channels with alice and bob. */
async function hubs({ nodes }: Cast, { aliceHubEth, hubBobEth }: Channels): Promise<bigint> {
  const [one, other] = [
    await channelOf(nodes.hub, aliceHubEth.channelId),
    await channelOf(nodes.hub, hubBobEth.channelId),
  ];
  return (one?.local ?? 0n) + (other?.local ?? 0n);
}

/**
 * Alice and bob open a channel inside of those that both have with the hub, pay in it while the hub is not asked, and end it. Whether
 * it took no transaction and left the hub with what it had.
 */
export async function virtualChannel(say: Narrator, stage: Stage, cast: Cast, channels: Channels): Promise<boolean> {
  const { alice, hub, bob } = cast.nodes;
  const { aliceHubEth, hubBobEth } = channels;
  const greeted = async (node: typeof alice, channelId: string) =>
    eventually("the channels with the hub are open", async () => {
      const channel = await channelOf(node, channelId);
      return channel?.stage === "open" ? channel : null;
    });
  const before = await greeted(bob, hubBobEth.channelId);
  await greeted(alice, aliceHubEth.channelId);
  const [even, mined] = [await hubs(cast, channels), await transactions(stage, cast)];
  const channelId = await say.step(
    `alice and bob open a virtual channel of ${formatEther(2n * BRINGS)} eth over the hub`,
    async () => {
      const amounts = { token: ETH_TOKEN, localAmount: BRINGS.toString(), remoteAmount: BRINGS.toString() };
      const asked = { peer: cast.ids.bob.nodeId, hub: cast.ids.hub.nodeId, ...amounts };
      const id = fieldText(await alice.request("openvirtual", asked), "channelId");
      for (const node of [alice, bob]) await greeted(node, id);
      return id;
    },
  );
  const bound = even - (await hubs(cast, channels));
  await say.step(`alice pays bob ${PAYMENTS} times ${formatEther(PAYMENT)} eth in it`, async () => {
    for (let i = 0; i < PAYMENTS; i++)
      await alice.request("sendpayment", {
        peer: cast.ids.bob.nodeId,
        token: ETH_TOKEN,
        amount: PAYMENT.toString(),
        channelId,
      });
  });
  await say
    .step("they end it; the hub gives the outcome in both its channels", async () => {
      await alice.request("closechannel", { channelId });
      await eventually("all three count it", async () => {
        const [gone, got] = [await channelOf(alice, channelId), await channelOf(bob, hubBobEth.channelId)];
        const given = got?.local === before.local + PAYMENT * BigInt(PAYMENTS);
        return gone === null && given && (await hubs(cast, channels)) === even ? true : null;
      });
    })
    .catch(() => null);
  const got = ((await channelOf(bob, hubBobEth.channelId))?.local ?? 0n) - before.local;
  const right = say.check("bob has what was paid in it", got === PAYMENT * BigInt(PAYMENTS), `${formatEther(got)} eth`);
  const left = (await hubs(cast, channels)) - even;
  const same = say.check(
    "the hub has what it had",
    left === 0n && bound === 2n * BRINGS,
    `${formatEther(bound)} eth of its own were bound, ${formatEther(left)} more than before`,
  );
  const sent = (await transactions(stage, cast)) - mined;
  return say.check("nothing of it went on chain", sent === 0, `${sent} transactions`) && right && same && hub.isRunning;
}

async function transactions(stage: Stage, cast: Cast): Promise<number> {
  let sum = 0;
  for (const { account } of Object.values(cast.ids)) sum += await stage.provider.getTransactionCount(account);
  return sum;
}
