// Generated from contracts/types and contracts/interfaces/IApp.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 aa3345dc01faa446f0f06d72966d1e8a63876912daa97b18647f16c4dc53cd1e

import { HASH_OF_NOTHING, ListLayout, fixedLayout, putAddress, putBigInt, putBigUint, putBool, putBytes, putHash, putUint } from "../../evm/fixedLayout.ts";
import { keccak256, keccakHex } from "../../evm/hash.ts";
import type { Address, Hex } from "../../evm/hex.ts";
import { bytesToHex } from "../../evm/hex.ts";
import type { App, AssetState, Challenge, ChildFunding, ChildTerms, Deposit, HashLock, Leg, Move, Redirect, Resume, Share, State, Withdrawal } from "./structs.ts";

// Each hash is EIP-712's hashStruct, written into words that are kept from call to call: nothing here calls back, so no
// layout is used twice at a time. Values out of their type's range throw `OutOfRange`.

/** keccak256("ChildFunding(bytes32 token,uint256 id,uint128[] amounts)") */
export const CHILD_FUNDING_TYPEHASH: Hex = "0xb9716540d1ccd8d17fd06ef47bcdc7f63aa7de70edaf22bb7844936d2ed47640";
const childFunding = fixedLayout(4, CHILD_FUNDING_TYPEHASH);
const childFundingAmounts = new ListLayout();

function childFundingAmountsHash(items: readonly bigint[]): Uint8Array {
  if (items.length === 0) return HASH_OF_NOTHING;
  const list = childFundingAmounts.words(items.length);
  let at = 0;
  for (const item of items) {
    putBigUint(list, at, item, 0xffffffffffffffffffffffffffffffffn);
    at += 32;
  }
  return childFundingAmounts.hash(items.length);
}

function childFundingHash(value: ChildFunding): Uint8Array {
  putBytes(childFunding, 32, value.token, 32);
  putBigUint(childFunding, 64, value.id, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn);
  putHash(childFunding, 96, childFundingAmountsHash(value.amounts));
  return keccak256(childFunding.bytes);
}

/** hashStruct of a `ChildFunding` (EIP-712). */
export function hashChildFunding(value: ChildFunding): Hex {
  return bytesToHex(childFundingHash(value));
}

/** keccak256("ChildTerms(uint40 expiry,uint40 resolveBy,ChildFunding[] funding)ChildFunding(bytes32 token,uint256 id,uint128[] amounts)") */
export const CHILD_TERMS_TYPEHASH: Hex = "0xcb7ce23ade24af8633db16ad4dcbf58f9f3b630c4c1e5ae6e7de094958fd02b2";
const childTerms = fixedLayout(4, CHILD_TERMS_TYPEHASH);
const childTermsFunding = new ListLayout();

function childTermsFundingHash(items: readonly ChildFunding[]): Uint8Array {
  if (items.length === 0) return HASH_OF_NOTHING;
  const list = childTermsFunding.words(items.length);
  let at = 0;
  for (const item of items) {
    putHash(list, at, childFundingHash(item));
    at += 32;
  }
  return childTermsFunding.hash(items.length);
}

function childTermsHash(value: ChildTerms): Uint8Array {
  putUint(childTerms, 32, value.expiry, 0xffffffffff);
  putUint(childTerms, 64, value.resolveBy, 0xffffffffff);
  putHash(childTerms, 96, childTermsFundingHash(value.funding));
  return keccak256(childTerms.bytes);
}

/** hashStruct of a `ChildTerms` (EIP-712). */
export function hashChildTerms(value: ChildTerms): Hex {
  return bytesToHex(childTermsHash(value));
}

/** keccak256("AssetState(bytes32 token,uint256 id,uint128 locked,int128[] delta,uint128[] withdrawn)") */
export const ASSET_STATE_TYPEHASH: Hex = "0x8b87d2645650ad539fa49eadb0f5dbd98e1612f0bd52330fb9b49d1de51aab0d";
const assetState = fixedLayout(6, ASSET_STATE_TYPEHASH);
const assetStateDelta = new ListLayout();

function assetStateDeltaHash(items: readonly bigint[]): Uint8Array {
  if (items.length === 0) return HASH_OF_NOTHING;
  const list = assetStateDelta.words(items.length);
  let at = 0;
  for (const item of items) {
    putBigInt(list, at, item, 0x7fffffffffffffffffffffffffffffffn);
    at += 32;
  }
  return assetStateDelta.hash(items.length);
}
const assetStateWithdrawn = new ListLayout();

function assetStateWithdrawnHash(items: readonly bigint[]): Uint8Array {
  if (items.length === 0) return HASH_OF_NOTHING;
  const list = assetStateWithdrawn.words(items.length);
  let at = 0;
  for (const item of items) {
    putBigUint(list, at, item, 0xffffffffffffffffffffffffffffffffn);
    at += 32;
  }
  return assetStateWithdrawn.hash(items.length);
}

function assetStateHash(value: AssetState): Uint8Array {
  putBytes(assetState, 32, value.token, 32);
  putBigUint(assetState, 64, value.id, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn);
  putBigUint(assetState, 96, value.locked, 0xffffffffffffffffffffffffffffffffn);
  putHash(assetState, 128, assetStateDeltaHash(value.delta));
  putHash(assetState, 160, assetStateWithdrawnHash(value.withdrawn));
  return keccak256(assetState.bytes);
}

/** hashStruct of a `AssetState` (EIP-712). */
export function hashAssetState(value: AssetState): Hex {
  return bytesToHex(assetStateHash(value));
}

/** keccak256("State(bytes32 channelId,uint48 version,bool isFinal,bytes32 interactionsRoot,AssetState[] assets)AssetState(bytes32 token,uint256 id,uint128 locked,int128[] delta,uint128[] withdrawn)") */
export const STATE_TYPEHASH: Hex = "0xa88972bd46d2c285111e50d4d86a10ea6a088b1e98fabeb4da3d1e07e7d0ab3b";
const state = fixedLayout(6, STATE_TYPEHASH);
const stateAssets = new ListLayout();

function stateAssetsHash(items: readonly AssetState[]): Uint8Array {
  if (items.length === 0) return HASH_OF_NOTHING;
  const list = stateAssets.words(items.length);
  let at = 0;
  for (const item of items) {
    putHash(list, at, assetStateHash(item));
    at += 32;
  }
  return stateAssets.hash(items.length);
}

function stateHash(channelId: Hex, value: State): Uint8Array {
  putBytes(state, 32, channelId, 32);
  putUint(state, 64, value.version, 0xffffffffffff);
  putBool(state, 96, value.isFinal);
  putBytes(state, 128, value.interactionsRoot, 32);
  putHash(state, 160, stateAssetsHash(value.assets));
  return keccak256(state.bytes);
}

/** hashStruct of a `State` (EIP-712). */
export function hashState(channelId: Hex, value: State): Hex {
  return bytesToHex(stateHash(channelId, value));
}

/** keccak256("HashLock(uint16 index,uint8 asset,uint16 from,uint16 to,uint128 amount,bytes32 hash,uint40 until)") */
export const HASH_LOCK_TYPEHASH: Hex = "0x5a4428f3e05808c1d58eee832e3ef3e90604d0c7dbb11cc8884787db87edd007";
const hashLock = fixedLayout(8, HASH_LOCK_TYPEHASH);

function hashLockHash(value: HashLock): Uint8Array {
  putUint(hashLock, 32, value.index, 0xffff);
  putUint(hashLock, 64, value.asset, 0xff);
  putUint(hashLock, 96, value.from, 0xffff);
  putUint(hashLock, 128, value.to, 0xffff);
  putBigUint(hashLock, 160, value.amount, 0xffffffffffffffffffffffffffffffffn);
  putBytes(hashLock, 192, value.hash, 32);
  putUint(hashLock, 224, value.until, 0xffffffffff);
  return keccak256(hashLock.bytes);
}

/** hashStruct of a `HashLock` (EIP-712). */
export function hashHashLock(value: HashLock): Hex {
  return bytesToHex(hashLockHash(value));
}

/** keccak256("Leg(uint16 index,bytes32 child,uint16[] seats)") */
export const LEG_TYPEHASH: Hex = "0x7aafb5752f60713274c38a4c8a96c8991deb00ccbd7fe708c44712131dcddd2a";
const leg = fixedLayout(4, LEG_TYPEHASH);
const legSeats = new ListLayout();

function legSeatsHash(items: readonly number[]): Uint8Array {
  if (items.length === 0) return HASH_OF_NOTHING;
  const list = legSeats.words(items.length);
  let at = 0;
  for (const item of items) {
    putUint(list, at, item, 0xffff);
    at += 32;
  }
  return legSeats.hash(items.length);
}

function legHash(value: Leg): Uint8Array {
  putUint(leg, 32, value.index, 0xffff);
  putBytes(leg, 64, value.child, 32);
  putHash(leg, 96, legSeatsHash(value.seats));
  return keccak256(leg.bytes);
}

/** hashStruct of a `Leg` (EIP-712). */
export function hashLeg(value: Leg): Hex {
  return bytesToHex(legHash(value));
}

/** keccak256("Share(uint8 asset,uint128 amount)") */
export const SHARE_TYPEHASH: Hex = "0xfc67fddb8b52f682cc85a14e5ab5b6d248811a0d28407775acb35eff38a4ae97";
const share = fixedLayout(3, SHARE_TYPEHASH);

function shareHash(value: Share): Uint8Array {
  putUint(share, 32, value.asset, 0xff);
  putBigUint(share, 64, value.amount, 0xffffffffffffffffffffffffffffffffn);
  return keccak256(share.bytes);
}

/** hashStruct of a `Share` (EIP-712). */
export function hashShare(value: Share): Hex {
  return bytesToHex(shareHash(value));
}

/** keccak256("App(uint16 index,address app,bytes32 codeHash,bytes32 termsHash,bytes32 stateHash,uint40 notBefore,uint32 fallbackDelay,uint16[] seats,Share[] locks)Share(uint8 asset,uint128 amount)") */
export const APP_TYPEHASH: Hex = "0x3e88487894c23ffce1547b155db70f267ca4b928e39d02a174dac27bd503577a";
const app = fixedLayout(10, APP_TYPEHASH);
const appSeats = new ListLayout();

function appSeatsHash(items: readonly number[]): Uint8Array {
  if (items.length === 0) return HASH_OF_NOTHING;
  const list = appSeats.words(items.length);
  let at = 0;
  for (const item of items) {
    putUint(list, at, item, 0xffff);
    at += 32;
  }
  return appSeats.hash(items.length);
}
const appLocks = new ListLayout();

function appLocksHash(items: readonly Share[]): Uint8Array {
  if (items.length === 0) return HASH_OF_NOTHING;
  const list = appLocks.words(items.length);
  let at = 0;
  for (const item of items) {
    putHash(list, at, shareHash(item));
    at += 32;
  }
  return appLocks.hash(items.length);
}

function appHash(value: App): Uint8Array {
  putUint(app, 32, value.index, 0xffff);
  putAddress(app, 64, value.app);
  putBytes(app, 96, value.codeHash, 32);
  putBytes(app, 128, value.termsHash, 32);
  putBytes(app, 160, value.stateHash, 32);
  putUint(app, 192, value.notBefore, 0xffffffffff);
  putUint(app, 224, value.fallbackDelay, 0xffffffff);
  putHash(app, 256, appSeatsHash(value.seats));
  putHash(app, 288, appLocksHash(value.locks));
  return keccak256(app.bytes);
}

/** hashStruct of a `App` (EIP-712). */
export function hashApp(value: App): Hex {
  return bytesToHex(appHash(value));
}

/** keccak256("Challenge(bytes32 channelId,uint48 minVersion,uint40 previousDeadline,uint40 validUntil)") */
export const CHALLENGE_TYPEHASH: Hex = "0x199b9109e805dabcfefaa4ca9707f0665c94130965b888aac975390f71ce3f34";
const challenge = fixedLayout(5, CHALLENGE_TYPEHASH);

function challengeHash(value: Challenge): Uint8Array {
  putBytes(challenge, 32, value.channelId, 32);
  putUint(challenge, 64, value.minVersion, 0xffffffffffff);
  putUint(challenge, 96, value.previousDeadline, 0xffffffffff);
  putUint(challenge, 128, value.validUntil, 0xffffffffff);
  return keccak256(challenge.bytes);
}

/** hashStruct of a `Challenge` (EIP-712). */
export function hashChallenge(value: Challenge): Hex {
  return bytesToHex(challengeHash(value));
}

/** keccak256("Resume(bytes32 channelId,uint40 deadline)") */
export const RESUME_TYPEHASH: Hex = "0xb28abc6cf2ca05d5b4f0db015ee6a3b999adf25c89f9768ab2843ebdc965d31b";
const resume = fixedLayout(3, RESUME_TYPEHASH);

function resumeHash(value: Resume): Uint8Array {
  putBytes(resume, 32, value.channelId, 32);
  putUint(resume, 64, value.deadline, 0xffffffffff);
  return keccak256(resume.bytes);
}

/** hashStruct of a `Resume` (EIP-712). */
export function hashResume(value: Resume): Hex {
  return bytesToHex(resumeHash(value));
}

/** keccak256("Move(bytes32 channelId,uint48 version,uint16 index,uint32 turn,bytes32 stateHash,bytes32 moveHash)") */
export const MOVE_TYPEHASH: Hex = "0x1c60be116bb000e4e1a3c4829d12ba80a16b53fd7a0b3086865d06ffd6c09ff3";
const move = fixedLayout(7, MOVE_TYPEHASH);

function moveHash(value: Move): Uint8Array {
  putBytes(move, 32, value.channelId, 32);
  putUint(move, 64, value.version, 0xffffffffffff);
  putUint(move, 96, value.index, 0xffff);
  putUint(move, 128, value.turn, 0xffffffff);
  putBytes(move, 160, value.stateHash, 32);
  putBytes(move, 192, value.moveHash, 32);
  return keccak256(move.bytes);
}

/** hashStruct of a `Move` (EIP-712). */
export function hashMove(value: Move): Hex {
  return bytesToHex(moveHash(value));
}

/** keccak256("Deposit(bytes32 channelId,uint16 participant,bytes32 token,uint256 id,uint256 amount,uint256 minHeld,uint256 nonce,uint40 validUntil)") */
export const DEPOSIT_TYPEHASH: Hex = "0x2283b71f5d6e88ee9004e94d4501243b48dd486e190d02b6363227306f330c0c";
const deposit = fixedLayout(9, DEPOSIT_TYPEHASH);

function depositHash(value: Deposit): Uint8Array {
  putBytes(deposit, 32, value.channelId, 32);
  putUint(deposit, 64, value.participant, 0xffff);
  putBytes(deposit, 96, value.token, 32);
  putBigUint(deposit, 128, value.id, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn);
  putBigUint(deposit, 160, value.amount, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn);
  putBigUint(deposit, 192, value.minHeld, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn);
  putBigUint(deposit, 224, value.nonce, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn);
  putUint(deposit, 256, value.validUntil, 0xffffffffff);
  return keccak256(deposit.bytes);
}

/** hashStruct of a `Deposit` (EIP-712). */
export function hashDeposit(value: Deposit): Hex {
  return bytesToHex(depositHash(value));
}

/** keccak256("Redirect(address owner,bytes32 token,uint256 id,address to,uint256 nonce,uint40 validUntil)") */
export const REDIRECT_TYPEHASH: Hex = "0x4b8f8f72510d3bb34633c350d52a811c8a080fbc036761b4d0fc70be9140bf1d";
const redirect = fixedLayout(7, REDIRECT_TYPEHASH);

function redirectHash(value: Redirect): Uint8Array {
  putAddress(redirect, 32, value.owner);
  putBytes(redirect, 64, value.token, 32);
  putBigUint(redirect, 96, value.id, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn);
  putAddress(redirect, 128, value.to);
  putBigUint(redirect, 160, value.nonce, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn);
  putUint(redirect, 192, value.validUntil, 0xffffffffff);
  return keccak256(redirect.bytes);
}

/** hashStruct of a `Redirect` (EIP-712). */
export function hashRedirect(value: Redirect): Hex {
  return bytesToHex(redirectHash(value));
}

/** keccak256("Withdrawal(bytes32 channelId,uint16 participant,bytes32 token,uint256 id,uint128 total)") */
export const WITHDRAWAL_TYPEHASH: Hex = "0xb7eb9af8fb96e97d989045df78d899a01663e57febdcbdb4efd39ea62cf1f619";
const withdrawal = fixedLayout(6, WITHDRAWAL_TYPEHASH);

function withdrawalHash(value: Withdrawal): Uint8Array {
  putBytes(withdrawal, 32, value.channelId, 32);
  putUint(withdrawal, 64, value.participant, 0xffff);
  putBytes(withdrawal, 96, value.token, 32);
  putBigUint(withdrawal, 128, value.id, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn);
  putBigUint(withdrawal, 160, value.total, 0xffffffffffffffffffffffffffffffffn);
  return keccak256(withdrawal.bytes);
}

/** hashStruct of a `Withdrawal` (EIP-712). */
export function hashWithdrawal(value: Withdrawal): Hex {
  return bytesToHex(withdrawalHash(value));
}

/** keccak256 of the domain's type string. */
export const DOMAIN_TYPEHASH: Hex = "0x8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f";
export const DOMAIN_NAME = "Chenilles";
export const DOMAIN_VERSION = "1";
const domain = fixedLayout(5, DOMAIN_TYPEHASH);
putHash(domain, 32, keccak256(new TextEncoder().encode(DOMAIN_NAME)));
putHash(domain, 64, keccak256(new TextEncoder().encode(DOMAIN_VERSION)));

/** The EIP-712 domain separator of one adjudicator on one chain. */
export function domainSeparator(chainId: bigint, adjudicator: Address): Hex {
  putBigUint(domain, 96, chainId, (1n << 256n) - 1n);
  putAddress(domain, 128, adjudicator);
  return keccakHex(domain.bytes);
}

const signed = fixedLayout(3);
signed.bytes.set([0x19, 0x01]);

/** What is signed: keccak256(0x1901 ‖ domain ‖ structHash). */
export function digest(domain: Hex, structHash: Hex): Hex {
  putBytes(signed, 2, domain, 32);
  putBytes(signed, 34, structHash, 32);
  return keccakHex(signed.bytes.subarray(0, 66));
}
