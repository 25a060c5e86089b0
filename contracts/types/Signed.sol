// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// What participants sign besides states. None of these can be mistaken for another: each is an EIP-712 type of its own.

/// @notice Lets anyone start a challenge for the signer, once: bound to the channel's last deadline.
struct Challenge {
    bytes32 channelId;
    uint48 minVersion;
    uint40 previousDeadline;
    uint40 validUntil;
}

/// @notice All sign it to end the challenge with that deadline.
struct Resume {
    bytes32 channelId;
    uint40 deadline;
}

/// @notice One move of an app on chain, bound to the fixed state's version and to the entry (turn, stateHash).
/// `moveHash` = keccak256(abi.encode(seat, move, args)).
struct Move {
    bytes32 channelId;
    uint48 version;
    uint16 index;
    uint32 turn;
    bytes32 stateHash;
    bytes32 moveHash;
}

/// @notice Lets anyone bring the signer's deposit.
struct Deposit {
    bytes32 channelId;
    uint16 participant;
    bytes32 token;
    uint256 id;
    uint256 amount;
    uint256 minHeld;
    uint256 nonce;
    uint40 validUntil;
}

/// @notice Sends the owner's credit elsewhere.
struct Redirect {
    address owner;
    bytes32 token;
    uint256 id;
    address to;
    uint256 nonce;
    uint40 validUntil;
}

/// @notice Off chain only: its owner asks the others that its `withdrawn` become `total`.
struct Withdrawal {
    bytes32 channelId;
    uint16 participant;
    bytes32 token;
    uint256 id;
    uint128 total;
}
