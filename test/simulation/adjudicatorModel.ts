import type { Apps } from "../../offchain/channel/apps.ts";
import type { Keys } from "../../offchain/channel/keys.ts";
import { sha256Hex } from "../../offchain/evm/hash.ts";
import { type Address, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import { digest, hashMove, hashResume, hashState } from "../../offchain/generated/protocol/hashes.ts";
import { channelId as channelIdOf, moveHash } from "../../offchain/generated/protocol/rules.ts";
import type { AssetState, Channel, Claim, Play, Position, State } from "../../offchain/generated/protocol/structs.ts";
import { channelOf, type OnChain, type World, walletOf, withChannel, withWallet } from "./ledger.ts";
import { playStep, timeoutStep } from "./modelApps.ts";
import { inChild } from "./modelChildren.ts";
import { takeItem } from "./modelClaims.ts";

/** A transaction that the model adjudicator refuses: the error of the contract that it stands for. */
export class ModelReverted extends Error {}

/** What a transaction runs in. */
export interface Block {
  readonly number: number;
  readonly now: number;
  readonly chainId: number;
  readonly adjudicator: Address;
  readonly domain: Hex;
  readonly apps: Apps;
  readonly verify: Keys["verify"];
}

/** A call of the adjudicator, as a node wants it. */
export interface Call {
  readonly sender: Address;
  readonly fn: string;
  readonly args: readonly unknown[];
  readonly value?: bigint;
}

const need = (holds: boolean, error: string): void => {
  if (!holds) throw new ModelReverted(error);
};

const ETH: Hex = `0x${"0".repeat(64)}`;
const LIMIT = 1n << 119n;
const countOf = (channelId: Hex): number => Number.parseInt(channelId.slice(-2), 16);
const id = (block: Block, channel: Channel): Hex => channelIdOf(channel, BigInt(block.chainId), block.adjudicator);

export const isFixed = (channel: OnChain, now: number): boolean => channel.status === 1 && now >= channel.deadline;
const isEditable = (channel: OnChain, now: number): boolean => channel.status !== 2 && !isFixed(channel, now);
const netsOf = (channel: OnChain, token: Hex, n: number): readonly bigint[] =>
  channel.nets[token] ?? new Array<bigint>(n).fill(0n);

const paidOf = (channel: OnChain, token: Hex, n: number): readonly bigint[] =>
  channel.paid[token] ?? new Array<bigint>(n).fill(0n);
/** What a state's withdrawals still owe (finding C3: never less than nothing). */
function unpaid({ withdrawn }: AssetState, paid: readonly bigint[], i: number): bigint {
  const owed = (withdrawn[i] ?? 0n) - (paid[i] ?? 0n);
  return owed > 0n ? owed : 0n;
}

/** Adjudicator §5. */
function fund(world: World, sender: Address, channelId: Hex, participant: number, token: Hex, amount: bigint): World {
  const channel = channelOf(world, channelId);
  const n = countOf(channelId);
  need(participant < n, "BadParticipant");
  need(channel.closed[token] !== true, "Closed");
  need(amount > 0n && amount <= 1n << 112n, "NothingToFund");
  need(walletOf(world, token, sender) >= amount, "not enough in the wallet");
  const nets = netsOf(channel, token, n).map((net, i) => (i === participant ? net + amount : net));
  return withChannel(withWallet(world, token, sender, -amount), channelId, {
    ...channel,
    nets: { ...channel.nets, [token]: nets },
  });
}

/** Adjudicator §4: well-formed. */
function wellFormed(state: State, n: number): void {
  need(state.assets.length > 0 && state.assets.length <= 16, "BadState");
  state.assets.forEach((asset, k) => {
    const before = state.assets[k - 1];
    need(
      before === undefined || before.token < asset.token || (before.token === asset.token && before.id < asset.id),
      "BadState",
    );
    need(asset.delta.length === n && (asset.withdrawn.length === 0 || asset.withdrawn.length === n), "BadState");
    need(!/^0x0+$/.test(state.interactionsRoot) || asset.locked === 0n, "BadState");
    need(asset.locked < LIMIT && asset.delta.every((delta) => delta < LIMIT && delta > -LIMIT), "BadState");
    need(asset.delta.reduce((sum, delta) => sum + delta, asset.locked) === 0n, "BadState");
  });
}

/** Adjudicator §4: register. */
function register(block: Block, world: World, channel: Channel, state: State, signatures: Hex): OnChain {
  const channelId = id(block, channel);
  const known = channelOf(world, channelId);
  const n = channel.participants.length;
  need(state.version > known.version, "StaleVersion");
  wellFormed(state, n);
  for (const asset of state.assets) {
    need(known.closed[asset.token] !== true, "ListsClosed");
    const nets = netsOf(known, asset.token, n);
    const paid = paidOf(known, asset.token, n);
    const solvent = asset.delta.every((delta, i) => (nets[i] ?? 0n) + delta - unpaid(asset, paid, i) >= 0n);
    need(solvent, "Insolvent");
  }
  const structHash = hashState(channelId, state);
  everybody(block, channel, digest(block.domain, structHash), signatures);
  return { ...known, version: state.version, fingerprint: `0x${structHash.slice(26)}` };
}

export function everybody({ verify }: Block, channel: Channel, hash: Hex, signatures: Hex): void {
  need(signatures.length === 2 + 130 * channel.participants.length, "BadSignatures");
  const unsigned = channel.participants.findIndex(
    ({ signer }, i) => !verify(signer, hash, `0x${signatures.slice(2 + 130 * i, 132 + 130 * i)}`),
  );
  need(unsigned < 0, `BadSignature(${unsigned})`);
}

function registered(channelId: Hex, channel: OnChain, state: State): void {
  if (channel.version === 0) need(state.version === 0 && state.assets.length === 0, "BadState");
  else need(`0x${hashState(channelId, state).slice(26)}` === channel.fingerprint, "BadState");
}

function checkpoint(block: Block, world: World, channel: Channel, state: State, signatures: Hex): World {
  const channelId = id(block, channel);
  need(isEditable(channelOf(world, channelId), block.now), "NotEditable");
  return withChannel(world, channelId, register(block, world, channel, state, signatures));
}

function challenge(
  block: Block,
  world: World,
  { sender }: Call,
  channel: Channel,
  state: State,
  signatures: Hex,
  participant: number,
): World {
  const channelId = id(block, channel);
  const known = channelOf(world, channelId);
  need(isEditable(known, block.now), "NotEditable");
  need(known.status === 0, "Disputed");
  const who = channel.participants[participant];
  need(who !== undefined && (who.signer === sender || who.payout === sender), "NotParticipant");
  const next = state.version > known.version ? register(block, world, channel, state, signatures) : known;
  return withChannel(world, channelId, {
    ...next,
    status: 1,
    deadline: Math.max(block.now + channel.challengeDuration, known.deadline + 1),
  });
}

function resume(block: Block, world: World, channel: Channel, signatures: Hex): World {
  const channelId = id(block, channel);
  const known = channelOf(world, channelId);
  need(isEditable(known, block.now) && known.status === 1, "NotDisputed");
  everybody(block, channel, digest(block.domain, hashResume({ channelId, deadline: known.deadline })), signatures);
  return withChannel(world, channelId, { ...known, status: 0 });
}

/** Pays and books: `amounts` per participant of one asset. */
function pay(world: World, channel: Channel, token: Hex, amounts: readonly bigint[]): World {
  return amounts.reduce((sum, amount, i) => {
    need(amount >= 0n, "a negative payout");
    const to = channel.participants[i]?.payout;
    return to === undefined || amount === 0n ? sum : withWallet(sum, token, to, amount);
  }, world);
}

const inMask = (mask: bigint, i: number): boolean => ((mask >> BigInt(i)) & 1n) === 1n;

function conclude(
  block: Block,
  world: World,
  channel: Channel,
  state: State,
  signatures: Hex,
  masks: readonly bigint[],
): World {
  const channelId = id(block, channel);
  const known = channelOf(world, channelId);
  need(isEditable(known, block.now), "NotEditable");
  need(state.isFinal, "NotFinal");
  need(/^0x0+$/.test(state.interactionsRoot), "BadState");
  if (state.version > known.version) register(block, world, channel, state, signatures);
  else {
    need(state.version === known.version, "StaleVersion");
    registered(channelId, known, state);
  }
  let next = world;
  let after: OnChain = { ...known, status: known.version === 0 && known.deadline === 0 ? known.status : 2 };
  state.assets.forEach((asset, a) => {
    const left = netsOf(known, asset.token, channel.participants.length).map((net, i) => net + (asset.delta[i] ?? 0n));
    next = pay(
      next,
      channel,
      asset.token,
      left.map((amount, i) => (inMask(masks[a] ?? 0n, i) ? amount : 0n)),
    );
    after = {
      ...after,
      nets: { ...after.nets, [asset.token]: left.map((amount, i) => (inMask(masks[a] ?? 0n, i) ? 0n : amount)) },
      closed: { ...after.closed, [asset.token]: true },
    };
  });
  return withChannel(next, channelId, after);
}

function payOut(
  world: World,
  channel: Channel,
  channelId: Hex,
  { token, delta }: Pick<AssetState, "token" | "delta">,
  mask: bigint,
): World {
  const known = channelOf(world, channelId);
  const nets = netsOf(known, token, channel.participants.length);
  const amounts = nets.map((net, i) => (inMask(mask, i) ? net + (delta[i] ?? 0n) : 0n));
  const after = nets.map((net, i) => (inMask(mask, i) ? -(delta[i] ?? 0n) : net));
  return withChannel(pay(world, channel, token, amounts), channelId, {
    ...known,
    nets: { ...known.nets, [token]: after },
  });
}

function settle(block: Block, world: World, channel: Channel, state: State, masks: readonly bigint[]): World {
  const channelId = id(block, channel);
  need(isFixed(channelOf(world, channelId), block.now), "NotFixed");
  registered(channelId, channelOf(world, channelId), state);
  need(masks.length === state.assets.length, "BadMasks");
  return state.assets.reduce((sum, asset, a) => payOut(sum, channel, channelId, asset, masks[a] ?? 0n), world);
}

function sweep(block: Block, world: World, channel: Channel, state: State, token: Hex, mask: bigint): World {
  const channelId = id(block, channel);
  const known = channelOf(world, channelId);
  if (known.status !== 2 && known.closed[token] !== true) {
    need(isFixed(known, block.now), "NotFixed");
    registered(channelId, known, state);
    need(
      state.assets.every((asset) => asset.token !== token),
      "Listed",
    );
  }
  return payOut(world, channel, channelId, { token, delta: [] }, mask);
}

/** Adjudicator §6. */
function withdraw(
  block: Block,
  world: World,
  channel: Channel,
  state: State,
  signatures: Hex,
  assetMask: bigint,
): World {
  const channelId = id(block, channel);
  const known = channelOf(world, channelId);
  const n = channel.participants.length;
  need(isEditable(known, block.now), "NotEditable");
  if (state.version > known.version)
    return withdraw(
      block,
      withChannel(world, channelId, register(block, world, channel, state, signatures)),
      channel,
      state,
      signatures,
      assetMask,
    );
  registered(channelId, known, state);
  return state.assets.reduce((sum, asset, a) => {
    if (!inMask(assetMask, a)) return sum;
    const before = channelOf(sum, channelId);
    const paid = paidOf(before, asset.token, n);
    const amounts = paid.map((_, i) => unpaid(asset, paid, i));
    return withChannel(pay(sum, channel, asset.token, amounts), channelId, {
      ...before,
      paid: { ...before.paid, [asset.token]: paid.map((was, i) => was + (amounts[i] ?? 0n)) },
      nets: {
        ...before.nets,
        [asset.token]: netsOf(before, asset.token, n).map((net, i) => net - (amounts[i] ?? 0n)),
      },
    });
  }, world);
}

function claim(block: Block, world: World, channel: Channel, state: State, items: readonly Claim[]): World {
  const channelId = id(block, channel);
  need(isFixed(channelOf(world, channelId), block.now), "NotFixed");
  registered(channelId, channelOf(world, channelId), state);
  return items.reduce((sum, item) => {
    const { after, owed } = takeItem(block, sum, channelId, state, item);
    const paid = withChannel(sum, channelId, after);
    return state.assets.reduce((all, asset, a) => pay(all, channel, asset.token, owed[a] ?? []), paid);
  }, world);
}

function progress(
  block: Block,
  world: World,
  { sender }: Call,
  channel: Channel,
  state: State,
  position: Position,
  play: Play,
): World {
  const channelId = id(block, channel);
  const known = channelOf(world, channelId);
  need(isFixed(known, block.now), "NotFixed");
  registered(channelId, known, state);
  const signer = channel.participants[position.leaf.seats[play.seat] ?? 255]?.signer;
  const mayMove = (turn: number): boolean => {
    if (signer === undefined) return false;
    const move = {
      channelId,
      version: state.version,
      index: position.leaf.index,
      turn,
      stateHash: position.entryHash,
      moveHash: moveHash(play.seat, play.move, play.args),
    };
    return signer === sender || block.verify(signer, digest(block.domain, hashMove(move)), play.signature);
  };
  return withChannel(world, channelId, playStep(block, known, state, position, play, mayMove));
}

function timeout(block: Block, world: World, channel: Channel, state: State, position: Position): World {
  const channelId = id(block, channel);
  const known = channelOf(world, channelId);
  need(isFixed(known, block.now), "NotFixed");
  registered(channelId, known, state);
  return withChannel(world, channelId, timeoutStep(block, world, known, state, position));
}

function publish(block: Block, world: World, preimages: readonly Hex[]): World {
  const published = new Map(world.published);
  for (const preimage of preimages) {
    const hash = sha256Hex(hexToBytes(preimage));
    if (!published.has(hash)) published.set(hash, { hash, preimage, at: block.now, block: block.number });
  }
  return { ...world, published };
}

/**
 * The adjudicator as adjudicator.md has it, children of payments included: the world after a transaction.
 * @throws ModelReverted
 */
export function execute(block: Block, world: World, call: Call): World {
  // The arguments are those of the ABI, by name of the function: what the node hands to its chain port.
  const [a, b, c, d, e] = call.args as [never, never, never, never, never];
  switch (call.fn) {
    case "fundETH":
      return fund(world, call.sender, a, Number(b as bigint) & 255, ETH, call.value ?? 0n);
    case "fund":
      return fund(world, call.sender, a, Number(b as bigint), c, e);
    case "checkpoint":
      return checkpoint(block, world, a, b, c);
    case "challenge":
      return challenge(block, world, call, a, b, c, Number(d as bigint));
    case "resume":
      return resume(block, world, a, b);
    case "conclude":
      return conclude(block, world, a, b, c, d);
    case "withdraw":
      return withdraw(block, world, a, b, c, d);
    case "checkpointChild":
    case "challengeChild":
    case "concludeChild":
      return inChild(block, world, call);
    case "settle":
      return settle(block, world, a, b, c);
    case "sweep":
      return sweep(block, world, a, b, c, e);
    case "claim":
      return claim(block, world, a, b, c);
    case "progress":
      return progress(block, world, call, a, b, c, d);
    case "timeout":
      return timeout(block, world, a, b, c);
    case "publish":
      return publish(block, world, a);
    default:
      throw new ModelReverted(`no entry ${call.fn}`);
  }
}
