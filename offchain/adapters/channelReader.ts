import type { Result } from "ethers";
import type { AppEvent, ChannelFacts, ChannelInterest, ChildFacts } from "../channel/chain.ts";
import type { Address, Hex } from "../evm/hex.ts";
import type { ChildTerms } from "../generated/protocol/structs.ts";
import { adjudicatorInterface } from "./adjudicatorInterface.ts";
import { type JsonRpc, ProviderTrouble, type RpcRequest } from "./jsonRpc.ts";

interface View {
  readonly fn: "slotOf" | "holdingOf" | "paidOf" | "isClaimed" | "releasedOf" | "resolvedOf";
  readonly args: readonly unknown[];
}

function viewsOf(interest: ChannelInterest): readonly View[] {
  const { channelId, channel, assets, indices } = interest;
  const each = (fn: "holdingOf" | "paidOf"): View[] =>
    assets.flatMap(({ token, id }) =>
      channel.participants.map((_, participant): View => ({ fn, args: [channelId, token, id, participant] })),
    );
  const claims = indices.map((index): View => ({ fn: "isClaimed", args: [channelId, index] }));
  return [
    { fn: "slotOf", args: [channelId] },
    ...each("holdingOf"),
    ...each("paidOf"),
    ...claims,
    ...childViews(interest),
  ];
}

/** What claims in a child came to, by the assets of its funding. */
function childViews({ channelId, terms }: ChannelInterest): View[] {
  return (terms?.funding ?? []).flatMap(({ token, id, amounts }, k): View[] => [
    { fn: "releasedOf", args: [channelId, k] },
    ...amounts.map((_, participant): View => ({ fn: "resolvedOf", args: [channelId, token, id, participant] })),
  ]);
}

function childFactsOf({ funding }: ChildTerms, answers: readonly Result[]): ChildFacts {
  const values = answers.map((answer) => BigInt(answer[0]));
  const starts = funding.map((_, k) => funding.slice(0, k).reduce((sum, { amounts }) => sum + 1 + amounts.length, 0));
  return {
    state: null,
    released: starts.map((at) => values[at] ?? 0n),
    resolved: funding.map(({ amounts }, k) => amounts.map((_, i) => values[(starts[k] ?? 0) + 1 + i] ?? 0n)),
  };
}

/** The facts of a channel that nobody has touched: version 0, nothing held. */
function untouched({ channel, assets }: ChannelInterest): ChannelFacts {
  const none = channel.participants.map(() => 0n);
  return {
    version: 0,
    deadline: 0,
    status: 0,
    fingerprint: `0x${"00".repeat(20)}`,
    nets: assets.map(() => none),
    paid: assets.map(() => none),
    closed: assets.map(() => false),
    claimed: [],
  };
}

function statusOf(value: bigint): 0 | 1 | 2 {
  if (value === 0n) return 0;
  if (value === 1n) return 1;
  if (value === 2n) return 2;
  throw new Error(`the adjudicator gave a status ${value} that there is not`);
}

function factsOf(interest: ChannelInterest, answers: readonly Hex[]): ChannelFacts {
  const { assets, channel, indices } = interest;
  const results = viewsOf(interest).map(({ fn }, i) =>
    adjudicatorInterface.decodeFunctionResult(fn, answers[i] ?? "0x"),
  );
  const [slot, ...rest] = results;
  const n = channel.participants.length;
  const pages = (from: number) => assets.map((_, asset) => rest.slice((from + asset) * n, (from + asset + 1) * n));
  const holdings = pages(0);
  return {
    version: Number(slot?.version),
    deadline: Number(slot?.deadline),
    status: statusOf(BigInt(slot?.status)),
    fingerprint: `0x${BigInt(slot?.fingerprint).toString(16).padStart(40, "0")}`,
    nets: holdings.map((page) => page.map((holding) => BigInt(holding.net))),
    paid: pages(assets.length).map((page) => page.map((paid) => BigInt(paid[0]))),
    closed: holdings.map((page) => page.some((holding) => holding.closed === true)),
    claimed: indices.filter((_, i) => rest[2 * assets.length * n + i]?.[0] === true),
    ...(interest.terms === undefined
      ? {}
      : { child: childFactsOf(interest.terms, rest.slice(2 * assets.length * n + indices.length)) }),
  };
}

/**
 * A channel as the adjudicator has it at the block of that hash (EIP-1898: never at a number, which a reorg may move).
 * @throws ProviderTrouble where the provider does not have the block, or answers nothing although the contract is there.
 */
export async function readChannel(
  rpc: JsonRpc,
  adjudicator: Address,
  interest: ChannelInterest,
  blockHash: Hex,
): Promise<ChannelFacts> {
  const at = { blockHash };
  const calls = viewsOf(interest).map(({ fn, args }): RpcRequest => {
    const data = adjudicatorInterface.encodeFunctionData(fn, [...args]);
    return { method: "eth_call", params: [{ to: adjudicator, data }, at] };
  });
  const answers = await rpc.sendAll([{ method: "eth_getCode", params: [adjudicator, at] }, ...calls]);
  const [code, ...results] = answers.map((answer) => String(answer).toLowerCase() as Hex); // parsed just below
  if (code === "0x") return untouched(interest);
  if (results.some((result) => result === "0x"))
    throw new ProviderTrouble(rpc.url, "an empty answer of the adjudicator");
  return factsOf(interest, results);
}

/**
 * Holds the steps of apps that logs told against the contract's own count of them: a provider's logs may be empty where they
 * should not be (attack 32).
 * @throws ProviderTrouble where a step is missing.
 */
export async function checkSteps(
  rpc: JsonRpc,
  adjudicator: Address,
  { channelId, indices }: ChannelInterest,
  blockHash: Hex,
  events: readonly AppEvent[],
): Promise<void> {
  const calls = indices.map((index): RpcRequest => {
    const data = adjudicatorInterface.encodeFunctionData("turnOf", [channelId, index]);
    return { method: "eth_call", params: [{ to: adjudicator, data }, { blockHash }] };
  });
  const answers = await rpc.sendAll(calls);
  for (const [i, index] of indices.entries()) {
    const answer = String(answers[i]);
    const recorded = answer === "0x" ? 0 : Number(adjudicatorInterface.decodeFunctionResult("turnOf", answer)["turn"]);
    const told = events.reduce((turn, event) => (event.index === index ? Math.max(turn, event.turn) : turn), 0);
    if (told >= recorded) continue;
    throw new ProviderTrouble(rpc.url, `its logs tell ${told} of the ${recorded} steps of the app at index ${index}`);
  }
}
