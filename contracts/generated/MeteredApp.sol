// SPDX-License-Identifier: Apache-2.0
// Generated from contracts/apps/Metered.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 67400a3041a8e6431debd48c64f7853905a4520624a9c82194f947898853a091
pragma solidity 0.8.30;

import {Pot} from "../apps/Rules.sol";
import {Metered} from "../apps/Metered.sol";
import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @title Metered service: the on-chain adapter
contract MeteredApp is IApp {
    /// @notice The app is for 2 seats.
    error BadSeats(uint256 seats);
    /// @notice Amounts have 128 bits on chain: more is refused, never cut.
    error AmountTooLarge(uint256 amount);

    /// @inheritdoc IApp
    function begin(bytes calldata terms, uint256 seats) external pure returns (AppState memory) {
        require(seats == 2, BadSeats(seats));
        Metered.Terms memory t = abi.decode(terms, (Metered.Terms));
        Metered.State memory s;
        s.pot = Pot(seats, new uint256[](seats));
        for (uint256 asset = 0; asset < 1; asset++) {
            for (uint256 seat = 0; seat < seats; seat++) {
                s.pot.held[asset * seats + seat] = Metered.stake(t, asset, seat);
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
        Metered.Terms memory t = abi.decode(terms, (Metered.Terms));
        Metered.State memory s = _unpack(state);
        if (s.phase == Metered.Phase.Running) {
            r.clock = 1;
            r.window = t.window;
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!(seat == Metered.CLIENT || seat == Metered.CLIENT || seat == Metered.PROVIDER)) continue;
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
        Metered.Terms memory t = abi.decode(terms, (Metered.Terms));
        Metered.State memory s = _unpack(state);
        if (move == 0) {
            require(s.phase == Metered.Phase.Running, WrongPhase());
            require(seat == Metered.CLIENT, NotItsTurn());
            uint64 units = abi.decode(args, (uint64));
            Metered.use(t, s, units);
            most = 1;
        } else if (move == 1) {
            require(s.phase == Metered.Phase.Running, WrongPhase());
            require(seat == Metered.CLIENT || seat == Metered.PROVIDER, NotItsTurn());
            Metered.stop(s);
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
        Metered.State memory s = _unpack(state);
        Metered.Phase phase = s.phase;
        if (phase == Metered.Phase.Running) Metered.lapse(s);
        else revert WrongPhase();
        require(uint8(s.phase) > uint8(phase), NotLater());
        return _pack(s);
    }

    /// @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
    function _pack(Metered.State memory s) private pure returns (AppState memory state) {
        state.isFinal = s.phase == Metered.Phase.Stopped;
        state.held = new uint128[](s.pot.held.length);
        for (uint256 i = 0; i < s.pot.held.length; i++) {
            uint256 amount = s.pot.held[i];
            require(amount <= type(uint128).max, AmountTooLarge(amount));
            state.held[i] = uint128(amount);
        }
        state.body = abi.encode(s.phase, s.units);
    }

    function _unpack(AppState calldata state) private pure returns (Metered.State memory s) {
        uint256 seats = state.held.length;
        require(seats == 2, BadSeats(seats));
        s.pot = Pot(seats, new uint256[](state.held.length));
        for (uint256 i = 0; i < state.held.length; i++) s.pot.held[i] = state.held[i];
        (s.phase, s.units) = abi.decode(state.body, (Metered.Phase, uint256));
    }
}
