import { depositedIn } from "../../channel/chain.ts";
import { isEth } from "../../channel/token.ts";
import type { Hex } from "../../evm/hex.ts";
import { type JsonObject, RequestError } from "../json.ts";
import { amount, flag, hex, numberOr, token, tokenName } from "../params.ts";
import { ask, channelOf, type Method, notHeld, type Running, until } from "./method.ts";

const RESIZE_SECONDS = 120;

/** Gas that a transaction takes at most, by what it is: the measured figures of a two-party channel, rounded up (`npm run gas`). */
const GAS = {
  withdraw: { eth: 115_000n, token: 140_000n },
  deposit: { eth: 50_000n, token: 120_000n },
} as const;

/** What a transaction will cost at the price of now, in gas and in base units of the chain's own asset. */
async function estimate(node: Running, what: keyof typeof GAS, word: Hex): Promise<JsonObject> {
  const gas = GAS[what][isEth(word) ? "eth" : "token"];
  const price = await node.wallet.gasPrice();
  return { gas: String(gas), gasPrice: String(price), cost: String(gas * price) };
}

interface Asked {
  readonly channelId: Hex;
  readonly asset: number;
  readonly word: Hex;
  readonly value: bigint;
  readonly seconds: number;
}

function asked(node: Running, params: JsonObject): Asked {
  const channelId = hex(params, "channelId", 32);
  const channel = channelOf(node, channelId);
  const word = token(params);
  const asset = channel.genesis.assets.findIndex((one) => one.token === word);
  if (asset < 0) throw notHeld(channel, word);
  const seconds = flag(params, "wait") ? numberOr(params, "timeoutSeconds", RESIZE_SECONDS) : 0;
  return { channelId, asset, word, value: amount(params, "amount"), seconds };
}

/**
 * withdraw {channelId, token?, amount, dryRun?, wait?, timeoutSeconds?}: money out of a channel that stays open. The others sign it,
 * then the chain pays it. `dryRun` says what it will cost and does nothing.
 */
export const withdraw: Method = async (node, params) => {
  const { channelId, asset, word, value, seconds } = asked(node, params);
  const about = {
    channelId,
    token: tokenName(word),
    amount: String(value),
    estimate: await estimate(node, "withdraw", word),
  };
  if (flag(params, "dryRun")) return { ...about, stage: "planned", next: "without dryRun it is asked for" };
  await ask(
    node,
    { kind: "withdraw", channelId, token: word, amount: value },
    "look at `chenilles listchannels`: what is spendable, and whether the peer is online",
  );
  const { me } = channelOf(node, channelId).genesis;
  const total = channelOf(node, channelId).held.content.books[asset]?.withdrawn[me] ?? 0n;
  const done = (): true | undefined =>
    (channelOf(node, channelId).view?.head.paid[asset]?.[me] ?? 0n) >= total ? true : undefined;
  const paid = (await until(node, seconds, done)) === true;
  const stage = paid ? "withdrawn" : "withdrawing";
  return { ...about, stage, next: paid ? "nothing: it is on the account" : "the withdrawal has to get into a block" };
};

/**
 * topup {channelId, token?, amount, dryRun?, wait?, timeoutSeconds?}: more of this node's money into a channel that is open. It can be
 * spent once the deposit is final and the others count it.
 */
export const topup: Method = async (node, params) => {
  const { channelId, asset, word, value, seconds } = asked(node, params);
  const about = {
    channelId,
    token: tokenName(word),
    amount: String(value),
    estimate: await estimate(node, "deposit", word),
  };
  const have = await node.wallet.balance(node.chain.account, isEth(word) ? null : (tokenName(word) as Hex));
  if (have < value)
    throw new RequestError(
      "insufficient_balance",
      `${value} is needed on chain, the account ${node.chain.account} has ${have}`,
      "send it more, or add less",
    );
  if (flag(params, "dryRun")) return { ...about, stage: "planned", next: "without dryRun it is deposited" };
  const { me } = channelOf(node, channelId).genesis;
  await ask(
    node,
    { kind: "deposit", channelId, token: word, amount: value },
    "wait until the channel is open, then try again",
  );
  const goal = channelOf(node, channelId).goals[asset] ?? 0n;
  const counted = (): true | undefined =>
    (channelOf(node, channelId).held.content.books[asset]?.deposits[me] ?? 0n) >= goal ? true : undefined;
  const sure = (await until(node, seconds, counted)) === true;
  const head = channelOf(node, channelId).view?.head;
  const there = head !== undefined && depositedIn(head, asset, me) >= goal;
  const stage = sure ? "counted" : there ? "deposited" : "depositing";
  return {
    ...about,
    stage,
    next: sure ? "nothing: it is spendable" : "the deposit has to be final, and counted by the others",
  };
};
