// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {
    BadDeposit,
    BadParticipant,
    BadParticipants,
    ChildNotFunded,
    Closed,
    HeldTooLow,
    HoldingTooLarge
} from "../types/Errors.sol";
import {MAX_NET, MAX_PARTICIPANTS} from "../types/Limits.sol";
import {Book} from "./Book.sol";
import {ChannelId} from "./ChannelId.sol";
import {Holdings} from "./Holdings.sol";

/// @title Deposits (adjudicator §5)
library Funding {
    /// @notice The channel exists for somebody: its id says how many participants it has and that it holds assets.
    function check(
        Book storage book,
        bytes32 channelId,
        uint256 participant,
        bytes32 assetKey,
        uint256 minHeld
    ) internal view returns (bytes32 at, uint256 word) {
        require(!ChannelId.isChild(channelId), ChildNotFunded());
        uint256 count = ChannelId.countOf(channelId);
        require(count > 0 && count <= MAX_PARTICIPANTS, BadParticipants(count));
        require(participant < count, BadParticipant(participant, count));

        at = Holdings.page(channelId, assetKey, participant);
        word = book.holding[at];
        require(!Holdings.isClosed(word), Closed());
        if (minHeld == 0) return (at, word);
        int256 held;
        // Unchecked: two nets of 120 bits.
        unchecked {
            held = Holdings.net(word, 0) + Holdings.net(word, 1);
        }
        require(held >= 0 && uint256(held) >= minHeld, HeldTooLow(held, minHeld));
    }

    function deposit(Book storage book, bytes32 at, uint256 word, uint256 participant, uint256 amount) internal {
        require(amount <= MAX_NET, HoldingTooLarge(amount));
        int256 net = Holdings.net(word, participant);
        // Unchecked: a net of 120 bits and an amount of 113.
        unchecked {
            net += int256(amount);
        }
        require(net <= int256(MAX_NET), HoldingTooLarge(uint256(net)));
        book.holding[at] = Holdings.withNet(word, participant, net);
    }

    /// @notice From the caller, or from whoever signed for this very deposit: an allowance cannot be used by others (finding C5).
    function pull(IERC20 token, address funder, uint256 amount) internal {
        uint256 before = token.balanceOf(address(this));
        SafeERC20.safeTransferFrom(token, funder, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        require(received == amount, BadDeposit(received, amount));
    }
}
