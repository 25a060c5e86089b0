import { changed, type HexMap } from "../../offchain/channel/hexMap.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import type { Forward, Invoice, NodeState, Payment } from "../../offchain/protocol/nodeState.ts";
import type { SimNode } from "./simNode.ts";

/** What one node has told its owner, in the end: from it follows what it must own. */
export interface Books {
  readonly payments: Map<string, Payment>;
  readonly invoices: Map<string, Invoice>;
  readonly forwards: Map<string, Forward>;
}

/** The owners' own books: every payment, request and forward as last told. */
export class Ghost {
  readonly #books = new Map<SimNode, Books>();

  of(node: SimNode): Books {
    const found = this.#books.get(node) ?? { payments: new Map(), invoices: new Map(), forwards: new Map() };
    this.#books.set(node, found);
    return found;
  }

  committed(node: SimNode, before: NodeState, after: NodeState): void {
    const books = this.of(node);
    const take = <V>(from: HexMap<V>, to: HexMap<V>, into: Map<string, V>): void => {
      for (const [key, value] of changed(from, to).set) into.set(key, value);
    };
    take(before.payments, after.payments, books.payments);
    take(before.invoices, after.invoices, books.invoices);
    take(before.forwards, after.forwards, books.forwards);
  }

  /** What the node's own records say it gained, per token, base units. */
  gains(node: SimNode): Map<Hex, bigint> {
    const gains = new Map<Hex, bigint>();
    const add = (token: Hex, amount: bigint): void => void gains.set(token, (gains.get(token) ?? 0n) + amount);
    const { payments, invoices, forwards } = this.of(node);
    for (const { direction, status, token, amount, fee } of payments.values()) {
      if (direction === "in") add(token, amount);
      else if (status === "succeeded") add(token, -amount - fee);
    }
    for (const { status, token, received } of invoices.values())
      if (status === "settled" || status === "accepted") add(token, received);
    for (const { token, preimage, status, incoming, outgoing } of forwards.values())
      if (preimage !== null && status !== "failed" && outgoing !== null) add(token, incoming.amount - outgoing.amount);
    return gains;
  }
}
