// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {BadProof} from "../types/Errors.sol";
import {MAX_DEPTH} from "../types/Limits.sol";

/// @title The tree of a state's interactions (adjudicator §2)
/// @notice A leaf's place is its index; a place without a leaf is 0, and so is a node with none below. Leaves are hashes of at
/// least 96 bytes, nodes of 64: neither passes for the other.
library Merkle {
    function node(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        if (left == 0 && right == 0) return 0;
        return keccak256(abi.encode(left, right));
    }

    /// @notice The root above a leaf. The path is the index itself, and the index fits the depth, so that no leaf has a second
    /// index (finding C6).
    function rootOf(bytes32 leafHash, uint256 index, bytes32[] memory proof) internal pure returns (bytes32 root) {
        require(proof.length <= MAX_DEPTH && index >> proof.length == 0, BadProof());

        root = leafHash;
        for (uint256 i = 0; i < proof.length; i++) {
            root = (index >> i) & 1 == 0 ? node(root, proof[i]) : node(proof[i], root);
        }
    }
}
