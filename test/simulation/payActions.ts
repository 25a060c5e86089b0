import { sha256Hex } from "../../offchain/evm/hash.ts";
import { type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import { type Hop, wrap } from "../../offchain/protocol/onion.ts";
import { feeFor } from "../../offchain/protocol/payments.ts";
import type { SimNode } from "./simNode.ts";
import { ETH, OTHER, PROFILE, type Simulation, TOKEN } from "./simulation.ts";

/** Along a line only ETH and one token go all the way. */
const TOKENS_PAID: readonly Hex[] = [ETH, ETH, ETH, ETH, TOKEN, TOKEN, OTHER];
const LAYER_ENTROPY = new Uint8Array(32);

/** A payment in a channel, without a lock. */
export function payDirect(run: Simulation): void {
  const { random } = run;
  const from = random.pick(run.nodes);
  const channel = from === undefined ? undefined : random.pick(from.channels());
  if (from === undefined || channel === undefined) return;
  const { me, nodes } = channel.genesis;
  const to = nodes.length === 2 ? nodes[1 - me] : random.pick(nodes.filter((_, i) => i !== me));
  const token = random.pick(channel.genesis.assets)?.token ?? ETH;
  if (to === undefined) return;
  const amount = BigInt(1 + random.below(random.once(8) ? 12_000 : 300));
  run.request(from, {
    kind: "payDirect",
    paymentId: random.hex(16),
    to,
    token,
    amount,
    channelId: channel.genesis.channelId,
  });
}

/** The line of nodes from one to another. */
function line(run: Simulation, from: number, to: number): SimNode[] {
  const path: SimNode[] = [];
  for (let at = from; at !== to; ) {
    at += at < to ? 1 : -1;
    const node = run.nodes[at];
    if (node !== undefined) path.push(node);
  }
  return path;
}

/** The way in ETH where the first nodes are one group: they reach each other directly, and the rest over the last of them. */
function throughGroup(run: Simulation, from: number, to: number): SimNode[] {
  const last = run.group - 1;
  const between = from > last ? line(run, from, last) : to > last && from < last ? run.nodes.slice(last, last + 1) : [];
  const rest = to > last ? line(run, Math.max(from, last), to) : run.nodes.slice(to, to + 1);
  return [...between, ...rest].filter((node, i, all) => all.indexOf(node) === i);
}

/** The hops of a route, each with what it gets; `short` leaves the fees out. */
function hopsOf(path: readonly SimNode[], token: Hex, amount: bigint, short: boolean): Hop[] {
  const hops: Hop[] = [];
  let carried = amount;
  for (const node of [...path].reverse()) {
    hops.unshift({ node: node.keys.nodeId, amount: carried });
    if (!short) carried += feeFor(PROFILE, token, carried);
  }
  return hops;
}

/** What the payee has asked for, or something that looks like it. */
function invoice(run: Simulation, payee: SimNode, token: Hex, amount: bigint): { hash: Hex; secret: Hex } {
  const { random } = run;
  const preimage = random.hex(32);
  const secret = random.hex(32);
  const hash = sha256Hex(hexToBytes(preimage));
  const now = run.chain.head.ref.timestamp;
  if (random.once(12)) return { hash, secret };
  run.request(payee, {
    kind: "addInvoice",
    invoice: {
      hash,
      preimage,
      secret,
      token,
      amount,
      memo: "",
      expiresAt: now + 20 + random.below(200),
      status: "open",
      received: 0n,
      by: null,
      at: now,
    },
  });
  return { hash, secret: random.once(30) ? random.hex(32) : secret };
}

/** A hash-locked payment over one or more hops; some are wrong in some way, and must come back. */
export function payLocked(run: Simulation): void {
  const { random } = run;
  const from = random.below(run.nodes.length);
  const to = random.below(run.nodes.length);
  const payer = run.nodes[from];
  const payee = run.nodes[to];
  if (payer === undefined || payee === undefined || from === to) return;
  const token = random.pick(TOKENS_PAID) ?? ETH;
  const amount = BigInt(10 + random.below(random.once(8) ? 9_000 : 300));
  const asked = random.once(20) ? OTHER : token;
  const { hash, secret } = invoice(run, payee, asked, random.once(20) ? amount + 1n : amount);
  const way = run.group > 0 && token === ETH ? throughGroup : line;
  const direct = random.once(4) ? [payee] : way(run, from, to);
  const hops = hopsOf(direct, token, amount, random.once(25));
  const [first] = hops;
  if (first === undefined) return;
  const until = run.chain.head.ref.timestamp + 15 + random.below(50);
  const onion = wrap(
    run.crypto.seal,
    hops,
    secret,
    hops.map(() => LAYER_ENTROPY),
  );
  run.request(payer, {
    kind: "payLocked",
    paymentId: random.hex(16),
    first: first.node,
    to: payee.keys.nodeId,
    token,
    amount,
    fee: first.amount - amount,
    hash,
    until,
    onion,
  });
}
