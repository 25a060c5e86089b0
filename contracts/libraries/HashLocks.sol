// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../interfaces/IAdjudicator.sol";
import {BadLeaf} from "../types/Errors.sol";
import {HashLock} from "../types/Interaction.sol";
import {AssetState} from "../types/State.sol";
import {Book} from "./Book.sol";
import {CalldataHashing} from "./CalldataHashing.sol";
import {Leaves} from "./Leaves.sol";
import {Multiproof} from "./Multiproof.sol";
import {Words} from "./Words.sol";

/// @title Hash locks of a fixed state, many at once (adjudicator §7)
/// @notice A lock is opened if its preimage was published at or before `until`; then it pays `to`. Once `until` has passed it pays
/// `from`; before, it is undecided. What is claimed already, undecided, or beyond what is locked is left alone (findings M5, M6).
library HashLocks {
    uint256 private constant NOBODY = type(uint256).max;

    /// @notice Takes all that are decided: what they pay is added to `owed[asset][participant]`, of `count` participants. Each word
    /// of claims is read and written once.
    function takeAll(
        Book storage book,
        bytes32 channelId,
        AssetState[] calldata assets,
        HashLock[] calldata locks,
        uint256 count,
        uint256[][] memory owed
    ) internal {
        mapping(uint256 word => uint256) storage claims = book.claims[channelId];
        uint256[] memory left = unclaimed(claims, assets);
        uint256[] memory bits = Words.fresh(locks[locks.length - 1].index / 128 + 1);

        // Unchecked: what is left is below 2^119, and no more of it is ever taken or owed.
        unchecked {
            uint256 at = NOBODY;
            uint256 word;
            for (uint256 i = 0; i < locks.length; i++) {
                (uint256 index, uint256 asset, uint256 amount, uint256 payee) = read(book, locks[i], count);
                require(asset < left.length, BadLeaf());
                // The indices rise, so that a word is met once, with all of its locks.
                if (index / 128 != at) (at, word) = (index / 128, claims[index / 128]);
                uint256 bit = 1 << (index % 128);
                uint256 rest = left[asset];
                if (payee == NOBODY || word & bit != 0) continue;
                if (amount > rest) continue;

                left[asset] = rest - amount;
                bits[at] |= bit;
                owed[asset][payee] += amount;
            }
        }
        write(claims, channelId, assets, left, bits);
    }

    /// @notice The same for one lock, which like its place is checked by the caller.
    function take(
        Book storage book,
        bytes32 channelId,
        uint256 locked,
        HashLock calldata lock,
        uint256[] memory owed
    ) internal {
        (uint256 index, uint256 asset, uint256 amount, uint256 payee) = read(book, lock, owed.length);
        if (payee == NOBODY || Leaves.isClaimed(book, channelId, index)) return;
        if (Leaves.released(book, channelId, asset) + amount > locked) return;

        Leaves.release(book, channelId, asset, amount);
        Leaves.setClaimed(book.claims[channelId], channelId, index);
        owed[payee] += amount;
    }

    /// @notice The root that these locks are under, in the order of their indices.
    function rootOf(
        HashLock[] calldata locks,
        uint256 depth,
        bytes32[] calldata siblings
    ) internal pure returns (bytes32) {
        uint256[] memory places = Words.fresh(locks.length);
        bytes32[] memory hashes = Words.hashes(locks.length);
        for (uint256 i = 0; i < locks.length; i++) {
            HashLock calldata lock = locks[i];
            places[i] = lock.index;
            hashes[i] = CalldataHashing.hashLock(lock);
        }
        return Multiproof.rootOf(places, hashes, depth, siblings);
    }

    /// @notice A lock's place, what it locks, and which of `count` participants it pays by now: NOBODY while it is undecided.
    /// @dev Proof: a `HashLock` is seven words end to end, which Solidity has checked to be inside calldata when it gave the lock
    /// out. What the compiler would check besides is that no field has bits beyond its type. `from`, `to` and `until` are checked
    /// here; an index is below 2^16 because its place is proved, an asset is one of the list, and an amount at most what is left.
    function read(
        Book storage book,
        HashLock calldata lock,
        uint256 count
    ) private view returns (uint256 index, uint256 asset, uint256 amount, uint256 payee) {
        bytes32 hash;
        uint256 from;
        uint256 to;
        uint256 until;
        assembly ("memory-safe") {
            index := calldataload(lock)
            asset := calldataload(add(lock, 32))
            from := calldataload(add(lock, 64))
            to := calldataload(add(lock, 96))
            amount := calldataload(add(lock, 128))
            hash := calldataload(add(lock, 160))
            until := calldataload(add(lock, 192))
        }
        require(from < count && to < count && until >> 40 == 0, BadLeaf());
        uint256 published = book.publishedAt[hash];
        if (published != 0 && published <= until) return (index, asset, amount, to);
        return (index, asset, amount, block.timestamp > until ? from : NOBODY);
    }

    /// @notice Per listed asset what is locked and not claimed.
    function unclaimed(
        mapping(uint256 word => uint256) storage claims,
        AssetState[] calldata assets
    ) private view returns (uint256[] memory left) {
        left = Words.fresh(assets.length);
        for (uint256 k = 0; k < left.length; k++) {
            uint256 locked = assets[k].locked;
            if (locked > 0) left[k] = locked - (claims[k] >> 128);
        }
    }

    /// @notice Each word: its asset's released amount such that `left` is left, and its interactions' bits.
    function write(
        mapping(uint256 word => uint256) storage claims,
        bytes32 channelId,
        AssetState[] calldata assets,
        uint256[] memory left,
        uint256[] memory bits
    ) private {
        for (uint256 k = 0; k < left.length || k < bits.length; k++) {
            uint256 word = claims[k];
            uint256 next = word;
            if (k < left.length && assets[k].locked > 0) {
                next = ((assets[k].locked - left[k]) << 128) | uint128(word);
            }
            if (k < bits.length && bits[k] != 0) {
                next |= bits[k];
                emit IAdjudicator.ClaimedAll(channelId, k * 128, bits[k]);
            }
            if (next != word) claims[k] = next;
        }
    }
}
