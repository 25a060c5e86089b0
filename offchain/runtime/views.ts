import { spendable } from "../channel/content.ts";
import { leaves, size } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import { type ChannelState, frozen, ready } from "../protocol/channelState.ts";
import type { AppDescriptor } from "../protocol/client/descriptor.ts";
import { viewOf } from "../protocol/client/view.ts";
import type { Payment } from "../protocol/nodeState.ts";
import { pledged } from "../protocol/payments.ts";
import { proposerOf } from "../protocol/term.ts";
import { standing } from "../watcher/position.ts";
import { type JsonObject, toJson } from "./json.ts";
import { tokenName } from "./params.ts";

/** What a channel's life is called for people, and what comes next. */
export function stageOf(
  channel: ChannelState,
  chainTime: number,
): { readonly stage: string; readonly deadline: number | null; readonly next: string } {
  const head = channel.view?.head;
  const { life, held } = channel;
  if (life === "opening") return { stage: "opening", deadline: null, next: "every peer has to accept" };
  if (life === "funding" && channel.genesis.child !== undefined && head?.status !== 1)
    return { stage: "funding", deadline: null, next: "the intermediary has to sign both parents, then the leg is in" };
  if (life === "funding")
    return head?.status === 1
      ? disputed(head.deadline, chainTime)
      : { stage: "funding", deadline: null, next: "the agreed deposits have to be final on chain" };
  if (life === "closed") return { stage: "closed", deadline: null, next: "nothing: everything is paid" };
  if (life === "fixed" && channel.genesis.child !== undefined)
    return { stage: "settling", deadline: null, next: "its parent channel has to give what the chain has fixed" };
  if (life === "fixed")
    return { stage: "settling", deadline: null, next: "payouts and claims are being made on chain" };
  if (head?.status === 1) return disputed(head.deadline, chainTime);
  if (channel.force !== null)
    return { stage: "challenging", deadline: null, next: "the challenge has to get into a block" };
  if (held.content.isFinal && channel.genesis.child !== undefined)
    return {
      stage: "folding",
      deadline: null,
      next: "the intermediary has to sign both parents; they give the outcome",
    };
  if (held.content.isFinal)
    return { stage: "concluding", deadline: null, next: "the final state has to get into a block" };
  if (held.content.draining || channel.closing !== null)
    return { stage: "draining", deadline: null, next: `${size(held.content.tree)} interactions have to end` };
  if (channel.behind !== null)
    return { stage: "recovering", deadline: null, next: "the peer has to show what this node has forgotten" };
  return ready(channel)
    ? { stage: "open", deadline: null, next: "nothing" }
    : { stage: "waiting", deadline: null, next: "the peer has to come back online" };
}

function disputed(deadline: number, chainTime: number): { stage: string; deadline: number; next: string } {
  return {
    stage: "challenged",
    deadline,
    next:
      deadline > chainTime
        ? `the window closes in ${deadline - chainTime} s; a newer state is shown until then`
        : "the window is over; the outcome becomes final in a moment",
  };
}

/** What some participants of a channel put in of an asset, may spend and have on chain, together; base units. */
function sideView(channel: ChannelState, asset: number, participants: readonly number[]): JsonObject {
  const { genesis, held, view } = channel;
  const book = held.content.books[asset];
  const sum = (of: (i: number) => bigint): string => String(participants.reduce((all, i) => all + of(i), 0n));
  const free = (i: number): bigint =>
    (book === undefined ? 0n : spendable(book, i)) - (i === genesis.me ? pledged(channel, asset) : 0n);
  return {
    deposited: sum((i) => book?.deposits[i] ?? 0n),
    withdrawn: sum((i) => book?.withdrawn[i] ?? 0n),
    spendable: sum(free),
    onChain: sum((i) => view?.head.nets[asset]?.[i] ?? 0n),
  };
}

/** One asset of a channel: what this node and all others together put in and may spend, what each has, and what is locked. */
function assetView(channel: ChannelState, asset: number): JsonObject {
  const { genesis, held } = channel;
  const book = held.content.books[asset];
  const all = genesis.nodes.map((_, i) => i);
  const others = all.filter((i) => i !== genesis.me);
  return {
    token: tokenName(book?.token ?? "0x"),
    local: sideView(channel, asset, [genesis.me]),
    remote: sideView(channel, asset, others),
    participants: all.map((i) => ({ nodeId: genesis.nodes[i] ?? "", ...sideView(channel, asset, [i]) })),
    inFlight: String(book?.locked ?? 0n),
  };
}

/** A channel for people and programs; amounts in base units. The fields of one asset, at the top, are those of the first. */
export function channelView(channel: ChannelState, chainTime: number): JsonObject {
  const { genesis, held } = channel;
  const peers = genesis.nodes.filter((_, i) => i !== genesis.me);
  const assets = held.content.books.map((_, asset) => assetView(channel, asset));
  const [first] = assets;
  return {
    channelId: genesis.channelId,
    peer: peers[0] ?? "",
    peers,
    ...first,
    assets,
    phase: channel.life,
    ...stageOf(channel, chainTime),
    version: held.content.version,
    participant: genesis.me,
    proposer: proposerOf(channel),
    pendingInteractions: size(held.content.tree),
    pendingOperations: channel.pending.length,
    challengeDuration: genesis.channel.challengeDuration,
    disputed: frozen(channel),
    since: genesis.since,
    ...(genesis.child === undefined
      ? {}
      : {
          virtual: {
            hub: genesis.child.hub,
            parent: genesis.child.parent,
            expiry: genesis.child.terms.expiry,
            resolveBy: genesis.child.terms.resolveBy,
          },
        }),
    registered: channel.view?.head.version ?? 0,
  };
}

/** A payment for people and programs. */
export function paymentView(payment: Payment): JsonObject {
  const { id, op: _, token, ...rest } = payment;
  return { paymentId: id, token: tokenName(token), ...(toJson(rest) as JsonObject) }; // an object stays one
}

/** The apps that run in a channel, as this node's seat sees them: off chain, or as the chain has them since. */
export function appViews(channel: ChannelState, descriptors: readonly AppDescriptor[]): JsonObject[] {
  const content = channel.outcome ?? channel.held.content;
  return leaves(content.tree).flatMap(([index, interaction]) => {
    if (interaction.kind !== "app") return [];
    const { leaf, terms } = interaction;
    const app = descriptors.find(({ code }) => code.address === leaf.app);
    if (app === undefined) return [];
    const onChain =
      channel.outcome === null || channel.view === null
        ? null
        : standing(app.code, interaction, channel.view.head.deadline, channel.view.appEvents);
    const seat = leaf.seats.indexOf(channel.genesis.me);
    const seats = leaf.seats.map(
      (participant) => channel.genesis.channel.participants[participant]?.signer ?? ("0x" as Hex),
    );
    const view = viewOf(
      app,
      { terms, state: onChain?.state ?? interaction.state, seats, index, version: content.version },
      seat,
      () => Promise.reject(new Error("moves are made by playapp")),
    );
    const moves =
      "moves" in view && typeof view.moves === "object" && view.moves !== null ? Object.keys(view.moves) : [];
    return [
      {
        channelId: channel.genesis.channelId,
        index,
        app: app.code.name,
        seat,
        onChain: channel.outcome !== null,
        done: onChain?.done ?? false,
        view: { ...(toJson({ ...view, moves: null }) as JsonObject), moves },
      },
    ];
  });
}
