// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {App, AppState} from "./Interaction.sol";

/// @notice One item of a claim. kind 0: `HashLock`, 1: `Leg`, 2: `App`; `leaf` is the leaf abi-encoded, `proof` its siblings
/// from the leaf up; `extra` is empty for a hash lock, abi.encode(AppState, bytes32 entryHash, bytes used) for an app,
/// abi.encode(Channel, ChildTerms, State) of the child for a leg.
struct Claim {
    uint8 kind;
    bytes leaf;
    bytes32[] proof;
    bytes extra;
}

/// @notice Where an app stands: its leaf with the proof, and what the hashes on chain stand for.
struct Position {
    App leaf;
    bytes32[] proof;
    bytes terms;
    AppState state;
    bytes32 entryHash;
    bytes used;
}

/// @notice One step of an app by a seat; `signature` is the mover's `Move`, or empty if the mover itself sends it.
struct Play {
    uint8 seat;
    uint8 move;
    bytes args;
    bytes signature;
}

/// @notice One deposit of several that the caller makes itself. In ETH `token` and `id` are 0. `permit`: empty, or
/// abi.encode(uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s), the caller's ERC-2612 permit for the adjudicator.
struct OwnDeposit {
    uint16 participant;
    bytes32 token;
    uint256 id;
    uint256 amount;
    uint256 minHeld;
    bytes permit;
}

/// @notice Who pays for a signed deposit, and how it is pulled. way 0: by allowance, under the funder's signature of the
/// `Deposit` (`permit` as above, the funder's); 1: by Permit2, with the `Deposit` as witness; 2: by ERC-3009
/// `receiveWithAuthorization`, whose nonce is the struct hash of the `Deposit`. `signature` is over what that way asks for.
struct Source {
    address funder;
    uint8 way;
    bytes signature;
    bytes permit;
}
