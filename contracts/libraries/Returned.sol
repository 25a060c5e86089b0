// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Status} from "../interfaces/IApp.sol";
import {AppFailed} from "../types/Errors.sol";
import {AppState} from "../types/Interaction.sol";
import {MAX_APP_RETURN} from "../types/Limits.sol";

/// @title Reads what an app returned
/// @notice `abi.decode` would revert without a name on answers that are no answer; here each bound is `AppFailed`.
/// Where a value is in bounds, it is what `abi.decode` gives.
library Returned {
    /// @notice The answer of `IApp.status`.
    function status(bytes memory answer) internal pure returns (Status memory s) {
        s.clock = uint8(number(answer, 0, 2));
        s.window = uint64(number(answer, 32, type(uint64).max));
        s.time = uint64(number(answer, 64, type(uint64).max));
        s.lock = bytes32(word(answer, 96));
        s.due = uint32(number(answer, 128, type(uint32).max));
        s.exhausted = number(answer, 160, 1) == 1;
    }

    /// @notice The answer of `IApp.play`.
    function played(bytes memory answer) internal pure returns (AppState memory next, bool stays, uint256 most) {
        next = state(answer, offset(answer, 0));
        stays = number(answer, 32, 1) == 1;
        most = number(answer, 64, type(uint8).max);
    }

    /// @notice The answer of `IApp.expire`.
    function expired(bytes memory answer) internal pure returns (AppState memory) {
        return state(answer, offset(answer, 0));
    }

    function state(bytes memory answer, uint256 at) private pure returns (AppState memory s) {
        s.isFinal = number(answer, at, 1) == 1;
        uint256 held = at + offset(answer, at + 32);
        uint256 body = at + offset(answer, at + 64);

        uint256 count = number(answer, held, answer.length / 32);
        s.held = new uint128[](count);
        for (uint256 i = 0; i < count; i++) {
            s.held[i] = uint128(number(answer, held + 32 * (i + 1), type(uint128).max));
        }
        s.body = slice(answer, body + 32, number(answer, body, answer.length));
    }

    function offset(bytes memory answer, uint256 at) private pure returns (uint256) {
        return number(answer, at, MAX_APP_RETURN);
    }

    function number(bytes memory answer, uint256 at, uint256 most) private pure returns (uint256 value) {
        value = word(answer, at);
        require(value <= most, AppFailed());
    }

    /// @dev Proof: at + 32 <= answer.length, so the word lies inside `answer`. `at` is a sum of a few offsets of at most
    /// 8,192 and counts of at most answer.length: it cannot overflow.
    function word(bytes memory answer, uint256 at) private pure returns (uint256 value) {
        require(at + 32 <= answer.length, AppFailed());
        assembly ("memory-safe") {
            value := mload(add(add(answer, 32), at))
        }
    }

    /// @dev Proof: at + length <= answer.length, both at most 2 * 8,192 and more: the copy reads inside `answer` and writes
    /// inside `part`, which is fresh and exactly `length` long.
    function slice(bytes memory answer, uint256 at, uint256 length) private pure returns (bytes memory part) {
        require(at + length <= answer.length, AppFailed());
        part = new bytes(length);
        assembly ("memory-safe") {
            mcopy(add(part, 32), add(add(answer, 32), at), length)
        }
    }
}
