// SPDX-License-Identifier: Apache-2.0
// Generated from contracts/apps/TicTacToe.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 a05eceb02f1ee1fe23a501b67ae2d0366af32e66009464d9527b72235dfd8fe7
pragma solidity 0.8.30;

import {Pot} from "../apps/Rules.sol";
import {TicTacToe} from "../apps/TicTacToe.sol";
import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @title Tic-tac-toe: the on-chain adapter
contract TicTacToeApp is IApp {
    /// @notice The app is for 2 seats.
    error BadSeats(uint256 seats);
    /// @notice Amounts have 128 bits on chain: more is refused, never cut.
    error AmountTooLarge(uint256 amount);

    /// @inheritdoc IApp
    function begin(bytes calldata terms, uint256 seats) external pure returns (AppState memory) {
        require(seats == 2, BadSeats(seats));
        TicTacToe.Terms memory t = abi.decode(terms, (TicTacToe.Terms));
        TicTacToe.State memory s;
        s.pot = Pot(seats, new uint256[](seats));
        for (uint256 asset = 0; asset < 1; asset++) {
            for (uint256 seat = 0; seat < seats; seat++) {
                s.pot.held[asset * seats + seat] = TicTacToe.stake(t, asset, seat);
            }
        }
        return _pack(s);
    }

    /// @inheritdoc IApp
    function status(bytes calldata terms, AppState calldata state, bytes calldata used)
        external
        pure
        returns (Status memory r)
    {
        TicTacToe.Terms memory t = abi.decode(terms, (TicTacToe.Terms));
        TicTacToe.State memory s = _unpack(state);
        if (s.phase == TicTacToe.Phase.Playing) {
            r.clock = 1;
            r.window = t.moveTime;
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!((seat == TicTacToe.X || seat == TicTacToe.O) && TicTacToe.turn(s, seat))) continue;
                r.due |= uint32(1 << seat);
                if (_timesUsed(used, seat) >= 5) r.exhausted = true;
            }
        }
    }

    /// @inheritdoc IApp
    function play(bytes calldata terms, AppState calldata state, uint8 seat, uint8 move, bytes calldata args)
        external
        pure
        returns (AppState memory next, bool stays, uint8 most)
    {
        TicTacToe.Terms memory t = abi.decode(terms, (TicTacToe.Terms));
        TicTacToe.State memory s = _unpack(state);
        if (move == 0) {
            require(s.phase == TicTacToe.Phase.Playing, WrongPhase());
            require((seat == TicTacToe.X || seat == TicTacToe.O) && TicTacToe.turn(s, seat), NotItsTurn());
            uint8 cell = abi.decode(args, (uint8));
            TicTacToe.mark(t, s, seat, cell);
            most = 5;
        } else {
            revert NoSuchMove();
        }
        stays = false;
        next = _pack(s);
    }

    /// @inheritdoc IApp
    function expire(bytes calldata terms, AppState calldata state, uint64)
        external
        pure
        returns (AppState memory)
    {
        TicTacToe.Terms memory t = abi.decode(terms, (TicTacToe.Terms));
        TicTacToe.State memory s = _unpack(state);
        TicTacToe.Phase phase = s.phase;
        if (phase == TicTacToe.Phase.Playing) TicTacToe.late(t, s);
        else revert WrongPhase();
        require(uint8(s.phase) > uint8(phase), NotLater());
        return _pack(s);
    }

    /// @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
    function _pack(TicTacToe.State memory s) private pure returns (AppState memory state) {
        state.isFinal = s.phase == TicTacToe.Phase.Over;
        state.held = new uint128[](s.pot.held.length);
        for (uint256 i = 0; i < s.pot.held.length; i++) {
            uint256 amount = s.pot.held[i];
            require(amount <= type(uint128).max, AmountTooLarge(amount));
            state.held[i] = uint128(amount);
        }
        state.body = abi.encode(s.phase, s.moves, s.marks);
    }

    function _unpack(AppState calldata state) private pure returns (TicTacToe.State memory s) {
        uint256 seats = state.held.length;
        require(seats == 2, BadSeats(seats));
        s.pot = Pot(seats, new uint256[](state.held.length));
        for (uint256 i = 0; i < state.held.length; i++) s.pot.held[i] = state.held[i];
        (s.phase, s.moves, s.marks) = abi.decode(state.body, (TicTacToe.Phase, uint256, uint256[2]));
    }

    /// @dev `used` is cut after its last byte that is not 0.
    function _timesUsed(bytes calldata used, uint256 at) private pure returns (uint256) {
        return at < used.length ? uint8(used[at]) : 0;
    }
}
