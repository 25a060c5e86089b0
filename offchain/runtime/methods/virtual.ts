import type { Hex } from "../../evm/hex.ts";
import { margin } from "../../protocol/profile.ts";
import { type JsonObject, RequestError } from "../json.ts";
import { amount, amountOr, hex, numberOr, token } from "../params.ts";
import { stageOf } from "../views.ts";
import { ask, chainTime, channelOf, fresh, type Method, type Running, until } from "./method.ts";

const OPEN_SECONDS = 30;
const DAY = 86_400;

/** When a virtual channel ends by itself, in chain seconds; and until when what is in it could still be resolved. */
function termsOf(node: Running, params: JsonObject, challengeDuration: number): { expiry: number; resolveBy: number } {
  const { profile } = node;
  const least = challengeDuration + profile.inclusion + 2 * margin(profile);
  const life = numberOr(params, "lifeSeconds", Math.max(DAY, 2 * least));
  if (life <= least)
    throw new RequestError(
      "bad_request",
      `a life of ${life} s is too short`,
      `take more than ${least} s: nothing is signed in the last ${least} s`,
    );
  const expiry = chainTime(node.loop.state()) + life;
  return { expiry, resolveBy: expiry + 2 * margin(profile) };
}

/**
 * openvirtual {peer, hub, token?, localAmount, remoteAmount?, lifeSeconds?, challengeDuration?}: a channel with a peer inside of the
 * channels that both have with the hub. Nothing goes on chain.
 */
export const openvirtual: Method = async (node, params) => {
  const peer = hex(params, "peer", 33);
  const hub = hex(params, "hub", 33);
  if ([peer, hub].includes(node.keys.nodeId) || peer === hub)
    throw new RequestError("bad_request", "the peer, the hub and this node are three", "name another node's key");
  const challengeDuration = numberOr(params, "challengeDuration", node.profile.challengeDuration);
  const virtual = { hub, ...termsOf(node, params, challengeDuration) };
  const deposits = [amount(params, "localAmount"), amountOr(params, "remoteAmount", 0n)];
  const opening = {
    peers: [peer],
    assets: [{ token: token(params), deposits }],
    challengeDuration,
    salt: BigInt(fresh(8)),
    virtual,
  };
  const declined = { reason: "" };
  const stop = node.onNodeEvent((event) => {
    if (event.type === "channel" && event.what === "declined") declined.reason = event.text ?? "no reason given";
  });
  try {
    const asked = ask(
      node,
      { kind: "openChannel", opening },
      "look at `chenilles listchannels`: both ends need a channel with the hub",
    );
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), OPEN_SECONDS * 1_000).unref());
    const opened = await Promise.race([asked, late]);
    if (opened === null)
      throw new RequestError("peer_unreachable", `the node ${peer} did not answer`, "check its key, and that it runs");
    return await agreed(node, opened["channelId"] as Hex, declined); // the core gives a channel id
  } finally {
    stop();
  }
};

const agreed = async (node: Running, channelId: Hex, declined: { readonly reason: string }): ReturnType<Method> => {
  await until(node, OPEN_SECONDS, () => {
    const { life } = channelOf(node, channelId);
    return life === "opening" || life === "funding" ? undefined : life;
  });
  const { life } = channelOf(node, channelId);
  if (life === "closed")
    throw new RequestError(
      "declined",
      `it did not come about: ${declined.reason}`,
      "offer other amounts, or wait until all three are online",
    );
  const { stage, next } = stageOf(channelOf(node, channelId), chainTime(node.loop.state()));
  return { channelId, stage, next };
};
