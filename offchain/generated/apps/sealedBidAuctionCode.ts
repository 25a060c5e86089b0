// Generated from contracts/apps/SealedBidAuction.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 00c169497cb602fa6a79b6e1e5c8bdb2b1f372065d385aa414bf219e7fe00ba3

import { revertEmpty, revertWith } from "../../evm/failure.ts";
import { tick } from "../../evm/meter.ts";
import { div, mod, shl, shr, uint256 } from "../../evm/integers.ts";
import { at, byteAt, inBounds, newArray, once, put } from "../../evm/memory.ts";
import { bytesToWord } from "../../evm/words.ts";
import { arrayCodec, boolCodec, bytesCodec, decodeAll, decodeOne, encode, enumCodec, fixedBytesCodec, smallUintCodec, structCodec, uintCodec } from "../../evm/codec.ts";
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
const SealedBidAuction_TermsCodec = structCodec<SealedBidAuction_Terms>({
  goods: uint256Codec,
  reserve: uint256Codec,
  limit: uint256Codec,
  window: uint64Codec,
});
const enum3Codec = enumCodec(3);
const bytes32ArrayCodec = arrayCodec(bytes32Codec);

const SealedBidAuction_BIDDER = 1n;
const SealedBidAuction_GOODS = 0n;
const SealedBidAuction_SELLER = 0n;
const SealedBidAuction_MONEY = 1n;

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

export interface SealedBidAuction_Terms {
  goods: bigint;
  reserve: bigint;
  limit: bigint;
  window: bigint;
}

function newSealedBidAuction_Terms(): SealedBidAuction_Terms {
  return { goods: 0n, reserve: 0n, limit: 0n, window: 0n };
}

export interface SealedBidAuction_State {
  phase: number;
  pot: Pot;
  bid: bigint;
  shown: bigint;
  seals: bigint[];
  leader: bigint;
  best: bigint;
  price: bigint;
}

function newSealedBidAuction_State(): SealedBidAuction_State {
  return { phase: 0, pot: newPot(), bid: 0n, shown: 0n, seals: [], leader: 0n, best: 0n, price: 0n };
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
  ((seats >= 3n) && (seats <= 17n)) || revertWith(0xaee091c6, encode([uint256Codec], [seats]));
  let t: SealedBidAuction_Terms = decodeOne(SealedBidAuction_TermsCodec, terms);
  let s: SealedBidAuction_State = newSealedBidAuction_State();
  s.pot = { seats: seats, held: newArray(uint256(2n * seats), (): bigint => 0n) };
  for (let asset: bigint = 0n; asset < 2n; asset = uint256(asset + 1n)) {
    tick();
    for (let seat: bigint = 0n; seat < seats; seat = uint256(seat + 1n)) {
      tick();
      put(SealedBidAuction_stake(t, asset, seat), s.pot.held, uint256(uint256(asset * seats) + seat));
    }
  }
  SealedBidAuction_start(t, s);
  return _pack(s);
}

/**
 * @inheritdoc IApp
 */
function status(terms: Uint8Array, state: number, used: Uint8Array): Status {
  let r: Status = newStatus();
  let t: SealedBidAuction_Terms = decodeOne(SealedBidAuction_TermsCodec, terms);
  let s: SealedBidAuction_State = _unpack(state);
  if (s.phase === 0) {
    r.clock = 1;
    r.window = t.window;
    for (let seat: bigint = 0n; seat < s.pot.seats; seat = uint256(seat + 1n)) {
      tick();
      if (!(((seat >= SealedBidAuction_BIDDER) && (seat < s.pot.seats)) && SealedBidAuction_turn(s, seat))) {
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
    r.window = t.window;
    for (let seat_2: bigint = 0n; seat_2 < s.pot.seats; seat_2 = uint256(seat_2 + 1n)) {
      tick();
      if (!(((seat_2 >= SealedBidAuction_BIDDER) && (seat_2 < s.pot.seats)) && SealedBidAuction_turn(s, seat_2))) {
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
  let t: SealedBidAuction_Terms = decodeOne(SealedBidAuction_TermsCodec, terms);
  let s: SealedBidAuction_State = _unpack(state);
  if (move === 0) {
    (s.phase === 0) || revertWith(0xe2586bcc, new Uint8Array(0));
    (((BigInt(seat) >= SealedBidAuction_BIDDER) && (BigInt(seat) < s.pot.seats)) && SealedBidAuction_turn(s, BigInt(seat))) || revertWith(0x40d7bcbc, new Uint8Array(0));
    let amount: bigint = decodeOne(bytes32Codec, args);
    SealedBidAuction_bid(s, BigInt(seat), amount);
    stays = (s.phase === 0);
    most = 1;
  } else if (move === 1) {
    (s.phase === 1) || revertWith(0xe2586bcc, new Uint8Array(0));
    (((BigInt(seat) >= SealedBidAuction_BIDDER) && (BigInt(seat) < s.pot.seats)) && SealedBidAuction_turn(s, BigInt(seat))) || revertWith(0x40d7bcbc, new Uint8Array(0));
    let [amount_2, salt] = decodeAll<[bigint, bigint]>([uint256Codec, bytes32Codec], args) as [bigint, bigint];
    SealedBidAuction_show(t, s, BigInt(seat), amount_2, salt);
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
  let t: SealedBidAuction_Terms = decodeOne(SealedBidAuction_TermsCodec, terms);
  let s: SealedBidAuction_State = _unpack(state);
  let phase: number = s.phase;
  if (phase === 0) {
    SealedBidAuction_shut(s);
  } else if (phase === 1) {
    SealedBidAuction_forfeit(t, s);
  } else {
    revertWith(0xe2586bcc, new Uint8Array(0));
  }
  (s.phase > phase) || revertWith(0xe7a02357, new Uint8Array(0));
  return _pack(s);
}

function SealedBidAuction_stake(t: SealedBidAuction_Terms, asset: bigint, seat: bigint): bigint {
  if (asset === SealedBidAuction_GOODS) {
    return (seat === SealedBidAuction_SELLER) ? t.goods : 0n;
  }
  return (seat === SealedBidAuction_SELLER) ? 0n : t.limit;
}

/**
 * At first the seller leads, with the reserve.
 */
function SealedBidAuction_start(t: SealedBidAuction_Terms, s: SealedBidAuction_State): void {
  s.seals = newArray(s.pot.seats, (): bigint => 0n);
  s.best = t.reserve;
  s.price = t.reserve;
}

/**
 * @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
 */
function _pack(s: SealedBidAuction_State): AppState {
  let state: AppState = newAppState();
  state.isFinal = (s.phase === 2);
  state.held = newArray(BigInt(s.pot.held.length), (): bigint => 0n);
  for (let i: bigint = 0n; i < BigInt(s.pot.held.length); i = uint256(i + 1n)) {
    tick();
    let amount: bigint = at(s.pot.held, i);
    (amount <= 0xffffffffffffffffffffffffffffffffn) || revertWith(0x08083b2a, encode([uint256Codec], [amount]));
    put(BigInt.asUintN(128, amount), state.held, i);
  }
  state.body = encode([enum3Codec, uint256Codec, uint256Codec, bytes32ArrayCodec, uint256Codec, uint256Codec, uint256Codec], [s.phase, s.bid, s.shown, s.seals, s.leader, s.best, s.price]);
  return state;
}

function _unpack(state: number): SealedBidAuction_State {
  let t: CalldataArray;
  let t_2: [number, bigint, bigint, bigint[], bigint, bigint, bigint];
  let s: SealedBidAuction_State = newSealedBidAuction_State();
  let seats: bigint = div(BigInt(accessArray(uint128ArrayCodec, state, state + 32).length), 2n);
  (((mod(BigInt(accessArray(uint128ArrayCodec, state, state + 32).length), 2n) === 0n) && (seats >= 3n)) && (seats <= 17n)) || revertWith(0xaee091c6, encode([uint256Codec], [seats]));
  s.pot = { seats: seats, held: newArray(BigInt(accessArray(uint128ArrayCodec, state, state + 32).length), (): bigint => 0n) };
  for (let i: bigint = 0n; i < BigInt(accessArray(uint128ArrayCodec, state, state + 32).length); i = uint256(i + 1n)) {
    tick();
    put((t = accessArray(uint128ArrayCodec, state, state + 32), accessValue(uint128Codec, elementPlace(uint128ArrayCodec, t.at, t.length, i))), s.pot.held, i);
  }
  t_2 = decodeAll<[number, bigint, bigint, bigint[], bigint, bigint, bigint]>([enum3Codec, uint256Codec, uint256Codec, bytes32ArrayCodec, uint256Codec, uint256Codec, uint256Codec], accessBytes(bytesCodec, state, state + 64)), s.price = t_2[6], s.best = t_2[5], s.leader = t_2[4], s.seals = t_2[3], s.shown = t_2[2], s.bid = t_2[1], s.phase = t_2[0];
  return s;
}

function SealedBidAuction_turn(s: SealedBidAuction_State, seat: bigint): boolean {
  return (s.phase === 0) ? (!has(s.bid, seat)) : (has(s.bid, seat) && (!has(s.shown, seat)));
}

/**
 * @dev `used` is cut after its last byte that is not 0.
 */
function _timesUsed(used: Uint8Array, at_2: bigint): bigint {
  return BigInt(((at_2 < BigInt(used.length)) ? byteAt(used, at_2) : 0));
}

/**
 * Seal a bid.
 */
function SealedBidAuction_bid(s: SealedBidAuction_State, by: bigint, amount: bigint): void {
  put(amount, s.seals, by);
  s.bid = add(s.bid, by);
  if (count(s.bid) === uint256(s.pot.seats - 1n)) {
    s.phase = 1;
  }
}

/**
 * Show the sealed bid.
 */
function SealedBidAuction_show(t: SealedBidAuction_Terms, s: SealedBidAuction_State, by: bigint, amount: bigint, salt: bigint): void {
  (amount <= t.limit) || revertWith(0xcf4e511c, encode([uint256Codec, uint256Codec], [amount, t.limit]));
  hides(at(s.seals, by), by, encode([uint256Codec], [amount]), salt) || revertWith(0xeb51983e, new Uint8Array(0));
  s.shown = add(s.shown, by);
  if ((amount > s.best) || ((amount === s.best) && (by < s.leader))) {
    s.price = s.best;
    s.best = amount;
    s.leader = by;
  } else if (amount > s.price) {
    s.price = amount;
  }
  if (count(s.shown) === count(s.bid)) {
    SealedBidAuction_close(t, s);
  }
}

function SealedBidAuction_shut(s: SealedBidAuction_State): void {
  s.phase = ((count(s.bid) === 0n) ? 2 : 1);
}

function SealedBidAuction_forfeit(t: SealedBidAuction_Terms, s: SealedBidAuction_State): void {
  for (let i: bigint = SealedBidAuction_BIDDER; i < s.pot.seats; i = uint256(i + 1n)) {
    tick();
    if (SealedBidAuction_turn(s, i)) {
      payUpTo(s.pot, SealedBidAuction_MONEY, i, SealedBidAuction_SELLER, t.limit);
    }
  }
  SealedBidAuction_close(t, s);
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

function SealedBidAuction_close(t: SealedBidAuction_Terms, s: SealedBidAuction_State): void {
  payUpTo(s.pot, SealedBidAuction_GOODS, SealedBidAuction_SELLER, s.leader, t.goods);
  payUpTo(s.pot, SealedBidAuction_MONEY, s.leader, SealedBidAuction_SELLER, ((s.leader === SealedBidAuction_SELLER) ? 0n : s.price));
  s.phase = 2;
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
