// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @notice An app that writes down how often it was asked, and answers by it.
contract MeddlingApp {
    uint256 public asked;

    function status(bytes calldata, AppState calldata, bytes calldata) external returns (Status memory s) {
        asked++;
        s.clock = 1;
        s.window = 1 days;
        s.due = 1;
    }

    function play(
        bytes calldata,
        AppState calldata state,
        uint8,
        uint8,
        bytes calldata
    ) external returns (AppState memory next, bool stays, uint8 most) {
        asked++;
        return (state, false, 9);
    }
}
