import { hashLeg } from "../../offchain/generated/protocol/hashes.ts";
import type { ChildTerms, Leg, State } from "../../offchain/generated/protocol/structs.ts";
import type { Court, Pact } from "./court.ts";
import { Tree } from "./leaves.ts";
import { ALICE, BOB, DAY, ETH, INGRID, stateOf } from "./people.ts";

/** One parent of the virtual channel, with the state that holds its leg. */
export interface Side {
  readonly pact: Pact;
  readonly leg: Leg;
  readonly state: State;
}

/** Alice's channel with Bob over Ingrid: 4 of Alice's and 3 of Bob's. Each brought 10 to each of its channels. */
export interface Virtual {
  readonly child: Pact;
  readonly left: Side;
  readonly right: Side;
  readonly expiry: number;
  readonly resolveBy: number;
}

/** What Ingrid brought, in both of her channels. */
export const BROUGHT = 20n;

/** The left channel is Alice's and Ingrid's, the right one Bob's and Ingrid's: her seats are last in both. */
export async function virtualOver(court: Court): Promise<Virtual> {
  const expiry = court.now + 10 * DAY;
  const resolveBy = expiry + 10 * DAY;
  const terms: ChildTerms = { expiry, resolveBy, funding: [{ token: ETH, id: 0n, amounts: [4n, 3n] }] };
  const child = court.child([ALICE, BOB], terms);
  const left = await sideOf(court, [ALICE, INGRID], child, [0, 1], [-4n, -3n]);
  const right = await sideOf(court, [BOB, INGRID], child, [1, 0], [-3n, -4n]);
  return { child, left, right, expiry, resolveBy };
}

async function sideOf(
  court: Court,
  people: Pact["people"],
  child: Pact,
  seats: number[],
  delta: bigint[],
): Promise<Side> {
  const pact = await court.funded(people, 10n, 10n);
  const leg: Leg = { index: 0, child: child.id, seats };
  return { pact, leg, state: stateOf(7, delta, { interactionsRoot: hashLeg(leg) }, 7n) };
}

/** A state of the virtual channel: what Alice has more than she brought. */
export function inside(version: number, toAlice: bigint, change: Partial<State> = {}, locked = 0n): State {
  return stateOf(version, [toAlice - locked, -toAlice], change, locked);
}

/** Both parents are disputed with the states that hold the legs, and time runs out. */
export async function disputeParents(court: Court, { left, right }: Virtual): Promise<void> {
  await court.challenge(ALICE, left.pact, left.state);
  await court.challenge(BOB, right.pact, right.state);
  court.pass(DAY);
}

/** Claims a parent's leg with the child in this state. */
export function claimLeg(court: Court, side: Side, child: Pact, state: State) {
  return court.claim(side.pact, side.state, [Tree.ofLeg(side.leg).leg(side.leg, child, state)]);
}

/** Both legs claimed with this state, both parents paid out. */
export async function payOut(court: Court, { left, right, child }: Virtual, state: State): Promise<void> {
  for (const side of [left, right]) {
    await claimLeg(court, side, child, state);
    await court.settle(side.pact, side.state);
  }
}
