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
  readonly games: OpenedChannel;
  readonly cheat: OpenedChannel;
}

/** Opens a channel and waits until both ends count it as open. */
export async function openChannel(say: Narrator, cast: Cast, opening: Opening): Promise<OpenedChannel> {
  const { from, to, token, local, remote } = opening;
  const what = `open ${from}-${to} with ${formatUnits(local, 18)} and ${formatUnits(remote, 18)} ${tokenName(token)}`;
  return say.step(what, async () => {
    const params = { peer: cast.ids[to].nodeId, token, localAmount: local, remoteAmount: remote };
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

/** Alice-hub and hub-bob in ETH and in the token; two alice-bob in ETH. */
export async function openChannels(say: Narrator, stage: Stage, cast: Cast): Promise<Channels> {
  const token = stage.tokenAddress.toLowerCase();
  const amount = (value: string): string => parseEther(value).toString();
  const open = (
    from: Opening["from"],
    to: Opening["to"],
    of: string,
    local: string,
    remote: string,
  ): Promise<OpenedChannel> =>
    openChannel(say, cast, { from, to, token: of, local: amount(local), remote: amount(remote) });
  return {
    aliceHubEth: await open("alice", "hub", ETH_TOKEN, "5", "1"),
    aliceHubToken: await open("alice", "hub", token, "50", "10"),
    hubBobEth: await open("hub", "bob", ETH_TOKEN, "5", "1"),
    hubBobToken: await open("hub", "bob", token, "50", "10"),
    games: await open("alice", "bob", ETH_TOKEN, "1", "1"),
    cheat: await open("alice", "bob", ETH_TOKEN, "2", "1"),
  };
}
