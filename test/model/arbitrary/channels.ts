// New channels: roots of all sizes, children inside one channel or between two.
import type { Address, Hex } from "../../../offchain/evm/hex.ts";
import { hashChildTerms } from "../../../offchain/generated/protocol/hashes.ts";
import type { Channel, ChildTerms, Participant } from "../../../offchain/generated/protocol/structs.ts";
import { channelIdOf, keyOf, ZERO } from "../identity.ts";
import { netOf } from "../state.ts";
import { shuffled } from "./leaves.ts";
import { NOTHING, type Ours } from "./ours.ts";
import { one, type Scene } from "./scene.ts";
import { amountUpTo, split } from "./states.ts";

const known = (scene: Scene, channel: Channel, terms: ChildTerms | undefined): Ours => ({
  channel,
  channelId: channelIdOf(scene.model.court, channel),
  n: channel.participants.length,
  terms,
  contents: new Map<Hex, typeof NOTHING>(),
  assets: [],
  children: [],
  newest: NOTHING,
});

function payoutOf({ random, players }: Scene, signer: Address): Address {
  if (players.payees.length > 0 && random.once(4)) return one(random, players.payees);
  return random.once(10) ? one(random, players.people) : signer;
}

function participants(scene: Scene, n: number): readonly Participant[] {
  const { random, players } = scene;
  const order = n <= players.rich ? shuffled(random, players.rich) : Array.from({ length: n }, (_, i) => i);
  return order.slice(0, n).map((i) => {
    const signer = players.people[i] ?? "0x";
    return { signer, payout: payoutOf(scene, signer) };
  });
}

function sizeOf({ random, players }: Scene): number {
  if (random.once(120) && players.people.length >= 100) return 100;
  return random.pick([1, 2, 2, 2, 2, 3, 3, 4, 5]) ?? 2;
}

/** A channel that holds assets. `salt` makes it another. */
export function newRoot(scene: Scene, salt: number): Ours {
  const { random, players } = scene;
  const channel: Channel = {
    participants: participants(scene, sizeOf(scene)),
    challengeDuration: random.pick([0, 1, 100, 600, 600, 3_600]) ?? 600,
    appGas: 500_000,
    salt: BigInt(salt),
    child: ZERO,
  };
  const ours = known(scene, channel, undefined);
  const first = random.once(2) || players.assets.length === 0 ? { token: ZERO, id: 0n } : one(random, players.assets);
  ours.assets.push({ token: first.token, id: first.id });
  return ours;
}

interface Parents {
  readonly parents: readonly Ours[];
  readonly people: readonly Participant[];
  /** For each parent, the seats of the child's participants there. */
  readonly seats: readonly (readonly number[])[];
}

/** Inside one parent: some or all of its people. */
function inside({ random }: Scene, parent: Ours): Parents {
  const count = Math.min(parent.n, 1 + random.below(3));
  const seats = shuffled(random, parent.n).slice(0, count);
  const people = seats.flatMap((seat) => parent.channel.participants[seat] ?? []);
  return { parents: [parent], people, seats: [seats] };
}

/** Between two parents with somebody in common, who sits in the other's seat of each (adjudicator §8). */
function between({ random }: Scene, first: Ours, second: Ours): Parents | null {
  const signers = second.channel.participants.map(({ signer }) => signer);
  const common = first.channel.participants.findIndex(({ signer }) => signers.includes(signer));
  const there = signers.indexOf(first.channel.participants[common]?.signer ?? "0x");
  if (common < 0 || first.n < 2 || second.n < 2) return null;
  const a = (common + 1 + random.below(first.n - 1)) % first.n;
  const b = (there + 1 + random.below(second.n - 1)) % second.n;
  const people = [first.channel.participants[a], second.channel.participants[b]].filter((one) => one !== undefined);
  return {
    parents: [first, second],
    people,
    seats: [
      [a, common],
      [there, b],
    ],
  };
}

/** What of an asset a parent could put into a leg. */
function spareOf({ model }: Scene, parent: Ours, token: Hex, id: bigint): bigint {
  const funded = parent.terms?.funding.find((one) => one.token === token && one.id === id);
  if (funded !== undefined) return funded.amounts.reduce((sum, amount) => sum + amount, 0n);
  const nets = Array.from({ length: parent.n }, (_, i) => netOf(model, parent.channelId, keyOf(token, id), i));
  return nets.reduce((sum, net) => sum + net, 0n);
}

function termsFor(scene: Scene, { parents, people }: Parents): ChildTerms | null {
  const { random, now } = scene;
  const shared = (parents[0]?.assets ?? []).filter((asset) =>
    parents.every((parent) => parent.assets.some(({ token, id }) => token === asset.token && id === asset.id)),
  );
  const picked = shared.filter(() => !random.once(3)).slice(0, 3);
  const funding = [...picked]
    .sort((a, b) => (a.token === b.token ? (a.id < b.id ? -1 : 1) : a.token < b.token ? -1 : 1))
    .map(({ token, id }) => {
      const spare = parents.map((parent) => spareOf(scene, parent, token, id));
      const most = spare.reduce((least, one) => (one < least ? one : least), spare[0] ?? 0n);
      return { token, id, amounts: split(random, amountUpTo(random, most < 0n ? 0n : most), people.length) };
    });
  if (funding.length === 0) return null;
  const forever = parents.length === 1 && random.once(4);
  const expiry = forever ? 0 : now + (random.pick([60, 600, 1_800, 3_600]) ?? 600);
  return { expiry, resolveBy: forever ? 0 : expiry + (random.pick([0, 1, 600, 1_800]) ?? 0), funding };
}

/** A child of channels that are there, whose next states have legs of it; null if there is none to be had. */
export function newChild(scene: Scene, salt: number): Ours | null {
  const { random, channels } = scene;
  const withAssets = channels.filter(({ assets }) => assets.length > 0);
  if (withAssets.length === 0) return null;
  const first = one(random, withAssets);
  const second = one(random, withAssets);
  const family = first === second || random.once(3) ? inside(scene, first) : between(scene, first, second);
  const terms = family === null ? null : termsFor(scene, family);
  if (family === null || terms === null) return null;
  const channel: Channel = {
    participants: family.people,
    challengeDuration: random.pick([0, 1, 100, 600]) ?? 100,
    appGas: 500_000,
    salt: BigInt(salt),
    child: hashChildTerms(terms),
  };
  const child = known(scene, channel, terms);
  for (const { token, id } of terms.funding) child.assets.push({ token, id });
  family.parents.forEach((parent, k) => {
    parent.children.push({ child, seats: family.seats[k] ?? [] });
  });
  return child;
}
