// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Who signs states, and who is paid. The signer is a hot key; the payout may be any account.
struct Participant {
    address signer;
    address payout;
}

/// @notice Everything that a channel id commits to, chain id and adjudicator apart.
/// `challengeDuration` is in seconds; `appGas` caps each call to an app; `child` is 0 for a channel that holds its own
/// assets, otherwise the hash of its `ChildTerms`.
struct Channel {
    Participant[] participants;
    uint32 challengeDuration;
    uint32 appGas;
    uint64 salt;
    bytes32 child;
}

/// @notice What a child channel starts with of one asset: one amount per participant of the child.
struct ChildFunding {
    bytes32 token;
    uint256 id;
    uint128[] amounts;
}

/// @notice The terms of a channel that lives in other channels. From `expiry` its registered state is its outcome; from
/// `resolveBy` nothing in it can be claimed any more. Both in seconds, both 0 for never.
struct ChildTerms {
    uint40 expiry;
    uint40 resolveBy;
    ChildFunding[] funding;
}
