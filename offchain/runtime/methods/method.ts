import { randomBytes } from "node:crypto";
import type { WalletReader } from "../../adapters/walletReader.ts";
import { entries, get } from "../../channel/hexMap.ts";
import type { Keys, Seal } from "../../channel/keys.ts";
import { assetText, heldText } from "../../channel/token.ts";
import { bytesToHex, type Hex } from "../../evm/hex.ts";
import type { AppCode } from "../../generated/protocol/app.ts";
import type { AppState } from "../../generated/protocol/structs.ts";
import type { ChainPort } from "../../ports/chain.ts";
import type { Store } from "../../ports/store.ts";
import { type ChannelState, ready } from "../../protocol/channelState.ts";
import { isSure } from "../../protocol/games.ts";
import type { NodeEvent, NodeState } from "../../protocol/nodeState.ts";
import type { Profile } from "../../protocol/profile.ts";
import type { Request } from "../../protocol/requests.ts";
import type { KnownApps } from "../apps.ts";
import { type Json, type JsonObject, RequestError } from "../json.ts";
import type { Loop } from "../loop.ts";

/** What the methods of a running node work with. */
export interface Running {
  readonly loop: Loop;
  readonly store: Store;
  readonly chain: ChainPort;
  readonly wallet: WalletReader;
  readonly keys: Keys;
  readonly seal: Seal;
  readonly profile: Profile;
  readonly known: KnownApps;
  readonly alias: string;
  readonly watcher: { readonly nodeId: Hex; readonly behind: () => number } | null;
  readonly relayed: () => boolean;
  /** The last states of apps that are over, by channel and index. */
  readonly endings: ReadonlyMap<string, AppState>;
  readonly secrets: {
    readonly get: (key: string) => Hex | undefined;
    readonly put: (key: string, secret: Hex) => Promise<void>;
  };
  /** What the provider's trouble is, or null. */
  readonly trouble: () => string | null;
  /** Calls back for each event until the function returned is called. */
  readonly onNodeEvent: (listener: (event: NodeEvent) => void) => () => void;
  /** Calls back after each turn that changed something durable, or what is known of a channel. */
  readonly onTurn: (listener: () => void) => () => void;
  readonly stop: () => void;
}

export type Method = (node: Running, params: JsonObject) => Promise<Json>;

/** Asks the core, and turns its no into an error. */
export async function ask(node: Running, request: Request, next: string): Promise<Readonly<Record<string, unknown>>> {
  const reply = await node.loop.request(request);
  if (reply.ok) return reply.value;
  throw new RequestError(reply.code.toLowerCase(), reply.reason, next);
}

export const chainTime = (state: NodeState): number => state.head?.timestamp ?? 0;

/** A channel by its id. @throws RequestError when there is none. */
export function channelOf(node: Running, channelId: Hex): ChannelState {
  const found = get(node.loop.state().channels, channelId);
  if (found === undefined)
    throw new RequestError(
      "unknown_channel",
      `this node has no channel ${channelId}`,
      "list them with `chenilles listchannels`",
    );
  return found;
}

/** The error for an asset that a channel does not hold, with what it does hold. */
export function notHeld({ genesis }: ChannelState, token: Hex): RequestError {
  return new RequestError(
    "asset_not_held",
    `this channel does not hold ${assetText(token)}; it holds ${heldText(genesis.assets)}`,
    "name one of these, or open a channel with all that is needed",
  );
}

/**
 * An app whose adapter is not on this chain could not be played out in a dispute: nothing is staked in it (adjudicator §9, check 3).
 * @throws RequestError
 */
export async function requireCode(node: Running, app: AppCode): Promise<void> {
  if ((await node.wallet.codeHash(app.address)) === app.codeHash) return;
  throw new RequestError(
    "app_not_deployed",
    `the adapter of ${app.name} is not deployed on chain ${node.chain.chainId}: ${app.address} has other code, or none`,
    "deploy it first: `hardhat chenilles deploy-apps` does it for this project's apps (docs/deploying.md); then try again",
  );
}

/** Milliseconds between two looks at what is not durable. */
const POLL = 100;
/** How long a move waits for the other side's signature on what it answers. */
const SURE_SECONDS = 10;

/** Makes a move, as soon as what it answers is in every possible state. @throws RequestError */
export async function playWhenSure(
  node: Running,
  play: Omit<Extract<Request, { kind: "play" }>, "kind">,
  next: string,
): Promise<Readonly<Record<string, unknown>>> {
  const deadline = performance.now() + SURE_SECONDS * 1_000;
  for (;;) {
    const reply = await node.loop.request({ kind: "play", ...play });
    if (reply.ok) return reply.value;
    if (reply.code !== "NOT_SURE" || performance.now() > deadline)
      throw new RequestError(reply.code.toLowerCase(), reply.reason, next);
    await until(node, 1, () =>
      isSure(node.known.apps, channelOf(node, play.channelId), play.index) ? true : undefined,
    );
  }
}

/** How long a payment waits for a peer that is on its way back, in seconds. */
const HEARD_SECONDS = 5;

/**
 * Waits a moment where the only channels with some nodes are ones that cannot pay yet: the peer has not been heard since a reconnect,
 * or the deposits are final for it and in a moment here too.
 */
export async function untilHeard(node: Running, peers: readonly Hex[]): Promise<void> {
  await until(node, HEARD_SECONDS, () => {
    const shared = entries(node.loop.state().channels).flatMap(([, channel]) =>
      (channel.life === "open" || channel.life === "funding") &&
      channel.genesis.nodes.some((one) => peers.includes(one))
        ? [channel]
        : [],
    );
    return shared.length === 0 || shared.some(ready) ? true : undefined;
  });
}

/** Fresh bytes from the system. */
export const fresh = (length: number): Hex => bytesToHex(randomBytes(length));

/**
 * Waits until `done` gives a value, looking after each turn; after `seconds` gives undefined.
 */
export function until<T>(node: Running, seconds: number, done: () => T | undefined): Promise<T | undefined> {
  const now = done();
  if (now !== undefined) return Promise.resolve(now);
  return new Promise((resolve) => {
    const end = (value: T | undefined): void => {
      stop();
      clearInterval(poll);
      clearTimeout(timer);
      resolve(value);
    };
    const look = (): void => {
      const value = done();
      if (value !== undefined) end(value);
    };
    const stop = node.onTurn(look);
    // Not every change is durable: whether a peer is heard is not.
    const poll = setInterval(look, POLL);
    const timer = setTimeout(() => end(undefined), seconds * 1_000);
  });
}
