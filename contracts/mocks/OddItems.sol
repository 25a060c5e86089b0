// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {TestItems} from "./TestItems.sol";

/// @notice An ERC-1155 that is not quite one, in the way it is told; it may be told again at any time.
contract OddItems is TestItems {
    enum Mood {
        Behaves,
        TakesOne,
        Reverts,
        BurnsGas,
        SaysYesAndKeeps
    }

    error Refused();

    Mood public mood;

    function become(Mood mood_) external {
        mood = mood_;
    }

    function safeTransferFrom(
        address from,
        address to,
        uint256 id,
        uint256 amount,
        bytes memory extra
    ) public override(ERC1155) {
        if (mood == Mood.Reverts) revert Refused();
        if (mood == Mood.BurnsGas) burn();
        if (mood == Mood.SaysYesAndKeeps) return;
        super.safeTransferFrom(from, to, id, mood == Mood.TakesOne ? amount - 1 : amount, extra);
    }

    /// @dev All gas at once: a loop would do the same, and take a test chain seconds.
    function burn() private pure {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            invalid()
        }
    }
}
