// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice One asset of a state. `delta[i]` is what participant i holds against its own deposits, `locked` what the
/// interactions hold, `withdrawn[i]` what i may have taken out so far (empty: nothing by anybody).
/// `token` is kind << 248 | address: kind 0 ETH (all zero, id 0), 1 ERC-20 (id 0), 2 ERC-721, 3 ERC-1155.
struct AssetState {
    bytes32 token;
    uint256 id;
    uint128 locked;
    int128[] delta;
    uint128[] withdrawn;
}

/// @notice What the participants sign, the channel's id put in front. Version 0 is implicit: all zero, unsigned.
struct State {
    uint48 version;
    bool isFinal;
    bytes32 interactionsRoot;
    AssetState[] assets;
}
