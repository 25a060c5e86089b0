// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Claim} from "../types/Calls.sol";
import {BadKind, BadLeaf} from "../types/Errors.sol";
import {App, AppState, HashLock, Leg} from "../types/Interaction.sol";
import {State} from "../types/State.sol";
import {Book} from "./Book.sol";
import {Hashing} from "./Hashing.sol";
import {HashLocks} from "./HashLocks.sol";
import {Leaves} from "./Leaves.sol";
import {Legs} from "./Legs.sol";
import {Pot} from "./Pot.sol";
import {Turn, Turns} from "./Turns.sol";

/// @title Claims of a fixed state's interactions (adjudicator §7)
/// @notice An item that is paid already, not decided yet, or more than what is locked is skipped, so that nobody can make a
/// batch fail by being first (finding M5). A wrong proof or a malformed leaf reverts.
library Claims {
    uint256 private constant HASH_LOCK = 0;
    uint256 private constant LEG = 1;
    uint256 private constant APP = 2;
    uint256 private constant HASH_LOCK_LENGTH = 7 * 32;

    /// @notice Takes one item: what it pays is added to `owed[asset][participant]`.
    function take(
        Book storage book,
        bytes32 channelId,
        uint256 chainId,
        uint256 fixedAt,
        State calldata state,
        Claim calldata item,
        uint256[][] memory owed
    ) internal {
        if (item.kind == HASH_LOCK) takeHashLock(book, channelId, state, item, owed);
        else if (item.kind == APP) takeApp(book, channelId, fixedAt, state, item, owed);
        else if (item.kind == LEG) takeLeg(book, channelId, chainId, state, item, owed);
        else revert BadKind(item.kind);
    }

    function takeHashLock(
        Book storage book,
        bytes32 channelId,
        State calldata state,
        Claim calldata item,
        uint256[][] memory owed
    ) private {
        HashLock calldata leaf = lockIn(item.leaf);
        uint256 count = countOf(owed);
        require(leaf.asset < owed.length && leaf.from < count && leaf.to < count, BadLeaf());
        Leaves.checkPlace(Hashing.hashLock(leaf), leaf.index, item.proof, state.interactionsRoot);
        HashLocks.take(book, channelId, state.assets[leaf.asset].locked, leaf, owed[leaf.asset]);
    }

    /// @dev Proof: a `HashLock` is seven words without offsets, and `leaf` is at least as long: what `abi.decode` would read is
    /// read in place. Each field is checked by the compiler when it is read, as in any struct of calldata.
    function lockIn(bytes calldata leaf) private pure returns (HashLock calldata lock) {
        require(leaf.length >= HASH_LOCK_LENGTH, BadLeaf());
        assembly ("memory-safe") {
            lock := leaf.offset
        }
    }

    /// @notice What the child comes to, once it is complete.
    function takeLeg(
        Book storage book,
        bytes32 channelId,
        uint256 chainId,
        State calldata state,
        Claim calldata item,
        uint256[][] memory owed
    ) private {
        Leg memory leaf = abi.decode(item.leaf, (Leg));
        Legs.checkSeats(leaf, countOf(owed));
        Leaves.checkPlace(Hashing.leg(leaf), leaf.index, item.proof, state.interactionsRoot);
        if (Leaves.isClaimed(book, channelId, leaf.index)) return;

        (bool ready, Legs.Split memory s) = Legs.split(book, chainId, leaf, item.extra, state.assets, countOf(owed));
        if (!ready || !release(book, channelId, state, s.locks, leaf.index)) return;
        for (uint256 k = 0; k < owed.length; k++) {
            for (uint256 i = 0; i < s.gives[k].length; i++) owed[k][i] += s.gives[k][i];
        }
    }

    /// @notice The pot as it stands, once the app has ended or its fallback delay has passed. The app is not called: this is
    /// the answer to an app that fails, or has no code (finding M3).
    function takeApp(
        Book storage book,
        bytes32 channelId,
        uint256 fixedAt,
        State calldata state,
        Claim calldata item,
        uint256[][] memory owed
    ) private {
        App memory leaf = abi.decode(item.leaf, (App));
        Leaves.checkApp(leaf, countOf(owed), state.assets.length);
        Leaves.checkPlace(Hashing.app(leaf), leaf.index, item.proof, state.interactionsRoot);
        if (Leaves.isClaimed(book, channelId, leaf.index)) return;

        (AppState memory pot, bytes32 entryHash, bytes memory used) = abi.decode(
            item.extra,
            (AppState, bytes32, bytes)
        );
        (Turn memory t, bool fits) = Turns.read(book, channelId, leaf, fixedAt, pot, entryHash, used);
        if (!fits || !isOver(leaf, t, pot) || !Pot.matches(pot.held, leaf)) return;

        if (!release(book, channelId, state, Pot.locksOf(leaf, state.assets.length), leaf.index)) return;
        uint256 seats = leaf.seats.length;
        for (uint256 k = 0; k < pot.held.length; k++) {
            owed[leaf.locks[k / seats].asset][leaf.seats[k % seats]] += pot.held[k];
        }
    }

    function isOver(App memory leaf, Turn memory t, AppState memory state) private view returns (bool) {
        if (t.done || state.isFinal) return true;
        uint256 from = t.enteredAt > leaf.notBefore ? t.enteredAt : leaf.notBefore;
        return block.timestamp >= from + leaf.fallbackDelay;
    }

    /// @notice Uses up `amounts` of what is locked, and marks the leaf; false, and nothing changed, if there is less
    /// (finding M6: colluders' leaves never eat what others locked).
    function release(
        Book storage book,
        bytes32 channelId,
        State calldata state,
        uint256[] memory amounts,
        uint256 index
    ) private returns (bool) {
        for (uint256 k = 0; k < amounts.length; k++) {
            if (Leaves.released(book, channelId, k) + amounts[k] > state.assets[k].locked) return false;
        }

        for (uint256 k = 0; k < amounts.length; k++) {
            if (amounts[k] > 0) Leaves.release(book, channelId, k, amounts[k]);
        }
        Leaves.setClaimed(book.claims[channelId], channelId, index);
        return true;
    }

    /// @dev Every row has one place per participant. A state without assets has no rows, and no leaf either.
    function countOf(uint256[][] memory owed) private pure returns (uint256) {
        return owed.length == 0 ? 0 : owed[0].length;
    }
}
