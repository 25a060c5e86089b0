// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Overdrawn} from "../types/Errors.sol";
import {Book} from "./Book.sol";
import {Words} from "./Words.sol";

/// @title Holdings: per channel, asset and participant, deposits less payments (adjudicator §3, §6)
/// @notice net + delta never falls below 0 for a registered state (adjudicator §11): `toUint256` only says so aloud.
library Holdings {
    using SafeCast for int256;

    uint256 private constant CLOSED = 1 << 240;
    uint256 private constant HALF = type(uint120).max;

    /// @notice What two participants' amounts of one asset are called: keccak256(abi.encode(channelId, assetKey, participant / 2)).
    /// @dev Proof: three words of free memory, which nobody counts on.
    function page(bytes32 channelId, bytes32 assetKey, uint256 participant) internal pure returns (bytes32 at) {
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, channelId)
            mstore(add(words, 32), assetKey)
            mstore(add(words, 64), shr(1, participant))
            at := keccak256(words, 96)
        }
    }

    function net(uint256 word, uint256 participant) internal pure returns (int256) {
        return int120(uint120(word >> shift(participant)));
    }

    function withNet(uint256 word, uint256 participant, int256 net_) internal pure returns (uint256) {
        uint256 half = uint120(SafeCast.toInt120(net_));
        uint256 by = shift(participant);
        return (word & ~(HALF << by)) | (half << by);
    }

    function isClosed(uint256 word) internal pure returns (bool) {
        return word & CLOSED != 0;
    }

    function paidTo(uint256 word, uint256 participant) internal pure returns (uint256) {
        return participant % 2 == 0 ? uint128(word) : word >> 128;
    }

    /// @notice What a withdrawal of `total` so far still owes to a participant: max(0, total - paid), never a revert (finding C3).
    function unpaid(uint256 paidWord, uint256 total, uint256 participant) internal pure returns (uint256) {
        uint256 done = paidTo(paidWord, participant);
        return total > done ? total - done : 0;
    }

    /// @notice Takes what a fixed state leaves to the masked participants: net + delta each, and net becomes -delta, so that a
    /// second time takes nothing and a later deposit comes out by itself.
    function settle(
        Book storage book,
        bytes32 channelId,
        bytes32 key,
        int128[] calldata deltas,
        uint256 mask
    ) internal returns (uint256[] memory amounts) {
        amounts = Words.fresh(deltas.length);
        for (uint256 i = 0; i < amounts.length; i++) {
            if (!isIn(mask, i)) continue;
            bytes32 at = page(channelId, key, i);
            uint256 word = book.holding[at];
            int256 delta = deltas[i];
            amounts[i] = (net(word, i) + delta).toUint256();
            book.holding[at] = withNet(word, i, -delta);
        }
    }

    /// @notice Makes a final state's deltas the holdings, takes what the masked participants hold, and closes: page 0 always,
    /// for it stands for the asset, and every page that is not zero.
    function conclude(
        Book storage book,
        bytes32 channelId,
        bytes32 key,
        int128[] calldata deltas,
        uint256 mask
    ) internal returns (uint256[] memory amounts) {
        amounts = Words.fresh(deltas.length);
        for (uint256 first = 0; first < amounts.length; first += 2) {
            bytes32 at = page(channelId, key, first);
            uint256 word = book.holding[at];
            uint256 next = concluded(word, deltas, first, mask, amounts);
            if (first + 1 < amounts.length) next |= concluded(word, deltas, first + 1, mask, amounts);
            if (first == 0 || word != 0 || next != 0) book.holding[at] = next | CLOSED;
        }
    }

    /// @notice What a participant has now: paid, if it is masked, or left in its half of the page.
    function concluded(
        uint256 word,
        int128[] calldata deltas,
        uint256 i,
        uint256 mask,
        uint256[] memory amounts
    ) private pure returns (uint256) {
        int256 left = net(word, i) + deltas[i];
        if (!isIn(mask, i)) return withNet(0, i, left);
        amounts[i] = left.toUint256();
        return 0;
    }

    /// @notice Takes what a state's withdrawals still owe.
    function withdraw(
        Book storage book,
        bytes32 channelId,
        bytes32 key,
        uint128[] calldata withdrawn
    ) internal returns (uint256[] memory amounts) {
        amounts = Words.fresh(withdrawn.length);
        for (uint256 i = 0; i < amounts.length; i++) {
            bytes32 at = page(channelId, key, i);
            uint256 paid = book.paid[at];
            uint256 amount = unpaid(paid, withdrawn[i], i);
            if (amount == 0) continue;
            amounts[i] = amount;
            book.paid[at] = paid + (amount << ((i % 2) * 128));
            uint256 word = book.holding[at];
            book.holding[at] = withNet(word, i, net(word, i) - int256(amount));
        }
    }

    /// @notice Takes whole holdings of an asset that no state accounts for. Without a state nothing says against whose
    /// holding a withdrawal was: none is paid while one is below zero, so that a channel never pays out more than it got.
    function sweep(
        Book storage book,
        bytes32 channelId,
        bytes32 key,
        uint256 count,
        uint256 mask
    ) internal returns (uint256[] memory amounts) {
        amounts = Words.fresh(count);
        for (uint256 i = 0; i < count; i++) {
            bytes32 at = page(channelId, key, i);
            uint256 word = book.holding[at];
            int256 held = net(word, i);
            require(held >= 0, Overdrawn(i));
            if (!isIn(mask, i)) continue;
            amounts[i] = held.toUint256();
            book.holding[at] = withNet(word, i, 0);
        }
    }

    function isIn(uint256 mask, uint256 participant) private pure returns (bool) {
        return (mask >> participant) & 1 == 1;
    }

    function shift(uint256 participant) private pure returns (uint256) {
        // Unchecked: 0 or 120.
        unchecked {
            return (participant % 2) * 120;
        }
    }
}
