import { formatUnits } from "ethers";
import { ETH_TOKEN } from "../amounts.ts";
import { type Cast, NODES } from "./cast.ts";
import { channelsOf, type NodeChannel } from "./channelFacts.ts";
import type { GasLedger } from "./gasLedger.ts";
import type { Narrator } from "./narrator.ts";
import type { Stage } from "./stage.ts";

/** Who has what: on accounts, as the chain says, and in channels, as the nodes say; base units. */
export interface Balances {
  readonly accounts: ReadonlyMap<string, { readonly eth: bigint; readonly token: bigint }>;
  readonly channels: ReadonlyMap<string, readonly NodeChannel[]>;
  readonly adjudicator: { readonly eth: bigint; readonly token: bigint };
}

async function onChain(stage: Stage, account: string): Promise<{ eth: bigint; token: bigint }> {
  const eth = await stage.provider.getBalance(account);
  return { eth, token: BigInt(await stage.token.getFunction("balanceOf").staticCall(account)) };
}

/** Asks the chain and the nodes. */
export async function readBalances(stage: Stage, cast: Cast): Promise<Balances> {
  const accounts = new Map<string, { eth: bigint; token: bigint }>();
  const channels = new Map<string, readonly NodeChannel[]>();
  for (const [name, { account }] of Object.entries(cast.ids)) accounts.set(name, await onChain(stage, account));
  for (const name of NODES) channels.set(name, await channelsOf(cast.nodes[name]));
  return { accounts, channels, adjudicator: await onChain(stage, stage.adjudicatorAddress) };
}

function inChannels(channels: readonly NodeChannel[], isEth: boolean): bigint {
  return channels.filter(({ token }) => (token === ETH_TOKEN) === isEth).reduce((sum, { local }) => sum + local, 0n);
}

const units = (amount: bigint): string => formatUnits(amount, 18);

/** Prints them as a table. */
export function showBalances(say: Narrator, title: string, { accounts, channels, adjudicator }: Balances): void {
  say.say(`   ${title}`);
  const rows = [...accounts].map(([name, { eth, token }]) => {
    const own = channels.get(name) ?? [];
    return [name, units(eth), units(inChannels(own, true)), units(token), units(inChannels(own, false))];
  });
  rows.push(["adjudicator", units(adjudicator.eth), "", units(adjudicator.token), ""]);
  say.table(["who", "eth on chain", "eth in channels", "TST on chain", "TST in channels"], rows);
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

  const held = [...balances.accounts.values()].reduce((sum, { token }) => sum + token, balances.adjudicator.token);
  const supply = BigInt(await stage.token.getFunction("totalSupply").staticCall());
  const tokensHold = say.check(
    "tokens: accounts + adjudicator = the supply",
    held === supply,
    `${units(held)} of ${units(supply)} TST`,
  );

  const all = [...balances.channels.values()].flat();
  const counted = (isEth: boolean): bigint => sumOnce(all.filter(({ token }) => (token === ETH_TOKEN) === isEth));
  const eth = counted(true);
  const token = counted(false);
  const nodesHold = say.check(
    "what the nodes count in channels = what the adjudicator holds",
    eth === balances.adjudicator.eth && token === balances.adjudicator.token,
    `${units(eth)} eth, ${units(token)} TST`,
  );
  return etherHolds && tokensHold && nodesHold;
}

/** Each channel once, though both its nodes list it. */
function sumOnce(channels: readonly NodeChannel[]): bigint {
  const byId = new Map(
    channels.map((channel) => [channel.channelId, channel.local + channel.remote + channel.inFlight]),
  );
  return [...byId.values()].reduce((sum, one) => sum + one, 0n);
}

/** Whether both ends of every channel count the same; a difference is a failed check. */
export function checkAgreement(say: Narrator, { channels }: Balances): boolean {
  const views = new Map<string, { readonly who: string; readonly channel: NodeChannel }[]>();
  for (const [who, list] of channels)
    for (const channel of list)
      views.set(channel.channelId, [...(views.get(channel.channelId) ?? []), { who, channel }]);
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
  return say.check("both ends of each channel count the same", differing.length === 0, `${views.size} channels`);
}
