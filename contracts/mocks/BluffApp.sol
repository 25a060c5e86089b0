// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @notice An app that fails in every step, with the bytes of an answer that gives all to seat 0. Terms: the window of its clock.
contract BluffApp is IApp {
    function begin(bytes calldata, uint256 seats) external pure returns (AppState memory s) {
        s.held = new uint128[](seats);
    }

    function status(bytes calldata terms, AppState calldata, bytes calldata) external pure returns (Status memory s) {
        s.clock = 1;
        s.window = abi.decode(terms, (uint64));
        s.due = 2;
    }

    function play(
        bytes calldata,
        AppState calldata state,
        uint8,
        uint8,
        bytes calldata
    ) external pure returns (AppState memory, bool, uint8) {
        bluff(abi.encode(won(state), false, 9));
    }

    function expire(bytes calldata, AppState calldata state, uint64) external pure returns (AppState memory) {
        bluff(abi.encode(won(state)));
    }

    function won(AppState calldata state) private pure returns (AppState memory next) {
        next = state;
        next.isFinal = true;
        next.held[0] += next.held[1];
        next.held[1] = 0;
    }

    function bluff(bytes memory answer) private pure {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            revert(add(answer, 32), mload(answer))
        }
    }
}
