import { keccak256 } from "../../offchain/evm/hash.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { bytesToHex } from "../../offchain/evm/hex.ts";
import { encodeApp, encodeAppClaim } from "../../offchain/generated/protocol/codecs.ts";
import { hashApp, hashMove, hashState } from "../../offchain/generated/protocol/hashes.ts";
import { appStateHash, channelId, moveHash, rootOf } from "../../offchain/generated/protocol/rules.ts";
import type { App, AppState, Channel, Move, State, Status } from "../../offchain/generated/protocol/structs.ts";
import type { Exploration, Place, Step } from "../play/explore.ts";
import type { GameState } from "../play/game.ts";
import { wordsToBytes } from "../play/words.ts";
import type { Court } from "./court.ts";
import { CHAIN, FUNDER, keyOf, signerOf } from "./court.ts";
import type { Subject } from "./subject.ts";

const DURATION = 86_400;
const APP_GAS = 500_000;
const ETH: Hex = `0x${"00".repeat(32)}`;

/** A channel that was fixed by a challenge while its app stood at a place of the game. */
export interface Dispute {
  readonly court: Court;
  readonly subject: Subject;
  readonly channel: Channel;
  readonly state: State;
  readonly leaf: App;
  readonly terms: Hex;
  readonly id: Hex;
  readonly payouts: readonly Address[];
  standing: AppState;
  entryHash: Hex;
  enteredAt: bigint;
  used: Uint8Array;
}

/** The adapter's state in the protocol's words. */
export function appStateOf({ encoded, isFinal, held }: GameState): AppState {
  const at = Number(BigInt(bytesToHex(encoded.slice(64, 96))));
  const length = Number(BigInt(bytesToHex(encoded.slice(at, at + 32))));
  return { isFinal, held: [...held], body: bytesToHex(encoded.slice(at + 32, at + 32 + length)) };
}

let salt = 0;

/** One channel whose fixed state has the app at a place of its game; what was put in was all staked. */
export async function openDispute(
  court: Court,
  subject: Subject,
  adapter: Address,
  exploration: Exploration,
  place: Place,
): Promise<Dispute> {
  const { seats, places } = exploration;
  const { assets } = subject.model;
  salt++;
  const payouts = Array.from(
    { length: seats },
    (_, i): Address => bytesToHex(keccak256(new Uint8Array([salt & 255, salt >> 8, i])).slice(12)),
  );
  const channel: Channel = {
    participants: payouts.map((payout, i) => ({ signer: signerOf(i), payout })),
    challengeDuration: DURATION,
    appGas: APP_GAS,
    salt: BigInt(salt),
    child: `0x${"00".repeat(32)}`,
  };
  const id = channelId(channel, CHAIN, court.adjudicator);
  const stakes = places[0]?.state.held ?? [];
  const of = (asset: number): bigint[] => stakes.slice(asset * seats, (asset + 1) * seats);
  const sum = (list: readonly bigint[]): bigint => list.reduce((total, n) => total + n, 0n);
  const standing = appStateOf(place.state);
  const terms = wordsToBytes(exploration.terms.words);
  const leaf: App = {
    index: 0,
    app: adapter,
    codeHash: subject.app.code.codeHash,
    termsHash: bytesToHex(keccak256(terms)),
    stateHash: appStateHash(standing),
    notBefore: 0,
    fallbackDelay: 100 * DURATION,
    seats: payouts.map((_, i) => i),
    locks: assets.map((_, asset) => ({ asset, amount: sum(of(asset)) })),
  };
  const tokens = await Promise.all(assets.map(async (_, asset) => wordOf(await court.tokenOf(asset))));
  const state: State = {
    version: 1,
    isFinal: false,
    interactionsRoot: rootOf(hashApp(leaf), 0n, []),
    assets: assets.map((_, asset) => ({
      token: tokens[asset] ?? ETH,
      id: 0n,
      locked: sum(of(asset)),
      delta: of(asset).map((amount) => -amount),
      withdrawn: [],
    })),
  };
  for (const asset of assets.keys())
    for (const [i, amount] of of(asset).entries())
      if (amount > 0n) await fund(court, id, asset, tokens[asset] ?? ETH, i, amount);
  const signatures = payouts.map((_, i) => court.sign(keyOf(i), hashState(id, state)).slice(2)).join("");
  await court.act(signerOf(0), "challenge", [channel, state, `0x${signatures}`, 0, "0x"]);
  const [, deadline] = await court.ask("slotOf", [id]);
  court.now = BigInt(String(deadline)) + 1n;
  return {
    court,
    subject,
    channel,
    state,
    leaf,
    terms: bytesToHex(terms),
    id,
    payouts,
    standing,
    entryHash: leaf.stateHash,
    enteredAt: BigInt(String(deadline)),
    used: new Uint8Array(0),
  };
}

function wordOf(token: Address | null): Hex {
  return token === null ? ETH : `0x01${"00".repeat(11)}${token.slice(2)}`;
}

async function fund(court: Court, id: Hex, asset: number, token: Hex, seat: number, amount: bigint): Promise<void> {
  if (asset === 0) return court.act(FUNDER, "fundETH", [id, seat], amount);
  await court.mint(asset, amount);
  await court.act(FUNDER, "fund", [id, seat, token, 0, amount, 0]);
}

/** What the adapter says of where the app stands. */
export function statusOf({ subject, terms, standing, used }: Dispute): Status {
  const status = subject.app.code.status(terms, standing, bytesToHex(used));
  if (!status.ok) throw new Error(`${subject.app.code.name}: status fails with ${status.revert}`);
  return status.value;
}

/** When the phase's clock is over: the first second in which anyone may make its timeout. */
export function clockEnd(dispute: Dispute): bigint {
  const { clock, window, time } = statusOf(dispute);
  if (clock === 2) return time + 1n;
  return (dispute.enteredAt > time ? dispute.enteredAt : time) + window;
}

const positionOf = ({ leaf, terms, standing, entryHash, used }: Dispute): object => ({
  leaf,
  proof: [],
  terms,
  state: standing,
  entryHash,
  used: bytesToHex(used),
});

/** A move on chain: by its seat, or brought by somebody else with the seat's signature on it for the entry (adjudicator §9). */
export async function makeMove(dispute: Dispute, step: Step, next: GameState, isBrought: boolean): Promise<void> {
  const { court, channel, state } = dispute;
  const [turn] = await court.ask("turnOf", [dispute.id, 0]);
  const args = bytesToHex(step.args);
  const move: Move = {
    channelId: dispute.id,
    version: state.version,
    index: dispute.leaf.index,
    turn: Number(turn),
    stateHash: dispute.entryHash,
    moveHash: moveHash(step.seat, step.move, args),
  };
  const signature = isBrought ? court.sign(keyOf(step.seat), hashMove(move)) : "0x";
  const play = { seat: step.seat, move: step.move, args, signature };
  const at = court.now;
  await court.act(isBrought ? FUNDER : signerOf(step.seat), "progress", [channel, state, positionOf(dispute), play]);
  dispute.used = counted(dispute.used, step.move * dispute.payouts.length + step.seat);
  enter(dispute, next, step.stays ? null : at);
}

/** The phase's timeout, by anyone. */
export async function makeTimeout(dispute: Dispute, next: GameState): Promise<void> {
  const { court, channel, state } = dispute;
  const at = court.now;
  await court.act(FUNDER, "timeout", [channel, state, positionOf(dispute)]);
  enter(dispute, next, at);
}

function enter(dispute: Dispute, next: GameState, at: bigint | null): void {
  dispute.standing = appStateOf(next);
  if (at === null) return;
  dispute.entryHash = appStateHash(dispute.standing);
  dispute.enteredAt = at;
}

/** `used` after one more move: a byte for each (move, seat), cut after the last that is not 0 (adjudicator §9). */
function counted(used: Uint8Array, at: number): Uint8Array {
  const next = new Uint8Array(Math.max(used.length, at + 1));
  next.set(used);
  next[at] = (next[at] ?? 0) + 1;
  return next;
}

/** Whether the app's last step on chain ended it: a final phase, or a due seat that has used up its moves. */
export async function isDone(dispute: Dispute): Promise<boolean> {
  const [, , done] = await dispute.court.ask("turnOf", [dispute.id, 0]);
  return done === true || dispute.standing.isFinal;
}

/**
 * Claims, and holds what each seat is paid against a pot.
 *
 * @throws Error naming the seat that is paid something else.
 */
export async function paysOut(dispute: Dispute, held: readonly bigint[], where: string): Promise<void> {
  const { court, payouts, subject, leaf, channel, state } = dispute;
  const used = bytesToHex(dispute.used);
  const extra = encodeAppClaim({ state: dispute.standing, entryHash: dispute.entryHash, used });
  await court.act(FUNDER, "claim", [channel, state, [{ kind: 2, leaf: encodeApp(leaf), proof: [], extra }]]);
  for (const [asset, { name }] of subject.model.assets.entries())
    for (const [seat, payout] of payouts.entries()) {
      const [paid, owed] = [await court.balanceOf(payout, asset), held[asset * payouts.length + seat] ?? 0n];
      if (paid !== owed)
        throw new Error(`${where}: the chain pays seat ${seat} ${paid} of ${name}, the rules say ${owed}`);
    }
}
