// SPDX-License-Identifier: Apache-2.0
// Generated from contracts/apps/RockPaperScissors.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 de496d28b8c638bc4a2380058897559737d948877923877799a019d1cd009113
pragma solidity 0.8.30;

import {Pot, Seal, Seats} from "../apps/Rules.sol";
import {RockPaperScissors} from "../apps/RockPaperScissors.sol";
import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @title Rock, paper, scissors: the on-chain adapter
contract RockPaperScissorsApp is IApp {
    /// @notice The app is for 2 seats.
    error BadSeats(uint256 seats);
    /// @notice Amounts have 128 bits on chain: more is refused, never cut.
    error AmountTooLarge(uint256 amount);

    /// @inheritdoc IApp
    function begin(bytes calldata terms, uint256 seats) external pure returns (AppState memory) {
        require(seats == 2, BadSeats(seats));
        RockPaperScissors.Terms memory t = abi.decode(terms, (RockPaperScissors.Terms));
        RockPaperScissors.State memory s;
        s.pot = Pot(seats, new uint256[](seats));
        for (uint256 asset = 0; asset < 1; asset++) {
            for (uint256 seat = 0; seat < seats; seat++) {
                s.pot.held[asset * seats + seat] = RockPaperScissors.stake(t, asset, seat);
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
        RockPaperScissors.Terms memory t = abi.decode(terms, (RockPaperScissors.Terms));
        RockPaperScissors.State memory s = _unpack(state);
        if (s.phase == RockPaperScissors.Phase.Choosing) {
            r.clock = 1;
            r.window = t.moveTime;
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!(seat < s.pot.seats && RockPaperScissors.turn(s, seat))) continue;
                r.due |= uint32(1 << seat);
                if (_timesUsed(used, seat) >= 1) r.exhausted = true;
            }
        }
        if (s.phase == RockPaperScissors.Phase.Showing) {
            r.clock = 1;
            r.window = t.moveTime;
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!(seat < s.pot.seats && RockPaperScissors.turn(s, seat))) continue;
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
        RockPaperScissors.Terms memory t = abi.decode(terms, (RockPaperScissors.Terms));
        RockPaperScissors.State memory s = _unpack(state);
        if (move == 0) {
            require(s.phase == RockPaperScissors.Phase.Choosing, WrongPhase());
            require(seat < s.pot.seats && RockPaperScissors.turn(s, seat), NotItsTurn());
            Seal hand = abi.decode(args, (Seal));
            RockPaperScissors.choose(s, seat, hand);
            stays = s.phase == RockPaperScissors.Phase.Choosing;
            most = 1;
        } else if (move == 1) {
            require(s.phase == RockPaperScissors.Phase.Showing, WrongPhase());
            require(seat < s.pot.seats && RockPaperScissors.turn(s, seat), NotItsTurn());
            (RockPaperScissors.Hand hand, bytes32 salt) = abi.decode(args, (RockPaperScissors.Hand, bytes32));
            RockPaperScissors.show(t, s, seat, hand, salt);
            stays = s.phase == RockPaperScissors.Phase.Showing;
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
        RockPaperScissors.Terms memory t = abi.decode(terms, (RockPaperScissors.Terms));
        RockPaperScissors.State memory s = _unpack(state);
        RockPaperScissors.Phase phase = s.phase;
        if (phase == RockPaperScissors.Phase.Choosing) RockPaperScissors.late(t, s);
        else if (phase == RockPaperScissors.Phase.Showing) RockPaperScissors.late(t, s);
        else revert WrongPhase();
        require(uint8(s.phase) > uint8(phase), NotLater());
        return _pack(s);
    }

    /// @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
    function _pack(RockPaperScissors.State memory s) private pure returns (AppState memory state) {
        state.isFinal = s.phase == RockPaperScissors.Phase.Over;
        state.held = new uint128[](s.pot.held.length);
        for (uint256 i = 0; i < s.pot.held.length; i++) {
            uint256 amount = s.pot.held[i];
            require(amount <= type(uint128).max, AmountTooLarge(amount));
            state.held[i] = uint128(amount);
        }
        state.body = abi.encode(s.phase, s.done, s.seals, s.hands);
    }

    function _unpack(AppState calldata state) private pure returns (RockPaperScissors.State memory s) {
        uint256 seats = state.held.length;
        require(seats == 2, BadSeats(seats));
        s.pot = Pot(seats, new uint256[](state.held.length));
        for (uint256 i = 0; i < state.held.length; i++) s.pot.held[i] = state.held[i];
        (s.phase, s.done, s.seals, s.hands) = abi.decode(state.body, (RockPaperScissors.Phase, Seats, Seal[2], RockPaperScissors.Hand[2]));
    }

    /// @dev `used` is cut after its last byte that is not 0.
    function _timesUsed(bytes calldata used, uint256 at) private pure returns (uint256) {
        return at < used.length ? uint8(used[at]) : 0;
    }
}
