// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {BadProof} from "../types/Errors.sol";
import {MAX_DEPTH} from "../types/Limits.sol";

/// @title One proof for many leaves of the tree (adjudicator §2, §7)
library Multiproof {
    /// @notice The root above several leaves, at their `places` in strictly rising order. Level by level, from left to right, a
    /// node meets its sibling among the nodes already known, or else the next of `siblings`; all are used. A leaf's place decides
    /// its path as in `Merkle.rootOf`, so no leaf has a second one (finding C6). Both arrays in memory are used up.
    function rootOf(
        uint256[] memory places,
        bytes32[] memory nodes,
        uint256 depth,
        bytes32[] calldata siblings
    ) internal pure returns (bytes32) {
        uint256 count = places.length;
        require(count > 0 && depth <= MAX_DEPTH && places[count - 1] >> depth == 0, BadProof());
        for (uint256 i = 1; i < count; i++) require(places[i - 1] < places[i], BadProof());

        uint256 used = 0;
        for (; depth > 0; depth--) (count, used) = rise(places, nodes, count, siblings, used);
        require(used == siblings.length, BadProof());
        return nodes[0];
    }

    /// @notice One level up: the first `count` nodes become those above them. Returns how many there are, and how many siblings
    /// have been used.
    function rise(
        uint256[] memory places,
        bytes32[] memory nodes,
        uint256 count,
        bytes32[] calldata siblings,
        uint256 used
    ) private pure returns (uint256 above, uint256) {
        // Unchecked: counters of at most 2^16 leaves.
        unchecked {
            for (uint256 i = 0; i < count; above++) {
                uint256 place = places[i];
                bytes32 known = nodes[i++];
                places[above] = place / 2;
                if (i < count && place % 2 == 0 && places[i] == place + 1) {
                    nodes[above] = node(known, nodes[i++]);
                    continue;
                }
                require(used < siblings.length, BadProof());
                bytes32 sibling = siblings[used++];
                nodes[above] = place % 2 == 0 ? node(known, sibling) : node(sibling, known);
            }
        }
        return (above, used);
    }

    /// @dev `Merkle.node` by way of OpenZeppelin's hash of two words. One of the two is known, and no known node is 0.
    function node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return Hashes.efficientKeccak256(left, right);
    }
}
