// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Claim, Play, Position} from "../../../contracts/types/Calls.sol";
import {Channel} from "../../../contracts/types/Channel.sol";
import {App, AppState, HashLock} from "../../../contracts/types/Interaction.sol";
import {Move} from "../../../contracts/types/Signed.sol";
import {State} from "../../../contracts/types/State.sol";
import {ChannelTest} from "./ChannelTest.sol";

/// @notice States with interactions: leaves, a tree built the naive way, proofs, claims.
abstract contract TreeTest is ChannelTest {
    /// The leaves of the state under test, by index; its length is a power of two.
    bytes32[] internal leaves;

    function size(uint256 depth) internal {
        delete leaves;
        for (uint256 i = 0; i < 1 << depth; i++) leaves.push(0);
    }

    function root() internal view returns (bytes32) {
        return level(leaves, type(uint256).max)[0];
    }

    /// Siblings of `index`, from the leaf up.
    function proofOf(uint256 index) internal view returns (bytes32[] memory proof) {
        bytes32[] memory row = leaves;
        uint256 depth = 0;
        while ((1 << depth) < row.length) depth++;
        proof = new bytes32[](depth);
        for (uint256 k = 0; k < depth; k++) {
            proof[k] = row[index ^ 1];
            row = level(row, 1);
            index /= 2;
        }
    }

    /// `times` levels up, or as many as there are.
    function level(bytes32[] memory row, uint256 times) internal pure returns (bytes32[] memory) {
        for (; times > 0 && row.length > 1; times--) {
            bytes32[] memory next = new bytes32[](row.length / 2);
            for (uint256 i = 0; i < next.length; i++) {
                (bytes32 left, bytes32 right) = (row[2 * i], row[2 * i + 1]);
                bool none = left == 0 && right == 0;
                next[i] = none ? bytes32(0) : keccak256(bytes.concat(left, right));
            }
            row = next;
        }
        return row;
    }

    // --- hash locks

    /// From Alice to Bob, in the first asset, by the SHA-256 of `preimage`.
    function lockOf(
        uint16 index,
        uint128 amount,
        bytes32 preimage,
        uint256 until
    ) internal pure returns (HashLock memory) {
        return HashLock(index, 0, uint16(ALICE), uint16(BOB), amount, hashOf(preimage), uint40(until));
    }

    function hashOf(bytes32 preimage) internal pure returns (bytes32) {
        return sha256(bytes.concat(preimage));
    }

    function put(HashLock memory leaf) internal {
        leaves[leaf.index] = rules.hashHashLock(leaf);
    }

    function claimOf(HashLock memory leaf) internal view returns (Claim memory) {
        return Claim(0, abi.encode(leaf), proofOf(leaf.index), "");
    }

    function publish(bytes32 preimage) internal {
        bytes32[] memory list = new bytes32[](1);
        list[0] = preimage;
        court.publish(list);
    }

    // --- apps

    function put(App memory leaf) internal {
        leaves[leaf.index] = rules.hashApp(leaf);
    }

    function claimOf(
        App memory leaf,
        AppState memory state,
        bytes32 entryHash,
        bytes memory used
    ) internal view returns (Claim memory) {
        return Claim(2, abi.encode(leaf), proofOf(leaf.index), abi.encode(state, entryHash, used));
    }

    function seats(uint16 a, uint16 b) internal pure returns (uint16[] memory list) {
        list = new uint16[](2);
        (list[0], list[1]) = (a, b);
    }

    // --- claims

    function items(Claim memory a) internal pure returns (Claim[] memory list) {
        list = new Claim[](1);
        list[0] = a;
    }

    function items(Claim memory a, Claim memory b) internal pure returns (Claim[] memory list) {
        list = new Claim[](2);
        (list[0], list[1]) = (a, b);
    }

    /// ETH that Alice locked, under the tree as it is now.
    function locking(uint48 version, uint128 locked) internal view returns (State memory s) {
        s = stateOf(version, asset(ETH, locked, deltas(-int128(locked), 0)));
        s.interactionsRoot = root();
    }
}
