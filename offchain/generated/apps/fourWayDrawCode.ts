// Generated from contracts/apps/FourWayDraw.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 03e71cecf29df9c57853bd97f9a45df83c3f814281f9b1cd78607395f92388c2

import { revertEmpty, revertWith } from "../../evm/failure.ts";
import { tick } from "../../evm/meter.ts";
import { div, mod, shl, shr, uint256 } from "../../evm/integers.ts";
import { at, byteAt, inBounds, newArray, once, put, zeroes } from "../../evm/memory.ts";
import { bytesToWord } from "../../evm/words.ts";
import { arrayCodec, boolCodec, bytesCodec, decodeAll, decodeOne, encode, enumCodec, fixedBytesCodec, fixedCodec, smallUintCodec, structCodec, uintCodec } from "../../evm/codec.ts";
import { type CalldataArray, type Outcome, accessArray, accessBytes, accessValue, calldataBytes, calldataPlace, elementPlace, parameter, parameters, run } from "../../evm/calldata.ts";
import { keccak256 } from "../../evm/hash.ts";

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
const FourWayDraw_TermsCodec = structCodec<FourWayDraw_Terms>({
  ante: uint256Codec,
  moveTime: uint64Codec,
});
const enum3Codec = enumCodec(3);
const bytes32x4Codec = fixedCodec(bytes32Codec, 4);

const FourWayDraw_MONEY = 0n;

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

export interface FourWayDraw_Terms {
  ante: bigint;
  moveTime: bigint;
}

function newFourWayDraw_Terms(): FourWayDraw_Terms {
  return { ante: 0n, moveTime: 0n };
}

export interface FourWayDraw_State {
  phase: number;
  pot: Pot;
  done: bigint;
  seals: bigint[];
  joint: bigint;
}

function newFourWayDraw_State(): FourWayDraw_State {
  return { phase: 0, pot: newPot(), done: 0n, seals: zeroes(4, (): bigint => 0n), joint: 0n };
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
  const used = calldataBytes(bytesCodec, 64);
  return encode([StatusCodec], [status(terms, state, used)]);
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
  const argument2 = parameter(uint64Codec, 64);
  return encode([AppStateCodec], [expire(terms, state, argument2)]);
}

/**
 * @inheritdoc IApp
 */
function begin(terms: Uint8Array, seats: bigint): AppState {
  (seats === 4n) || revertWith(0xaee091c6, encode([uint256Codec], [seats]));
  let t: FourWayDraw_Terms = decodeOne(FourWayDraw_TermsCodec, terms);
  let s: FourWayDraw_State = newFourWayDraw_State();
  s.pot = { seats: seats, held: newArray(seats, (): bigint => 0n) };
  for (let asset: bigint = 0n; asset < 1n; asset = uint256(asset + 1n)) {
    tick();
    for (let seat: bigint = 0n; seat < seats; seat = uint256(seat + 1n)) {
      tick();
      put(FourWayDraw_stake(t, asset, seat), s.pot.held, uint256(uint256(asset * seats) + seat));
    }
  }
  return _pack(s);
}

/**
 * @inheritdoc IApp
 */
function status(terms: Uint8Array, state: number, used: Uint8Array): Status {
  let r: Status = newStatus();
  let t: FourWayDraw_Terms = decodeOne(FourWayDraw_TermsCodec, terms);
  let s: FourWayDraw_State = _unpack(state);
  if (s.phase === 0) {
    r.clock = 1;
    r.window = t.moveTime;
    for (let seat: bigint = 0n; seat < s.pot.seats; seat = uint256(seat + 1n)) {
      tick();
      if (!((seat < s.pot.seats) && FourWayDraw_turn(s, seat))) {
        continue;
      }
      r.due = ((r.due | Number(BigInt.asUintN(32, BigInt.asUintN(256, shl(1n, seat))))) >>> 0);
      if (_timesUsed(used, seat) >= 1n) {
        r.exhausted = true;
      }
    }
  }
  if (s.phase === 1) {
    r.clock = 1;
    r.window = t.moveTime;
    for (let seat_2: bigint = 0n; seat_2 < s.pot.seats; seat_2 = uint256(seat_2 + 1n)) {
      tick();
      if (!((seat_2 < s.pot.seats) && FourWayDraw_turn(s, seat_2))) {
        continue;
      }
      r.due = ((r.due | Number(BigInt.asUintN(32, BigInt.asUintN(256, shl(1n, seat_2))))) >>> 0);
      if (_timesUsed(used, uint256(s.pot.seats + seat_2)) >= 1n) {
        r.exhausted = true;
      }
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
  let t: FourWayDraw_Terms = decodeOne(FourWayDraw_TermsCodec, terms);
  let s: FourWayDraw_State = _unpack(state);
  if (move === 0) {
    (s.phase === 0) || revertWith(0xe2586bcc, new Uint8Array(0));
    ((BigInt(seat) < s.pot.seats) && FourWayDraw_turn(s, BigInt(seat))) || revertWith(0x40d7bcbc, new Uint8Array(0));
    let seed: bigint = decodeOne(bytes32Codec, args);
    FourWayDraw_enter(s, BigInt(seat), seed);
    stays = (s.phase === 0);
    most = 1;
  } else if (move === 1) {
    (s.phase === 1) || revertWith(0xe2586bcc, new Uint8Array(0));
    ((BigInt(seat) < s.pot.seats) && FourWayDraw_turn(s, BigInt(seat))) || revertWith(0x40d7bcbc, new Uint8Array(0));
    let salt: bigint = decodeOne(bytes32Codec, args);
    FourWayDraw_show(t, s, BigInt(seat), salt);
    stays = (s.phase === 1);
    most = 1;
  } else {
    revertWith(0x8a4acf58, new Uint8Array(0));
  }
  next = _pack(s);
  return [next, stays, most];
}

/**
 * @inheritdoc IApp
 */
function expire(terms: Uint8Array, state: number, unnamed: bigint): AppState {
  let t: FourWayDraw_Terms = decodeOne(FourWayDraw_TermsCodec, terms);
  let s: FourWayDraw_State = _unpack(state);
  let phase: number = s.phase;
  if (phase === 0) {
    FourWayDraw_cancel(s);
  } else if (phase === 1) {
    FourWayDraw_forfeit(t, s);
  } else {
    revertWith(0xe2586bcc, new Uint8Array(0));
  }
  (s.phase > phase) || revertWith(0xe7a02357, new Uint8Array(0));
  return _pack(s);
}

/**
 * The ante, and a bond of eight: split in three, the nine make up for the three antes a winner is denied.
 */
function FourWayDraw_stake(t: FourWayDraw_Terms, unnamed: bigint, unnamed_2: bigint): bigint {
  return uint256(9n * t.ante);
}

/**
 * @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
 */
function _pack(s: FourWayDraw_State): AppState {
  let state: AppState = newAppState();
  state.isFinal = (s.phase === 2);
  state.held = newArray(BigInt(s.pot.held.length), (): bigint => 0n);
  for (let i: bigint = 0n; i < BigInt(s.pot.held.length); i = uint256(i + 1n)) {
    tick();
    let amount: bigint = at(s.pot.held, i);
    (amount <= 0xffffffffffffffffffffffffffffffffn) || revertWith(0x08083b2a, encode([uint256Codec], [amount]));
    put(BigInt.asUintN(128, amount), state.held, i);
  }
  state.body = encode([enum3Codec, uint256Codec, bytes32x4Codec, bytes32Codec], [s.phase, s.done, s.seals, s.joint]);
  return state;
}

function _unpack(state: number): FourWayDraw_State {
  let t: CalldataArray;
  let t_2: [number, bigint, bigint[], bigint];
  let s: FourWayDraw_State = newFourWayDraw_State();
  let seats: bigint = BigInt(accessArray(uint128ArrayCodec, state, state + 32).length);
  (seats === 4n) || revertWith(0xaee091c6, encode([uint256Codec], [seats]));
  s.pot = { seats: seats, held: newArray(BigInt(accessArray(uint128ArrayCodec, state, state + 32).length), (): bigint => 0n) };
  for (let i: bigint = 0n; i < BigInt(accessArray(uint128ArrayCodec, state, state + 32).length); i = uint256(i + 1n)) {
    tick();
    put((t = accessArray(uint128ArrayCodec, state, state + 32), accessValue(uint128Codec, elementPlace(uint128ArrayCodec, t.at, t.length, i))), s.pot.held, i);
  }
  t_2 = decodeAll<[number, bigint, bigint[], bigint]>([enum3Codec, uint256Codec, bytes32x4Codec, bytes32Codec], accessBytes(bytesCodec, state, state + 64)), s.joint = t_2[3], s.seals = t_2[2], s.done = t_2[1], s.phase = t_2[0];
  return s;
}

function FourWayDraw_turn(s: FourWayDraw_State, seat: bigint): boolean {
  return !has(s.done, seat);
}

/**
 * @dev `used` is cut after its last byte that is not 0.
 */
function _timesUsed(used: Uint8Array, at_2: bigint): bigint {
  return BigInt(((at_2 < BigInt(used.length)) ? byteAt(used, at_2) : 0));
}

/**
 * Seal a random seed.
 */
function FourWayDraw_enter(s: FourWayDraw_State, by: bigint, seed: bigint): void {
  put(seed, s.seals, by);
  s.done = add(s.done, by);
  if (count(s.done) < 4n) {
    return;
  }
  s.done = 0n;
  s.phase = 1;
}

/**
 * Show the seed.
 */
function FourWayDraw_show(t: FourWayDraw_Terms, s: FourWayDraw_State, by: bigint, salt: bigint): void {
  let t_2: bigint;
  hides(at(s.seals, by), by, new Uint8Array([]), salt) || revertWith(0x1e433bde, new Uint8Array(0));
  t_2 = bytesToWord(keccak256(encode([uint256Codec, bytes32Codec], [by, salt]))), s.joint = (s.joint ^ t_2);
  s.done = add(s.done, by);
  if (count(s.done) < 4n) {
    return;
  }
  s.phase = 2;
  let winner: bigint = mod(bytesToWord(keccak256(encode([bytes32Codec], [s.joint]))), 4n);
  for (let i: bigint = 0n; i < 4n; i = uint256(i + 1n)) {
    tick();
    payUpTo(s.pot, FourWayDraw_MONEY, i, winner, ((i === winner) ? 0n : t.ante));
  }
}

function FourWayDraw_cancel(s: FourWayDraw_State): void {
  s.phase = 2;
}

function FourWayDraw_forfeit(t: FourWayDraw_Terms, s: FourWayDraw_State): void {
  s.phase = 2;
  let shown: bigint = count(s.done);
  if (shown === 0n) {
    return;
  }
  for (let i: bigint = 0n; i < 4n; i = uint256(i + 1n)) {
    tick();
    for (let j: bigint = 0n; j < 4n; j = uint256(j + 1n)) {
      tick();
      if (FourWayDraw_turn(s, i) && (!FourWayDraw_turn(s, j))) {
        payUpTo(s.pot, FourWayDraw_MONEY, i, j, div(uint256(9n * t.ante), shown));
      }
    }
  }
}

function has(set_2: bigint, seat: bigint): boolean {
  return (shr(set_2, seat) & 1n) === 1n;
}

function add(set_2: bigint, seat: bigint): bigint {
  return set_2 | BigInt.asUintN(256, shl(1n, seat));
}

function count(set_2: bigint): bigint {
  let n: bigint = 0n;
  for (let i: bigint = 0n; i < 32n; i = uint256(i + 1n)) {
    tick();
    if (has(set_2, i)) {
      n = uint256(n + 1n);
    }
  }
  return n;
}

/**
 * Bound to the seat, so that nobody can copy another's seal.
 */
function hides(seal: bigint, seat: bigint, secret: Uint8Array, salt: bigint): boolean {
  return seal === bytesToWord(keccak256(encode([uint256Codec, bytesCodec, bytes32Codec], [seat, secret, salt])));
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
