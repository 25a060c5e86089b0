import { keccak256, sha256 } from "ethers";
import type { Hex } from "../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../offchain/generated/apps/ticTacToe.ts";
import { encodeApp, encodeAppClaim, encodeChallengeAuth, encodeHashLock } from "../../offchain/generated/protocol/codecs.ts";
import { hashApp, hashChallenge, hashHashLock, hashMove, hashResume } from "../../offchain/generated/protocol/hashes.ts";
import { appStateHash, moveHash } from "../../offchain/generated/protocol/rules.ts";
import type { App, Channel, HashLock, Play, Position, State } from "../../offchain/generated/protocol/structs.ts";
import { levelsOf, proofOf } from "./merkle.ts";
import { abiCoder, ether } from "./units.ts";
import { channelOf, type Court, DURATION, gasOf, hex, idOf, NOBODY, NOTHING, signAll, signState, stateOf } from "./court.ts";

export type Gas = Record<string, number>;

/** Deposits, disputes and payments of a channel of two, in ETH, both deposits made. */
export async function lifecycle(court: Court): Promise<Gas> {
  const gas: Gas = {};
  const channel = channelOf(court, 1n);
  const id = idOf(court, channel);
  gas["fundETH, first of a pair"] = await gasOf(court, "fundETH", [id, 0], { value: ether(2) });
  gas["fundETH, second of a pair"] = await gasOf(court, "fundETH", [id, 1], { value: ether(2) });

  const [one, two] = [stateOf(1, -ether(1)), stateOf(2, -ether(1))];
  gas["challenge with a newer state"] = await challenge(court, channel, one);
  gas["checkpoint in a dispute"] = await gasOf(court, "checkpoint", [channel, two, signState(court, channel, two)]);
  const deadline = Number((await court.contract.getFunction("slotOf")(id)).deadline);
  gas["resume"] = await gasOf(court, "resume", [channel, signAll(court, hashResume({ channelId: id, deadline }))]);

  const taking: State = { ...two, version: 3, assets: two.assets.map((a) => ({ ...a, withdrawn: [ether(1) / 2n, 0n] })) };
  gas["withdraw, one of two"] = await gasOf(court, "withdraw", [channel, taking, signState(court, channel, taking), 1]);
  gas["challenge of the registered state"] = await challenge(court, channel, NOTHING);
  court.clock.now += DURATION;
  gas["settle, both"] = await gasOf(court, "settle", [channel, taking, [3]]);
  return gas;
}

/** The other ways out: by a final state, and with nothing signed. */
export async function exits(court: Court): Promise<Gas> {
  const gas: Gas = {};
  const final = stateOf(1, -ether(1), { isFinal: true });
  const closing = await funded(court, 2n);
  gas["conclude, both"] = await gasOf(court, "conclude", [closing, final, signState(court, closing, final), [3]]);

  const leaving = await funded(court, 3n);
  gas["challenge with nothing"] = await challenge(court, leaving, NOTHING);
  court.clock.now += DURATION;
  gas["sweep, both"] = await gasOf(court, "sweep", [leaving, NOTHING, NOBODY, 0, 3]);
  return gas;
}

/** The preimage registry, and hash locks of a tree of sixteen. */
export async function hashLocks(court: Court): Promise<Gas> {
  const gas: Gas = {};
  const preimages = Array.from({ length: 16 }, (_, n) => hex(`0x${(n + 1).toString(16).padStart(64, "0")}`));
  const until = court.clock.now + 30 * DURATION;
  const locks = preimages.map((x, index) => lockOf(index, hex(sha256(x)), until));
  const levels = levelsOf(locks.map((lock) => hashHashLock(lock)));
  const state = stateOf(1, 0n, { interactionsRoot: levels.at(-1)?.[0] ?? NOBODY }, 16_000n);
  const channel = await funded(court, 4n);
  await challenge(court, channel, state);
  court.clock.now += DURATION;

  gas["publish one preimage"] = await gasOf(court, "publish", [preimages.slice(0, 1)]);
  gas["publish ten more"] = await gasOf(court, "publish", [preimages.slice(1, 11)]);
  const items = locks.map((lock) => ({ kind: 0, leaf: encodeHashLock(lock), proof: proofOf(levels, lock.index), extra: "0x" }));
  gas["claim one hash lock of 16"] = await gasOf(court, "claim", [channel, state, items.slice(0, 1)]);
  gas["claim ten hash locks of 16"] = await gasOf(court, "claim", [channel, state, items.slice(1, 11)]);
  return gas;
}

/** A game of tic-tac-toe played on chain: a move, a silence, the claim. */
export async function game(court: Court): Promise<Gas> {
  const gas: Gas = {};
  const { channel, state, leaf, terms, first } = await fixedGame(court);
  const start = leaf.stateHash;
  const opening: Position = { leaf, proof: [], terms, state: first, entryHash: start, used: "0x" };
  const play: Play = { seat: 0, move: 0, args: hex(abiCoder.encode(["uint8"], [4])), signature: "0x" };
  const bound = { channelId: idOf(court, channel), version: 1, index: 0, turn: 0, stateHash: start };
  const signed = signAll(court, hashMove({ ...bound, moveHash: moveHash(0, 0, play.args) })).slice(0, 2 + 130);
  gas["progress, tic-tac-toe"] = await gasOf(court, "progress", [channel, state, opening, { ...play, signature: signed }]);

  const { next } = valueOf(ticTacToeCode.play(terms, first, 0, 0, play.args));
  const after: Position = { ...opening, state: next, entryHash: appStateHash(next), used: "0x01" };
  court.clock.now += 3600;
  gas["timeout, tic-tac-toe"] = await gasOf(court, "timeout", [channel, state, after]);

  const over = valueOf(ticTacToeCode.expire(terms, next, 0n));
  const extra = encodeAppClaim({ state: over, entryHash: appStateHash(over), used: "0x01" });
  gas["claim one app"] = await gasOf(court, "claim", [channel, state, [{ kind: 2, leaf: encodeApp(leaf), proof: [], extra }]]);
  return gas;
}

async function fixedGame(court: Court) {
  const channel = await funded(court, 5n);
  const terms = hex(abiCoder.encode(["uint256", "uint64"], [ether(1), 3600]));
  const first = valueOf(ticTacToeCode.begin(terms, 2n));
  const leaf: App = {
    index: 0,
    app: ticTacToeCode.address,
    codeHash: ticTacToeCode.codeHash,
    termsHash: hex(keccak256(terms)),
    stateHash: appStateHash(first),
    notBefore: 0,
    fallbackDelay: 7200,
    seats: [0, 1],
    locks: [{ asset: 0, amount: ether(2) }],
  };
  const delta = [-ether(1), -ether(1)];
  const assets = [{ token: NOBODY, id: 0n, locked: ether(2), delta, withdrawn: [] as bigint[] }];
  const state: State = { version: 1, isFinal: false, interactionsRoot: hashApp(leaf), assets };
  await challenge(court, channel, state);
  court.clock.now += DURATION;
  return { channel, state, leaf, terms, first };
}

async function funded(court: Court, salt: bigint): Promise<Channel> {
  const channel = channelOf(court, salt);
  for (const participant of [0, 1]) await gasOf(court, "fundETH", [idOf(court, channel), participant], { value: ether(2) });
  return channel;
}

/** By the first participant's authorisation: hardhat's payer sends everything here. */
async function challenge(court: Court, channel: Channel, state: State): Promise<number> {
  const id = idOf(court, channel);
  const { deadline } = await court.contract.getFunction("slotOf")(id);
  const validUntil = 2 ** 40 - 1;
  const message = { channelId: id, minVersion: 0, previousDeadline: Number(deadline), validUntil };
  const signature = hex(signAll(court, hashChallenge(message)).slice(0, 2 + 130));
  const auth = encodeChallengeAuth({ minVersion: 0, validUntil, signature });
  const signatures = state.version === 0 ? "0x" : signState(court, channel, state);
  return gasOf(court, "challenge", [channel, state, signatures, 0, auth]);
}

function lockOf(index: number, hash: Hex, until: number): HashLock {
  return { index, asset: 0, from: 0, to: 1, amount: 1000n, hash, until };
}

function valueOf<T>(outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly revert: Hex }): T {
  if (!outcome.ok) throw new Error(`the app refused: ${outcome.revert}`);
  return outcome.value;
}
