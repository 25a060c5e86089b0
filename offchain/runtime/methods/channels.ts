import { entries, get } from "../../channel/hexMap.ts";
import { addressOf, assetText, isEth } from "../../channel/token.ts";
import type { Hex } from "../../evm/hex.ts";
import { MAX_ASSETS } from "../../generated/protocol/limits.ts";
import type { OpeningAsset } from "../../protocol/nodeState.ts";
import { type JsonObject, RequestError } from "../json.ts";
import { amount, amountOr, flag, hex, numberOr, rows, token } from "../params.ts";
import { channelView, stageOf } from "../views.ts";
import { ask, chainTime, channelOf, fresh, type Method, until } from "./method.ts";

const OPEN_SECONDS = 15;

/**
 * openchannel {peer, assets: [{token?, localAmount?, remoteAmount?}], challengeDuration?}, or with one asset {peer, token?, localAmount,
 * remoteAmount?, challengeDuration?}: offers a channel; deposits follow by themselves.
 */
export const openchannel: Method = async (node, params) => {
  const peer = hex(params, "peer", 33);
  const assets = assetsOf(params);
  const challengeDuration = numberOr(params, "challengeDuration", node.profile.challengeDuration);
  if (peer === node.keys.nodeId)
    throw new RequestError("bad_request", "that is this node itself", "name another node's key");
  for (const { token: word, deposits } of assets) await requireBalance(node, word, deposits[0] ?? 0n);
  const opening = { peers: [peer], assets, challengeDuration, salt: BigInt(fresh(8)) };
  const asked = ask(node, { kind: "openChannel", opening }, "look at `chenilles listchannels`");
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), OPEN_SECONDS * 1_000).unref());
  const opened = await Promise.race([asked, late]);
  if (opened === null)
    throw new RequestError(
      "peer_unreachable",
      `the node ${peer} did not answer within ${OPEN_SECONDS} s`,
      "check its key, that it runs, and that it uses the same relay; then try again",
    );
  return accepted(node, opened["channelId"] as Hex); // the core gives a channel id
};

/** What goes into a new channel: each asset once, something of each. @throws RequestError */
function assetsOf(params: JsonObject): OpeningAsset[] {
  const given = params["assets"] === undefined ? [params] : rows(params, "assets");
  const single = given[0] === params;
  const assets = given.map((row) => ({
    token: token(row),
    deposits: [
      single ? amount(row, "localAmount") : amountOr(row, "localAmount", 0n),
      amountOr(row, "remoteAmount", 0n),
    ],
  }));
  if (assets.length < 1 || assets.length > MAX_ASSETS)
    throw new RequestError(
      "bad_request",
      `${assets.length} assets are named`,
      `a channel holds 1 to ${MAX_ASSETS} of them`,
    );
  for (const [a, { token: word, deposits }] of assets.entries()) {
    if (assets.findIndex((other) => other.token === word) !== a)
      throw new RequestError(
        "bad_request",
        `${assetText(word)} is named twice`,
        "name each asset once, with both amounts",
      );
    if (deposits.every((deposit) => deposit === 0n))
      throw new RequestError(
        "bad_request",
        `nobody deposits any ${assetText(word)}: ${assets.length === 1 ? "a channel with nothing in it" : "an asset with nothing in it"}`,
        "deposit something on one side at least",
      );
  }
  return assets;
}

const accepted = async (node: Parameters<Method>[0], channelId: Hex): ReturnType<Method> => {
  const declined = { reason: "" };
  const stop = node.onNodeEvent((event) => {
    if (event.type === "channel" && event.channelId === channelId && event.what === "declined")
      declined.reason = event.text ?? "no reason given";
  });
  const life = await until(node, OPEN_SECONDS, () => {
    const now = get(node.loop.state().channels, channelId)?.life;
    return now === "opening" ? undefined : now;
  });
  stop();
  if (life === "closed")
    throw new RequestError(
      "declined",
      `the peer declines: ${declined.reason}`,
      "offer other amounts or another duration",
    );
  return { channelId, stage: life ?? "opening" };
};

async function requireBalance(node: Parameters<Method>[0], word: Hex, local: bigint): Promise<void> {
  const have = await node.wallet.balance(node.chain.account, isEth(word) ? null : addressOf(word));
  if (have < local)
    throw new RequestError(
      "insufficient_balance",
      `${local} of ${assetText(word)} is needed on chain, the account ${node.chain.account} has ${have}`,
      "send it more, or open a smaller channel",
    );
}

/** listchannels {}: every channel that is not closed; with `all`, the closed ones too. */
export const listchannels: Method = async (node, params) => {
  const state = node.loop.state();
  const channels = entries(state.channels).map(([, channel]) => channel);
  return {
    channels: channels
      .filter(({ life }) => flag(params, "all") || life !== "closed")
      .map((channel) => channelView(channel, chainTime(state))),
  };
};

/** pendingchannels {}: the channels that wait for something, with the deadline and what comes next. */
export const pendingchannels: Method = async (node) => {
  const state = node.loop.state();
  const waiting = entries(state.channels).flatMap(([, channel]) => {
    const at = stageOf(channel, chainTime(state));
    return at.stage === "open" || at.stage === "closed" ? [] : [{ ...channelView(channel, chainTime(state)), ...at }];
  });
  return { channels: waiting };
};

/** closechannel {channelId, force?, wait?}: together, or by force through a challenge; never by force unless told. */
export const closechannel: Method = async (node, params) => {
  const channelId = hex(params, "channelId", 32);
  channelOf(node, channelId);
  await ask(
    node,
    { kind: "close", channelId, force: flag(params, "force") },
    "look at `chenilles pendingchannels`; `--force` goes to the chain without the peer",
  );
  const seconds = flag(params, "wait") ? numberOr(params, "timeoutSeconds", 120) : 0;
  if (seconds > 0) await until(node, seconds, () => (channelOf(node, channelId).life === "closed" ? true : undefined));
  const { stage, deadline, next } = stageOf(channelOf(node, channelId), chainTime(node.loop.state()));
  return { channelId, stage, deadline, next };
};
