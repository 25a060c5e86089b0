// Generated from contracts/types and contracts/interfaces/IApp.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 aa3345dc01faa446f0f06d72966d1e8a63876912daa97b18647f16c4dc53cd1e

import type { Address, Hex } from "../../evm/hex.ts";

// Integers of up to 48 bits are `number`, wider ones `bigint`; bytesN, address and bytes are lower-case `0x…` text.

/** A field of a struct: its name, and its type as Solidity writes it. */
export interface Field {
  readonly name: string;
  readonly type: string;
}

/**
 * What an app says of one of its states.
 *
 * From contracts/interfaces/IApp.sol.
 */
export interface Status {
  readonly clock: number;
  readonly window: bigint;
  readonly time: bigint;
  readonly lock: Hex;
  readonly due: number;
  readonly exhausted: boolean;
}

/** The fields of `Status`, in order. */
export const StatusFields = [
  { name: "clock", type: "uint8" },
  { name: "window", type: "uint64" },
  { name: "time", type: "uint64" },
  { name: "lock", type: "bytes32" },
  { name: "due", type: "uint32" },
  { name: "exhausted", type: "bool" },
] as const satisfies readonly Field[];

/**
 * One item of a claim. kind 0: `HashLock`, 1: `Leg`, 2: `App`; `leaf` is the leaf abi-encoded, `proof` its siblings
 * from the leaf up; `extra` is empty for a hash lock, abi.encode(AppState, bytes32 entryHash, bytes used) for an app,
 * abi.encode(Channel, ChildTerms, State) of the child for a leg.
 *
 * From contracts/types/Calls.sol.
 */
export interface Claim {
  readonly kind: number;
  readonly leaf: Hex;
  readonly proof: readonly Hex[];
  readonly extra: Hex;
}

/** The fields of `Claim`, in order. */
export const ClaimFields = [
  { name: "kind", type: "uint8" },
  { name: "leaf", type: "bytes" },
  { name: "proof", type: "bytes32[]" },
  { name: "extra", type: "bytes" },
] as const satisfies readonly Field[];

/**
 * Where an app stands: its leaf with the proof, and what the hashes on chain stand for.
 *
 * From contracts/types/Calls.sol.
 */
export interface Position {
  readonly leaf: App;
  readonly proof: readonly Hex[];
  readonly terms: Hex;
  readonly state: AppState;
  readonly entryHash: Hex;
  readonly used: Hex;
}

/** The fields of `Position`, in order. */
export const PositionFields = [
  { name: "leaf", type: "App" },
  { name: "proof", type: "bytes32[]" },
  { name: "terms", type: "bytes" },
  { name: "state", type: "AppState" },
  { name: "entryHash", type: "bytes32" },
  { name: "used", type: "bytes" },
] as const satisfies readonly Field[];

/**
 * One step of an app by a seat; `signature` is the mover's `Move`, or empty if the mover itself sends it.
 *
 * From contracts/types/Calls.sol.
 */
export interface Play {
  readonly seat: number;
  readonly move: number;
  readonly args: Hex;
  readonly signature: Hex;
}

/** The fields of `Play`, in order. */
export const PlayFields = [
  { name: "seat", type: "uint8" },
  { name: "move", type: "uint8" },
  { name: "args", type: "bytes" },
  { name: "signature", type: "bytes" },
] as const satisfies readonly Field[];

/**
 * One deposit of several that the caller makes itself. In ETH `token` and `id` are 0. `permit`: empty, or
 * abi.encode(uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s), the caller's ERC-2612 permit for the adjudicator.
 *
 * From contracts/types/Calls.sol.
 */
export interface OwnDeposit {
  readonly participant: number;
  readonly token: Hex;
  readonly id: bigint;
  readonly amount: bigint;
  readonly minHeld: bigint;
  readonly permit: Hex;
}

/** The fields of `OwnDeposit`, in order. */
export const OwnDepositFields = [
  { name: "participant", type: "uint16" },
  { name: "token", type: "bytes32" },
  { name: "id", type: "uint256" },
  { name: "amount", type: "uint256" },
  { name: "minHeld", type: "uint256" },
  { name: "permit", type: "bytes" },
] as const satisfies readonly Field[];

/**
 * Who pays for a signed deposit, and how it is pulled. way 0: by allowance, under the funder's signature of the
 * `Deposit` (`permit` as above, the funder's); 1: by Permit2, with the `Deposit` as witness; 2: by ERC-3009
 * `receiveWithAuthorization`, whose nonce is the struct hash of the `Deposit`. `signature` is over what that way asks for.
 *
 * From contracts/types/Calls.sol.
 */
export interface Source {
  readonly funder: Address;
  readonly way: number;
  readonly signature: Hex;
  readonly permit: Hex;
}

/** The fields of `Source`, in order. */
export const SourceFields = [
  { name: "funder", type: "address" },
  { name: "way", type: "uint8" },
  { name: "signature", type: "bytes" },
  { name: "permit", type: "bytes" },
] as const satisfies readonly Field[];

/**
 * Who signs states, and who is paid. The signer is a hot key; the payout may be any account.
 *
 * From contracts/types/Channel.sol.
 */
export interface Participant {
  readonly signer: Address;
  readonly payout: Address;
}

/** The fields of `Participant`, in order. */
export const ParticipantFields = [
  { name: "signer", type: "address" },
  { name: "payout", type: "address" },
] as const satisfies readonly Field[];

/**
 * Everything that a channel id commits to, chain id and adjudicator apart.
 * `challengeDuration` is in seconds; `appGas` caps each call to an app; `child` is 0 for a channel that holds its own
 * assets, otherwise the hash of its `ChildTerms`.
 *
 * From contracts/types/Channel.sol.
 */
export interface Channel {
  readonly participants: readonly Participant[];
  readonly challengeDuration: number;
  readonly appGas: number;
  readonly salt: bigint;
  readonly child: Hex;
}

/** The fields of `Channel`, in order. */
export const ChannelFields = [
  { name: "participants", type: "Participant[]" },
  { name: "challengeDuration", type: "uint32" },
  { name: "appGas", type: "uint32" },
  { name: "salt", type: "uint64" },
  { name: "child", type: "bytes32" },
] as const satisfies readonly Field[];

/**
 * What a child channel starts with of one asset: one amount per participant of the child.
 *
 * From contracts/types/Channel.sol.
 */
export interface ChildFunding {
  readonly token: Hex;
  readonly id: bigint;
  readonly amounts: readonly bigint[];
}

/** The fields of `ChildFunding`, in order. */
export const ChildFundingFields = [
  { name: "token", type: "bytes32" },
  { name: "id", type: "uint256" },
  { name: "amounts", type: "uint128[]" },
] as const satisfies readonly Field[];

/**
 * The terms of a channel that lives in other channels. From `expiry` its registered state is its outcome; from
 * `resolveBy` nothing in it can be claimed any more. Both in seconds, both 0 for never.
 *
 * From contracts/types/Channel.sol.
 */
export interface ChildTerms {
  readonly expiry: number;
  readonly resolveBy: number;
  readonly funding: readonly ChildFunding[];
}

/** The fields of `ChildTerms`, in order. */
export const ChildTermsFields = [
  { name: "expiry", type: "uint40" },
  { name: "resolveBy", type: "uint40" },
  { name: "funding", type: "ChildFunding[]" },
] as const satisfies readonly Field[];

/**
 * `amount` goes to `to` if the preimage of `hash` was published at or before `until` (seconds), otherwise to `from`.
 *
 * From contracts/types/Interaction.sol.
 */
export interface HashLock {
  readonly index: number;
  readonly asset: number;
  readonly from: number;
  readonly to: number;
  readonly amount: bigint;
  readonly hash: Hex;
  readonly until: number;
}

/** The fields of `HashLock`, in order. */
export const HashLockFields = [
  { name: "index", type: "uint16" },
  { name: "asset", type: "uint8" },
  { name: "from", type: "uint16" },
  { name: "to", type: "uint16" },
  { name: "amount", type: "uint128" },
  { name: "hash", type: "bytes32" },
  { name: "until", type: "uint40" },
] as const satisfies readonly Field[];

/**
 * A child channel's funds inside this one: participant k of the child is paid as this channel's `seats[k]`.
 *
 * From contracts/types/Interaction.sol.
 */
export interface Leg {
  readonly index: number;
  readonly child: Hex;
  readonly seats: readonly number[];
}

/** The fields of `Leg`, in order. */
export const LegFields = [
  { name: "index", type: "uint16" },
  { name: "child", type: "bytes32" },
  { name: "seats", type: "uint16[]" },
] as const satisfies readonly Field[];

/**
 * What an app locks of one asset.
 *
 * From contracts/types/Interaction.sol.
 */
export interface Share {
  readonly asset: number;
  readonly amount: bigint;
}

/** The fields of `Share`, in order. */
export const ShareFields = [
  { name: "asset", type: "uint8" },
  { name: "amount", type: "uint128" },
] as const satisfies readonly Field[];

/**
 * One running app. `notBefore` and `fallbackDelay` (seconds) bound the wait when the app itself fails.
 *
 * From contracts/types/Interaction.sol.
 */
export interface App {
  readonly index: number;
  readonly app: Address;
  readonly codeHash: Hex;
  readonly termsHash: Hex;
  readonly stateHash: Hex;
  readonly notBefore: number;
  readonly fallbackDelay: number;
  readonly seats: readonly number[];
  readonly locks: readonly Share[];
}

/** The fields of `App`, in order. */
export const AppFields = [
  { name: "index", type: "uint16" },
  { name: "app", type: "address" },
  { name: "codeHash", type: "bytes32" },
  { name: "termsHash", type: "bytes32" },
  { name: "stateHash", type: "bytes32" },
  { name: "notBefore", type: "uint40" },
  { name: "fallbackDelay", type: "uint32" },
  { name: "seats", type: "uint16[]" },
  { name: "locks", type: "Share[]" },
] as const satisfies readonly Field[];

/**
 * The state of an app as the adjudicator sees it: `held[asset * seats + seat]` is the pot, `body` is the app's own.
 *
 * From contracts/types/Interaction.sol.
 */
export interface AppState {
  readonly isFinal: boolean;
  readonly held: readonly bigint[];
  readonly body: Hex;
}

/** The fields of `AppState`, in order. */
export const AppStateFields = [
  { name: "isFinal", type: "bool" },
  { name: "held", type: "uint128[]" },
  { name: "body", type: "bytes" },
] as const satisfies readonly Field[];

/**
 * Lets anyone start a challenge for the signer, once: bound to the channel's last deadline.
 *
 * From contracts/types/Signed.sol.
 */
export interface Challenge {
  readonly channelId: Hex;
  readonly minVersion: number;
  readonly previousDeadline: number;
  readonly validUntil: number;
}

/** The fields of `Challenge`, in order. */
export const ChallengeFields = [
  { name: "channelId", type: "bytes32" },
  { name: "minVersion", type: "uint48" },
  { name: "previousDeadline", type: "uint40" },
  { name: "validUntil", type: "uint40" },
] as const satisfies readonly Field[];

/**
 * All sign it to end the challenge with that deadline.
 *
 * From contracts/types/Signed.sol.
 */
export interface Resume {
  readonly channelId: Hex;
  readonly deadline: number;
}

/** The fields of `Resume`, in order. */
export const ResumeFields = [
  { name: "channelId", type: "bytes32" },
  { name: "deadline", type: "uint40" },
] as const satisfies readonly Field[];

/**
 * One move of an app on chain, bound to the fixed state's version and to the entry (turn, stateHash).
 * `moveHash` = keccak256(abi.encode(seat, move, args)).
 *
 * From contracts/types/Signed.sol.
 */
export interface Move {
  readonly channelId: Hex;
  readonly version: number;
  readonly index: number;
  readonly turn: number;
  readonly stateHash: Hex;
  readonly moveHash: Hex;
}

/** The fields of `Move`, in order. */
export const MoveFields = [
  { name: "channelId", type: "bytes32" },
  { name: "version", type: "uint48" },
  { name: "index", type: "uint16" },
  { name: "turn", type: "uint32" },
  { name: "stateHash", type: "bytes32" },
  { name: "moveHash", type: "bytes32" },
] as const satisfies readonly Field[];

/**
 * Lets anyone bring the signer's deposit.
 *
 * From contracts/types/Signed.sol.
 */
export interface Deposit {
  readonly channelId: Hex;
  readonly participant: number;
  readonly token: Hex;
  readonly id: bigint;
  readonly amount: bigint;
  readonly minHeld: bigint;
  readonly nonce: bigint;
  readonly validUntil: number;
}

/** The fields of `Deposit`, in order. */
export const DepositFields = [
  { name: "channelId", type: "bytes32" },
  { name: "participant", type: "uint16" },
  { name: "token", type: "bytes32" },
  { name: "id", type: "uint256" },
  { name: "amount", type: "uint256" },
  { name: "minHeld", type: "uint256" },
  { name: "nonce", type: "uint256" },
  { name: "validUntil", type: "uint40" },
] as const satisfies readonly Field[];

/**
 * Sends the owner's credit elsewhere.
 *
 * From contracts/types/Signed.sol.
 */
export interface Redirect {
  readonly owner: Address;
  readonly token: Hex;
  readonly id: bigint;
  readonly to: Address;
  readonly nonce: bigint;
  readonly validUntil: number;
}

/** The fields of `Redirect`, in order. */
export const RedirectFields = [
  { name: "owner", type: "address" },
  { name: "token", type: "bytes32" },
  { name: "id", type: "uint256" },
  { name: "to", type: "address" },
  { name: "nonce", type: "uint256" },
  { name: "validUntil", type: "uint40" },
] as const satisfies readonly Field[];

/**
 * Off chain only: its owner asks the others that its `withdrawn` become `total`.
 *
 * From contracts/types/Signed.sol.
 */
export interface Withdrawal {
  readonly channelId: Hex;
  readonly participant: number;
  readonly token: Hex;
  readonly id: bigint;
  readonly total: bigint;
}

/** The fields of `Withdrawal`, in order. */
export const WithdrawalFields = [
  { name: "channelId", type: "bytes32" },
  { name: "participant", type: "uint16" },
  { name: "token", type: "bytes32" },
  { name: "id", type: "uint256" },
  { name: "total", type: "uint128" },
] as const satisfies readonly Field[];

/**
 * One asset of a state. `delta[i]` is what participant i holds against its own deposits, `locked` what the
 * interactions hold, `withdrawn[i]` what i may have taken out so far (empty: nothing by anybody).
 * `token` is kind << 248 | address: kind 0 ETH (all zero, id 0), 1 ERC-20 (id 0), 2 ERC-721, 3 ERC-1155.
 *
 * From contracts/types/State.sol.
 */
export interface AssetState {
  readonly token: Hex;
  readonly id: bigint;
  readonly locked: bigint;
  readonly delta: readonly bigint[];
  readonly withdrawn: readonly bigint[];
}

/** The fields of `AssetState`, in order. */
export const AssetStateFields = [
  { name: "token", type: "bytes32" },
  { name: "id", type: "uint256" },
  { name: "locked", type: "uint128" },
  { name: "delta", type: "int128[]" },
  { name: "withdrawn", type: "uint128[]" },
] as const satisfies readonly Field[];

/**
 * What the participants sign, the channel's id put in front. Version 0 is implicit: all zero, unsigned.
 *
 * From contracts/types/State.sol.
 */
export interface State {
  readonly version: number;
  readonly isFinal: boolean;
  readonly interactionsRoot: Hex;
  readonly assets: readonly AssetState[];
}

/** The fields of `State`, in order. */
export const StateFields = [
  { name: "version", type: "uint48" },
  { name: "isFinal", type: "bool" },
  { name: "interactionsRoot", type: "bytes32" },
  { name: "assets", type: "AssetState[]" },
] as const satisfies readonly Field[];

/** The fields of each struct, by the struct's name. */
export const structFields = {
  Status: StatusFields,
  Claim: ClaimFields,
  Position: PositionFields,
  Play: PlayFields,
  OwnDeposit: OwnDepositFields,
  Source: SourceFields,
  Participant: ParticipantFields,
  Channel: ChannelFields,
  ChildFunding: ChildFundingFields,
  ChildTerms: ChildTermsFields,
  HashLock: HashLockFields,
  Leg: LegFields,
  Share: ShareFields,
  App: AppFields,
  AppState: AppStateFields,
  Challenge: ChallengeFields,
  Resume: ResumeFields,
  Move: MoveFields,
  Deposit: DepositFields,
  Redirect: RedirectFields,
  Withdrawal: WithdrawalFields,
  AssetState: AssetStateFields,
  State: StateFields,
} as const satisfies Readonly<Record<string, readonly Field[]>>;
