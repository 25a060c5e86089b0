// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {TestCollectible} from "./TestCollectible.sol";

/// @notice An ERC-721 that is not quite one, in the way it is told; it may be told again at any time.
contract OddCollectible is TestCollectible {
    enum Mood {
        Behaves,
        DoesNotMove,
        Reverts,
        BurnsGas,
        HidesItsKind,
        SaysYesToAll,
        MovesElsewhere
    }

    error Refused();

    Mood public mood;

    function become(Mood mood_) external {
        mood = mood_;
    }

    function transferFrom(address from, address to, uint256 id) public override(ERC721) {
        if (mood == Mood.Reverts) revert Refused();
        if (mood == Mood.BurnsGas) burn();
        if (mood == Mood.DoesNotMove) return;
        super.transferFrom(from, mood == Mood.MovesElsewhere ? address(0xdead) : to, id);
    }

    /// @notice As the oldest collectibles: no answer to ERC-165, or a yes to whatever is asked.
    function supportsInterface(bytes4 interfaceId) public view override(ERC721) returns (bool) {
        if (mood == Mood.HidesItsKind) return false;
        return mood == Mood.SaysYesToAll || super.supportsInterface(interfaceId);
    }

    /// @dev All gas at once: a loop would do the same, and take a test chain seconds.
    function burn() private pure {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            invalid()
        }
    }
}
