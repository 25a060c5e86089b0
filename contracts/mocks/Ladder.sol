// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @notice An app whose states repeat: seat 0 steps up and gives one to seat 1, which steps down and gives it back, and so on for
/// ever. Terms: the window of its clock.
contract Ladder is IApp {
    function begin(bytes calldata, uint256 seats) external pure returns (AppState memory s) {
        s.held = new uint128[](seats);
        s.body = abi.encode(false);
    }

    function status(
        bytes calldata terms,
        AppState calldata state,
        bytes calldata
    ) external pure returns (Status memory s) {
        s.clock = 1;
        s.window = abi.decode(terms, (uint64));
        s.due = abi.decode(state.body, (bool)) ? 2 : 1;
    }

    function play(
        bytes calldata,
        AppState calldata state,
        uint8 seat,
        uint8,
        bytes calldata
    ) external pure returns (AppState memory next, bool stays, uint8 most) {
        bool up = abi.decode(state.body, (bool));
        require(seat == (up ? 1 : 0), NotItsTurn());
        next = state;
        next.held[seat] -= 1;
        next.held[1 - seat] += 1;
        next.body = abi.encode(!up);
        return (next, false, 9);
    }

    function expire(bytes calldata, AppState calldata state, uint64) external pure returns (AppState memory next) {
        next = state;
        next.isFinal = true;
    }
}
