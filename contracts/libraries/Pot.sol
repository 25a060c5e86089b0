// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {App} from "../types/Interaction.sol";

/// @title The pot of an app held against the locks of its leaf: `held[asset * seats + seat]` (adjudicator §9)
library Pot {
    /// @notice As many amounts as seats and shares say, and per share their sum is what is locked.
    function matches(uint128[] memory held, App memory leaf) internal pure returns (bool) {
        uint256 seats = leaf.seats.length;
        if (held.length != seats * leaf.locks.length) return false;

        for (uint256 k = 0; k < leaf.locks.length; k++) {
            uint256 sum = 0;
            for (uint256 seat = 0; seat < seats; seat++) sum += held[k * seats + seat];
            if (sum != leaf.locks[k].amount) return false;
        }
        return true;
    }

    /// @notice What the leaf locks of each of the state's `listed` assets; two shares may be of one.
    function locksOf(App memory leaf, uint256 listed) internal pure returns (uint256[] memory amounts) {
        amounts = new uint256[](listed);
        for (uint256 k = 0; k < leaf.locks.length; k++) amounts[leaf.locks[k].asset] += leaf.locks[k].amount;
    }
}
