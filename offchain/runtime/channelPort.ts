import { get } from "../channel/hexMap.ts";
import { idText, type OpId, sameId } from "../channel/operation.ts";
import { addressOf, erc20Token, isEth } from "../channel/token.ts";
import { leafAt, leaves } from "../channel/tree.ts";
import type { Address, Hex } from "../evm/hex.ts";
import type { AppCode } from "../generated/protocol/app.ts";
import type { ChannelState } from "../protocol/channelState.ts";
import type {
  AssetName,
  ChannelPort,
  InteractionPort,
  InteractionProposal,
  InteractionSnapshot,
} from "../protocol/client/port.ts";
import type { Offer } from "../protocol/messages.ts";
import { margin } from "../protocol/profile.ts";
import { standing } from "../watcher/position.ts";
import { RequestError } from "./json.ts";
import { ask, channelOf, fresh, notHeld, playWhenSure, type Running, requireCode, until } from "./methods/method.ts";

const JOIN_SECONDS = 60;
/** Milliseconds that a no waits for somebody else's yes. */
const OTHERS_FIRST = 20;

/** A token as states name it. @throws RequestError for kinds that come later. */
function wordOf(asset: AssetName): Hex {
  if (asset.kind === "eth") return `0x${"0".repeat(64)}`;
  if (asset.kind === "erc20" && asset.token !== undefined) return erc20Token(asset.token);
  throw new RequestError("bad_request", `assets of kind ${asset.kind} come in a later version`, "use eth or erc20");
}

const nameOf = (word: Hex): AssetName => (isEth(word) ? { kind: "eth" } : { kind: "erc20", token: addressOf(word) });

/** An app's leaf: where it is, and the operation that made it, since its index is used again. */
interface Place {
  readonly index: number;
  readonly by: OpId;
}

/** An interaction as it stands, off chain or on; null once it has left the state. */
function snapshotOf({ known }: Running, channel: ChannelState, { index, by }: Place): InteractionSnapshot | null {
  const content = channel.outcome ?? channel.held.content;
  const found = leafAt(content.tree, index);
  if (found?.kind !== "app" || !sameId(found.by, by)) return null;
  const code = known.apps.get(found.leaf.app);
  const onChain =
    code === undefined || channel.outcome === null || channel.view === null
      ? null
      : standing(code, found, channel.view.head.deadline, channel.view.appEvents);
  return {
    ...(onChain === null ? {} : { enteredAt: onChain.enteredAt }),
    terms: found.terms,
    state: onChain?.state ?? found.state,
    seats: signersOf(channel, found.leaf.seats),
    index,
    version: content.version,
  };
}

const signersOf = ({ genesis }: ChannelState, seats: readonly number[]): Address[] =>
  seats.map((participant) => genesis.channel.participants[participant]?.signer ?? "0x");

/** One interaction of a node's, until it ends: its last state is worked out, since the leaf leaves the channel with it. */
function interactionPort(
  node: Running,
  code: AppCode,
  channelId: Hex,
  place: Place,
  first: InteractionSnapshot,
): InteractionPort {
  const { index } = place;
  const listeners = new Set<(snapshot: InteractionSnapshot) => void>();
  let last = first;
  let moved: { readonly seat: number; readonly move: number; readonly args: Hex } | null = null;
  const look = (): InteractionSnapshot => {
    const channel = get(node.loop.state().channels, channelId);
    const now = channel === undefined ? null : snapshotOf(node, channel, place);
    if (now !== null) last = now;
    else if (!last.state.isFinal) last = over(channel, last);
    return last;
  };
  const over = (channel: ChannelState | undefined, before: InteractionSnapshot): InteractionSnapshot => {
    const final = node.endings.get(`${channelId}/${index}`);
    if (final !== undefined)
      return { ...before, state: final, version: channel?.held.content.version ?? before.version };
    const played = moved === null ? null : code.play(before.terms, before.state, moved.seat, moved.move, moved.args);
    return played?.ok ? { ...before, state: played.value.next } : before;
  };
  let shown = first;
  const stop = node.onTurn(() => {
    const now = look();
    // Off chain a final state is the last; on chain it is once its channel is closed. Nobody listens for ever.
    const closed = get(node.loop.state().channels, channelId)?.life === "closed";
    if (closed || (now.state.isFinal && now.enteredAt === undefined)) stop();
    if (now.state === shown.state && now.enteredAt === shown.enteredAt) return;
    shown = now;
    for (const listener of [...listeners]) listener(now);
  });
  return {
    current: look,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    move: async (seat, move, args) => {
      moved = { seat, move, args };
      await playWhenSure(node, { channelId, index, move, args }, "look whose turn it is");
      return look();
    },
  };
}

/**
 * One channel of a node that runs in this process, for programs: what the typed clients of apps are used with.
 * @example const channel = channelClient(channelPort(node.running, channelId))
 */
export function channelPort(node: Running, channelId: Hex): ChannelPort {
  const me = node.keys.signer;
  const taken = new Set<string>();
  return {
    me,
    secrets: {
      get: (key) => Promise.resolve(node.secrets.get(key)),
      put: (key, secret) => node.secrets.put(key, secret),
    },
    propose: async (proposal) => {
      await requireCode(node, proposal.app);
      const offer = offerOf(node, channelOf(node, channelId), proposal);
      const opened = await ask(
        node,
        { kind: "offerApp", channelId, offer },
        "the other side has to accept, and both need the stake to spend",
      );
      const index = Number(opened["index"]);
      const found = leafAt(channelOf(node, channelId).held.content.tree, index);
      if (found === undefined)
        throw new RequestError("unknown_app", `no app runs at index ${index}`, "it has ended already");
      taken.add(idText(found.by));
      return joined(node, proposal.app, channelId, { index, by: found.by });
    },
    running: (app) => {
      const { held, outcome } = channelOf(node, channelId);
      return leaves((outcome ?? held.content).tree).flatMap(([index, found]) =>
        found.kind === "app" && found.leaf.codeHash === app.codeHash
          ? [joined(node, app, channelId, { index, by: found.by })]
          : [],
      );
    },
    onProposal: (accept) => {
      node.onNodeEvent((event) => {
        if (event.type !== "offer" || event.asked.channelId !== channelId) return;
        void answerOffer(node, channelId, event.asked.offer, taken, accept).catch(() => {}); // an offer that is gone needs no answer
      });
      for (const app of node.known.apps.keys())
        void ask(node, { kind: "setPolicy", app, policy: { maxStakes: {}, ask: true } }, "try again");
    },
  };
}

async function answerOffer(
  node: Running,
  channelId: Hex,
  offer: Offer,
  taken: Set<string>,
  accept: Parameters<ChannelPort["onProposal"]>[0],
): Promise<void> {
  const code = node.known.apps.get(offer.app);
  const begun = code?.begin(offer.terms, BigInt(offer.seats.length));
  const channel = channelOf(node, channelId);
  if (code === undefined || begun === undefined || !begun.ok) return;
  const assets = offer.assets.map((asset) => nameOf(channel.held.content.books[asset]?.token ?? "0x"));
  const proposal: InteractionProposal = {
    app: code,
    terms: offer.terms,
    seats: signersOf(channel, offer.seats),
    assets,
    state: begun.value,
  };
  const interaction = async (): Promise<InteractionPort> => {
    const place = await until(node, JOIN_SECONDS, () => {
      const found = openedBy(channelOf(node, channelId), offer, taken);
      if (found !== undefined) taken.add(idText(found.by)); // before another offer of the same terms looks
      return found;
    });
    if (place === undefined)
      throw new RequestError("not_opened", "the other side did not open what it offered", "wait for another offer");
    return joined(node, code, channelId, place);
  };
  const deployed = (await node.wallet.codeHash(code.address)) === code.codeHash;
  const accepted = deployed && accept(proposal, interaction);
  // Another program of this node may take what this one does not: its yes comes first.
  if (!accepted) await new Promise((resolve) => setTimeout(resolve, OTHERS_FIRST));
  const replied = await node.loop.request({ kind: "answerOffer", offerId: offer.offerId, accept: accepted });
  if (!replied.ok && accepted)
    throw new RequestError(replied.code.toLowerCase(), replied.reason, "wait for another offer");
}

/** The interaction that an offer has become; one of the same terms that was joined before is another one. */
function openedBy(channel: ChannelState, offer: Offer, taken: ReadonlySet<string>): Place | undefined {
  const found = leaves(channel.held.content.tree).find(([, leaf]) => {
    if (leaf.kind !== "app" || leaf.terms !== offer.terms || leaf.leaf.app !== offer.app) return false;
    const assets = leaf.leaf.locks.map(({ asset }) => asset);
    return (
      assets.join() === offer.assets.join() &&
      leaf.leaf.seats.join() === offer.seats.join() &&
      !taken.has(idText(leaf.by))
    );
  });
  return found === undefined ? undefined : { index: found[0], by: found[1].by };
}

function joined(node: Running, code: AppCode, channelId: Hex, place: Place): InteractionPort {
  const first = snapshotOf(node, channelOf(node, channelId), place);
  if (first === null)
    throw new RequestError("unknown_app", `no app runs at index ${place.index}`, "it has ended already");
  return interactionPort(node, code, channelId, place, first);
}

function offerOf(
  node: Running,
  channel: ChannelState,
  { app, terms, seats, assets, state }: InteractionProposal,
): Offer {
  const { participants } = channel.genesis.channel;
  const places = seats.map((seat) => participants.findIndex(({ signer }) => signer === seat.toLowerCase()));
  const listed = assets.map((asset) => channel.genesis.assets.findIndex(({ token }) => token === wordOf(asset)));
  if (places.includes(-1))
    throw new RequestError("bad_request", "a seat is no participant of this channel", "name signers of the channel");
  if (listed.includes(-1)) throw notHeld(channel, wordOf(assets[listed.indexOf(-1)] ?? { kind: "eth" }));
  const status = app.status(terms, state, "0x");
  if (!status.ok) throw new RequestError("bad_request", `${app.name} refuses these terms`, "choose others");
  const fallbackDelay = Number(status.value.window) + 2 * margin(node.profile);
  return {
    offerId: fresh(32),
    app: app.address,
    terms,
    seats: places,
    assets: listed,
    notBefore: Number(status.value.time),
    fallbackDelay,
  };
}
