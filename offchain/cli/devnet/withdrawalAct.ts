import { formatEther, parseEther } from "ethers";
import { ETH_TOKEN } from "../amounts.ts";
import { fieldText } from "./actors.ts";
import type { Cast } from "./cast.ts";
import { channelOf } from "./channelFacts.ts";
import type { Narrator } from "./narrator.ts";
import type { Channels } from "./openingAct.ts";
import { eventsOf, type Stage } from "./stage.ts";
import { eventually } from "./waiting.ts";

const OUT = parseEther("1");
const IN = parseEther("0.5");

/** Alice takes ether out of her channel with the hub, which stays open, and puts some back. Whether both sides and the chain agree. */
export async function withdrawAndTopUp(
  say: Narrator,
  stage: Stage,
  cast: Cast,
  { aliceHubEth: { channelId } }: Channels,
): Promise<boolean> {
  const { alice, hub } = cast.nodes;
  const before = await eventually("alice and the hub have greeted each other", async () => {
    const channel = await channelOf(alice, channelId);
    return channel?.stage === "open" ? channel : null;
  });
  const params = { channelId, token: ETH_TOKEN, wait: true, timeoutSeconds: 60 };
  const planned = await alice.request("withdraw", { ...params, amount: OUT.toString(), dryRun: true });
  say.say(`   the withdrawal will cost about ${textOfEstimate(planned)} eth`);
  const owned = await stage.provider.getBalance(cast.ids.alice.account);
  const out = await say.step(`alice withdraws ${formatEther(OUT)} eth from the open channel`, () =>
    alice.request("withdraw", { ...params, amount: OUT.toString() }),
  );
  const got = (await stage.provider.getBalance(cast.ids.alice.account)) - owned;
  const paid = await eventsOf(stage, channelId, "Paid");
  const withdrawn = say.check(
    "the chain paid it, and the channel is open",
    fieldText(out, "stage") === "withdrawn" && paid.length === 1 && got > OUT - parseEther("0.01"),
    `${formatEther(got)} eth after gas`,
  );
  await say.step(`alice puts ${formatEther(IN)} eth back`, () =>
    alice.request("topup", { ...params, amount: IN.toString() }),
  );
  const wanted = before.local - OUT + IN;
  const agreed = await eventually("both count it", async () => {
    const [mine, theirs] = [await channelOf(alice, channelId), await channelOf(hub, channelId)];
    return mine?.local === wanted && theirs?.remote === wanted ? mine : null;
  }).catch(() => null);
  return (
    say.check("both count what is left", agreed !== null, `${formatEther(agreed?.local ?? 0n)} eth of alice's`) &&
    withdrawn
  );
}

function textOfEstimate(planned: Parameters<typeof fieldText>[0]): string {
  const { estimate } = planned;
  const cost = typeof estimate === "object" && estimate !== null ? Reflect.get(estimate, "cost") : "0";
  return formatEther(BigInt(String(cost)));
}
