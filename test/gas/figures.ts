import { type BaseContract, Contract, ContractFactory, type InterfaceAbi, sha256, type Wallet, zeroPadValue } from "ethers";
import { compileTestToken } from "../../offchain/cli/devnet/testToken.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { hashHashLock } from "../../offchain/generated/protocol/hashes.ts";
import type { Channel, HashLock, State } from "../../offchain/generated/protocol/structs.ts";
import { channelOf, type Court, DURATION, gasOf, hex, idOf, NOBODY, NOTHING, signState, stateOf } from "./court.ts";
import type { Figures } from "./keys.ts";
import { levelsOf, siblingsOf } from "./merkle.ts";
import { ether } from "./units.ts";
import { virtualDispute } from "./virtual.ts";

// Conditions: the court holds funds already and is warm in nothing else; every channel's slots are fresh; participants are accounts
// with a balance, one of them sends, everyone is paid; one of two deltas is negative.

const COUNTS = [1, 10, 100] as const;

/** Measures every figure on a fresh court. @example (await measureFigures(court)).challenge // gas */
export async function measureFigures(court: Court): Promise<Figures> {
  const salts = saltsFrom(1000n);
  // So that the court holds funds before anything is measured.
  await funded(court, salts());
  return {
    deploy: court.deployGas,
    ...(await funding(court, salts())),
    fundErc20: await fundErc20(court, salts()),
    concludeEth: await concludeEth(court, salts()),
    concludeErc20: await concludeErc20(court, salts()),
    ...(await dispute(court, salts())),
    checkpointOpen: await checkpointOpen(court, salts()),
    withdrawPartialEth: await withdrawPartial(court, salts()),
    challenge1: await challengePending(court, salts(), 1),
    challenge10: await challengePending(court, salts(), 10),
    challenge100: await challengePending(court, salts(), 100),
    challenge10000: await challengePending(court, salts(), 10_000),
    ...(await claims(court, salts)),
    challengeN3: await challengeOf(court, salts(), 3),
    challengeN10: await challengeOf(court, salts(), 10),
    // By agreement the legs come into the parents' states and go from them: no transaction at all.
    virtualOpenCloseCooperative: 0,
    virtualDisputed: await virtualDisputed(court, salts),
  };
}

async function funding(court: Court, salt: bigint): Promise<Pick<Figures, "fundEthFirst" | "fundEthSecond">> {
  const id = idOf(court, channelOf(court, salt));
  const first = await gasOf(court, "fundETH", [id, 0], { value: ether(2), by: sender(court, 0) });
  const minHeld = ether(2) << 8n;
  const second = await gasOf(court, "fundETH", [id, 1n | minHeld], { value: ether(2), by: sender(court, 1) });
  return { fundEthFirst: first, fundEthSecond: second };
}

async function concludeEth(court: Court, salt: bigint): Promise<number> {
  const channel = await funded(court, salt);
  const final = stateOf(9, -ether(1), { isFinal: true });
  return gasOf(court, "conclude", [channel, final, signState(court, channel, final), [3]], { by: sender(court, 0) });
}

async function dispute(
  court: Court,
  salt: bigint,
): Promise<Pick<Figures, "challenge" | "checkpointInDispute" | "settleEth">> {
  const channel = await funded(court, salt);
  const [nine, ten] = [stateOf(9, -ether(1)), stateOf(10, -ether(1) / 2n)];
  const challenge = await challengeBy(court, channel, nine);
  const answer = [channel, ten, signState(court, channel, ten)];
  const checkpoint = await gasOf(court, "checkpoint", answer, { by: sender(court, 1) });
  court.clock.now += DURATION;
  const settle = await gasOf(court, "settle", [channel, ten, [3]], { by: sender(court, 0) });
  return { challenge, checkpointInDispute: checkpoint, settleEth: settle };
}

async function checkpointOpen(court: Court, salt: bigint): Promise<number> {
  const channel = await funded(court, salt);
  const state = stateOf(9, -ether(1));
  return gasOf(court, "checkpoint", [channel, state, signState(court, channel, state)], { by: sender(court, 0) });
}

async function withdrawPartial(court: Court, salt: bigint): Promise<number> {
  const channel = await funded(court, salt);
  const plain = stateOf(9, -ether(1));
  const state = { ...plain, assets: plain.assets.map((a) => ({ ...a, withdrawn: [ether(1) / 2n, 0n] })) };
  return gasOf(court, "withdraw", [channel, state, signState(court, channel, state), 1], { by: sender(court, 0) });
}

async function challengePending(court: Court, salt: bigint, pending: number): Promise<number> {
  const channel = await funded(court, salt);
  const { state } = pendingLocks(court, pending, salt);
  return challengeBy(court, channel, state);
}

async function challengeOf(court: Court, salt: bigint, count: number): Promise<number> {
  const channel = await funded(court, salt, count);
  const delta = [-ether(1), ether(1), ...Array.from({ length: count - 2 }, () => 0n)];
  const assets = [{ token: NOBODY, id: 0n, locked: 0n, delta, withdrawn: [] }];
  return challengeBy(court, channel, { version: 9, isFinal: false, interactionsRoot: NOBODY, assets });
}

type Claims = Pick<Figures, "publish1" | "publish100" | "claim1" | "claim10" | "claim100">;

/** For each count a channel with that many locks, whose preimages are all published, claimed in one call. */
async function claims(court: Court, salts: () => bigint): Promise<Claims> {
  const published: number[] = [];
  const claimed: number[] = [];
  for (const count of COUNTS) {
    const channel = await funded(court, salts());
    const { state, locks, preimages } = pendingLocks(court, count, channel.salt);
    await challengeBy(court, channel, state);
    published.push(await gasOf(court, "publish", [preimages], { by: sender(court, 1) }));
    court.clock.now += DURATION;
    await gasOf(court, "settle", [channel, state, [3]], { by: sender(court, 0) });
    claimed.push(await gasOf(court, ...claimCall(channel, state, locks), { by: sender(court, 1) }));
  }
  const [claim1 = null, claim10 = null, claim100 = null] = claimed;
  const [publish1 = null, , publish100 = null] = published;
  return { publish1, publish100, claim1, claim10, claim100 };
}

function claimCall(channel: Channel, state: State, locks: readonly HashLock[]): [string, unknown[]] {
  const levels = levelsOf(locks.map((lock) => hashHashLock(lock)));
  const places = locks.map(({ index }) => index);
  return ["claimAll", [channel, state, locks, levels.length - 1, siblingsOf(levels, places)]];
}

interface Pending {
  readonly state: State;
  readonly locks: readonly HashLock[];
  readonly preimages: readonly Hex[];
}

/** Locks from the first participant to the second, with preimages that no other channel uses. */
function pendingLocks(court: Court, count: number, salt: bigint): Pending {
  const preimages = Array.from({ length: count }, (_, n) => hex(sha256(zeroPadValue(`0x${(salt * 65_536n + BigInt(n)).toString(16).padStart(12, "0")}`, 32))));
  const until = court.clock.now + 30 * DURATION;
  const locks = preimages.map((preimage, index) => {
    return { index, asset: 0, from: 0, to: 1, amount: ether(1) / 100_000n, hash: hex(sha256(preimage)), until };
  });
  const root = levelsOf(locks.map((lock) => hashHashLock(lock))).at(-1)?.[0] ?? NOBODY;
  const locked = BigInt(count) * (ether(1) / 100_000n);
  return { state: stateOf(9, -ether(1), { interactionsRoot: root }, locked), locks, preimages };
}

async function challengeBy(court: Court, channel: Channel, state: State): Promise<number> {
  const signatures = state === NOTHING ? "0x" : signState(court, channel, state);
  return gasOf(court, "challenge", [channel, state, signatures, 0, "0x"], { by: sender(court, 0) });
}

async function funded(court: Court, salt: bigint, count = 2): Promise<Channel> {
  const channel = channelOf(court, salt, count);
  const id = idOf(court, channel);
  for (let i = 0; i < count; i++) await gasOf(court, "fundETH", [id, i], { value: ether(2), by: sender(court, i) });
  return channel;
}

async function virtualDisputed(court: Court, salts: () => bigint): Promise<number> {
  return Object.values(await virtualDispute(court, salts)).reduce((sum, gas) => sum + gas, 0);
}

function sender(court: Court, participant: number): Wallet {
  const wallet = court.signers[participant];
  if (wallet === undefined) throw new Error(`the court has no signer ${participant}`);
  return wallet;
}

export function saltsFrom(first: bigint): () => bigint {
  let next = first;
  return () => next++;
}

// --- ERC-20

const TOKEN_KIND = 1n << 248n;

/** A token of which payers, payouts and the court have some, so that no balance is written for the first time. */
async function tokenOf(court: Court): Promise<Hex> {
  const { abi, initCodeOf } = compileTestToken();
  const payers = court.signers.slice(0, 2);
  await court.tick();
  const deployed = await new ContractFactory(abi as InterfaceAbi, initCodeOf("Test token", "TST"), sender(court, 0)).deploy("Token", "TOK");
  await deployed.waitForDeployment();
  const payouts = channelOf(court, 0n).participants.map(({ payout }) => payout);
  for (const holder of [...payers, court.contract.target, ...payouts]) {
    await court.tick();
    await (await tokenAs(deployed, sender(court, 0)).getFunction("mint")(holder, ether(100))).wait();
  }
  for (const payer of payers) {
    await court.tick();
    await (await tokenAs(deployed, payer).getFunction("approve")(court.contract.target, ether(2))).wait();
  }
  return hex(`0x${(TOKEN_KIND | BigInt(String(deployed.target))).toString(16).padStart(64, "0")}`);
}

function tokenAs(token: BaseContract, wallet: Wallet): Contract {
  return new Contract(token.target, token.interface, wallet);
}

async function fundErc20(court: Court, salt: bigint): Promise<number> {
  const word = await tokenOf(court);
  return fundToken(court, idOf(court, channelOf(court, salt)), word, 0);
}

function fundToken(court: Court, id: Hex, word: Hex, participant: number): Promise<number> {
  return gasOf(court, "fund", [id, participant, word, 0, ether(2), 0], { by: sender(court, participant) });
}

async function concludeErc20(court: Court, salt: bigint): Promise<number> {
  const word = await tokenOf(court);
  const channel = channelOf(court, salt);
  for (const participant of [0, 1]) await fundToken(court, idOf(court, channel), word, participant);
  const plain = stateOf(9, -ether(1), { isFinal: true });
  const final = { ...plain, assets: plain.assets.map((a) => ({ ...a, token: word })) };
  return gasOf(court, "conclude", [channel, final, signState(court, channel, final), [3]], { by: sender(court, 0) });
}
