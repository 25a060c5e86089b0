// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AlreadyClaimed, BadLeaf, BadProof} from "../types/Errors.sol";
import {App, HashLock} from "../types/Interaction.sol";
import {MAX_SEATS, MAX_SHARES} from "../types/Limits.sol";
import {Book} from "./Book.sol";
import {Merkle} from "./Merkle.sol";

/// @title Leaves of a state's tree: what they may name, where they stand, whether they are paid (adjudicator §2, §7)
library Leaves {
    /// @notice `count` participants, `listed` assets.
    function checkHashLock(HashLock memory leaf, uint256 count, uint256 listed) internal pure {
        require(leaf.asset < listed && leaf.from < count && leaf.to < count, BadLeaf());
    }

    /// @notice 1 to 32 seats, no participant in two of them; 1 to 16 shares.
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
        return (book.claimed[channelId][index / 256] >> (index % 256)) & 1 == 1;
    }

    function requireUnclaimed(Book storage book, bytes32 channelId, uint256 index) internal view {
        require(!isClaimed(book, channelId, index), AlreadyClaimed(index));
    }

    function setClaimed(Book storage book, bytes32 channelId, uint256 index) internal {
        book.claimed[channelId][index / 256] |= 1 << (index % 256);
    }
}
