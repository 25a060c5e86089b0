// Generated from contracts/apps/Future.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 6b0c1e63005445c971730500fe1c74d0dad29c8623956151c5c81bd3ab8fe510

import { revertEmpty, revertWith } from "../../evm/failure.ts";
import { tick } from "../../evm/meter.ts";
import { div, shl, shr, uint256 } from "../../evm/integers.ts";
import { at, fixedToBytes, inBounds, newArray, once, pack, put } from "../../evm/memory.ts";
import { bytesToWord } from "../../evm/words.ts";
import { arrayCodec, boolCodec, bytesCodec, decodeOne, encode, enumCodec, fixedBytesCodec, smallUintCodec, structCodec, uintCodec } from "../../evm/codec.ts";
import { type CalldataArray, type Outcome, accessArray, accessBytes, accessValue, calldataBytes, calldataPlace, elementPlace, parameter, parameters, run } from "../../evm/calldata.ts";
import { keccak256 } from "../../evm/hash.ts";
import { ecrecover } from "../../evm/precompiles.ts";

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
const uint160Codec = uintCodec(160);
const Future_TermsCodec = structCodec<Future_Terms>({
  margin: uint256Codec,
  size: uint128Codec,
  strike: uint128Codec,
  feed: bytes32Codec,
  oracle: uint160Codec,
  expiry: uint64Codec,
  grace: uint64Codec,
});
const SignatureCodec = structCodec<Signature>({
  r: bytes32Codec,
  vs: bytes32Codec,
});
const QuoteCodec = structCodec<Quote>({
  feed: bytes32Codec,
  time: uint64Codec,
  value: uint256Codec,
  signature: SignatureCodec,
});
const enum3Codec = enumCodec(3);

const Future_LONG = 0n;
const Future_SHORT = 1n;
const Future_MONEY = 0n;
const QUOTE_TYPE = once(() => bytesToWord(keccak256(new Uint8Array([81, 117, 111, 116, 101, 40, 98, 121, 116, 101, 115, 51, 50, 32, 102, 101, 101, 100, 44, 117, 105, 110, 116, 54, 52, 32, 116, 105, 109, 101, 44, 117, 105, 110, 116, 50, 53, 54, 32, 118, 97, 108, 117, 101, 41]))));
const QUOTE_DOMAIN = once(() => bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec], [bytesToWord(keccak256(new Uint8Array([69, 73, 80, 55, 49, 50, 68, 111, 109, 97, 105, 110, 40, 115, 116, 114, 105, 110, 103, 32, 110, 97, 109, 101, 41]))), bytesToWord(keccak256(new Uint8Array([67, 104, 101, 110, 105, 108, 108, 101, 115, 32, 81, 117, 111, 116, 101])))]))));
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

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

export interface Future_Terms {
  margin: bigint;
  size: bigint;
  strike: bigint;
  feed: bigint;
  oracle: bigint;
  expiry: bigint;
  grace: bigint;
}

function newFuture_Terms(): Future_Terms {
  return { margin: 0n, size: 0n, strike: 0n, feed: 0n, oracle: 0n, expiry: 0n, grace: 0n };
}

export interface Future_State {
  phase: number;
  pot: Pot;
}

function newFuture_State(): Future_State {
  return { phase: 0, pot: newPot() };
}

export interface Quote {
  feed: bigint;
  time: bigint;
  value: bigint;
  signature: Signature;
}

function newQuote(): Quote {
  return { feed: 0n, time: 0n, value: 0n, signature: newSignature() };
}

export interface Signature {
  r: bigint;
  vs: bigint;
}

function newSignature(): Signature {
  return { r: 0n, vs: 0n };
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
  const argument0 = calldataBytes(bytesCodec, 0);
  const state = calldataPlace(AppStateCodec, 32);
  const argument2 = parameter(uint64Codec, 64);
  return encode([AppStateCodec], [expire(argument0, state, argument2)]);
}

/**
 * @inheritdoc IApp
 */
function begin(terms: Uint8Array, seats: bigint): AppState {
  (seats === 2n) || revertWith(0xaee091c6, encode([uint256Codec], [seats]));
  let t: Future_Terms = decodeOne(Future_TermsCodec, terms);
  let s: Future_State = newFuture_State();
  s.pot = { seats: seats, held: newArray(seats, (): bigint => 0n) };
  for (let asset: bigint = 0n; asset < 1n; asset = uint256(asset + 1n)) {
    tick();
    for (let seat: bigint = 0n; seat < seats; seat = uint256(seat + 1n)) {
      tick();
      put(Future_stake(t, asset, seat), s.pot.held, uint256(uint256(asset * seats) + seat));
    }
  }
  return _pack(s);
}

/**
 * @inheritdoc IApp
 */
function status(terms: Uint8Array, state: number, unnamed: Uint8Array): Status {
  let r: Status = newStatus();
  let t: Future_Terms = decodeOne(Future_TermsCodec, terms);
  let s: Future_State = _unpack(state);
  if (s.phase === 0) {
    r.clock = 1;
    r.window = t.grace;
    r.time = t.expiry;
    for (let seat: bigint = 0n; seat < s.pot.seats; seat = uint256(seat + 1n)) {
      tick();
      if (!((seat === Future_LONG) || (seat === Future_SHORT))) {
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
  let t: Future_Terms = decodeOne(Future_TermsCodec, terms);
  let s: Future_State = _unpack(state);
  if (move === 0) {
    (s.phase === 0) || revertWith(0xe2586bcc, new Uint8Array(0));
    ((BigInt(seat) === Future_LONG) || (BigInt(seat) === Future_SHORT)) || revertWith(0x40d7bcbc, new Uint8Array(0));
    let q: Quote = decodeOne(QuoteCodec, args);
    Future_settle(t, s, q);
    most = 1;
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
function expire(unnamed: Uint8Array, state: number, unnamed_2: bigint): AppState {
  let s: Future_State = _unpack(state);
  let phase: number = s.phase;
  if (phase === 0) {
    Future_abandon(s);
  } else {
    revertWith(0xe2586bcc, new Uint8Array(0));
  }
  (s.phase > phase) || revertWith(0xe7a02357, new Uint8Array(0));
  return _pack(s);
}

function Future_stake(t: Future_Terms, unnamed: bigint, unnamed_2: bigint): bigint {
  return t.margin;
}

/**
 * @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
 */
function _pack(s: Future_State): AppState {
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

function _unpack(state: number): Future_State {
  let t: CalldataArray;
  let s: Future_State = newFuture_State();
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
 * Settle at the oracle's price.
 */
function Future_settle(t: Future_Terms, s: Future_State, q: Quote): void {
  ((signedBy(q, t.oracle) && (q.feed === t.feed)) && (q.time === t.expiry)) || revertWith(0x4c6acb37, new Uint8Array(0));
  s.phase = 1;
  let price: bigint = ((q.value < 0xffffffffffffffffffffffffffffffffn) ? q.value : 0xffffffffffffffffffffffffffffffffn);
  if (price > t.strike) {
    payUpTo(s.pot, Future_MONEY, Future_SHORT, Future_LONG, div(uint256(uint256(price - t.strike) * t.size), 1000000000000000000n));
  } else {
    payUpTo(s.pot, Future_MONEY, Future_LONG, Future_SHORT, div(uint256(uint256(t.strike - price) * t.size), 1000000000000000000n));
  }
}

function Future_abandon(s: Future_State): void {
  s.phase = 2;
}

function signedBy(q: Quote, oracle: bigint): boolean {
  let body: bigint = bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, uint64Codec, uint256Codec], [QUOTE_TYPE(), q.feed, q.time, q.value])));
  return isBy(q.signature, oracle, bytesToWord(keccak256(pack(new Uint8Array([25, 1]), fixedToBytes(QUOTE_DOMAIN(), 32), fixedToBytes(body, 32)))));
}

/**
 * `amount`, or what is left. Never fails: for timeouts, and for losses capped by a stake.
 */
function payUpTo(pot: Pot, asset: bigint, from_2: bigint, to: bigint, amount: bigint): void {
  let have: bigint = heldBy(pot, asset, from_2);
  pay(pot, asset, from_2, to, ((amount < have) ? amount : have));
}

function isBy(g: Signature, signer: bigint, digest: bigint): boolean {
  let s: bigint = (g.vs & shr(0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn, 1));
  let found: bigint = ecrecover(digest, Number(BigInt.asUintN(8, uint256(27n + shr(g.vs, 255)))), g.r, s);
  return ((found !== 0n) && (found === signer)) && (s <= HALF_ORDER);
}

function heldBy(pot: Pot, asset: bigint, seat: bigint): bigint {
  return at(pot.held, uint256(uint256(asset * pot.seats) + seat));
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
