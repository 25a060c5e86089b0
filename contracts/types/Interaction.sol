// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// The three kinds of leaf under a state's `interactionsRoot`. `index` is the leaf's place in the tree; `asset` a position
// in the state's list of assets; `from`, `to` and `seats` are participants.

/// @notice `amount` goes to `to` if the preimage of `hash` was published at or before `until` (seconds), otherwise to `from`.
struct HashLock {
    uint16 index;
    uint8 asset;
    uint16 from;
    uint16 to;
    uint128 amount;
    bytes32 hash;
    uint40 until;
}

/// @notice A child channel's funds inside this one: participant k of the child is paid as this channel's `seats[k]`.
struct Leg {
    uint16 index;
    bytes32 child;
    uint16[] seats;
}

/// @notice What an app locks of one asset.
struct Share {
    uint8 asset;
    uint128 amount;
}

/// @notice One running app. `notBefore` and `fallbackDelay` (seconds) bound the wait when the app itself fails.
struct App {
    uint16 index;
    address app;
    bytes32 codeHash;
    bytes32 termsHash;
    bytes32 stateHash;
    uint40 notBefore;
    uint32 fallbackDelay;
    uint16[] seats;
    Share[] locks;
}

/// @notice The state of an app as the adjudicator sees it: `held[asset * seats + seat]` is the pot, `body` is the app's own.
struct AppState {
    bool isFinal;
    uint128[] held;
    bytes body;
}
