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
