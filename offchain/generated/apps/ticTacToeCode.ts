// Generated from contracts/apps/TicTacToe.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 a05eceb02f1ee1fe23a501b67ae2d0366af32e66009464d9527b72235dfd8fe7

import { revertEmpty, revertWith } from "../../evm/failure.ts";
import { tick } from "../../evm/meter.ts";
import { mod, shl, shr, uint256 } from "../../evm/integers.ts";
import { at, byteAt, inBounds, newArray, once, put, zeroes } from "../../evm/memory.ts";
import { arrayCodec, boolCodec, bytesCodec, decodeAll, decodeOne, encode, enumCodec, fixedBytesCodec, fixedCodec, smallUintCodec, structCodec, uintCodec } from "../../evm/codec.ts";
import { type CalldataArray, type Outcome, accessArray, accessBytes, accessValue, calldataBytes, calldataPlace, elementPlace, parameter, parameters, run } from "../../evm/calldata.ts";

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
const TicTacToe_TermsCodec = structCodec<TicTacToe_Terms>({
  stake: uint256Codec,
  moveTime: uint64Codec,
});
const enum2Codec = enumCodec(2);
const uint256x2Codec = fixedCodec(uint256Codec, 2);

const TicTacToe_X = 0n;
const TicTacToe_O = 1n;
const TicTacToe_MONEY = 0n;

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

export interface TicTacToe_Terms {
  stake: bigint;
  moveTime: bigint;
}

function newTicTacToe_Terms(): TicTacToe_Terms {
  return { stake: 0n, moveTime: 0n };
}

export interface TicTacToe_State {
  phase: number;
  pot: Pot;
  moves: bigint;
  marks: bigint[];
}

function newTicTacToe_State(): TicTacToe_State {
  return { phase: 0, pot: newPot(), moves: 0n, marks: zeroes(2, (): bigint => 0n) };
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
  (seats === 2n) || revertWith(0xaee091c6, encode([uint256Codec], [seats]));
  let t: TicTacToe_Terms = decodeOne(TicTacToe_TermsCodec, terms);
  let s: TicTacToe_State = newTicTacToe_State();
  s.pot = { seats: seats, held: newArray(seats, (): bigint => 0n) };
  for (let asset: bigint = 0n; asset < 1n; asset = uint256(asset + 1n)) {
    tick();
    for (let seat: bigint = 0n; seat < seats; seat = uint256(seat + 1n)) {
      tick();
      put(TicTacToe_stake(t, asset, seat), s.pot.held, uint256(uint256(asset * seats) + seat));
    }
  }
  return _pack(s);
}

/**
 * @inheritdoc IApp
 */
function status(terms: Uint8Array, state: number, used: Uint8Array): Status {
  let r: Status = newStatus();
  let t: TicTacToe_Terms = decodeOne(TicTacToe_TermsCodec, terms);
  let s: TicTacToe_State = _unpack(state);
  if (s.phase === 0) {
    r.clock = 1;
    r.window = t.moveTime;
    for (let seat: bigint = 0n; seat < s.pot.seats; seat = uint256(seat + 1n)) {
      tick();
      if (!(((seat === TicTacToe_X) || (seat === TicTacToe_O)) && TicTacToe_turn(s, seat))) {
        continue;
      }
      r.due = ((r.due | Number(BigInt.asUintN(32, BigInt.asUintN(256, shl(1n, seat))))) >>> 0);
      if (_timesUsed(used, seat) >= 5n) {
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
  let t: TicTacToe_Terms = decodeOne(TicTacToe_TermsCodec, terms);
  let s: TicTacToe_State = _unpack(state);
  if (move === 0) {
    (s.phase === 0) || revertWith(0xe2586bcc, new Uint8Array(0));
    (((BigInt(seat) === TicTacToe_X) || (BigInt(seat) === TicTacToe_O)) && TicTacToe_turn(s, BigInt(seat))) || revertWith(0x40d7bcbc, new Uint8Array(0));
    let cell: number = decodeOne(uint8Codec, args);
    TicTacToe_mark(t, s, BigInt(seat), cell);
    most = 5;
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
function expire(terms: Uint8Array, state: number, unnamed: bigint): AppState {
  let t: TicTacToe_Terms = decodeOne(TicTacToe_TermsCodec, terms);
  let s: TicTacToe_State = _unpack(state);
  let phase: number = s.phase;
  if (phase === 0) {
    TicTacToe_late(t, s);
  } else {
    revertWith(0xe2586bcc, new Uint8Array(0));
  }
  (s.phase > phase) || revertWith(0xe7a02357, new Uint8Array(0));
  return _pack(s);
}

function TicTacToe_stake(t: TicTacToe_Terms, unnamed: bigint, unnamed_2: bigint): bigint {
  return t.stake;
}

/**
 * @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
 */
function _pack(s: TicTacToe_State): AppState {
  let state: AppState = newAppState();
  state.isFinal = (s.phase === 1);
  state.held = newArray(BigInt(s.pot.held.length), (): bigint => 0n);
  for (let i: bigint = 0n; i < BigInt(s.pot.held.length); i = uint256(i + 1n)) {
    tick();
    let amount: bigint = at(s.pot.held, i);
    (amount <= 0xffffffffffffffffffffffffffffffffn) || revertWith(0x08083b2a, encode([uint256Codec], [amount]));
    put(BigInt.asUintN(128, amount), state.held, i);
  }
  state.body = encode([enum2Codec, uint256Codec, uint256x2Codec], [s.phase, s.moves, s.marks]);
  return state;
}

function _unpack(state: number): TicTacToe_State {
  let t: CalldataArray;
  let t_2: [number, bigint, bigint[]];
  let s: TicTacToe_State = newTicTacToe_State();
  let seats: bigint = BigInt(accessArray(uint128ArrayCodec, state, state + 32).length);
  (seats === 2n) || revertWith(0xaee091c6, encode([uint256Codec], [seats]));
  s.pot = { seats: seats, held: newArray(BigInt(accessArray(uint128ArrayCodec, state, state + 32).length), (): bigint => 0n) };
  for (let i: bigint = 0n; i < BigInt(accessArray(uint128ArrayCodec, state, state + 32).length); i = uint256(i + 1n)) {
    tick();
    put((t = accessArray(uint128ArrayCodec, state, state + 32), accessValue(uint128Codec, elementPlace(uint128ArrayCodec, t.at, t.length, i))), s.pot.held, i);
  }
  t_2 = decodeAll<[number, bigint, bigint[]]>([enum2Codec, uint256Codec, uint256x2Codec], accessBytes(bytesCodec, state, state + 64)), s.marks = t_2[2], s.moves = t_2[1], s.phase = t_2[0];
  return s;
}

function TicTacToe_turn(s: TicTacToe_State, seat: bigint): boolean {
  return seat === mod(s.moves, 2n);
}

/**
 * @dev `used` is cut after its last byte that is not 0.
 */
function _timesUsed(used: Uint8Array, at_2: bigint): bigint {
  return BigInt(((at_2 < BigInt(used.length)) ? byteAt(used, at_2) : 0));
}

/**
 * Mark a free cell, 0 to 8.
 */
function TicTacToe_mark(t: TicTacToe_Terms, s: TicTacToe_State, by: bigint, cell: number): void {
  let t_2: bigint;
  let t_3: bigint[];
  let t_4: number;
  (cell < 9) || revertWith(0xbefb0a8f, encode([uint8Codec], [cell]));
  ((shr((at(s.marks, TicTacToe_X) | at(s.marks, TicTacToe_O)), cell) & 1n) === 0n) || revertWith(0x878ff99e, encode([uint8Codec], [cell]));
  t_2 = BigInt.asUintN(256, shl(1n, cell)), t_3 = s.marks, t_4 = inBounds(t_3.length, by), t_3[t_4] = (t_3[t_4]! | t_2);
  s.moves = uint256(s.moves + 1n);
  if (TicTacToe_hasLine(at(s.marks, by))) {
    TicTacToe_win(t, s, by);
  } else if (s.moves === 9n) {
    s.phase = 1;
  }
}

function TicTacToe_late(t: TicTacToe_Terms, s: TicTacToe_State): void {
  TicTacToe_win(t, s, uint256(1n - mod(s.moves, 2n)));
}

function TicTacToe_hasLine(marks: bigint): boolean {
  let lines: number[] = [7, 56, 448, 73, 146, 292, 273, 84];
  for (let i: bigint = 0n; i < 8n; i = uint256(i + 1n)) {
    tick();
    if ((marks & BigInt(at(lines, i))) === BigInt(at(lines, i))) {
      return true;
    }
  }
  return false;
}

function TicTacToe_win(t: TicTacToe_Terms, s: TicTacToe_State, winner: bigint): void {
  payUpTo(s.pot, TicTacToe_MONEY, uint256(1n - winner), winner, t.stake);
  s.phase = 1;
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
