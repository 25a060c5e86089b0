import { openKeystore } from "../adapters/keystore.ts";
import { type NodeKeys, nodeKeysOf } from "../adapters/nodeKeys.ts";
import { openStore } from "../adapters/sqliteStore.ts";
import type { ChainUpdate, ChannelView, Publication } from "../channel/chain.ts";
import type { Address, Hex } from "../evm/hex.ts";
import { domainSeparator } from "../generated/protocol/hashes.ts";
import type { ChainPort } from "../ports/chain.ts";
import type { Store } from "../ports/store.ts";
import type { Transport } from "../ports/transport.ts";
import type { Env } from "../protocol/channelState.ts";
import type { AppDescriptor } from "../protocol/client/descriptor.ts";
import { decodeMessage, encodeMessage, type MessageOf } from "../protocol/messages.ts";
import { wantsOf } from "../watcher/wants.ts";
import { BadWatch, recordFrom, recordText, seen, type Watched, watchedEnv, watchedOf } from "../watcher/watched.ts";
import { adjudicatorAddress } from "./adjudicator.ts";
import { appsOf } from "./apps.ts";
import { interestOf } from "./core.ts";
import { type Json, type JsonObject, RequestError, type Served, toJson } from "./json.ts";
import { keystorePath } from "./node.ts";
import { nodeProfile } from "./nodeProfile.ts";
import { type OutsideOptions, openOutside } from "./outside.ts";

/** How a watcher is started. `owners` are the nodes it watches for; others are turned away. */
export interface WatcherOptions extends OutsideOptions {
  readonly password: string;
  readonly owners: readonly Hex[];
  /** Apps besides those that every node knows. */
  readonly apps?: readonly AppDescriptor[];
}

/** A watcher that runs: it holds no key of its owners' and can spend nothing of theirs. */
export interface RunningWatcher extends Served {
  readonly nodeId: Hex;
  readonly account: Address;
  readonly stopped: Promise<void>;
  readonly close: () => Promise<void>;
}

interface Court {
  readonly store: Store;
  readonly chain: ChainPort;
  readonly transport: Transport;
  readonly keys: NodeKeys;
  readonly env: Omit<Env, "publication" | "preimage" | "chainTime" | "finalTime" | "finalBlock" | "now">;
  readonly watched: Map<Hex, Watched>;
  readonly publications: Map<Hex, Publication>;
  readonly where: Parameters<typeof watchedOf>[2];
  head: number;
  logSeq: number;
}

const keyOf = (channelId: Hex): string => `watch/${channelId}`;

/**
 * Starts a watcher: it is told the newest states by their owners, answers stale ones on chain, settles and claims.
 * @throws what `startNode` throws
 * @example await startWatcher({ directory, password, chain: "local", rpc, relay, owners: [bob] })
 */
export async function startWatcher(options: WatcherOptions): Promise<RunningWatcher> {
  const keys = nodeKeysOf(await openKeystore(keystorePath(options.directory), options.password));
  const store = openStore({ directory: options.directory });
  try {
    return await assemble(options, keys, store);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function assemble(options: WatcherOptions, keys: NodeKeys, store: Store): Promise<RunningWatcher> {
  const profile = nodeProfile(options.chain);
  const adjudicator = options.adjudicator ?? adjudicatorAddress();
  const line = options.onLine ?? (() => {});
  const { chain, transport } = await openOutside(options, profile, adjudicator, keys);
  const where = {
    chainId: profile.chainId,
    adjudicator,
    domain: domainSeparator(BigInt(profile.chainId), adjudicator),
    verify: keys.verify,
  };
  const disk = store.load();
  const court: Court = {
    store,
    chain,
    transport,
    keys,
    env: { keys, apps: appsOf(options.apps).apps, profile },
    watched: new Map(),
    publications: new Map(),
    where,
    head: 0,
    logSeq: Math.max(disk.logSeq, disk.guard?.logSeq ?? 0),
  };
  for (const [key, text] of disk.entries) {
    if (!key.startsWith("watch/")) continue;
    const { owner, record } = recordFrom(key, text);
    take(court, watchedOf(owner, record, where));
  }
  return run(options, court, line);
}

function run(options: WatcherOptions, court: Court, line: (text: string) => void): RunningWatcher {
  const listeners = new Set<(event: Json) => void>();
  const tell = (event: Json): void => {
    for (const listener of [...listeners]) listener(event);
  };
  let queue: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<void> | void): void => {
    queue = queue.then(work).catch((error: unknown) => options.onFatal?.(error));
  };
  court.transport.onFrame((from, frame) => inOrder(() => onFrame(options, court, from, frame, line)));
  court.chain.onUpdate((update) => inOrder(() => onUpdate(court, update, tell)));
  court.chain.onTransaction((report) => {
    line(`${report.status}: ${report.fn} ${report.hash}`);
    tell({ type: "transaction", ...(toJson(report) as JsonObject) }); // a report is an object
  });
  let askToStop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    askToStop = resolve;
  });
  return {
    nodeId: court.keys.nodeId,
    account: court.chain.account,
    stopped,
    request: (method) => Promise.resolve(answer(court, method, askToStop)),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      await queue;
      await Promise.all([court.transport.close(), court.chain.close()]);
      court.store.close();
    },
  };
}

function answer(court: Court, method: string, stop: () => void): Json {
  if (method === "getinfo")
    return {
      nodeId: court.keys.nodeId,
      account: court.chain.account,
      chainId: court.chain.chainId,
      adjudicator: court.chain.adjudicator,
      watching: court.watched.size,
      chainTime: court.head,
    };
  if (method === "listwatched")
    return {
      channels: [...court.watched].map(([channelId, { owner, sequence, state }]) => ({
        channelId,
        owner,
        sequence,
        version: state.held.content.version,
        registered: state.view?.head.version ?? 0,
        disputed: state.view?.head.status === 1,
      })),
    };
  if (method === "stop") {
    setTimeout(stop, 50);
    return { stopping: true };
  }
  throw new RequestError(
    "unknown_method",
    `a watcher has no method ${method}`,
    "choose one of getinfo, listwatched, stop",
  );
}

/** The newest of a channel, durable before it is acknowledged: from then on its owner may be away. */
async function onFrame(
  options: WatcherOptions,
  court: Court,
  from: Hex,
  frame: Uint8Array,
  line: (text: string) => void,
): Promise<void> {
  let record: MessageOf<"watch">;
  try {
    const message = decodeMessage(frame);
    if (message.kind !== "watch") return;
    record = message;
    if (!options.owners.includes(from))
      throw new BadWatch(`${from} is not one of this watcher's owners; start it with --for ${from}`);
    await learn(court, from, record);
  } catch (error) {
    line(error instanceof Error ? error.message : String(error));
    if (!(error instanceof BadWatch) && !(error instanceof Error && error.name === "Malformed")) throw error;
  }
}

async function learn(court: Court, owner: Hex, record: MessageOf<"watch">): Promise<void> {
  const watched = watchedOf(owner, record, court.where);
  const { channelId } = watched.state.genesis;
  const known = court.watched.get(channelId);
  const older = known !== undefined && known.owner === owner && known.sequence >= watched.sequence;
  if (!older) {
    const logSeq = court.logSeq + 1;
    await court.store.commit({
      puts: new Map([[keyOf(channelId), recordText(owner, record)]]),
      deletes: new Set(),
      logSeq,
      guard: [],
    });
    court.logSeq = logSeq;
    take(court, known === undefined ? watched : seen(watched, known.state.view, court.head));
  }
  court.transport.send(owner, encodeMessage({ kind: "watched", channelId, sequence: record.sequence }));
}

function take(court: Court, watched: Watched): void {
  court.watched.set(watched.state.genesis.channelId, watched);
  court.chain.interest(interestOf(watched.state));
}

function onUpdate(court: Court, update: ChainUpdate, tell: (event: Json) => void): void {
  court.head = update.head.timestamp;
  for (const hash of update.unpublished) court.publications.delete(hash);
  for (const publication of update.published) court.publications.set(publication.hash, publication);
  for (const view of update.channels) see(court, view, tell);
  for (const [channelId, known] of court.watched) {
    const fixed = seen(known, known.state.view, court.head);
    if (fixed.state.outcome !== known.state.outcome && known.state.outcome === null) take(court, fixed);
    else court.watched.set(channelId, fixed);
    const env = watchedEnv(
      {
        ...court.env,
        now: 0,
        chainTime: court.head,
        finalTime: update.final.timestamp,
        finalBlock: update.final.number,
        // The child of a leg is watched for the same owner.
        legs: { agreed: () => false, facts: (child) => court.watched.get(child)?.state.view?.head },
      },
      fixed,
      court.publications,
    );
    court.chain.want(channelId, wantsOf(env, fixed.state));
  }
}

function see(court: Court, view: ChannelView, tell: (event: Json) => void): void {
  const known = court.watched.get(view.channelId);
  if (known === undefined) return;
  const { head } = view;
  if (head.status === 1 && known.state.view?.head.status !== 1)
    tell({
      type: "challenged",
      channelId: view.channelId,
      registered: head.version,
      newest: known.state.held.content.version,
      deadline: head.deadline,
    });
  court.watched.set(view.channelId, seen(known, view, court.head));
}
