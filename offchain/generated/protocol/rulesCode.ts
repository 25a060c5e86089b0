// Generated from contracts/mocks/ProtocolRules.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 4b8663009f2edf274ff53dcef5ce1573cb496b6fb427ce5acf089725bfc84a99

import { revertEmpty, revertWith } from "../../evm/failure.ts";
import { tick } from "../../evm/meter.ts";
import { shl, shr, uint256 } from "../../evm/integers.ts";
import { at, fixedToBytes, newArray, once, pack, put } from "../../evm/memory.ts";
import { bytesToWord } from "../../evm/words.ts";
import { arrayCodec, boolCodec, bytesCodec, encode, fixedBytesCodec, intCodec, packElements, smallUintCodec, structCodec, uintCodec } from "../../evm/codec.ts";
import { type CalldataArray, type Outcome, accessArray, accessPlace, accessValue, calldataArray, calldataBytes, calldataPlace, copyArray, copyPlace, elementPlace, loadArray, parameter, parameters, run } from "../../evm/calldata.ts";
import { keccak256 } from "../../evm/hash.ts";

const uint160Codec = uintCodec(160);
const ParticipantCodec = structCodec<Participant>({
  signer: uint160Codec,
  payout: uint160Codec,
});
const ParticipantArrayCodec = arrayCodec(ParticipantCodec);
const uint32Codec = smallUintCodec(32);
const uint64Codec = uintCodec(64);
const bytes32Codec = fixedBytesCodec(32);
const ChannelCodec = structCodec<Channel>({
  participants: ParticipantArrayCodec,
  challengeDuration: uint32Codec,
  appGas: uint32Codec,
  salt: uint64Codec,
  child: bytes32Codec,
});
const uint256Codec = uintCodec(256);
const bytes32ArrayCodec = arrayCodec(bytes32Codec);
const uint48Codec = smallUintCodec(48);
const uint128Codec = uintCodec(128);
const int128Codec = intCodec(128);
const int128ArrayCodec = arrayCodec(int128Codec);
const uint128ArrayCodec = arrayCodec(uint128Codec);
const AssetStateCodec = structCodec<AssetState>({
  token: bytes32Codec,
  id: uint256Codec,
  locked: uint128Codec,
  delta: int128ArrayCodec,
  withdrawn: uint128ArrayCodec,
});
const AssetStateArrayCodec = arrayCodec(AssetStateCodec);
const StateCodec = structCodec<State>({
  version: uint48Codec,
  isFinal: boolCodec,
  interactionsRoot: bytes32Codec,
  assets: AssetStateArrayCodec,
});
const uint40Codec = smallUintCodec(40);
const ChildFundingCodec = structCodec<ChildFunding>({
  token: bytes32Codec,
  id: uint256Codec,
  amounts: uint128ArrayCodec,
});
const ChildFundingArrayCodec = arrayCodec(ChildFundingCodec);
const ChildTermsCodec = structCodec<ChildTerms>({
  expiry: uint40Codec,
  resolveBy: uint40Codec,
  funding: ChildFundingArrayCodec,
});
const uint16Codec = smallUintCodec(16);
const uint8Codec = smallUintCodec(8);
const HashLockCodec = structCodec<HashLock>({
  index: uint16Codec,
  asset: uint8Codec,
  from: uint16Codec,
  to: uint16Codec,
  amount: uint128Codec,
  hash: bytes32Codec,
  until: uint40Codec,
});
const uint16ArrayCodec = arrayCodec(uint16Codec);
const LegCodec = structCodec<Leg>({
  index: uint16Codec,
  child: bytes32Codec,
  seats: uint16ArrayCodec,
});
const ShareCodec = structCodec<Share>({
  asset: uint8Codec,
  amount: uint128Codec,
});
const ShareArrayCodec = arrayCodec(ShareCodec);
const AppCodec = structCodec<App>({
  index: uint16Codec,
  app: uint160Codec,
  codeHash: bytes32Codec,
  termsHash: bytes32Codec,
  stateHash: bytes32Codec,
  notBefore: uint40Codec,
  fallbackDelay: uint32Codec,
  seats: uint16ArrayCodec,
  locks: ShareArrayCodec,
});
const ChallengeCodec = structCodec<Challenge>({
  channelId: bytes32Codec,
  minVersion: uint48Codec,
  previousDeadline: uint40Codec,
  validUntil: uint40Codec,
});
const ResumeCodec = structCodec<Resume>({
  channelId: bytes32Codec,
  deadline: uint40Codec,
});
const MoveCodec = structCodec<Move>({
  channelId: bytes32Codec,
  version: uint48Codec,
  index: uint16Codec,
  turn: uint32Codec,
  stateHash: bytes32Codec,
  moveHash: bytes32Codec,
});
const DepositCodec = structCodec<Deposit>({
  channelId: bytes32Codec,
  participant: uint16Codec,
  token: bytes32Codec,
  id: uint256Codec,
  amount: uint256Codec,
  minHeld: uint256Codec,
  nonce: uint256Codec,
  validUntil: uint40Codec,
});
const RedirectCodec = structCodec<Redirect>({
  owner: uint160Codec,
  token: bytes32Codec,
  id: uint256Codec,
  to: uint160Codec,
  nonce: uint256Codec,
  validUntil: uint40Codec,
});
const WithdrawalCodec = structCodec<Withdrawal>({
  channelId: bytes32Codec,
  participant: uint16Codec,
  token: bytes32Codec,
  id: uint256Codec,
  total: uint128Codec,
});
const AppStateCodec = structCodec<AppState>({
  isFinal: boolCodec,
  held: uint128ArrayCodec,
  body: bytesCodec,
});
const uint176Codec = uintCodec(176);
const uint160ArrayCodec = arrayCodec(uint160Codec);

const MAX_PARTICIPANTS = 100n;
const Assets_ERC20 = 1n;
const Assets_ERC1155 = 3n;
const MAX_DEPTH = 16n;
const DOMAIN_NAME = (): Uint8Array => new Uint8Array([67, 104, 101, 110, 105, 108, 108, 101, 115]);
const DOMAIN_VERSION = (): Uint8Array => new Uint8Array([49]);
const DOMAIN_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([69, 73, 80, 55, 49, 50, 68, 111, 109, 97, 105, 110, 40, 115, 116, 114, 105, 110, 103, 32, 110, 97, 109, 101, 44, 115, 116, 114, 105, 110, 103, 32, 118, 101, 114, 115, 105, 111, 110, 44, 117, 105, 110, 116, 50, 53, 54, 32, 99, 104, 97, 105, 110, 73, 100, 44, 97, 100, 100, 114, 101, 115, 115, 32, 118, 101, 114, 105, 102, 121, 105, 110, 103, 67, 111, 110, 116, 114, 97, 99, 116, 41]))));
const STATE_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([83, 116, 97, 116, 101, 40, 98, 121, 116, 101, 115, 51, 50, 32, 99, 104, 97, 110, 110, 101, 108, 73, 100, 44, 117, 105, 110, 116, 52, 56, 32, 118, 101, 114, 115, 105, 111, 110, 44, 98, 111, 111, 108, 32, 105, 115, 70, 105, 110, 97, 108, 44, 98, 121, 116, 101, 115, 51, 50, 32, 105, 110, 116, 101, 114, 97, 99, 116, 105, 111, 110, 115, 82, 111, 111, 116, 44, 65, 115, 115, 101, 116, 83, 116, 97, 116, 101, 91, 93, 32, 97, 115, 115, 101, 116, 115, 41, 65, 115, 115, 101, 116, 83, 116, 97, 116, 101, 40, 98, 121, 116, 101, 115, 51, 50, 32, 116, 111, 107, 101, 110, 44, 117, 105, 110, 116, 50, 53, 54, 32, 105, 100, 44, 117, 105, 110, 116, 49, 50, 56, 32, 108, 111, 99, 107, 101, 100, 44, 105, 110, 116, 49, 50, 56, 91, 93, 32, 100, 101, 108, 116, 97, 44, 117, 105, 110, 116, 49, 50, 56, 91, 93, 32, 119, 105, 116, 104, 100, 114, 97, 119, 110, 41]))));
const CHILD_TERMS_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([67, 104, 105, 108, 100, 84, 101, 114, 109, 115, 40, 117, 105, 110, 116, 52, 48, 32, 101, 120, 112, 105, 114, 121, 44, 117, 105, 110, 116, 52, 48, 32, 114, 101, 115, 111, 108, 118, 101, 66, 121, 44, 67, 104, 105, 108, 100, 70, 117, 110, 100, 105, 110, 103, 91, 93, 32, 102, 117, 110, 100, 105, 110, 103, 41, 67, 104, 105, 108, 100, 70, 117, 110, 100, 105, 110, 103, 40, 98, 121, 116, 101, 115, 51, 50, 32, 116, 111, 107, 101, 110, 44, 117, 105, 110, 116, 50, 53, 54, 32, 105, 100, 44, 117, 105, 110, 116, 49, 50, 56, 91, 93, 32, 97, 109, 111, 117, 110, 116, 115, 41]))));
const HASH_LOCK_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([72, 97, 115, 104, 76, 111, 99, 107, 40, 117, 105, 110, 116, 49, 54, 32, 105, 110, 100, 101, 120, 44, 117, 105, 110, 116, 56, 32, 97, 115, 115, 101, 116, 44, 117, 105, 110, 116, 49, 54, 32, 102, 114, 111, 109, 44, 117, 105, 110, 116, 49, 54, 32, 116, 111, 44, 117, 105, 110, 116, 49, 50, 56, 32, 97, 109, 111, 117, 110, 116, 44, 98, 121, 116, 101, 115, 51, 50, 32, 104, 97, 115, 104, 44, 117, 105, 110, 116, 52, 48, 32, 117, 110, 116, 105, 108, 41]))));
const LEG_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([76, 101, 103, 40, 117, 105, 110, 116, 49, 54, 32, 105, 110, 100, 101, 120, 44, 98, 121, 116, 101, 115, 51, 50, 32, 99, 104, 105, 108, 100, 44, 117, 105, 110, 116, 49, 54, 91, 93, 32, 115, 101, 97, 116, 115, 41]))));
const APP_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([65, 112, 112, 40, 117, 105, 110, 116, 49, 54, 32, 105, 110, 100, 101, 120, 44, 97, 100, 100, 114, 101, 115, 115, 32, 97, 112, 112, 44, 98, 121, 116, 101, 115, 51, 50, 32, 99, 111, 100, 101, 72, 97, 115, 104, 44, 98, 121, 116, 101, 115, 51, 50, 32, 116, 101, 114, 109, 115, 72, 97, 115, 104, 44, 98, 121, 116, 101, 115, 51, 50, 32, 115, 116, 97, 116, 101, 72, 97, 115, 104, 44, 117, 105, 110, 116, 52, 48, 32, 110, 111, 116, 66, 101, 102, 111, 114, 101, 44, 117, 105, 110, 116, 51, 50, 32, 102, 97, 108, 108, 98, 97, 99, 107, 68, 101, 108, 97, 121, 44, 117, 105, 110, 116, 49, 54, 91, 93, 32, 115, 101, 97, 116, 115, 44, 83, 104, 97, 114, 101, 91, 93, 32, 108, 111, 99, 107, 115, 41, 83, 104, 97, 114, 101, 40, 117, 105, 110, 116, 56, 32, 97, 115, 115, 101, 116, 44, 117, 105, 110, 116, 49, 50, 56, 32, 97, 109, 111, 117, 110, 116, 41]))));
const CHALLENGE_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([67, 104, 97, 108, 108, 101, 110, 103, 101, 40, 98, 121, 116, 101, 115, 51, 50, 32, 99, 104, 97, 110, 110, 101, 108, 73, 100, 44, 117, 105, 110, 116, 52, 56, 32, 109, 105, 110, 86, 101, 114, 115, 105, 111, 110, 44, 117, 105, 110, 116, 52, 48, 32, 112, 114, 101, 118, 105, 111, 117, 115, 68, 101, 97, 100, 108, 105, 110, 101, 44, 117, 105, 110, 116, 52, 48, 32, 118, 97, 108, 105, 100, 85, 110, 116, 105, 108, 41]))));
const RESUME_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([82, 101, 115, 117, 109, 101, 40, 98, 121, 116, 101, 115, 51, 50, 32, 99, 104, 97, 110, 110, 101, 108, 73, 100, 44, 117, 105, 110, 116, 52, 48, 32, 100, 101, 97, 100, 108, 105, 110, 101, 41]))));
const MOVE_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([77, 111, 118, 101, 40, 98, 121, 116, 101, 115, 51, 50, 32, 99, 104, 97, 110, 110, 101, 108, 73, 100, 44, 117, 105, 110, 116, 52, 56, 32, 118, 101, 114, 115, 105, 111, 110, 44, 117, 105, 110, 116, 49, 54, 32, 105, 110, 100, 101, 120, 44, 117, 105, 110, 116, 51, 50, 32, 116, 117, 114, 110, 44, 98, 121, 116, 101, 115, 51, 50, 32, 115, 116, 97, 116, 101, 72, 97, 115, 104, 44, 98, 121, 116, 101, 115, 51, 50, 32, 109, 111, 118, 101, 72, 97, 115, 104, 41]))));
const DEPOSIT_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([68, 101, 112, 111, 115, 105, 116, 40, 98, 121, 116, 101, 115, 51, 50, 32, 99, 104, 97, 110, 110, 101, 108, 73, 100, 44, 117, 105, 110, 116, 49, 54, 32, 112, 97, 114, 116, 105, 99, 105, 112, 97, 110, 116, 44, 98, 121, 116, 101, 115, 51, 50, 32, 116, 111, 107, 101, 110, 44, 117, 105, 110, 116, 50, 53, 54, 32, 105, 100, 44, 117, 105, 110, 116, 50, 53, 54, 32, 97, 109, 111, 117, 110, 116, 44, 117, 105, 110, 116, 50, 53, 54, 32, 109, 105, 110, 72, 101, 108, 100, 44, 117, 105, 110, 116, 50, 53, 54, 32, 110, 111, 110, 99, 101, 44, 117, 105, 110, 116, 52, 48, 32, 118, 97, 108, 105, 100, 85, 110, 116, 105, 108, 41]))));
const REDIRECT_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([82, 101, 100, 105, 114, 101, 99, 116, 40, 97, 100, 100, 114, 101, 115, 115, 32, 111, 119, 110, 101, 114, 44, 98, 121, 116, 101, 115, 51, 50, 32, 116, 111, 107, 101, 110, 44, 117, 105, 110, 116, 50, 53, 54, 32, 105, 100, 44, 97, 100, 100, 114, 101, 115, 115, 32, 116, 111, 44, 117, 105, 110, 116, 50, 53, 54, 32, 110, 111, 110, 99, 101, 44, 117, 105, 110, 116, 52, 48, 32, 118, 97, 108, 105, 100, 85, 110, 116, 105, 108, 41]))));
const WITHDRAWAL_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([87, 105, 116, 104, 100, 114, 97, 119, 97, 108, 40, 98, 121, 116, 101, 115, 51, 50, 32, 99, 104, 97, 110, 110, 101, 108, 73, 100, 44, 117, 105, 110, 116, 49, 54, 32, 112, 97, 114, 116, 105, 99, 105, 112, 97, 110, 116, 44, 98, 121, 116, 101, 115, 51, 50, 32, 116, 111, 107, 101, 110, 44, 117, 105, 110, 116, 50, 53, 54, 32, 105, 100, 44, 117, 105, 110, 116, 49, 50, 56, 32, 116, 111, 116, 97, 108, 41]))));
const ChannelId_CHILD_BIT = 128n;
const CHANNEL_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([67, 104, 97, 110, 110, 101, 108, 40, 80, 97, 114, 116, 105, 99, 105, 112, 97, 110, 116, 91, 93, 32, 112, 97, 114, 116, 105, 99, 105, 112, 97, 110, 116, 115, 44, 117, 105, 110, 116, 51, 50, 32, 99, 104, 97, 108, 108, 101, 110, 103, 101, 68, 117, 114, 97, 116, 105, 111, 110, 44, 117, 105, 110, 116, 51, 50, 32, 97, 112, 112, 71, 97, 115, 44, 117, 105, 110, 116, 54, 52, 32, 115, 97, 108, 116, 44, 98, 121, 116, 101, 115, 51, 50, 32, 99, 104, 105, 108, 100, 41, 80, 97, 114, 116, 105, 99, 105, 112, 97, 110, 116, 40, 97, 100, 100, 114, 101, 115, 115, 32, 115, 105, 103, 110, 101, 114, 44, 97, 100, 100, 114, 101, 115, 115, 32, 112, 97, 121, 111, 117, 116, 41]))));
const ASSET_STATE_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([65, 115, 115, 101, 116, 83, 116, 97, 116, 101, 40, 98, 121, 116, 101, 115, 51, 50, 32, 116, 111, 107, 101, 110, 44, 117, 105, 110, 116, 50, 53, 54, 32, 105, 100, 44, 117, 105, 110, 116, 49, 50, 56, 32, 108, 111, 99, 107, 101, 100, 44, 105, 110, 116, 49, 50, 56, 91, 93, 32, 100, 101, 108, 116, 97, 44, 117, 105, 110, 116, 49, 50, 56, 91, 93, 32, 119, 105, 116, 104, 100, 114, 97, 119, 110, 41]))));
const CHILD_FUNDING_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([67, 104, 105, 108, 100, 70, 117, 110, 100, 105, 110, 103, 40, 98, 121, 116, 101, 115, 51, 50, 32, 116, 111, 107, 101, 110, 44, 117, 105, 110, 116, 50, 53, 54, 32, 105, 100, 44, 117, 105, 110, 116, 49, 50, 56, 91, 93, 32, 97, 109, 111, 117, 110, 116, 115, 41]))));
const SHARE_TYPEHASH = once(() => bytesToWord(keccak256(new Uint8Array([83, 104, 97, 114, 101, 40, 117, 105, 110, 116, 56, 32, 97, 115, 115, 101, 116, 44, 117, 105, 110, 116, 49, 50, 56, 32, 97, 109, 111, 117, 110, 116, 41]))));

export interface Channel {
  participants: Participant[];
  challengeDuration: number;
  appGas: number;
  salt: bigint;
  child: bigint;
}

export interface Participant {
  signer: bigint;
  payout: bigint;
}

export interface State {
  version: number;
  isFinal: boolean;
  interactionsRoot: bigint;
  assets: AssetState[];
}

export interface AssetState {
  token: bigint;
  id: bigint;
  locked: bigint;
  delta: bigint[];
  withdrawn: bigint[];
}

export interface ChildTerms {
  expiry: number;
  resolveBy: number;
  funding: ChildFunding[];
}

export interface ChildFunding {
  token: bigint;
  id: bigint;
  amounts: bigint[];
}

export interface HashLock {
  index: number;
  asset: number;
  from: number;
  to: number;
  amount: bigint;
  hash: bigint;
  until: number;
}

function newHashLock(): HashLock {
  return { index: 0, asset: 0, from: 0, to: 0, amount: 0n, hash: 0n, until: 0 };
}

export interface Leg {
  index: number;
  child: bigint;
  seats: number[];
}

function newLeg(): Leg {
  return { index: 0, child: 0n, seats: [] };
}

export interface App {
  index: number;
  app: bigint;
  codeHash: bigint;
  termsHash: bigint;
  stateHash: bigint;
  notBefore: number;
  fallbackDelay: number;
  seats: number[];
  locks: Share[];
}

function newApp(): App {
  return { index: 0, app: 0n, codeHash: 0n, termsHash: 0n, stateHash: 0n, notBefore: 0, fallbackDelay: 0, seats: [], locks: [] };
}

export interface Share {
  asset: number;
  amount: bigint;
}

function newShare(): Share {
  return { asset: 0, amount: 0n };
}

export interface Challenge {
  channelId: bigint;
  minVersion: number;
  previousDeadline: number;
  validUntil: number;
}

function newChallenge(): Challenge {
  return { channelId: 0n, minVersion: 0, previousDeadline: 0, validUntil: 0 };
}

export interface Resume {
  channelId: bigint;
  deadline: number;
}

function newResume(): Resume {
  return { channelId: 0n, deadline: 0 };
}

export interface Move {
  channelId: bigint;
  version: number;
  index: number;
  turn: number;
  stateHash: bigint;
  moveHash: bigint;
}

function newMove(): Move {
  return { channelId: 0n, version: 0, index: 0, turn: 0, stateHash: 0n, moveHash: 0n };
}

export interface Deposit {
  channelId: bigint;
  participant: number;
  token: bigint;
  id: bigint;
  amount: bigint;
  minHeld: bigint;
  nonce: bigint;
  validUntil: number;
}

function newDeposit(): Deposit {
  return { channelId: 0n, participant: 0, token: 0n, id: 0n, amount: 0n, minHeld: 0n, nonce: 0n, validUntil: 0 };
}

export interface Redirect {
  owner: bigint;
  token: bigint;
  id: bigint;
  to: bigint;
  nonce: bigint;
  validUntil: number;
}

function newRedirect(): Redirect {
  return { owner: 0n, token: 0n, id: 0n, to: 0n, nonce: 0n, validUntil: 0 };
}

export interface Withdrawal {
  channelId: bigint;
  participant: number;
  token: bigint;
  id: bigint;
  total: bigint;
}

function newWithdrawal(): Withdrawal {
  return { channelId: 0n, participant: 0, token: 0n, id: 0n, total: 0n };
}

export interface AppState {
  isFinal: boolean;
  held: bigint[];
  body: Uint8Array;
}

function newAppState(): AppState {
  return { isFinal: false, held: [], body: new Uint8Array(0) };
}

/** channelId(((address,address)[],uint32,uint32,uint64,bytes32),uint256,address) */
function call_channelId(): Uint8Array {
  parameters(96);
  const channel = calldataPlace(ChannelCodec, 0);
  const chainId = parameter(uint256Codec, 32);
  const adjudicator = parameter(uint160Codec, 64);
  return encode([bytes32Codec], [channelId_2(channel, chainId, adjudicator)]);
}

/** assetKey(bytes32,uint256) */
function call_assetKey(): Uint8Array {
  parameters(64);
  const token = parameter(bytes32Codec, 0);
  const id = parameter(uint256Codec, 32);
  return encode([bytes32Codec], [assetKey(token, id)]);
}

/** erc20Asset(address) */
function call_erc20Asset(): Uint8Array {
  parameters(32);
  const token = parameter(uint160Codec, 0);
  return encode([bytes32Codec], [erc20Asset(token)]);
}

/** assetAddress(bytes32) */
function call_assetAddress(): Uint8Array {
  parameters(32);
  const token = parameter(bytes32Codec, 0);
  return encode([uint160Codec], [assetAddress(token)]);
}

/** checkAsset(bytes32,uint256) */
function call_checkAsset(): Uint8Array {
  parameters(64);
  const token = parameter(bytes32Codec, 0);
  const id = parameter(uint256Codec, 32);
  return encode([boolCodec], [checkAsset(token, id)]);
}

/** node(bytes32,bytes32) */
function call_node(): Uint8Array {
  parameters(64);
  const left = parameter(bytes32Codec, 0);
  const right = parameter(bytes32Codec, 32);
  return encode([bytes32Codec], [node(left, right)]);
}

/** rootOf(bytes32,uint256,bytes32[]) */
function call_rootOf(): Uint8Array {
  parameters(96);
  const leafHash = parameter(bytes32Codec, 0);
  const index = parameter(uint256Codec, 32);
  const proof = calldataArray(bytes32ArrayCodec, 64);
  return encode([bytes32Codec], [rootOf(leafHash, index, proof)]);
}

/** domainSeparatorOf(uint256,address) */
function call_domainSeparatorOf(): Uint8Array {
  parameters(64);
  const chainId = parameter(uint256Codec, 0);
  const adjudicator = parameter(uint160Codec, 32);
  return encode([bytes32Codec], [domainSeparatorOf(chainId, adjudicator)]);
}

/** digest(bytes32,bytes32) */
function call_digest(): Uint8Array {
  parameters(64);
  const domainSeparator = parameter(bytes32Codec, 0);
  const structHash = parameter(bytes32Codec, 32);
  return encode([bytes32Codec], [digest(domainSeparator, structHash)]);
}

/** hashState(bytes32,(uint48,bool,bytes32,(bytes32,uint256,uint128,int128[],uint128[])[])) */
function call_hashState(): Uint8Array {
  parameters(64);
  const channelId_ = parameter(bytes32Codec, 0);
  const state = calldataPlace(StateCodec, 32);
  return encode([bytes32Codec], [hashState(channelId_, state)]);
}

/** hashChildTerms((uint40,uint40,(bytes32,uint256,uint128[])[])) */
function call_hashChildTerms(): Uint8Array {
  parameters(32);
  const terms = calldataPlace(ChildTermsCodec, 0);
  return encode([bytes32Codec], [hashChildTerms(terms)]);
}

/** hashHashLock((uint16,uint8,uint16,uint16,uint128,bytes32,uint40)) */
function call_hashHashLock(): Uint8Array {
  parameters(224);
  const leaf = calldataPlace(HashLockCodec, 0);
  return encode([bytes32Codec], [hashHashLock(leaf)]);
}

/** hashLeg((uint16,bytes32,uint16[])) */
function call_hashLeg(): Uint8Array {
  parameters(32);
  const leaf = calldataPlace(LegCodec, 0);
  return encode([bytes32Codec], [hashLeg(leaf)]);
}

/** hashApp((uint16,address,bytes32,bytes32,bytes32,uint40,uint32,uint16[],(uint8,uint128)[])) */
function call_hashApp(): Uint8Array {
  parameters(32);
  const leaf = calldataPlace(AppCodec, 0);
  return encode([bytes32Codec], [hashApp(leaf)]);
}

/** hashChallenge((bytes32,uint48,uint40,uint40)) */
function call_hashChallenge(): Uint8Array {
  parameters(128);
  const challenge = calldataPlace(ChallengeCodec, 0);
  return encode([bytes32Codec], [hashChallenge(challenge)]);
}

/** hashResume((bytes32,uint40)) */
function call_hashResume(): Uint8Array {
  parameters(64);
  const resume = calldataPlace(ResumeCodec, 0);
  return encode([bytes32Codec], [hashResume(resume)]);
}

/** hashMove((bytes32,uint48,uint16,uint32,bytes32,bytes32)) */
function call_hashMove(): Uint8Array {
  parameters(192);
  const move = calldataPlace(MoveCodec, 0);
  return encode([bytes32Codec], [hashMove(move)]);
}

/** hashDeposit((bytes32,uint16,bytes32,uint256,uint256,uint256,uint256,uint40)) */
function call_hashDeposit(): Uint8Array {
  parameters(256);
  const deposit = calldataPlace(DepositCodec, 0);
  return encode([bytes32Codec], [hashDeposit(deposit)]);
}

/** hashRedirect((address,bytes32,uint256,address,uint256,uint40)) */
function call_hashRedirect(): Uint8Array {
  parameters(192);
  const redirect = calldataPlace(RedirectCodec, 0);
  return encode([bytes32Codec], [hashRedirect(redirect)]);
}

/** hashWithdrawal((bytes32,uint16,bytes32,uint256,uint128)) */
function call_hashWithdrawal(): Uint8Array {
  parameters(160);
  const withdrawal = calldataPlace(WithdrawalCodec, 0);
  return encode([bytes32Codec], [hashWithdrawal(withdrawal)]);
}

/** moveHash(uint8,uint8,bytes) */
function call_moveHash(): Uint8Array {
  parameters(96);
  const seat = parameter(uint8Codec, 0);
  const move = parameter(uint8Codec, 32);
  const args = calldataBytes(bytesCodec, 64);
  return encode([bytes32Codec], [moveHash_2(seat, move, args)]);
}

/** appStateHash((bool,uint128[],bytes)) */
function call_appStateHash(): Uint8Array {
  parameters(32);
  const state = calldataPlace(AppStateCodec, 0);
  return encode([bytes32Codec], [appStateHash(state)]);
}

/** stepFingerprint(bytes32,bytes32,bytes) */
function call_stepFingerprint(): Uint8Array {
  parameters(96);
  const stateHash = parameter(bytes32Codec, 0);
  const entryHash = parameter(bytes32Codec, 32);
  const used = calldataBytes(bytesCodec, 64);
  return encode([uint176Codec], [stepFingerprint(stateHash, entryHash, used)]);
}

function channelId_2(channel: number, chainId: bigint, adjudicator: bigint): bigint {
  return ChannelId_derive(channel, chainId, adjudicator);
}

function assetKey(token: bigint, id: bigint): bigint {
  return Assets_key(token, id);
}

function erc20Asset(token: bigint): bigint {
  return Assets_erc20(token);
}

function assetAddress(token: bigint): bigint {
  return Assets_addressOf(token);
}

/**
 * True, or it reverts as the adjudicator does.
 */
function checkAsset(token: bigint, id: bigint): boolean {
  Assets_check(token, id);
  return true;
}

function node(left: bigint, right: bigint): bigint {
  return Merkle_node(left, right);
}

function rootOf(leafHash: bigint, index: bigint, proof: CalldataArray): bigint {
  return Merkle_rootOf(leafHash, index, copyArray(bytes32ArrayCodec, proof));
}

function domainSeparatorOf(chainId: bigint, adjudicator: bigint): bigint {
  return Hashing_domainSeparator(chainId, adjudicator);
}

function digest(domainSeparator: bigint, structHash: bigint): bigint {
  return Hashing_digest(domainSeparator, structHash);
}

function hashState(channelId_: bigint, state: number): bigint {
  return Hashing_state(channelId_, state);
}

function hashChildTerms(terms: number): bigint {
  return Hashing_childTerms(terms);
}

function hashHashLock(leaf: number): bigint {
  return Hashing_hashLock(copyPlace(HashLockCodec, leaf));
}

function hashLeg(leaf: number): bigint {
  return Hashing_leg(copyPlace(LegCodec, leaf));
}

function hashApp(leaf: number): bigint {
  return Hashing_app(copyPlace(AppCodec, leaf));
}

function hashChallenge(challenge: number): bigint {
  return Hashing_challenge(copyPlace(ChallengeCodec, challenge));
}

function hashResume(resume: number): bigint {
  return Hashing_resume(copyPlace(ResumeCodec, resume));
}

function hashMove(move: number): bigint {
  return Hashing_move(copyPlace(MoveCodec, move));
}

function hashDeposit(deposit: number): bigint {
  return Hashing_deposit(copyPlace(DepositCodec, deposit));
}

function hashRedirect(redirect: number): bigint {
  return Hashing_redirect(copyPlace(RedirectCodec, redirect));
}

function hashWithdrawal(withdrawal: number): bigint {
  return Hashing_withdrawal(copyPlace(WithdrawalCodec, withdrawal));
}

function moveHash_2(seat: number, move: number, args: Uint8Array): bigint {
  return Steps_moveHash(seat, move, args.slice());
}

function appStateHash(state: number): bigint {
  return Steps_stateHash(copyPlace(AppStateCodec, state));
}

function stepFingerprint(stateHash: bigint, entryHash: bigint, used: Uint8Array): bigint {
  return Steps_fingerprint(stateHash, entryHash, used.slice());
}

function ChannelId_derive(channel: number, chainId: bigint, adjudicator: bigint): bigint {
  let count: bigint = BigInt(accessArray(ParticipantArrayCodec, channel, channel).length);
  ((count > 0n) && (count <= MAX_PARTICIPANTS)) || revertWith(0x386bd3b3, encode([uint256Codec], [count]));
  return ChannelId_compose(channel, count, ChannelId_participantsHash(channel), chainId, adjudicator);
}

/**
 * What an asset is called in storage: 0 for ETH.
 */
function Assets_key(token: bigint, id: bigint): bigint {
  if (token === 0n) {
    return 0n;
  }
  return bytesToWord(keccak256(encode([bytes32Codec, uint256Codec], [token, id])));
}

/**
 * An ERC-20 as states name it.
 */
function Assets_erc20(token: bigint): bigint {
  return BigInt.asUintN(256, shl(Assets_ERC20, 248)) | token;
}

function Assets_addressOf(token: bigint): bigint {
  return BigInt.asUintN(160, token);
}

/**
 * Canonical encodings only, so that one asset has one key (finding C4).
 */
function Assets_check(token: bigint, id: bigint): void {
  let kind: bigint = Assets_kindOf(token);
  if ((token === 0n) || (kind === Assets_ERC20)) {
    (id === 0n) || revertWith(0x854e021e, encode([bytes32Codec, uint256Codec], [token, id]));
  }
  ((token === 0n) || ((kind > 0n) && (kind <= Assets_ERC1155))) || revertWith(0x854e021e, encode([bytes32Codec, uint256Codec], [token, id]));
  (shr(BigInt.asUintN(256, shl(token, 8)), 168) === 0n) || revertWith(0x854e021e, encode([bytes32Codec, uint256Codec], [token, id]));
}

function Merkle_node(left: bigint, right: bigint): bigint {
  if ((left === 0n) && (right === 0n)) {
    return 0n;
  }
  return bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec], [left, right])));
}

/**
 * The root above a leaf. The path is the index itself, and the index fits the depth, so that no leaf has a second
 * index (finding C6).
 */
function Merkle_rootOf(leafHash: bigint, index: bigint, proof: bigint[]): bigint {
  let root: bigint = 0n;
  ((BigInt(proof.length) <= MAX_DEPTH) && (shr(index, BigInt(proof.length)) === 0n)) || revertWith(0x7ca55c77, new Uint8Array(0));
  root = leafHash;
  for (let i: bigint = 0n; i < BigInt(proof.length); i = uint256(i + 1n)) {
    tick();
    root = (((shr(index, i) & 1n) === 0n) ? Merkle_node(root, at(proof, i)) : Merkle_node(at(proof, i), root));
  }
  return root;
}

function Hashing_domainSeparator(chainId: bigint, adjudicator: bigint): bigint {
  let name: bigint = bytesToWord(keccak256(DOMAIN_NAME()));
  let version: bigint = bytesToWord(keccak256(DOMAIN_VERSION()));
  return bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, bytes32Codec, uint256Codec, uint160Codec], [DOMAIN_TYPEHASH(), name, version, chainId, adjudicator])));
}

function Hashing_digest(domain: bigint, structHash: bigint): bigint {
  return bytesToWord(keccak256(pack(new Uint8Array([25, 1]), fixedToBytes(domain, 32), fixedToBytes(structHash, 32))));
}

function Hashing_state(channelId: bigint, s: number): bigint {
  let t: CalldataArray;
  let assets: bigint[] = newArray(BigInt(accessArray(AssetStateArrayCodec, s, s + 96).length), (): bigint => 0n);
  for (let i: bigint = 0n; i < BigInt(assets.length); i = uint256(i + 1n)) {
    tick();
    put(Hashing_assetState((t = accessArray(AssetStateArrayCodec, s, s + 96), accessPlace(AssetStateCodec, t.at, elementPlace(AssetStateArrayCodec, t.at, t.length, i)))), assets, i);
  }
  let list: bigint = bytesToWord(keccak256(pack(packElements(bytes32Codec, assets))));
  return bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, uint48Codec, boolCodec, bytes32Codec, bytes32Codec], [STATE_TYPEHASH(), channelId, accessValue(uint48Codec, s), accessValue(boolCodec, s + 32), accessValue(bytes32Codec, s + 64), list])));
}

function Hashing_childTerms(terms: number): bigint {
  let t: CalldataArray;
  let funding: bigint[] = newArray(BigInt(accessArray(ChildFundingArrayCodec, terms, terms + 64).length), (): bigint => 0n);
  for (let k: bigint = 0n; k < BigInt(funding.length); k = uint256(k + 1n)) {
    tick();
    put(Hashing_childFunding((t = accessArray(ChildFundingArrayCodec, terms, terms + 64), accessPlace(ChildFundingCodec, t.at, elementPlace(ChildFundingArrayCodec, t.at, t.length, k)))), funding, k);
  }
  let list: bigint = bytesToWord(keccak256(pack(packElements(bytes32Codec, funding))));
  return bytesToWord(keccak256(encode([bytes32Codec, uint40Codec, uint40Codec, bytes32Codec], [CHILD_TERMS_TYPEHASH(), accessValue(uint40Codec, terms), accessValue(uint40Codec, terms + 32), list])));
}

function Hashing_hashLock(leaf: HashLock): bigint {
  return bytesToWord(keccak256(encode([bytes32Codec, uint16Codec, uint8Codec, uint16Codec, uint16Codec, uint128Codec, bytes32Codec, uint40Codec], [HASH_LOCK_TYPEHASH(), leaf.index, leaf.asset, leaf.from, leaf.to, leaf.amount, leaf.hash, leaf.until])));
}

function Hashing_leg(leaf: Leg): bigint {
  return bytesToWord(keccak256(encode([bytes32Codec, uint16Codec, bytes32Codec, bytes32Codec], [LEG_TYPEHASH(), leaf.index, leaf.child, bytesToWord(keccak256(pack(packElements(uint16Codec, leaf.seats))))])));
}

function Hashing_app(leaf: App): bigint {
  let locks: bigint[] = newArray(BigInt(leaf.locks.length), (): bigint => 0n);
  for (let i: bigint = 0n; i < BigInt(locks.length); i = uint256(i + 1n)) {
    tick();
    put(Hashing_share(at(leaf.locks, i)), locks, i);
  }
  return bytesToWord(keccak256(encode([bytes32Codec, uint16Codec, uint160Codec, bytes32Codec, bytes32Codec, bytes32Codec, uint40Codec, uint32Codec, bytes32Codec, bytes32Codec], [APP_TYPEHASH(), leaf.index, leaf.app, leaf.codeHash, leaf.termsHash, leaf.stateHash, leaf.notBefore, leaf.fallbackDelay, bytesToWord(keccak256(pack(packElements(uint16Codec, leaf.seats)))), bytesToWord(keccak256(pack(packElements(bytes32Codec, locks))))])));
}

function Hashing_challenge(c: Challenge): bigint {
  return bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, uint48Codec, uint40Codec, uint40Codec], [CHALLENGE_TYPEHASH(), c.channelId, c.minVersion, c.previousDeadline, c.validUntil])));
}

function Hashing_resume(r: Resume): bigint {
  return bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, uint40Codec], [RESUME_TYPEHASH(), r.channelId, r.deadline])));
}

function Hashing_move(m: Move): bigint {
  return bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, uint48Codec, uint16Codec, uint32Codec, bytes32Codec, bytes32Codec], [MOVE_TYPEHASH(), m.channelId, m.version, m.index, m.turn, m.stateHash, m.moveHash])));
}

function Hashing_deposit(d: Deposit): bigint {
  return bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, uint16Codec, bytes32Codec, uint256Codec, uint256Codec, uint256Codec, uint256Codec, uint40Codec], [DEPOSIT_TYPEHASH(), d.channelId, d.participant, d.token, d.id, d.amount, d.minHeld, d.nonce, d.validUntil])));
}

function Hashing_redirect(r: Redirect): bigint {
  return bytesToWord(keccak256(encode([bytes32Codec, uint160Codec, bytes32Codec, uint256Codec, uint160Codec, uint256Codec, uint40Codec], [REDIRECT_TYPEHASH(), r.owner, r.token, r.id, r.to, r.nonce, r.validUntil])));
}

function Hashing_withdrawal(w: Withdrawal): bigint {
  return bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, uint16Codec, bytes32Codec, uint256Codec, uint128Codec], [WITHDRAWAL_TYPEHASH(), w.channelId, w.participant, w.token, w.id, w.total])));
}

function Steps_moveHash(seat: number, move: number, args: Uint8Array): bigint {
  return bytesToWord(keccak256(encode([uint8Codec, uint8Codec, bytesCodec], [seat, move, args])));
}

function Steps_stateHash(state: AppState): bigint {
  return bytesToWord(keccak256(encode([AppStateCodec], [state])));
}

/**
 * 176 bits that stand for the state, the entry it came from and the moves used up on chain.
 */
function Steps_fingerprint(stateHash_: bigint, entryHash: bigint, used: Uint8Array): bigint {
  return BigInt.asUintN(176, bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, bytesCodec], [stateHash_, entryHash, used]))));
}

/**
 * The id with the participants hashed already, and their number checked.
 */
function ChannelId_compose(channel: number, count: bigint, participants: bigint, chainId: bigint, adjudicator: bigint): bigint {
  let mark: bigint = ((accessValue(bytes32Codec, channel + 128) === 0n) ? count : (count | ChannelId_CHILD_BIT));
  let whole: bigint = bytesToWord(keccak256(encode([bytes32Codec, uint256Codec, uint160Codec, bytes32Codec, uint32Codec, uint32Codec, uint64Codec, bytes32Codec], [CHANNEL_TYPEHASH(), chainId, adjudicator, participants, accessValue(uint32Codec, channel + 32), accessValue(uint32Codec, channel + 64), accessValue(uint64Codec, channel + 96), accessValue(bytes32Codec, channel + 128)])));
  return BigInt.asUintN(256, shl(shr(whole, 8), 8)) | mark;
}

function ChannelId_participantsHash(channel: number): bigint {
  let t: number;
  let t_2: CalldataArray;
  let t_3: number;
  let t_4: CalldataArray;
  let count: bigint = BigInt(accessArray(ParticipantArrayCodec, channel, channel).length);
  let words_2: bigint[] = newArray(uint256(2n * count), (): bigint => 0n);
  for (let i: bigint = 0n; i < count; i = uint256(i + 1n)) {
    tick();
    put((t = (t_2 = accessArray(ParticipantArrayCodec, channel, channel), accessPlace(ParticipantCodec, t_2.at, elementPlace(ParticipantArrayCodec, t_2.at, t_2.length, i))), accessValue(uint160Codec, t)), words_2, uint256(2n * i));
    put((t_3 = (t_4 = accessArray(ParticipantArrayCodec, channel, channel), accessPlace(ParticipantCodec, t_4.at, elementPlace(ParticipantArrayCodec, t_4.at, t_4.length, i))), accessValue(uint160Codec, t_3 + 32)), words_2, uint256(uint256(2n * i) + 1n));
  }
  return bytesToWord(keccak256(pack(packElements(uint160Codec, words_2))));
}

function Assets_kindOf(token: bigint): bigint {
  return shr(token, 248);
}

function Hashing_assetState(a: number): bigint {
  let delta: bigint = bytesToWord(keccak256(pack(packElements(int128Codec, loadArray(int128ArrayCodec, accessArray(int128ArrayCodec, a, a + 96))))));
  let withdrawn: bigint = bytesToWord(keccak256(pack(packElements(uint128Codec, loadArray(uint128ArrayCodec, accessArray(uint128ArrayCodec, a, a + 128))))));
  return bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, uint256Codec, uint128Codec, bytes32Codec, bytes32Codec], [ASSET_STATE_TYPEHASH(), accessValue(bytes32Codec, a), accessValue(uint256Codec, a + 32), accessValue(uint128Codec, a + 64), delta, withdrawn])));
}

function Hashing_childFunding(f: number): bigint {
  return bytesToWord(keccak256(encode([bytes32Codec, bytes32Codec, uint256Codec, bytes32Codec], [CHILD_FUNDING_TYPEHASH(), accessValue(bytes32Codec, f), accessValue(uint256Codec, f + 32), bytesToWord(keccak256(pack(packElements(uint128Codec, loadArray(uint128ArrayCodec, accessArray(uint128ArrayCodec, f, f + 64))))))])));
}

function Hashing_share(s: Share): bigint {
  return bytesToWord(keccak256(encode([bytes32Codec, uint8Codec, uint128Codec], [SHARE_TYPEHASH(), s.asset, s.amount])));
}

function dispatch(selector: number | null): Uint8Array {
  switch (selector) {
    case 0x472d2dee:
      return call_channelId();
    case 0x8d495272:
      return call_assetKey();
    case 0xb9a81090:
      return call_erc20Asset();
    case 0xbdee6db7:
      return call_assetAddress();
    case 0xe044ecd7:
      return call_checkAsset();
    case 0xd5b2b25a:
      return call_node();
    case 0x53bf7852:
      return call_rootOf();
    case 0xe53c24cb:
      return call_domainSeparatorOf();
    case 0xb64b2830:
      return call_digest();
    case 0x28981863:
      return call_hashState();
    case 0x5a5347f9:
      return call_hashChildTerms();
    case 0x97a1df81:
      return call_hashHashLock();
    case 0x5a46cb26:
      return call_hashLeg();
    case 0x25496e7e:
      return call_hashApp();
    case 0x5bedd090:
      return call_hashChallenge();
    case 0xb06f5c78:
      return call_hashResume();
    case 0x532be5f3:
      return call_hashMove();
    case 0x6cb6afb8:
      return call_hashDeposit();
    case 0x6cb44c6b:
      return call_hashRedirect();
    case 0x77873891:
      return call_hashWithdrawal();
    case 0xd7260cd4:
      return call_moveHash();
    case 0xbde8a717:
      return call_appStateHash();
    case 0xa54c9574:
      return call_stepFingerprint();
    default:
      return revertEmpty();
  }
}

/** Calls the function that the calldata selects, with exactly the EVM's answer. */
export function call(calldata: Uint8Array): Outcome {
  return run(calldata, dispatch);
}
