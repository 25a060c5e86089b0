// SPDX-License-Identifier: Apache-2.0
// Generated from contracts/apps/Future.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 6b0c1e63005445c971730500fe1c74d0dad29c8623956151c5c81bd3ab8fe510
pragma solidity 0.8.30;

import {Pot, Quote} from "../apps/Rules.sol";
import {Future} from "../apps/Future.sol";
import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @title Future: the on-chain adapter
contract FutureApp is IApp {
    /// @notice The app is for 2 seats.
    error BadSeats(uint256 seats);
    /// @notice Amounts have 128 bits on chain: more is refused, never cut.
    error AmountTooLarge(uint256 amount);

    /// @inheritdoc IApp
    function begin(bytes calldata terms, uint256 seats) external pure returns (AppState memory) {
        require(seats == 2, BadSeats(seats));
        Future.Terms memory t = abi.decode(terms, (Future.Terms));
        Future.State memory s;
        s.pot = Pot(seats, new uint256[](seats));
        for (uint256 asset = 0; asset < 1; asset++) {
            for (uint256 seat = 0; seat < seats; seat++) {
                s.pot.held[asset * seats + seat] = Future.stake(t, asset, seat);
            }
        }
        return _pack(s);
    }

    /// @inheritdoc IApp
    function status(bytes calldata terms, AppState calldata state, bytes calldata)
        external
        pure
        returns (Status memory r)
    {
        Future.Terms memory t = abi.decode(terms, (Future.Terms));
        Future.State memory s = _unpack(state);
        if (s.phase == Future.Phase.Open) {
            r.clock = 1;
            r.window = t.grace;
            r.time = t.expiry;
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!(seat == Future.LONG || seat == Future.SHORT)) continue;
                r.due |= uint32(1 << seat);
            }
        }
    }

    /// @inheritdoc IApp
    function play(bytes calldata terms, AppState calldata state, uint8 seat, uint8 move, bytes calldata args)
        external
        pure
        returns (AppState memory next, bool stays, uint8 most)
    {
        Future.Terms memory t = abi.decode(terms, (Future.Terms));
        Future.State memory s = _unpack(state);
        if (move == 0) {
            require(s.phase == Future.Phase.Open, WrongPhase());
            require(seat == Future.LONG || seat == Future.SHORT, NotItsTurn());
            Quote memory q = abi.decode(args, (Quote));
            Future.settle(t, s, q);
            most = 1;
        } else {
            revert NoSuchMove();
        }
        stays = false;
        next = _pack(s);
    }

    /// @inheritdoc IApp
    function expire(bytes calldata, AppState calldata state, uint64)
        external
        pure
        returns (AppState memory)
    {
        Future.State memory s = _unpack(state);
        Future.Phase phase = s.phase;
        if (phase == Future.Phase.Open) Future.abandon(s);
        else revert WrongPhase();
        require(uint8(s.phase) > uint8(phase), NotLater());
        return _pack(s);
    }

    /// @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
    function _pack(Future.State memory s) private pure returns (AppState memory state) {
        state.isFinal = s.phase == Future.Phase.Settled || s.phase == Future.Phase.Void;
        state.held = new uint128[](s.pot.held.length);
        for (uint256 i = 0; i < s.pot.held.length; i++) {
            uint256 amount = s.pot.held[i];
            require(amount <= type(uint128).max, AmountTooLarge(amount));
            state.held[i] = uint128(amount);
        }
        state.body = abi.encode(s.phase);
    }

    function _unpack(AppState calldata state) private pure returns (Future.State memory s) {
        uint256 seats = state.held.length;
        require(seats == 2, BadSeats(seats));
        s.pot = Pot(seats, new uint256[](state.held.length));
        for (uint256 i = 0; i < state.held.length; i++) s.pot.held[i] = state.held[i];
        s.phase = abi.decode(state.body, (Future.Phase));
    }
}
