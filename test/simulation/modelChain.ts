import type {
  BlockRef,
  ChainAction,
  ChainUpdate,
  ChannelFacts,
  ChannelInterest,
  ChannelView,
  ChildFacts,
  Publication,
} from "../../offchain/channel/chain.ts";
import { keccakHex } from "../../offchain/evm/hash.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { ChildTerms } from "../../offchain/generated/protocol/structs.ts";
import type { Profile } from "../../offchain/protocol/profile.ts";
import { type Block, type Call, execute, ModelReverted } from "./adjudicatorModel.ts";
import { channelOf, emptyChannel, type OnChain, sumOf, type World } from "./ledger.ts";
import type { Random } from "./random.ts";
import { hold } from "./violation.ts";

interface Transaction {
  readonly owner: string;
  readonly id: string;
  readonly call: Call;
  /** Chain time by which it is in. */
  readonly by: number;
}

interface Mined {
  readonly ref: BlockRef;
  readonly world: World;
  readonly done: readonly Transaction[];
}

/** What one node has been told so far. */
export interface Told {
  readonly hash: Hex;
  readonly heads: ReadonlyMap<Hex, OnChain>;
  readonly finals: ReadonlyMap<Hex, OnChain>;
  readonly published: ReadonlyMap<Hex, Publication>;
}

export const toldNothing: Told = { hash: "0x", heads: new Map(), finals: new Map(), published: new Map() };

type Where = Pick<Block, "chainId" | "adjudicator" | "domain" | "apps" | "verify">;

function factsOf(channel: OnChain, interest: ChannelInterest): ChannelFacts {
  const n = interest.channel.participants.length;
  const { version, deadline, status, fingerprint, claimed } = channel;
  return {
    version,
    deadline,
    status,
    fingerprint,
    nets: interest.assets.map(({ token }) => channel.nets[token] ?? new Array<bigint>(n).fill(0n)),
    paid: interest.assets.map(({ token }) => channel.paid[token] ?? new Array<bigint>(n).fill(0n)),
    closed: interest.assets.map(({ token }) => channel.closed[token] === true),
    claimed,
    ...(interest.terms === undefined ? {} : { child: childFacts(channel, interest.terms) }),
  };
}

function childFacts({ childState, released }: OnChain, { funding }: ChildTerms): ChildFacts {
  return {
    state: childState,
    released: funding.map(({ token }) => released[token] ?? 0n),
    resolved: funding.map(({ amounts }) => amounts.map(() => 0n)),
  };
}

/**
 * A chain in virtual time: a block a second, transactions in within I, reorgs of less than k, and the adjudicator's rules
 * (adjudicator.md) over a world that is never changed in place.
 */
export class ModelChain {
  readonly where: Where;
  readonly profile: Profile;
  readonly random: Random;
  readonly blocks: Mined[];
  readonly reverted: string[] = [];
  readonly tokens: readonly Hex[];
  readonly #wishes = new Map<string, Map<string, Transaction>>();
  #pool: Transaction[] = [];
  #salt = 0;
  #lastReorg = 0;

  constructor(where: Where, profile: Profile, random: Random, genesis: World, tokens: readonly Hex[]) {
    this.where = where;
    this.profile = profile;
    this.random = random;
    this.tokens = tokens;
    this.blocks = [
      { ref: { number: 1, hash: keccakHex(Uint8Array.of(0)), timestamp: 1_000 }, world: genesis, done: [] },
    ];
    for (let i = 0; i < this.depth; i++) this.mine();
  }

  get depth(): number {
    return Math.ceil(this.profile.reorg / this.profile.blockTime);
  }

  get head(): Mined {
    const found = this.blocks.at(-1);
    if (found === undefined) throw new Error("a chain has a head");
    return found;
  }

  get final(): Mined {
    return this.blocks.at(-1 - this.depth) ?? this.head;
  }

  /** Replaces what a node wants; what it wants no more may be on its way all the same. */
  want(owner: string, sender: Address, actions: readonly ChainAction[]): void {
    const known = this.#wishes.get(owner) ?? new Map<string, Transaction>();
    const now = new Map<string, Transaction>();
    for (const { id, fn, args, value } of actions) {
      const call: Call = value === undefined ? { sender, fn, args } : { sender, fn, args, value };
      const transaction = known.get(id) ?? { owner, id, call, by: this.#soon() };
      if (!known.has(id)) this.#pool.push(transaction);
      now.set(id, transaction);
    }
    this.#wishes.set(owner, now);
    this.#pool = this.#pool.filter((one) => one.owner !== owner || now.has(one.id) || this.random.once(2));
  }

  /** A transaction by anybody, in the next block if `at once`. */
  send(owner: string, call: Call, atOnce: boolean): void {
    this.#pool.push({ owner, id: `by hand ${this.#salt++}`, call, by: atOnce ? 0 : this.#soon() });
  }

  #soon(): number {
    return this.head.ref.timestamp + 1 + this.random.below(this.profile.inclusion);
  }

  mine(skip = 0): void {
    const { ref, world } = this.head;
    const timestamp = ref.timestamp + this.profile.blockTime + skip;
    const number = ref.number + 1;
    const block: Block = { ...this.where, number, now: timestamp };
    const due = this.#pool.filter(({ by }) => timestamp >= by || this.random.once(4));
    const order = due.map((transaction) => ({ transaction, at: this.random.below(1_000) })).sort((a, b) => a.at - b.at);
    let next = world;
    const done: Transaction[] = [];
    for (const { transaction } of order) {
      const after = this.#attempt(block, next, transaction);
      if (after !== null) {
        next = after;
        done.push(transaction);
      }
    }
    this.#pool = this.#pool.filter((one) => !due.includes(one));
    for (const token of this.tokens)
      hold("1", sumOf(next, token) === sumOf(world, token), () => `block ${number} changes the sum of ${token}`);
    this.blocks.push({
      ref: { number, hash: keccakHex(new TextEncoder().encode(`${number}/${this.#salt++}`)), timestamp },
      world: next,
      done,
    });
  }

  /** A refused transaction is tried again as long as its effect is wanted. */
  #attempt(block: Block, world: World, transaction: Transaction): World | null {
    const { owner, id, call } = transaction;
    try {
      return execute(block, world, call);
    } catch (error) {
      if (!(error instanceof ModelReverted)) throw error;
      this.reverted.push(`${owner} ${call.fn}: ${error.message}`);
      this.#wishes.get(owner)?.delete(id);
      return null;
    }
  }

  /** The last `depth` blocks are replaced by as many and one; what was in them comes again, or later. */
  reorg(depth: number): boolean {
    const { timestamp } = this.head.ref;
    const margin = 2 * this.profile.inclusion + this.profile.reorg + this.profile.skew;
    if (
      depth < 1 ||
      depth > this.depth ||
      this.blocks.length <= depth + this.depth + 1 ||
      timestamp - this.#lastReorg < 2 * margin
    )
      return false;
    this.#lastReorg = timestamp;
    const lost = this.blocks.splice(this.blocks.length - depth, depth);
    for (const { done } of lost) for (const transaction of done) this.#pool.push({ ...transaction, by: this.#soon() });
    for (let i = 0; i <= depth; i++) this.mine();
    return true;
  }

  /** What a node is told that sees the head `behind` blocks late. */
  update(
    told: Told,
    interests: readonly ChannelInterest[],
    behind = 0,
  ): { readonly update: ChainUpdate; readonly told: Told } | null {
    const at = this.blocks.length - 1 - behind;
    const head = this.blocks[at];
    const final = this.blocks[at - this.depth];
    if (head === undefined || final === undefined) return null;
    const heads = new Map<Hex, OnChain>();
    const finals = new Map<Hex, OnChain>();
    const channels: ChannelView[] = [];
    for (const interest of interests) {
      const { channelId } = interest;
      const now = channelOf(head.world, channelId);
      const sure = channelOf(final.world, channelId);
      heads.set(channelId, now);
      finals.set(channelId, sure);
      if (told.heads.get(channelId) === now && told.finals.get(channelId) === sure) continue;
      channels.push({ channelId, head: factsOf(now, interest), final: factsOf(sure, interest), appEvents: now.events });
    }
    const { published } = head.world;
    const fresh = [...published].flatMap(([hash, publication]) =>
      told.published.get(hash) === publication ? [] : [publication],
    );
    const gone = [...told.published.keys()].filter((hash) => !published.has(hash));
    const update: ChainUpdate = {
      chainId: this.where.chainId,
      head: head.ref,
      final: final.ref,
      channels,
      published: fresh,
      unpublished: gone,
    };
    return { update, told: { hash: head.ref.hash, heads, finals, published } };
  }
}

export { emptyChannel };
