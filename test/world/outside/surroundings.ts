import type { Address, Hex } from "../../../offchain/evm/hex.ts";
import type { Call, Outside, Signature, Transfer } from "../../model/calls.ts";
import { type AppAnswers, noAnswers } from "./apps.ts";
import { paid, pulled, type TokenMood, type TokenTwin } from "./tokens.ts";

/** What a hostile payee does when it is called. */
export type PayeeMood = "takes" | "reverts" | "burnsGas" | "floods" | "reenters";

/** What a smart wallet answers about signatures. */
export type WalletMood = "answers" | "saysYesToAll" | "reverts" | "burnsGas" | "floods" | "answersShort";

/** A smart wallet: whose key it has, and how it answers. */
export interface WalletTwin {
  readonly key: Address;
  readonly mood: WalletMood;
}

/** All that is outside of the adjudicator and decides what its calls out come to, as far as tests set it up. */
export interface Surroundings {
  readonly court: Address;
  readonly tokens: ReadonlyMap<Address, TokenTwin>;
  readonly payees: ReadonlyMap<Address, PayeeMood>;
  readonly wallets: ReadonlyMap<Address, WalletTwin>;
  /** Contracts that take no ETH. */
  readonly closed: ReadonlySet<Address>;
}

/** The answers of one call to the model, and what the tokens are afterwards if it goes through. */
export interface Answering {
  readonly outside: Outside;
  after(): Surroundings;
}

const addressIn = (token: Hex): Address => `0x${token.slice(26)}`;

/** Answers to the model's questions during one call; `apps` holds what apps are known to answer. */
export function answering(around: Surroundings, call: Call, apps: AppAnswers = noAnswers()): Answering {
  const tokens = new Map(around.tokens);
  const outside: Outside = {
    ...apps.outside,
    pull: (transfer) => pull(around, tokens, transfer),
    pay: (transfer) => pay(around, tokens, transfer),
    wallet: (account, signature) => walletSays(around, call, account, signature),
  };
  return { outside, after: () => ({ ...around, tokens }) };
}

/** A payee that is called by a token's hook, or by ETH, and fails. */
function resists(around: Surroundings, account: Address): boolean {
  const mood = around.payees.get(account);
  return mood === "reverts" || mood === "burnsGas" || mood === "floods";
}

function pull(
  around: Surroundings,
  tokens: Map<Address, TokenTwin>,
  { token, id, account, amount }: Transfer,
): bigint | null {
  const at = addressIn(token);
  const twin = tokens.get(at);
  if (twin === undefined) return null;
  if (twin.kind === "HookToken" && resists(around, account)) return null;
  const here = { from: account, to: around.court, id, amount };
  const next = pulled(twin, here);
  if (next === null) return null;
  tokens.set(at, next);
  const key = `${id}/${around.court}`;
  const whole = twin.kind === "RebasingToken" ? twin.left : 10_000n;
  const held = (state: TokenTwin): bigint => ((state.amounts.get(key) ?? 0n) * whole) / 10_000n;
  return held(next) - held(twin);
}

function pay(around: Surroundings, tokens: Map<Address, TokenTwin>, { token, id, account, amount }: Transfer): boolean {
  if (BigInt(token) === 0n) return !resists(around, account) && !around.closed.has(account);
  const at = addressIn(token);
  const twin = tokens.get(at);
  if (twin === undefined) return false;
  const kind = Number.parseInt(token.slice(2, 4), 16);
  // A token that keeps what it is to pay asks nobody.
  const items = kind === 3 && twin.mood !== "keeps";
  if ((twin.kind === "HookToken" || items) && resists(around, account)) return false;
  if (items && around.closed.has(account)) return false;
  const next = paid(twin, { from: around.court, to: account, id, amount });
  if (next === null) return false;
  tokens.set(at, next);
  return true;
}

function walletSays(
  around: Surroundings,
  call: Call,
  account: Address,
  { by, over, flaw }: Signature<unknown>,
): boolean | null {
  const wallet = around.wallets.get(account);
  if (wallet === undefined) return around.closed.has(account) || around.payees.has(account) ? false : null;
  if (wallet.mood === "saysYesToAll") return true;
  if (wallet.mood !== "answers") return false;
  const wanted = call.entry === "redirect" ? call.redirect : call.entry === "fundFor" ? call.deposit : undefined;
  const same =
    wanted !== undefined && Object.entries(wanted).every(([name, value]) => Reflect.get(Object(over), name) === value);
  return same && by === wallet.key && flaw === undefined;
}

/** The number that contracts/mocks have for a mood: its place in their enum. */
export const PAYEE_MOODS: readonly PayeeMood[] = ["takes", "reverts", "burnsGas", "floods", "reenters"];

/** The same of tokens, by contract. */
export const TOKEN_MOODS: Readonly<Record<string, readonly TokenMood[]>> = {
  HostileToken: ["plain", "burnsGas", "floodsAndReverts", "floodsAndReturns", "returnsTwo", "returnsOneByte", "keeps"],
  OddCollectible: ["plain", "doesNotMove", "reverts", "burnsGas", "hidesItsKind", "saysYesToAll", "movesElsewhere"],
  OddItems: ["plain", "takesOne", "reverts", "burnsGas", "keeps"],
};
