import { formatUnits } from "ethers";
import { ETH_TOKEN } from "../amounts.ts";
import { type Cast, NODES, tokenName } from "./cast.ts";
import { channelsOf, type NodeChannel } from "./channelFacts.ts";
import type { GasLedger } from "./gasLedger.ts";
import type { Narrator } from "./narrator.ts";
import type { Stage } from "./stage.ts";

/** Who has what: on accounts, as the chain says, and in channels, as the nodes say; base units. */
export interface Balances {
  readonly accounts: ReadonlyMap<string, Owned>;
  readonly channels: ReadonlyMap<string, readonly NodeChannel[]>;
  readonly adjudicator: Owned;
}

/** Base units by token, ETH among them. */
type Owned = ReadonlyMap<string, bigint>;

async function onChain(stage: Stage, account: string): Promise<Owned> {
  const owned = new Map([[ETH_TOKEN, await stage.provider.getBalance(account)]]);
  for (const { address, contract } of stage.tokens)
    owned.set(address.toLowerCase(), BigInt(await contract.getFunction("balanceOf").staticCall(account)));
  return owned;
}

/** Asks the chain and the nodes. */
export async function readBalances(stage: Stage, cast: Cast): Promise<Balances> {
  const accounts = new Map<string, Owned>();
  const channels = new Map<string, readonly NodeChannel[]>();
  for (const [name, { account }] of Object.entries(cast.ids)) accounts.set(name, await onChain(stage, account));
  for (const name of NODES) channels.set(name, await channelsOf(cast.nodes[name]));
  return { accounts, channels, adjudicator: await onChain(stage, stage.adjudicatorAddress) };
}

function inChannels(channels: readonly NodeChannel[], wanted: string): bigint {
  return channels.filter(({ token }) => token === wanted).reduce((sum, { local }) => sum + local, 0n);
}

const units = (amount: bigint): string => formatUnits(amount, 18);

/** Prints them as a table. */
export function showBalances(say: Narrator, stage: Stage, title: string, balances: Balances): void {
  const { accounts, channels, adjudicator } = balances;
  say.say(`   ${title}`);
  const tokens = [...adjudicator.keys()];
  const rows = [...accounts].map(([name, owned]) => [
    name,
    ...tokens.flatMap((token) => [units(owned.get(token) ?? 0n), units(inChannels(channels.get(name) ?? [], token))]),
  ]);
  rows.push(["adjudicator", ...tokens.flatMap((token) => [units(adjudicator.get(token) ?? 0n), ""])]);
  const names = tokens.map((token) => tokenName(stage, token));
  say.table(["who", ...names.flatMap((name) => [`${name} on chain`, `${name} in channels`])], rows);
}

/**
 * Holds the sums against each other: all ether of the chain, less gas, is where it was put; tokens are exact; what the nodes count
 * in open channels is what the adjudicator holds.
 */
export async function checkConserved(
  say: Narrator,
  stage: Stage,
  gas: GasLedger,
  balances: Balances,
): Promise<boolean> {
  const accounts = new Set([...stage.genesis.accounts, ...gas.accounts, stage.adjudicatorAddress.toLowerCase()]);
  let ether = 0n;
  for (const account of accounts) ether += await stage.provider.getBalance(account);
  const missing = stage.genesis.total - gas.spent - ether;
  const etherHolds = say.check(
    "ether: accounts + adjudicator + gas = the beginning",
    missing === 0n,
    missing === 0n ? `gas ${units(gas.spent)} eth` : `${missing} wei missing`,
  );

  let holds = etherHolds;
  for (const { symbol, address, contract } of stage.tokens) {
    const owned = [...balances.accounts.values(), balances.adjudicator];
    const held = owned.reduce((sum, one) => sum + (one.get(address.toLowerCase()) ?? 0n), 0n);
    const supply = BigInt(await contract.getFunction("totalSupply").staticCall());
    const what = `${symbol}: accounts + adjudicator = the supply`;
    holds = say.check(what, held === supply, `${units(held)} of ${units(supply)}`) && holds;
  }
  return nodesHold(say, stage, balances) && holds;
}

function nodesHold(say: Narrator, stage: Stage, { channels, adjudicator }: Balances): boolean {
  const all = [...channels.values()].flat();
  const counted = [...adjudicator].map(([wanted, held]) => {
    const sum = sumOnce(all.filter(({ token }) => token === wanted));
    return { text: `${units(sum)} ${tokenName(stage, wanted)}`, fits: sum === held };
  });
  return say.check(
    "what the nodes count in channels = what the adjudicator holds",
    counted.every(({ fits }) => fits),
    counted.map(({ text }) => text).join(", "),
  );
}

const keyOf = ({ channelId, token }: NodeChannel): string => `${channelId}/${token}`;

/** Each channel once, though both its nodes list it. */
function sumOnce(channels: readonly NodeChannel[]): bigint {
  const byId = new Map(
    channels.map((channel) => [channel.channelId, channel.local + channel.remote + channel.inFlight]),
  );
  return [...byId.values()].reduce((sum, one) => sum + one, 0n);
}

/** Whether both ends of every channel count the same of every asset; a difference is a failed check. */
export function checkAgreement(say: Narrator, { channels }: Balances): boolean {
  const views = new Map<string, { readonly who: string; readonly channel: NodeChannel }[]>();
  for (const [who, list] of channels)
    for (const channel of list) views.set(keyOf(channel), [...(views.get(keyOf(channel)) ?? []), { who, channel }]);
  const differing = [...views.values()].filter((ends) => {
    const [a, b] = ends;
    return (
      a === undefined ||
      b === undefined ||
      a.channel.local !== b.channel.remote ||
      a.channel.remote !== b.channel.local ||
      a.channel.version !== b.channel.version
    );
  });
  return say.check(
    "both ends of each channel count the same",
    differing.length === 0,
    `${views.size} assets of channels`,
  );
}
