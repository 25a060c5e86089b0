// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {TestToken} from "./TestToken.sol";

/// @notice A token whose `transfer` turns hostile when it is told so. Coming in, it behaves.
contract HostileToken is TestToken("Hostile", "HOST") {
    enum Mood {
        Pays,
        BurnsGas,
        FloodsAndReverts,
        FloodsAndReturns,
        ReturnsTwo,
        ReturnsOneByte,
        SaysYesAndKeeps
    }

    /// @dev As much memory as the gas of a payout pays for.
    uint256 private constant FLOOD = 200_000;

    Mood public mood;

    function become(Mood mood_) external {
        mood = mood_;
    }

    function transfer(address to, uint256 amount) public override(ERC20) returns (bool) {
        if (mood == Mood.BurnsGas) burn();
        if (mood == Mood.FloodsAndReverts) answer(false, FLOOD, 0);
        if (mood == Mood.FloodsAndReturns) answer(true, FLOOD, 0);
        if (mood == Mood.ReturnsTwo) answer(true, 32, 2);
        if (mood == Mood.ReturnsOneByte) answer(true, 1, 1 << 248);
        if (mood == Mood.SaysYesAndKeeps) return true;
        return super.transfer(to, amount);
    }

    function answer(bool well, uint256 size, uint256 word) private pure {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            mstore(0, word)
            if well {
                return(0, size)
            }
            revert(0, size)
        }
    }

    /// @dev All gas at once: a loop would do the same, and take a test chain seconds.
    function burn() private pure {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            invalid()
        }
    }
}
