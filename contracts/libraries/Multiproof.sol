// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {BadProof} from "../types/Errors.sol";
import {MAX_DEPTH} from "../types/Limits.sol";

/// @title One proof for many leaves of the tree (adjudicator §2, §7)
library Multiproof {
    /// @notice The root above several leaves, at their `places` in strictly rising order. Level by level, from left to right, a
    /// node meets its sibling among the nodes already known, or else the next of `siblings`; all are used. A leaf's place decides
    /// its path as in `Merkle.rootOf`, so no leaf has a second one (finding C6). Both arrays in memory are used up. The caller
    /// gives as many nodes as places, none of them 0.
    function rootOf(
        uint256[] memory places,
        bytes32[] memory nodes,
        uint256 depth,
        bytes32[] calldata siblings
    ) internal pure returns (bytes32) {
        uint256 count = places.length;
        require(count > 0 && depth <= MAX_DEPTH && places[count - 1] >> depth == 0, BadProof());
        require(rising(places), BadProof());

        uint256 used = 0;
        for (; depth > 0; depth--) (count, used) = rise(places, nodes, count, siblings, used);
        require(used == siblings.length, BadProof());
        return nodes[0];
    }

    /// @dev Proof: `at` walks the elements but the first, each of which has one before it.
    function rising(uint256[] memory places) private pure returns (bool sorted) {
        assembly ("memory-safe") {
            sorted := 1
            let end := add(add(places, 32), shl(5, mload(places)))
            for {
                let at := add(places, 64)
            } lt(at, end) {
                at := add(at, 32)
            } {
                sorted := and(sorted, lt(mload(sub(at, 32)), mload(at)))
            }
        }
    }

    /// @notice One level up: the first `count` nodes become those above them. Returns how many there are, and how many siblings
    /// have been used.
    /// @dev Proof. `from` and `to` point at places; a place's node is `shift` further on. to < from + 32 at each write, so nothing
    /// is overwritten that is still to be read; all writes are to the arrays' own elements or to the two words of scratch space.
    /// `next` may be the end of the places: the word behind is read, and counts only if next < end. As places rise, the next one is
    /// this one's sibling only if this one is even; then the two nodes lie side by side as they are hashed. So parents rise as well.
    /// A sibling beyond the last is whatever calldata holds, or zeros: then more are used than there are, for good (`sibling` only
    /// rises, by at most 2^16 words for each of 16 levels), and `rootOf` refuses. `Merkle.node` is 0 for two zeros: one of these two
    /// is a hash.
    function rise(
        uint256[] memory places,
        bytes32[] memory nodes,
        uint256 count,
        bytes32[] calldata siblings,
        uint256 used
    ) private pure returns (uint256 above, uint256 usedThen) {
        assembly ("memory-safe") {
            let shift := sub(nodes, places)
            let from := add(places, 32)
            let to := from
            let end := add(from, shl(5, count))
            let sibling := add(siblings.offset, shl(5, used))
            for {} lt(from, end) {} {
                let place := mload(from)
                let next := add(from, 32)
                switch and(eq(mload(next), xor(place, 1)), lt(next, end))
                case 1 {
                    mstore(add(to, shift), keccak256(add(from, shift), 64))
                    from := add(from, 64)
                }
                default {
                    let right := shl(5, and(place, 1))
                    mstore(right, mload(add(from, shift)))
                    mstore(xor(right, 32), calldataload(sibling))
                    mstore(add(to, shift), keccak256(0, 64))
                    sibling := add(sibling, 32)
                    from := next
                }
                mstore(to, shr(1, place))
                to := add(to, 32)
            }
            above := shr(5, sub(to, add(places, 32)))
            usedThen := shr(5, sub(sibling, siblings.offset))
        }
    }
}
