// SPDX-License-Identifier: Apache-2.0
// Generated from contracts/apps/Swap.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 2b63e19dd41eece894e360f3aa294299d1a0f73e4de9802cb1eceb045318fad0
pragma solidity 0.8.30;

import {Pot} from "../apps/Rules.sol";
import {Swap} from "../apps/Swap.sol";
import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @title Swap: the on-chain adapter
contract SwapApp is IApp {
    /// @notice The app is for 2 seats.
    error BadSeats(uint256 seats);
    /// @notice Amounts have 128 bits on chain: more is refused, never cut.
    error AmountTooLarge(uint256 amount);

    /// @inheritdoc IApp
    function begin(bytes calldata terms, uint256 seats) external pure returns (AppState memory) {
        require(seats == 2, BadSeats(seats));
        Swap.Terms memory t = abi.decode(terms, (Swap.Terms));
        Swap.State memory s;
        s.pot = Pot(seats, new uint256[](2 * seats));
        for (uint256 asset = 0; asset < 2; asset++) {
            for (uint256 seat = 0; seat < seats; seat++) {
                s.pot.held[asset * seats + seat] = Swap.stake(t, asset, seat);
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
        Swap.Terms memory t = abi.decode(terms, (Swap.Terms));
        Swap.State memory s = _unpack(state);
        if (s.phase == Swap.Phase.Offered) {
            r.clock = 1;
            r.window = t.patience;
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!(seat == Swap.TAKER)) continue;
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
        Swap.Terms memory t = abi.decode(terms, (Swap.Terms));
        Swap.State memory s = _unpack(state);
        if (move == 0) {
            require(s.phase == Swap.Phase.Offered, WrongPhase());
            require(seat == Swap.TAKER, NotItsTurn());
            Swap.accept(t, s);
            most = 1;
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
        Swap.Terms memory t = abi.decode(terms, (Swap.Terms));
        Swap.State memory s = _unpack(state);
        Swap.Phase phase = s.phase;
        if (phase == Swap.Phase.Offered) Swap.lapse(t, s);
        else revert WrongPhase();
        require(uint8(s.phase) > uint8(phase), NotLater());
        return _pack(s);
    }

    /// @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
    function _pack(Swap.State memory s) private pure returns (AppState memory state) {
        state.isFinal = s.phase == Swap.Phase.Swapped || s.phase == Swap.Phase.Lapsed;
        state.held = new uint128[](s.pot.held.length);
        for (uint256 i = 0; i < s.pot.held.length; i++) {
            uint256 amount = s.pot.held[i];
            require(amount <= type(uint128).max, AmountTooLarge(amount));
            state.held[i] = uint128(amount);
        }
        state.body = abi.encode(s.phase);
    }

    function _unpack(AppState calldata state) private pure returns (Swap.State memory s) {
        uint256 seats = state.held.length / 2;
        require(state.held.length % 2 == 0 && seats == 2, BadSeats(seats));
        s.pot = Pot(seats, new uint256[](state.held.length));
        for (uint256 i = 0; i < state.held.length; i++) s.pot.held[i] = state.held[i];
        s.phase = abi.decode(state.body, (Swap.Phase));
    }
}
