// Generated from contracts/apps/HashLock.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 c186f1a4f225ce870e44d4762c7b7d9b1ad507d98e78a4185a8fa4ccce8552a8

import { revertEmpty, revertWith } from "../../evm/failure.ts";
import { tick } from "../../evm/meter.ts";
import { shl, uint256 } from "../../evm/integers.ts";
import { at, inBounds, newArray, once, put } from "../../evm/memory.ts";
import { bytesToWord } from "../../evm/words.ts";
import { arrayCodec, boolCodec, bytesCodec, decodeOne, encode, enumCodec, fixedBytesCodec, smallUintCodec, structCodec, uintCodec } from "../../evm/codec.ts";
import { type CalldataArray, type Outcome, accessArray, accessBytes, accessValue, calldataBytes, calldataPlace, elementPlace, parameter, parameters, run } from "../../evm/calldata.ts";
import { sha256 } from "../../evm/hash.ts";

const uint256Codec = uintCodec(256);
const uint128Codec = uintCodec(128);
const uint128ArrayCodec = arrayCodec(uint128Codec);
const AppStateCodec = structCodec<AppState>({
  isFinal: boolCodec,
  held: uint128ArrayCodec,
  body: bytesCodec,
});
const uint8Codec = smallUintCodec(8);
const uint64Codec = uintCodec(64);
const bytes32Codec = fixedBytesCodec(32);
const uint32Codec = smallUintCodec(32);
const StatusCodec = structCodec<Status>({
  clock: uint8Codec,
  window: uint64Codec,
  time: uint64Codec,
  lock: bytes32Codec,
  due: uint32Codec,
  exhausted: boolCodec,
});
const HashLock_TermsCodec = structCodec<HashLock_Terms>({
  amount: uint256Codec,
  lock: bytes32Codec,
  expiry: uint64Codec,
});
const enum3Codec = enumCodec(3);

const HashLock_RECEIVER = 1n;
const HashLock_SENDER = 0n;
const HashLock_MONEY = 0n;

export interface AppState {
  isFinal: boolean;
  held: bigint[];
  body: Uint8Array;
}

function newAppState(): AppState {
  return { isFinal: false, held: [], body: new Uint8Array(0) };
}

export interface Status {
  clock: number;
  window: bigint;
  time: bigint;
  lock: bigint;
  due: number;
  exhausted: boolean;
}

function newStatus(): Status {
  return { clock: 0, window: 0n, time: 0n, lock: 0n, due: 0, exhausted: false };
}

export interface HashLock_Terms {
  amount: bigint;
  lock: bigint;
  expiry: bigint;
}

function newHashLock_Terms(): HashLock_Terms {
  return { amount: 0n, lock: 0n, expiry: 0n };
}

export interface HashLock_State {
  phase: number;
  pot: Pot;
}

function newHashLock_State(): HashLock_State {
  return { phase: 0, pot: newPot() };
}

export interface Pot {
  seats: bigint;
  held: bigint[];
}

function newPot(): Pot {
  return { seats: 0n, held: [] };
}

/** begin(bytes,uint256) */
function call_begin(): Uint8Array {
  parameters(64);
  const terms = calldataBytes(bytesCodec, 0);
  const seats = parameter(uint256Codec, 32);
  return encode([AppStateCodec], [begin(terms, seats)]);
}

/** status(bytes,(bool,uint128[],bytes),bytes) */
function call_status(): Uint8Array {
  parameters(96);
  const terms = calldataBytes(bytesCodec, 0);
  const state = calldataPlace(AppStateCodec, 32);
  const argument2 = calldataBytes(bytesCodec, 64);
  return encode([StatusCodec], [status(terms, state, argument2)]);
}

/** play(bytes,(bool,uint128[],bytes),uint8,uint8,bytes) */
function call_play(): Uint8Array {
  parameters(160);
  const terms = calldataBytes(bytesCodec, 0);
  const state = calldataPlace(AppStateCodec, 32);
  const seat = parameter(uint8Codec, 64);
  const move = parameter(uint8Codec, 96);
  const args = calldataBytes(bytesCodec, 128);
  const [result0, result1, result2] = play(terms, state, seat, move, args);
  return encode([AppStateCodec, boolCodec, uint8Codec], [result0, result1, result2]);
}

/** expire(bytes,(bool,uint128[],bytes),uint64) */
function call_expire(): Uint8Array {
  parameters(96);
  const terms = calldataBytes(bytesCodec, 0);
  const state = calldataPlace(AppStateCodec, 32);
  const published = parameter(uint64Codec, 64);
  return encode([AppStateCodec], [expire(terms, state, published)]);
}

/**
 * @inheritdoc IApp
 */
function begin(terms: Uint8Array, seats: bigint): AppState {
  (seats === 2n) || revertWith(0xaee091c6, encode([uint256Codec], [seats]));
  let t: HashLock_Terms = decodeOne(HashLock_TermsCodec, terms);
  let s: HashLock_State = newHashLock_State();
  s.pot = { seats: seats, held: newArray(seats, (): bigint => 0n) };
  for (let asset: bigint = 0n; asset < 1n; asset = uint256(asset + 1n)) {
    tick();
    for (let seat: bigint = 0n; seat < seats; seat = uint256(seat + 1n)) {
      tick();
      put(HashLock_stake(t, asset, seat), s.pot.held, uint256(uint256(asset * seats) + seat));
    }
  }
  return _pack(s);
}

/**
 * @inheritdoc IApp
 */
function status(terms: Uint8Array, state: number, unnamed: Uint8Array): Status {
  let r: Status = newStatus();
  let t: HashLock_Terms = decodeOne(HashLock_TermsCodec, terms);
  let s: HashLock_State = _unpack(state);
  if (s.phase === 0) {
    r.clock = 2;
    r.time = t.expiry;
    r.lock = t.lock;
    for (let seat: bigint = 0n; seat < s.pot.seats; seat = uint256(seat + 1n)) {
      tick();
      if (!(seat === HashLock_RECEIVER)) {
        continue;
      }
      r.due = ((r.due | Number(BigInt.asUintN(32, BigInt.asUintN(256, shl(1n, seat))))) >>> 0);
    }
  }
  return r;
}

/**
 * @inheritdoc IApp
 */
function play(terms: Uint8Array, state: number, seat: number, move: number, args: Uint8Array): [AppState, boolean, number] {
  let next: AppState = newAppState();
  let stays: boolean = false;
  let most: number = 0;
  let t: HashLock_Terms = decodeOne(HashLock_TermsCodec, terms);
  let s: HashLock_State = _unpack(state);
  if (move === 0) {
    (s.phase === 0) || revertWith(0xe2586bcc, new Uint8Array(0));
    (BigInt(seat) === HashLock_RECEIVER) || revertWith(0x40d7bcbc, new Uint8Array(0));
    let preimage: bigint = decodeOne(bytes32Codec, args);
    HashLock_claim(t, s, preimage);
    most = 0;
  } else {
    revertWith(0x8a4acf58, new Uint8Array(0));
  }
  stays = false;
  next = _pack(s);
  return [next, stays, most];
}

/**
 * @inheritdoc IApp
 */
function expire(terms: Uint8Array, state: number, published: bigint): AppState {
  let t: HashLock_Terms = decodeOne(HashLock_TermsCodec, terms);
  let s: HashLock_State = _unpack(state);
  let phase: number = s.phase;
  if (phase === 0) {
    HashLock_expire(t, s, published);
  } else {
    revertWith(0xe2586bcc, new Uint8Array(0));
  }
  (s.phase > phase) || revertWith(0xe7a02357, new Uint8Array(0));
  return _pack(s);
}

function HashLock_stake(t: HashLock_Terms, unnamed: bigint, seat: bigint): bigint {
  return (seat === HashLock_SENDER) ? t.amount : 0n;
}

/**
 * @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
 */
function _pack(s: HashLock_State): AppState {
  let state: AppState = newAppState();
  state.isFinal = ((s.phase === 1) || (s.phase === 2));
  state.held = newArray(BigInt(s.pot.held.length), (): bigint => 0n);
  for (let i: bigint = 0n; i < BigInt(s.pot.held.length); i = uint256(i + 1n)) {
    tick();
    let amount: bigint = at(s.pot.held, i);
    (amount <= 0xffffffffffffffffffffffffffffffffn) || revertWith(0x08083b2a, encode([uint256Codec], [amount]));
    put(BigInt.asUintN(128, amount), state.held, i);
  }
  state.body = encode([enum3Codec], [s.phase]);
  return state;
}

function _unpack(state: number): HashLock_State {
  let t: CalldataArray;
  let s: HashLock_State = newHashLock_State();
  let seats: bigint = BigInt(accessArray(uint128ArrayCodec, state, state + 32).length);
  (seats === 2n) || revertWith(0xaee091c6, encode([uint256Codec], [seats]));
  s.pot = { seats: seats, held: newArray(BigInt(accessArray(uint128ArrayCodec, state, state + 32).length), (): bigint => 0n) };
  for (let i: bigint = 0n; i < BigInt(accessArray(uint128ArrayCodec, state, state + 32).length); i = uint256(i + 1n)) {
    tick();
    put((t = accessArray(uint128ArrayCodec, state, state + 32), accessValue(uint128Codec, elementPlace(uint128ArrayCodec, t.at, t.length, i))), s.pot.held, i);
  }
  s.phase = decodeOne(enum3Codec, accessBytes(bytesCodec, state, state + 64));
  return s;
}

/**
 * Show the preimage to the sender. On chain it must go to the registry, where every hop sees it in time.
 */
function HashLock_claim(t: HashLock_Terms, s: HashLock_State, preimage: bigint): void {
  opensWith(t.lock, preimage) || revertWith(0x9354b84e, new Uint8Array(0));
  pay(s.pot, HashLock_MONEY, HashLock_SENDER, HashLock_RECEIVER, t.amount);
  s.phase = 1;
}

function HashLock_expire(t: HashLock_Terms, s: HashLock_State, published: bigint): void {
  s.phase = 2;
  if ((published === 0n) || (published > t.expiry)) {
    return;
  }
  payUpTo(s.pot, HashLock_MONEY, HashLock_SENDER, HashLock_RECEIVER, t.amount);
  s.phase = 1;
}

function opensWith(lock: bigint, preimage: bigint): boolean {
  return lock === bytesToWord(sha256(encode([bytes32Codec], [preimage])));
}

/**
 * Exactly `amount`, or the move is not valid. For moves.
 */
function pay(pot: Pot, asset: bigint, from_2: bigint, to: bigint, amount: bigint): void {
  let t: bigint[];
  let t_2: number;
  let t_3: bigint[];
  let t_4: number;
  let have: bigint = heldBy(pot, asset, from_2);
  (have >= amount) || revertWith(0x9e6871f9, encode([uint256Codec, uint256Codec, uint256Codec, uint256Codec], [asset, from_2, have, amount]));
  t = pot.held, t_2 = inBounds(t.length, uint256(uint256(asset * pot.seats) + from_2)), t[t_2] = uint256(t[t_2]! - amount);
  t_3 = pot.held, t_4 = inBounds(t_3.length, uint256(uint256(asset * pot.seats) + to)), t_3[t_4] = uint256(t_3[t_4]! + amount);
}

/**
 * `amount`, or what is left. Never fails: for timeouts, and for losses capped by a stake.
 */
function payUpTo(pot: Pot, asset: bigint, from_2: bigint, to: bigint, amount: bigint): void {
  let have: bigint = heldBy(pot, asset, from_2);
  pay(pot, asset, from_2, to, ((amount < have) ? amount : have));
}

function heldBy(pot: Pot, asset: bigint, seat: bigint): bigint {
  return at(pot.held, uint256(uint256(asset * pot.seats) + seat));
}

function dispatch(selector: number | null): Uint8Array {
  switch (selector) {
    case 0xf277840f:
      return call_begin();
    case 0x37a70616:
      return call_status();
    case 0x5910775e:
      return call_play();
    case 0x0f02f0ae:
      return call_expire();
    default:
      return revertEmpty();
  }
}

/** Calls the function that the calldata selects, with exactly the EVM's answer. */
export function call(calldata: Uint8Array): Outcome {
  return run(calldata, dispatch);
}
