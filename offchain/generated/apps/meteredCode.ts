// Generated from contracts/apps/Metered.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 67400a3041a8e6431debd48c64f7853905a4520624a9c82194f947898853a091

import { revertEmpty, revertWith } from "../../evm/failure.ts";
import { tick } from "../../evm/meter.ts";
import { shl, uint256 } from "../../evm/integers.ts";
import { at, inBounds, newArray, once, put } from "../../evm/memory.ts";
import { arrayCodec, boolCodec, bytesCodec, decodeAll, decodeOne, encode, enumCodec, fixedBytesCodec, smallUintCodec, structCodec, uintCodec } from "../../evm/codec.ts";
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
const Metered_TermsCodec = structCodec<Metered_Terms>({
  deposit: uint256Codec,
  unitPrice: uint128Codec,
  window: uint64Codec,
});
const enum2Codec = enumCodec(2);

const Metered_CLIENT = 0n;
const Metered_PROVIDER = 1n;
const Metered_MONEY = 0n;

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

export interface Metered_Terms {
  deposit: bigint;
  unitPrice: bigint;
  window: bigint;
}

function newMetered_Terms(): Metered_Terms {
  return { deposit: 0n, unitPrice: 0n, window: 0n };
}

export interface Metered_State {
  phase: number;
  pot: Pot;
  units: bigint;
}

function newMetered_State(): Metered_State {
  return { phase: 0, pot: newPot(), units: 0n };
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
  let t: Metered_Terms = decodeOne(Metered_TermsCodec, terms);
  let s: Metered_State = newMetered_State();
  s.pot = { seats: seats, held: newArray(seats, (): bigint => 0n) };
  for (let asset: bigint = 0n; asset < 1n; asset = uint256(asset + 1n)) {
    tick();
    for (let seat: bigint = 0n; seat < seats; seat = uint256(seat + 1n)) {
      tick();
      put(Metered_stake(t, asset, seat), s.pot.held, uint256(uint256(asset * seats) + seat));
    }
  }
  return _pack(s);
}

/**
 * @inheritdoc IApp
 */
function status(terms: Uint8Array, state: number, unnamed: Uint8Array): Status {
  let r: Status = newStatus();
  let t: Metered_Terms = decodeOne(Metered_TermsCodec, terms);
  let s: Metered_State = _unpack(state);
  if (s.phase === 0) {
    r.clock = 1;
    r.window = t.window;
    for (let seat: bigint = 0n; seat < s.pot.seats; seat = uint256(seat + 1n)) {
      tick();
      if (!(((seat === Metered_CLIENT) || (seat === Metered_CLIENT)) || (seat === Metered_PROVIDER))) {
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
  let t: Metered_Terms = decodeOne(Metered_TermsCodec, terms);
  let s: Metered_State = _unpack(state);
  if (move === 0) {
    (s.phase === 0) || revertWith(0xe2586bcc, new Uint8Array(0));
    (BigInt(seat) === Metered_CLIENT) || revertWith(0x40d7bcbc, new Uint8Array(0));
    let units: bigint = decodeOne(uint64Codec, args);
    Metered_use(t, s, units);
    most = 1;
  } else if (move === 1) {
    (s.phase === 0) || revertWith(0xe2586bcc, new Uint8Array(0));
    ((BigInt(seat) === Metered_CLIENT) || (BigInt(seat) === Metered_PROVIDER)) || revertWith(0x40d7bcbc, new Uint8Array(0));
    Metered_stop(s);
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
  let s: Metered_State = _unpack(state);
  let phase: number = s.phase;
  if (phase === 0) {
    Metered_lapse(s);
  } else {
    revertWith(0xe2586bcc, new Uint8Array(0));
  }
  (s.phase > phase) || revertWith(0xe7a02357, new Uint8Array(0));
  return _pack(s);
}

function Metered_stake(t: Metered_Terms, unnamed: bigint, seat: bigint): bigint {
  return (seat === Metered_CLIENT) ? t.deposit : 0n;
}

/**
 * @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
 */
function _pack(s: Metered_State): AppState {
  let state: AppState = newAppState();
  state.isFinal = (s.phase === 1);
  state.held = newArray(BigInt(s.pot.held.length), (): bigint => 0n);
  for (let i: bigint = 0n; i < BigInt(s.pot.held.length); i = uint256(i + 1n)) {
    tick();
    let amount: bigint = at(s.pot.held, i);
    (amount <= 0xffffffffffffffffffffffffffffffffn) || revertWith(0x08083b2a, encode([uint256Codec], [amount]));
    put(BigInt.asUintN(128, amount), state.held, i);
  }
  state.body = encode([enum2Codec, uint256Codec], [s.phase, s.units]);
  return state;
}

function _unpack(state: number): Metered_State {
  let t: CalldataArray;
  let t_2: [number, bigint];
  let s: Metered_State = newMetered_State();
  let seats: bigint = BigInt(accessArray(uint128ArrayCodec, state, state + 32).length);
  (seats === 2n) || revertWith(0xaee091c6, encode([uint256Codec], [seats]));
  s.pot = { seats: seats, held: newArray(BigInt(accessArray(uint128ArrayCodec, state, state + 32).length), (): bigint => 0n) };
  for (let i: bigint = 0n; i < BigInt(accessArray(uint128ArrayCodec, state, state + 32).length); i = uint256(i + 1n)) {
    tick();
    put((t = accessArray(uint128ArrayCodec, state, state + 32), accessValue(uint128Codec, elementPlace(uint128ArrayCodec, t.at, t.length, i))), s.pot.held, i);
  }
  t_2 = decodeAll<[number, bigint]>([enum2Codec, uint256Codec], accessBytes(bytesCodec, state, state + 64)), s.units = t_2[1], s.phase = t_2[0];
  return s;
}

/**
 * Pay for units.
 */
function Metered_use(t: Metered_Terms, s: Metered_State, units: bigint): void {
  s.units = uint256(s.units + units);
  pay(s.pot, Metered_MONEY, Metered_CLIENT, Metered_PROVIDER, uint256(units * t.unitPrice));
}

/**
 * Stop, keep what is paid, return the rest.
 */
function Metered_stop(s: Metered_State): void {
  s.phase = 1;
}

function Metered_lapse(s: Metered_State): void {
  s.phase = 1;
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
