import { entries, get } from "../../channel/hexMap.ts";
import { fromText } from "../../channel/text.ts";
import { assetText, heldText } from "../../channel/token.ts";
import { sha256Hex } from "../../evm/hash.ts";
import { type Hex, hexToBytes } from "../../evm/hex.ts";
import type { Invoice, Payment } from "../../protocol/nodeState.ts";
import { type Hop, wrap } from "../../protocol/onion.ts";
import { feeFor, outgoing } from "../../protocol/payments.ts";
import { addMargin, margin } from "../../protocol/profile.ts";
import { BadInvoice, decodeInvoice, encodeInvoice, type Invoice as PaymentRequest } from "../../routing/invoice.ts";
import { type JsonObject, RequestError } from "../json.ts";
import { amount, amountOr, flag, hex, numberOr, text, textOr, token, tokenName } from "../params.ts";
import { paymentView } from "../views.ts";
import { ask, chainTime, fresh, type Method, type Running, until, untilHeard } from "./method.ts";

const PAY_SECONDS = 60;
const NO_LIMIT = 1n << 120n;

/** addinvoice {token?, amount?, memo?, expiry?, preimage?}: a payment request, signed; `amount` missing: the payer chooses. */
export const addinvoice: Method = async (node, params) => {
  const preimage = params["preimage"] === undefined ? fresh(32) : hex(params, "preimage", 32);
  const secret = fresh(32);
  const word = token(params);
  const asked = amountOr(params, "amount", 0n);
  const created = chainTime(node.loop.state());
  const expiry = numberOr(params, "expiry", 3_600);
  const hash = sha256Hex(hexToBytes(preimage));
  const request: Omit<PaymentRequest, "payee"> = {
    chainId: node.profile.chainId,
    adjudicator: node.chain.adjudicator,
    token: word,
    id: 0n,
    amount: asked === 0n ? null : asked,
    hash,
    secret,
    created,
    expiry,
    memo: textOr(params, "memo", ""),
    hints: hintsOf(node, word),
  };
  const payReq = encoded(() => encodeInvoice(request, node.keys));
  const invoice: Invoice = {
    hash,
    preimage,
    secret,
    token: word,
    amount: asked,
    memo: request.memo,
    expiresAt: created + expiry,
    status: "open",
    received: 0n,
    by: null,
    at: created,
  };
  await ask(node, { kind: "addInvoice", invoice }, "use another preimage");
  return { payReq, hash };
};

/** The peers over which this node can be reached in an asset: up to four. */
function hintsOf(node: Running, word: Hex): Hex[] {
  const peers = entries(node.loop.state().channels).flatMap(([, { life, genesis, held }]) =>
    life === "open" && held.content.books.some((book) => book.token === word)
      ? genesis.nodes.filter((_, i) => i !== genesis.me)
      : [],
  );
  return [...new Set(peers)].slice(0, 4);
}

function encoded<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof BadInvoice)
      throw new RequestError("bad_payreq", error.message, "check that the whole text was copied");
    throw error;
  }
}

const decoded = (node: Running, payReq: string): PaymentRequest =>
  encoded(() => decodeInvoice(payReq, node.keys.verifyNode));

/** decodepayreq {payReq}: what one would pay, to whom, for what, until when. */
export const decodepayreq: Method = async (node, params) => {
  const request = decoded(node, text(params, "payReq"));
  const expiresAt = request.created + request.expiry;
  const { chainId, adjudicator, hash, payee, memo, hints, created } = request;
  return {
    payee,
    amount: request.amount === null ? null : String(request.amount),
    token: tokenName(request.token),
    hash,
    memo,
    created,
    expiresAt,
    expired: chainTime(node.loop.state()) > expiresAt,
    chainId,
    adjudicator,
    hints,
  };
};

interface Route {
  readonly first: Hex;
  readonly hops: readonly Hop[];
  readonly fee: bigint;
}

/** A direct channel if one can pay it, else over a hub that both know (by hand: `via`). */
function routeTo(node: Running, request: PaymentRequest, value: bigint, via: Hex | null): Route {
  const state = node.loop.state();
  const { maxLocks } = node.profile;
  const direct = via === null ? outgoing(entries(state.channels), request.payee, request.token, value, maxLocks) : null;
  if (direct !== null && typeof direct !== "string")
    return { first: request.payee, hops: [{ node: request.payee, amount: value }], fee: 0n };
  const own = entries(state.channels).filter(
    ([, { life, genesis }]) => (life === "open" || life === "funding") && genesis.nodes.includes(request.payee),
  );
  const held = own.flatMap(([, { genesis }]) => genesis.assets);
  let why = "no channel to the payee, nor to a hub it names";
  if (held.length > 0 && !held.some((asset) => asset.token === request.token))
    why = `what the channels with the payee hold is ${heldText(held)}, and no ${assetText(request.token)}`;
  else if (held.length > 0)
    why = `the channel with the payee cannot pay it now (${direct === "no route to the next hop" ? "its deposits are not final yet, or the peer is not heard" : direct})`;
  for (const hub of via === null ? request.hints : [via]) {
    if (hub === node.keys.nodeId) continue;
    const policy = state.peers.get(hub)?.greeted;
    const fee = feeFor(policy ?? node.profile, request.token, value);
    const found = outgoing(entries(state.channels), hub, request.token, value + fee, maxLocks);
    if (typeof found !== "string")
      return {
        first: hub,
        hops: [
          { node: hub, amount: value + fee },
          { node: request.payee, amount: value },
        ],
        fee,
      };
    why = `over ${hub}: ${found}`;
  }
  throw new RequestError(
    "no_route",
    `there is no route for ${value} of ${assetText(request.token)}: ${why}`,
    "open a channel to the payee or to one of its hubs, or wait until the peer is back",
  );
}

/** payinvoice {payReq, amount?, feeLimit?, paymentId?, via?, timeoutSeconds?}: pays by hash lock and waits for the outcome. */
export const payinvoice: Method = async (node, params) => {
  const request = decoded(node, text(params, "payReq"));
  const paymentId = params["paymentId"] === undefined ? idOf(request.hash) : hex(params, "paymentId", 16);
  const before = recorded(node, paymentId);
  if (before !== undefined) return outcome(node, paymentId, numberOr(params, "timeoutSeconds", PAY_SECONDS));
  const value = payable(node, request, params);
  await untilHeard(
    node,
    [request.payee, ...request.hints].filter((one) => one !== node.keys.nodeId),
  );
  const route = routeTo(node, request, value, params["via"] === undefined ? null : hex(params, "via", 33));
  if (route.fee > amountOr(params, "feeLimit", NO_LIMIT))
    throw new RequestError(
      "fee_limit",
      `the fee would be ${route.fee}`,
      "raise --fee_limit, or open a channel to the payee",
    );
  const onion = wrap(
    node.seal,
    route.hops,
    request.secret,
    route.hops.map(() => hexToBytes(fresh(32))),
  );
  const until =
    chainTime(node.loop.state()) + margin(node.profile) + 2 * addMargin(node.profile) + node.profile.lockTime;
  await ask(
    node,
    {
      kind: "payLocked",
      paymentId,
      first: route.first,
      to: request.payee,
      token: request.token,
      amount: value,
      fee: route.fee,
      hash: request.hash,
      until,
      onion,
    },
    "look at `chenilles listchannels`: what is spendable, and whether the peer is online",
  );
  return {
    ...(await outcome(node, paymentId, numberOr(params, "timeoutSeconds", PAY_SECONDS))),
    hops: route.hops.length,
  };
};

function payable(node: Running, request: PaymentRequest, params: JsonObject): bigint {
  if (request.chainId !== node.profile.chainId || request.adjudicator !== node.chain.adjudicator)
    throw new RequestError(
      "wrong_chain",
      `the request is for chain ${request.chainId} and adjudicator ${request.adjudicator}`,
      "pay it from a node on that chain",
    );
  if (request.payee === node.keys.nodeId)
    throw new RequestError("bad_request", "the request is this node's own", "pay somebody else's");
  const expiresAt = request.created + request.expiry;
  if (chainTime(node.loop.state()) > expiresAt)
    throw new RequestError("expired", `the request expired at ${expiresAt}`, "ask the payee for a new one");
  const given = amountOr(params, "amount", 0n);
  if (request.amount === null && given === 0n)
    throw new RequestError("bad_request", "the request leaves the amount open", "give --amt");
  if (request.amount !== null && given !== 0n && given !== request.amount)
    throw new RequestError("bad_request", `the request asks for ${request.amount}`, "leave --amt out");
  return request.amount ?? given;
}

/** One payment per hash, unless the payer names it otherwise: paying a request twice by mistake pays once (protocol H7). */
const idOf = (hash: Hex): Hex => `0x${hash.slice(2, 34)}`;

function recorded(node: Running, paymentId: Hex): Payment | undefined {
  const live = get(node.loop.state().payments, paymentId);
  if (live !== undefined) return live;
  const kept = node.store.get(`payment/${paymentId}`);
  return kept === undefined ? undefined : fromText<Payment>(`payment/${paymentId}`, kept);
}

async function outcome(node: Running, paymentId: Hex, seconds: number): Promise<JsonObject> {
  const ended = await until(node, seconds, () => {
    const payment = recorded(node, paymentId);
    return payment !== undefined && payment.status !== "inFlight" ? payment : undefined;
  });
  const payment = ended ?? recorded(node, paymentId);
  if (payment === undefined)
    throw new RequestError(
      "unknown_payment",
      `there is no payment ${paymentId}`,
      "list them with `chenilles listpayments`",
    );
  return paymentView(payment);
}

/** sendpayment {peer, token?, amount, paymentId?, channelId?}: straight to a peer, without a lock. */
export const sendpayment: Method = async (node, params) => {
  const peer = hex(params, "peer", 33);
  const paymentId = params["paymentId"] === undefined ? fresh(16) : hex(params, "paymentId", 16);
  const seconds = numberOr(params, "timeoutSeconds", PAY_SECONDS);
  if (recorded(node, paymentId) === undefined) {
    await untilHeard(node, [peer]);
    const channelId = params["channelId"] === undefined ? null : hex(params, "channelId", 32);
    await ask(
      node,
      { kind: "payDirect", paymentId, to: peer, token: token(params), amount: amount(params, "amount"), channelId },
      "look at `chenilles listchannels`: what is spendable, and whether the peer is online",
    );
  }
  return outcome(node, paymentId, seconds);
};

/** listpayments {}: all payments, in and out, the oldest first; those in flight are among them. */
export const listpayments: Method = async (node, params) => {
  const kept = node.store.list("payment/").map(([key, value]) => fromText<Payment>(key, value));
  const all = kept.sort((a, b) => a.at - b.at).map(paymentView);
  const limit = numberOr(params, "limit", all.length);
  return { payments: flag(params, "reversed") ? all.reverse().slice(0, limit) : all.slice(-limit) };
};

/** lookuppayment {paymentId}: one payment, as it stands. */
export const lookuppayment: Method = async (node, params) => outcome(node, hex(params, "paymentId", 16), 0);

/** listinvoices {}: every payment request of this node's. */
export const listinvoices: Method = async (node) => {
  const kept = node.store.list("invoice/").map(([key, value]) => fromText<Invoice>(key, value));
  return {
    invoices: kept.map(({ hash, token: word, amount: asked, memo, expiresAt, status, received }) => ({
      hash,
      token: tokenName(word),
      amount: String(asked),
      memo,
      expiresAt,
      status,
      received: String(received),
    })),
  };
};
