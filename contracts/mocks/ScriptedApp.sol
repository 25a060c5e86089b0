// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @notice The terms of a `ScriptedApp`: the clock it names, and how it misbehaves.
struct Script {
    uint8 clock;
    uint64 window;
    uint64 time;
    bytes32 lock;
    bool stays; // moves are of an `each` phase
    uint8 most;
    uint256 finalAt; // the number of steps that ends it
    Fault fault;
    Call faulty;
}

enum Fault {
    None,
    Reverts,
    BurnsGas,
    Empty,
    Garbage,
    Floods,
    WrongSum,
    WrongLength,
    TooLarge
}

enum Call {
    Status,
    Play,
    Expire
}

/// @notice An app for tests: in turn, seats pay what they like to the next seat; who is late loses all to it.
/// Body: the number of steps. It does as its terms say, faults included.
contract ScriptedApp is IApp {
    error Scripted();

    function begin(bytes calldata terms, uint256 seats) external pure returns (AppState memory s) {
        Script memory script = abi.decode(terms, (Script));
        s.held = new uint128[](seats);
        s.body = abi.encode(uint256(0));
        s.isFinal = script.finalAt == 0;
    }

    function status(
        bytes calldata terms,
        AppState calldata state,
        bytes calldata used
    ) external pure returns (Status memory s) {
        Script memory script = abi.decode(terms, (Script));
        if (script.faulty == Call.Status) fail(script.fault);
        uint256 due = abi.decode(state.body, (uint256)) % state.held.length;
        s.clock = script.clock;
        s.window = script.window;
        s.time = script.time;
        s.lock = script.lock;
        s.due = uint32(1 << due);
        s.exhausted = script.clock == 1 && due < used.length && uint8(used[due]) >= script.most;
    }

    function play(
        bytes calldata terms,
        AppState calldata state,
        uint8 seat,
        uint8 move,
        bytes calldata args
    ) external pure returns (AppState memory next, bool stays, uint8 most) {
        Script memory script = abi.decode(terms, (Script));
        if (script.faulty == Call.Play) fail(script.fault);
        require(move == 0, NoSuchMove());
        uint256 steps = abi.decode(state.body, (uint256));
        require(script.stays || seat == steps % state.held.length, NotItsTurn());

        next = state;
        uint128 amount = abi.decode(args, (uint128));
        next.held[seat] -= amount;
        next.held[(seat + 1) % next.held.length] += amount;
        step(script, next, steps + 1);
        if (script.faulty == Call.Play) spoil(script.fault, next);
        return (next, script.stays && !next.isFinal, script.most);
    }

    function expire(
        bytes calldata terms,
        AppState calldata state,
        uint64 published
    ) external pure returns (AppState memory next) {
        Script memory script = abi.decode(terms, (Script));
        if (script.faulty == Call.Expire) fail(script.fault);
        uint256 late = abi.decode(state.body, (uint256)) % state.held.length;

        next = state;
        if (script.clock == 1 || published != 0) {
            uint256 other = (late + 1) % next.held.length;
            next.held[other] += next.held[late];
            next.held[late] = 0;
        }
        step(script, next, script.finalAt);
        if (script.faulty == Call.Expire) spoil(script.fault, next);
    }

    function step(Script memory script, AppState memory next, uint256 steps) private pure {
        next.body = abi.encode(steps);
        next.isFinal = steps >= script.finalAt;
    }

    function fail(Fault fault) private pure {
        if (fault == Fault.Reverts) revert Scripted();
        if (fault == Fault.BurnsGas) burn();
        if (fault == Fault.Empty) answer(0);
        if (fault == Fault.Garbage) answer(640);
        if (fault == Fault.Floods) answer(8193);
    }

    /// @dev Ends the call with so many bytes of 0xff.
    function answer(uint256 size) private pure {
        bytes memory flood = new bytes(size);
        for (uint256 i = 0; i < size; i++) flood[i] = 0xff;
        // solhint-disable-next-line no-inline-assembly
        assembly {
            return(add(flood, 32), size)
        }
    }

    function spoil(Fault fault, AppState memory next) private pure {
        if (fault == Fault.WrongSum) next.held[0] += 1;
        if (fault == Fault.WrongLength) next.held = new uint128[](next.held.length + 1);
        if (fault == Fault.TooLarge) next.body = new bytes(4096);
    }

    /// @dev All gas at once: a loop would do the same, and take a test chain seconds.
    function burn() private pure {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            invalid()
        }
    }
}
