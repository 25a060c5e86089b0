// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {BadAsset} from "../types/Errors.sol";

/// @title Assets: (kind, token, id) in two words (adjudicator §1)
library Assets {
    uint256 internal constant ERC20 = 1;
    uint256 internal constant ERC721 = 2;
    uint256 internal constant ERC1155 = 3;

    /// @notice What an asset is called in storage: 0 for ETH.
    function key(bytes32 token, uint256 id) internal pure returns (bytes32) {
        if (token == 0) return 0;
        return keccak256(abi.encode(token, id));
    }

    /// @notice An ERC-20 as states name it.
    function erc20(address token) internal pure returns (bytes32) {
        return bytes32((ERC20 << 248) | uint160(token));
    }

    function kindOf(bytes32 token) internal pure returns (uint256) {
        return uint256(token) >> 248;
    }

    function addressOf(bytes32 token) internal pure returns (address) {
        return address(uint160(uint256(token)));
    }

    /// @notice Canonical encodings only, so that one asset has one key (finding C4).
    function check(bytes32 token, uint256 id) internal pure {
        uint256 kind = kindOf(token);
        if (token == 0 || kind == ERC20) require(id == 0, BadAsset(token, id));
        require(token == 0 || (kind > 0 && kind <= ERC1155), BadAsset(token, id));
        require((uint256(token) << 8) >> 168 == 0, BadAsset(token, id));
    }

    /// @notice The strict order in which states list assets.
    function before(bytes32 token, uint256 id, bytes32 nextToken, uint256 nextId) internal pure returns (bool) {
        return token < nextToken || (token == nextToken && id < nextId);
    }
}
