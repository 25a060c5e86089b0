// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {AssetState} from "../types/State.sol";
import {Assets} from "./Assets.sol";
import {Book} from "./Book.sol";

/// @title Holdings: per channel, asset and participant, deposits less payments (adjudicator §3, §6)
/// @notice net + delta never falls below 0 for a registered state (adjudicator §11): `toUint256` only says so aloud.
library Holdings {
    using SafeCast for int256;

    uint256 private constant CLOSED = 1 << 240;
    uint256 private constant HALF = type(uint120).max;

    function page(bytes32 channelId, bytes32 assetKey, uint256 participant) internal pure returns (bytes32) {
        return keccak256(abi.encode(channelId, assetKey, participant / 2));
    }

    function net(uint256 word, uint256 participant) internal pure returns (int256) {
        return int120(uint120(word >> shift(participant)));
    }

    function withNet(uint256 word, uint256 participant, int256 net_) internal pure returns (uint256) {
        uint256 half = uint120(SafeCast.toInt120(net_));
        return (word & ~(HALF << shift(participant))) | (half << shift(participant));
    }

    function isClosed(uint256 word) internal pure returns (bool) {
        return word & CLOSED != 0;
    }

    function paidTo(uint256 word, uint256 participant) internal pure returns (uint256) {
        return uint128(word >> (participant % 2 == 0 ? 0 : 128));
    }

    /// @notice What a state's withdrawals still owe to a participant: max(0, withdrawn - paid), never a revert (finding C3).
    function unpaid(uint256 paidWord, AssetState calldata a, uint256 participant) internal pure returns (uint256) {
        if (a.withdrawn.length == 0) return 0;
        uint256 total = a.withdrawn[participant];
        uint256 done = paidTo(paidWord, participant);
        return total > done ? total - done : 0;
    }

    /// @notice Takes what a fixed state leaves to the masked participants: net + delta each, and net becomes -delta, so that a
    /// second time takes nothing and a later deposit comes out by itself.
    function settle(
        Book storage book,
        bytes32 channelId,
        AssetState calldata a,
        uint256 mask
    ) internal returns (uint256[] memory amounts) {
        bytes32 key = Assets.key(a.token, a.id);
        amounts = new uint256[](a.delta.length);
        for (uint256 i = 0; i < amounts.length; i++) {
            if (!isIn(mask, i)) continue;
            bytes32 at = page(channelId, key, i);
            uint256 word = book.holding[at];
            amounts[i] = (net(word, i) + a.delta[i]).toUint256();
            book.holding[at] = withNet(word, i, -int256(a.delta[i]));
        }
    }

    /// @notice Makes a final state's deltas the holdings, takes what the masked participants hold, and closes: page 0 always,
    /// for it stands for the asset, and every page that is not zero.
    function conclude(
        Book storage book,
        bytes32 channelId,
        AssetState calldata a,
        uint256 mask
    ) internal returns (uint256[] memory amounts) {
        bytes32 key = Assets.key(a.token, a.id);
        amounts = new uint256[](a.delta.length);
        for (uint256 i = 0; i < amounts.length; i++) {
            bytes32 at = page(channelId, key, i);
            uint256 word = book.holding[at];
            int256 left = net(word, i) + a.delta[i];
            if (isIn(mask, i)) {
                amounts[i] = left.toUint256();
                left = 0;
            }
            uint256 next = withNet(word, i, left);
            if (i < 2 || word != 0 || next != 0) book.holding[at] = next | CLOSED;
        }
    }

    /// @notice Takes what a state's withdrawals still owe.
    function withdraw(
        Book storage book,
        bytes32 channelId,
        AssetState calldata a
    ) internal returns (uint256[] memory amounts) {
        bytes32 key = Assets.key(a.token, a.id);
        amounts = new uint256[](a.withdrawn.length);
        for (uint256 i = 0; i < amounts.length; i++) {
            bytes32 at = page(channelId, key, i);
            uint256 amount = unpaid(book.paid[at], a, i);
            if (amount == 0) continue;
            amounts[i] = amount;
            book.paid[at] += amount << (i % 2 == 0 ? 0 : 128);
            book.holding[at] = withNet(book.holding[at], i, net(book.holding[at], i) - int256(amount));
        }
    }

    /// @notice Takes whole holdings of an asset that no state accounts for.
    function sweep(
        Book storage book,
        bytes32 channelId,
        bytes32 key,
        uint256 count,
        uint256 mask
    ) internal returns (uint256[] memory amounts) {
        amounts = new uint256[](count);
        for (uint256 i = 0; i < count; i++) {
            if (!isIn(mask, i)) continue;
            bytes32 at = page(channelId, key, i);
            uint256 word = book.holding[at];
            amounts[i] = net(word, i).toUint256();
            book.holding[at] = withNet(word, i, 0);
        }
    }

    function isIn(uint256 mask, uint256 participant) private pure returns (bool) {
        return (mask >> participant) & 1 == 1;
    }

    function shift(uint256 participant) private pure returns (uint256) {
        return participant % 2 == 0 ? 0 : 120;
    }
}
