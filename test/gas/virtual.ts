import type { Wallet } from "ethers";
import { encodeLeg, encodeLegClaim } from "../../offchain/generated/protocol/codecs.ts";
import { digest, hashChildTerms, hashLeg, hashState } from "../../offchain/generated/protocol/hashes.ts";
import type { Channel, ChildTerms, Leg, State } from "../../offchain/generated/protocol/structs.ts";
import { channelOf, type Court, DURATION, gasOf, hex, idOf, NOBODY, stateOf } from "./court.ts";
import { ether } from "./units.ts";

/** Alice and Ingrid, Ingrid and Bob: two parents; Alice and Bob: a child of both. */
const [ALICE, INGRID, BOB] = [0, 1, 2];

/** A virtual channel over Ingrid: what its dispute costs on chain, transaction by transaction. */
export async function virtualDispute(court: Court, salts: () => bigint): Promise<Record<string, number>> {
  const gas: Record<string, number> = {};
  const parents = [await parentOf(court, salts(), [ALICE, INGRID]), await parentOf(court, salts(), [INGRID, BOB])];
  const { child, terms } = childOf(court, salts());
  const leg: Leg = { index: 0, child: idOf(court, child), seats: [0, 1] };
  const locking = stateOf(9, 0n, { interactionsRoot: hashLeg(leg) });
  const assets = locking.assets.map((asset) => ({ ...asset, locked: ether(2), delta: [-ether(1), -ether(1)] }));
  const state: State = { ...locking, assets };
  const inside = stateOf(9, -ether(1) / 2n);

  const signatures = signWith(court, child, inside, [ALICE, BOB]);
  const disputing = [child, terms, inside, signatures, 0, "0x"];
  gas["challenge of a virtual channel"] = await gasOf(court, "challengeChild", disputing, { by: signer(court, ALICE) });
  for (const { channel, who } of parents) {
    const args = [channel, state, signWith(court, channel, state, who), 0, "0x"];
    add(gas, "challenges of its two parents", await gasOf(court, "challenge", args, { by: signer(court, who[0]) }));
  }
  court.clock.now += DURATION;
  const extra = encodeLegClaim({ channel: child, terms, state: inside });
  const items = [{ kind: 1, leaf: encodeLeg(leg), proof: [], extra }];
  for (const { channel, who } of parents) {
    const by = signer(court, who[0]);
    add(gas, "claims of its two legs", await gasOf(court, "claim", [channel, state, items], { by }));
    add(gas, "settlements of its two parents", await gasOf(court, "settle", [channel, state, [3]], { by }));
  }
  return gas;
}

type Pair = readonly [number, number];

async function parentOf(court: Court, salt: bigint, who: Pair): Promise<{ channel: Channel; who: Pair }> {
  const channel = between(court, salt, who);
  for (const participant of [0, 1] as const) {
    const by = signer(court, who[participant]);
    await gasOf(court, "fundETH", [idOf(court, channel), participant], { value: ether(2), by });
  }
  return { channel, who };
}

function childOf(court: Court, salt: bigint): { child: Channel; terms: ChildTerms } {
  const expiry = court.clock.now + 10 * DURATION;
  const funding = [{ token: NOBODY, id: 0n, amounts: [ether(1), ether(1)] }];
  const terms: ChildTerms = { expiry, resolveBy: expiry + 10 * DURATION, funding };
  return { terms, child: { ...between(court, salt, [ALICE, BOB]), child: hashChildTerms(terms) } };
}

function between(court: Court, salt: bigint, who: Pair): Channel {
  const participants = who.map((n) => ({ signer: addressOf(court, n), payout: addressOf(court, n) }));
  return { ...channelOf(court, salt), participants };
}

function addressOf(court: Court, n: number) {
  return hex(signer(court, n).address);
}

function signWith(court: Court, channel: Channel, state: State, who: Pair) {
  const whole = digest(court.domain, hashState(idOf(court, channel), state));
  return hex(`0x${who.map((n) => signer(court, n).signingKey.sign(whole).serialized.slice(2)).join("")}`);
}

function signer(court: Court, n: number): Wallet {
  const wallet = court.signers[n];
  if (wallet === undefined) throw new Error(`the court has no signer ${n}`);
  return wallet;
}

function add(gas: Record<string, number>, name: string, cost: number): void {
  gas[name] = (gas[name] ?? 0) + cost;
}
