// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IApp, Status} from "../interfaces/IApp.sol";
import {Position} from "../types/Calls.sol";
import {AppFailed} from "../types/Errors.sol";
import {AppState} from "../types/Interaction.sol";
import {MAX_APP_RETURN} from "../types/Limits.sol";
import {Pay} from "./Pay.sol";
import {Returned} from "./Returned.sol";

/// @title Static calls of an app's adapter: capped gas, bounded answer, one error for every failure (adjudicator §9, check 6)
/// @notice A failure is never a verdict: it reverts, and the fallback of the leaf remains.
library AppCalls {
    function status(
        Position calldata p,
        uint256 appGas,
        AppState memory state,
        bytes memory used
    ) internal view returns (Status memory) {
        return Returned.status(ask(p.leaf.app, appGas, abi.encodeCall(IApp.status, (p.terms, state, used))));
    }

    function play(
        Position calldata p,
        uint256 appGas,
        uint8 seat,
        uint8 move,
        bytes calldata args
    ) internal view returns (AppState memory next, bool stays, uint256 most) {
        bytes memory call_ = abi.encodeCall(IApp.play, (p.terms, p.state, seat, move, args));
        return Returned.played(ask(p.leaf.app, appGas, call_));
    }

    function expire(Position calldata p, uint256 appGas, uint64 published) internal view returns (AppState memory) {
        bytes memory call_ = abi.encodeCall(IApp.expire, (p.terms, p.state, published));
        return Returned.expired(ask(p.leaf.app, appGas, call_));
    }

    /// @dev Proof: the call reads `data` inside its own bounds and writes nothing; `size` is checked before a fresh
    /// `answer` of exactly that length is filled from the answer of that same call, for nothing is called in between.
    function ask(address app, uint256 appGas, bytes memory data) private view returns (bytes memory answer) {
        Pay.requireGas(appGas);
        bool ok;
        uint256 size;
        assembly ("memory-safe") {
            ok := staticcall(appGas, app, add(data, 32), mload(data), 0, 0)
            size := returndatasize()
        }
        require(ok && size > 0 && size <= MAX_APP_RETURN, AppFailed());

        answer = new bytes(size);
        assembly ("memory-safe") {
            returndatacopy(add(answer, 32), 0, size)
        }
    }
}
