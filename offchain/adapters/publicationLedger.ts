import type { Publication } from "../channel/chain.ts";
import type { Hex } from "../evm/hex.ts";

/** What changed since it was asked last. */
export interface PublicationNews {
  readonly published: readonly Publication[];
  readonly unpublished: readonly Hex[];
}

/** The publications on the canonical chain, each with its block, and what is still to be told of them. */
export class PublicationLedger {
  /** With the hash of their block; "" for blocks older than those that are followed. */
  readonly #known = new Map<Hex, { readonly publication: Publication; readonly blockHash: string }>();
  readonly #published = new Map<Hex, Publication>();
  readonly #unpublished = new Set<Hex>();

  add(publication: Publication, blockHash: string): void {
    const { hash, block, at } = publication;
    const before = this.#known.get(hash)?.publication;
    this.#known.set(hash, { publication, blockHash });
    this.#unpublished.delete(hash);
    if (before?.block !== block || before.at !== at) this.#published.set(hash, publication);
  }

  /** A reorg took the block away. */
  removeBlock(blockHash: string): void {
    for (const [hash, known] of this.#known) if (known.blockHash === blockHash) this.#remove(hash);
  }

  /** Nothing is certain any more; what is added again afterwards counts as never gone. */
  removeAll(): void {
    for (const hash of [...this.#known.keys()]) this.#remove(hash);
  }

  /** What is to be told, once. */
  take(): PublicationNews {
    const news = { published: [...this.#published.values()], unpublished: [...this.#unpublished] };
    this.#published.clear();
    this.#unpublished.clear();
    return news;
  }

  #remove(hash: Hex): void {
    this.#known.delete(hash);
    this.#published.delete(hash);
    this.#unpublished.add(hash);
  }
}
