import type { Hex } from "../../offchain/evm/hex.ts";
import { decodeLeg, decodeLegClaim } from "../../offchain/generated/protocol/codecs.ts";
import { digest, hashChildTerms, hashLeg, hashState } from "../../offchain/generated/protocol/hashes.ts";
import { channelId as channelIdOf } from "../../offchain/generated/protocol/rules.ts";
import type { Channel, ChildTerms, Claim, State } from "../../offchain/generated/protocol/structs.ts";
import { type Block, type Call, everybody, ModelReverted } from "./adjudicatorModel.ts";
import { channelOf, type OnChain, type World, withChannel } from "./ledger.ts";
import { checkPlace, nothing, release, type Taken } from "./modelClaims.ts";

const need = (holds: boolean, error: string): void => {
  if (!holds) throw new ModelReverted(error);
};

/** Adjudicator §4, for a child. */
function isFixed({ status, deadline }: OnChain, { expiry }: ChildTerms, now: number): boolean {
  return status === 2 || (status === 1 && now >= deadline) || (expiry !== 0 && now >= expiry);
}

function editable(block: Block, world: World, channel: Channel, terms: ChildTerms): { id: Hex; known: OnChain } {
  const id = channelIdOf(channel, BigInt(block.chainId), block.adjudicator);
  need(channel.child === hashChildTerms(terms), "BadChildTerms");
  need(terms.expiry <= terms.resolveBy, "BadChildTerms");
  const known = channelOf(world, id);
  need(!isFixed(known, terms, block.now), "NotEditable");
  return { id, known };
}

/** Adjudicator §4: register, where nobody withdraws and the deposits are the funding. */
function register(
  block: Block,
  { id, known }: { id: Hex; known: OnChain },
  [channel, terms, state, signatures]: readonly [Channel, ChildTerms, State, Hex],
): OnChain {
  need(state.version > known.version, "StaleVersion");
  need(state.assets.length === terms.funding.length, "BadState");
  state.assets.forEach(({ token, delta, locked, withdrawn }, k) => {
    const funded = terms.funding[k]?.amounts ?? [];
    need(token === terms.funding[k]?.token && withdrawn.length === 0 && delta.length === funded.length, "BadState");
    need(delta.reduce((sum, one) => sum + one, locked) === 0n, "BadState");
    need(
      delta.every((one, i) => (funded[i] ?? 0n) + one >= 0n),
      "Insolvent",
    );
  });
  const structHash = hashState(id, state);
  everybody(block, channel, digest(block.domain, structHash), signatures);
  return { ...known, version: state.version, fingerprint: `0x${structHash.slice(26)}`, childState: state };
}

type Args = readonly [Channel, ChildTerms, State, Hex];

/** `checkpointChild`, `challengeChild` and `concludeChild` (adjudicator §6, §8). @throws ModelReverted */
export function inChild(block: Block, world: World, { fn, args, sender }: Call): World {
  const [channel, terms, state] = args as unknown as Args; // the node's own arguments, by the ABI
  const at = editable(block, world, channel, terms);
  const shown = args as unknown as Args;
  const newer = state.version > at.known.version;
  if (fn === "checkpointChild") return withChannel(world, at.id, register(block, at, shown));
  if (fn === "challengeChild") {
    need(at.known.status === 0, "Disputed");
    const who = channel.participants[Number(args[4])];
    need(who !== undefined && (who.signer === sender || who.payout === sender), "NotParticipant");
    const deadline = Math.max(block.now + channel.challengeDuration, at.known.deadline + 1);
    const next = newer ? register(block, at, shown) : at.known;
    return withChannel(world, at.id, { ...next, status: 1, deadline: Math.min(deadline, terms.expiry || deadline) });
  }
  need(state.isFinal && /^0x0+$/.test(state.interactionsRoot), "NotFinal");
  const next = newer ? register(block, at, shown) : at.known;
  if (!newer) need(`0x${hashState(at.id, state).slice(26)}` === at.known.fingerprint, "BadState");
  return withChannel(world, at.id, { ...next, status: 2 });
}

/** A leg's claim (adjudicator §8): the child is fixed, and nothing is locked in it any more or it is past `resolveBy`. */
export function takeLeg(block: Block, world: World, known: OnChain, state: State, item: Claim, n: number): Taken {
  const leaf = decodeLeg(item.leaf);
  checkPlace(hashLeg(leaf), leaf.index, item.proof, state);
  const { channel, terms, state: inside } = decodeLegClaim(item.extra);
  need(channelIdOf(channel, BigInt(block.chainId), block.adjudicator) === leaf.child, "BadLeaf");
  need(channel.child === hashChildTerms(terms) && leaf.seats.length === channel.participants.length, "BadLeaf");
  const child = channelOf(world, leaf.child);
  const same =
    child.version === 0 ? inside.version === 0 : `0x${hashState(leaf.child, inside).slice(26)}` === child.fingerprint;
  const left = inside.assets.map(({ locked, token }) => locked - (child.released[token] ?? 0n));
  const over = left.every((amount) => amount === 0n) || (terms.expiry !== 0 && block.now >= terms.resolveBy);
  if (known.claimed.includes(leaf.index) || !same || !over || !isFixed(child, terms, block.now))
    return { after: known, owed: [] };
  const owed = nothing(state, n);
  const locks = state.assets.map(() => 0n);
  terms.funding.forEach(({ token, amounts }, k) => {
    const at = state.assets.findIndex((asset) => asset.token === token);
    need(at >= 0, "BadLeaf");
    amounts.forEach((amount, i) => {
      const seat = leaf.seats[i] ?? 0;
      const row = owed[at] ?? [];
      locks[at] = (locks[at] ?? 0n) + amount;
      row[seat] = (row[seat] ?? 0n) + amount + (inside.assets[k]?.delta[i] ?? 0n) + (i === 0 ? (left[k] ?? 0n) : 0n);
    });
  });
  return release(known, state, leaf.index, locks, owed);
}
