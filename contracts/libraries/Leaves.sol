// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../interfaces/IAdjudicator.sol";
import {AlreadyClaimed, BadLeaf, BadProof} from "../types/Errors.sol";
import {App} from "../types/Interaction.sol";
import {MAX_SEATS, MAX_SHARES} from "../types/Limits.sol";
import {Book} from "./Book.sol";
import {Merkle} from "./Merkle.sol";

/// @title Leaves of a state's tree: what they may name, where they stand, whether they are paid (adjudicator §2, §7)
library Leaves {
    /// @notice `count` participants, `listed` assets. 1 to 32 seats, no participant in two of them; 1 to 16 shares.
    function checkApp(App memory leaf, uint256 count, uint256 listed) internal pure {
        uint256 seats = leaf.seats.length;
        uint256 shares = leaf.locks.length;
        require(seats > 0 && seats <= MAX_SEATS && shares > 0 && shares <= MAX_SHARES, BadLeaf());

        uint256 taken = 0;
        for (uint256 i = 0; i < seats; i++) {
            uint256 bit = 1 << leaf.seats[i];
            require(leaf.seats[i] < count && taken & bit == 0, BadLeaf());
            taken |= bit;
        }
        for (uint256 k = 0; k < shares; k++) require(leaf.locks[k].asset < listed, BadLeaf());
    }

    function checkPlace(bytes32 leafHash, uint256 index, bytes32[] calldata proof, bytes32 root) internal pure {
        require(Merkle.rootOf(leafHash, index, proof) == root, BadProof());
    }

    function isClaimed(Book storage book, bytes32 channelId, uint256 index) internal view returns (bool) {
        return isIn(book.claims[channelId][index / 128], index);
    }

    /// @notice Whether the word of claims that has the index's bit has it set.
    function isIn(uint256 word, uint256 index) internal pure returns (bool) {
        return (word >> (index % 128)) & 1 == 1;
    }

    function requireUnclaimed(Book storage book, bytes32 channelId, uint256 index) internal view {
        require(!isClaimed(book, channelId, index), AlreadyClaimed(index));
    }

    function setClaimed(mapping(uint256 => uint256) storage claims, bytes32 channelId, uint256 index) internal {
        claims[index / 128] |= 1 << (index % 128);
        emit IAdjudicator.Claimed(channelId, index);
    }

    /// @notice How much of what the fixed state's asset at that position locks has been claimed.
    function released(Book storage book, bytes32 channelId, uint256 asset) internal view returns (uint256) {
        return book.claims[channelId][asset] >> 128;
    }

    /// @notice The caller has checked that no more is released than is locked, which is below 2^119.
    function release(Book storage book, bytes32 channelId, uint256 asset, uint256 amount) internal {
        book.claims[channelId][asset] += amount << 128;
    }
}
