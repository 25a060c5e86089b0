// Funding (adjudicator §5): checks in the order of the text.
import type { Hex } from "../../offchain/evm/hex.ts";
import { hashDeposit } from "../../offchain/generated/protocol/hashes.ts";
import type { Call, DepositItem, Pulled } from "./calls.ts";
import { ANY_ERROR } from "./calls.ts";
import { channelIdOf, isChild, isChildId, keyOf, kindOf, participantsOf, ZERO } from "./identity.ts";
import { at, type Draft, draftOf, modelOf, need, needAll, netOf, pageOf, putNet, Refused } from "./state.ts";

const MAX_NET = 1n << 112n;

/** Who is pulled from, and by what. */
interface Source {
  readonly from: Hex;
  readonly by: "sender" | Pulled["kind"];
}

function checkPlace(draft: Draft, channelId: Hex, item: DepositItem): void {
  const { participant, token, id, amount, minHeld } = item;
  const n = participantsOf(channelId);
  const key = keyOf(token, id);
  needAll([
    [!isChildId(channelId), "ChildNotFunded"],
    [n >= 1 && n <= 100, "BadParticipants"],
  ]);
  need(participant < n, "BadParticipant");
  const page = pageOf(draft, channelId, key, participant);
  need(!page.closed, "Closed");
  need(minHeld === 0n || page.even + page.odd >= minHeld, "HeldTooLow");
  need(amount > 0n, "NothingToFund");
}

function pull(draft: Draft, item: DepositItem, { from, by }: Source): void {
  const { token, id, amount } = item;
  // ETH came with the call, all of it at once.
  if (token === ZERO) return;
  const arrived = draft.outside.pull({ token, id, account: from, amount }, by);
  need(arrived !== null, ANY_ERROR);
  need(arrived === amount, "BadDeposit");
  draft.pulls.push({ token, id, from, amount });
}

function credit(draft: Draft, channelId: Hex, item: DepositItem): void {
  const { participant, token, id, amount } = item;
  const key = keyOf(token, id);
  const net = netOf(draft, channelId, key, participant) + amount;
  // The text bounds the holding; the contract one deposit as well, which is seen only where the holding was below zero.
  need(net <= MAX_NET && amount <= MAX_NET, "HoldingTooLarge");
  putNet(draft, channelId, key, participant, net);
  draft.events.push(
    token === ZERO
      ? { name: "FundedETH", channelId, participant, amount }
      : { name: "Funded", channelId, token, id, participant, amount },
  );
}

function deposit(draft: Draft, channelId: Hex, item: DepositItem, source: Source): void {
  checkPlace(draft, channelId, item);
  pull(draft, item, source);
  credit(draft, channelId, item);
}

/** `fundETH`: the amount is what is sent along. */
export function fundETH(draft: Draft, call: Call & { entry: "fundETH" }): void {
  const item = { ...call, token: ZERO, id: 0n, amount: call.value };
  deposit(draft, call.channelId, item, { from: call.sender, by: "sender" });
  sentAlong(draft, call.sender, call.value);
}

function sentAlong(draft: Draft, from: Hex, amount: bigint): void {
  if (amount > 0n) draft.pulls.push({ token: ZERO, id: 0n, from, amount });
}

/** `fund`: any asset but ETH, pulled from the caller. */
export function fund(draft: Draft, call: Call & { entry: "fund" }): void {
  const kind = kindOf(call.token, call.id);
  // The text has no place for BadAsset among the ordered checks.
  if (kind === null || kind === 0) need(false, "BadAsset", ...misplaced(draft, call.channelId, call));
  deposit(draft, call.channelId, call, { from: call.sender, by: "sender" });
}

/** The errors of the place that apply beside another one. */
function misplaced(draft: Draft, channelId: Hex, item: DepositItem): readonly string[] {
  const n = participantsOf(channelId);
  const known = kindOf(item.token, item.id) !== null;
  const page = known ? pageOf(draft, channelId, keyOf(item.token, item.id), item.participant) : null;
  const held = page === null ? 0n : page.even + page.odd;
  const checks: readonly (readonly [boolean, string])[] = [
    [isChildId(channelId), "ChildNotFunded"],
    [n < 1 || n > 100, "BadParticipants"],
    [item.participant >= n, "BadParticipant"],
    [page?.closed === true, "Closed"],
    [item.minHeld > held, "HeldTooLow"],
    [item.amount === 0n, "NothingToFund"],
  ];
  return checks.filter(([applies]) => applies).map(([, name]) => name);
}

/** `fundMany`: several deposits by the caller, the id checked against the struct, ETH summed exactly. */
export function fundMany(draft: Draft, call: Call & { entry: "fundMany" }): void {
  const { channel, items, sender, given } = call;
  const n = channel.participants.length;
  need(n >= 1 && n <= 100, "BadParticipants");
  const channelId = channelIdOf(draft.court, channel);
  const sent = items.reduce((sum, { token, amount }) => (token === ZERO ? sum + amount : sum), 0n);
  const wrong = [
    ...(given === undefined || given === channelId ? [] : ["WrongChannel"]),
    ...(items.every(({ token, id }) => kindOf(token, id) !== null) ? [] : ["BadAsset"]),
    ...(sent === (call.value ?? 0n) ? [] : ["BadValue"]),
    ...(isChild(channel) ? ["ChildNotFunded", "ChildNotSupported"] : []),
  ];
  // In which order these are looked at, and whether before the deposits, is not in the text.
  if (wrong.length > 0) need(false, ...wrong, ...firstRefusal(draft, channelId, call));
  for (const item of items) deposit(draft, channelId, item, { from: sender, by: "sender" });
  sentAlong(draft, sender, sent);
}

/** What the deposits of a batch would be refused for, were they made one after the other. */
function firstRefusal(
  draft: Draft,
  channelId: Hex,
  { items, sender }: Call & { entry: "fundMany" },
): readonly string[] {
  const trial = draftOf(modelOf(draft), draft.now, draft.outside);
  try {
    for (const item of items)
      if (kindOf(item.token, item.id) !== null) deposit(trial, channelId, item, { from: sender, by: "sender" });
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.names;
    throw error;
  }
}

/** Whether the payer consents to this very deposit: its own signature, or what its wallet says. */
function isConsented(draft: Draft, call: Call & { entry: "fundFor" }): boolean {
  const { pulled, deposit: wanted } = call;
  const { signature, payer } = pulled;
  const verdict = pulled.kind === "authorization3009" ? null : draft.outside.wallet(payer, signature);
  if (verdict !== null) return verdict;
  return signature.by === payer && signature.flaw === undefined && hashDeposit(signature.over) === hashDeposit(wanted);
}

/** `fundFor`: pulls from whoever signed this very deposit (C5), once, in time. The text states no order among these checks. */
export function fundFor(draft: Draft, call: Call & { entry: "fundFor" }): void {
  const { deposit: wanted, pulled, now } = call;
  const { channelId, nonce, validUntil, token, id } = wanted;
  const kind = kindOf(token, id);
  const isOurs = pulled.kind === "deposit" || pulled.kind === "permit2612";
  const nonceKey = at(pulled.payer, nonce);
  const consented = isConsented(draft, call);
  const wrong = [
    ...(now <= validUntil ? [] : ["Expired"]),
    ...(kind === null || kind === 0 ? ["BadAsset"] : []),
    ...(isOurs || kind === 1 ? [] : ["BadWay"]),
    ...(isOurs && draft.nonces.has(nonceKey) ? ["NonceUsed"] : []),
    // Permit2 and the tokens of ERC-3009 refuse in their own words.
    ...(consented ? [] : [isOurs ? "NotSigned" : ANY_ERROR]),
  ];
  if (wrong.length > 0) need(false, ...wrong, ...misplaced(draft, channelId, wanted));
  if (isOurs) draft.nonces.add(nonceKey);
  deposit(draft, channelId, wanted, { from: pulled.payer, by: pulled.kind });
}
