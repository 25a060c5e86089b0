import type {
  AppEvent,
  ChainAction,
  ChainUpdate,
  ChannelFacts,
  ChannelInterest,
  Publication,
  TransactionReport,
} from "../channel/chain.ts";
import type { Address, Hex } from "../evm/hex.ts";
import type { ChainPort } from "../ports/chain.ts";
import { type BlockNews, childStateIn, newsOfBlocks, newsOfRange, topicOf } from "./adjudicatorLogs.ts";
import type { ChainBlock } from "./chainBlock.ts";
import { type ChainOptions, NoAdjudicator, StaleHead, WrongChain } from "./chainOptions.ts";
import { checkSteps, readChannel } from "./channelReader.ts";
import { type Advance, HeadFollower } from "./headFollower.ts";
import { CallReverted, type JsonRpc, jsonRpc, ProviderRefused, ProviderTrouble } from "./jsonRpc.ts";
import { PublicationLedger } from "./publicationLedger.ts";
import { TransactionStore } from "./transactionStore.ts";
import { Transactions } from "./transactions.ts";

/** What is known of one channel. `stale`: to be read again, at the head and at the final block. */
interface Tracked {
  readonly interest: ChannelInterest;
  /** Steps older than the followed blocks; null: not searched yet. */
  history: readonly AppEvent[] | null;
  head: ChannelFacts | null;
  final: ChannelFacts | null;
  stale: boolean;
  /** Numbers of the blocks that touched it and were not final when it was read last. */
  touches: readonly number[];
}

const DAY = 86_400;
/** Days: no child lives longer, so nothing of it is told before. */
const CHILD_LIFE = 31;
const GWEI = 1_000_000_000n;
/** Milliseconds: the longest pause in trouble, and the shortest between two rounds that news asked for. */
const MAX_DELAY = 5_000;
const LEAST_PAUSE = 10;
/** Blocks after which all channels are read again whatever the logs said (attack 32). */
const SWEEP = 64;

/** The chain through an ethers-encoded JSON-RPC endpoint; made by `openEthersChain`. */
export class EthersChain implements ChainPort {
  readonly chainId: number;
  readonly adjudicator: Address;
  readonly account: Address;
  readonly #options: ChainOptions;
  readonly #rpc: JsonRpc;
  readonly #follower: HeadFollower;
  readonly #store: TransactionStore;
  readonly #transactions: Transactions;
  readonly #tracked = new Map<Hex, Tracked>();
  readonly #news = new Map<Hex, BlockNews>();
  readonly #updateListeners: ((update: ChainUpdate) => void)[] = [];
  readonly #reportListeners: ((report: TransactionReport) => void)[] = [];
  readonly #publications = new PublicationLedger();
  readonly #changed = new Set<Hex>();
  #unsaid = false;
  #trouble: Error | null = null;
  #delay = 0;
  /** Monotonic milliseconds. */
  #advancedAt = performance.now();
  #closed = false;
  #wake: () => void = () => {};
  #endWait: () => void = () => {};
  #loop: Promise<void> = Promise.resolve();

  constructor(options: ChainOptions) {
    this.#options = options;
    this.chainId = options.chainId;
    this.adjudicator = options.adjudicator;
    this.account = options.account.address;
    this.#rpc = jsonRpc(options.url);
    this.#follower = new HeadFollower(this.#rpc, Math.ceil(options.reorg / options.blockTime));
    this.#store = new TransactionStore(options.transactionsPath);
    const sender = {
      chainId: options.chainId,
      adjudicator: options.adjudicator,
      account: options.account,
      bumpBlocks: options.bumpBlocks ?? Math.max(2, Math.ceil(options.inclusion / options.blockTime / 2)),
      urgency: 2 * options.inclusion,
      feeCap: options.feeCap ?? 500n * GWEI,
    };
    this.#transactions = new Transactions(this.#rpc, this.#store, sender, (report) => {
      for (const listener of this.#reportListeners) listener(report);
    });
  }

  interest = (interest: ChannelInterest): void => {
    const known = this.#tracked.get(interest.channelId);
    if (known !== undefined && isSameInterest(known.interest, interest)) return;
    const history = known?.history ?? null;
    // What touched it before is not known: it is read again when the present head is final.
    const touches = [this.#follower.head.number];
    this.#tracked.set(interest.channelId, { interest, history, head: null, final: null, stale: true, touches });
    this.#wake();
  };

  want = (scope: string, actions: readonly ChainAction[]): void => {
    this.#transactions.want(scope, actions);
    this.#wake();
  };

  onUpdate = (listener: (update: ChainUpdate) => void): void => {
    this.#updateListeners.push(listener);
    this.#unsaid = true;
    this.#wake();
  };

  onTransaction = (listener: (report: TransactionReport) => void): void => {
    this.#reportListeners.push(listener);
  };

  close = async (): Promise<void> => {
    this.#closed = true;
    this.#endWait();
    await this.#loop;
    this.#store.close();
  };

  /** @internal Used once by `openEthersChain`: one look at the chain, then it follows by itself. */
  async start(): Promise<void> {
    try {
      await this.#checkChain();
      await this.#follow();
    } catch (error) {
      this.#store.close();
      throw error;
    }
    this.#loop = this.#run();
  }

  async #checkChain(): Promise<void> {
    const { url, chainId, adjudicator } = this.#options;
    const have = Number(await this.#rpc.send("eth_chainId", []));
    if (have !== chainId) throw new WrongChain(chainId, have, url);
    if ((await this.#rpc.send("eth_getCode", [adjudicator, "latest"])) === "0x")
      throw new NoAdjudicator(adjudicator, chainId);
  }

  // --- the loop

  async #run(): Promise<void> {
    while (!this.#closed) {
      let woken = false;
      this.#wake = () => {
        woken = true;
        if (this.#delay === 0) this.#endWait();
      };
      await this.#round();
      if (this.#closed) return;
      const pause = this.#delay > 0 ? this.#delay : woken ? LEAST_PAUSE : (this.#options.pollMs ?? 250);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        this.#endWait = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** One round; what a provider may do wrong ends in `onTrouble` and a later round, anything else is a defect and is thrown. */
  async #round(): Promise<void> {
    try {
      if (this.#trouble !== null) await this.#checkChain();
      await this.#follow();
      this.#say();
      await this.#transactions.round(this.#follower.head, this.#follower.final);
      this.#delay = 0;
      this.#setTrouble(this.#staleHead());
    } catch (error) {
      if (!isTrouble(error)) throw error;
      this.#setTrouble(error);
      this.#delay = Math.min(MAX_DELAY, Math.max(this.#options.pollMs ?? 250, this.#delay * 2));
      this.#transactions.resendAll();
    }
  }

  /** Each trouble is said once; how long a head has stood still is no other trouble. */
  #setTrouble(trouble: Error | null): void {
    const before = this.#trouble;
    this.#trouble = trouble;
    const same =
      before?.name === trouble?.name && (trouble instanceof StaleHead || before?.message === trouble?.message);
    if (!same) this.#options.onTrouble?.(trouble);
  }

  /** A head that stands still for far too long: said aloud, and followed on. */
  #staleHead(): StaleHead | null {
    const { url, blockTime, staleAfter = Math.max(60, 20 * blockTime) } = this.#options;
    const seconds = Math.floor((performance.now() - this.#advancedAt) / 1_000);
    return seconds < staleAfter ? null : new StaleHead(url, seconds, this.#follower.head.number);
  }

  async #follow(): Promise<void> {
    const advance = await this.#follower.poll();
    if (advance !== null) await this.#take(advance);
    await this.#readStale();
  }

  // --- blocks

  async #take(advance: Advance): Promise<void> {
    const { adjudicator } = this;
    const first = advance.added[0];
    const older = advance.reset && first !== undefined ? await this.#olderPublications(first) : [];
    const news = await newsOfBlocks(this.#rpc, adjudicator, advance.added);
    // All answers are here: from now on nothing can fail half-way.
    this.#follower.accept(advance);
    this.#advancedAt = performance.now();
    if (advance.reset) this.#forget();
    for (const block of advance.removed) this.#undo(block);
    for (const publication of older) this.#publications.add(publication, "");
    for (const [i, block] of advance.added.entries()) this.#apply(block, news[i]);
    if (advance.removed.length > 0 || advance.reset) this.#everythingStale();
    if (this.#follower.head.number % SWEEP === 0) this.#everythingStale();
    this.#trim();
    this.#unsaid = true;
  }

  async #olderPublications(first: ChainBlock): Promise<readonly Publication[]> {
    const { since = 0, lookback = 2 * DAY, blockTime } = this.#options;
    const from = Math.max(since, first.number - Math.ceil(lookback / blockTime), 0);
    if (from >= first.number) return [];
    const range = { from, to: first.number - 1 };
    return (await newsOfRange(this.#rpc, this.adjudicator, range, [topicOf("Published")])).publications;
  }

  #apply(block: ChainBlock, news: BlockNews | undefined): void {
    if (news === undefined) return;
    this.#news.set(block.hash, news);
    for (const publication of news.publications) this.#publications.add(publication, block.hash);
    for (const channelId of news.touched) {
      const tracked = this.#tracked.get(channelId);
      if (tracked === undefined) continue;
      tracked.stale = true;
      tracked.touches = [...tracked.touches, block.number];
    }
  }

  #undo(block: ChainBlock): void {
    this.#news.delete(block.hash);
    this.#publications.removeBlock(block.hash);
  }

  #forget(): void {
    this.#publications.removeAll();
    this.#news.clear();
    for (const tracked of this.#tracked.values()) tracked.history = null;
  }

  #everythingStale(): void {
    for (const tracked of this.#tracked.values()) {
      tracked.stale = true;
      tracked.touches = [...tracked.touches, this.#follower.head.number];
    }
  }

  /** Blocks beyond the window: their steps of apps become history. */
  #trim(): void {
    for (const [hash, news] of this.#news) {
      if (this.#follower.has(hash)) continue;
      this.#news.delete(hash);
      for (const { channelId, event } of news.appEvents) {
        const tracked = this.#tracked.get(channelId);
        if (tracked !== undefined && tracked.history !== null) tracked.history = [...tracked.history, event];
      }
    }
  }

  // --- channels

  async #readStale(): Promise<void> {
    const { head, final } = this.#follower;
    for (const [channelId, tracked] of this.#tracked) {
      const becameFinal = tracked.touches.some((number) => number <= final.number);
      if (!tracked.stale && !becameFinal) continue;
      const history = tracked.history ?? (await this.#searchHistory(channelId));
      const atHead = await readChannel(this.#rpc, this.adjudicator, tracked.interest, head.hash);
      const atFinal = await readChannel(this.#rpc, this.adjudicator, tracked.interest, final.hash);
      const [toldHead, toldFinal] = [
        await this.#withState(tracked, atHead, head.number),
        await this.#withState(tracked, atFinal, final.number),
      ];
      await this.#checkSteps(channelId, tracked, history);
      if (this.#tracked.get(channelId) !== tracked) continue; // the interest changed meanwhile: it is read anew
      const touches = tracked.touches.filter((number) => number > final.number);
      Object.assign(tracked, { history, head: toldHead, final: toldFinal, stale: false, touches });
      this.#changed.add(channelId);
      this.#unsaid = true;
    }
  }

  /** A child's facts with its registered state: looked for once per state. */
  async #withState({ interest, head, final }: Tracked, facts: ChannelFacts, to: number): Promise<ChannelFacts> {
    const { child, fingerprint } = facts;
    if (child === undefined || facts.version === 0) return facts;
    const known = [head, final].find((one) => one?.fingerprint === fingerprint)?.child?.state ?? null;
    const from = Math.max(this.#options.since ?? 0, to - Math.ceil((CHILD_LIFE * DAY) / this.#options.blockTime), 0);
    const about = { channelId: interest.channelId, fingerprint };
    const state = known ?? (await childStateIn(this.#rpc, this.adjudicator, about, { from, to }));
    return { ...facts, child: { ...child, state } };
  }

  async #checkSteps(channelId: Hex, tracked: Tracked, history: readonly AppEvent[]): Promise<void> {
    const { head } = this.#follower;
    try {
      await checkSteps(this.#rpc, this.adjudicator, tracked.interest, head.hash, this.#eventsOf(channelId, history));
    } catch (error) {
      tracked.history = null; // searched again
      throw error;
    }
  }

  async #searchHistory(channelId: Hex): Promise<readonly AppEvent[]> {
    const to = (this.#follower.blocks[0]?.number ?? 0) - 1;
    const range = { from: this.#options.since ?? 0, to };
    const topics = [[topicOf("Moved"), topicOf("TimedOut")], channelId];
    const found = await newsOfRange(this.#rpc, this.adjudicator, range, topics);
    return found.appEvents.map(({ event }) => event);
  }

  #eventsOf(channelId: Hex, history: readonly AppEvent[]): readonly AppEvent[] {
    const recent = this.#follower.blocks.flatMap((block) => this.#news.get(block.hash)?.appEvents ?? []);
    return [...history, ...recent.filter((one) => one.channelId === channelId).map(({ event }) => event)];
  }

  // --- saying it

  #say(): void {
    if (!this.#unsaid || this.#updateListeners.length === 0) return;
    const { head, final } = this.#follower;
    const channels = [...this.#changed].flatMap((channelId) => {
      const tracked = this.#tracked.get(channelId);
      if (tracked === undefined || tracked.head === null || tracked.final === null) return [];
      const appEvents = this.#eventsOf(channelId, tracked.history ?? []);
      return [{ channelId, head: tracked.head, final: tracked.final, appEvents }];
    });
    const update: ChainUpdate = {
      chainId: this.chainId,
      head: refOf(head),
      final: refOf(final),
      channels,
      ...this.#publications.take(),
    };
    this.#changed.clear();
    this.#unsaid = false;
    for (const listener of this.#updateListeners) listener(update);
  }
}

function isSameInterest(a: ChannelInterest, b: ChannelInterest): boolean {
  const assets = ({ assets: list }: ChannelInterest): string => list.map(({ token, id }) => `${token}/${id}`).join();
  return a.channelId === b.channelId && a.indices.join() === b.indices.join() && assets(a) === assets(b);
}

function refOf({ number, hash, timestamp }: ChainBlock): ChainUpdate["head"] {
  return { number, hash, timestamp };
}

function isTrouble(error: unknown): error is Error {
  return (
    error instanceof ProviderTrouble ||
    error instanceof ProviderRefused ||
    error instanceof CallReverted ||
    error instanceof WrongChain ||
    error instanceof NoAdjudicator
  );
}

/**
 * Opens the chain and follows it until `close`.
 * @throws WrongChain, NoAdjudicator, ProviderTrouble at once; later trouble goes to `onTrouble`.
 * @example const chain = await openEthersChain({ url: "http://127.0.0.1:8545", chainId: 31337, ... })
 */
export async function openEthersChain(options: ChainOptions): Promise<EthersChain> {
  const chain = new EthersChain(options);
  await chain.start();
  return chain;
}
