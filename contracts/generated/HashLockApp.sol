// SPDX-License-Identifier: Apache-2.0
// Generated from contracts/apps/HashLock.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 c186f1a4f225ce870e44d4762c7b7d9b1ad507d98e78a4185a8fa4ccce8552a8
pragma solidity 0.8.30;

import {Lock, Pot} from "../apps/Rules.sol";
import {HashLock} from "../apps/HashLock.sol";
import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @title Hash lock: the on-chain adapter
contract HashLockApp is IApp {
    /// @notice The app is for 2 seats.
    error BadSeats(uint256 seats);
    /// @notice Amounts have 128 bits on chain: more is refused, never cut.
    error AmountTooLarge(uint256 amount);

    /// @inheritdoc IApp
    function begin(bytes calldata terms, uint256 seats) external pure returns (AppState memory) {
        require(seats == 2, BadSeats(seats));
        HashLock.Terms memory t = abi.decode(terms, (HashLock.Terms));
        HashLock.State memory s;
        s.pot = Pot(seats, new uint256[](seats));
        for (uint256 asset = 0; asset < 1; asset++) {
            for (uint256 seat = 0; seat < seats; seat++) {
                s.pot.held[asset * seats + seat] = HashLock.stake(t, asset, seat);
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
        HashLock.Terms memory t = abi.decode(terms, (HashLock.Terms));
        HashLock.State memory s = _unpack(state);
        if (s.phase == HashLock.Phase.Locked) {
            r.clock = 2;
            r.time = t.expiry;
            r.lock = Lock.unwrap(t.lock);
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!(seat == HashLock.RECEIVER)) continue;
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
        HashLock.Terms memory t = abi.decode(terms, (HashLock.Terms));
        HashLock.State memory s = _unpack(state);
        if (move == 0) {
            require(s.phase == HashLock.Phase.Locked, WrongPhase());
            require(seat == HashLock.RECEIVER, NotItsTurn());
            bytes32 preimage = abi.decode(args, (bytes32));
            HashLock.claim(t, s, preimage);
            most = 0;
        } else {
            revert NoSuchMove();
        }
        stays = false;
        next = _pack(s);
    }

    /// @inheritdoc IApp
    function expire(bytes calldata terms, AppState calldata state, uint64 published)
        external
        pure
        returns (AppState memory)
    {
        HashLock.Terms memory t = abi.decode(terms, (HashLock.Terms));
        HashLock.State memory s = _unpack(state);
        HashLock.Phase phase = s.phase;
        if (phase == HashLock.Phase.Locked) HashLock.expire(t, s, published);
        else revert WrongPhase();
        require(uint8(s.phase) > uint8(phase), NotLater());
        return _pack(s);
    }

    /// @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
    function _pack(HashLock.State memory s) private pure returns (AppState memory state) {
        state.isFinal = s.phase == HashLock.Phase.Paid || s.phase == HashLock.Phase.Refunded;
        state.held = new uint128[](s.pot.held.length);
        for (uint256 i = 0; i < s.pot.held.length; i++) {
            uint256 amount = s.pot.held[i];
            require(amount <= type(uint128).max, AmountTooLarge(amount));
            state.held[i] = uint128(amount);
        }
        state.body = abi.encode(s.phase);
    }

    function _unpack(AppState calldata state) private pure returns (HashLock.State memory s) {
        uint256 seats = state.held.length;
        require(seats == 2, BadSeats(seats));
        s.pot = Pot(seats, new uint256[](state.held.length));
        for (uint256 i = 0; i < state.held.length; i++) s.pot.held[i] = state.held[i];
        s.phase = abi.decode(state.body, (HashLock.Phase));
    }
}
