// Generated from contracts/types and contracts/interfaces/IApp.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 aa3345dc01faa446f0f06d72966d1e8a63876912daa97b18647f16c4dc53cd1e

import type { Hex } from "../../evm/hex.ts";
import { bytesToHex } from "../../evm/hex.ts";
import type { AbiField } from "../../evm/strictAbi.ts";
import { BadEncoding, abiDecodeHex, abiEncode } from "../../evm/strictAbi.ts";
import type { App, AppState, Channel, ChildTerms, HashLock, Leg, State } from "./structs.ts";

// Decoders take the one canonical encoding and nothing else: they throw `BadEncoding`, and look at nothing longer than this.

/** The most bytes that a decoder takes. */
export const MAX_ENCODED = 65536;

function decode(fields: readonly AbiField[], bytes: Hex): Record<string, unknown> {
  if (bytes.length > 2 + 2 * MAX_ENCODED) throw new BadEncoding("value", `longer than ${MAX_ENCODED} bytes`);
  return abiDecodeHex(fields, bytes);
}

/** `Status` as the ABI sees it. */
export const StatusAbi = [
  { name: "clock", type: { kind: "uint", bits: 8 } },
  { name: "window", type: { kind: "uint", bits: 64 } },
  { name: "time", type: { kind: "uint", bits: 64 } },
  { name: "lock", type: { kind: "bytesN", size: 32 } },
  { name: "due", type: { kind: "uint", bits: 32 } },
  { name: "exhausted", type: { kind: "bool" } },
] as const satisfies readonly AbiField[];

/** `Claim` as the ABI sees it. */
export const ClaimAbi = [
  { name: "kind", type: { kind: "uint", bits: 8 } },
  { name: "leaf", type: { kind: "bytes" } },
  { name: "proof", type: { kind: "array", of: { kind: "bytesN", size: 32 }, length: null } },
  { name: "extra", type: { kind: "bytes" } },
] as const satisfies readonly AbiField[];

/** `Share` as the ABI sees it. */
export const ShareAbi = [
  { name: "asset", type: { kind: "uint", bits: 8 } },
  { name: "amount", type: { kind: "uint", bits: 128 } },
] as const satisfies readonly AbiField[];

/** `App` as the ABI sees it. */
export const AppAbi = [
  { name: "index", type: { kind: "uint", bits: 16 } },
  { name: "app", type: { kind: "address" } },
  { name: "codeHash", type: { kind: "bytesN", size: 32 } },
  { name: "termsHash", type: { kind: "bytesN", size: 32 } },
  { name: "stateHash", type: { kind: "bytesN", size: 32 } },
  { name: "notBefore", type: { kind: "uint", bits: 40 } },
  { name: "fallbackDelay", type: { kind: "uint", bits: 32 } },
  { name: "seats", type: { kind: "array", of: { kind: "uint", bits: 16 }, length: null } },
  { name: "locks", type: { kind: "array", of: { kind: "tuple", fields: ShareAbi }, length: null } },
] as const satisfies readonly AbiField[];

/** `AppState` as the ABI sees it. */
export const AppStateAbi = [
  { name: "isFinal", type: { kind: "bool" } },
  { name: "held", type: { kind: "array", of: { kind: "uint", bits: 128 }, length: null } },
  { name: "body", type: { kind: "bytes" } },
] as const satisfies readonly AbiField[];

/** `Position` as the ABI sees it. */
export const PositionAbi = [
  { name: "leaf", type: { kind: "tuple", fields: AppAbi } },
  { name: "proof", type: { kind: "array", of: { kind: "bytesN", size: 32 }, length: null } },
  { name: "terms", type: { kind: "bytes" } },
  { name: "state", type: { kind: "tuple", fields: AppStateAbi } },
  { name: "entryHash", type: { kind: "bytesN", size: 32 } },
  { name: "used", type: { kind: "bytes" } },
] as const satisfies readonly AbiField[];

/** `Play` as the ABI sees it. */
export const PlayAbi = [
  { name: "seat", type: { kind: "uint", bits: 8 } },
  { name: "move", type: { kind: "uint", bits: 8 } },
  { name: "args", type: { kind: "bytes" } },
  { name: "signature", type: { kind: "bytes" } },
] as const satisfies readonly AbiField[];

/** `OwnDeposit` as the ABI sees it. */
export const OwnDepositAbi = [
  { name: "participant", type: { kind: "uint", bits: 16 } },
  { name: "token", type: { kind: "bytesN", size: 32 } },
  { name: "id", type: { kind: "uint", bits: 256 } },
  { name: "amount", type: { kind: "uint", bits: 256 } },
  { name: "minHeld", type: { kind: "uint", bits: 256 } },
  { name: "permit", type: { kind: "bytes" } },
] as const satisfies readonly AbiField[];

/** `Source` as the ABI sees it. */
export const SourceAbi = [
  { name: "funder", type: { kind: "address" } },
  { name: "way", type: { kind: "uint", bits: 8 } },
  { name: "signature", type: { kind: "bytes" } },
  { name: "permit", type: { kind: "bytes" } },
] as const satisfies readonly AbiField[];

/** `Participant` as the ABI sees it. */
export const ParticipantAbi = [
  { name: "signer", type: { kind: "address" } },
  { name: "payout", type: { kind: "address" } },
] as const satisfies readonly AbiField[];

/** `Channel` as the ABI sees it. */
export const ChannelAbi = [
  { name: "participants", type: { kind: "array", of: { kind: "tuple", fields: ParticipantAbi }, length: null } },
  { name: "challengeDuration", type: { kind: "uint", bits: 32 } },
  { name: "appGas", type: { kind: "uint", bits: 32 } },
  { name: "salt", type: { kind: "uint", bits: 64 } },
  { name: "child", type: { kind: "bytesN", size: 32 } },
] as const satisfies readonly AbiField[];

/** `ChildFunding` as the ABI sees it. */
export const ChildFundingAbi = [
  { name: "token", type: { kind: "bytesN", size: 32 } },
  { name: "id", type: { kind: "uint", bits: 256 } },
  { name: "amounts", type: { kind: "array", of: { kind: "uint", bits: 128 }, length: null } },
] as const satisfies readonly AbiField[];

/** `ChildTerms` as the ABI sees it. */
export const ChildTermsAbi = [
  { name: "expiry", type: { kind: "uint", bits: 40 } },
  { name: "resolveBy", type: { kind: "uint", bits: 40 } },
  { name: "funding", type: { kind: "array", of: { kind: "tuple", fields: ChildFundingAbi }, length: null } },
] as const satisfies readonly AbiField[];

/** `HashLock` as the ABI sees it. */
export const HashLockAbi = [
  { name: "index", type: { kind: "uint", bits: 16 } },
  { name: "asset", type: { kind: "uint", bits: 8 } },
  { name: "from", type: { kind: "uint", bits: 16 } },
  { name: "to", type: { kind: "uint", bits: 16 } },
  { name: "amount", type: { kind: "uint", bits: 128 } },
  { name: "hash", type: { kind: "bytesN", size: 32 } },
  { name: "until", type: { kind: "uint", bits: 40 } },
] as const satisfies readonly AbiField[];

/** `Leg` as the ABI sees it. */
export const LegAbi = [
  { name: "index", type: { kind: "uint", bits: 16 } },
  { name: "child", type: { kind: "bytesN", size: 32 } },
  { name: "seats", type: { kind: "array", of: { kind: "uint", bits: 16 }, length: null } },
] as const satisfies readonly AbiField[];

/** `Challenge` as the ABI sees it. */
export const ChallengeAbi = [
  { name: "channelId", type: { kind: "bytesN", size: 32 } },
  { name: "minVersion", type: { kind: "uint", bits: 48 } },
  { name: "previousDeadline", type: { kind: "uint", bits: 40 } },
  { name: "validUntil", type: { kind: "uint", bits: 40 } },
] as const satisfies readonly AbiField[];

/** `Resume` as the ABI sees it. */
export const ResumeAbi = [
  { name: "channelId", type: { kind: "bytesN", size: 32 } },
  { name: "deadline", type: { kind: "uint", bits: 40 } },
] as const satisfies readonly AbiField[];

/** `Move` as the ABI sees it. */
export const MoveAbi = [
  { name: "channelId", type: { kind: "bytesN", size: 32 } },
  { name: "version", type: { kind: "uint", bits: 48 } },
  { name: "index", type: { kind: "uint", bits: 16 } },
  { name: "turn", type: { kind: "uint", bits: 32 } },
  { name: "stateHash", type: { kind: "bytesN", size: 32 } },
  { name: "moveHash", type: { kind: "bytesN", size: 32 } },
] as const satisfies readonly AbiField[];

/** `Deposit` as the ABI sees it. */
export const DepositAbi = [
  { name: "channelId", type: { kind: "bytesN", size: 32 } },
  { name: "participant", type: { kind: "uint", bits: 16 } },
  { name: "token", type: { kind: "bytesN", size: 32 } },
  { name: "id", type: { kind: "uint", bits: 256 } },
  { name: "amount", type: { kind: "uint", bits: 256 } },
  { name: "minHeld", type: { kind: "uint", bits: 256 } },
  { name: "nonce", type: { kind: "uint", bits: 256 } },
  { name: "validUntil", type: { kind: "uint", bits: 40 } },
] as const satisfies readonly AbiField[];

/** `Redirect` as the ABI sees it. */
export const RedirectAbi = [
  { name: "owner", type: { kind: "address" } },
  { name: "token", type: { kind: "bytesN", size: 32 } },
  { name: "id", type: { kind: "uint", bits: 256 } },
  { name: "to", type: { kind: "address" } },
  { name: "nonce", type: { kind: "uint", bits: 256 } },
  { name: "validUntil", type: { kind: "uint", bits: 40 } },
] as const satisfies readonly AbiField[];

/** `Withdrawal` as the ABI sees it. */
export const WithdrawalAbi = [
  { name: "channelId", type: { kind: "bytesN", size: 32 } },
  { name: "participant", type: { kind: "uint", bits: 16 } },
  { name: "token", type: { kind: "bytesN", size: 32 } },
  { name: "id", type: { kind: "uint", bits: 256 } },
  { name: "total", type: { kind: "uint", bits: 128 } },
] as const satisfies readonly AbiField[];

/** `AssetState` as the ABI sees it. */
export const AssetStateAbi = [
  { name: "token", type: { kind: "bytesN", size: 32 } },
  { name: "id", type: { kind: "uint", bits: 256 } },
  { name: "locked", type: { kind: "uint", bits: 128 } },
  { name: "delta", type: { kind: "array", of: { kind: "int", bits: 128 }, length: null } },
  { name: "withdrawn", type: { kind: "array", of: { kind: "uint", bits: 128 }, length: null } },
] as const satisfies readonly AbiField[];

/** `State` as the ABI sees it. */
export const StateAbi = [
  { name: "version", type: { kind: "uint", bits: 48 } },
  { name: "isFinal", type: { kind: "bool" } },
  { name: "interactionsRoot", type: { kind: "bytesN", size: 32 } },
  { name: "assets", type: { kind: "array", of: { kind: "tuple", fields: AssetStateAbi }, length: null } },
] as const satisfies readonly AbiField[];

/** abi.encode of a `HashLock`. */
export function encodeHashLock(value: HashLock): Hex {
  return bytesToHex(abiEncode([{ name: "value", type: { kind: "tuple", fields: HashLockAbi } }], { value }));
}

/** The `HashLock` that bytes encode. Throws `BadEncoding`. */
export function decodeHashLock(bytes: Hex): HashLock {
  return decode([{ name: "value", type: { kind: "tuple", fields: HashLockAbi } }], bytes)["value"] as HashLock; // the descriptor is the struct's
}

/** abi.encode of a `Leg`. */
export function encodeLeg(value: Leg): Hex {
  return bytesToHex(abiEncode([{ name: "value", type: { kind: "tuple", fields: LegAbi } }], { value }));
}

/** The `Leg` that bytes encode. Throws `BadEncoding`. */
export function decodeLeg(bytes: Hex): Leg {
  return decode([{ name: "value", type: { kind: "tuple", fields: LegAbi } }], bytes)["value"] as Leg; // the descriptor is the struct's
}

/** abi.encode of a `App`. */
export function encodeApp(value: App): Hex {
  return bytesToHex(abiEncode([{ name: "value", type: { kind: "tuple", fields: AppAbi } }], { value }));
}

/** The `App` that bytes encode. Throws `BadEncoding`. */
export function decodeApp(bytes: Hex): App {
  return decode([{ name: "value", type: { kind: "tuple", fields: AppAbi } }], bytes)["value"] as App; // the descriptor is the struct's
}

/** abi.encode of a `AppState`. */
export function encodeAppState(value: AppState): Hex {
  return bytesToHex(abiEncode([{ name: "value", type: { kind: "tuple", fields: AppStateAbi } }], { value }));
}

/** The `AppState` that bytes encode. Throws `BadEncoding`. */
export function decodeAppState(bytes: Hex): AppState {
  return decode([{ name: "value", type: { kind: "tuple", fields: AppStateAbi } }], bytes)["value"] as AppState; // the descriptor is the struct's
}

/** abi.encode of a `ChildTerms`. */
export function encodeChildTerms(value: ChildTerms): Hex {
  return bytesToHex(abiEncode([{ name: "value", type: { kind: "tuple", fields: ChildTermsAbi } }], { value }));
}

/** The `ChildTerms` that bytes encode. Throws `BadEncoding`. */
export function decodeChildTerms(bytes: Hex): ChildTerms {
  return decode([{ name: "value", type: { kind: "tuple", fields: ChildTermsAbi } }], bytes)["value"] as ChildTerms; // the descriptor is the struct's
}

/** `extra` of an app's claim: where the app stands. */
export interface AppClaim {
  readonly state: AppState;
  readonly entryHash: Hex;
  readonly used: Hex;
}
const AppClaimAbi = [
  { name: "state", type: { kind: "tuple", fields: AppStateAbi } },
  { name: "entryHash", type: { kind: "bytesN", size: 32 } },
  { name: "used", type: { kind: "bytes" } },
] as const satisfies readonly AbiField[];

/** abi.encode(state, entryHash, used). */
export function encodeAppClaim(value: AppClaim): Hex {
  return bytesToHex(abiEncode(AppClaimAbi, { ...value }));
}

/** The values that bytes encode. Throws `BadEncoding`. */
export function decodeAppClaim(bytes: Hex): AppClaim {
  return decode(AppClaimAbi, bytes) as unknown as AppClaim; // the descriptor has these fields, with these types
}

/** `extra` of a leg's claim: the child as the chain has it (at version 0 an empty state). */
export interface LegClaim {
  readonly channel: Channel;
  readonly terms: ChildTerms;
  readonly state: State;
}
const LegClaimAbi = [
  { name: "channel", type: { kind: "tuple", fields: ChannelAbi } },
  { name: "terms", type: { kind: "tuple", fields: ChildTermsAbi } },
  { name: "state", type: { kind: "tuple", fields: StateAbi } },
] as const satisfies readonly AbiField[];

/** abi.encode(channel, terms, state). */
export function encodeLegClaim(value: LegClaim): Hex {
  return bytesToHex(abiEncode(LegClaimAbi, { ...value }));
}

/** The values that bytes encode. Throws `BadEncoding`. */
export function decodeLegClaim(bytes: Hex): LegClaim {
  return decode(LegClaimAbi, bytes) as unknown as LegClaim; // the descriptor has these fields, with these types
}

/** `auth` of a challenge: the signer's `Challenge`, without what the chain knows. */
export interface ChallengeAuth {
  readonly minVersion: number;
  readonly validUntil: number;
  readonly signature: Hex;
}
const ChallengeAuthAbi = [
  { name: "minVersion", type: { kind: "uint", bits: 48 } },
  { name: "validUntil", type: { kind: "uint", bits: 40 } },
  { name: "signature", type: { kind: "bytes" } },
] as const satisfies readonly AbiField[];

/** abi.encode(minVersion, validUntil, signature). */
export function encodeChallengeAuth(value: ChallengeAuth): Hex {
  return bytesToHex(abiEncode(ChallengeAuthAbi, { ...value }));
}

/** The values that bytes encode. Throws `BadEncoding`. */
export function decodeChallengeAuth(bytes: Hex): ChallengeAuth {
  return decode(ChallengeAuthAbi, bytes) as unknown as ChallengeAuth; // the descriptor has these fields, with these types
}
