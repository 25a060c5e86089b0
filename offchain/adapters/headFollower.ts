import type { Hex } from "../evm/hex.ts";
import { blockOfHash, blocksBefore, type ChainBlock, newestBlock } from "./chainBlock.ts";
import type { JsonRpc } from "./jsonRpc.ts";

/** How the canonical chain changed: blocks that left it, then blocks that came. `reset`: too far behind to go block by block. */
export interface Advance {
  readonly removed: readonly ChainBlock[];
  readonly added: readonly ChainBlock[];
  readonly reset: boolean;
}

/** Block hashes kept for finding where a reorg forks off. */
const WINDOW = 200;
/** Blocks caught up one by one after an outage; beyond, everything is read anew. */
const CATCH_UP = 2_000;

/** The last blocks of the canonical chain, ascending and linked by parent hash. */
export class HeadFollower {
  readonly #rpc: JsonRpc;
  readonly #depth: number;
  #blocks: readonly ChainBlock[] = [];
  #byHash: ReadonlyMap<Hex, ChainBlock> = new Map();

  /** `depth`: blocks on top of a block that make it final. */
  constructor(rpc: JsonRpc, depth: number) {
    this.#rpc = rpc;
    this.#depth = depth;
  }

  get blocks(): readonly ChainBlock[] {
    return this.#blocks;
  }

  /** The newest block followed. @throws Error before the first `accept`. */
  get head(): ChainBlock {
    const head = this.#blocks.at(-1);
    if (head === undefined) throw new Error("no block has been followed yet");
    return head;
  }

  /** The newest block with `depth` blocks on top; the oldest known one while the chain is that short. */
  get final(): ChainBlock {
    return this.#blocks[Math.max(0, this.#blocks.length - 1 - this.#depth)] ?? this.head;
  }

  has(hash: Hex): boolean {
    return this.#byHash.has(hash);
  }

  /**
   * Asks for the newest block and walks back by parent hash to what is known: many blocks at a time while they are linked, then one by
   * one. Changes nothing: `accept` does.
   * @returns null while there is nothing new, or the provider lags behind what it showed before.
   * @throws ProviderTrouble
   */
  async poll(): Promise<Advance | null> {
    const newest = await newestBlock(this.#rpc);
    if (this.#byHash.has(newest.hash)) return null;
    if (this.#blocks.length === 0) return this.#firstWindow(newest);
    const missed = Math.min(CATCH_UP, newest.number - this.head.number) - 1;
    const added = [...(missed > 0 ? await blocksBefore(this.#rpc, newest, missed) : []), newest];
    for (let block = added[0] ?? newest; !this.#byHash.has(block.parentHash); ) {
      const oldest = this.#blocks[0]?.number ?? 0;
      if (added.length >= CATCH_UP || block.number <= oldest) return this.#firstWindow(newest);
      block = await blockOfHash(this.#rpc, block.parentHash);
      added.unshift(block);
    }
    const fork = this.#blocks.findIndex((block) => block.hash === added[0]?.parentHash);
    return { removed: this.#blocks.slice(fork + 1), added, reset: false };
  }

  /** Takes an advance over. */
  accept(advance: Advance): void {
    const kept = this.#blocks.slice(0, this.#blocks.length - advance.removed.length);
    this.#blocks = [...kept, ...advance.added].slice(-Math.max(WINDOW, this.#depth + 1));
    this.#byHash = new Map(this.#blocks.map((block) => [block.hash, block]));
  }

  async #firstWindow(newest: ChainBlock): Promise<Advance> {
    const added = [...(await blocksBefore(this.#rpc, newest, this.#depth)), newest];
    while (added.length <= this.#depth && (added[0]?.number ?? 0) > 0) {
      added.unshift(await blockOfHash(this.#rpc, (added[0] ?? newest).parentHash));
    }
    return { removed: this.#blocks, added, reset: true };
  }
}
