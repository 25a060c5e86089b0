// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {BadLeaf, BadProof} from "../types/Errors.sol";
import {HashLock} from "../types/Interaction.sol";
import {AssetState, State} from "../types/State.sol";
import {Book} from "./Book.sol";
import {CalldataHashing} from "./CalldataHashing.sol";
import {Leaves} from "./Leaves.sol";
import {Multiproof} from "./Multiproof.sol";

/// @title Hash locks of a fixed state, many at once (adjudicator §7)
library HashLocks {
    /// @notice Takes all that are decided: what they pay is added to `owed[asset][participant]`. Each lock is read once, so the
    /// proof of all of them comes last: a wrong one reverts whatever was taken.
    function takeAll(
        Book storage book,
        bytes32 channelId,
        State calldata state,
        HashLock[] calldata locks,
        uint256 depth,
        bytes32[] calldata siblings,
        uint256[][] memory owed
    ) internal {
        AssetState[] calldata assets = state.assets;
        uint256[] memory places = new uint256[](locks.length);
        bytes32[] memory hashes = new bytes32[](locks.length);
        for (uint256 i = 0; i < locks.length; i++) {
            HashLock calldata lock = locks[i];
            uint256 asset = lock.asset;
            require(asset < owed.length, BadLeaf());
            places[i] = lock.index;
            hashes[i] = CalldataHashing.hashLock(lock);
            take(book, channelId, assets[asset].locked, lock, owed[asset]);
        }
        require(Multiproof.rootOf(places, hashes, depth, siblings) == state.interactionsRoot, BadProof());
    }

    /// @notice Paid if the preimage was published at or before `until`, refused once `until` has passed, undecided before. What is
    /// claimed already, undecided or beyond what is locked is left alone. The lock's place is proved by the caller.
    function take(
        Book storage book,
        bytes32 channelId,
        uint256 locked,
        HashLock calldata lock,
        uint256[] memory owed
    ) internal {
        (uint256 index, uint256 asset, uint256 amount) = (lock.index, lock.asset, lock.amount);
        (uint256 from, uint256 to) = (lock.from, lock.to);
        require(from < owed.length && to < owed.length, BadLeaf());
        mapping(uint256 word => uint256) storage claims = book.claims[channelId];
        if (Leaves.isIn(claims[index / 128], index)) return;

        uint256 published = book.publishedAt[lock.hash];
        bool opened = published != 0 && published <= lock.until;
        if (!opened && block.timestamp <= lock.until) return;

        // Colluders' leaves never eat what others locked (finding M6). Unchecked: what is locked is below 2^119, and no more of
        // it is ever released or owed.
        unchecked {
            uint256 word = claims[asset];
            if ((word >> 128) + amount > locked) return;
            claims[asset] = word + (amount << 128);
            owed[opened ? to : from] += amount;
        }
        Leaves.setClaimed(claims, channelId, index);
    }
}
