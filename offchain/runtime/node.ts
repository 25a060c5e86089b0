import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { sealWith } from "../adapters/envelope.ts";
import { jsonRpc } from "../adapters/jsonRpc.ts";
import { createKeystore, openKeystore } from "../adapters/keystore.ts";
import { type NodeKeys, newMnemonic, nodeKeysOf } from "../adapters/nodeKeys.ts";
import { openStore } from "../adapters/sqliteStore.ts";
import { walletReader } from "../adapters/walletReader.ts";
import type { Address, Hex } from "../evm/hex.ts";
import { domainSeparator } from "../generated/protocol/hashes.ts";
import type { AppState } from "../generated/protocol/structs.ts";
import type { ChainPort } from "../ports/chain.ts";
import type { Store } from "../ports/store.ts";
import type { Transport } from "../ports/transport.ts";
import type { AppDescriptor } from "../protocol/client/descriptor.ts";
import { boot, repairOf } from "../protocol/disk.ts";
import type { NodeEnv, NodeEvent } from "../protocol/nodeState.ts";
import { adjudicatorAddress } from "./adjudicator.ts";
import { appsOf, type KnownApps } from "./apps.ts";
import { type Json, type JsonObject, RequestError, type Served, toJson } from "./json.ts";
import { type Loop, startLoop } from "./loop.ts";
import { closechannel, listchannels, openchannel, pendingchannels } from "./methods/channels.ts";
import { acceptapp, listapps, openapp, playapp } from "./methods/games.ts";
import { fresh, type Method, type Running } from "./methods/method.ts";
import { balances, getinfo, stop, tokeninfo } from "./methods/node.ts";
import {
  addinvoice,
  decodepayreq,
  listinvoices,
  listpayments,
  lookuppayment,
  payinvoice,
  sendpayment,
} from "./methods/payments.ts";
import { topup, withdraw } from "./methods/resize.ts";
import { openvirtual } from "./methods/virtual.ts";
import { AppMissing, missingApps } from "./missingApps.ts";
import { type Limits, nodeProfile } from "./nodeProfile.ts";
import { type OutsideOptions, openOutside } from "./outside.ts";
import { fields, tokenName } from "./params.ts";
import { paymentView } from "./views.ts";
import { streamTo, type Watching } from "./watching.ts";

const METHODS: Readonly<Record<string, Method>> = {
  getinfo,
  balances,
  tokeninfo,
  stop,
  openchannel,
  listchannels,
  pendingchannels,
  closechannel,
  withdraw,
  topup,
  openvirtual,
  addinvoice,
  decodepayreq,
  payinvoice,
  sendpayment,
  listpayments,
  lookuppayment,
  listinvoices,
  openapp,
  acceptapp,
  playapp,
  listapps,
};
const TICK = 250;

/** How a node is started. */
export interface NodeOptions extends OutsideOptions {
  readonly password: string;
  readonly alias?: string;
  /** The node key of the watcher that is kept up to date. */
  readonly watcher?: Hex;
  /** Where the guard file is kept; best on another device. */
  readonly guardDirectory?: string;
  readonly limits?: Limits;
  /** Apps besides those that every node knows. A node that has one of them open is started with it. */
  readonly apps?: readonly AppDescriptor[];
}

/** A node that runs: its methods and events, and the way to end it. */
export interface RunningNode extends Served {
  readonly nodeId: Hex;
  readonly account: Address;
  readonly running: Running;
  /** Resolves when somebody asked the node to stop. */
  readonly stopped: Promise<void>;
  readonly close: () => Promise<void>;
}

export const keystorePath = (directory: string): string => join(directory, "keystore.json");

/**
 * Makes a node's keys: 24 words, encrypted under a password.
 * @throws KeystoreExists, EmptyPassword
 */
export async function createNode(
  directory: string,
  password: string,
  words: string = newMnemonic(),
): Promise<{ readonly words: string; readonly nodeId: Hex; readonly account: Address; readonly signer: Address }> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const keys = nodeKeysOf(words);
  await createKeystore(keystorePath(directory), words, password);
  return { words, nodeId: keys.nodeId, account: keys.payout, signer: keys.signer };
}

/**
 * Starts a node: keys, disk, chain, relay, in this order; each failure says what to do and leaves nothing behind.
 * @throws KeystoreMissing, WrongPassword, DatabaseInUse, DatabaseTooNew, GuardDamaged, WrongChain, NoAdjudicator, ProviderTrouble, AppMissing
 * @example const node = await startNode({ directory, password, chain: "local", rpc: "http://127.0.0.1:8545", relay: "ws://127.0.0.1:9735" })
 */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const keys = nodeKeysOf(await openKeystore(keystorePath(options.directory), options.password));
  const { guardDirectory, directory } = options;
  const store = openStore(guardDirectory === undefined ? { directory } : { directory, guardDirectory });
  try {
    return await assemble(options, keys, store);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function assemble(options: NodeOptions, keys: NodeKeys, store: Store): Promise<RunningNode> {
  const profile = nodeProfile(options.chain, options.limits);
  const adjudicator = options.adjudicator ?? adjudicatorAddress();
  const known = appsOf(options.apps);
  const env: Omit<NodeEnv, "now"> = {
    keys,
    apps: known.apps,
    profile,
    adjudicator,
    domain: domainSeparator(BigInt(profile.chainId), adjudicator),
  };
  const disk = store.load();
  const booted = boot(disk, known.apps, fresh(16));
  const missing = missingApps(booted, known.apps);
  if (missing.length > 0) throw new AppMissing(missing);
  const repair = repairOf(disk, booted);
  if (repair !== null) await store.commit(repair.commit);
  const start = repair?.state ?? booted;
  const { chain, transport, trouble } = await openOutside(options, profile, adjudicator, keys);
  const ring = listeners<NodeEvent>();
  const turns = listeners<void>();
  let watching: Watching | null = null;
  const loop = startLoop(
    {
      env,
      store,
      transport,
      chain,
      now: () => performance.now(),
      onEvent: (event) => ring.tell(event),
      onWatchMessage: (from, message) => watching?.onMessage(from, message),
      onTurn: (before, after) => {
        watching?.changedBetween(before, after);
        turns.tell();
      },
      onFatal: (error) => options.onFatal?.(error),
    },
    start,
  );
  if (options.watcher !== undefined)
    watching = streamTo(options.watcher, transport, { ...env, now: 0 }, () => performance.now(), loop.state);
  watching?.changedBetween(null, start);
  return run({ options, keys, store, chain, transport, loop, ring, turns, profile, known, watching, trouble });
}

interface Parts {
  readonly options: NodeOptions;
  readonly keys: NodeKeys;
  readonly store: Store;
  readonly chain: ChainPort;
  readonly transport: Transport & { readonly connected: () => boolean };
  readonly loop: Loop;
  readonly ring: Listeners<NodeEvent>;
  readonly turns: Listeners<void>;
  readonly profile: Running["profile"];
  readonly known: KnownApps;
  readonly watching: Watching | null;
  readonly trouble: () => string | null;
}

function run(parts: Parts): RunningNode {
  const { options, keys, store, chain, transport, loop, ring, turns, profile, known, watching } = parts;
  transport.onFrame(loop.frame);
  transport.onConnected(() => loop.input({ kind: "connected", nonce: fresh(16) }));
  chain.onUpdate((update) => loop.input({ kind: "chain", update }));
  const timer = setInterval(() => {
    loop.input({ kind: "tick" });
    watching?.tick();
  }, TICK);
  let askToStop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    askToStop = resolve;
  });
  const endings = new Map<string, AppState>();
  ring.add((event) => {
    if (event.type === "app" && event.ended !== null) endings.set(`${event.channelId}/${event.index}`, event.ended);
  });
  const running: Running = {
    endings,
    secrets: {
      get: (key) => loop.state().secrets.get(key),
      put: async (key, secret) => {
        const kept = await loop.request({ kind: "keepSecret", key, secret });
        if (!kept.ok) throw new RequestError("not_kept", kept.reason, "try again");
      },
    },
    loop,
    store,
    chain,
    wallet: walletReader(jsonRpc(options.rpc)),
    keys,
    seal: sealWith(keys.curve),
    profile,
    known,
    alias: options.alias ?? "",
    watcher:
      options.watcher === undefined || watching === null ? null : { nodeId: options.watcher, behind: watching.behind },
    relayed: transport.connected,
    trouble: parts.trouble,
    onNodeEvent: ring.add,
    onTurn: turns.add,
    stop: () => askToStop(),
  };
  const close = async (): Promise<void> => {
    clearInterval(timer);
    await loop.stop();
    await Promise.all([transport.close(), chain.close()]);
    store.close();
  };
  return {
    nodeId: keys.nodeId,
    account: chain.account,
    running,
    stopped,
    close,
    request: serve(running),
    onEvent: eventsOf(running, chain),
  };
}

function serve(running: Running): Served["request"] {
  return async (method: string, params: Json): Promise<Json> => {
    const found = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
    if (found === undefined)
      throw new RequestError(
        "unknown_method",
        `there is no method ${method}`,
        `choose one of ${Object.keys(METHODS).join(", ")}`,
      );
    return found(running, fields(params));
  };
}

function eventsOf(running: Running, chain: ChainPort): Served["onEvent"] {
  const reports = listeners<Json>();
  chain.onTransaction((report) => reports.tell({ type: "transaction", ...(toJson(report) as JsonObject) })); // a report is an object
  return (listener) => {
    const stopEvents = running.onNodeEvent((event) => listener(eventView(event)));
    const stopReports = reports.add(listener);
    return () => {
      stopEvents();
      stopReports();
    };
  };
}

function eventView(event: NodeEvent): Json {
  if (event.type === "payment") return { type: "payment", payment: paymentView(event.payment) };
  if (event.type === "invoice") {
    const { hash, token, amount, memo, status, received } = event.invoice; // never its preimage
    const shown = { hash, token: tokenName(token), amount: String(amount), memo, status, received: String(received) };
    return { type: "invoice", invoice: shown };
  }
  if (event.type === "forward") {
    const { hash, token, status, incoming, outgoing } = event.forward;
    const amounts = { amountIn: String(incoming.amount), amountOut: String(outgoing?.amount ?? 0n) };
    return { type: "forward", forward: { hash, token: tokenName(token), status, ...amounts } };
  }
  return toJson(event);
}

/** Somebody who wants to be told, as often as it happens. */
interface Listeners<T> {
  readonly add: (listener: (value: T) => void) => () => void;
  readonly tell: (value: T) => void;
}

function listeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>();
  return {
    add: (listener) => {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell: (value) => {
      for (const listener of [...all]) listener(value);
    },
  };
}
