// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AppState} from "../types/Interaction.sol";

/// @title What names a step of an app on chain (adjudicator §9)
library Steps {
    function moveHash(uint8 seat, uint8 move, bytes memory args) internal pure returns (bytes32) {
        return keccak256(abi.encode(seat, move, args));
    }

    function stateHash(AppState memory state) internal pure returns (bytes32) {
        return keccak256(abi.encode(state));
    }

    /// @notice 176 bits that stand for the state, the entry it came from and the moves used up on chain.
    function fingerprint(bytes32 stateHash_, bytes32 entryHash, bytes memory used) internal pure returns (uint176) {
        return uint176(uint256(keccak256(abi.encode(stateHash_, entryHash, used))));
    }
}
