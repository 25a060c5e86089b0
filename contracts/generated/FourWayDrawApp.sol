// SPDX-License-Identifier: Apache-2.0
// Generated from contracts/apps/FourWayDraw.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 03e71cecf29df9c57853bd97f9a45df83c3f814281f9b1cd78607395f92388c2
pragma solidity 0.8.30;

import {Pot, Seal, Seats} from "../apps/Rules.sol";
import {FourWayDraw} from "../apps/FourWayDraw.sol";
import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @title Four-way draw: the on-chain adapter
contract FourWayDrawApp is IApp {
    /// @notice The app is for 4 seats.
    error BadSeats(uint256 seats);
    /// @notice Amounts have 128 bits on chain: more is refused, never cut.
    error AmountTooLarge(uint256 amount);

    /// @inheritdoc IApp
    function begin(bytes calldata terms, uint256 seats) external pure returns (AppState memory) {
        require(seats == 4, BadSeats(seats));
        FourWayDraw.Terms memory t = abi.decode(terms, (FourWayDraw.Terms));
        FourWayDraw.State memory s;
        s.pot = Pot(seats, new uint256[](seats));
        for (uint256 asset = 0; asset < 1; asset++) {
            for (uint256 seat = 0; seat < seats; seat++) {
                s.pot.held[asset * seats + seat] = FourWayDraw.stake(t, asset, seat);
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
        FourWayDraw.Terms memory t = abi.decode(terms, (FourWayDraw.Terms));
        FourWayDraw.State memory s = _unpack(state);
        if (s.phase == FourWayDraw.Phase.Sealing) {
            r.clock = 1;
            r.window = t.moveTime;
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!(seat < s.pot.seats && FourWayDraw.turn(s, seat))) continue;
                r.due |= uint32(1 << seat);
                if (_timesUsed(used, seat) >= 1) r.exhausted = true;
            }
        }
        if (s.phase == FourWayDraw.Phase.Showing) {
            r.clock = 1;
            r.window = t.moveTime;
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!(seat < s.pot.seats && FourWayDraw.turn(s, seat))) continue;
                r.due |= uint32(1 << seat);
                if (_timesUsed(used, s.pot.seats + seat) >= 1) r.exhausted = true;
            }
        }
    }

    /// @inheritdoc IApp
    function play(bytes calldata terms, AppState calldata state, uint8 seat, uint8 move, bytes calldata args)
        external
        pure
        returns (AppState memory next, bool stays, uint8 most)
    {
        FourWayDraw.Terms memory t = abi.decode(terms, (FourWayDraw.Terms));
        FourWayDraw.State memory s = _unpack(state);
        if (move == 0) {
            require(s.phase == FourWayDraw.Phase.Sealing, WrongPhase());
            require(seat < s.pot.seats && FourWayDraw.turn(s, seat), NotItsTurn());
            Seal seed = abi.decode(args, (Seal));
            FourWayDraw.enter(s, seat, seed);
            stays = s.phase == FourWayDraw.Phase.Sealing;
            most = 1;
        } else if (move == 1) {
            require(s.phase == FourWayDraw.Phase.Showing, WrongPhase());
            require(seat < s.pot.seats && FourWayDraw.turn(s, seat), NotItsTurn());
            bytes32 salt = abi.decode(args, (bytes32));
            FourWayDraw.show(t, s, seat, salt);
            stays = s.phase == FourWayDraw.Phase.Showing;
            most = 1;
        } else {
            revert NoSuchMove();
        }
        next = _pack(s);
    }

    /// @inheritdoc IApp
    function expire(bytes calldata terms, AppState calldata state, uint64)
        external
        pure
        returns (AppState memory)
    {
        FourWayDraw.Terms memory t = abi.decode(terms, (FourWayDraw.Terms));
        FourWayDraw.State memory s = _unpack(state);
        FourWayDraw.Phase phase = s.phase;
        if (phase == FourWayDraw.Phase.Sealing) FourWayDraw.cancel(s);
        else if (phase == FourWayDraw.Phase.Showing) FourWayDraw.forfeit(t, s);
        else revert WrongPhase();
        require(uint8(s.phase) > uint8(phase), NotLater());
        return _pack(s);
    }

    /// @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
    function _pack(FourWayDraw.State memory s) private pure returns (AppState memory state) {
        state.isFinal = s.phase == FourWayDraw.Phase.Over;
        state.held = new uint128[](s.pot.held.length);
        for (uint256 i = 0; i < s.pot.held.length; i++) {
            uint256 amount = s.pot.held[i];
            require(amount <= type(uint128).max, AmountTooLarge(amount));
            state.held[i] = uint128(amount);
        }
        state.body = abi.encode(s.phase, s.done, s.seals, s.joint);
    }

    function _unpack(AppState calldata state) private pure returns (FourWayDraw.State memory s) {
        uint256 seats = state.held.length;
        require(seats == 4, BadSeats(seats));
        s.pot = Pot(seats, new uint256[](state.held.length));
        for (uint256 i = 0; i < state.held.length; i++) s.pot.held[i] = state.held[i];
        (s.phase, s.done, s.seals, s.joint) = abi.decode(state.body, (FourWayDraw.Phase, Seats, Seal[4], bytes32));
    }

    /// @dev `used` is cut after its last byte that is not 0.
    function _timesUsed(bytes calldata used, uint256 at) private pure returns (uint256) {
        return at < used.length ? uint8(used[at]) : 0;
    }
}
