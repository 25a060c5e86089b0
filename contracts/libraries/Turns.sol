// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {App, AppState} from "../types/Interaction.sol";
import {Book} from "./Book.sol";
import {Steps} from "./Steps.sol";

/// @notice Where an app stands on chain. `enteredAt` in seconds.
struct Turn {
    uint256 turn;
    uint256 enteredAt;
    bool done;
    bytes32 stateHash;
    bytes32 entryHash;
}

/// @title The one word an app has: turn:32 | enteredAt:40 | done:8 | fingerprint:176 (adjudicator §9)
library Turns {
    /// @notice The turn that the caller's preimages describe; `fits` is false if they are not what is recorded.
    /// Unwritten is the leaf's own state, entered when the channel became fixed.
    function read(
        Book storage book,
        bytes32 channelId,
        App memory leaf,
        uint256 fixedAt,
        AppState memory state,
        bytes32 entryHash,
        bytes memory used
    ) internal view returns (Turn memory t, bool fits) {
        uint256 word = book.turns[channelId][leaf.index];
        bytes32 stateHash = Steps.stateHash(state);
        if (word == 0) {
            fits = stateHash == leaf.stateHash && entryHash == leaf.stateHash && used.length == 0;
            return (Turn(0, fixedAt, false, stateHash, entryHash), fits);
        }

        fits = uint176(word) == Steps.fingerprint(stateHash, entryHash, used);
        t = Turn(word >> 224, uint40(word >> 184), uint8(word >> 176) != 0, stateHash, entryHash);
    }

    function write(Book storage book, bytes32 channelId, uint256 index, Turn memory t, bytes memory used) internal {
        uint256 fingerprint = Steps.fingerprint(t.stateHash, t.entryHash, used);
        uint256 done = t.done ? 1 : 0;
        book.turns[channelId][index] = (t.turn << 224) | (t.enteredAt << 184) | (done << 176) | fingerprint;
    }
}
