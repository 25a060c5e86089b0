// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AppState} from "../types/Interaction.sol";

/// @notice What an app says of one of its states.
struct Status {
    uint8 clock; // 0: final; 1: `after window`, from `time` at the earliest (0: at once); 2: `at time`, or once `lock` is published
    uint64 window;
    uint64 time;
    bytes32 lock; // what the timeout reads in the preimage registry; 0: nothing
    uint32 due; // one bit per seat whose move is still to come
    bool exhausted; // some due seat has used up every move of this phase on chain
}

/// @title The on-chain adapter of an app
/// @notice Generated from an annotated spec; pure, without storage or constructor. The adjudicator has checked terms, state,
/// clock, mover and gas before it calls, and checks budget and sums after.
interface IApp {
    error NoSuchMove();
    error WrongPhase();
    error NotItsTurn();
    error NotLater();

    /// @notice The first state, of that many `seats`: every seat's stake in the pot. Called off chain and in tests only.
    function begin(bytes calldata terms, uint256 seats) external pure returns (AppState memory);

    /// @notice Clock, due seats and budget of a state. `used` is as in adjudicator §9, empty: nothing used.
    function status(
        bytes calldata terms,
        AppState calldata state,
        bytes calldata used
    ) external pure returns (Status memory);

    /// @notice A move with its own arguments, `args`, and the `next` state. `stays`: an `each` move that does not leave its phase. `most`: how often its seat may make it on chain.
    function play(
        bytes calldata terms,
        AppState calldata state,
        uint8 seat,
        uint8 move,
        bytes calldata args
    ) external pure returns (AppState memory next, bool stays, uint8 most);

    /// @notice The timeout of the state's phase, and the `next` state; `published` is the registry's time for `Status.lock`, 0 if there is none.
    function expire(
        bytes calldata terms,
        AppState calldata state,
        uint64 published
    ) external pure returns (AppState memory next);
}
