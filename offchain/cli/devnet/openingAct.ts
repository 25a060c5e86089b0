import { formatUnits, parseEther } from "ethers";
import { ETH_TOKEN } from "../amounts.ts";
import { fieldText } from "./actors.ts";
import { type Cast, type OpenedChannel, type Opening, tokenName } from "./cast.ts";
import { channelOf } from "./channelFacts.ts";
import type { Narrator } from "./narrator.ts";
import type { Stage } from "./stage.ts";
import { eventually } from "./waiting.ts";

/** The scenario's channels, by what they are for. */
export interface Channels {
  readonly aliceHubEth: OpenedChannel;
  readonly aliceHubToken: OpenedChannel;
  readonly hubBobEth: OpenedChannel;
  readonly hubBobToken: OpenedChannel;
  /** In ETH and both tokens, like the next. */
  readonly games: OpenedChannel;
  readonly cheat: OpenedChannel;
}

/** Opens a channel and waits until both ends count it as open. */
export async function openChannel(say: Narrator, stage: Stage, cast: Cast, opening: Opening): Promise<OpenedChannel> {
  const { from, to, more = [], token, local, remote } = opening;
  const assets = [{ token, local, remote }, ...more];
  const deposits = assets.map(
    (one) => `${formatUnits(one.local, 18)} and ${formatUnits(one.remote, 18)} ${tokenName(stage, one.token)}`,
  );
  return say.step(`open ${from}-${to} with ${deposits.join(", ")}`, async () => {
    const amounts = assets.map((one) => ({ token: one.token, localAmount: one.local, remoteAmount: one.remote }));
    const params = { peer: cast.ids[to].nodeId, assets: amounts };
    const channelId = fieldText(await cast.nodes[from].request("openchannel", params), "channelId");
    for (const name of [from, to]) {
      await eventually(
        `channel ${channelId} is open at ${name}`,
        async () => {
          const channel = await channelOf(cast.nodes[name], channelId);
          return channel?.stage === "open" ? channel : null;
        },
        120,
      );
    }
    return { ...opening, channelId };
  });
}

/** Alice-hub and hub-bob in ETH and in a token; two alice-bob in ETH and both tokens. */
export async function openChannels(say: Narrator, stage: Stage, cast: Cast): Promise<Channels> {
  const token = stage.tokenAddress.toLowerCase();
  const amount = (value: string): string => parseEther(value).toString();
  const open = (
    from: Opening["from"],
    to: Opening["to"],
    of: string,
    local: string,
    remote: string,
    more: Opening["more"] = [],
  ): Promise<OpenedChannel> =>
    openChannel(say, stage, cast, { from, to, token: of, local: amount(local), remote: amount(remote), more });
  const tokens = stage.tokens.map(({ address }) => ({
    token: address.toLowerCase(),
    local: amount("20"),
    remote: amount("10"),
  }));
  return {
    aliceHubEth: await open("alice", "hub", ETH_TOKEN, "5", "1"),
    aliceHubToken: await open("alice", "hub", token, "50", "10"),
    hubBobEth: await open("hub", "bob", ETH_TOKEN, "5", "1"),
    hubBobToken: await open("hub", "bob", token, "50", "10"),
    games: await open("alice", "bob", ETH_TOKEN, "1", "1", tokens),
    cheat: await open("alice", "bob", ETH_TOKEN, "2", "1", tokens),
  };
}
