import { entries, get } from "../../channel/hexMap.ts";
import { addressOf, assetText, isEth } from "../../channel/token.ts";
import type { Hex } from "../../evm/hex.ts";
import { MAX_ASSETS } from "../../generated/protocol/limits.ts";
import type { OpeningAsset } from "../../protocol/nodeState.ts";
import { MAX_NODE_PARTICIPANTS } from "../../protocol/opening.ts";
import { type JsonObject, RequestError } from "../json.ts";
import { amount, amountOr, flag, hex, numberOr, rows, token } from "../params.ts";
import { channelView, stageOf } from "../views.ts";
import { ask, chainTime, channelOf, fresh, type Method, until } from "./method.ts";

const OPEN_SECONDS = 15;

/**
 * openchannel {peer, assets: [{token?, localAmount?, remoteAmount?}], challengeDuration?}, or with one asset {peer, token?, localAmount,
 * remoteAmount?, challengeDuration?}: offers a channel; deposits follow by themselves. A group: `peers` in place of `peer`, of whom each
 * deposits `remoteAmount`, or what `remoteAmounts` says in the same order.
 */
export const openchannel: Method = async (node, params) => {
  const peers = peersOf(node.keys.nodeId, params);
  const assets = assetsOf(params, peers.length);
  const challengeDuration = numberOr(params, "challengeDuration", node.profile.challengeDuration);
  for (const { token: word, deposits } of assets) await requireBalance(node, word, deposits[0] ?? 0n);
  const opening = { peers, assets, challengeDuration, salt: BigInt(fresh(8)) };
  const asked = ask(node, { kind: "openChannel", opening }, "look at `chenilles listchannels`");
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), OPEN_SECONDS * 1_000).unref());
  const opened = await Promise.race([asked, late]);
  if (opened === null)
    throw new RequestError(
      "peer_unreachable",
      `${unheard(node, peers)} did not answer within ${OPEN_SECONDS} s`,
      "check its key, that it runs, and that it uses the same relay; then try again",
    );
  return accepted(node, opened["channelId"] as Hex); // the core gives a channel id
};

/** The nodes that a channel is offered to: 1 to 31, each once, not this one. @throws RequestError */
function peersOf(me: Hex, params: JsonObject): Hex[] {
  const given = params["peers"];
  const keys = Array.isArray(given) ? given.map((peer) => hex({ peer }, "peer", 33)) : [hex(params, "peer", 33)];
  if (keys.includes(me)) throw new RequestError("bad_request", "that is this node itself", "name another node's key");
  if (new Set(keys).size !== keys.length)
    throw new RequestError("bad_request", "a peer is named twice", "a participant takes part once");
  if (keys.length < 1 || keys.length >= MAX_NODE_PARTICIPANTS)
    throw new RequestError(
      "bad_request",
      `${keys.length} peers are named`,
      `a node opens channels with 1 to ${MAX_NODE_PARTICIPANTS - 1} others`,
    );
  return keys;
}

/** The peers that have not said who they are, for the operator. */
function unheard(node: Parameters<Method>[0], peers: readonly Hex[]): string {
  const known = node.loop.state().peers;
  const silent = peers.filter((peer) => (known.get(peer)?.greeted ?? null) === null);
  return `the node ${(silent.length === 0 ? peers : silent).join(" and ")}`;
}

/** What each peer puts in of an asset. @throws RequestError where amounts and peers are not as many. */
function remoteAmounts(row: JsonObject, peers: number): bigint[] {
  const given = row["remoteAmounts"];
  if (given === undefined) return new Array<bigint>(peers).fill(amountOr(row, "remoteAmount", 0n));
  if (!Array.isArray(given) || given.length !== peers)
    throw new RequestError(
      "bad_request",
      `remoteAmounts does not say an amount for each of ${peers} peers`,
      'send one amount per peer, in their order, or one "remoteAmount" for all',
    );
  return given.map((remoteAmount) => amount({ remoteAmount }, "remoteAmount"));
}

/** What goes into a new channel: each asset once, something of each. @throws RequestError */
function assetsOf(params: JsonObject, peers: number): OpeningAsset[] {
  const given = params["assets"] === undefined ? [params] : rows(params, "assets");
  const single = given[0] === params;
  const assets = given.map((row) => ({
    token: token(row),
    deposits: [single ? amount(row, "localAmount") : amountOr(row, "localAmount", 0n), ...remoteAmounts(row, peers)],
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
